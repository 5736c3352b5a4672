# AOT ID: ['4_forward']
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
        primals_1, primals_2, primals_3, primals_4, primals_5 = args
        args.clear()
        assert_size_stride_grouped((primals_1, primals_2, primals_3, primals_4, primals_5), ((9, 5), (7, 5), (9, 7), (7, ), (7, )), ((5, 1), (5, 1), (7, 1), (1, ), (1, )), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            primals_1 = copy_if_misaligned(primals_1)
            primals_2 = copy_if_misaligned(primals_2)
            primals_3 = copy_if_misaligned(primals_3)
            primals_4 = copy_if_misaligned(primals_4)
            primals_5 = copy_if_misaligned(primals_5)
            # Topologically Sorted Source Nodes: [_linear_cross_entropy_batch_chunked_default], Original ATen: [torch_nn._linear_cross_entropy_batch_chunked]
            buf0 = torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default(primals_1, primals_2, primals_3, primals_4, primals_5, 'sum', -100, 0.0, 4, 'compact', torch.float32, True, True, True, True)
            del primals_1
            del primals_2
            del primals_3
            del primals_4
            del primals_5
            buf1 = buf0[0]
            assert_tensor_metadata(buf1, (), (), torch.float32, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            assert_alignment(buf1, 16, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            buf2 = buf0[1]
            assert_tensor_metadata(buf2, (9, 5), (5, 1), torch.float32, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            assert_alignment(buf2, 16, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            buf3 = buf0[2]
            assert_tensor_metadata(buf3, (7, 5), (5, 1), torch.float32, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            assert_alignment(buf3, 16, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            buf4 = buf0[3]
            assert_tensor_metadata(buf4, (7, ), (1, ), torch.float32, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            assert_alignment(buf4, 16, 'torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default')
            del buf0
        return (buf1, buf2, buf3, buf4, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    primals_1 = rand_strided((9, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    primals_2 = rand_strided((7, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    primals_3 = rand_strided((9, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    primals_4 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    primals_5 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    return [primals_1, primals_2, primals_3, primals_4, primals_5]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
