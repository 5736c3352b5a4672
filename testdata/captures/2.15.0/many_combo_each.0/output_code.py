# AOT ID: ['127_inference']
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


# kernel path: /tmp/torchinductor_user/tmp6eah3j92/q2/cq2j23tp5mwu2jppsapfv76335sk7uqy5lzukowhleliijwcruug.py
# Unsorted Source Nodes: [], Original ATen: []
# Source node to ATen node mapping:
triton_poi_fused_0 = async_compile.triton('triton_poi_fused_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 7, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 25}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 5
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (7*x0), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr0 + (1 + 7*x0), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr0 + (2 + 7*x0), xmask, eviction_policy='evict_last')
    tmp5 = tl.load(in_ptr0 + (3 + 7*x0), xmask, eviction_policy='evict_last')
    tmp7 = tl.load(in_ptr0 + (4 + 7*x0), xmask, eviction_policy='evict_last')
    tmp9 = tl.load(in_ptr0 + (5 + 7*x0), xmask, eviction_policy='evict_last')
    tmp11 = tl.load(in_ptr0 + (6 + 7*x0), xmask, eviction_policy='evict_last')
    tmp2 = tl.maximum(tmp0, tmp1, tl.PropagateNan.ALL)
    tmp4 = tl.maximum(tmp2, tmp3, tl.PropagateNan.ALL)
    tmp6 = tl.maximum(tmp4, tmp5, tl.PropagateNan.ALL)
    tmp8 = tl.maximum(tmp6, tmp7, tl.PropagateNan.ALL)
    tmp10 = tl.maximum(tmp8, tmp9, tl.PropagateNan.ALL)
    tmp12 = tl.maximum(tmp10, tmp11, tl.PropagateNan.ALL)
    tmp13 = tmp0 - tmp12
    tmp14 = libdevice.exp(tmp13)
    tmp15 = tmp1 - tmp12
    tmp16 = libdevice.exp(tmp15)
    tmp17 = tmp14 + tmp16
    tmp18 = tmp3 - tmp12
    tmp19 = libdevice.exp(tmp18)
    tmp20 = tmp17 + tmp19
    tmp21 = tmp5 - tmp12
    tmp22 = libdevice.exp(tmp21)
    tmp23 = tmp20 + tmp22
    tmp24 = tmp7 - tmp12
    tmp25 = libdevice.exp(tmp24)
    tmp26 = tmp23 + tmp25
    tmp27 = tmp9 - tmp12
    tmp28 = libdevice.exp(tmp27)
    tmp29 = tmp26 + tmp28
    tmp30 = tmp11 - tmp12
    tmp31 = libdevice.exp(tmp30)
    tmp32 = tmp29 + tmp31
    tl.store(out_ptr0 + (x0), tmp32, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmp6eah3j92/5e/c5ecb557spoyosgkifoojdmvesven7o7gzqhqzg7xl7m5a3p7kzr.py
# Unsorted Source Nodes: [], Original ATen: []
# Source node to ATen node mapping:
triton_per_fused_1 = async_compile.triton('triton_per_fused_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties

@triton.jit(noinline=True)
def triton_per_fused_1_body_0(in_ptr0, out_ptr0, out_ptr3, out_ptr4, x_pid_offset, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 33
    R0_BLOCK: tl.constexpr = 64
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = x_pid_offset * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp3 = tl.where(r0_mask & xmask, tmp1, 0)
    tmp4 = tl.sum(tmp3, 1)[:, None].to(tl.float32)
    tmp6 = tl.broadcast_to(tmp1, [XBLOCK, R0_BLOCK])
    tmp8 = tl.where(r0_mask & xmask, tmp6, float("-inf"))
    tmp9 = triton_helpers.fmax2(tmp8, 1)[:, None].to(tl.float32)
    tmp10 = tmp1 - tmp9
    tmp11 = libdevice.exp(tmp10)
    tmp12 = tl.broadcast_to(tmp11, [XBLOCK, R0_BLOCK])
    tmp14 = tl.where(r0_mask & xmask, tmp12, 0)
    tmp15 = tl.sum(tmp14, 1)[:, None].to(tl.float32)
    tmp16 = tl.full([1, 1], 0, tl.int32)
    tmp17 = tl.maximum(tmp16, tmp0, tl.PropagateNan.ALL)
    tmp18 = tl.full([1, 1], 1.0, tl.float32)
    tmp19 = tmp17 + tmp18
    tmp20 = tmp0 - tmp9
    tmp21 = libdevice.exp(tmp20)
    tmp22 = (tmp21 / tmp15)
    tl.store(out_ptr3 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp19, r0_mask & xmask)
    tl.store(out_ptr4 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp22, r0_mask & xmask)
    tl.store(out_ptr0 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp4, xmask)

@triton.jit(noinline=True)
def triton_per_fused_1_body_1(in_ptr0, out_ptr0, out_ptr1, out_ptr2, x_pid_offset, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 16
    R0_BLOCK: tl.constexpr = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = x_pid_offset * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    r0_2 = r0_index // 4
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp5 = tl.load(in_ptr0 + (4*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp6 = tl.load(in_ptr0 + (1 + 4*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp8 = tl.load(in_ptr0 + (2 + 4*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp10 = tl.load(in_ptr0 + (3 + 4*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp3 = tl.full([1, 1], 2.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tmp7 = tl.maximum(tmp5, tmp6, tl.PropagateNan.ALL)
    tmp9 = tl.maximum(tmp7, tmp8, tl.PropagateNan.ALL)
    tmp11 = tl.maximum(tmp9, tmp10, tl.PropagateNan.ALL)
    tmp12 = tmp0 - tmp11
    tmp13 = libdevice.exp(tmp12)
    tmp14 = tmp5 - tmp11
    tmp15 = libdevice.exp(tmp14)
    tmp16 = tmp6 - tmp11
    tmp17 = libdevice.exp(tmp16)
    tmp18 = tmp15 + tmp17
    tmp19 = tmp8 - tmp11
    tmp20 = libdevice.exp(tmp19)
    tmp21 = tmp18 + tmp20
    tmp22 = tmp10 - tmp11
    tmp23 = libdevice.exp(tmp22)
    tmp24 = tmp21 + tmp23
    tmp25 = (tmp13 / tmp24)
    tmp26 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp28 = tl.where(r0_mask & xmask, tmp26, 0)
    tmp29 = tl.sum(tmp28, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask & xmask)
    tl.store(out_ptr1 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp25, r0_mask & xmask)
    tl.store(out_ptr2 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp29, xmask)

@triton.jit(noinline=True)
def triton_per_fused_1_body_2(in_ptr0, out_ptr0, out_ptr1, x_pid_offset, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 24
    R0_BLOCK: tl.constexpr = 32
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = x_pid_offset * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp3 = tl.full([1, 1], 3.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tmp5 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp7 = tl.where(r0_mask & xmask, tmp5, 0)
    tmp8 = tl.sum(tmp7, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask & xmask)
    tl.store(out_ptr1 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp8, xmask)

@triton.jit(noinline=True)
def triton_per_fused_1_body_3(in_ptr0, out_ptr0, out_ptr1, x_pid_offset, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 100
    R0_BLOCK: tl.constexpr = 128
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = x_pid_offset * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp3 = tl.full([1, 1], 4.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tmp5 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp7 = tl.where(r0_mask & xmask, tmp5, 0)
    tmp8 = tl.sum(tmp7, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask & xmask)
    tl.store(out_ptr1 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp8, xmask)


@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 128},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'out_ptr2': '*fp32', 'out_ptr3': '*fp32', 'out_ptr4': '*fp32', 'out_ptr5': '*fp32', 'out_ptr6': '*fp32', 'out_ptr7': '*fp32', 'out_ptr8': '*fp32', 'out_ptr9': '*fp32', 'XBLOCK_0': 'constexpr', 'XBLOCK_1': 'constexpr', 'XBLOCK_2': 'constexpr', 'XBLOCK_3': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]], (7,): [['tt.divisibility', 16]], (8,): [['tt.divisibility', 16]], (9,): [['tt.divisibility', 16]], (10,): [['tt.divisibility', 16]], (11,): [['tt.divisibility', 16]], (12,): [['tt.divisibility', 16]], (13,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'SequentialFlattenComboKernelGrid', 'combo_grid_meta': {'num_kernels': 4, 'min_blocks': 0, 'autotune_grouping': True, 'block_arg_names': ('XBLOCK_0', 'XBLOCK_1', 'XBLOCK_2', 'XBLOCK_3'), 'default_config': None, 'no_x_dim_0': None, 'heuristic_0': 'persistent_reduction', 'size_hints_0': {'x': 1, 'r0_': 64}, 'inductor_meta_0': {'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 3, 'num_reduction': 5, 'autotune_hints': (), 'tiling_scores': {'r0_': 660}}, 'reduction_hint_0': 'INNER', 'xnumel_0': 1, 'no_x_dim_1': None, 'heuristic_1': 'persistent_reduction', 'size_hints_1': {'x': 1, 'r0_': 16}, 'inductor_meta_1': {'no_x_dim': None, 'atomic_add_found': False, 'num_load': 5, 'num_store': 3, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'x': 0, 'r0_': 192}}, 'reduction_hint_1': 'INNER', 'xnumel_1': 1, 'no_x_dim_2': None, 'heuristic_2': 'persistent_reduction', 'size_hints_2': {'x': 1, 'r0_': 32}, 'inductor_meta_2': {'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 2, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'r0_': 288}}, 'reduction_hint_2': 'INNER', 'xnumel_2': 1, 'no_x_dim_3': None, 'heuristic_3': 'persistent_reduction', 'size_hints_3': {'x': 1, 'r0_': 128}, 'inductor_meta_3': {'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 2, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'r0_': 1200}}, 'reduction_hint_3': 'INNER', 'xnumel_3': 1}, 'kernel_name': 'triton_per_fused_1', 'mutated_arg_names': [], 'optimize_mem': True, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_1(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, out_ptr1, out_ptr2, out_ptr3, out_ptr4, out_ptr5, out_ptr6, out_ptr7, out_ptr8, out_ptr9, XBLOCK_0 : tl.constexpr, XBLOCK_1 : tl.constexpr, XBLOCK_2 : tl.constexpr, XBLOCK_3 : tl.constexpr):
    pid = tl.program_id(0)
    x_blocks_0 = tl.cdiv(1, XBLOCK_0)
    num_blocks_0 = x_blocks_0
    x_blocks_1 = tl.cdiv(1, XBLOCK_1)
    num_blocks_1 = num_blocks_0 + x_blocks_1
    x_blocks_2 = tl.cdiv(1, XBLOCK_2)
    num_blocks_2 = num_blocks_1 + x_blocks_2
    x_blocks_3 = tl.cdiv(1, XBLOCK_3)
    num_blocks_3 = num_blocks_2 + x_blocks_3
    if pid < num_blocks_0:
        local_pid = pid
        x_pid_offset = local_pid
        triton_per_fused_1_body_0(in_ptr0, out_ptr0, out_ptr1, out_ptr2, x_pid_offset, XBLOCK_0)
    elif pid < num_blocks_1:
        local_pid = pid - num_blocks_0
        x_pid_offset = local_pid
        triton_per_fused_1_body_1(in_ptr1, out_ptr3, out_ptr4, out_ptr5, x_pid_offset, XBLOCK_1)
    elif pid < num_blocks_2:
        local_pid = pid - num_blocks_1
        x_pid_offset = local_pid
        triton_per_fused_1_body_2(in_ptr2, out_ptr6, out_ptr7, x_pid_offset, XBLOCK_2)
    elif pid < num_blocks_3:
        local_pid = pid - num_blocks_2
        x_pid_offset = local_pid
        triton_per_fused_1_body_3(in_ptr3, out_ptr8, out_ptr9, x_pid_offset, XBLOCK_3)
    else:
        pass
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmp6eah3j92/25/c25uyzpwp3grxrwtq5uqetuqroomaolxclfanf2pb4gewru6qi3h.py
# Topologically Sorted Source Nodes: [add, sum_1, softmax], Original ATen: [aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
# Source node to ATen node mapping:
#   add => relu
#   softmax => div, exp_default_2, sub_tensor_2
#   sum_1 => sum_1
# Graph fragment:
#   %arg0_1 : Tensor "f32[5, 7][7, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %getitem_5 : Tensor "f32[5, 1][1, 5]cuda:0" = PlaceHolder[target=getitem_5]
#   %relu : Tensor "f32[5, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.relu.default](args = (%arg0_1,), kwargs = {})
#   %sum_1 : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.default](args = (%arg0_1,), kwargs = {})
#   %prepare_softmax_online_default_2 : [num_users=2] = call_function[target=torch.ops.prims.prepare_softmax_online.default](args = (%arg0_1, -1), kwargs = {})
#   %sub_tensor_2 : Tensor "f32[5, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%arg0_1, %getitem_4), kwargs = {})
#   %exp_default_2 : Tensor "f32[5, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.exp.default](args = (%sub_tensor_2,), kwargs = {})
#   %div : Tensor "f32[5, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Tensor](args = (%exp_default_2, %getitem_5), kwargs = {})
#   return %relu,%div,%sum_1
triton_per_fused__softmax_add_prepare_softmax_online_sum_2 = async_compile.triton('triton_per_fused__softmax_add_prepare_softmax_online_sum_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 64},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'out_ptr2': '*fp32', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused__softmax_add_prepare_softmax_online_sum_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 9, 'num_store': 3, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'x': 0, 'r0_': 420}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused__softmax_add_prepare_softmax_online_sum_2(in_ptr0, in_ptr1, out_ptr0, out_ptr1, out_ptr2, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 35
    R0_BLOCK: tl.constexpr = 64
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = tl.full([XBLOCK], True, tl.int1)[:, None]
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    r0_2 = r0_index // 7
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp3 = tl.load(in_ptr0 + (7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp4 = tl.load(in_ptr0 + (1 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp6 = tl.load(in_ptr0 + (2 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp8 = tl.load(in_ptr0 + (3 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp10 = tl.load(in_ptr0 + (4 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp12 = tl.load(in_ptr0 + (5 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp14 = tl.load(in_ptr0 + (6 + 7*r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp18 = tl.load(in_ptr1 + (r0_2), r0_mask, eviction_policy='evict_last', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp5 = tl.maximum(tmp3, tmp4, tl.PropagateNan.ALL)
    tmp7 = tl.maximum(tmp5, tmp6, tl.PropagateNan.ALL)
    tmp9 = tl.maximum(tmp7, tmp8, tl.PropagateNan.ALL)
    tmp11 = tl.maximum(tmp9, tmp10, tl.PropagateNan.ALL)
    tmp13 = tl.maximum(tmp11, tmp12, tl.PropagateNan.ALL)
    tmp15 = tl.maximum(tmp13, tmp14, tl.PropagateNan.ALL)
    tmp16 = tmp0 - tmp15
    tmp17 = libdevice.exp(tmp16)
    tmp19 = (tmp17 / tmp18)
    tmp20 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp22 = tl.where(r0_mask, tmp20, 0)
    tmp23 = tl.sum(tmp22, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp2, r0_mask)
    tl.store(out_ptr1 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp19, r0_mask)
    tl.store(out_ptr2 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp23, None)
''', device_str='cuda')


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
        arg0_1, arg1_1, arg2_1, arg3_1, arg4_1 = args
        args.clear()
        assert_size_stride_grouped((arg0_1, arg1_1, arg2_1, arg3_1, arg4_1), ((5, 7), (33, ), (4, 4), (2, 3, 4), (100, )), ((7, 1), (1, ), (4, 1), (12, 4, 1), (1, )), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            arg1_1 = copy_if_misaligned(arg1_1)
            arg2_1 = copy_if_misaligned(arg2_1)
            arg3_1 = copy_if_misaligned(arg3_1)
            arg4_1 = copy_if_misaligned(arg4_1)
            buf10 = empty_strided_cuda((5, 1), (1, 5), torch.float32)
            buf6 = empty_strided_cuda((), (), torch.float32)
            buf1 = empty_strided_cuda((33, ), (1, ), torch.float32)
            buf14 = empty_strided_cuda((33, ), (1, ), torch.float32)
            buf2 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
            buf15 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
            buf7 = empty_strided_cuda((), (), torch.float32)
            buf3 = empty_strided_cuda((2, 3, 4), (12, 4, 1), torch.float32)
            buf8 = empty_strided_cuda((), (), torch.float32)
            buf4 = empty_strided_cuda((100, ), (1, ), torch.float32)
            buf9 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [], Original ATen: [prims.prepare_softmax_online]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_0.run(arg0_1, buf10, 5, stream=raw_stream0)
            # Topologically Sorted Source Nodes: [], Original ATen: [prims.prepare_softmax_online]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_1.run(arg1_1, arg2_1, arg3_1, arg4_1, buf6, buf1, buf14, buf2, buf15, buf7, buf3, buf8, buf4, buf9, stream=raw_stream0)
            del arg1_1
            del arg2_1
            del arg3_1
            del arg4_1
            buf0 = empty_strided_cuda((5, 7), (7, 1), torch.float32)
            buf11 = empty_strided_cuda((5, 7), (7, 1), torch.float32)
            buf5 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [add, sum_1, softmax], Original ATen: [aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused__softmax_add_prepare_softmax_online_sum_2.run(arg0_1, buf10, buf0, buf11, buf5, 1, 35, stream=raw_stream0)
            del arg0_1
            del buf10
        return (buf0, buf1, buf2, buf3, buf4, buf5, buf6, buf7, buf8, buf9, buf11, buf14, buf15, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((5, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((33, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((4, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((2, 3, 4), (12, 4, 1), device='cuda:0', dtype=torch.float32)
    arg4_1 = rand_strided((100, ), (1, ), device='cuda:0', dtype=torch.float32)
    return [arg0_1, arg1_1, arg2_1, arg3_1, arg4_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
