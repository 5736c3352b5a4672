# AOT ID: ['50_inference']
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


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/l7/cl7ckesdefbwgxxcl4fm7hca7344unbnmuhrradw6cjvuriuifpo.py
# Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.add, aten.mul, aten.sub, aten.floor, aten.clamp]
# Source node to ATen node mapping:
#   v7 => add_1, clamp_max_1, clamp_min_1, convert_element_type_1, floor, iota_1, mul_5, sub_3, sub_6
# Graph fragment:
#   %iota_1 : Tensor "i64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (24,), kwargs = {start: 0, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %convert_element_type_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%iota_1, torch.float64), kwargs = {})
#   %add_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%convert_element_type_1, 0.5), kwargs = {})
#   %mul_5 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%add_1, 0.6666666666666666), kwargs = {})
#   %sub_3 : Tensor "f64[24][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.sub.Tensor](args = (%mul_5, 0.5), kwargs = {})
#   %floor : Tensor "f64[24][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.floor.default](args = (%sub_3,), kwargs = {})
#   %sub_6 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%sub_3, %floor), kwargs = {})
#   %clamp_min_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_min.default](args = (%sub_6, 0.0), kwargs = {})
#   %clamp_max_1 : Tensor "f64[24][1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.clamp_max.default](args = (%clamp_min_1, 1.0), kwargs = {})
#   return %clamp_max_1
triton_poi_fused__to_copy_add_arange_clamp_floor_mul_sub_0 = async_compile.triton('triton_poi_fused__to_copy_add_arange_clamp_floor_mul_sub_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused__to_copy_add_arange_clamp_floor_mul_sub_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused__to_copy_add_arange_clamp_floor_mul_sub_0(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = (x0).to(tl.float64)
    tmp1 = (tmp0).to(tl.float64)
    tmp2 = tl.full([1], 0.5, tl.float64)
    tmp3 = tmp1 + tmp2
    tmp4 = tl.full([1], 0.6666666666666666, tl.float64)
    tmp5 = tmp3 * tmp4
    tmp6 = tmp5 - tmp2
    tmp7 = libdevice.floor(tmp6)
    tmp8 = tmp6 - tmp7
    tmp9 = tl.full([1], 0.0, tl.float64)
    tmp10 = tl.maximum(tmp8, tmp9, tl.PropagateNan.ALL)
    tmp11 = tl.full([1], 1.0, tl.float64)
    tmp12 = tl.minimum(tmp10, tmp11, tl.PropagateNan.ALL)
    tl.store(out_ptr0 + (x0), tmp12, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/lw/clwrbee53cxlsegkc7623bdgg4u6vrpdnxqg5k5zv2bnqu25t7jx.py
# Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.add, aten.mul, aten.sub, aten.floor, aten.clamp, aten.rsub]
# Source node to ATen node mapping:
#   v7 => add_1, clamp_max_1, clamp_min_1, convert_element_type_1, floor, iota_1, mul_5, sub_3, sub_6, sub_9
# Graph fragment:
#   %iota_1 : Tensor "i64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (24,), kwargs = {start: 0, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %convert_element_type_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%iota_1, torch.float64), kwargs = {})
#   %add_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%convert_element_type_1, 0.5), kwargs = {})
#   %mul_5 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%add_1, 0.6666666666666666), kwargs = {})
#   %sub_3 : Tensor "f64[24][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.sub.Tensor](args = (%mul_5, 0.5), kwargs = {})
#   %floor : Tensor "f64[24][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.floor.default](args = (%sub_3,), kwargs = {})
#   %sub_6 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%sub_3, %floor), kwargs = {})
#   %clamp_min_1 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_min.default](args = (%sub_6, 0.0), kwargs = {})
#   %clamp_max_1 : Tensor "f64[24][1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.clamp_max.default](args = (%clamp_min_1, 1.0), kwargs = {})
#   %sub_9 : Tensor "f64[24][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (1.0, %clamp_max_1), kwargs = {})
#   return %sub_9
triton_poi_fused__to_copy_add_arange_clamp_floor_mul_rsub_sub_1 = async_compile.triton('triton_poi_fused__to_copy_add_arange_clamp_floor_mul_rsub_sub_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused__to_copy_add_arange_clamp_floor_mul_rsub_sub_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused__to_copy_add_arange_clamp_floor_mul_rsub_sub_1(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = (x0).to(tl.float64)
    tmp1 = (tmp0).to(tl.float64)
    tmp2 = tl.full([1], 0.5, tl.float64)
    tmp3 = tmp1 + tmp2
    tmp4 = tl.full([1], 0.6666666666666666, tl.float64)
    tmp5 = tmp3 * tmp4
    tmp6 = tmp5 - tmp2
    tmp7 = libdevice.floor(tmp6)
    tmp8 = tmp6 - tmp7
    tmp9 = tl.full([1], 0.0, tl.float64)
    tmp10 = tl.maximum(tmp8, tmp9, tl.PropagateNan.ALL)
    tmp11 = tl.full([1], 1.0, tl.float64)
    tmp12 = tl.minimum(tmp10, tmp11, tl.PropagateNan.ALL)
    tmp13 = tmp11 - tmp12
    tl.store(out_ptr0 + (x0), tmp13, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/qc/cqcaxv5w5zbatu3z4on2ovvt35u4ktx762kx4bw4pgsloaasn5sf.py
# Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.mul, aten.sub, aten.unsqueeze, aten.floor, aten.clamp]
# Source node to ATen node mapping:
#   v7 => add_2, clamp_max, clamp_min, convert_element_type, floor_1, iota, sub_4, sub_5, unsqueeze_1
# Graph fragment:
#   %iota : Tensor "i64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (%trunc,), kwargs = {start: 0, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %convert_element_type : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%iota, torch.float64), kwargs = {})
#   %add_2 : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%convert_element_type, 0.5), kwargs = {})
#   %sub_4 : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%add_2, 0.5), kwargs = {})
#   %unsqueeze_1 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.unsqueeze.default](args = (%sub_4, -1), kwargs = {})
#   %floor_1 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.floor.default](args = (%unsqueeze_1,), kwargs = {})
#   %sub_5 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%unsqueeze_1, %floor_1), kwargs = {})
#   %clamp_min : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_min.default](args = (%sub_5, 0.0), kwargs = {})
#   %clamp_max : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.clamp_max.default](args = (%clamp_min, 1.0), kwargs = {})
#   return %clamp_max
triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2 = async_compile.triton('triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 2}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 8}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = (x0).to(tl.float64)
    tmp1 = (tmp0).to(tl.float64)
    tmp2 = tl.full([1], 0.5, tl.float64)
    tmp3 = tmp1 + tmp2
    tmp4 = tmp3 - tmp2
    tmp5 = libdevice.floor(tmp4)
    tmp6 = tmp4 - tmp5
    tmp7 = tl.full([1], 0.0, tl.float64)
    tmp8 = tl.maximum(tmp6, tmp7, tl.PropagateNan.ALL)
    tmp9 = tl.full([1], 1.0, tl.float64)
    tmp10 = tl.minimum(tmp8, tmp9, tl.PropagateNan.ALL)
    tl.store(out_ptr0 + (x0), tmp10, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/pv/cpvvyktianaux2wubsxss4tnab4zylgwkaqsjmevqfpe6q7gzvre.py
# Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.mul, aten.sub, aten.unsqueeze, aten.floor, aten.clamp, aten.rsub]
# Source node to ATen node mapping:
#   v7 => add_2, clamp_max, clamp_min, convert_element_type, floor_1, iota, sub_14, sub_4, sub_5, unsqueeze_1
# Graph fragment:
#   %iota : Tensor "i64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (%trunc,), kwargs = {start: 0, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %convert_element_type : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%iota, torch.float64), kwargs = {})
#   %add_2 : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%convert_element_type, 0.5), kwargs = {})
#   %sub_4 : Tensor "f64[TruncToInt(1.0*ToFloat(s32))][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%add_2, 0.5), kwargs = {})
#   %unsqueeze_1 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.unsqueeze.default](args = (%sub_4, -1), kwargs = {})
#   %floor_1 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.floor.default](args = (%unsqueeze_1,), kwargs = {})
#   %sub_5 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%unsqueeze_1, %floor_1), kwargs = {})
#   %clamp_min : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_min.default](args = (%sub_5, 0.0), kwargs = {})
#   %clamp_max : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=4] = call_function[target=torch.ops.aten.clamp_max.default](args = (%clamp_min, 1.0), kwargs = {})
#   %sub_14 : Tensor "f64[TruncToInt(1.0*ToFloat(s32)), 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (1.0, %clamp_max), kwargs = {})
#   return %sub_14
triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3 = async_compile.triton('triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 2}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 8}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = (x0).to(tl.float64)
    tmp1 = (tmp0).to(tl.float64)
    tmp2 = tl.full([1], 0.5, tl.float64)
    tmp3 = tmp1 + tmp2
    tmp4 = tmp3 - tmp2
    tmp5 = libdevice.floor(tmp4)
    tmp6 = tmp4 - tmp5
    tmp7 = tl.full([1], 0.0, tl.float64)
    tmp8 = tl.maximum(tmp6, tmp7, tl.PropagateNan.ALL)
    tmp9 = tl.full([1], 1.0, tl.float64)
    tmp10 = tl.minimum(tmp8, tmp9, tl.PropagateNan.ALL)
    tmp11 = tmp9 - tmp10
    tl.store(out_ptr0 + (x0), tmp11, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/gy/cgy5x2v35upfg6aevji75e2iuhzax2slptvfsz4rkgxbb427ql25.py
# Topologically Sorted Source Nodes: [v0], Original ATen: [aten.cumsum]
# Source node to ATen node mapping:
#   v0 => cumsum
# Graph fragment:
#   %arg1_1 : Tensor "f64[s32, 16][16, 1]cuda:0" = PlaceHolder[target=arg1_1]
#   %cumsum : Tensor "f64[s32, 16][16, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cumsum.default](args = (%arg1_1, 0), kwargs = {})
#   return %cumsum
triton_red_fused_cumsum_4 = async_compile.triton('triton_red_fused_cumsum_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton.jit
def _triton_helper_fn_add0(arg0_0, arg1_0):
    tmp0 = arg0_0 + arg1_0
    return tmp0

@triton_heuristics.reduction(
    size_hints={'x': 16, 'r0_': 2},
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp64', 'out_ptr0': '*fp64', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr', 'R0_BLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_red_fused_cumsum_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 768, 'r0_': 0}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_red_fused_cumsum_4(in_ptr0, out_ptr0, xnumel, r0_numel, XBLOCK : tl.constexpr, R0_BLOCK : tl.constexpr):
    xnumel = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_base = tl.arange(0, R0_BLOCK)[None, :]
    rbase = r0_base
    x0 = xindex
    tmp3 = tl.full([XBLOCK, 1], float('nan'), tl.float64)
    for r0_offset in tl.range(0, r0_numel, R0_BLOCK):
        r0_index = r0_offset + r0_base
        r0_mask = r0_index < r0_numel
        roffset = r0_offset
        rindex = r0_index
        r0_1 = r0_index
        tmp0 = tl.load(in_ptr0 + (x0 + 16*r0_1), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp1 = tmp0.to(tl.float64)
        tmp2 = tl.broadcast_to(tmp1, [XBLOCK, R0_BLOCK])
        tmp4, = tl.associative_scan((tmp2,), 1, _triton_helper_fn_add0)
        tmp5 = triton_helpers.select_one((tmp4), rbase == (RBLOCK - 1), dim=-1, keep_dims=True)
        tmp6 = tmp3 + tmp5
        tmp7 = tmp3 + tmp4
        tmp8 = tl.where(roffset > 0, tmp7, tmp4)
        tmp3 = tl.where(roffset > 0, tmp6, tmp5)
        tl.store(out_ptr0 + (x0 + 16*r0_1), tmp8, r0_mask & xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/tx/ctx45xsdpca4qsa7cp7aqppyznt32gzhmvas7tbkfbbw5zxbfzch.py
# Topologically Sorted Source Nodes: [v3, v4, v8], Original ATen: [aten.cumsum, aten.prod, aten.floor]
# Source node to ATen node mapping:
#   v3 => cumsum_2
#   v4 => prod
#   v8 => floor_2
# Graph fragment:
#   %cumsum : Tensor "f64[s32, 16][16, 1]cuda:0" = PlaceHolder[target=cumsum]
#   %cumsum_2 : Tensor "f64[s32, 16][16, 1]cuda:0" = PlaceHolder[target=cumsum_2]
#   %prod : Tensor "f64[s32][1]cuda:0" = PlaceHolder[target=prod]
#   %cumsum_2 : Tensor "f64[s32, 16][16, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.cumsum.default](args = (%cumsum, 1), kwargs = {})
#   %prod : Tensor "f64[s32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.prod.dim_int](args = (%cumsum_2, 1), kwargs = {})
#   %floor_2 : Tensor "f64[s32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.floor.default](args = (%prod,), kwargs = {})
#   return %cumsum_2,%prod,%floor_2
triton_per_fused_cumsum_floor_prod_5 = async_compile.triton('triton_per_fused_cumsum_floor_prod_5', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton.jit
def _triton_helper_fn_add0(arg0_0, arg1_0):
    tmp0 = arg0_0 + arg1_0
    return tmp0

@triton_heuristics.persistent_reduction(
    size_hints={'x': 2, 'r0_': 16},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_out_ptr0': '*fp64', 'in_out_ptr1': '*fp64', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused_cumsum_floor_prod_5', 'mutated_arg_names': ['in_out_ptr0', 'in_out_ptr1'], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'x': 8, 'r0_': 256}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_cumsum_floor_prod_5(in_out_ptr0, in_out_ptr1, xnumel, r0_numel, XBLOCK : tl.constexpr):
    r0_numel = 16
    R0_BLOCK: tl.constexpr = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_1 = r0_index
    x0 = xindex
    tmp0 = tl.load(in_out_ptr0 + (r0_1 + 16*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
    tmp1 = tmp0.to(tl.float64)
    tmp2 = tl.broadcast_to(tmp1, [XBLOCK, R0_BLOCK])
    tmp3, = tl.associative_scan((tmp2,), 1, _triton_helper_fn_add0)
    tmp4 = tl.broadcast_to(tmp3, [XBLOCK, R0_BLOCK])
    tmp6 = tl.where(r0_mask & xmask, tmp4, 1)
    tmp7 = triton_helpers.prod(tmp6, 1)[:, None].to(tl.float64)
    tmp8 = libdevice.floor(tmp7)
    tl.store(in_out_ptr1 + (x0), tmp8, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/7b/c7br53jg3rsfmu3mjhe4kw3umkxzo2ky7velr27xxq7fa7qn5ttk.py
# Topologically Sorted Source Nodes: [cummax], Original ATen: [aten.cummax]
# Source node to ATen node mapping:
#   cummax => cummax, getitem_9
# Graph fragment:
#   %cummax : [num_users=1] = call_function[target=torch.ops.aten.cummax.default](args = (%add_27, -3), kwargs = {})
#   %getitem_9 : Tensor "i64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24][24*Max(1, TruncToInt(1.0*ToFloat(s32))), 24*Max(1, TruncToInt(1.0*ToFloat(s32))), 24, 1]cuda:0"[num_users=1] = call_function[target=operator.getitem](args = (%cummax, 1), kwargs = {})
#   return %getitem_9
triton_poi_fused_cummax_6 = async_compile.triton('triton_poi_fused_cummax_6', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_cummax_6', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 768}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_cummax_6(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.full([1], 0, tl.int64)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpsdxtust1/mv/cmvcdyuieius6dvz75j75lnwtn77r7mrfmejme7szthcmnvgix4n.py
# Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
# Source node to ATen node mapping:
#   add_ => add_36
#   mul_ => mul_45
# Graph fragment:
#   %copy_ : Tensor "f32[s32, 16, s84][1, s32, 16*s32]cuda:0" = PlaceHolder[target=copy_]
#   %add_36 : Tensor "f32[s32, 16, s84][1, s32, 16*s32]cuda:0" = PlaceHolder[target=add_36]
#   %mul_45 : Tensor "f32[s32, 16, s84][1, s32, 16*s32]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%arg3_1, 0.5), kwargs = {})
#   %add_36 : Tensor "f32[s32, 16, s84][1, s32, 16*s32]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_45, 1), kwargs = {})
#   %copy_ : Tensor "f32[s32, 16, s84][1, s32, 16*s32]cuda:0"[num_users=0] = call_function[target=torch.ops.aten.copy_.default](args = (%arg3_1, %add_36), kwargs = {})
#   return %add_36,%buf35
triton_poi_fused_add_copy__mul_7 = async_compile.triton('triton_poi_fused_add_copy__mul_7', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 128}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_add_copy__mul_7', 'mutated_arg_names': ['in_ptr0', 'out_ptr1'], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 1152}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_copy__mul_7(in_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], 0.5, tl.float32)
    tmp2 = tmp0 * tmp1
    tmp3 = tl.full([1], 1.0, tl.float32)
    tmp4 = tmp2 + tmp3
    tl.store(out_ptr1 + (x0), tmp4, xmask)
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
        arg0_1, arg1_1, arg2_1, arg3_1 = args
        args.clear()
        s32 = arg0_1
        s84 = arg2_1
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf4 = empty_strided_cuda((48, ), (1, ), torch.float64)
            buf2 = reinterpret_tensor(buf4, (24, ), (1, ), 0)  # alias
            # Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.add, aten.mul, aten.sub, aten.floor, aten.clamp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused__to_copy_add_arange_clamp_floor_mul_sub_0.run(buf2, 24, stream=raw_stream0)
            buf3 = reinterpret_tensor(buf4, (24, ), (1, ), 24)  # alias
            # Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.add, aten.mul, aten.sub, aten.floor, aten.clamp, aten.rsub]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused__to_copy_add_arange_clamp_floor_mul_rsub_sub_1.run(buf3, 24, stream=raw_stream0)
            buf8 = empty_strided_cuda((2*math.trunc(1.0000000000000000*torch.sym_float(s32)), 1), (1, 1), torch.float64)
            buf6 = reinterpret_tensor(buf8, (math.trunc(1.0000000000000000*torch.sym_float(s32)), 1), (1, 1), 0)  # alias
            # Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.mul, aten.sub, aten.unsqueeze, aten.floor, aten.clamp]
            triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2_xnumel = math.trunc(1.0000000000000000*torch.sym_float(s32))
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2.run(buf6, triton_poi_fused__to_copy_arange_clamp_floor_mul_sub_unsqueeze_2_xnumel, stream=raw_stream0)
            del buf2
            del buf3
            del buf4
            buf7 = reinterpret_tensor(buf8, (math.trunc(1.0000000000000000*torch.sym_float(s32)), 1), (1, 1), math.trunc(1.0000000000000000*torch.sym_float(s32)))  # alias
            # Topologically Sorted Source Nodes: [v7], Original ATen: [aten.arange, aten._to_copy, aten.mul, aten.sub, aten.unsqueeze, aten.floor, aten.clamp, aten.rsub]
            triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3_xnumel = math.trunc(1.0000000000000000*torch.sym_float(s32))
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3.run(buf7, triton_poi_fused__to_copy_arange_clamp_floor_mul_rsub_sub_unsqueeze_3_xnumel, stream=raw_stream0)
            assert_size_stride(arg1_1, (s32, 16), (16, 1), 'input')
            arg1_1 = copy_if_misaligned(arg1_1)
            buf9 = empty_strided_cuda((s32, 16), (16, 1), torch.float64)
            # Topologically Sorted Source Nodes: [v0], Original ATen: [aten.cumsum]
            raw_stream0 = get_raw_stream(0)
            triton_red_fused_cumsum_4.run(arg1_1, buf9, 16, s32, stream=raw_stream0)
            del arg1_1
            del buf6
            del buf7
            del buf8
            buf10 = buf9; del buf9  # reuse
            buf11 = empty_strided_cuda((s32, ), (1, ), torch.float64)
            buf12 = buf11; del buf11  # reuse
            # Topologically Sorted Source Nodes: [v3, v4, v8], Original ATen: [aten.cumsum, aten.prod, aten.floor]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_cumsum_floor_prod_5.run(buf10, buf12, s32, 16, stream=raw_stream0)
            del buf10
            buf32 = empty_strided_cuda((1, 1, math.trunc(1.0000000000000000*torch.sym_float(s32)), 24), (24*max(1, math.trunc(1.0000000000000000*torch.sym_float(s32))), 24*max(1, math.trunc(1.0000000000000000*torch.sym_float(s32))), 24, 1), torch.int64)
            # Topologically Sorted Source Nodes: [cummax], Original ATen: [aten.cummax]
            triton_poi_fused_cummax_6_xnumel = 24*math.trunc(1.0000000000000000*torch.sym_float(s32))
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_cummax_6.run(buf32, triton_poi_fused_cummax_6_xnumel, stream=raw_stream0)
            assert_size_stride(arg3_1, (s32, 16, s84), (1, s32, 16*s32), 'input')
            # Topologically Sorted Source Nodes: [mul_, add_], Original ATen: [aten.mul, aten.add, aten.copy_]
            triton_poi_fused_add_copy__mul_7_xnumel = 16*s32*s84
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_add_copy__mul_7.run(arg3_1, arg3_1, triton_poi_fused_add_copy__mul_7_xnumel, stream=raw_stream0)
            del arg3_1
        return (buf12, buf32, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = 2
    arg1_1 = rand_strided((2, 16), (16, 1), device='cuda:0', dtype=torch.float64)
    arg2_1 = 3
    arg3_1 = rand_strided((2, 16, 3), (1, 2, 32), device='cuda:0', dtype=torch.float32)
    return [arg0_1, arg1_1, arg2_1, arg3_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
