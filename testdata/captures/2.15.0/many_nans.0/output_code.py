# AOT ID: ['144_inference']
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


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/h5/ch5o653jttbnjcwim2jerj3r75xfnxbq7sbich2uyz5kfoiirc4t.py
# Topologically Sorted Source Nodes: [], Original ATen: [prims.prepare_softmax_online]
# Source node to ATen node mapping:
# Graph fragment:
#   %arg0_1 : Tensor "f32[5, 7][7, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %prepare_softmax_online_default_2 : [num_users=2] = call_function[target=torch.ops.prims.prepare_softmax_online.default](args = (%arg0_1, -1), kwargs = {})
#   return %getitem_5
triton_poi_fused_prepare_softmax_online_0 = async_compile.triton('triton_poi_fused_prepare_softmax_online_0', '''
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
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_prepare_softmax_online_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 7, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 25}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_prepare_softmax_online_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
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


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/r6/cr6urekxpbof36la34wzhpgzewnxcjpfupniwu2cfxe5qnva3ijd.py
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
triton_per_fused__softmax_add_prepare_softmax_online_sum_1 = async_compile.triton('triton_per_fused__softmax_add_prepare_softmax_online_sum_1', '''
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
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused__softmax_add_prepare_softmax_online_sum_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 9, 'num_store': 3, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'x': 0, 'r0_': 420}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused__softmax_add_prepare_softmax_online_sum_1(in_ptr0, in_ptr1, out_ptr0, out_ptr1, out_ptr2, xnumel, r0_numel, XBLOCK : tl.constexpr):
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


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/xr/cxraf6bpw6xl3y3umoiuhqbu4euu4chspohi6ge26mpftl3xoweh.py
# Topologically Sorted Source Nodes: [relu_1, add_1, sum_2, softmax_1], Original ATen: [aten.relu, aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
# Source node to ATen node mapping:
#   add_1 => add_1
#   relu_1 => relu_1
#   softmax_1 => div_1, exp_default_1, sub_tensor_1
#   sum_2 => sum_2
# Graph fragment:
#   %arg1_1 : Tensor "f32[33][1]cuda:0" = PlaceHolder[target=arg1_1]
#   %getitem_2 : Tensor "f32[1][1]cuda:0" = PlaceHolder[target=getitem_2]
#   %getitem_3 : Tensor "f32[1][1]cuda:0" = PlaceHolder[target=getitem_3]
#   %relu_1 : Tensor "f32[33][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.relu.default](args = (%arg1_1,), kwargs = {})
#   %add_1 : Tensor "f32[33][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%relu_1, 1), kwargs = {})
#   %sum_2 : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.default](args = (%arg1_1,), kwargs = {})
#   %prepare_softmax_online_default_1 : [num_users=2] = call_function[target=torch.ops.prims.prepare_softmax_online.default](args = (%arg1_1, -1), kwargs = {})
#   %sub_tensor_1 : Tensor "f32[33][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%arg1_1, %getitem_2), kwargs = {})
#   %exp_default_1 : Tensor "f32[33][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.exp.default](args = (%sub_tensor_1,), kwargs = {})
#   %div_1 : Tensor "f32[33][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Tensor](args = (%exp_default_1, %getitem_3), kwargs = {})
#   return %sum_2,%getitem_2,%getitem_3,%add_1,%div_1
triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_2 = async_compile.triton('triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_2', '''
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
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr3': '*fp32', 'out_ptr4': '*fp32', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 3, 'num_reduction': 5, 'autotune_hints': (), 'tiling_scores': {'r0_': 660}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_2(in_ptr0, out_ptr0, out_ptr3, out_ptr4, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 33
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
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp3 = tl.where(r0_mask, tmp1, 0)
    tmp4 = tl.sum(tmp3, 1)[:, None].to(tl.float32)
    tmp6 = tl.broadcast_to(tmp1, [XBLOCK, R0_BLOCK])
    tmp8 = tl.where(r0_mask, tmp6, float("-inf"))
    tmp9 = triton_helpers.fmax2(tmp8, 1)[:, None].to(tl.float32)
    tmp10 = tmp1 - tmp9
    tmp11 = libdevice.exp(tmp10)
    tmp12 = tl.broadcast_to(tmp11, [XBLOCK, R0_BLOCK])
    tmp14 = tl.where(r0_mask, tmp12, 0)
    tmp15 = tl.sum(tmp14, 1)[:, None].to(tl.float32)
    tmp16 = tl.full([1, 1], 0, tl.int32)
    tmp17 = tl.maximum(tmp16, tmp0, tl.PropagateNan.ALL)
    tmp18 = tl.full([1, 1], 1.0, tl.float32)
    tmp19 = tmp17 + tmp18
    tmp20 = tmp0 - tmp9
    tmp21 = libdevice.exp(tmp20)
    tmp22 = (tmp21 / tmp15)
    tl.store(out_ptr3 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp19, r0_mask)
    tl.store(out_ptr4 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp22, r0_mask)
    tl.store(out_ptr0 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp4, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/it/cityxcih3btpbp4tbnvwfbtuhu5idgke463zwwvnakdhxo6u2yk4.py
# Topologically Sorted Source Nodes: [relu_2, add_2, sum_3, softmax_2], Original ATen: [aten.relu, aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
# Source node to ATen node mapping:
#   add_2 => add_2
#   relu_2 => relu_2
#   softmax_2 => div_2, exp_default, sub_tensor
#   sum_3 => sum_3
# Graph fragment:
#   %arg2_1 : Tensor "f32[4, 4][4, 1]cuda:0" = PlaceHolder[target=arg2_1]
#   %relu_2 : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.relu.default](args = (%arg2_1,), kwargs = {})
#   %add_2 : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%relu_2, 2), kwargs = {})
#   %sum_3 : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.default](args = (%arg2_1,), kwargs = {})
#   %prepare_softmax_online_default : [num_users=2] = call_function[target=torch.ops.prims.prepare_softmax_online.default](args = (%arg2_1, -1), kwargs = {})
#   %sub_tensor : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%arg2_1, %getitem), kwargs = {})
#   %exp_default : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.exp.default](args = (%sub_tensor,), kwargs = {})
#   %div_2 : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Tensor](args = (%exp_default, %getitem_1), kwargs = {})
#   return %add_2,%div_2,%sum_3
triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_3 = async_compile.triton('triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 16},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'out_ptr2': '*fp32', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 5, 'num_store': 3, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'x': 0, 'r0_': 192}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_3(in_ptr0, out_ptr0, out_ptr1, out_ptr2, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 16
    R0_BLOCK: tl.constexpr = 16
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
    tmp28 = tl.where(r0_mask, tmp26, 0)
    tmp29 = tl.sum(tmp28, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask)
    tl.store(out_ptr1 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp25, r0_mask)
    tl.store(out_ptr2 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp29, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/mh/cmhedi44iq462ajidrlhcnxgr6grzj6iwjq75uyulpgyqahvrsxr.py
# Topologically Sorted Source Nodes: [relu_3, add_3, sum_4], Original ATen: [aten.relu, aten.add, aten.sum]
# Source node to ATen node mapping:
#   add_3 => add_3
#   relu_3 => relu_3
#   sum_4 => sum_4
# Graph fragment:
#   %arg3_1 : Tensor "f32[2, 3, 4][12, 4, 1]cuda:0" = PlaceHolder[target=arg3_1]
#   %relu_3 : Tensor "f32[2, 3, 4][12, 4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.relu.default](args = (%arg3_1,), kwargs = {})
#   %add_3 : Tensor "f32[2, 3, 4][12, 4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%relu_3, 3), kwargs = {})
#   %sum_4 : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.default](args = (%arg3_1,), kwargs = {})
#   return %add_3,%sum_4
triton_per_fused_add_relu_sum_4 = async_compile.triton('triton_per_fused_add_relu_sum_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 32},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused_add_relu_sum_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 2, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'r0_': 288}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_add_relu_sum_4(in_ptr0, out_ptr0, out_ptr1, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 24
    R0_BLOCK: tl.constexpr = 32
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
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp3 = tl.full([1, 1], 3.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tmp5 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp7 = tl.where(r0_mask, tmp5, 0)
    tmp8 = tl.sum(tmp7, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask)
    tl.store(out_ptr1 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp8, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpl4g59ts0/he/chegufxkugysm65ma2feilt4ft46e2wt7zkz56ysjphos4567ak7.py
# Topologically Sorted Source Nodes: [relu_4, add_4, sum_5], Original ATen: [aten.relu, aten.add, aten.sum]
# Source node to ATen node mapping:
#   add_4 => add_4
#   relu_4 => relu_4
#   sum_5 => sum_5
# Graph fragment:
#   %arg4_1 : Tensor "f32[100][1]cuda:0" = PlaceHolder[target=arg4_1]
#   %relu_4 : Tensor "f32[100][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.relu.default](args = (%arg4_1,), kwargs = {})
#   %add_4 : Tensor "f32[100][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%relu_4, 4), kwargs = {})
#   %sum_5 : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.default](args = (%arg4_1,), kwargs = {})
#   return %add_4,%sum_5
triton_per_fused_add_relu_sum_5 = async_compile.triton('triton_per_fused_add_relu_sum_5', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 128},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused_add_relu_sum_5', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 2, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'r0_': 1200}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_add_relu_sum_5(in_ptr0, out_ptr0, out_ptr1, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 100
    R0_BLOCK: tl.constexpr = 128
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
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0)
    tmp1 = tl.full([1, 1], 0, tl.int32)
    tmp2 = tl.maximum(tmp1, tmp0, tl.PropagateNan.ALL)
    tmp3 = tl.full([1, 1], 4.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tmp5 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp7 = tl.where(r0_mask, tmp5, 0)
    tmp8 = tl.sum(tmp7, 1)[:, None].to(tl.float32)
    tl.store(out_ptr0 + (tl.broadcast_to(r0_0, [XBLOCK, R0_BLOCK])), tmp4, r0_mask)
    tl.store(out_ptr1 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp8, None)
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
        # make sure graph inputs are not nan/inf
        assert not arg0_1.isnan().any().item()
        assert not arg0_1.isinf().any().item()
        assert not arg1_1.isnan().any().item()
        assert not arg1_1.isinf().any().item()
        assert not arg2_1.isnan().any().item()
        assert not arg2_1.isinf().any().item()
        assert not arg3_1.isnan().any().item()
        assert not arg3_1.isinf().any().item()
        assert not arg4_1.isnan().any().item()
        assert not arg4_1.isinf().any().item()
        assert_size_stride(arg0_1, (5, 7), (7, 1), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            buf10 = empty_strided_cuda((5, 1), (1, 5), torch.float32)
            # Topologically Sorted Source Nodes: [], Original ATen: [prims.prepare_softmax_online]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_prepare_softmax_online_0.run(arg0_1, buf10, 5, stream=raw_stream0)
            assert not arg0_1.isnan().any().item()
            assert not arg0_1.isinf().any().item()
            assert not buf10.isnan().any().item()
            assert not buf10.isinf().any().item()
            buf0 = empty_strided_cuda((5, 7), (7, 1), torch.float32)
            buf11 = empty_strided_cuda((5, 7), (7, 1), torch.float32)
            buf5 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [add, sum_1, softmax], Original ATen: [aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused__softmax_add_prepare_softmax_online_sum_1.run(arg0_1, buf10, buf0, buf11, buf5, 1, 35, stream=raw_stream0)
            assert not arg0_1.isnan().any().item()
            assert not arg0_1.isinf().any().item()
            assert not buf10.isnan().any().item()
            assert not buf10.isinf().any().item()
            assert not buf0.isnan().any().item()
            assert not buf0.isinf().any().item()
            assert not buf11.isnan().any().item()
            assert not buf11.isinf().any().item()
            assert not buf5.isnan().any().item()
            assert not buf5.isinf().any().item()
            del arg0_1
            del buf10
            assert_size_stride(arg1_1, (33, ), (1, ), 'input')
            arg1_1 = copy_if_misaligned(arg1_1)
            buf6 = empty_strided_cuda((), (), torch.float32)
            buf1 = empty_strided_cuda((33, ), (1, ), torch.float32)
            buf14 = empty_strided_cuda((33, ), (1, ), torch.float32)
            # Topologically Sorted Source Nodes: [relu_1, add_1, sum_2, softmax_1], Original ATen: [aten.relu, aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_2.run(arg1_1, buf6, buf1, buf14, 1, 33, stream=raw_stream0)
            assert not arg1_1.isnan().any().item()
            assert not arg1_1.isinf().any().item()
            assert not buf6.isnan().any().item()
            assert not buf6.isinf().any().item()
            assert not buf1.isnan().any().item()
            assert not buf1.isinf().any().item()
            assert not buf14.isnan().any().item()
            assert not buf14.isinf().any().item()
            del arg1_1
            assert_size_stride(arg2_1, (4, 4), (4, 1), 'input')
            arg2_1 = copy_if_misaligned(arg2_1)
            buf2 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
            buf15 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
            buf7 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [relu_2, add_2, sum_3, softmax_2], Original ATen: [aten.relu, aten.add, aten.sum, prims.prepare_softmax_online, aten._softmax]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused__softmax_add_prepare_softmax_online_relu_sum_3.run(arg2_1, buf2, buf15, buf7, 1, 16, stream=raw_stream0)
            assert not arg2_1.isnan().any().item()
            assert not arg2_1.isinf().any().item()
            assert not buf2.isnan().any().item()
            assert not buf2.isinf().any().item()
            assert not buf15.isnan().any().item()
            assert not buf15.isinf().any().item()
            assert not buf7.isnan().any().item()
            assert not buf7.isinf().any().item()
            del arg2_1
            assert_size_stride(arg3_1, (2, 3, 4), (12, 4, 1), 'input')
            arg3_1 = copy_if_misaligned(arg3_1)
            buf3 = empty_strided_cuda((2, 3, 4), (12, 4, 1), torch.float32)
            buf8 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [relu_3, add_3, sum_4], Original ATen: [aten.relu, aten.add, aten.sum]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_add_relu_sum_4.run(arg3_1, buf3, buf8, 1, 24, stream=raw_stream0)
            assert not arg3_1.isnan().any().item()
            assert not arg3_1.isinf().any().item()
            assert not buf3.isnan().any().item()
            assert not buf3.isinf().any().item()
            assert not buf8.isnan().any().item()
            assert not buf8.isinf().any().item()
            del arg3_1
            assert_size_stride(arg4_1, (100, ), (1, ), 'input')
            arg4_1 = copy_if_misaligned(arg4_1)
            buf4 = empty_strided_cuda((100, ), (1, ), torch.float32)
            buf9 = empty_strided_cuda((), (), torch.float32)
            # Topologically Sorted Source Nodes: [relu_4, add_4, sum_5], Original ATen: [aten.relu, aten.add, aten.sum]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_add_relu_sum_5.run(arg4_1, buf4, buf9, 1, 100, stream=raw_stream0)
            assert not arg4_1.isnan().any().item()
            assert not arg4_1.isinf().any().item()
            assert not buf4.isnan().any().item()
            assert not buf4.isinf().any().item()
            assert not buf9.isnan().any().item()
            assert not buf9.isinf().any().item()
            del arg4_1
        return_vars = (buf0, buf1, buf2, buf3, buf4, buf5, buf6, buf7, buf8, buf9, buf11, buf14, buf15, )
        for var in return_vars:
            if isinstance(var, torch.Tensor):
                assert not var.isnan().any().item()
                assert not var.isinf().any().item()
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
