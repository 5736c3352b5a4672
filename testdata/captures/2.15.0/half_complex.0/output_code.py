# AOT ID: ['0_inference']
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


# kernel path: /tmp/torchinductor_user/tmpqyhpigp8/vx/cvxtidqzfbexw6vj7sswz7c2kpebeavq6mcl5jdxcwu4tmttcfmv.py
# Topologically Sorted Source Nodes: [mul], Original ATen: [aten.mul]
# Source node to ATen node mapping:
#   mul => mul
# Graph fragment:
#   %view_as_real : Tensor "f16[3, 4, 2][8, 2, 1]cuda:0" = PlaceHolder[target=view_as_real]
#   %mul : Tensor "f16[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%view_as_real, 2), kwargs = {})
#   return %mul
triton_poi_fused_mul_0 = async_compile.triton('triton_poi_fused_mul_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp16', 'out_ptr0': '*fp16', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_mul_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 144}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_mul_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask).to(tl.float32)
    tmp1 = tl.full([1], 2.0, tl.float32)
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpqyhpigp8/nk/cnk5edclrnboyk7h66zaicq5kbx3jkqmapbo22mgd2fdrvoh3mvu.py
# Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
# Source node to ATen node mapping:
#   add => add_2, view_1, view_3
# Graph fragment:
#   %view : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view]
#   %view_2 : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view_2]
#   %view_1 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [3, 4, 2]), kwargs = {})
#   %view_3 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_2, [3, 4, 2]), kwargs = {})
#   %add_2 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_1, %view_3), kwargs = {})
#   return %add_2
triton_poi_fused_add_1 = async_compile.triton('triton_poi_fused_add_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_add_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_1(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp2 = tmp0 + tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpqyhpigp8/fm/cfmcvwmyqw64zd5uyam6f5kuxb2oqyosfrkw3nzwwojvcnmthmjn.py
# Topologically Sorted Source Nodes: [getattr_1, float_1], Original ATen: [aten.select, aten._to_copy]
# Source node to ATen node mapping:
#   float_1 => convert_element_type_3
#   getattr_1 => select_2
# Graph fragment:
#   %view_as_real_3 : Tensor "f16[3, 4, 2][8, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_3]
#   %select_2 : Tensor "f16[3, 4][8, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_3, 2, 0), kwargs = {})
#   %convert_element_type_3 : Tensor "f32[3, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%select_2, torch.float32), kwargs = {})
#   return %convert_element_type_3
triton_poi_fused__to_copy_select_2 = async_compile.triton('triton_poi_fused__to_copy_select_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp16', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused__to_copy_select_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 96}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused__to_copy_select_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 12
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last').to(tl.float32)
    tmp1 = tmp0.to(tl.float32)
    tl.store(out_ptr0 + (x0), tmp1, xmask)
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
        assert_size_stride(arg0_1, (3, 4), (4, 1), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            # Topologically Sorted Source Nodes: [y], Original ATen: [aten._to_copy]
            buf0 = torch.ops.prims.convert_element_type.default(arg0_1, torch.complex32)
            assert_tensor_metadata(buf0, (3, 4), (4, 1), torch.complex32, 'torch.ops.prims.convert_element_type.default')
            assert_alignment(buf0, 16, 'torch.ops.prims.convert_element_type.default')
            # Topologically Sorted Source Nodes: [view_as_real], Original ATen: [aten.view_as_real]
            buf1 = torch.ops.aten.view_as_real.default(buf0)
            assert_tensor_metadata(buf1, (3, 4, 2), (8, 2, 1), torch.float16, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.view_as_real.default')
            buf2 = empty_strided_cuda((3, 4, 2), (8, 2, 1), torch.float16)
            # Topologically Sorted Source Nodes: [mul], Original ATen: [aten.mul]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_mul_0.run(buf1, buf2, 24, stream=raw_stream0)
            del buf1
            # Topologically Sorted Source Nodes: [to_1], Original ATen: [aten._to_copy]
            buf3 = torch.ops.prims.convert_element_type.default(buf0, torch.complex64)
            assert_tensor_metadata(buf3, (3, 4), (4, 1), torch.complex64, 'torch.ops.prims.convert_element_type.default')
            assert_alignment(buf3, 16, 'torch.ops.prims.convert_element_type.default')
            assert_size_stride(arg1_1, (3, 4, 2), (8, 2, 1), 'input')
            arg1_1 = copy_if_misaligned(arg1_1)
            # Topologically Sorted Source Nodes: [z], Original ATen: [aten.view_as_complex]
            buf4 = torch.ops.aten.view_as_complex.default(arg1_1)
            assert_tensor_metadata(buf4, (3, 4), (4, 1), torch.complex32, 'torch.ops.aten.view_as_complex.default')
            assert_alignment(buf4, 16, 'torch.ops.aten.view_as_complex.default')
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf5 = torch.ops.prims.convert_element_type.default(buf4, torch.complex64)
            assert_tensor_metadata(buf5, (3, 4), (4, 1), torch.complex64, 'torch.ops.prims.convert_element_type.default')
            assert_alignment(buf5, 16, 'torch.ops.prims.convert_element_type.default')
            del arg1_1
            del buf4
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf6 = torch.ops.aten.view.dtype(buf5, torch.float32)
            assert_tensor_metadata(buf6, (3, 8), (8, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf6, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf7 = torch.ops.aten.view.dtype(arg0_1, torch.float32)
            assert_tensor_metadata(buf7, (3, 8), (8, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf7, 16, 'torch.ops.aten.view.dtype')
            buf8 = empty_strided_cuda((3, 4, 2), (8, 2, 1), torch.float32)
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_add_1.run(buf6, buf7, buf8, 24, stream=raw_stream0)
            del arg0_1
            del buf5
            del buf6
            del buf7
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf9 = torch.ops.aten.view.dtype(reinterpret_tensor(buf8, (3, 8), (8, 1), 0), torch.complex64)
            assert_tensor_metadata(buf9, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf9, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [getattr_1], Original ATen: [aten.view_as_real]
            buf10 = torch.ops.aten.view_as_real.default(buf0)
            assert_tensor_metadata(buf10, (3, 4, 2), (8, 2, 1), torch.float16, 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf10, 16, 'torch.ops.aten.view_as_real.default')
            buf11 = empty_strided_cuda((3, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [getattr_1, float_1], Original ATen: [aten.select, aten._to_copy]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused__to_copy_select_2.run(buf10, buf11, 12, stream=raw_stream0)
            del buf0
            del buf10
        return (buf2, buf3, buf9, buf11, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((3, 4, 2), (8, 2, 1), device='cuda:0', dtype=torch.float16)
    return [arg0_1, arg1_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
