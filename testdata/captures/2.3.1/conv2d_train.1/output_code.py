
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


# kernel path: /tmp/torchinductor_user/yc/cyc66e54qirasdtkm6y57hsklk3cgoav72i7hgaon5lk5u2xxlwa.py
# Source Nodes: [], Original ATen: [aten.convolution_backward, aten.threshold_backward]

triton_poi_fused_convolution_backward_threshold_backward_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[512], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_convolution_backward_threshold_backward_0', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 300
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp3 = tl.load(in_out_ptr0 + (x0), xmask)
    tmp1 = 0.0
    tmp2 = tmp0 <= tmp1
    tmp4 = tl.where(tmp2, tmp1, tmp3)
    tl.store(in_out_ptr0 + (x0), tmp4, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, primals_3, primals_5, relu, tangents_1 = args
    args.clear()
    assert_size_stride(primals_1, (6, 3, 3, 3), (27, 9, 3, 1))
    assert_size_stride(primals_3, (4, 6, 1, 1), (6, 1, 1, 1))
    assert_size_stride(primals_5, (2, 3, 10, 10), (300, 100, 10, 1))
    assert_size_stride(relu, (2, 6, 5, 5), (150, 25, 5, 1))
    assert_size_stride(tangents_1, (2, 4, 5, 5), (100, 25, 5, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        # Source Nodes: [], Original ATen: [aten.convolution_backward]
        buf0 = aten.convolution_backward.default(tangents_1, relu, primals_3, [4], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [True, True, True])
        del primals_3
        del tangents_1
        buf1 = buf0[0]
        buf2 = buf0[1]
        buf3 = buf0[2]
        del buf0
        buf4 = buf1; del buf1  # reuse
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.threshold_backward]
        stream0 = get_raw_stream(0)
        triton_poi_fused_convolution_backward_threshold_backward_0.run(buf4, relu, 300, grid=grid(300), stream=stream0)
        del relu
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.threshold_backward]
        buf5 = aten.convolution_backward.default(buf4, primals_5, primals_1, [6], [2, 2], [1, 1], [1, 1], False, [0, 0], 1, [True, True, True])
        del buf4
        del primals_1
        del primals_5
        buf6 = buf5[0]
        buf7 = buf5[1]
        buf8 = buf5[2]
        del buf5
    return (buf7, buf8, buf2, buf3, buf6, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((6, 3, 3, 3), (27, 9, 3, 1), device='cuda:0', dtype=torch.float32)
    primals_3 = rand_strided((4, 6, 1, 1), (6, 1, 1, 1), device='cuda:0', dtype=torch.float32)
    primals_5 = rand_strided((2, 3, 10, 10), (300, 100, 10, 1), device='cuda:0', dtype=torch.float32)
    relu = rand_strided((2, 6, 5, 5), (150, 25, 5, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((2, 4, 5, 5), (100, 25, 5, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_1, primals_3, primals_5, relu, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
