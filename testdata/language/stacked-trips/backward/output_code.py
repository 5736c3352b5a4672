# AOT ID: ['14_backward']
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
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream
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


# kernel path: /tmp/torchinductor_user/tmpnkbgonlw/hz/chzuvx5gg3sb45ywj7il2kkibqo6hoaz7bt5t7dvvfhrxvmdnrbc.py
# Topologically Sorted Source Nodes: [full_default], Original ATen: [aten.zeros]
# Source node to ATen node mapping:
#   full_default => full_default
# Graph fragment:
#   %full_default : Tensor "i64[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([], 0), kwargs = {dtype: torch.int64, layout: torch.strided, device: cuda, pin_memory: False})
#   return %full_default
triton_poi_fused_zeros_0 = async_compile.triton('triton_poi_fused_zeros_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_zeros_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_zeros_0(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)[:]
    tmp0 = tl.full([1], 0, tl.int64)
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp0, None)
''', device_str='cuda')
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpnkbgonlw/z6/cz6ftn37aoklt3dhd73yodxd4bctpjpjau46blvmwxsfmctkt3ld.py
# Unsorted Source Nodes: [while_loop, full_default, lt], Original ATen: [aten.zeros, aten.lt]
# Source node to ATen node mapping:
#   full_default => full_default
#   lt => lt
#   while_loop => while_loop
triton_poi_fused_lt_zeros_1 = async_compile.triton('triton_poi_fused_lt_zeros_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i1', 'ks0': 'i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_lt_zeros_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_lt_zeros_1(in_ptr0, out_ptr0, ks0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)[:]
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = (ks0).to(tl.int64)
    tmp3 = (tmp2).to(tl.int64)
    tmp4 = tmp1 < tmp3
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32).broadcast_to(XBLOCK)), tmp4, None)
''', device_str='cuda')

def while_loop_cond_graph_1(args):
    while_loop_cond_graph_1_arg0_1, while_loop_cond_graph_1_arg1_1, while_loop_cond_graph_1_arg2_1, while_loop_cond_graph_1_arg3_1 = args
    args.clear()
    u2 = while_loop_cond_graph_1_arg2_1.size()[0]
    assert_size_stride(while_loop_cond_graph_1_arg0_1, (), (), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        while_loop_cond_graph_1_buf0 = empty_strided_cuda((), (), torch.bool)
        # Unsorted Source Nodes: [while_loop, full_default, lt], Original ATen: [aten.zeros, aten.lt]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_lt_zeros_1.run(while_loop_cond_graph_1_arg0_1, while_loop_cond_graph_1_buf0, u2, 1, stream=raw_stream0)
        del while_loop_cond_graph_1_arg0_1
    return (while_loop_cond_graph_1_buf0, )
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpnkbgonlw/pl/cplupxaiodosk5fgosnhbhlpnjqbfgugvnhxzhfbzbhduzqd5itj.py
# Unsorted Source Nodes: [while_loop, full_default, sub_1, sub], Original ATen: [aten.zeros, aten.sub]
# Source node to ATen node mapping:
#   full_default => full_default
#   sub => sub
#   sub_1 => sub_1
#   while_loop => while_loop
triton_poi_fused_sub_zeros_2 = async_compile.triton('triton_poi_fused_sub_zeros_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'ks0': 'i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_sub_zeros_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_sub_zeros_2(in_ptr0, out_ptr0, ks0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)[:]
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = (ks0).to(tl.int64)
    tmp3 = (tmp2).to(tl.int64)
    tmp4 = tmp3 - tmp1
    tmp5 = tl.full([1], 1, tl.int64)
    tmp6 = tmp4 - tmp5
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32).broadcast_to(XBLOCK)), tmp6, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpnkbgonlw/yt/cytodghyjuwj4n6ybibyouwtucqlazmx46mvlvreo46qwusy3wub.py
# Unsorted Source Nodes: [while_loop, full_default, mul_2, mul_1, cos, select_1], Original ATen: [aten.zeros, aten.mul, aten.cos, aten.select]
# Source node to ATen node mapping:
#   cos => cos
#   full_default => full_default
#   mul_1 => mul_1
#   mul_2 => mul_2
#   select_1 => select_1
#   while_loop => while_loop
triton_poi_fused_cos_mul_select_zeros_3 = async_compile.triton('triton_poi_fused_cos_mul_select_zeros_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'ks0': 'i64', 'xnumel': 'i64', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_cos_mul_select_zeros_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 256}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_cos_mul_select_zeros_3(in_ptr0, in_ptr1, out_ptr0, ks0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0).to(tl.int64) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:].to(tl.int64)
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp3 = tl.load(in_ptr1 + (ks0 + x0), xmask)
    tmp1 = tl.full([1], 1.5, tl.float32)
    tmp2 = tmp0 * tmp1
    tmp4 = tl_math.cos(tmp3)
    tmp5 = tmp2 * tmp4
    tl.store(out_ptr0 + (x0), tmp5, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpnkbgonlw/yq/cyql5rku7234begbksuh3orrcmerzvodcuh7oc2i2clf6noglzsj.py
# Unsorted Source Nodes: [while_loop, full_default, add_1], Original ATen: [aten.zeros, aten.add]
# Source node to ATen node mapping:
#   add_1 => add_1
#   full_default => full_default
#   while_loop => while_loop
triton_poi_fused_add_zeros_4 = async_compile.triton('triton_poi_fused_add_zeros_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_add_zeros_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_zeros_4(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)[:]
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 1, tl.int64)
    tmp3 = tmp1 + tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32).broadcast_to(XBLOCK)), tmp3, None)
