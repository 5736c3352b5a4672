
from ctypes import c_void_p, c_long
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile
from torch._inductor.codegen.memory_planning import _align as align

from torch import device, empty_strided
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels
from torch._inductor.codegen.multi_kernel import MultiKernelCall

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
alloc_from_pool = torch.ops.inductor._alloc_from_pool
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (2, 3, 8), (24, 8, 1))
    assert_size_stride(arg1_1, (3, 5, 3, 2), (30, 6, 2, 1))
    # Source Nodes: [o], Original ATen: [aten.zeros]
    buf0 = aten.full.default([2, 5, 5], 0, dtype=torch.complex64, layout=torch.strided, device=device(type='cpu'), pin_memory=False)
    buf1 = buf0
    del buf0
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf2 = aten.slice.Tensor(buf1, 2, 0, 3)
    buf3 = buf2
    del buf2
    # Source Nodes: [X], Original ATen: [aten._fft_r2c]
    buf4 = aten._fft_r2c.default(arg0_1, [2], 0, True)
    del arg0_1
    buf5 = buf4
    del buf4
    # Source Nodes: [getitem], Original ATen: [aten.slice]
    buf6 = aten.slice.Tensor(buf5, 2, 0, 3)
    del buf5
    buf7 = buf6
    del buf6
    # Source Nodes: [einsum], Original ATen: [aten.unsqueeze]
    buf8 = aten.unsqueeze.default(buf7, 3)
    del buf7
    buf9 = buf8
    del buf8
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf10 = aten.permute.default(buf9, [0, 3, 2, 1])
    del buf9
    buf11 = buf10
    del buf10
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf12 = aten.permute.default(buf11, [2, 0, 3, 1])
    del buf11
    buf13 = buf12
    del buf12
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf14 = aten.reshape.default(buf13, [3, 2, 3])
    del buf13
    buf15 = buf14
    del buf14
    # Source Nodes: [view_as_complex], Original ATen: [aten.view_as_complex]
    buf16 = aten.view_as_complex.default(arg1_1)
    del arg1_1
    buf17 = buf16
    del buf16
    # Source Nodes: [einsum], Original ATen: [aten.unsqueeze]
    buf18 = aten.unsqueeze.default(buf17, 3)
    del buf17
    buf19 = buf18
    del buf18
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf20 = aten.permute.default(buf19, [3, 1, 2, 0])
    del buf19
    buf21 = buf20
    del buf20
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf22 = aten.permute.default(buf21, [2, 3, 1, 0])
    del buf21
    buf23 = buf22
    del buf22
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf24 = aten.reshape.default(buf23, [3, 3, 5])
    del buf23
    buf25 = buf24
    del buf24
    # Source Nodes: [einsum], Original ATen: [aten.bmm]
    buf26 = aten.bmm.default(buf15, buf25)
    del buf15
    del buf25
    buf27 = buf26
    del buf26
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf28 = aten.reshape.default(buf27, [3, 2, 1, 5])
    del buf27
    buf29 = buf28
    del buf28
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf30 = aten.permute.default(buf29, [1, 3, 0, 2])
    del buf29
    buf31 = buf30
    del buf30
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf32 = aten.reshape.default(buf31, [2, 5, 3])
    del buf31
    buf33 = buf32
    del buf32
    # Source Nodes: [setitem], Original ATen: [aten.copy]
    buf34 = aten.copy.default(buf3, buf33)
    del buf3
    del buf33
    buf35 = buf34
    del buf34
    # Source Nodes: [], Original ATen: []
    buf36 = aten.slice_scatter.default(buf1, buf35, 2, 0, 3)
    del buf1
    del buf35
    buf37 = buf36
    del buf36
    # Source Nodes: [fft_irfft], Original ATen: [aten._fft_c2r]
    buf38 = aten._fft_c2r.default(buf37, [2], 2, 8)
    del buf37
    buf39 = buf38
    return (buf39, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((2, 3, 8), (24, 8, 1), device='cpu', dtype=torch.float32)
    arg1_1 = rand_strided((3, 5, 3, 2), (30, 6, 2, 1), device='cpu', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
