# AOT ID: ['51_backward']
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


# kernel path: /tmp/torchinductor_user/tmpibimqscj/bj/cbjyg7ir3waeibvgmzfunoyjv3qj7cxg5x7kj5jecz2e77ghutcp.py
# Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like]
# Source node to ATen node mapping:
# Graph fragment:
#   %full : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([%primals_1, %primals_2, %sym_size_int_8], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   return %full
triton_poi_fused_zeros_like_0 = async_compile.triton('triton_poi_fused_zeros_like_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8192}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_zeros_like_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 0, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_zeros_like_0(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = 0.0
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpibimqscj/4x/c4xs2zhua7bd5arpipy3a3tgxm6m7qzwf72hujcmihzw3mwerdel.py
# Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like, aten.put]
# Source node to ATen node mapping:
# Graph fragment:
#   %full_default_1 : Tensor "i64[1][1]cuda:0" = PlaceHolder[target=full_default_1]
#   %tangents_3 : Tensor "f32[1][1]cuda:0" = PlaceHolder[target=tangents_3]
#   %full : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0" = PlaceHolder[target=full]
#   %full : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([%primals_1, %primals_2, %sym_size_int_8], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %view_7 : Tensor "f32[2*s33*s50*s69][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%full, [%mul_119]), kwargs = {})
#   %index_put : Tensor "f32[2*s33*s50*s69][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.index_put_.default](args = (%view_7, [%full_default_1], %tangents_3, True), kwargs = {})
#   return %buf1
triton_poi_fused_put_zeros_like_1 = async_compile.triton('triton_poi_fused_put_zeros_like_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'ks0': 'i64', 'ks1': 'i64', 'ks2': 'i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {'xnumel': 1}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_put_zeros_like_1', 'mutated_arg_names': ['out_ptr0'], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_put_zeros_like_1(in_ptr0, in_ptr1, out_ptr0, ks0, ks1, ks2, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp7 = tl.load(in_ptr1 + (0))
    tmp8 = tl.broadcast_to(tmp7, [XBLOCK])
    tmp2 = 2*ks0*ks1*ks2
    tmp3 = tmp1 + tmp2
    tmp4 = tmp1 < 0
    tmp5 = tl.where(tmp4, tmp3, tmp1)
    tl.device_assert((0 <= tmp5) & (tmp5 < 2*ks0*ks1*ks2), "index out of bounds: 0 <= tmp5 < 2*ks0*ks1*ks2")
    tl.atomic_add(out_ptr0 + (tl.broadcast_to((tmp5 % (2*ks0*ks1*ks2)), [XBLOCK])), tmp8, None, sem='relaxed')
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpibimqscj/lv/clvljbtxwgzk6mluvcs2jsgl3363bl74dnz7omxgjv222agecw7s.py
# Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like, aten.put, aten.add, aten.slice]
# Source node to ATen node mapping:
# Graph fragment:
#   %tangents_2 : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0" = PlaceHolder[target=tangents_2]
#   %buf1 : Tensor "f32[2*s33*s50*s69][2*s50*s69, 2*s69, 1]cuda:0" = PlaceHolder[target=buf1]
#   %full : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([%primals_1, %primals_2, %sym_size_int_8], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %view_7 : Tensor "f32[2*s33*s50*s69][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%full, [%mul_119]), kwargs = {})
#   %view_9 : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%index_put, [%primals_1, %primals_2, %sym_size_int_8]), kwargs = {})
#   %add_137 : Tensor "f32[s33, s50, 2*s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.add.Tensor](args = (%tangents_2, %view_9), kwargs = {})
#   %slice_1 : Tensor "f32[s33, s50, s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%add_137, 2, 0, %primals_3), kwargs = {})
#   %slice_2 : Tensor "f32[s33, s50, s69][2*s50*s69, 2*s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%add_137, 2, %primals_3, %add_140), kwargs = {})
#   %add_142 : Tensor "f32[s33, s50, s69][s50*s69, s69, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%slice_2, %slice_1), kwargs = {})
#   return %add_142
triton_poi_fused_add_put_slice_zeros_like_2 = async_compile.triton('triton_poi_fused_add_put_slice_zeros_like_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 4096}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'ks0': 'i64', 'ks1': 'i64', 'ks2': 'i64', 'ks3': 'i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_put_slice_zeros_like_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 4, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_put_slice_zeros_like_2(in_ptr0, in_ptr1, out_ptr0, ks0, ks1, ks2, ks3, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % ks0)
    x3 = xindex // ks0
    x1 = ((xindex // ks0) % ks1)
    x2 = xindex // ks2
    x4 = xindex
    tmp0 = tl.load(in_ptr0 + (ks0 + x0 + 2*ks0*x3), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr1 + (ks0 + x0 + 2*ks0*((((ks0 + x0 + 2*ks0*x1) // (2*ks0)) % ks1)) + 2*ks0*ks1*((((ks0 + x0 + 2*ks0*x1 + 2*ks0*ks1*x2) // (2*ks0*ks1)) % ks3))), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr0 + (x0 + 2*ks0*x3), xmask, eviction_policy='evict_last')
    tmp4 = tl.load(in_ptr1 + (2*ks0*((((x0 + 2*ks0*x1) // (2*ks0)) % ks1)) + 2*ks0*ks1*((((x0 + 2*ks0*x1 + 2*ks0*ks1*x2) // (2*ks0*ks1)) % ks3)) + ((x0 % (2*ks0)))), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tmp5 = tmp3 + tmp4
    tmp6 = tmp2 + tmp5
    tl.store(out_ptr0 + (x4), tmp6, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpibimqscj/sq/csq2zuylc5wy6t22mklsog7jzd5zm4mu5lcwcjpreqfbtot6wxju.py
# Topologically Sorted Source Nodes: [v1], Original ATen: [aten.view, aten.permute, aten.squeeze, aten.flip, aten.add, aten.tril]
# Source node to ATen node mapping:
#   v1 => full_default
# Graph fragment:
#   %le : Tensor "b8[s33, s50][s50, 1]cuda:0" = PlaceHolder[target=le]
#   %bmm_2 : Tensor "bf16[1, s33, s50][s33*s50, s50, 1]cuda:0" = PlaceHolder[target=bmm_2]
#   %bmm_1 : Tensor "bf16[1, s50, s33][s33*s50, s33, 1]cuda:0" = PlaceHolder[target=bmm_1]
#   %view_12 : Tensor "bf16[s50, s33, 1][s33, 1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%bmm_1, [%primals_2, %primals_1, 1]), kwargs = {})
#   %permute_16 : Tensor "bf16[1, s33, s50][1, 1, s33]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%view_12, [2, 1, 0]), kwargs = {})
#   %view_13 : Tensor "bf16[s33, s50, 1][s50, 1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%bmm_2, [%primals_1, %primals_2, 1]), kwargs = {})
#   %permute_18 : Tensor "bf16[s33, s50, 1][1, s33, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%permute_16, [1, 2, 0]), kwargs = {})
#   %squeeze : Tensor "bf16[s33, s50][1, s33]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.squeeze.dim](args = (%permute_18, 2), kwargs = {})
#   %squeeze_1 : Tensor "bf16[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.squeeze.dim](args = (%view_13, 2), kwargs = {})
#   %rev_2 : Tensor "bf16[s33, s50][1, s33]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.rev.default](args = (%squeeze, [1]), kwargs = {})
#   %add_143 : Tensor "bf16[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%squeeze_1, %rev_2), kwargs = {})
#   %full_default : Tensor "bf16[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([], 0.0), kwargs = {dtype: torch.bfloat16, layout: torch.strided, device: cuda, pin_memory: False})
#   %where_1 : Tensor "bf16[s33, s50][s50, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.where.self](args = (%le, %add_143, %full_default), kwargs = {})
#   return %where_1
triton_poi_fused_add_flip_permute_squeeze_tril_view_3 = async_compile.triton('triton_poi_fused_add_flip_permute_squeeze_tril_view_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'y': 16, 'x': 8}, tile_hint=TileHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {'in_out_ptr0': '*bf16', 'in_ptr0': '*i1', 'in_ptr1': '*bf16', 'ks0': 'i64', 'ks1': 'i64', 'ynumel': 'i32', 'xnumel': 'i32', 'YBLOCK': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid2DWithYZOverflow', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_flip_permute_squeeze_tril_view_3', 'mutated_arg_names': ['in_out_ptr0'], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 3, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_flip_permute_squeeze_tril_view_3(in_out_ptr0, in_ptr0, in_ptr1, ks0, ks1, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    yoffset = (tl.program_id(1) + tl.program_id(2) * tl.num_programs(1)) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[:, None]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[None, :]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = tl.load(in_ptr0 + (x1 + ks0*y0), xmask & ymask, eviction_policy='evict_last').to(tl.int1)
    tmp1 = tl.load(in_out_ptr0 + (x1 + ks0*y0), xmask & ymask, eviction_policy='evict_last').to(tl.float32)
    tmp2 = tl.load(in_ptr1 + (y0 + ((-1)*ks1) + ks0*ks1 + ((-1)*ks1*x1)), xmask & ymask, eviction_policy='evict_last').to(tl.float32)
    tmp3 = tmp1 + tmp2
    tmp4 = 0.0
    tmp5 = tl.where(tmp0, tmp3, tmp4)
    tl.debug_barrier()
    tl.store(in_out_ptr0 + (x1 + ks0*y0), tmp5, xmask & ymask)
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
        primals_1, primals_2, primals_3, sym_size_int_8, le, full_default_1, permute_14, permute_15, tangents_1, tangents_2, tangents_3 = args
        args.clear()
        s33 = primals_1
        s50 = primals_2
        s69 = primals_3
        assert_size_stride(le, (s33, s50), (s50, 1))
        assert_size_stride(full_default_1, (1, ), (1, ))
        assert_size_stride(permute_14, (1, s50, s33), (s33*s50, 1, s50))
        assert_size_stride(permute_15, (1, s33, s50), (s50, s50, 1))
        assert_size_stride(tangents_1, (s33, s33), (s33, 1))
        assert_size_stride(tangents_2, (s33, s50, 2*s69), (2*s50*s69, 2*s69, 1))
        assert_size_stride(tangents_3, (1, ), (1, ))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((s33, s50, 2*s69), (2*s50*s69, 2*s69, 1), torch.float32)
            # Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like]
            triton_poi_fused_zeros_like_0_xnumel = 2*s33*s50*s69
            stream0 = get_raw_stream(0)
            triton_poi_fused_zeros_like_0.run(buf0, triton_poi_fused_zeros_like_0_xnumel, stream=stream0)
            # Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like, aten.put]
            stream0 = get_raw_stream(0)
            triton_poi_fused_put_zeros_like_1.run(full_default_1, tangents_3, buf0, s33, s50, s69, 1, stream=stream0)
            del full_default_1
            del tangents_3
            ps0 = s50*s69
            buf2 = empty_strided_cuda((s33, s50, s69), (s50*s69, s69, 1), torch.float32)
            # Topologically Sorted Source Nodes: [], Original ATen: [aten.zeros_like, aten.put, aten.add, aten.slice]
            triton_poi_fused_add_put_slice_zeros_like_2_xnumel = s33*s50*s69
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_put_slice_zeros_like_2.run(tangents_2, buf0, buf2, s69, s50, ps0, s33, triton_poi_fused_add_put_slice_zeros_like_2_xnumel, stream=stream0)
            del buf0
            del tangents_2
            buf3 = empty_strided_cuda((1, s50, s33), (s33*s50, s33, 1), torch.bfloat16)
            # Topologically Sorted Source Nodes: [], Original ATen: [aten.view, aten.permute, aten.bmm]
            extern_kernels.bmm(permute_14, reinterpret_tensor(tangents_1, (1, s33, s33), (s33*s33, s33, 1), 0), out=buf3)
            del permute_14
            buf4 = empty_strided_cuda((1, s33, s50), (s33*s50, s50, 1), torch.bfloat16)
            # Topologically Sorted Source Nodes: [], Original ATen: [aten.view, aten.permute, aten.bmm]
            extern_kernels.bmm(reinterpret_tensor(tangents_1, (1, s33, s33), (s33*s33, s33, 1), 0), permute_15, out=buf4)
            del permute_15
            del tangents_1
            buf5 = reinterpret_tensor(buf4, (s33, s50), (s50, 1), 0); del buf4  # reuse
            # Topologically Sorted Source Nodes: [v1], Original ATen: [aten.view, aten.permute, aten.squeeze, aten.flip, aten.add, aten.tril]
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_flip_permute_squeeze_tril_view_3.run(buf5, le, buf3, s50, s33, s33, s50, stream=stream0)
            del buf3
            del le
        return (None, None, None, buf2, buf5, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = 16
    primals_2 = 5
    primals_3 = 33
    sym_size_int_8 = 66
    le = rand_strided((16, 5), (5, 1), device='cuda:0', dtype=torch.bool)
    full_default_1 = rand_strided((1, ), (1, ), device='cuda:0', dtype=torch.int64)
    permute_14 = rand_strided((1, 5, 16), (80, 1, 5), device='cuda:0', dtype=torch.bfloat16)
    permute_15 = rand_strided((1, 16, 5), (5, 5, 1), device='cuda:0', dtype=torch.bfloat16)
    tangents_1 = rand_strided((16, 16), (16, 1), device='cuda:0', dtype=torch.bfloat16)
    tangents_2 = rand_strided((16, 5, 66), (330, 66, 1), device='cuda:0', dtype=torch.float32)
    tangents_3 = rand_strided((1, ), (1, ), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_1, primals_2, primals_3, sym_size_int_8, le, full_default_1, permute_14, permute_15, tangents_1, tangents_2, tangents_3])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
