# AOT ID: ['2_inference']
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


# kernel path: /tmp/torchinductor_user/tmpwg4jtwrf/lq/clqp5tfbu42z4zdhjgk4rbkflmitajd4gmsqs4s5esrpmmsoemde.py
# Topologically Sorted Source Nodes: [index], Original ATen: [aten.clamp]
# Source node to ATen node mapping:
#   index => clamp_max, clamp_min
# Graph fragment:
#   %arg2_1 : Tensor "i64[][]cuda:0" = PlaceHolder[target=arg2_1]
#   %clamp_min : Tensor "i64[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_min.default](args = (%arg2_1, 0), kwargs = {})
#   %clamp_max : Tensor "i64[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.clamp_max.default](args = (%clamp_min, 2), kwargs = {})
#   return %clamp_max
triton_poi_fused_clamp_0 = async_compile.triton('triton_poi_fused_clamp_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {'xnumel': 1}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_clamp_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_clamp_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)[:]
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 0, tl.int64)
    tmp3 = tl.maximum(tmp1, tmp2, tl.PropagateNan.ALL)
    tmp4 = tl.full([1], 2, tl.int64)
    tmp5 = tl.minimum(tmp3, tmp4, tl.PropagateNan.ALL)
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32).broadcast_to(XBLOCK)), tmp5, None)
''', device_str='cuda')


def branch0_graph_0(args):
    branch0_graph_0_arg0_1, branch0_graph_0_arg1_1 = args
    args.clear()
    assert_size_stride_grouped((branch0_graph_0_arg1_1, branch0_graph_0_arg0_1), ((4, 8), (8, 8)), ((8, 1), (8, 1)), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        branch0_graph_0_buf0 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Unsorted Source Nodes: [switch, index, matmul], Original ATen: [aten.clamp, aten.mm]
        extern_kernels.mm(branch0_graph_0_arg1_1, branch0_graph_0_arg0_1, out=branch0_graph_0_buf0)
        del branch0_graph_0_arg0_1
        del branch0_graph_0_arg1_1
    return (branch0_graph_0_buf0, )
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpwg4jtwrf/5b/c5b6xtvdkfydjdf4dwu4cc2gxfswjxosdxmg6p7cv7dfws4jueaf.py
# Unsorted Source Nodes: [switch, index, sin], Original ATen: [aten.clamp, aten.sin]
# Source node to ATen node mapping:
#   index => clamp_max, clamp_min
#   sin => sin
#   switch => switch
triton_poi_fused_clamp_sin_1 = async_compile.triton('triton_poi_fused_clamp_sin_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_clamp_sin_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_clamp_sin_1(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl_math.sin(tmp0)
    tl.store(out_ptr0 + (x0), tmp1, xmask)
''', device_str='cuda')

