# AOT ID: ['11_inference']
from ctypes import c_void_p, c_long, c_int
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
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, grid_combo_kernels, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
empty_strided_xpu = torch._C._dynamo.guards._empty_strided_xpu
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/tmporkvsv2r/py/cpymldjp36qlx5sazojzdl57revmaupu5fbfxaxujcq33ycweyzn.py
# Unsorted Source Nodes: [while_loop, lt], Original ATen: [aten.lt]
# Source node to ATen node mapping:
#   lt => lt
#   while_loop => while_loop
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
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_lt_0', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 4, tl.int64)
    tmp3 = tmp1 < tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmporkvsv2r/an/canuhc3hosvfmuvri2fx42daqlmnfpt3erlgjhrbzlzza3wadd2u.py
# Unsorted Source Nodes: [while_loop, lt], Original ATen: [aten.lt]
# Source node to ATen node mapping:
#   lt => lt
#   while_loop => while_loop, while_loop
triton_poi_fused_lt_1 = async_compile.triton('triton_', '''
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
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_lt_1', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 3, tl.int64)
    tmp3 = tmp1 < tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmporkvsv2r/a2/ca2myvdpepyxrr7u6th2nbq5w3egxgqynandbm25apsf23pdancc.py
# Unsorted Source Nodes: [while_loop, child_1, mul], Original ATen: [aten.add, aten.mul]
# Source node to ATen node mapping:
#   child_1 => add_1
#   mul => mul
#   while_loop => while_loop, while_loop
triton_poi_fused_add_mul_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_2', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = 0.5
    tmp2 = tmp0 * tmp1
    tmp3 = 1.0
    tmp4 = tmp2 + tmp3
    tl.store(out_ptr0 + (x0), tmp4, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmporkvsv2r/w7/cw7v5m4heclhjiiwknpr3tu2dutox4yi5tm24irrc4rcic64k2w4.py
# Unsorted Source Nodes: [while_loop, child], Original ATen: [aten.add]
# Source node to ATen node mapping:
#   child => add
#   while_loop => while_loop, while_loop
triton_poi_fused_add_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[1], 
    filename=__file__,
    triton_meta={'signature': {0: '*i64', 1: '*i64', 2: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {2: 1}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(2,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_3', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 1, tl.int64)
    tmp3 = tmp1 + tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (), ())
    assert_size_stride(arg1_1, (4, 4), (4, 1))
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
                # Unsorted Source Nodes: [while_loop, lt], Original ATen: [aten.lt]
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
                while_loop_body_graph_0_buf0 = [None] * 2
                while_loop_body_graph_0_buf0[0] = while_loop_body_graph_0_arg0_1
                while_loop_body_graph_0_buf0[1] = while_loop_body_graph_0_arg1_1
                while True:
                    # subgraph: while_loop_cond_graph_0
                    while_loop_body_graph_0_while_loop_cond_graph_0_arg0_1 = while_loop_body_graph_0_buf0[0]
                    while_loop_body_graph_0_while_loop_cond_graph_0_arg1_1 = while_loop_body_graph_0_buf0[1]
                    with torch.cuda._DeviceGuard(0):
                        torch.cuda.set_device(0)
                        while_loop_body_graph_0_while_loop_cond_graph_0_buf0 = empty_strided_cuda((), (), torch.bool)
                        # Unsorted Source Nodes: [while_loop, lt], Original ATen: [aten.lt]
                        stream0 = get_raw_stream(0)
                        triton_poi_fused_lt_1.run(while_loop_body_graph_0_while_loop_cond_graph_0_arg0_1, while_loop_body_graph_0_while_loop_cond_graph_0_buf0, 1, grid=grid(1), stream=stream0)
                        del while_loop_body_graph_0_while_loop_cond_graph_0_arg0_1
                    while_loop_body_graph_0_buf0_cond_result = while_loop_body_graph_0_while_loop_cond_graph_0_buf0
                    if not while_loop_body_graph_0_buf0_cond_result.item(): break
                    # subgraph: while_loop_body_graph_0
                    while_loop_body_graph_0_while_loop_body_graph_0_arg0_1 = while_loop_body_graph_0_buf0[0]
                    while_loop_body_graph_0_while_loop_body_graph_0_arg1_1 = while_loop_body_graph_0_buf0[1]
                    with torch.cuda._DeviceGuard(0):
                        torch.cuda.set_device(0)
                        while_loop_body_graph_0_while_loop_body_graph_0_buf0 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
                        # Unsorted Source Nodes: [while_loop, child_1, mul], Original ATen: [aten.add, aten.mul]
                        stream0 = get_raw_stream(0)
                        triton_poi_fused_add_mul_2.run(while_loop_body_graph_0_while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_while_loop_body_graph_0_buf0, 16, grid=grid(16), stream=stream0)
                        del while_loop_body_graph_0_while_loop_body_graph_0_arg1_1
                        while_loop_body_graph_0_while_loop_body_graph_0_buf1 = empty_strided_cuda((), (), torch.int64)
                        # Unsorted Source Nodes: [while_loop, child], Original ATen: [aten.add]
                        triton_poi_fused_add_3.run(while_loop_body_graph_0_while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_while_loop_body_graph_0_buf1, 1, grid=grid(1), stream=stream0)
                        del while_loop_body_graph_0_while_loop_body_graph_0_arg0_1
                    while_loop_body_graph_0_buf0[0] = while_loop_body_graph_0_while_loop_body_graph_0_buf1
                    while_loop_body_graph_0_buf0[1] = while_loop_body_graph_0_while_loop_body_graph_0_buf0
                del while_loop_body_graph_0_arg1_1
                while_loop_body_graph_0_buf2 = while_loop_body_graph_0_buf0[1]
                del while_loop_body_graph_0_buf0
                while_loop_body_graph_0_buf3 = empty_strided_cuda((), (), torch.int64)
                # Unsorted Source Nodes: [while_loop, child], Original ATen: [aten.add]
                stream0 = get_raw_stream(0)
                triton_poi_fused_add_3.run(while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_buf3, 1, grid=grid(1), stream=stream0)
                del while_loop_body_graph_0_arg0_1
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
    arg1_1 = rand_strided((4, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
