
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
    arg0_1, arg1_1, arg2_1 = args
    args.clear()
    assert_size_stride(arg0_1, (12, ), (1, ))
    assert_size_stride(arg1_1, (20, 7), (7, 1))
    assert_size_stride(arg2_1, (4, ), (1, ))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        # Source Nodes: [embedding_bag], Original ATen: [aten._embedding_bag_forward_only]
        buf0 = aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1)
        buf1 = buf0[0]
        del buf0
        # Source Nodes: [embedding_bag_1], Original ATen: [aten._embedding_bag_forward_only]
        buf5 = aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1, False, 1)
        buf6 = buf5[0]
        del buf5
        # Source Nodes: [embedding_bag_2], Original ATen: [aten._embedding_bag_forward_only]
        buf10 = aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1, False, 2)
        del arg0_1
        del arg1_1
        del arg2_1
        buf11 = buf10[0]
        del buf10
    return (buf1, buf6, buf11, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((12, ), (1, ), device='cuda:0', dtype=torch.int64)
    arg1_1 = rand_strided((20, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((4, ), (1, ), device='cuda:0', dtype=torch.int64)
    fn = lambda: call([arg0_1, arg1_1, arg2_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
