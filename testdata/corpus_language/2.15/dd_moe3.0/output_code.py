# AOT ID: ['18_inference']
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


# kernel path: /tmp/torchinductor_user/tmpcrprux8w/ya/cyajp3cnvutsn5e4hof47ktl4wmyujmmf4w2u6dc5ztwnlj2k3bl.py
# Topologically Sorted Source Nodes: [argmax, e, eq, eq_1, eq_2], Original ATen: [aten.argmax, aten.remainder, aten.eq]
# Source node to ATen node mapping:
#   argmax => argmax
#   e => remainder
#   eq => eq
#   eq_1 => eq_3
#   eq_2 => eq_6
# Graph fragment:
#   %mm : Tensor "f32[16, 4][4, 1]cuda:0" = PlaceHolder[target=mm]
#   %argmax : Tensor "i64[16][1]cuda:0" = PlaceHolder[target=argmax]
#   %argmax : Tensor "i64[16][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.argmax.default](args = (%mm, -1), kwargs = {})
#   %remainder : Tensor "i64[16][1]cuda:0"[num_users=3] = call_function[target=torch.ops.aten.remainder.Scalar](args = (%argmax, 3), kwargs = {})
#   %eq : Tensor "b8[16][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Scalar](args = (%remainder, 0), kwargs = {})
#   %eq_3 : Tensor "b8[16][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Scalar](args = (%remainder, 1), kwargs = {})
#   %eq_6 : Tensor "b8[16][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Scalar](args = (%remainder, 2), kwargs = {})
#   return %argmax,%eq,%eq_3,%eq_6
triton_poi_fused_argmax_eq_remainder_0 = async_compile.triton('triton_poi_fused_argmax_eq_remainder_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr1': '*i1', 'out_ptr2': '*i1', 'out_ptr3': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_argmax_eq_remainder_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 4, 'num_store': 3, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 96}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_argmax_eq_remainder_0(in_ptr0, out_ptr1, out_ptr2, out_ptr3, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (4*x0), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr0 + (1 + 4*x0), xmask, eviction_policy='evict_last')
    tmp17 = tl.load(in_ptr0 + (2 + 4*x0), xmask, eviction_policy='evict_last')
    tmp32 = tl.load(in_ptr0 + (3 + 4*x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 > tmp1
    tmp3 = tmp0 == tmp1
    tmp4 = tmp0 != tmp0
    tmp5 = tmp1 != tmp1
    tmp6 = tmp4 > tmp5
    tmp7 = tmp2 | tmp6
    tmp8 = tmp4 & tmp5
    tmp9 = tmp3 | tmp8
    tmp10 = tl.full([1], 0, tl.int64)
    tmp11 = tl.full([1], 1, tl.int64)
    tmp12 = tmp10 < tmp11
    tmp13 = tmp9 & tmp12
    tmp14 = tmp7 | tmp13
    tmp15 = tl.where(tmp14, tmp0, tmp1)
    tmp16 = tl.where(tmp14, tmp10, tmp11)
    tmp18 = tmp15 > tmp17
    tmp19 = tmp15 == tmp17
    tmp20 = tmp15 != tmp15
    tmp21 = tmp17 != tmp17
    tmp22 = tmp20 > tmp21
    tmp23 = tmp18 | tmp22
    tmp24 = tmp20 & tmp21
    tmp25 = tmp19 | tmp24
    tmp26 = tl.full([1], 2, tl.int64)
    tmp27 = tmp16 < tmp26
    tmp28 = tmp25 & tmp27
    tmp29 = tmp23 | tmp28
    tmp30 = tl.where(tmp29, tmp15, tmp17)
    tmp31 = tl.where(tmp29, tmp16, tmp26)
    tmp33 = tmp30 > tmp32
    tmp34 = tmp30 == tmp32
    tmp35 = tmp30 != tmp30
    tmp36 = tmp32 != tmp32
    tmp37 = tmp35 > tmp36
    tmp38 = tmp33 | tmp37
    tmp39 = tmp35 & tmp36
    tmp40 = tmp34 | tmp39
    tmp41 = tl.full([1], 3, tl.int64)
    tmp42 = tmp31 < tmp41
    tmp43 = tmp40 & tmp42
    tmp44 = tmp38 | tmp43
    tmp45 = tl.where(tmp44, tmp30, tmp32)
    tmp46 = tl.where(tmp44, tmp31, tmp41)
    tmp47 = (tmp46 % tmp41)
    tmp48 = tl.full([1], 0, tl.int32)
    tmp49 = tmp47 != tmp48
    tmp50 = (libdevice.signbit(tmp47) != 0) if (tmp47).dtype is tl.float32 or (tmp47).dtype is tl.float64 else tmp47 < 0
    tmp51 = (libdevice.signbit(tmp41) != 0) if (tmp41).dtype is tl.float32 or (tmp41).dtype is tl.float64 else tmp41 < 0
    tmp52 = tmp50 != tmp51
    tmp53 = tmp49 & tmp52
    tmp54 = tmp47 + tmp41
    tmp55 = tl.where(tmp53, tmp54, tmp47)
    tmp56 = tmp55 == tmp10
    tmp57 = tmp55 == tmp11
    tmp58 = tmp55 == tmp26
    tl.store(out_ptr1 + (x0), tmp56, xmask)
    tl.store(out_ptr2 + (x0), tmp57, xmask)
    tl.store(out_ptr3 + (x0), tmp58, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpcrprux8w/lk/clkrcbvrmvcpfq4c24v5qz36uk7ebhujy7rchvjm73xzxfawip5m.py
# Topologically Sorted Source Nodes: [i, getitem_1], Original ATen: [aten.squeeze, aten.index]
# Source node to ATen node mapping:
#   getitem_1 => index
#   i => squeeze
# Graph fragment:
#   %nonzero : Tensor "i64[u0, 1][1, u0]cuda:0" = PlaceHolder[target=nonzero]
#   %arg1_1 : Tensor "f32[16, 4][4, 1]cuda:0" = PlaceHolder[target=arg1_1]
#   %squeeze : Tensor "i64[u0][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.squeeze.dim](args = (%nonzero, 1), kwargs = {})
#   %index : Tensor "f32[u0, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.index.Tensor](args = (%arg1_1, [%squeeze]), kwargs = {})
#   return %index
triton_poi_fused_index_squeeze_1 = async_compile.triton('triton_poi_fused_index_squeeze_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_index_squeeze_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 640}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_index_squeeze_1(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 4
    x0 = (xindex % 4)
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (x1), xmask, eviction_policy='evict_last')
    tmp1 = (tl.full([XBLOCK], 16, tl.int32)).to(tl.int32)
    tmp2 = tmp0 + tmp1
    tmp3 = tmp0 < 0
    tmp4 = tl.where(tmp3, tmp2, tmp0)
    tl.device_assert(((0 <= tmp4) & (tmp4 < 16)) | ~(xmask), "index out of bounds: 0 <= tmp4 < 16")
    tmp6 = tl.load(in_ptr1 + (x0 + 4*tmp4), xmask)
    tl.store(out_ptr0 + (x2), tmp6, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpcrprux8w/cg/ccguy6wergszzsebfhft26cgfrp3pe4hjfv3lw6lwkqk5t37nngj.py
# Topologically Sorted Source Nodes: [o], Original ATen: [aten.zeros_like]
# Source node to ATen node mapping:
#   o => full_default
# Graph fragment:
#   %full_default : Tensor "f32[16, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([16, 4], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   return %index_put_2
triton_poi_fused_zeros_like_2 = async_compile.triton('triton_poi_fused_zeros_like_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_zeros_like_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 512}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_zeros_like_2(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.full([1], 0.0, tl.float32)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpcrprux8w/o6/co67rkpvbqdpea2noy7hztsn2x74a46ni6tntgjo2ycoexvtw6sx.py
# Topologically Sorted Source Nodes: [o, i, o_1], Original ATen: [aten.zeros_like, aten.squeeze, aten.index_add]
# Source node to ATen node mapping:
#   i => squeeze
#   o => full_default
#   o_1 => index_put
# Graph fragment:
#   %nonzero : Tensor "i64[u0, 1][1, u0]cuda:0" = PlaceHolder[target=nonzero]
#   %mm_1 : Tensor "f32[u0, 4][4, 1]cuda:0" = PlaceHolder[target=mm_1]
#   %index_put_2 : Tensor "f32[16, 4][4, 1]cuda:0" = PlaceHolder[target=index_put_2]
#   %full_default : Tensor "f32[16, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([16, 4], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %squeeze : Tensor "i64[u0][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.squeeze.dim](args = (%nonzero, 1), kwargs = {})
#   %index_put : Tensor "f32[16, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.index_put_.default](args = (%full_default, [%squeeze], %mm_1, True), kwargs = {})
#   return %buf17
triton_poi_fused_index_add_squeeze_zeros_like_3 = async_compile.triton('triton_poi_fused_index_add_squeeze_zeros_like_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_index_add_squeeze_zeros_like_3', 'mutated_arg_names': ['out_ptr0'], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': True, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_index_add_squeeze_zeros_like_3(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 4
    x2 = xindex
    x0 = (xindex % 4)
    tmp0 = tl.load(in_ptr0 + (x1), xmask, eviction_policy='evict_last')
    tmp6 = tl.load(in_ptr1 + (x2), xmask)
    tmp1 = (tl.full([XBLOCK], 16, tl.int32)).to(tl.int32)
    tmp2 = tmp0 + tmp1
    tmp3 = tmp0 < 0
    tmp4 = tl.where(tmp3, tmp2, tmp0)
    tl.device_assert(((0 <= tmp4) & (tmp4 < 16)) | ~(xmask), "index out of bounds: 0 <= tmp4 < 16")
    tl.atomic_add(out_ptr0 + (x0 + 4*tmp4), tmp6, xmask, sem='relaxed')
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
        assert_size_stride_grouped((arg1_1, arg0_1), ((16, 4), (3, 4, 4)), ((4, 1), (16, 4, 1)), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg1_1 = copy_if_misaligned(arg1_1)
            arg0_1 = copy_if_misaligned(arg0_1)
            buf0 = empty_strided_cuda((16, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [getitem, matmul], Original ATen: [aten.select, aten.mm]
            extern_kernels.mm(arg1_1, reinterpret_tensor(arg0_1, (4, 4), (4, 1), 0), out=buf0)
            buf2 = empty_strided_cuda((16, ), (1, ), torch.bool)
            buf6 = empty_strided_cuda((16, ), (1, ), torch.bool)
            buf10 = empty_strided_cuda((16, ), (1, ), torch.bool)
            # Topologically Sorted Source Nodes: [argmax, e, eq, eq_1, eq_2], Original ATen: [aten.argmax, aten.remainder, aten.eq]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_argmax_eq_remainder_0.run(buf0, buf2, buf6, buf10, 16, stream=raw_stream0)
            # Topologically Sorted Source Nodes: [e, eq, nonzero], Original ATen: [aten.remainder, aten.eq, aten.nonzero]
            buf3 = torch.ops.aten.nonzero.default(buf2)
            u0 = buf3.size(0)
            assert_tensor_metadata(buf3, (u0, 1), (1, u0), torch.int64, 'torch.ops.aten.nonzero.default')
            assert_alignment(buf3, 16, 'torch.ops.aten.nonzero.default')
            del buf2
        if not (u0 >= 0):
            raise RuntimeError('u0 >= 0')
        buf4 = None
        if not (u0 <= 16):
            raise RuntimeError('u0 <= 16')
        buf5 = None
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [e, eq_1, nonzero_1], Original ATen: [aten.remainder, aten.eq, aten.nonzero]
            buf7 = torch.ops.aten.nonzero.default(buf6)
            u1 = buf7.size(0)
            assert_tensor_metadata(buf7, (u1, 1), (1, u1), torch.int64, 'torch.ops.aten.nonzero.default')
            assert_alignment(buf7, 16, 'torch.ops.aten.nonzero.default')
            del buf6
        if not (u1 >= 0):
            raise RuntimeError('u1 >= 0')
        buf8 = None
        if not (u1 <= 16):
            raise RuntimeError('u1 <= 16')
        buf9 = None
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [e, eq_2, nonzero_2], Original ATen: [aten.remainder, aten.eq, aten.nonzero]
            buf11 = torch.ops.aten.nonzero.default(buf10)
            u2 = buf11.size(0)
            assert_tensor_metadata(buf11, (u2, 1), (1, u2), torch.int64, 'torch.ops.aten.nonzero.default')
            assert_alignment(buf11, 16, 'torch.ops.aten.nonzero.default')
            del buf10
        if not (u2 >= 0):
            raise RuntimeError('u2 >= 0')
        buf12 = None
        if not (u2 <= 16):
            raise RuntimeError('u2 <= 16')
        buf13 = None
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf14 = empty_strided_cuda((u0, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i, getitem_1], Original ATen: [aten.squeeze, aten.index]
            triton_poi_fused_index_squeeze_1_xnumel = 4*u0
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_squeeze_1.run(buf3, arg1_1, buf14, triton_poi_fused_index_squeeze_1_xnumel, stream=raw_stream0)
            buf15 = empty_strided_cuda((u0, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i, getitem_1, getitem_2, matmul_1], Original ATen: [aten.squeeze, aten.index, aten.select, aten.mm]
            extern_kernels.mm(buf14, reinterpret_tensor(arg0_1, (4, 4), (4, 1), 0), out=buf15)
            del buf14
            buf16 = buf0; del buf0  # reuse
            # Topologically Sorted Source Nodes: [o], Original ATen: [aten.zeros_like]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_zeros_like_2.run(buf16, 64, stream=raw_stream0)
            # Topologically Sorted Source Nodes: [o, i, o_1], Original ATen: [aten.zeros_like, aten.squeeze, aten.index_add]
            triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel = 4*u0
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_add_squeeze_zeros_like_3.run(buf3, buf15, buf16, triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel, stream=raw_stream0)
            del buf15
            del buf3
            buf18 = empty_strided_cuda((u1, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i_1, getitem_3], Original ATen: [aten.squeeze, aten.index]
            triton_poi_fused_index_squeeze_1_xnumel = 4*u1
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_squeeze_1.run(buf7, arg1_1, buf18, triton_poi_fused_index_squeeze_1_xnumel, stream=raw_stream0)
            buf19 = empty_strided_cuda((u1, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i_1, getitem_3, getitem_4, matmul_2], Original ATen: [aten.squeeze, aten.index, aten.select, aten.mm]
            extern_kernels.mm(buf18, reinterpret_tensor(arg0_1, (4, 4), (4, 1), 16), out=buf19)
            del buf18
            # Topologically Sorted Source Nodes: [i_1, o_2], Original ATen: [aten.squeeze, aten.index_add]
            triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel = 4*u1
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_add_squeeze_zeros_like_3.run(buf7, buf19, buf16, triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel, stream=raw_stream0)
            del buf19
            del buf7
            buf21 = empty_strided_cuda((u2, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i_2, getitem_5], Original ATen: [aten.squeeze, aten.index]
            triton_poi_fused_index_squeeze_1_xnumel = 4*u2
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_squeeze_1.run(buf11, arg1_1, buf21, triton_poi_fused_index_squeeze_1_xnumel, stream=raw_stream0)
            del arg1_1
            buf22 = empty_strided_cuda((u2, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [i_2, getitem_5, getitem_6, matmul_3], Original ATen: [aten.squeeze, aten.index, aten.select, aten.mm]
            extern_kernels.mm(buf21, reinterpret_tensor(arg0_1, (4, 4), (4, 1), 32), out=buf22)
            del arg0_1
            del buf21
            # Topologically Sorted Source Nodes: [i_2, o_3], Original ATen: [aten.squeeze, aten.index_add]
            triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel = 4*u2
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_index_add_squeeze_zeros_like_3.run(buf11, buf22, buf16, triton_poi_fused_index_add_squeeze_zeros_like_3_xnumel, stream=raw_stream0)
            del buf11
            del buf22
        return (buf16, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((3, 4, 4), (16, 4, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    return [arg0_1, arg1_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
