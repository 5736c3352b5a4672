# AOT ID: ['2_inference']
from ctypes import c_void_p, c_long, c_int
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from cmath import nanj
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile
from torch._inductor.codegen.memory_planning import _align as align
from torch import device, empty_strided
from torch._inductor.async_compile import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels
from torch._C._dynamo.guards import copy_if_misaligned
from torch._inductor.runtime.runtime_utils import assert_tensor_metadata

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
assert_size_stride_grouped = torch._C._dynamo.guards.assert_size_stride_grouped
assert_alignment = torch._C._dynamo.guards.assert_alignment
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cpu_pinned = torch._C._dynamo.guards._empty_strided_cpu_pinned
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
empty_strided_xpu = torch._C._dynamo.guards._empty_strided_xpu
empty_strided_mtia = torch._C._dynamo.guards._empty_strided_mtia
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()
empty_strided_p2p = torch._C._distributed_c10d._SymmetricMemory.empty_strided_p2p


async_compile.wait(globals())
del async_compile

class Runner:
    def __init__(self, partitions):
        self.partitions = partitions

    def recursively_apply_fns(self, fns):
        new_callables = []
        for fn, c in zip(fns, self.partitions):
            new_callables.append(fn(c))
        self.partitions = new_callables

    def call(self, args):
        arg0_1, arg1_1 = args
        args.clear()
        assert_size_stride(arg1_1, (), (), 'input')
        arg1_1 = copy_if_misaligned(arg1_1)
        u3 = arg1_1.item()
        buf0 = None
        del arg1_1
        if not (u3 >= -5):
            raise RuntimeError('u3 >= -5')
        buf1 = None
        if not (u3 <= 5):
            raise RuntimeError('u3 <= 5')
        buf2 = None
        if not (u3 <= 5 and 0 <= 5 + u3):
            raise RuntimeError('(u3 <= 5) & (0 <= u3 + 5)')
        buf3 = None
        if not ((0 <= u3 or u3 <= 0) and (u3 <= 0 or u3 <= 5) and (u3 <= 5 or u3 < 0)):
            raise RuntimeError('((0 <= u3) | (u3 <= 0)) & ((u3 <= 0) | (u3 <= 5)) & ((u3 <= 5) | (u3 < 0))')
        buf4 = None
        assert_size_stride(arg0_1, (5, 5, 5), (25, 5, 1), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            # Topologically Sorted Source Nodes: [narrow], Original ATen: [aten.slice]
            buf5 = torch.ops.aten.slice.Tensor(arg0_1, 1, u3, u3 + 5*(1 if u3 == 0 and u3 < 0 else 0))
            u4 = buf5.size(1)
            u5 = buf5.storage_offset()
            assert_tensor_metadata(buf5, (5, 0, 5), (25, 5, 1), torch.complex64, 'torch.ops.aten.slice.Tensor')
            # buffer buf5 (op: torch.ops.aten.slice.Tensor) is assumed to be not aligned
        if not (u4 >= 0):
            raise RuntimeError('u4 >= 0')
        buf6 = None
        if not (u4 <= 0):
            raise RuntimeError('u4 <= 0')
        buf7 = None
        if not (0 <= u4):
            raise RuntimeError('0 <= u4')
        buf8 = None
        if not (u4 <= 5):
            raise RuntimeError('u4 <= 5')
        buf9 = None
        if not (u4 == 0):
            raise RuntimeError('Eq(u4, 0)')
        buf10 = None
        if not (u5 >= 0):
            raise RuntimeError('u5 >= 0')
        buf11 = None
        if not (0 <= u5):
            raise RuntimeError('0 <= u5')
        buf12 = None
        del arg0_1
        return (buf5, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((5, 5, 5), (25, 5, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    return [arg0_1, arg1_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