def branch1_graph_0(args):
    branch1_graph_0_arg0_1, branch1_graph_0_arg1_1 = args
    args.clear()
    assert_size_stride(branch1_graph_0_arg1_1, (4, 8), (8, 1), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        branch1_graph_0_buf0 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Unsorted Source Nodes: [switch, index, sin], Original ATen: [aten.clamp, aten.sin]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_clamp_sin_1.run(branch1_graph_0_arg1_1, branch1_graph_0_buf0, 32, stream=raw_stream0)
        del branch1_graph_0_arg1_1
        assert_size_stride(branch1_graph_0_arg0_1, (8, 8), (8, 1), 'input')
        branch1_graph_0_buf1 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Unsorted Source Nodes: [switch, index, matmul, sin], Original ATen: [aten.clamp, aten.mm, aten.sin]
        extern_kernels.mm(branch1_graph_0_buf0, branch1_graph_0_arg0_1, out=branch1_graph_0_buf1)
        del branch1_graph_0_arg0_1
        del branch1_graph_0_buf0
    return (branch1_graph_0_buf1, )
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpwg4jtwrf/xt/cxtgha44fkjdlxbvymak5rs4xppjpn6xmfnefvbf2phfs7dxeuoq.py
# Unsorted Source Nodes: [switch, index, mul], Original ATen: [aten.clamp, aten.mul]
# Source node to ATen node mapping:
#   index => clamp_max, clamp_min
#   mul => mul
#   switch => switch
triton_poi_fused_clamp_mul_2 = async_compile.triton('triton_poi_fused_clamp_mul_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_clamp_mul_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_clamp_mul_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], 2.0, tl.float32)
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpwg4jtwrf/qg/cqg44f3w46z4tfnebxmbmj6546723utlfpblxyo2w4c62l4o56wc.py
# Unsorted Source Nodes: [switch, index, add], Original ATen: [aten.clamp, aten.add]
# Source node to ATen node mapping:
#   add => add
#   index => clamp_max, clamp_min
#   switch => switch
triton_poi_fused_add_clamp_3 = async_compile.triton('triton_poi_fused_add_clamp_3', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_add_clamp_3', 'mutated_arg_names': ['in_out_ptr0'], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 384}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_clamp_3(in_out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_out_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], 1.0, tl.float32)
    tmp2 = tmp0 + tmp1
    tl.store(in_out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')

def branch2_graph_0(args):
    branch2_graph_0_arg0_1, branch2_graph_0_arg1_1 = args
    args.clear()
    assert_size_stride(branch2_graph_0_arg1_1, (4, 8), (8, 1), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        branch2_graph_0_buf0 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Unsorted Source Nodes: [switch, index, mul], Original ATen: [aten.clamp, aten.mul]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_clamp_mul_2.run(branch2_graph_0_arg1_1, branch2_graph_0_buf0, 32, stream=raw_stream0)
        del branch2_graph_0_arg1_1
        assert_size_stride(branch2_graph_0_arg0_1, (8, 8), (8, 1), 'input')
        branch2_graph_0_buf1 = empty_strided_cuda((4, 8), (8, 1), torch.float32)
        # Unsorted Source Nodes: [switch, index, matmul, mul], Original ATen: [aten.clamp, aten.mm, aten.mul]
        extern_kernels.mm(branch2_graph_0_buf0, branch2_graph_0_arg0_1, out=branch2_graph_0_buf1)
        del branch2_graph_0_arg0_1
        del branch2_graph_0_buf0
        branch2_graph_0_buf2 = branch2_graph_0_buf1; del branch2_graph_0_buf1  # reuse
        # Unsorted Source Nodes: [switch, index, add], Original ATen: [aten.clamp, aten.add]
        raw_stream0 = get_raw_stream(0)
        triton_poi_fused_add_clamp_3.run(branch2_graph_0_buf2, 32, stream=raw_stream0)
    return (branch2_graph_0_buf2, )


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
        assert_size_stride(arg2_1, (), (), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg2_1 = copy_if_misaligned(arg2_1)
            buf0 = empty_strided_cuda((), (), torch.int64)
            # Topologically Sorted Source Nodes: [index], Original ATen: [aten.clamp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_clamp_0.run(arg2_1, buf0, 1, stream=raw_stream0)
            del arg2_1
            assert_size_stride_grouped((arg1_1, arg0_1), ((8, 8), (4, 8)), ((8, 1), (8, 1)), 'input')
            arg1_1 = copy_if_misaligned(arg1_1)
            arg0_1 = copy_if_misaligned(arg0_1)
            buf1_selector = int(buf0.item())
            buf1 = [None] * 1
            if buf1_selector == 0:

                # subgraph: branch0_graph_0
                branch0_graph_0_args = [arg1_1, arg0_1]
                del arg0_1
                del arg1_1
                del buf0
                buf1 = branch0_graph_0(branch0_graph_0_args)
            elif buf1_selector == 1:

                # subgraph: branch1_graph_0
                branch1_graph_0_args = [arg1_1, arg0_1]
                buf1 = branch1_graph_0(branch1_graph_0_args)
            else:

                # subgraph: branch2_graph_0
                branch2_graph_0_args = [arg1_1, arg0_1]
                buf1 = branch2_graph_0(branch2_graph_0_args)
            buf2 = buf1[0]
            assert_tensor_metadata(buf2, (4, 8), (8, 1), torch.float32, 'torch.ops.switch')
            assert_alignment(buf2, 16, 'torch.ops.switch')
            del buf1
        return (buf2, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((4, 8), (8, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((8, 8), (8, 1), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    return [arg0_1, arg1_1, arg2_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
