# AOT ID: ['24_inference']
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
from torch._C import _cuda_getCurrentRawStream as get_raw_stream

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
assert_alignment = torch._C._dynamo.guards.assert_alignment
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
empty_strided_xpu = torch._C._dynamo.guards._empty_strided_xpu
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()
empty_strided_p2p = torch._C._distributed_c10d._SymmetricMemory.empty_strided_p2p


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/ju/cjujkbn7ct66vkzibcn4hsdezrlwco5g2hpiwyeatqbxcyj3xhgd.py
# Topologically Sorted Source Nodes: [mul_3, child_14], Original ATen: [aten.mul, aten.add]
# Source node to ATen node mapping:
#   child_14 => add_1
#   mul_3 => mul_3
# Graph fragment:
#   %mul_3 : [num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_6, %slice_7), kwargs = {})
#   %add_1 : [num_users=4] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_3, %slice_8), kwargs = {})
triton_poi_fused_add_mul_0 = async_compile.triton('triton_poi_fused_add_mul_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 7, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 576}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_mul_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 4)
    x1 = xindex // 4
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (x0 + 16*x1), xmask)
    tmp1 = tl.load(in_ptr1 + (4 + x0 + 16*x1), xmask)
    tmp4 = tl.load(in_ptr0 + (4 + x0 + 16*x1), xmask)
    tmp6 = tl.load(in_ptr1 + (8 + x0 + 16*x1), xmask)
    tmp8 = tl.load(in_ptr1 + (12 + x0 + 16*x1), xmask)
    tmp12 = tl.load(in_ptr0 + (8 + x0 + 16*x1), xmask)
    tmp14 = tl.load(in_ptr0 + (12 + x0 + 16*x1), xmask)
    tmp2 = tl.sigmoid(tmp1)
    tmp3 = tmp0 * tmp2
    tmp5 = tmp3 + tmp4
    tmp7 = tl.sigmoid(tmp6)
    tmp9 = tl.sigmoid(tmp8)
    tmp10 = tmp7 * tmp9
    tmp11 = tmp5 * tmp10
    tmp13 = tmp12 * tmp9
    tmp15 = tmp13 + tmp14
    tmp16 = tmp11 + tmp15
    tl.store(out_ptr0 + (x2), tmp16, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/dl/cdlmmncxoylaget52j3xv4wabrl242ctpe43bpnjvdushgkv2pjl.py
# Topologically Sorted Source Nodes: [child_21, mul_5, child_22], Original ATen: [aten.mul, aten.add]
# Source node to ATen node mapping:
#   child_21 => mul_4
#   child_22 => add_2
#   mul_5 => mul_5
# Graph fragment:
#   %mul_4 : [num_users=3] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_9, %slice_11), kwargs = {})
#   %mul_5 : [num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_10, %slice_11), kwargs = {})
#   %add_2 : [num_users=3] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_5, %slice_12), kwargs = {})
triton_poi_fused_add_mul_1 = async_compile.triton('triton_poi_fused_add_mul_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 10, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 448}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_mul_1(in_ptr0, in_ptr1, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 4)
    x1 = xindex // 4
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (x0 + 32*x1), xmask)
    tmp2 = tl.load(in_ptr0 + (4 + x0 + 32*x1), xmask)
    tmp5 = tl.load(in_ptr0 + (8 + x0 + 32*x1), xmask)
    tmp7 = tl.load(in_ptr0 + (12 + x0 + 32*x1), xmask)
    tmp11 = tl.load(in_ptr0 + (16 + x0 + 32*x1), xmask)
    tmp13 = tl.load(in_ptr0 + (20 + x0 + 32*x1), xmask)
    tmp16 = tl.load(in_ptr0 + (24 + x0 + 32*x1), xmask)
    tmp18 = tl.load(in_ptr0 + (28 + x0 + 32*x1), xmask)
    tmp23 = tl.load(in_ptr1 + (x0 + 8*x1), xmask)
    tmp25 = tl.load(in_ptr1 + (4 + x0 + 8*x1), xmask)
    tmp1 = tl.sigmoid(tmp0)
    tmp3 = tl.sigmoid(tmp2)
    tmp4 = tmp1 * tmp3
    tmp6 = tl.sigmoid(tmp5)
    tmp8 = tl.sigmoid(tmp7)
    tmp9 = tmp6 * tmp8
    tmp10 = tmp4 * tmp9
    tmp12 = tl.sigmoid(tmp11)
    tmp14 = tl.sigmoid(tmp13)
    tmp15 = tmp12 * tmp14
    tmp17 = tl.sigmoid(tmp16)
    tmp19 = tl.sigmoid(tmp18)
    tmp20 = tmp17 * tmp19
    tmp21 = tmp15 * tmp20
    tmp22 = tmp10 * tmp21
    tmp24 = tmp23 * tmp21
    tmp26 = tmp24 + tmp25
    tl.store(out_ptr0 + (x2), tmp22, xmask)
    tl.store(out_ptr1 + (x2), tmp26, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/ou/counyhe2e3ff5bnmc7q6u5zxd2rj5jozp4fzlsx3tuhoyxz5lqjo.py
# Topologically Sorted Source Nodes: [cat], Original ATen: [aten.cat]
# Source node to ATen node mapping:
#   cat => cat_2
# Graph fragment:
#   %cat_2 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%slice_27, %mul_10],), kwargs = {})
triton_poi_fused_cat_2 = async_compile.triton('triton_poi_fused_cat_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_cat_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 11, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 384}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_cat_2(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 4
    x0 = (xindex % 4)
    x2 = xindex
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 1, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (x0 + 16*(x1)), tmp4 & xmask, other=0.0)
    tmp6 = tl.sigmoid(tmp5)
    tmp7 = tl.load(in_ptr0 + (4 + x0 + 16*(x1)), tmp4 & xmask, other=0.0)
    tmp8 = tl.sigmoid(tmp7)
    tmp9 = tmp6 * tmp8
    tmp10 = tl.load(in_ptr0 + (8 + x0 + 16*(x1)), tmp4 & xmask, other=0.0)
    tmp11 = tl.sigmoid(tmp10)
    tmp12 = tl.load(in_ptr0 + (12 + x0 + 16*(x1)), tmp4 & xmask, other=0.0)
    tmp13 = tl.sigmoid(tmp12)
    tmp14 = tmp11 * tmp13
    tmp15 = tmp9 * tmp14
    tmp16 = tl.full(tmp15.shape, 0.0, tmp15.dtype)
    tmp17 = tl.where(tmp4, tmp15, tmp16)
    tmp18 = tmp0 >= tmp3
    tmp19 = tl.full([1], 2, tl.int64)
    tmp20 = tmp0 < tmp19
    tmp21 = x0 + 4*((-1) + x1)
    tmp22 = tl.full([1], 0, tl.int64)
    tmp23 = tmp21 >= tmp22
    tmp24 = tl.full([1], 4, tl.int64)
    tmp25 = tmp21 < tmp24
    tmp26 = tmp25 & tmp18
    tmp27 = tl.load(in_ptr1 + (x0 + 4*((-1) + x1)), tmp26 & xmask, eviction_policy='evict_last', other=0.0)
    tmp28 = tmp21 >= tmp24
    tmp29 = tl.full([1], 8, tl.int64)
    tmp30 = tmp21 < tmp29
    tmp31 = tmp28 & tmp18
    tmp32 = tl.load(in_ptr1 + ((-4) + x0 + 4*((-1) + x1)), tmp31 & xmask, eviction_policy='evict_last', other=0.0)
    tmp33 = tl.load(in_ptr1 + (4 + ((-4) + x0 + 4*((-1) + x1))), tmp31 & xmask, eviction_policy='evict_last', other=0.0)
    tmp34 = tmp32 * tmp33
    tmp35 = tl.full(tmp34.shape, 0.0, tmp34.dtype)
    tmp36 = tl.where(tmp31, tmp34, tmp35)
    tmp37 = tl.where(tmp25, tmp27, tmp36)
    tmp38 = tl.load(in_ptr0 + (32 + x0 + 32*((-1) + x1)), tmp18 & xmask, other=0.0)
    tmp39 = tl.sigmoid(tmp38)
    tmp40 = tl.load(in_ptr0 + (36 + x0 + 32*((-1) + x1)), tmp18 & xmask, other=0.0)
    tmp41 = tl.sigmoid(tmp40)
    tmp42 = tmp39 * tmp41
    tmp43 = tl.load(in_ptr0 + (40 + x0 + 32*((-1) + x1)), tmp18 & xmask, other=0.0)
    tmp44 = tl.sigmoid(tmp43)
    tmp45 = tl.load(in_ptr0 + (44 + x0 + 32*((-1) + x1)), tmp18 & xmask, other=0.0)
    tmp46 = tl.sigmoid(tmp45)
    tmp47 = tmp44 * tmp46
    tmp48 = tmp42 * tmp47
    tmp49 = tmp37 * tmp48
    tmp50 = tl.full(tmp49.shape, 0.0, tmp49.dtype)
    tmp51 = tl.where(tmp18, tmp49, tmp50)
    tmp52 = tl.where(tmp4, tmp17, tmp51)
    tl.store(out_ptr0 + (x2), tmp52, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/uy/cuyhdjtwejnzhlczitkgoctxyby2evgfsyb3t5znhd6dqatfjutj.py
# Topologically Sorted Source Nodes: [cat_2], Original ATen: [aten.cat]
# Source node to ATen node mapping:
#   cat_2 => cat_6
# Graph fragment:
#   %cat_6 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%slice_33, %mul_12],), kwargs = {})
triton_poi_fused_cat_3 = async_compile.triton('triton_poi_fused_cat_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_cat_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 8, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 576}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_cat_3(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 4
    x0 = (xindex % 4)
    x2 = xindex
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 1, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (x0 + 8*(x1)), tmp4 & xmask, other=0.0)
    tmp6 = tl.sigmoid(tmp5)
    tmp7 = tl.load(in_ptr0 + (4 + x0 + 8*(x1)), tmp4 & xmask, other=0.0)
    tmp8 = tl.sigmoid(tmp7)
    tmp9 = tmp6 * tmp8
    tmp10 = tl.full(tmp9.shape, 0.0, tmp9.dtype)
    tmp11 = tl.where(tmp4, tmp9, tmp10)
    tmp12 = tmp0 >= tmp3
    tmp13 = tl.full([1], 4, tl.int64)
    tmp14 = tmp0 < tmp13
    tmp15 = x0 + 4*((((-1) + x1) % 2))
    tmp16 = tl.full([1], 0, tl.int64)
    tmp17 = tmp15 >= tmp16
    tmp18 = tl.full([1], 4, tl.int64)
    tmp19 = tmp15 < tmp18
    tmp20 = tmp19 & tmp12
    tmp21 = tl.load(in_ptr1 + (4*(((((-1) + x1) // 2) % 2)) + (x0 + 4*((((-1) + x1) % 2)))), tmp20 & xmask, eviction_policy='evict_last', other=0.0)
    tmp22 = tmp15 >= tmp18
    tmp23 = tl.full([1], 8, tl.int64)
    tmp24 = tmp15 < tmp23
    tmp25 = tmp22 & tmp12
    tmp26 = 4*(((((-1) + x1) // 2) % 2)) + ((-4) + x0 + 4*((((-1) + x1) % 2)))
    tmp27 = tl.full([1], 0, tl.int64)
    tmp28 = tmp26 >= tmp27
    tmp29 = tl.full([1], 4, tl.int64)
    tmp30 = tmp26 < tmp29
    tmp31 = tmp30 & tmp25
    tmp32 = tl.load(in_ptr2 + (4*(((((-1) + x1) // 2) % 2)) + ((-4) + x0 + 4*((((-1) + x1) % 2)))), tmp31 & xmask, eviction_policy='evict_last', other=0.0)
    tmp33 = tmp26 >= tmp29
    tmp34 = tl.full([1], 8, tl.int64)
    tmp35 = tmp26 < tmp34
    tmp36 = tmp33 & tmp25
    tmp37 = tl.load(in_ptr2 + ((-4) + 4*(((((-1) + x1) // 2) % 2)) + ((-4) + x0 + 4*((((-1) + x1) % 2)))), tmp36 & xmask, eviction_policy='evict_last', other=0.0)
    tmp38 = tl.load(in_ptr2 + (4 + ((-4) + 4*(((((-1) + x1) // 2) % 2)) + ((-4) + x0 + 4*((((-1) + x1) % 2))))), tmp36 & xmask, eviction_policy='evict_last', other=0.0)
    tmp39 = tmp37 * tmp38
    tmp40 = tl.full(tmp39.shape, 0.0, tmp39.dtype)
    tmp41 = tl.where(tmp36, tmp39, tmp40)
    tmp42 = tl.where(tmp30, tmp32, tmp41)
    tmp43 = tl.full(tmp42.shape, 0.0, tmp42.dtype)
    tmp44 = tl.where(tmp25, tmp42, tmp43)
    tmp45 = tl.where(tmp19, tmp21, tmp44)
    tmp46 = tl.load(in_ptr0 + (16 + x0 + 16*((-1) + x1)), tmp12 & xmask, other=0.0)
    tmp47 = tl.sigmoid(tmp46)
    tmp48 = tl.load(in_ptr0 + (20 + x0 + 16*((-1) + x1)), tmp12 & xmask, other=0.0)
    tmp49 = tl.sigmoid(tmp48)
    tmp50 = tmp47 * tmp49
    tmp51 = tmp45 * tmp50
    tmp52 = tl.full(tmp51.shape, 0.0, tmp51.dtype)
    tmp53 = tl.where(tmp12, tmp51, tmp52)
    tmp54 = tl.where(tmp4, tmp11, tmp53)
    tl.store(out_ptr0 + (x2), tmp54, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/oi/coi25ksrwogztq5x4wfda56be7jc3smvzvyn7ndupiamxi3iebox.py
# Topologically Sorted Source Nodes: [stacked_4], Original ATen: [aten.stack]
# Source node to ATen node mapping:
#   stacked_4 => cat_8
# Graph fragment:
#   %cat_8 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_6, %view_5], 1), kwargs = {})
triton_poi_fused_stack_4 = async_compile.triton('triton_poi_fused_stack_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_stack_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 5, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 768}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_stack_4(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 8)
    x1 = xindex // 8
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (4*x1 + (x0)), tmp4 & xmask, eviction_policy='evict_last', other=0.0)
    tmp6 = tmp0 >= tmp3
    tmp7 = tl.full([1], 8, tl.int64)
    tmp8 = tmp0 < tmp7
    tmp9 = 4*((x1 % 2)) + ((-4) + x0)
    tmp10 = tl.full([1], 0, tl.int64)
    tmp11 = tmp9 >= tmp10
    tmp12 = tl.full([1], 4, tl.int64)
    tmp13 = tmp9 < tmp12
    tmp14 = tmp13 & tmp6
    tmp15 = tl.load(in_ptr1 + (4*(x1 // 2) + (4*((x1 % 2)) + ((-4) + x0))), tmp14 & xmask, eviction_policy='evict_last', other=0.0)
    tmp16 = tmp9 >= tmp12
    tmp17 = tl.full([1], 8, tl.int64)
    tmp18 = tmp9 < tmp17
    tmp19 = tmp16 & tmp6
    tmp20 = 4*(x1 // 2) + ((-4) + 4*((x1 % 2)) + ((-4) + x0))
    tmp21 = tl.full([1], 0, tl.int64)
    tmp22 = tmp20 >= tmp21
    tmp23 = tl.full([1], 4, tl.int64)
    tmp24 = tmp20 < tmp23
    tmp25 = tmp24 & tmp19
    tmp26 = tl.load(in_ptr2 + (4*(x1 // 2) + ((-4) + 4*((x1 % 2)) + ((-4) + x0))), tmp25 & xmask, eviction_policy='evict_last', other=0.0)
    tmp27 = tmp20 >= tmp23
    tmp28 = tl.full([1], 8, tl.int64)
    tmp29 = tmp20 < tmp28
    tmp30 = tmp27 & tmp19
    tmp31 = tl.load(in_ptr2 + ((-4) + 4*(x1 // 2) + ((-4) + 4*((x1 % 2)) + ((-4) + x0))), tmp30 & xmask, eviction_policy='evict_last', other=0.0)
    tmp32 = tl.load(in_ptr2 + (4 + ((-4) + 4*(x1 // 2) + ((-4) + 4*((x1 % 2)) + ((-4) + x0)))), tmp30 & xmask, eviction_policy='evict_last', other=0.0)
    tmp33 = tmp31 * tmp32
    tmp34 = tl.full(tmp33.shape, 0.0, tmp33.dtype)
    tmp35 = tl.where(tmp30, tmp33, tmp34)
    tmp36 = tl.where(tmp24, tmp26, tmp35)
    tmp37 = tl.full(tmp36.shape, 0.0, tmp36.dtype)
    tmp38 = tl.where(tmp19, tmp36, tmp37)
    tmp39 = tl.where(tmp13, tmp15, tmp38)
    tmp40 = tl.full(tmp39.shape, 0.0, tmp39.dtype)
    tmp41 = tl.where(tmp6, tmp39, tmp40)
    tmp42 = tl.where(tmp4, tmp5, tmp41)
    tl.store(out_ptr0 + (x2), tmp42, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/c2/cc2gqifgiza3coovgk426kzhkoh63iw6p3kfojbrtqgtr7lhgydy.py
# Topologically Sorted Source Nodes: [mul_11, child_46], Original ATen: [aten.mul, aten.add]
# Source node to ATen node mapping:
#   child_46 => add_5
#   mul_11 => mul_11
# Graph fragment:
#   %mul_11 : [num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_24, %slice_25), kwargs = {})
#   %add_5 : [num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_11, %slice_26), kwargs = {})
triton_poi_fused_add_mul_5 = async_compile.triton('triton_poi_fused_add_mul_5', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 4}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_5', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 9, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 72}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_mul_5(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 4
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp17 = tl.load(in_ptr2 + (32 + x0), xmask)
    tmp19 = tl.load(in_ptr2 + (36 + x0), xmask)
    tmp22 = tl.load(in_ptr2 + (40 + x0), xmask)
    tmp24 = tl.load(in_ptr2 + (44 + x0), xmask)
    tmp29 = tl.load(in_ptr3 + (8 + x0), xmask)
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (x0), tmp4 & xmask, eviction_policy='evict_last', other=0.0)
    tmp6 = tmp0 >= tmp3
    tmp7 = tl.full([1], 8, tl.int64)
    tmp8 = tmp0 < tmp7
    tmp9 = tl.load(in_ptr0 + ((-4) + x0), tmp6 & xmask, eviction_policy='evict_last', other=0.0)
    tmp10 = tl.load(in_ptr1 + (4 + ((-4) + x0)), tmp6 & xmask, eviction_policy='evict_last', other=0.0)
    tmp11 = tmp9 * tmp10
    tmp12 = tl.load(in_ptr0 + (4 + ((-4) + x0)), tmp6 & xmask, eviction_policy='evict_last', other=0.0)
    tmp13 = tmp11 + tmp12
    tmp14 = tl.full(tmp13.shape, 0.0, tmp13.dtype)
    tmp15 = tl.where(tmp6, tmp13, tmp14)
    tmp16 = tl.where(tmp4, tmp5, tmp15)
    tmp18 = tl.sigmoid(tmp17)
    tmp20 = tl.sigmoid(tmp19)
    tmp21 = tmp18 * tmp20
    tmp23 = tl.sigmoid(tmp22)
    tmp25 = tl.sigmoid(tmp24)
    tmp26 = tmp23 * tmp25
    tmp27 = tmp21 * tmp26
    tmp28 = tmp16 * tmp27
    tmp30 = tmp28 + tmp29
    tl.store(out_ptr0 + (x0), tmp30, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/me/cmepzhogsrr433kawun5gewwp7ctqds6cuie6ezlzhdb4ngwfbi5.py
# Topologically Sorted Source Nodes: [stacked_3], Original ATen: [aten.stack]
# Source node to ATen node mapping:
#   stacked_3 => cat_5
# Graph fragment:
#   %cat_5 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_3, %view_3], 1), kwargs = {})
triton_poi_fused_stack_6 = async_compile.triton('triton_poi_fused_stack_6', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_stack_6', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 6, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 320}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_stack_6(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 8)
    x1 = xindex // 8
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x1
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 1, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (x0), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp12 = tmp5 >= tmp8
    tmp13 = tl.full([1], 2, tl.int64)
    tmp14 = tmp5 < tmp13
    tmp15 = tmp12 & tmp4
    tmp16 = tl.load(in_ptr1 + (x0), tmp15 & xmask, eviction_policy='evict_last', other=0.0)
    tmp17 = tl.where(tmp9, tmp11, tmp16)
    tmp18 = tl.full(tmp17.shape, 0.0, tmp17.dtype)
    tmp19 = tl.where(tmp4, tmp17, tmp18)
    tmp20 = tmp0 >= tmp3
    tmp21 = tl.full([1], 8, tl.int64)
    tmp22 = tmp0 < tmp21
    tmp23 = 4*x1 + ((-4) + x0)
    tmp24 = tl.full([1], 0, tl.int64)
    tmp25 = tmp23 >= tmp24
    tmp26 = tl.full([1], 4, tl.int64)
    tmp27 = tmp23 < tmp26
    tmp28 = tmp27 & tmp20
    tmp29 = tl.load(in_ptr2 + (4*x1 + ((-4) + x0)), tmp28 & xmask, eviction_policy='evict_last', other=0.0)
    tmp30 = tmp23 >= tmp26
    tmp31 = tl.full([1], 8, tl.int64)
    tmp32 = tmp23 < tmp31
    tmp33 = tmp30 & tmp20
    tmp34 = tl.load(in_ptr2 + ((-4) + 4*x1 + ((-4) + x0)), tmp33 & xmask, eviction_policy='evict_last', other=0.0)
    tmp35 = tl.load(in_ptr3 + (4 + ((-4) + 4*x1 + ((-4) + x0))), tmp33 & xmask, eviction_policy='evict_last', other=0.0)
    tmp36 = tmp34 * tmp35
    tmp37 = tl.load(in_ptr2 + (4 + ((-4) + 4*x1 + ((-4) + x0))), tmp33 & xmask, eviction_policy='evict_last', other=0.0)
    tmp38 = tmp36 + tmp37
    tmp39 = tl.full(tmp38.shape, 0.0, tmp38.dtype)
    tmp40 = tl.where(tmp33, tmp38, tmp39)
    tmp41 = tl.where(tmp27, tmp29, tmp40)
    tmp42 = tl.full(tmp41.shape, 0.0, tmp41.dtype)
    tmp43 = tl.where(tmp20, tmp41, tmp42)
    tmp44 = tl.where(tmp4, tmp19, tmp43)
    tl.store(out_ptr0 + (x2), tmp44, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/ku/ckuwkauog7ukp4nz7evr3hij454if2g2e6646zh7vpxljrtxm7kf.py
# Topologically Sorted Source Nodes: [stacked_5], Original ATen: [aten.stack]
# Source node to ATen node mapping:
#   stacked_5 => cat_9
# Graph fragment:
#   %cat_9 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_7, %view_7], 1), kwargs = {})
triton_poi_fused_stack_7 = async_compile.triton('triton_poi_fused_stack_7', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_stack_7', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 9, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 1280}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_stack_7(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 8)
    x1 = xindex // 8
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x1
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 1, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (8*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp12 = tl.load(in_ptr1 + (4 + 8*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp13 = tl.sigmoid(tmp12)
    tmp14 = tmp11 * tmp13
    tmp15 = tl.load(in_ptr0 + (4 + 8*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp16 = tmp14 + tmp15
    tmp17 = tl.full(tmp16.shape, 0.0, tmp16.dtype)
    tmp18 = tl.where(tmp10, tmp16, tmp17)
    tmp19 = tmp5 >= tmp8
    tmp20 = tl.full([1], 4, tl.int64)
    tmp21 = tmp5 < tmp20
    tmp22 = tmp19 & tmp4
    tmp23 = tl.load(in_ptr2 + (4*((-1) + x1) + (x0)), tmp22 & xmask, eviction_policy='evict_last', other=0.0)
    tmp24 = tl.load(in_ptr1 + (16 + 16*((-1) + x1) + (x0)), tmp22 & xmask, eviction_policy='evict_last', other=0.0)
    tmp25 = tl.sigmoid(tmp24)
    tmp26 = tl.load(in_ptr1 + (20 + 16*((-1) + x1) + (x0)), tmp22 & xmask, eviction_policy='evict_last', other=0.0)
    tmp27 = tl.sigmoid(tmp26)
    tmp28 = tmp25 * tmp27
    tmp29 = tmp23 * tmp28
    tmp30 = tl.load(in_ptr0 + (16 + 16*((-1) + x1) + (x0)), tmp22 & xmask, eviction_policy='evict_last', other=0.0)
    tmp31 = tmp30 * tmp27
    tmp32 = tl.load(in_ptr0 + (20 + 16*((-1) + x1) + (x0)), tmp22 & xmask, eviction_policy='evict_last', other=0.0)
    tmp33 = tmp31 + tmp32
    tmp34 = tmp29 + tmp33
    tmp35 = tl.full(tmp34.shape, 0.0, tmp34.dtype)
    tmp36 = tl.where(tmp22, tmp34, tmp35)
    tmp37 = tl.where(tmp9, tmp18, tmp36)
    tmp38 = tl.full(tmp37.shape, 0.0, tmp37.dtype)
    tmp39 = tl.where(tmp4, tmp37, tmp38)
    tmp40 = tmp0 >= tmp3
    tmp41 = tl.full([1], 8, tl.int64)
    tmp42 = tmp0 < tmp41
    tmp43 = tl.load(in_ptr2 + (4*x1 + ((-4) + x0)), tmp40 & xmask, eviction_policy='evict_last', other=0.0)
    tmp44 = tl.where(tmp4, tmp39, tmp43)
    tl.store(out_ptr0 + (x2), tmp44, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprzw5t5vn/gl/cgle64n6crnr27ronqxvool5aik5kptlnwcbiby2yfdyzaznq7vd.py
# Topologically Sorted Source Nodes: [stacked_6, stacked_7], Original ATen: [aten.stack]
# Source node to ATen node mapping:
#   stacked_6 => cat_12
#   stacked_7 => cat_13
# Graph fragment:
#   %cat_12 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_10, %view_9], 1), kwargs = {})
#   %cat_13 : [num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat_11, %view_11], 1), kwargs = {})
triton_poi_fused_stack_8 = async_compile.triton('triton_poi_fused_stack_8', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_stack_8', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 8, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 2336}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_stack_8(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 8)
    x1 = xindex // 8
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 4, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x1
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 1, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (4*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp12 = tl.sigmoid(tmp11)
    tmp13 = tl.full(tmp12.shape, 0.0, tmp12.dtype)
    tmp14 = tl.where(tmp10, tmp12, tmp13)
    tmp15 = tmp5 >= tmp8
    tmp16 = tl.full([1], 8, tl.int64)
    tmp17 = tmp5 < tmp16
    tmp18 = tmp15 & tmp4
    tmp19 = tl.load(in_ptr1 + (4*((-1) + x1) + (x0)), tmp18 & xmask, eviction_policy='evict_last', other=0.0)
    tmp20 = tl.load(in_ptr0 + (8 + 8*((-1) + x1) + (x0)), tmp18 & xmask, eviction_policy='evict_last', other=0.0)
    tmp21 = tl.sigmoid(tmp20)
    tmp22 = tmp19 * tmp21
    tmp23 = tl.full(tmp22.shape, 0.0, tmp22.dtype)
    tmp24 = tl.where(tmp18, tmp22, tmp23)
    tmp25 = tl.where(tmp9, tmp14, tmp24)
    tmp26 = tl.full(tmp25.shape, 0.0, tmp25.dtype)
    tmp27 = tl.where(tmp4, tmp25, tmp26)
    tmp28 = tmp0 >= tmp3
    tmp29 = tl.full([1], 8, tl.int64)
    tmp30 = tmp0 < tmp29
    tmp31 = tl.load(in_ptr1 + (4*x1 + ((-4) + x0)), tmp28 & xmask, eviction_policy='evict_last', other=0.0)
    tmp32 = tl.where(tmp4, tmp27, tmp31)
    tmp33 = tl.load(in_ptr2 + (x0), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp34 = tl.load(in_ptr3 + (4*((-1) + x1) + (x0)), tmp18 & xmask, eviction_policy='evict_last', other=0.0)
    tmp35 = tmp34 * tmp21
    tmp36 = tl.load(in_ptr2 + (8 + 8*((-1) + x1) + (x0)), tmp18 & xmask, eviction_policy='evict_last', other=0.0)
    tmp37 = tmp35 + tmp36
    tmp38 = tl.full(tmp37.shape, 0.0, tmp37.dtype)
    tmp39 = tl.where(tmp18, tmp37, tmp38)
    tmp40 = tl.where(tmp9, tmp33, tmp39)
    tmp41 = tl.full(tmp40.shape, 0.0, tmp40.dtype)
    tmp42 = tl.where(tmp4, tmp40, tmp41)
    tmp43 = tl.load(in_ptr3 + (4*x1 + ((-4) + x0)), tmp28 & xmask, eviction_policy='evict_last', other=0.0)
    tmp44 = tl.where(tmp4, tmp42, tmp43)
    tl.store(out_ptr0 + (x2), tmp32, xmask)
    tl.store(out_ptr1 + (x2), tmp44, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (16, 4), (4, 1))
    assert_size_stride(arg1_1, (16, 4), (4, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf5 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
        # Topologically Sorted Source Nodes: [mul_3, child_14], Original ATen: [aten.mul, aten.add]
        stream0 = get_raw_stream(0)
        triton_poi_fused_add_mul_0.run(arg1_1, arg0_1, buf5, 16, stream=stream0)
        buf0 = empty_strided_cuda((2, 4), (4, 1), torch.float32)
        buf6 = empty_strided_cuda((2, 4), (4, 1), torch.float32)
        # Topologically Sorted Source Nodes: [child_21, mul_5, child_22], Original ATen: [aten.mul, aten.add]
        stream0 = get_raw_stream(0)
        triton_poi_fused_add_mul_1.run(arg0_1, buf5, buf0, buf6, 8, stream=stream0)
        buf1 = empty_strided_cuda((2, 4), (4, 1), torch.float32)
        # Topologically Sorted Source Nodes: [cat], Original ATen: [aten.cat]
        stream0 = get_raw_stream(0)
        triton_poi_fused_cat_2.run(arg0_1, buf0, buf1, 8, stream=stream0)
        buf2 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
        # Topologically Sorted Source Nodes: [cat_2], Original ATen: [aten.cat]
        stream0 = get_raw_stream(0)
        triton_poi_fused_cat_3.run(arg0_1, buf1, buf0, buf2, 16, stream=stream0)
        buf3 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Topologically Sorted Source Nodes: [stacked_4], Original ATen: [aten.stack]
        stream0 = get_raw_stream(0)
        triton_poi_fused_stack_4.run(buf2, buf1, buf0, buf3, 32, stream=stream0)
        del buf1
        buf7 = empty_strided_cuda((1, 4), (4, 1), torch.float32)
        # Topologically Sorted Source Nodes: [mul_11, child_46], Original ATen: [aten.mul, aten.add]
        stream0 = get_raw_stream(0)
        triton_poi_fused_add_mul_5.run(buf6, buf0, arg0_1, buf5, buf7, 4, stream=stream0)
        buf8 = reinterpret_tensor(buf2, (2, 8), (8, 1), 0); del buf2  # reuse
        # Topologically Sorted Source Nodes: [stacked_3], Original ATen: [aten.stack]
        stream0 = get_raw_stream(0)
        triton_poi_fused_stack_6.run(buf5, buf7, buf6, buf0, buf8, 16, stream=stream0)
        del buf0
        del buf5
        del buf6
        del buf7
        buf9 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Topologically Sorted Source Nodes: [stacked_5], Original ATen: [aten.stack]
        stream0 = get_raw_stream(0)
        triton_poi_fused_stack_7.run(arg1_1, arg0_1, buf8, buf9, 32, stream=stream0)
        del buf8
        buf4 = empty_strided_cuda((8, 8), (8, 1), torch.float32)
        buf10 = empty_strided_cuda((8, 8), (8, 1), torch.float32)
        # Topologically Sorted Source Nodes: [stacked_6, stacked_7], Original ATen: [aten.stack]
        stream0 = get_raw_stream(0)
        triton_poi_fused_stack_8.run(arg0_1, buf3, arg1_1, buf9, buf4, buf10, 64, stream=stream0)
        del arg0_1
        del arg1_1
        del buf3
        del buf9
    return (reinterpret_tensor(buf4, (16, 4), (4, 1), 0), reinterpret_tensor(buf10, (16, 4), (4, 1), 0), )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
