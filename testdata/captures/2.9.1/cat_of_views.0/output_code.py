# AOT ID: ['66_inference']
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


# kernel path: /tmp/torchinductor_user/tmpt9ylc9yb/4i/c4i33mfs6mgwyvqxwe6xgcjcnzv7lvrhq7z6oizeksyrubhyppey.py
# Topologically Sorted Source Nodes: [v0, v3, cat, v1, v4, lt, v7], Original ATen: [aten.fmax, aten.any, aten.cat, aten.where, aten.lt, aten.masked_fill]
# Source node to ATen node mapping:
#   cat => cat
#   lt => lt_1
#   v0 => bitwise_or, isnan, lt, where
#   v1 => cat_1
#   v3 => any_1
#   v4 => where_1
#   v7 => full_default, where_2
# Graph fragment:
#   %copy_ : Tensor "f16[2, 5][5, 1]cuda:0" = PlaceHolder[target=copy_]
#   %cat_1 : Tensor "f16[6, 5][5, 1]cuda:0" = PlaceHolder[target=cat_1]
#   %isnan : Tensor "b8[2, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.isnan.default](args = (%arg0_1,), kwargs = {})
#   %lt : Tensor "b8[2, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.lt.Tensor](args = (%arg0_1, %arg0_1), kwargs = {})
#   %bitwise_or : Tensor "b8[2, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.bitwise_or.Tensor](args = (%isnan, %lt), kwargs = {})
#   %where : Tensor "f16[2, 5][5, 1]cuda:0"[num_users=3] = call_function[target=torch.ops.aten.where.self](args = (%bitwise_or, %arg0_1, %arg0_1), kwargs = {})
#   %any_1 : Tensor "b8[5][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.any.dim](args = (%where, -2), kwargs = {})
#   %cat : Tensor "f16[4, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%where, %arg0_1], -2), kwargs = {})
#   %cat_1 : Tensor "f16[6, 5][5, 1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.cat.default](args = ([%cat, %where], -2), kwargs = {})
#   %where_1 : Tensor "f16[6, 5][5, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.where.self](args = (%any_1, %cat_1, %cat_1), kwargs = {})
#   %lt_1 : Tensor "b8[6, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.lt.Scalar](args = (%where_1, 0), kwargs = {})
#   %full_default : Tensor "f16[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([], 3.0), kwargs = {dtype: torch.float16, layout: torch.strided, device: cuda, pin_memory: False})
#   %where_2 : Tensor "f16[6, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.where.self](args = (%lt_1, %full_default, %where_1), kwargs = {})
#   return %cat_1,%where_2
triton_poi_fused_any_cat_fmax_lt_masked_fill_where_0 = async_compile.triton('triton_poi_fused_any_cat_fmax_lt_masked_fill_where_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp16', 'out_ptr0': '*fp16', 'out_ptr1': '*fp16', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_any_cat_fmax_lt_masked_fill_where_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 5, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 440}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_any_cat_fmax_lt_masked_fill_where_0(in_ptr0, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 30
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 5
    x0 = (xindex % 5)
    x2 = xindex
    tmp37 = tl.load(in_ptr0 + (x0), xmask, eviction_policy='evict_last').to(tl.float32)
    tmp43 = tl.load(in_ptr0 + (5 + x0), xmask, eviction_policy='evict_last').to(tl.float32)
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x1
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 2, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (x0 + 5*(x1)), tmp10 & xmask, other=0.0).to(tl.float32)
    tmp12 = libdevice.isnan(tmp11).to(tl.int1)
    tmp13 = tmp11 < tmp11
    tmp14 = tmp12 | tmp13
    tmp15 = tl.where(tmp14, tmp11, tmp11)
    tmp16 = tl.full(tmp15.shape, 0.0, tmp15.dtype)
    tmp17 = tl.where(tmp10, tmp15, tmp16)
    tmp18 = tmp5 >= tmp8
    tmp19 = tl.full([1], 4, tl.int64)
    tmp20 = tmp5 < tmp19
    tmp21 = tmp18 & tmp4
    tmp22 = tl.load(in_ptr0 + (x0 + 5*((-2) + (x1))), tmp21 & xmask, other=0.0).to(tl.float32)
    tmp23 = tl.where(tmp9, tmp17, tmp22)
    tmp24 = tl.full(tmp23.shape, 0.0, tmp23.dtype)
    tmp25 = tl.where(tmp4, tmp23, tmp24)
    tmp26 = tmp0 >= tmp3
    tmp27 = tl.full([1], 6, tl.int64)
    tmp28 = tmp0 < tmp27
    tmp29 = tl.load(in_ptr0 + (x0 + 5*((-4) + x1)), tmp26 & xmask, other=0.0).to(tl.float32)
    tmp30 = libdevice.isnan(tmp29).to(tl.int1)
    tmp31 = tmp29 < tmp29
    tmp32 = tmp30 | tmp31
    tmp33 = tl.where(tmp32, tmp29, tmp29)
    tmp34 = tl.full(tmp33.shape, 0.0, tmp33.dtype)
    tmp35 = tl.where(tmp26, tmp33, tmp34)
    tmp36 = tl.where(tmp4, tmp25, tmp35)
    tmp38 = libdevice.isnan(tmp37).to(tl.int1)
    tmp39 = tmp37 < tmp37
    tmp40 = tmp38 | tmp39
    tmp41 = tl.where(tmp40, tmp37, tmp37)
    tmp42 = (tmp41 != 0)
    tmp44 = libdevice.isnan(tmp43).to(tl.int1)
    tmp45 = tmp43 < tmp43
    tmp46 = tmp44 | tmp45
    tmp47 = tl.where(tmp46, tmp43, tmp43)
    tmp48 = (tmp47 != 0)
    tmp49 = tmp42 | tmp48
    tmp50 = tl.where(tmp49, tmp36, tmp36)
    tmp51 = 0.0
    tmp52 = tmp50 < tmp51
    tmp53 = 3.0
    tmp54 = tl.where(tmp52, tmp53, tmp50)
    tl.store(out_ptr0 + (x2), tmp36, xmask)
    tl.store(out_ptr1 + (x2), tmp54, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpt9ylc9yb/cf/ccfrk2phrfz77rswjtqysdxttldyop5npeydmtczckqrybkfbsut.py
# Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
# Source node to ATen node mapping:
#   add_ => add
#   mul_ => mul
# Graph fragment:
#   %copy_ : Tensor "f16[2, 5][5, 1]cuda:0" = PlaceHolder[target=copy_]
#   %add : Tensor "f16[2, 5][5, 1]cuda:0" = PlaceHolder[target=add]
#   %cat_1 : Tensor "f16[6, 5][5, 1]cuda:0" = PlaceHolder[target=cat_1]
#   %where_2 : Tensor "f16[6, 5][5, 1]cuda:0" = PlaceHolder[target=where_2]
#   %mul : Tensor "f16[2, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%arg0_1, 0.5), kwargs = {})
#   %add : Tensor "f16[2, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul, 1), kwargs = {})
#   %copy_ : Tensor "f16[2, 5][5, 1]cuda:0"[num_users=0] = call_function[target=torch.ops.aten.copy_.default](args = (%arg0_1, %add), kwargs = {})
#   return %add,%buf13
triton_poi_fused_add_copy__mul_1 = async_compile.triton('triton_poi_fused_add_copy__mul_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp16', 'out_ptr1': '*fp16', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_copy__mul_1', 'mutated_arg_names': ['in_ptr0', 'out_ptr1'], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 60}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_copy__mul_1(in_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 10
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask).to(tl.float32)
    tmp1 = 0.5
    tmp2 = tmp0 * tmp1
    tmp3 = 1.0
    tmp4 = tmp2 + tmp3
    tl.store(out_ptr1 + (x0), tmp4, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpt9ylc9yb/a2/ca2zpimamm367uym36ejaf33g62wiyycm2ofhotuvychnr7ne2x3.py
# Topologically Sorted Source Nodes: [cat_2, v5, reshape, v8, reshape_1], Original ATen: [aten.cat, aten.view, aten.block_diag]
# Source node to ATen node mapping:
#   cat_2 => clone, expand, unsqueeze, view
#   reshape => view_1
#   reshape_1 => view_2
#   v5 => cat_2
#   v8 => cat_3, cat_4, cat_5, full_default_1, full_default_2
# Graph fragment:
#   %cat_1 : Tensor "f16[6, 5][5, 1]cuda:0" = PlaceHolder[target=cat_1]
#   %unsqueeze : Tensor "f16[6, 1, 5][5, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.unsqueeze.default](args = (%cat_1, 1), kwargs = {})
#   %expand : Tensor "f16[6, 2, 5][5, 0, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.expand.default](args = (%unsqueeze, [6, 2, 5]), kwargs = {})
#   %clone : Tensor "f16[6, 2, 5][10, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clone.default](args = (%expand,), kwargs = {memory_format: torch.contiguous_format})
#   %view : Tensor "f16[6, 10][10, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%clone, [6, 10]), kwargs = {})
#   %cat_2 : Tensor "f16[6, 15][15, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.cat.default](args = ([%view, %cat_1], -1), kwargs = {})
#   %view_1 : Tensor "f16[90, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%cat_2, [-1, 1]), kwargs = {})
#   %full_default_1 : Tensor "f16[90, 90][90, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([90, 90], 0), kwargs = {dtype: torch.float16, layout: torch.strided, device: cuda, pin_memory: False})
#   %cat_3 : Tensor "f16[90, 91][91, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%view_1, %full_default_1], 1), kwargs = {})
#   %full_default_2 : Tensor "f16[1, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([1, 1], 0), kwargs = {dtype: torch.float16, layout: torch.strided, device: cuda, pin_memory: False})
#   %view_2 : Tensor "f16[1, 90][90, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%cat_2, [1, -1]), kwargs = {})
#   %cat_4 : Tensor "f16[1, 91][91, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%full_default_2, %view_2], 1), kwargs = {})
#   %cat_5 : Tensor "f16[91, 91][91, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_3, %cat_4],), kwargs = {})
#   return %cat_5
triton_poi_fused_block_diag_cat_view_2 = async_compile.triton('triton_poi_fused_block_diag_cat_view_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16384}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp16', 'out_ptr0': '*fp16', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_block_diag_cat_view_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 4, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 33124}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_block_diag_cat_view_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 8281
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 91
    x0 = (xindex % 91)
    x2 = xindex
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 90, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x0
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 1, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = ((x1) % 15)
    tmp12 = tl.full([1], 0, tl.int64)
    tmp13 = tmp11 >= tmp12
    tmp14 = tl.full([1], 10, tl.int64)
    tmp15 = tmp11 < tmp14
    tmp16 = tmp15 & tmp10
    tmp17 = tl.load(in_ptr0 + (5*((((x1) // 15) % 6)) + (((((x1) % 15)) % 5))), tmp16 & xmask, eviction_policy='evict_last', other=0.0).to(tl.float32)
    tmp18 = tmp11 >= tmp14
    tmp19 = tl.full([1], 15, tl.int64)
    tmp20 = tmp11 < tmp19
    tmp21 = tmp18 & tmp10
    tmp22 = tl.load(in_ptr0 + (5*((((x1) // 15) % 6)) + ((-10) + (((x1) % 15)))), tmp21 & xmask, eviction_policy='evict_last', other=0.0).to(tl.float32)
    tmp23 = tl.where(tmp15, tmp17, tmp22)
    tmp24 = tl.full(tmp23.shape, 0.0, tmp23.dtype)
    tmp25 = tl.where(tmp10, tmp23, tmp24)
    tmp26 = tmp5 >= tmp8
    tmp27 = tl.full([1], 91, tl.int64)
    tmp28 = tmp5 < tmp27
    tmp29 = tmp26 & tmp4
    tmp30 = 0.0
    tmp31 = tl.full(tmp30.shape, 0.0, tmp30.dtype)
    tmp32 = tl.where(tmp29, tmp30, tmp31)
    tmp33 = tl.where(tmp9, tmp25, tmp32)
    tmp34 = tl.full(tmp33.shape, 0.0, tmp33.dtype)
    tmp35 = tl.where(tmp4, tmp33, tmp34)
    tmp36 = tmp0 >= tmp3
    tmp37 = tl.full([1], 91, tl.int64)
    tmp38 = tmp0 < tmp37
    tmp39 = x0
    tmp40 = tl.full([1], 0, tl.int64)
    tmp41 = tmp39 >= tmp40
    tmp42 = tl.full([1], 1, tl.int64)
    tmp43 = tmp39 < tmp42
    tmp44 = tmp43 & tmp36
    tmp45 = 0.0
    tmp46 = tl.full(tmp45.shape, 0.0, tmp45.dtype)
    tmp47 = tl.where(tmp44, tmp45, tmp46)
    tmp48 = tmp39 >= tmp42
    tmp49 = tl.full([1], 91, tl.int64)
    tmp50 = tmp39 < tmp49
    tmp51 = tmp48 & tmp36
    tmp52 = (((-1) + x0) % 15)
    tmp53 = tl.full([1], 0, tl.int64)
    tmp54 = tmp52 >= tmp53
    tmp55 = tl.full([1], 10, tl.int64)
    tmp56 = tmp52 < tmp55
    tmp57 = tmp56 & tmp51
    tmp58 = tl.load(in_ptr0 + (5*(((((-1) + x0) // 15) % 6)) + ((((((-1) + x0) % 15)) % 5))), tmp57 & xmask, eviction_policy='evict_last', other=0.0).to(tl.float32)
    tmp59 = tmp52 >= tmp55
    tmp60 = tl.full([1], 15, tl.int64)
    tmp61 = tmp52 < tmp60
    tmp62 = tmp59 & tmp51
    tmp63 = tl.load(in_ptr0 + (5*(((((-1) + x0) // 15) % 6)) + ((-10) + ((((-1) + x0) % 15)))), tmp62 & xmask, eviction_policy='evict_last', other=0.0).to(tl.float32)
    tmp64 = tl.where(tmp56, tmp58, tmp63)
    tmp65 = tl.full(tmp64.shape, 0.0, tmp64.dtype)
    tmp66 = tl.where(tmp51, tmp64, tmp65)
    tmp67 = tl.where(tmp43, tmp47, tmp66)
    tmp68 = tl.full(tmp67.shape, 0.0, tmp67.dtype)
    tmp69 = tl.where(tmp36, tmp67, tmp68)
    tmp70 = tl.where(tmp4, tmp35, tmp69)
    tl.store(out_ptr0 + (x2), tmp70, xmask)
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
        arg0_1, arg1_1 = args
        args.clear()
        assert_size_stride(arg0_1, (2, 5), (5, 1))
        assert_size_stride(arg1_1, (2, ), (1, ))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((6, 5), (5, 1), torch.float16)
            buf1 = empty_strided_cuda((6, 5), (5, 1), torch.float16)
            # Topologically Sorted Source Nodes: [v0, v3, cat, v1, v4, lt, v7], Original ATen: [aten.fmax, aten.any, aten.cat, aten.where, aten.lt, aten.masked_fill]
            stream0 = get_raw_stream(0)
            triton_poi_fused_any_cat_fmax_lt_masked_fill_where_0.run(arg0_1, buf0, buf1, 30, stream=stream0)
            # Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_copy__mul_1.run(arg0_1, arg0_1, 10, stream=stream0)
            del arg0_1
            buf2 = empty_strided_cuda((91, 91), (91, 1), torch.float16)
            # Topologically Sorted Source Nodes: [cat_2, v5, reshape, v8, reshape_1], Original ATen: [aten.cat, aten.view, aten.block_diag]
            stream0 = get_raw_stream(0)
            triton_poi_fused_block_diag_cat_view_2.run(buf0, buf2, 8281, stream=stream0)
        return (buf0, buf1, buf2, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((2, 5), (5, 1), device='cuda:0', dtype=torch.float16)
    arg1_1 = rand_strided((2, ), (1, ), device='cuda:0', dtype=torch.int32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
