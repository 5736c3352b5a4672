# AOT ID: ['16_inference']
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


# kernel path: /tmp/torchinductor_user/tmprkm8ruje/5l/c5lzvxsrkgjlh4yqq4kz5vqgyismdbt5owrycbrivbjytowgibxw.py
# Topologically Sorted Source Nodes: [getitem_1, index_add], Original ATen: [aten.slice, aten.index_add]
# Source node to ATen node mapping:
#   getitem_1 => slice_2
#   index_add => mul
# Graph fragment:
#   %arg2_1 : Tensor "i64[12][1]cuda:0" = PlaceHolder[target=arg2_1]
#   %slice_2 : Tensor "i64[4][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%arg2_1, 0, 0, 4), kwargs = {})
#   %mul : Tensor "i64[4][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_2, -2), kwargs = {})
#   return %mul
triton_poi_fused_index_add_slice_0 = async_compile.triton('triton_poi_fused_index_add_slice_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 4}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_index_add_slice_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 48}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_index_add_slice_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 4
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], -2, tl.int64)
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprkm8ruje/iz/cizpg2xwdnrxzocqgclkvuvjclx6b2owvq62cfxsves3fbknvolm.py
# Topologically Sorted Source Nodes: [zeros, mod, ones_like, scatter_add_1], Original ATen: [aten.zeros, aten.remainder, aten.ones_like, aten.scatter_add]
# Source node to ATen node mapping:
#   mod => remainder
#   ones_like => full_default_1
#   scatter_add_1 => scatter_add_1
#   zeros => full_default
# Graph fragment:
#   %full_default : Tensor "i64[5][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([5], 0), kwargs = {dtype: torch.int64, layout: torch.strided, device: cuda, pin_memory: False})
#   %remainder : Tensor "i64[12][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.remainder.Scalar](args = (%arg1_1, 5), kwargs = {})
#   %full_default_1 : Tensor "i64[12][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([12], 1), kwargs = {dtype: torch.int64, layout: torch.strided, device: cuda, pin_memory: False})
#   %scatter_add_1 : Tensor "i64[5][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.scatter_add.default](args = (%full_default, 0, %remainder, %full_default_1), kwargs = {})
#   return %scatter_add_1
triton_poi_fused_ones_like_remainder_scatter_add_zeros_1 = async_compile.triton('triton_poi_fused_ones_like_remainder_scatter_add_zeros_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_ones_like_remainder_scatter_add_zeros_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 50}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_ones_like_remainder_scatter_add_zeros_1(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 5
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.full([1], 0, tl.int64)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprkm8ruje/nz/cnzri2yswj7w5a7n6vv3qxygfqqatf5ct7jz2gno5amk4xg3agz4.py
# Topologically Sorted Source Nodes: [mod], Original ATen: [aten.remainder]
# Source node to ATen node mapping:
#   mod => remainder
# Graph fragment:
#   %arg1_1 : Tensor "i64[12][1]cuda:0" = PlaceHolder[target=arg1_1]
#   %remainder : Tensor "i64[12][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.remainder.Scalar](args = (%arg1_1, 5), kwargs = {})
#   return %remainder
triton_poi_fused_remainder_2 = async_compile.triton('triton_poi_fused_remainder_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_remainder_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 288}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_remainder_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 12
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], 5, tl.int64)
    tmp2 = (tmp0 % tmp1)
    tmp3 = tl.full([1], 0, tl.int32)
    tmp4 = tmp2 != tmp3
    tmp5 = (libdevice.signbit(tmp2) != 0) if (tmp2).dtype is tl.float32 else tmp2 < 0
    tmp6 = (libdevice.signbit(tmp1) != 0) if (tmp1).dtype is tl.float32 else tmp1 < 0
    tmp7 = tmp5 != tmp6
    tmp8 = tmp4 & tmp7
    tmp9 = tmp2 + tmp1
    tmp10 = tl.where(tmp8, tmp9, tmp2)
    tl.store(out_ptr0 + (x0), tmp10, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprkm8ruje/55/c5545gjwe5g5moi3jtr6ybkbblomqmqfnbxjbgyvprgltg6iz6o7.py
# Topologically Sorted Source Nodes: [ones_like], Original ATen: [aten.ones_like]
# Source node to ATen node mapping:
#   ones_like => full_default_1
# Graph fragment:
#   %full_default_1 : Tensor "i64[12][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([12], 1), kwargs = {dtype: torch.int64, layout: torch.strided, device: cuda, pin_memory: False})
#   return %full_default_1
triton_poi_fused_ones_like_3 = async_compile.triton('triton_poi_fused_ones_like_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'out_ptr0': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_ones_like_3', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 0, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 192}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_ones_like_3(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 12
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.full([1], 1, tl.int64)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmprkm8ruje/2s/c2s45vq645jjmy3h25c3zd2faliybfu2bf6mdmxl63gfkviw3nqr.py
# Topologically Sorted Source Nodes: [scatter_add, getitem, getitem_1, index_add], Original ATen: [aten.scatter_add, aten.slice, aten.index_add]
# Source node to ATen node mapping:
#   getitem => slice_1
#   getitem_1 => slice_2
#   index_add => index_put, mul
#   scatter_add => scatter_add
# Graph fragment:
#   %arg0_1 : Tensor "i64[9][1]cuda:0" = PlaceHolder[target=arg0_1]
#   %scatter_add : Tensor "i64[9][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.scatter_add.default](args = (%arg0_1, 0, %arg1_1, %arg2_1), kwargs = {})
#   %slice_1 : Tensor "i64[4][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%arg1_1, 0, 0, 4), kwargs = {})
#   %slice_2 : Tensor "i64[4][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%arg2_1, 0, 0, 4), kwargs = {})
#   %mul : Tensor "i64[4][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%slice_2, -2), kwargs = {})
#   %index_put : Tensor "i64[9][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.index_put.default](args = (%arg0_1, [%slice_1], %mul, True), kwargs = {})
#   return %scatter_add,%index_put
triton_poi_fused_index_add_scatter_add_slice_4 = async_compile.triton('triton_poi_fused_index_add_scatter_add_slice_4', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'out_ptr1': '*i64', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_index_add_scatter_add_slice_4', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 360}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_index_add_scatter_add_slice_4(in_ptr0, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 9
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
    tl.store(out_ptr1 + (x0), tmp0, xmask)
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
        arg0_1, arg1_1, arg2_1 = args
        args.clear()
        assert_size_stride(arg0_1, (9, ), (1, ))
        assert_size_stride(arg1_1, (12, ), (1, ))
        assert_size_stride(arg2_1, (12, ), (1, ))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf7 = empty_strided_cuda((4, ), (1, ), torch.int64)
            # Topologically Sorted Source Nodes: [getitem_1, index_add], Original ATen: [aten.slice, aten.index_add]
            stream0 = get_raw_stream(0)
            triton_poi_fused_index_add_slice_0.run(arg2_1, buf7, 4, stream=stream0)
            buf2 = empty_strided_cuda((5, ), (1, ), torch.int64)
            # Topologically Sorted Source Nodes: [zeros, mod, ones_like, scatter_add_1], Original ATen: [aten.zeros, aten.remainder, aten.ones_like, aten.scatter_add]
            stream0 = get_raw_stream(0)
            triton_poi_fused_ones_like_remainder_scatter_add_zeros_1.run(buf2, 5, stream=stream0)
            buf3 = empty_strided_cuda((12, ), (1, ), torch.int64)
            # Topologically Sorted Source Nodes: [mod], Original ATen: [aten.remainder]
            stream0 = get_raw_stream(0)
            triton_poi_fused_remainder_2.run(arg1_1, buf3, 12, stream=stream0)
            buf4 = empty_strided_cuda((12, ), (1, ), torch.int64)
            # Topologically Sorted Source Nodes: [ones_like], Original ATen: [aten.ones_like]
            stream0 = get_raw_stream(0)
            triton_poi_fused_ones_like_3.run(buf4, 12, stream=stream0)
            aten.scatter_reduce_.two(buf2,0,buf3,buf4, reduce='sum', include_self=True)
            del buf3
            del buf4
            buf0 = empty_strided_cuda((9, ), (1, ), torch.int64)
            buf6 = empty_strided_cuda((9, ), (1, ), torch.int64)
            # Topologically Sorted Source Nodes: [scatter_add, getitem, getitem_1, index_add], Original ATen: [aten.scatter_add, aten.slice, aten.index_add]
            stream0 = get_raw_stream(0)
            triton_poi_fused_index_add_scatter_add_slice_4.run(arg0_1, buf0, buf6, 9, stream=stream0)
            del arg0_1
            aten.index_put_(buf6, [reinterpret_tensor(arg1_1, (4, ), (1, ), 0)], buf7, True)
            del buf7
            aten.scatter_reduce_.two(buf0,0,arg1_1,arg2_1, reduce='sum', include_self=True)
            del arg1_1
            del arg2_1
        return (buf0, buf2, buf6, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((9, ), (1, ), device='cuda:0', dtype=torch.int64)
    arg1_1 = rand_strided((12, ), (1, ), device='cuda:0', dtype=torch.int64)
    arg2_1 = rand_strided((12, ), (1, ), device='cuda:0', dtype=torch.int64)
    return [arg0_1, arg1_1, arg2_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
