# AOT ID: ['1_inference']
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


# kernel path: inductor/tmp94nilljh/d6/cd6u4fb237r7ajoswibbiqvyr3zvn2qw43xlqew4cucpm3wzhizd.py
# Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
# Source node to ATen node mapping:
#   logaddexp => ge, select, select_1
# Graph fragment:
#   %view_as_real : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real]
#   %view_as_real_1 : Tensor "f32[5, 10, 5, 2][0, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_1]
#   %select : Tensor "f32[5, 10, 5][100, 10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real, 3, 0), kwargs = {})
#   %select_1 : Tensor "f32[5, 10, 5][0, 10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_1, 3, 0), kwargs = {})
#   %ge : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.ge.Tensor](args = (%select, %select_1), kwargs = {})
#   return %ge
triton_poi_fused_logaddexp_0 = async_compile.triton('triton_poi_fused_logaddexp_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 256}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_logaddexp_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 500}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_logaddexp_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 250
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x2 = xindex
    x0 = (xindex % 50)
    tmp0 = tl.load(in_ptr0 + (2*x2), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr1 + (2*x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 >= tmp1
    tl.store(out_ptr0 + (x2), tmp2, xmask)
''', device_str='cuda')


# kernel path: inductor/tmp94nilljh/7r/c7r6xxo5fi6lv3asb5q2rfbwthgcpp2mbdpmqxf7ktk7qdzegawz.py
# Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
# Source node to ATen node mapping:
#   logaddexp => abs_1, eq, eq_1, logical_and, logical_not, mul, ne, select_2, select_3, select_4
# Graph fragment:
#   %view_as_real_2 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_2]
#   %view_as_real_3 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_3]
#   %view_as_real_4 : Tensor "f32[5, 10, 5, 2][0, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_4]
#   %select_2 : Tensor "f32[5, 10, 5][100, 10, 2]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_2, 3, 0), kwargs = {})
#   %eq : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Tensor](args = (%select_2, %select_2), kwargs = {})
#   %abs_1 : Tensor "f32[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.abs.default](args = (%select_2,), kwargs = {})
#   %ne : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.ne.Scalar](args = (%abs_1, inf), kwargs = {})
#   %mul : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%eq, %ne), kwargs = {})
#   %logical_not : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.logical_not.default](args = (%mul,), kwargs = {})
#   %select_3 : Tensor "f32[5, 10, 5][100, 10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_3, 3, 0), kwargs = {})
#   %select_4 : Tensor "f32[5, 10, 5][0, 10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_4, 3, 0), kwargs = {})
#   %eq_1 : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Tensor](args = (%select_3, %select_4), kwargs = {})
#   %logical_and : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.logical_and.default](args = (%logical_not, %eq_1), kwargs = {})
#   return %logical_and
triton_poi_fused_logaddexp_1 = async_compile.triton('triton_poi_fused_logaddexp_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 256}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_logaddexp_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 3, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 500}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_logaddexp_1(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 250
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x2 = xindex
    x0 = (xindex % 50)
    tmp0 = tl.load(in_ptr0 + (2*x2), xmask, eviction_policy='evict_last')
    tmp7 = tl.load(in_ptr1 + (2*x2), xmask, eviction_policy='evict_last')
    tmp8 = tl.load(in_ptr2 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = tmp0 == tmp0
    tmp2 = tl_math.abs(tmp0)
    tmp3 = tl.full([1], float("inf"), tl.float32)
    tmp4 = tmp2 != tmp3
    tmp5 = tmp1 & tmp4
    tmp6 = tmp5 == 0
    tmp9 = tmp7 == tmp8
    tmp10 = tmp6 & tmp9
    tl.store(out_ptr0 + (x2), tmp10, xmask)
''', device_str='cuda')


# kernel path: inductor/tmp94nilljh/kg/ckg7mf3nuddrbnkolzv5sykw2ckpuepwiutblohvlej3d2y6xs4g.py
# Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
# Source node to ATen node mapping:
#   logaddexp => lt, select_5
# Graph fragment:
#   %view_as_real_5 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_5]
#   %select_5 : Tensor "f32[5, 10, 5][100, 10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_5, 3, 0), kwargs = {})
#   %lt : Tensor "b8[5, 10, 5][50, 5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.lt.Scalar](args = (%select_5, 0), kwargs = {})
#   return %lt
triton_poi_fused_logaddexp_2 = async_compile.triton('triton_poi_fused_logaddexp_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 256}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_logaddexp_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 500}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_logaddexp_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 250
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = tl.full([1], 0.0, tl.float32)
    tmp2 = tmp0 < tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


# kernel path: inductor/tmp94nilljh/lc/clckucefkffts5pktiiqrsutsez76l6awd3gtrzwwly5krxy7km6.py
# Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
# Source node to ATen node mapping:
#   logaddexp => add_2, view_1, view_3
# Graph fragment:
#   %view : Tensor "f32[5, 10, 10][100, 10, 1]cuda:0" = PlaceHolder[target=view]
#   %view_2 : Tensor "f32[5, 10, 10][100, 10, 1]cuda:0" = PlaceHolder[target=view_2]
#   %view_1 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [5, 10, 5, 2]), kwargs = {})
#   %view_3 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_2, [5, 10, 5, 2]), kwargs = {})
#   %add_2 : Tensor "f32[5, 10, 5, 2][100, 10, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_1, %view_3), kwargs = {})
#   return %add_2
triton_poi_fused_logaddexp_3 = async_compile.triton('triton_poi_fused_logaddexp_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 512}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_logaddexp_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 8000}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_logaddexp_3(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 500
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp2 = tmp0 + tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
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
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf6 = torch.ops.aten.full.default([], (nan+nanj), dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'), pin_memory=False)
            assert_tensor_metadata(buf6, (), (), torch.complex64, 'torch.ops.aten.full.default')
            assert_alignment(buf6, 16, 'torch.ops.aten.full.default')
            assert_size_stride(arg0_1, (5, 10, 5), (50, 5, 1), 'input')
            arg0_1 = copy_if_misaligned(arg0_1)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf0 = torch.ops.aten.view_as_real.default(arg0_1)
            assert_tensor_metadata(buf0, (5, 10, 5, 2), (100, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf0, 16, 'torch.ops.aten.view_as_real.default')
            assert_size_stride(arg1_1, (10, 5), (5, 1), 'input')
            arg1_1 = copy_if_misaligned(arg1_1)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf1 = torch.ops.aten.expand.default(arg1_1, [5, 10, 5])
            assert_tensor_metadata(buf1, (5, 10, 5), (0, 5, 1), torch.complex64, 'torch.ops.aten.expand.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.expand.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf2 = torch.ops.aten.view_as_real.default(buf1)
            assert_tensor_metadata(buf2, (5, 10, 5, 2), (0, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf2, 16, 'torch.ops.aten.view_as_real.default')
            buf3 = empty_strided_cuda((5, 10, 5), (50, 5, 1), torch.bool)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_logaddexp_0.run(buf0, buf2, buf3, 250, stream=raw_stream0)
            del buf0
            del buf2
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf4 = torch.ops.aten.where.self(buf3, buf1, arg0_1)
            assert_tensor_metadata(buf4, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf4, 16, 'torch.ops.aten.where.self')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf5 = torch.ops.aten.isnan.default(buf4)
            assert_tensor_metadata(buf5, (5, 10, 5), (50, 5, 1), torch.bool, 'torch.ops.aten.isnan.default')
            assert_alignment(buf5, 16, 'torch.ops.aten.isnan.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf13 = torch.ops.aten.where.self(buf3, arg0_1, buf1)
            assert_tensor_metadata(buf13, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf13, 16, 'torch.ops.aten.where.self')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf9 = torch.ops.aten.view_as_real.default(buf1)
            assert_tensor_metadata(buf9, (5, 10, 5, 2), (0, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf9, 16, 'torch.ops.aten.view_as_real.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf7 = torch.ops.aten.view_as_real.default(arg0_1)
            assert_tensor_metadata(buf7, (5, 10, 5, 2), (100, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf7, 16, 'torch.ops.aten.view_as_real.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf8 = torch.ops.aten.view_as_real.default(arg0_1)
            assert_tensor_metadata(buf8, (5, 10, 5, 2), (100, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf8, 16, 'torch.ops.aten.view_as_real.default')
            buf28 = buf3; del buf3  # reuse
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_logaddexp_1.run(buf7, buf8, buf9, buf28, 250, stream=raw_stream0)
            del arg0_1
            del arg1_1
            del buf1
            del buf7
            del buf8
            del buf9
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf10 = torch.ops.aten.view_as_real.default(buf4)
            assert_tensor_metadata(buf10, (5, 10, 5, 2), (100, 10, 2, 1), torch.float32, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf10, 16, 'torch.ops.aten.view_as_real.default')
            buf19 = empty_strided_cuda((5, 10, 5), (50, 5, 1), torch.bool)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_logaddexp_2.run(buf10, buf19, 250, stream=raw_stream0)
            del buf10
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf11 = torch.ops.aten.exp.default(buf4)
            assert_tensor_metadata(buf11, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.exp.default')
            assert_alignment(buf11, 16, 'torch.ops.aten.exp.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf12 = torch.ops.aten.view.dtype(buf11, torch.float32)
            assert_tensor_metadata(buf12, (5, 10, 10), (100, 10, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf12, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf14 = torch.ops.aten.exp.default(buf13)
            assert_tensor_metadata(buf14, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.exp.default')
            assert_alignment(buf14, 16, 'torch.ops.aten.exp.default')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf15 = torch.ops.aten.view.dtype(buf14, torch.float32)
            assert_tensor_metadata(buf15, (5, 10, 10), (100, 10, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf15, 16, 'torch.ops.aten.view.dtype')
            buf16 = empty_strided_cuda((5, 10, 5, 2), (100, 10, 2, 1), torch.float32)
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_logaddexp_3.run(buf12, buf15, buf16, 500, stream=raw_stream0)
            del buf11
            del buf12
            del buf14
            del buf15
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf17 = torch.ops.aten.view.dtype(reinterpret_tensor(buf16, (5, 10, 10), (100, 10, 1), 0), torch.complex64)
            assert_tensor_metadata(buf17, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf17, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf18 = torch.ops.aten.log.default(buf17)
            assert_tensor_metadata(buf18, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.log.default')
            assert_alignment(buf18, 16, 'torch.ops.aten.log.default')
            del buf17
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf20 = torch.ops.aten.where.self(buf19, buf4, buf18)
            assert_tensor_metadata(buf20, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf20, 16, 'torch.ops.aten.where.self')
            del buf18
            del buf19
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf22 = torch.ops.aten.sub.Tensor(buf4, buf13)
            assert_tensor_metadata(buf22, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.sub.Tensor')
            assert_alignment(buf22, 16, 'torch.ops.aten.sub.Tensor')
            del buf4
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf21 = torch.ops.aten.view.dtype(buf13, torch.float32)
            assert_tensor_metadata(buf21, (5, 10, 10), (100, 10, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf21, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf23 = torch.ops.aten.exp.default(buf22)
            assert_tensor_metadata(buf23, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.exp.default')
            assert_alignment(buf23, 16, 'torch.ops.aten.exp.default')
            del buf22
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf24 = torch.ops.aten.log1p.default(buf23)
            assert_tensor_metadata(buf24, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.log1p.default')
            assert_alignment(buf24, 16, 'torch.ops.aten.log1p.default')
            del buf23
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf25 = torch.ops.aten.view.dtype(buf24, torch.float32)
            assert_tensor_metadata(buf25, (5, 10, 10), (100, 10, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf25, 16, 'torch.ops.aten.view.dtype')
            buf26 = buf16; del buf16  # reuse
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_logaddexp_3.run(buf21, buf25, buf26, 500, stream=raw_stream0)
            del buf13
            del buf21
            del buf24
            del buf25
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf27 = torch.ops.aten.view.dtype(reinterpret_tensor(buf26, (5, 10, 10), (100, 10, 1), 0), torch.complex64)
            assert_tensor_metadata(buf27, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf27, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf29 = torch.ops.aten.where.self(buf28, buf20, buf27)
            assert_tensor_metadata(buf29, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf29, 16, 'torch.ops.aten.where.self')
            del buf20
            del buf26
            del buf27
            del buf28
            # Topologically Sorted Source Nodes: [logaddexp], Original ATen: [aten.logaddexp]
            buf30 = torch.ops.aten.where.self(buf5, buf6, buf29)
            assert_tensor_metadata(buf30, (5, 10, 5), (50, 5, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf30, 16, 'torch.ops.aten.where.self')
            del buf29
            del buf5
            del buf6
        return (buf30, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((5, 10, 5), (50, 5, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((10, 5), (5, 1), device='cuda:0', dtype=torch.complex64)
    return [arg0_1, arg1_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
