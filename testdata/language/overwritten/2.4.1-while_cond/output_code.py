
# AOT ID: ['10_inference']
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
from torch._inductor.async_compile import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels
from torch._inductor.codegen.multi_kernel import MultiKernelCall

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/um/cumrjujdlt2qgsroldcteq5kdppv5r5vb5sk73bjlcepo5x7wao4.py
# Source Nodes: [while_loop], Original ATen: [aten.lt]
# while_loop => lt, while_loop
triton_poi_fused_lt_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[1], 
    filename=__file__,
    triton_meta={'signature': {0: '*i64', 1: '*i1', 2: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {2: 1}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(2,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_lt_0', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 4, tl.int64)
    tmp3 = tmp1 < tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/vg/cvgfhdjfddwk4xkbf46xnqnkmcdfds6lggku6wq2nv44ar64yma6.py
# Source Nodes: [while_loop], Original ATen: [aten.add, aten.eq, aten.remainder]
# while_loop => add, eq, remainder, while_loop
triton_poi_fused_add_eq_remainder_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[1], 
    filename=__file__,
    triton_meta={'signature': {0: '*i64', 1: '*i1', 2: '*i64', 3: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {3: 1}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=(3,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_eq_remainder_1', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 2, tl.int64)
    tmp3 = tmp1 % tmp2
    tmp4 = tl.full([1], 0, tl.int32)
    tmp5 = tmp3 != tmp4
    tmp6 = libdevice.signbit(tmp3) if (tmp3).dtype is tl.float32 else tmp3 < 0
    tmp7 = libdevice.signbit(tmp2) if (tmp2).dtype is tl.float32 else tmp2 < 0
    tmp8 = tmp6 != tmp7
    tmp9 = tmp5 & tmp8
    tmp10 = tmp3 + tmp2
    tmp11 = tl.where(tmp9, tmp10, tmp3)
    tmp12 = tl.full([1], 0, tl.int64)
    tmp13 = tmp11 == tmp12
    tmp14 = tl.full([1], 1, tl.int64)
    tmp15 = tmp1 + tmp14
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp13, None)
    tl.store(out_ptr1 + (tl.full([XBLOCK], 0, tl.int32)), tmp15, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/d4/cd42563jypocc2vo4acdkg7dnpo6u7pqwkmipcfoc53ktfgu3qjd.py
# Source Nodes: [while_loop], Original ATen: [aten.eq, aten.remainder, aten.sin]
# while_loop => conditional, eq, remainder, sin, while_loop
triton_poi_fused_eq_remainder_sin_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[64], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_eq_remainder_sin_2', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl_math.sin(tmp0)
    tl.store(out_ptr0 + (x0), tmp1, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/pu/cpuo4bwe4vyo4mnyxz7qb7golhhermuczgb6x3gvjwxhkmufgxoz.py
# Source Nodes: [while_loop], Original ATen: [aten.eq, aten.mul, aten.remainder]
# while_loop => conditional, eq, mul, remainder, while_loop
triton_poi_fused_eq_mul_remainder_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[64], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_eq_mul_remainder_3', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_out_ptr0 + (x0), xmask)
    tmp1 = 0.1
    tmp2 = tmp0 * tmp1
    tl.store(in_out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (), ())
    assert_size_stride(arg1_1, (8, 8), (8, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = [None] * 2
        buf0[0] = arg0_1
        buf0[1] = arg1_1
        while True:
            # subgraph: while_loop_cond_graph_0
            while_loop_cond_graph_0_arg0_1 = buf0[0]
            while_loop_cond_graph_0_arg1_1 = buf0[1]
            with torch.cuda._DeviceGuard(0):
                torch.cuda.set_device(0)
                while_loop_cond_graph_0_buf0 = empty_strided_cuda((), (), torch.bool)
                # Source Nodes: [while_loop], Original ATen: [aten.lt]
                stream0 = get_raw_stream(0)
                triton_poi_fused_lt_0.run(while_loop_cond_graph_0_arg0_1, while_loop_cond_graph_0_buf0, 1, grid=grid(1), stream=stream0)
                del while_loop_cond_graph_0_arg0_1
            buf0_cond_result = while_loop_cond_graph_0_buf0
            if not buf0_cond_result.item(): break
            # subgraph: while_loop_body_graph_0
            while_loop_body_graph_0_arg0_1 = buf0[0]
            while_loop_body_graph_0_arg1_1 = buf0[1]
            with torch.cuda._DeviceGuard(0):
                torch.cuda.set_device(0)
                while_loop_body_graph_0_buf0 = empty_strided_cuda((), (), torch.bool)
                while_loop_body_graph_0_buf3 = empty_strided_cuda((), (), torch.int64)
                # Source Nodes: [while_loop], Original ATen: [aten.add, aten.eq, aten.remainder]
                stream0 = get_raw_stream(0)
                triton_poi_fused_add_eq_remainder_1.run(while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_buf0, while_loop_body_graph_0_buf3, 1, grid=grid(1), stream=stream0)
                del while_loop_body_graph_0_arg0_1
                while_loop_body_graph_0_buf1 = [None] * 1
                while_loop_body_graph_0_buf1 = [None] * 1
                if while_loop_body_graph_0_buf0.item():
                    # subgraph: true_graph_0
                    while_loop_body_graph_0_true_graph_0_arg0_1 = while_loop_body_graph_0_arg1_1
                    with torch.cuda._DeviceGuard(0):
                        torch.cuda.set_device(0)
                        while_loop_body_graph_0_true_graph_0_buf0 = empty_strided_cuda((8, 8), (8, 1), torch.float32)
                        # Source Nodes: [while_loop], Original ATen: [aten.eq, aten.remainder, aten.sin]
                        stream0 = get_raw_stream(0)
                        triton_poi_fused_eq_remainder_sin_2.run(while_loop_body_graph_0_true_graph_0_arg0_1, while_loop_body_graph_0_true_graph_0_buf0, 64, grid=grid(64), stream=stream0)
                        del while_loop_body_graph_0_true_graph_0_arg0_1
                    while_loop_body_graph_0_buf1[0] = while_loop_body_graph_0_true_graph_0_buf0
                else:
                    # subgraph: false_graph_0
                    while_loop_body_graph_0_false_graph_0_arg0_1 = while_loop_body_graph_0_arg1_1
                    with torch.cuda._DeviceGuard(0):
                        torch.cuda.set_device(0)
                        while_loop_body_graph_0_false_graph_0_buf0 = empty_strided_cuda((8, 8), (8, 1), torch.float32)
                        # Source Nodes: [while_loop], Original ATen: [aten.eq, aten.mm, aten.remainder]
                        extern_kernels.mm(while_loop_body_graph_0_false_graph_0_arg0_1, while_loop_body_graph_0_false_graph_0_arg0_1, out=while_loop_body_graph_0_false_graph_0_buf0)
                        del while_loop_body_graph_0_false_graph_0_arg0_1
                        while_loop_body_graph_0_false_graph_0_buf1 = while_loop_body_graph_0_false_graph_0_buf0; del while_loop_body_graph_0_false_graph_0_buf0  # reuse
                        # Source Nodes: [while_loop], Original ATen: [aten.eq, aten.mul, aten.remainder]
                        stream0 = get_raw_stream(0)
                        triton_poi_fused_eq_mul_remainder_3.run(while_loop_body_graph_0_false_graph_0_buf1, 64, grid=grid(64), stream=stream0)
                    while_loop_body_graph_0_buf1[0] = while_loop_body_graph_0_false_graph_0_buf1
                del while_loop_body_graph_0_arg1_1
                del while_loop_body_graph_0_buf0
                while_loop_body_graph_0_buf2 = while_loop_body_graph_0_buf1[0]
                del while_loop_body_graph_0_buf1
            buf0[0] = while_loop_body_graph_0_buf3
            buf0[1] = while_loop_body_graph_0_buf2
        del arg0_1
        del arg1_1
        buf1 = buf0[0]
        buf2 = buf0[1]
        del buf0
    return (buf1, buf2, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    arg1_1 = rand_strided((8, 8), (8, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
