
from ctypes import c_void_p, c_long
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile

from torch import empty_strided, device
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (2, 3, 8), (24, 8, 1))
    assert_size_stride(arg1_1, (3, 5, 3, 2), (30, 6, 2, 1))
    # Source Nodes: [zeros], Original ATen: [aten.zeros]
    buf0 = aten.full.default([2, 5, 5], 0, dtype=torch.complex64, layout=torch.strided, device=device(type='cpu'), pin_memory=False)
    buf1 = buf0
    assert_size_stride(buf1, (2, 5, 5), (25, 5, 1))
    del buf0
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf2 = aten.slice.Tensor(buf1, 0, 0, 9223372036854775807)
    buf3 = buf2
    assert_size_stride(buf3, (2, 5, 5), (25, 5, 1))
    del buf2
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf4 = aten.slice.Tensor(buf3, 1, 0, 9223372036854775807)
    buf5 = buf4
    assert_size_stride(buf5, (2, 5, 5), (25, 5, 1))
    del buf4
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf6 = aten.slice.Tensor(buf1, 0, 0, 9223372036854775807)
    buf7 = buf6
    assert_size_stride(buf7, (2, 5, 5), (25, 5, 1))
    del buf6
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf8 = aten.slice.Tensor(buf7, 1, 0, 9223372036854775807)
    del buf7
    buf9 = buf8
    assert_size_stride(buf9, (2, 5, 5), (25, 5, 1))
    del buf8
    # Source Nodes: [setitem], Original ATen: [aten.slice]
    buf10 = aten.slice.Tensor(buf9, 2, 0, 3)
    del buf9
    buf11 = buf10
    assert_size_stride(buf11, (2, 5, 3), (25, 5, 1))
    del buf10
    # Source Nodes: [fft_rfft], Original ATen: [aten._fft_r2c]
    buf12 = aten._fft_r2c.default(arg0_1, [2], 0, True)
    del arg0_1
    buf13 = buf12
    assert_size_stride(buf13, (2, 3, 5), (15, 5, 1))
    del buf12
    # Source Nodes: [getitem], Original ATen: [aten.slice]
    buf14 = aten.slice.Tensor(buf13, 0, 0, 9223372036854775807)
    del buf13
    buf15 = buf14
    assert_size_stride(buf15, (2, 3, 5), (15, 5, 1))
    del buf14
    # Source Nodes: [getitem], Original ATen: [aten.slice]
    buf16 = aten.slice.Tensor(buf15, 1, 0, 9223372036854775807)
    del buf15
    buf17 = buf16
    assert_size_stride(buf17, (2, 3, 5), (15, 5, 1))
    del buf16
    # Source Nodes: [getitem], Original ATen: [aten.slice]
    buf18 = aten.slice.Tensor(buf17, 2, 0, 3)
    del buf17
    buf19 = buf18
    assert_size_stride(buf19, (2, 3, 3), (15, 5, 1))
    del buf18
    # Source Nodes: [einsum], Original ATen: [aten.unsqueeze]
    buf20 = aten.unsqueeze.default(buf19, 3)
    del buf19
    buf21 = buf20
    assert_size_stride(buf21, (2, 3, 3, 1), (15, 5, 1, 1))
    del buf20
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf22 = aten.permute.default(buf21, [0, 3, 2, 1])
    del buf21
    buf23 = buf22
    assert_size_stride(buf23, (2, 1, 3, 3), (15, 1, 1, 5))
    del buf22
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf24 = aten.permute.default(buf23, [2, 0, 3, 1])
    del buf23
    buf25 = buf24
    assert_size_stride(buf25, (3, 2, 3, 1), (1, 15, 5, 1))
    del buf24
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf26 = aten.reshape.default(buf25, [3, 2, 3])
    del buf25
    buf27 = buf26
    assert_size_stride(buf27, (3, 2, 3), (1, 15, 5))
    del buf26
    # Source Nodes: [view_as_complex], Original ATen: [aten.view_as_complex]
    buf28 = aten.view_as_complex(arg1_1)
    del arg1_1
    buf29 = buf28
    assert_size_stride(buf29, (3, 5, 3), (15, 3, 1))
    del buf28
    # Source Nodes: [einsum], Original ATen: [aten.unsqueeze]
    buf30 = aten.unsqueeze.default(buf29, 3)
    del buf29
    buf31 = buf30
    assert_size_stride(buf31, (3, 5, 3, 1), (15, 3, 1, 1))
    del buf30
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf32 = aten.permute.default(buf31, [3, 1, 2, 0])
    del buf31
    buf33 = buf32
    assert_size_stride(buf33, (1, 5, 3, 3), (1, 3, 1, 15))
    del buf32
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf34 = aten.permute.default(buf33, [2, 3, 1, 0])
    del buf33
    buf35 = buf34
    assert_size_stride(buf35, (3, 3, 5, 1), (1, 15, 3, 1))
    del buf34
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf36 = aten.reshape.default(buf35, [3, 3, 5])
    del buf35
    buf37 = buf36
    assert_size_stride(buf37, (3, 3, 5), (1, 15, 3))
    del buf36
    # Source Nodes: [einsum], Original ATen: [aten.bmm]
    buf38 = aten.bmm.default(buf27, buf37)
    del buf27
    del buf37
    buf39 = buf38
    assert_size_stride(buf39, (3, 2, 5), (10, 5, 1))
    del buf38
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf40 = aten.reshape.default(buf39, [3, 2, 1, 5])
    del buf39
    buf41 = buf40
    assert_size_stride(buf41, (3, 2, 1, 5), (10, 5, 5, 1))
    del buf40
    # Source Nodes: [einsum], Original ATen: [aten.permute]
    buf42 = aten.permute.default(buf41, [1, 3, 0, 2])
    del buf41
    buf43 = buf42
    assert_size_stride(buf43, (2, 5, 3, 1), (5, 1, 10, 5))
    del buf42
    # Source Nodes: [einsum], Original ATen: [aten.view]
    buf44 = aten.reshape.default(buf43, [2, 5, 3])
    del buf43
    buf45 = buf44
    assert_size_stride(buf45, (2, 5, 3), (5, 1, 10))
    del buf44
    # Source Nodes: [setitem], Original ATen: [aten.copy]
    buf46 = aten.copy.default(buf11, buf45)
    del buf11
    del buf45
    buf47 = buf46
    assert_size_stride(buf47, (2, 5, 3), (25, 5, 1))
    del buf46
    # Source Nodes: [setitem], Original ATen: [aten.slice_scatter]
    buf48 = aten.slice_scatter.default(buf5, buf47, 2, 0, 3)
    del buf47
    del buf5
    buf49 = buf48
    assert_size_stride(buf49, (2, 5, 5), (25, 5, 1))
    del buf48
    # Source Nodes: [setitem], Original ATen: [aten.slice_scatter]
    buf50 = aten.slice_scatter.default(buf3, buf49, 1, 0, 9223372036854775807)
    del buf3
    del buf49
    buf51 = buf50
    assert_size_stride(buf51, (2, 5, 5), (25, 5, 1))
    del buf50
    # Source Nodes: [setitem], Original ATen: [aten.slice_scatter]
    buf52 = aten.slice_scatter.default(buf1, buf51, 0, 0, 9223372036854775807)
    del buf1
    del buf51
    buf53 = buf52
    assert_size_stride(buf53, (2, 5, 5), (25, 5, 1))
    del buf52
    # Source Nodes: [fft_irfft], Original ATen: [aten._fft_c2r]
    buf54 = aten._fft_c2r.default(buf53, [2], 2, 8)
    del buf53
    buf55 = buf54
    assert_size_stride(buf55, (2, 5, 8), (40, 8, 1))
    del buf54
    return (buf55, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((2, 3, 8), (24, 8, 1), device='cpu', dtype=torch.float32)
    arg1_1 = rand_strided((3, 5, 3, 2), (30, 6, 2, 1), device='cpu', dtype=torch.float32)
    return print_performance(lambda: call([arg0_1, arg1_1]), times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
