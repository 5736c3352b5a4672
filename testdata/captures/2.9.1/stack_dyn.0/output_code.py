# AOT ID: ['13_inference']
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
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
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


# kernel path: /tmp/torchinductor_user/tmpb9n3t2vt/u6/cu6fucsakasmum4ldkqnrydr7bnhsj7jkumr67ykvqdoevsjqiwv.py
# Topologically Sorted Source Nodes: [v1], Original ATen: [aten.renorm]
# Source node to ATen node mapping:
#   v1 => add_12, convert_element_type, convert_element_type_1, full_default, gt, mul_10, mul_11, pow_1, pow_2, reciprocal, sum_1, where
# Graph fragment:
#   %arg3_1 : Tensor "bf16[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=arg3_1]
#   %sum_1 : Tensor "f32[s33, 1][1, s33]cuda:0" = PlaceHolder[target=sum_1]
#   %convert_element_type : Tensor "f32[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%arg3_1, torch.float32), kwargs = {})
#   %pow_1 : Tensor "f32[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.pow.Tensor_Scalar](args = (%convert_element_type, 2), kwargs = {})
#   %sum_1 : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%pow_1, [1], True), kwargs = {})
#   %pow_2 : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.pow.Tensor_Scalar](args = (%sum_1, 0.5), kwargs = {})
#   %gt : Tensor "b8[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.gt.Scalar](args = (%pow_2, 1.0), kwargs = {})
#   %add_12 : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%pow_2, 1e-07), kwargs = {})
#   %reciprocal : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reciprocal.default](args = (%add_12,), kwargs = {})
#   %mul_10 : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%reciprocal, 1.0), kwargs = {})
#   %full_default : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([], 1.0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %where : Tensor "f32[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.where.self](args = (%gt, %mul_10, %full_default), kwargs = {})
#   %convert_element_type_1 : Tensor "bf16[s33, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%where, torch.bfloat16), kwargs = {})
#   %mul_11 : Tensor "bf16[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%arg3_1, %convert_element_type_1), kwargs = {})
#   return %sum_1,%mul_11
triton_unk_fused_renorm_0 = async_compile.triton('triton_unk_fused_renorm_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.cooperative_reduction(
    size_hints={'x': 4, 'r0_': 16},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*bf16', 'out_ptr1': '*bf16', 'ks0': 'i64', 'sem_ptr': '*u32', 'ws_ptr': '*u8', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr', 'R0_BLOCK': 'constexpr', 'RSPLIT': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'CooperativeReductionGrid', 'autotune_hints': set(), 'kernel_name': 'triton_unk_fused_renorm_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 2, 'num_reduction': 1, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'persistent_reduction': False}
)
@triton.jit
def triton_unk_fused_renorm_0(in_ptr0, out_ptr1, ks0, sem_ptr, ws_ptr, xnumel, r0_numel, XBLOCK : tl.constexpr, R0_BLOCK : tl.constexpr, RSPLIT : tl.constexpr):
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    RSPLIT_NEXT_POWER_OF_2: tl.constexpr = triton_helpers.constexpr_next_power_of_2(RSPLIT)
    RSPLIT_IS_POWER_OF_2: tl.constexpr = RSPLIT == RSPLIT_NEXT_POWER_OF_2
    HAS_RSPLIT: tl.constexpr = RSPLIT > 1
    rsplit_id = tl.program_id(0)
    num_rblocks = (rnumel + RBLOCK - 1) // RBLOCK
    rsplit_chunk = (num_rblocks + RSPLIT - 1) // RSPLIT * RBLOCK
    rsplit_start = rsplit_chunk * rsplit_id
    rsplit_end = rsplit_chunk * (rsplit_id + 1)
    rsplit_end = tl.where(rsplit_end < rnumel, rsplit_end, rnumel)
    xoffset = tl.program_id(1) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_base = tl.arange(0, R0_BLOCK)[None, :]
    rbase = r0_base
    rsplit_arange = tl.arange(0, RSPLIT_NEXT_POWER_OF_2)[None, :]
    rsplit_mask = xmask if RSPLIT_IS_POWER_OF_2 else ((rsplit_arange < RSPLIT) & xmask)
    x0 = xindex
    _tmp4 = tl.full([XBLOCK, R0_BLOCK], 0, tl.float32)
    for r0_offset in range(rsplit_start, rsplit_end, R0_BLOCK):
        r0_index = r0_offset + r0_base
        r0_mask = r0_index < r0_numel
        roffset = r0_offset
        rindex = r0_index
        r0_1 = r0_index
        tmp0 = tl.load(in_ptr0 + (r0_1 + ks0*x0), r0_mask & xmask, eviction_policy='evict_last', other=0.0).to(tl.float32)
        tmp1 = tmp0.to(tl.float32)
        tmp2 = tmp1 * tmp1
        tmp3 = tl.broadcast_to(tmp2, [XBLOCK, R0_BLOCK])
        tmp5 = _tmp4 + tmp3
        _tmp4 = tl.where(r0_mask & xmask, tmp5, _tmp4)
    tmp4 = tl.sum(_tmp4, 1)[:, None]
    if HAS_RSPLIT:
        tmp4_ws = (ws_ptr + 0).to(tl.pointer_type(tl.float32))
        tl.store(tmp4_ws + (xindex * RSPLIT + rsplit_id), tmp4, xindex < xnumel)
    if HAS_RSPLIT:
        triton_helpers.x_grid_barrier(sem_ptr + tl.program_id(1))
    if HAS_RSPLIT:
        tmp4_peers = tl.load(tmp4_ws + (xindex * RSPLIT + rsplit_arange), rsplit_mask, eviction_policy='evict_first', other=triton_helpers.if_mask(rsplit_mask, 0))
        tmp4 = tl.sum(tmp4_peers, 1)[:, None]
    for r0_offset in range(rsplit_start, rsplit_end, R0_BLOCK):
        r0_index = r0_offset + r0_base
        r0_mask = r0_index < r0_numel
        roffset = r0_offset
        rindex = r0_index
        r0_1 = r0_index
        tmp6 = tl.load(in_ptr0 + (r0_1 + ks0*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0).to(tl.float32)
        tmp7 = libdevice.sqrt(tmp4)
        tmp8 = 1.0
        tmp9 = tmp7 > tmp8
        tmp10 = 1e-07
        tmp11 = tmp7 + tmp10
        tmp12 = tl.full([1, 1], 1, tl.int32)
        tmp13 = (tmp12 / tmp11)
        tmp14 = tmp13 * tmp8
        tmp15 = tl.where(tmp9, tmp14, tmp8)
        tmp16 = tmp15.to(tl.float32)
        tmp17 = tmp6 * tmp16
        tl.store(out_ptr1 + (r0_1 + ks0*x0), tmp17, r0_mask & xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpb9n3t2vt/aw/cawvvl6a3cqp4adb5boxhry54yyovtfx5znvdqk6kmzg6tclrm54.py
# Topologically Sorted Source Nodes: [getattr_1, contiguous, getattr_2, v0, abs_1, add, div, mul, v2, flip, v5], Original ATen: [aten.transpose, aten.clone, aten.cat, aten.abs, aten.add, aten.div, aten.mul, aten.flip, aten.stack]
# Source node to ATen node mapping:
#   abs_1 => abs_1
#   add => add_19
#   contiguous => clone
#   div => div
#   flip => rev
#   getattr_1 => permute
#   getattr_2 => permute_1
#   mul => mul_22
#   v0 => cat
#   v2 => add_29
#   v5 => cat_2
# Graph fragment:
#   %copy_ : Tensor "f32[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=copy_]
#   %permute : Tensor "f32[s50, s33][1, s50]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg2_1, [1, 0]), kwargs = {})
#   %clone : Tensor "f32[s50, s33][s33, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clone.default](args = (%permute,), kwargs = {memory_format: torch.contiguous_format})
#   %permute_1 : Tensor "f32[s33, s50][1, s33]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%clone, [1, 0]), kwargs = {})
#   %cat : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.cat.default](args = ([%permute_1, %arg2_1],), kwargs = {})
#   %abs_1 : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.abs.default](args = (%cat,), kwargs = {})
#   %add_19 : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%abs_1, 1), kwargs = {})
#   %div : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Tensor](args = (%cat, %add_19), kwargs = {})
#   %mul_22 : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%div, 2), kwargs = {})
#   %add_29 : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.add.Tensor](args = (%cat, %mul_22), kwargs = {})
#   %rev : Tensor "f32[2*s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.rev.default](args = (%add_29, [0]), kwargs = {})
#   %cat_2 : Tensor "f32[2*s33, 2*s50][2*s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%add_29, %rev], 1), kwargs = {})
#   return %cat_2
triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1 = async_compile.triton('triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 256}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'ks0': 'i64', 'ks1': 'i64', 'ks2': 'i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 4, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1(in_ptr0, out_ptr0, ks0, ks1, ks2, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % ks0)
    x1 = xindex // ks0
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = ks1
    tmp4 = tmp0 < tmp3
    tmp5 = x1
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.broadcast_to(ks2, [XBLOCK])
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (ks1*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp12 = tmp5 >= tmp8
    tmp13 = tl.broadcast_to(2*ks2, [XBLOCK])
    tmp14 = tmp5 < tmp13
    tmp15 = tmp12 & tmp4
    tmp16 = tl.load(in_ptr0 + (ks1*(x1 + ((-1)*ks2)) + (x0)), tmp15 & xmask, eviction_policy='evict_last', other=0.0)
    tmp17 = tl.where(tmp9, tmp11, tmp16)
    tmp18 = tl_math.abs(tmp17)
    tmp19 = 1.0
    tmp20 = tmp18 + tmp19
    tmp21 = (tmp17 / tmp20)
    tmp22 = 2.0
    tmp23 = tmp21 * tmp22
    tmp24 = tmp17 + tmp23
    tmp25 = tl.full(tmp24.shape, 0.0, tmp24.dtype)
    tmp26 = tl.where(tmp4, tmp24, tmp25)
    tmp27 = tmp0 >= tmp3
    tmp28 = ks0
    tmp29 = tmp0 < tmp28
    tmp30 = (-1) + ((-1)*x1) + 2*ks2
    tmp31 = tl.full([1], 0, tl.int64)
    tmp32 = tmp30 >= tmp31
    tmp33 = tl.broadcast_to(ks2, [XBLOCK])
    tmp34 = tmp30 < tmp33
    tmp35 = tmp34 & tmp27
    tmp36 = tl.load(in_ptr0 + (ks1*((-1) + ((-1)*x1) + 2*ks2) + (x0 + ((-1)*ks1))), tmp35 & xmask, eviction_policy='evict_last', other=0.0)
    tmp37 = tmp30 >= tmp33
    tmp38 = tl.broadcast_to(2*ks2, [XBLOCK])
    tmp39 = tmp30 < tmp38
    tmp40 = tmp37 & tmp27
    tmp41 = tl.load(in_ptr0 + (ks1*((-1) + ks2 + ((-1)*x1)) + (x0 + ((-1)*ks1))), tmp40 & xmask, eviction_policy='evict_last', other=0.0)
    tmp42 = tl.where(tmp34, tmp36, tmp41)
    tmp43 = tl_math.abs(tmp42)
    tmp44 = 1.0
    tmp45 = tmp43 + tmp44
    tmp46 = (tmp42 / tmp45)
    tmp47 = 2.0
    tmp48 = tmp46 * tmp47
    tmp49 = tmp42 + tmp48
    tmp50 = tl.full(tmp49.shape, 0.0, tmp49.dtype)
    tmp51 = tl.where(tmp27, tmp49, tmp50)
    tmp52 = tl.where(tmp4, tmp26, tmp51)
    tl.store(out_ptr0 + (x2), tmp52, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpb9n3t2vt/xg/cxg4baptys3nygop4mzndfkvr2eveowsymmtolbsmjicrujktmkn.py
# Topologically Sorted Source Nodes: [v7], Original ATen: [aten.add]
# Source node to ATen node mapping:
#   v7 => add_65
# Graph fragment:
#   %getitem : Tensor "f32[s0, s33, s50][1, s0, s0*s33]cuda:0" = PlaceHolder[target=getitem]
#   %copy_ : Tensor "f32[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=copy_]
#   %add_65 : Tensor "f32[s0, s33, s50][1, s0, s0*s33]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%getitem, %arg2_1), kwargs = {})
#   return %add_65
triton_poi_fused_add_2 = async_compile.triton('triton_poi_fused_add_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 512}, 
    filename=__file__,
    triton_meta={'signature': {'in_out_ptr0': '*fp32', 'in_ptr0': '*fp32', 'ks0': 'i64', 'ks1': 'i64', 'ks2': 'i64', 'ks3': 'i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_2', 'mutated_arg_names': ['in_out_ptr0'], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_2(in_out_ptr0, in_ptr0, ks0, ks1, ks2, ks3, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x3 = xindex
    x1 = ((xindex // ks0) % ks1)
    x2 = xindex // ks2
    tmp0 = tl.load(in_out_ptr0 + (x3), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr0 + (x2 + ks3*x1), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tl.store(in_out_ptr0 + (x3), tmp2, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpb9n3t2vt/bg/cbguucmfsxckzeehvlscjpq72m32hxvxb5n3csizotwfupas4lc4.py
# Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
# Source node to ATen node mapping:
#   add_ => add_88
#   mul_ => mul_59
# Graph fragment:
#   %copy_ : Tensor "f32[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=copy_]
#   %add_88 : Tensor "f32[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=add_88]
#   %add_65 : Tensor "f32[s0, s33, s50][1, s0, s0*s33]cuda:0" = PlaceHolder[target=add_65]
#   %cat_2 : Tensor "f32[2*s33, 2*s50][2*s50, 1]cuda:0" = PlaceHolder[target=cat_2]
#   %mul_59 : Tensor "f32[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%arg2_1, 0.5), kwargs = {})
#   %add_88 : Tensor "f32[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_59, 1), kwargs = {})
#   %copy_ : Tensor "f32[s33, s50][s50, 1]cuda:0"[num_users=0] = call_function[target=torch.ops.aten.copy_.default](args = (%arg2_1, %add_88), kwargs = {})
#   return %add_88,%buf18
triton_poi_fused_add_copy__mul_3 = async_compile.triton('triton_poi_fused_add_copy__mul_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_copy__mul_3', 'mutated_arg_names': ['in_ptr0', 'out_ptr1'], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_copy__mul_3(in_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = 0.5
    tmp2 = tmp0 * tmp1
    tmp3 = 1.0
    tmp4 = tmp2 + tmp3
    tl.store(out_ptr1 + (x0), tmp4, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpb9n3t2vt/e6/ce6yfuk3o4jjrazx5x5igg27i6l7fcn6yqplt2msusghrxyrjbnm.py
# Topologically Sorted Source Nodes: [v5, flip_1, v8], Original ATen: [aten.stack, aten.flip]
# Source node to ATen node mapping:
#   flip_1 => rev_1
#   v5 => view
#   v8 => cat_3
# Graph fragment:
#   %cat_2 : Tensor "f32[2*s33, 2*s50][2*s50, 1]cuda:0" = PlaceHolder[target=cat_2]
#   %view : Tensor "f32[2*s33, 2, s50][2*s50, s50, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.reshape.default](args = (%cat_2, [%sym_size_int_2, 2, %arg1_1]), kwargs = {})
#   %rev_1 : Tensor "f32[2*s33, 2, s50][2*s50, s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.rev.default](args = (%view, [0]), kwargs = {})
#   %cat_3 : Tensor "f32[2*s33, 2, 2*s50][4*s50, 2*s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%view, %rev_1], 2), kwargs = {})
#   return %cat_3
triton_poi_fused_flip_stack_4 = async_compile.triton('triton_poi_fused_flip_stack_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 512}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'ks0': 'i64', 'ks1': 'i64', 'ks2': 'i64', 'ks3': 'i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_flip_stack_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_flip_stack_4(in_ptr0, out_ptr0, ks0, ks1, ks2, ks3, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % ks0)
    x3 = xindex // ks0
    x1 = ((xindex // ks0) % 2)
    x2 = xindex // ks2
    x4 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = ks1
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (ks1*x3 + (x0)), tmp4 & xmask, eviction_policy='evict_last', other=0.0)
    tmp6 = tmp0 >= tmp3
    tmp7 = ks0
    tmp8 = tmp0 < tmp7
    tmp9 = tl.load(in_ptr0 + (((-2)*ks1) + ks1*x1 + ((-2)*ks1*x2) + 4*ks1*ks3 + (x0 + ((-1)*ks1))), tmp6 & xmask, eviction_policy='evict_last', other=0.0)
    tmp10 = tl.where(tmp4, tmp5, tmp9)
    tl.store(out_ptr0 + (x4), tmp10, xmask)
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
        arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1 = args
        args.clear()
        s33 = arg0_1
        s50 = arg1_1
        s0 = arg4_1
        assert_size_stride(arg2_1, (s33, s50), (s50, 1))
        assert_size_stride(arg3_1, (s33, s50), (s50, 1))
        assert_size_stride(arg5_1, (s0, s33, s50), (1, s0, s0*s33))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf1 = empty_strided_cuda((s33, s50), (s50, 1), torch.bfloat16)
            # Topologically Sorted Source Nodes: [v1], Original ATen: [aten.renorm]
            semaphores_cuda_0 = empty_strided_cuda((s33, ), (1, ), torch.uint32)
            semaphores_cuda_0.zero_()
            workspace_0 = empty_strided_cuda((256*s33, ), (1, ), torch.uint8)
            stream0 = get_raw_stream(0)
            triton_unk_fused_renorm_0.run(arg3_1, buf1, s50, semaphores_cuda_0, workspace_0, s33, s50, stream=stream0)
            del workspace_0
            del arg3_1
            ps0 = 2*s50
            buf6 = empty_strided_cuda((2*s33, 2*s50), (2*s50, 1), torch.float32)
            # Topologically Sorted Source Nodes: [getattr_1, contiguous, getattr_2, v0, abs_1, add, div, mul, v2, flip, v5], Original ATen: [aten.transpose, aten.clone, aten.cat, aten.abs, aten.add, aten.div, aten.mul, aten.flip, aten.stack]
            triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1_xnumel = 4*s33*s50
            stream0 = get_raw_stream(0)
            triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1.run(arg2_1, buf6, ps0, s50, s33, triton_poi_fused_abs_add_cat_clone_div_flip_mul_stack_transpose_1_xnumel, stream=stream0)
            # Topologically Sorted Source Nodes: [v3], Original ATen: [aten.sort]
            buf2 = torch.ops.aten.sort.stable(arg5_1, stable=False, dim=0, descending=False)
            del arg5_1
            buf3 = buf2[0]
            assert_size_stride(buf3, (s0, s33, s50), (1, s0, s0*s33), 'torch.ops.aten.sort.default')
            assert_alignment(buf3, 16, 'torch.ops.aten.sort.default')
            del buf2
            ps1 = s0*s33
            buf5 = buf3; del buf3  # reuse
            # Topologically Sorted Source Nodes: [v7], Original ATen: [aten.add]
            triton_poi_fused_add_2_xnumel = s0*s33*s50
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_2.run(buf5, arg2_1, s0, s33, ps1, s50, triton_poi_fused_add_2_xnumel, stream=stream0)
            # Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
            triton_poi_fused_add_copy__mul_3_xnumel = s33*s50
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_copy__mul_3.run(arg2_1, arg2_1, triton_poi_fused_add_copy__mul_3_xnumel, stream=stream0)
            del arg2_1
            ps2 = 4*s50
            buf7 = empty_strided_cuda((2*s33, 2, 2*s50), (4*s50, 2*s50, 1), torch.float32)
            # Topologically Sorted Source Nodes: [v5, flip_1, v8], Original ATen: [aten.stack, aten.flip]
            triton_poi_fused_flip_stack_4_xnumel = 8*s33*s50
            stream0 = get_raw_stream(0)
            triton_poi_fused_flip_stack_4.run(buf6, buf7, ps0, s50, ps2, s33, triton_poi_fused_flip_stack_4_xnumel, stream=stream0)
            del buf6
        return (buf1, buf5, reinterpret_tensor(buf7, (2*s33, 2, 2, s50), (4*s50, 2*s50, s50, 1), 0), )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = 4
    arg1_1 = 16
    arg2_1 = rand_strided((4, 16), (16, 1), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((4, 16), (16, 1), device='cuda:0', dtype=torch.bfloat16)
    arg4_1 = 5
    arg5_1 = rand_strided((5, 4, 16), (1, 5, 20), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