''', device_str='cuda')

def while_loop_body_graph_1(args):
    while_loop_body_graph_1_arg0_1, while_loop_body_graph_1_arg1_1, while_loop_body_graph_1_arg2_1, while_loop_body_graph_1_arg3_1 = args
    args.clear()
    u2 = while_loop_body_graph_1_arg2_1.size()[0]
    assert_size_stride(while_loop_body_graph_1_arg0_1, (), (), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        while_loop_body_graph_1_buf0 = empty_strided_cuda((), (), torch.int64)
        # Unsorted Source Nodes: [while_loop, full_default, sub_1, sub], Original ATen: [aten.zeros, aten.sub]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_sub_zeros_2.run(while_loop_body_graph_1_arg0_1, while_loop_body_graph_1_buf0, u2, 1, stream=raw_stream0)
    u9 = while_loop_body_graph_1_buf0.item()
    while_loop_body_graph_1_buf1 = None
    u11 = 0 + 16 * (u9 + u2 if u9 < 0 else u9)
    assert_size_stride_grouped((while_loop_body_graph_1_arg1_1, while_loop_body_graph_1_arg3_1), ((4, 4), (u2, 4, 4)), ((4, 1), (16, 4, 1)), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        while_loop_body_graph_1_buf3 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
        # Unsorted Source Nodes: [while_loop, full_default, mul_2, mul_1, cos, select_1], Original ATen: [aten.zeros, aten.mul, aten.cos, aten.select]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_cos_mul_select_zeros_3.run(while_loop_body_graph_1_arg1_1, while_loop_body_graph_1_arg3_1, while_loop_body_graph_1_buf3, u11, 16, stream=raw_stream0)
        del while_loop_body_graph_1_arg1_1
        del while_loop_body_graph_1_arg3_1
        while_loop_body_graph_1_buf4 = while_loop_body_graph_1_buf0; del while_loop_body_graph_1_buf0  # reuse
        # Unsorted Source Nodes: [while_loop, full_default, add_1], Original ATen: [aten.zeros, aten.add]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_add_zeros_4.run(while_loop_body_graph_1_arg0_1, while_loop_body_graph_1_buf4, 1, stream=raw_stream0)
        del while_loop_body_graph_1_arg0_1
    return (while_loop_body_graph_1_buf4, while_loop_body_graph_1_buf3, )


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
        cat, cat_1, tangents_1 = args
        args.clear()
        cat_size = cat.size()
        u2 = cat_size[0]
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((), (), torch.int64)
            # Topologically Sorted Source Nodes: [full_default], Original ATen: [aten.zeros]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_zeros_0.run(buf0, 1, stream=raw_stream0)
            assert_size_stride_grouped((tangents_1, cat, cat_1), ((4, 4), (u2, ), (u2, 4, 4)), ((4, 1), (1, ), (16, 4, 1)), 'input')
            tangents_1 = copy_if_misaligned(tangents_1)
            buf1 = [None] * 2
            buf1[0] = buf0
            buf1[1] = tangents_1

            # subgraph: while_loop_cond_graph_1
            while_loop_cond_graph_1_args = [buf1[0], buf1[1], cat, cat_1]
            (buf1_cond_result,) = while_loop_cond_graph_1(while_loop_cond_graph_1_args)
            should_loop = buf1_cond_result
            if not should_loop:
                buf1[0] = buf0.clone()
                buf1[1] = tangents_1.clone()
            while should_loop:

                # subgraph: while_loop_body_graph_1
                while_loop_body_graph_1_args = [buf1[0], buf1[1], cat, cat_1]
                (buf1[0], buf1[1]) = while_loop_body_graph_1(while_loop_body_graph_1_args)

                # subgraph: while_loop_cond_graph_1
                while_loop_cond_graph_1_args = [buf1[0], buf1[1], cat, cat_1]
                (buf1_cond_result,) = while_loop_cond_graph_1(while_loop_cond_graph_1_args)
                should_loop = buf1_cond_result
            del buf0
            del cat
            del cat_1
            del tangents_1
            buf3 = buf1[1]
            assert_tensor_metadata(buf3, (4, 4), (4, 1), torch.float32, 'torch.ops.while_loop')
            assert_alignment(buf3, 16, 'torch.ops.while_loop')
            del buf1
        return (None, buf3, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    cat = rand_strided((42, ), (1, ), device='cuda:0', dtype=torch.int64)
    cat_1 = rand_strided((42, 4, 4), (16, 4, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((4, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    return [cat, cat_1, tangents_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
