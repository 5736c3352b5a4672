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


# kernel path: inductor/tmp5rxqbg3i/zp/czppaaolutxw2isrd76obmj4sfkngprue7yfk34cayzxdtllakdu.py
# Topologically Sorted Source Nodes: [all_1], Original ATen: [aten.all]
# Source node to ATen node mapping:
#   all_1 => any_2, logical_not_2
# Graph fragment:
#   %logical_not_1 : Tensor "b8[4, 5][5, 1]cuda:0" = PlaceHolder[target=logical_not_1]
#   %any_2 : Tensor "b8[5][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.any.dim](args = (%logical_not_1, 0), kwargs = {})
#   %logical_not_2 : Tensor "b8[5][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.logical_not.default](args = (%any_2,), kwargs = {})
#   return %logical_not_2
triton_poi_fused_all_0 = async_compile.triton('triton_poi_fused_all_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i1', 'out_ptr0': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_all_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 4, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 18}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_all_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 5
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask).to(tl.int1)
    tmp3 = tl.load(in_ptr0 + (5 + x0), xmask).to(tl.int1)
    tmp7 = tl.load(in_ptr0 + (10 + x0), xmask).to(tl.int1)
    tmp11 = tl.load(in_ptr0 + (15 + x0), xmask).to(tl.int1)
    tmp1 = tmp0.to(tl.int64)
    tmp2 = (tmp1 != 0)
    tmp4 = tmp3.to(tl.int64)
    tmp5 = (tmp4 != 0)
    tmp6 = tmp2 | tmp5
    tmp8 = tmp7.to(tl.int64)
    tmp9 = (tmp8 != 0)
    tmp10 = tmp6 | tmp9
    tmp12 = tmp11.to(tl.int64)
    tmp13 = (tmp12 != 0)
    tmp14 = tmp10 | tmp13
    tmp15 = tmp14 == 0
    tl.store(out_ptr0 + (x0), tmp15, xmask)
''', device_str='cuda')


# kernel path: inductor/tmp5rxqbg3i/4l/c4lijfbycv2dfbujy6nkz2vo3il4b4ajbqxzhmkadxrhwnuxms4f.py
# Topologically Sorted Source Nodes: [all_2], Original ATen: [aten.all]
# Source node to ATen node mapping:
#   all_2 => any_4, logical_not_4
# Graph fragment:
#   %logical_not_3 : Tensor "b8[4, 5][5, 1]cuda:0" = PlaceHolder[target=logical_not_3]
#   %any_4 : Tensor "b8[][]cuda:0" = PlaceHolder[target=any_4]
#   %any_4 : Tensor "b8[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.any.dims](args = (%logical_not_3,), kwargs = {})
#   %logical_not_4 : Tensor "b8[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.logical_not.default](args = (%any_4,), kwargs = {})
#   return %any_4,%logical_not_4
triton_per_fused_all_1 = async_compile.triton('triton_per_fused_all_1', '''
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
    triton_meta={'signature': {'in_out_ptr0': '*i1', 'in_ptr0': '*i1', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_per_fused_all_1', 'mutated_arg_names': ['in_out_ptr0'], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 1, 'autotune_hints': (), 'tiling_scores': {'r0_': 20}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_all_1(in_out_ptr0, in_ptr0, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 20
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
    tmp0 = tl.load(in_ptr0 + (r0_0), r0_mask, eviction_policy='evict_first', other=0.0).to(tl.int1)
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp3 = tl.where(r0_mask, tmp1, False)
    tmp4 = triton_helpers.any(tmp3, 1)[:, None].to(tl.int1)
    tmp5 = tmp4 == 0
    tl.store(in_out_ptr0 + (tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)), tmp5, None)
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
        assert_size_stride_grouped((arg0_1, arg1_1), ((4, 5), (4, 5)), ((5, 1), (5, 1)), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            arg1_1 = copy_if_misaligned(arg1_1)
            # Topologically Sorted Source Nodes: [e], Original ATen: [aten.eq]
            buf0 = torch.ops.aten.eq.Tensor(arg0_1, arg1_1)
            assert_tensor_metadata(buf0, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.eq.Tensor')
            assert_alignment(buf0, 16, 'torch.ops.aten.eq.Tensor')
            # Topologically Sorted Source Nodes: [ne], Original ATen: [aten.ne]
            buf1 = torch.ops.aten.ne.Tensor(arg0_1, arg1_1)
            assert_tensor_metadata(buf1, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.ne.Tensor')
            assert_alignment(buf1, 16, 'torch.ops.aten.ne.Tensor')
            # Topologically Sorted Source Nodes: [logical_and], Original ATen: [aten.logical_and]
            buf2 = torch.ops.aten.logical_and.default(arg0_1, arg1_1)
            assert_tensor_metadata(buf2, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_and.default')
            assert_alignment(buf2, 16, 'torch.ops.aten.logical_and.default')
            assert_size_stride(arg2_1, (4, 5), (5, 1), 'input')
            arg2_1 = copy_if_misaligned(arg2_1)
            # Topologically Sorted Source Nodes: [logical_or], Original ATen: [aten.logical_or]
            buf3 = torch.ops.aten.logical_or.default(arg0_1, arg2_1)
            assert_tensor_metadata(buf3, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_or.default')
            assert_alignment(buf3, 16, 'torch.ops.aten.logical_or.default')
            del arg2_1
            # Topologically Sorted Source Nodes: [logical_xor], Original ATen: [aten.logical_xor]
            buf4 = torch.ops.aten.logical_xor.default(arg0_1, arg1_1)
            assert_tensor_metadata(buf4, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_xor.default')
            assert_alignment(buf4, 16, 'torch.ops.aten.logical_xor.default')
            # Topologically Sorted Source Nodes: [logical_not], Original ATen: [aten.logical_not]
            buf5 = torch.ops.aten.logical_not.default(arg0_1)
            assert_tensor_metadata(buf5, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_not.default')
            assert_alignment(buf5, 16, 'torch.ops.aten.logical_not.default')
            # Topologically Sorted Source Nodes: [log], Original ATen: [aten.log]
            buf6 = torch.ops.aten.log.default(arg0_1)
            assert_tensor_metadata(buf6, (4, 5), (5, 1), torch.complex64, 'torch.ops.aten.log.default')
            assert_alignment(buf6, 16, 'torch.ops.aten.log.default')
            # Topologically Sorted Source Nodes: [mul], Original ATen: [aten.mul]
            buf7 = torch.ops.aten.mul.Tensor(buf6, 0)
            assert_tensor_metadata(buf7, (4, 5), (5, 1), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf7, 16, 'torch.ops.aten.mul.Tensor')
            del buf6
            # Topologically Sorted Source Nodes: [isnan], Original ATen: [aten.isnan]
            buf8 = torch.ops.aten.isnan.default(buf7)
            assert_tensor_metadata(buf8, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.isnan.default')
            assert_alignment(buf8, 16, 'torch.ops.aten.isnan.default')
            del buf7
            # Topologically Sorted Source Nodes: [isinf], Original ATen: [aten.isinf]
            buf9 = torch.ops.aten.isinf.default(arg1_1)
            assert_tensor_metadata(buf9, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.isinf.default')
            assert_alignment(buf9, 16, 'torch.ops.aten.isinf.default')
            # Topologically Sorted Source Nodes: [any_1], Original ATen: [aten.any]
            buf10 = torch.ops.aten.any.dim(arg0_1, 1)
            assert_tensor_metadata(buf10, (4, ), (1, ), torch.bool, 'torch.ops.aten.any.dim')
            assert_alignment(buf10, 16, 'torch.ops.aten.any.dim')
            # Topologically Sorted Source Nodes: [all_1], Original ATen: [aten.all]
            buf11 = torch.ops.aten.logical_not.default(arg1_1)
            assert_tensor_metadata(buf11, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_not.default')
            assert_alignment(buf11, 16, 'torch.ops.aten.logical_not.default')
            buf12 = empty_strided_cuda((5, ), (1, ), torch.bool)
            # Topologically Sorted Source Nodes: [all_1], Original ATen: [aten.all]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_all_0.run(buf11, buf12, 5, stream=raw_stream0)
            del buf11
            # Topologically Sorted Source Nodes: [any_2], Original ATen: [aten.any]
            buf13 = torch.ops.aten.any.default(arg0_1)
            assert_tensor_metadata(buf13, (), (), torch.bool, 'torch.ops.aten.any.default')
            assert_alignment(buf13, 16, 'torch.ops.aten.any.default')
            del arg0_1
            # Topologically Sorted Source Nodes: [all_2], Original ATen: [aten.all]
            buf14 = torch.ops.aten.logical_not.default(arg1_1)
            assert_tensor_metadata(buf14, (4, 5), (5, 1), torch.bool, 'torch.ops.aten.logical_not.default')
            assert_alignment(buf14, 16, 'torch.ops.aten.logical_not.default')
            del arg1_1
            buf15 = empty_strided_cuda((), (), torch.bool)
            buf16 = buf15; del buf15  # reuse
            # Topologically Sorted Source Nodes: [all_2], Original ATen: [aten.all]
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_all_1.run(buf16, buf14, 1, 20, stream=raw_stream0)
            del buf14
        return (buf0, buf1, buf2, buf3, buf4, buf5, buf8, buf9, buf10, buf12, buf13, buf16, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.complex64)
    arg2_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.bool)
    return [arg0_1, arg1_1, arg2_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
