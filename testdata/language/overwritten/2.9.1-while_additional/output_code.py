# AOT ID: ['12_inference']
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


# kernel path: /tmp/torchinductor_user/tmpv04mcyfq/2g/c2gopt6j6nex5bpdwyrj2tb3v663l2sx73736jmlllq5gfceddzo.py
# Topologically Sorted Source Nodes: [z], Original ATen: [aten.sin]
# Source node to ATen node mapping:
#   z => sin
# Graph fragment:
#   %arg0_1 : Tensor "f32[4, 4][4, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %sin : Tensor "f32[4, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sin.default](args = (%arg0_1,), kwargs = {})
#   return %sin
triton_poi_fused_sin_0 = async_compile.triton('triton_poi_fused_sin_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 16}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_sin_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 192}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_sin_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl_math.sin(tmp0)
    tl.store(out_ptr0 + (x0), tmp1, xmask)
''', device_str='cuda')
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpv04mcyfq/7u/c7ubj2pcpvyxxbai2b6bksa4mr24pa3buymc6rfrygpd5doxqady.py
# Unsorted Source Nodes: [while_loop, z, sum_1, and_, lt, lt_1], Original ATen: [aten.sin, aten.sum, aten.bitwise_and, aten.lt]
# Source node to ATen node mapping:
#   and_ => bitwise_and
#   lt => lt
#   lt_1 => lt_1
#   sum_1 => sum_1
#   while_loop => while_loop
#   z => sin
triton_per_fused_bitwise_and_lt_sin_sum_1 = async_compile.triton('triton_per_fused_bitwise_and_lt_sin_sum_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 1, 'r0_': 16},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*i64', 'out_ptr1': '*i1', 'xnumel': 'constexpr', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {'xnumel': 1}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_per_fused_bitwise_and_lt_sin_sum_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'num_load': 2, 'num_reduction': 1, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'r0_': 64}}
)
@triton.jit
def triton_per_fused_bitwise_and_lt_sin_sum_1(in_ptr0, in_ptr1, out_ptr1, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 1
    r0_numel = 16
    R0_BLOCK: tl.constexpr = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = tl.full([XBLOCK, R0_BLOCK], True, tl.int1)
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = tl.full([XBLOCK, R0_BLOCK], True, tl.int1)
    roffset = r0_offset
    rindex = r0_index
    r0_0 = r0_index
    tmp0 = tl.load(in_ptr0 + (r0_0), None)
    tmp4 = tl.load(in_ptr1 + (0))
    tmp5 = tl.broadcast_to(tmp4, [XBLOCK, 1])
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK, R0_BLOCK])
    tmp3 = tl.sum(tmp1, 1)[:, None].to(tl.float32)
    tmp6 = tl.full([1, 1], 3, tl.int64)
    tmp7 = tmp5 < tmp6
    tmp8 = 10000.0
    tmp9 = tmp3 < tmp8
    tmp10 = tmp7 & tmp9
    tl.store(out_ptr1 + (tl.full([XBLOCK, 1], 0, tl.int32)), tmp10, None)
''', device_str='cuda')

def while_loop_cond_graph_0(args):
    while_loop_cond_graph_0_arg0_1, while_loop_cond_graph_0_arg1_1, while_loop_cond_graph_0_arg2_1, while_loop_cond_graph_0_arg3_1 = args
    args.clear()
    assert_size_stride(while_loop_cond_graph_0_arg0_1, (), ())
    assert_size_stride(while_loop_cond_graph_0_arg1_1, (4, 4), (4, 1))
    assert_size_stride(while_loop_cond_graph_0_arg2_1, (4, 4), (4, 1))
    assert_size_stride(while_loop_cond_graph_0_arg3_1, (4, 4), (4, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        while_loop_cond_graph_0_buf1 = empty_strided_cuda((), (), torch.bool)
        # Unsorted Source Nodes: [while_loop, z, sum_1, and_, lt, lt_1], Original ATen: [aten.sin, aten.sum, aten.bitwise_and, aten.lt]
        stream0 = get_raw_stream(0)
        triton_per_fused_bitwise_and_lt_sin_sum_1.run(while_loop_cond_graph_0_arg1_1, while_loop_cond_graph_0_arg0_1, while_loop_cond_graph_0_buf1, 1, 16, stream=stream0)
        del while_loop_cond_graph_0_arg0_1
        del while_loop_cond_graph_0_arg1_1
    return (while_loop_cond_graph_0_buf1, )
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmpv04mcyfq/gw/cgwsesq5vegi4zg3qaxluyxpbqt7dh2tfecawqcvxlgzceb3k47q.py
# Unsorted Source Nodes: [while_loop, z, child], Original ATen: [aten.sin, aten.add]
# Source node to ATen node mapping:
#   child => add
#   while_loop => while_loop
#   z => sin
triton_poi_fused_add_sin_2 = async_compile.triton('triton_poi_fused_add_sin_2', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*i64', 'out_ptr0': '*i64', 'xnumel': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {'xnumel': 1}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_sin_2', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_sin_2(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = tl.full([XBLOCK], True, tl.int1)
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.full([1], 1, tl.int64)
    tmp3 = tmp1 + tmp2
    tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
''', device_str='cuda')

def while_loop_body_graph_0(args):
    while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_arg2_1, while_loop_body_graph_0_arg3_1 = args
    args.clear()
    assert_size_stride(while_loop_body_graph_0_arg0_1, (), ())
    assert_size_stride(while_loop_body_graph_0_arg1_1, (4, 4), (4, 1))
    assert_size_stride(while_loop_body_graph_0_arg2_1, (4, 4), (4, 1))
    assert_size_stride(while_loop_body_graph_0_arg3_1, (4, 4), (4, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        while_loop_body_graph_0_buf0 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
        # Unsorted Source Nodes: [while_loop, z], Original ATen: [aten.sin, aten.addmm]
        extern_kernels.addmm(while_loop_body_graph_0_arg2_1, while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_arg3_1, alpha=1, beta=1, out=while_loop_body_graph_0_buf0)
        del while_loop_body_graph_0_arg1_1
        del while_loop_body_graph_0_arg2_1
        del while_loop_body_graph_0_arg3_1
        while_loop_body_graph_0_buf1 = empty_strided_cuda((), (), torch.int64)
        # Unsorted Source Nodes: [while_loop, z, child], Original ATen: [aten.sin, aten.add]
        stream0 = get_raw_stream(0)
        triton_poi_fused_add_sin_2.run(while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_buf1, 1, stream=stream0)
        del while_loop_body_graph_0_arg0_1
    return (while_loop_body_graph_0_buf1, while_loop_body_graph_0_buf0, )


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
        assert_size_stride(arg0_1, (4, 4), (4, 1))
        assert_size_stride(arg1_1, (), ())
        assert_size_stride(arg2_1, (4, 4), (4, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((4, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [z], Original ATen: [aten.sin]
            stream0 = get_raw_stream(0)
            triton_poi_fused_sin_0.run(arg0_1, buf0, 16, stream=stream0)
            buf1 = [None] * 2
            buf1[0] = arg1_1
            buf1[1] = arg2_1

            # subgraph: while_loop_cond_graph_0
            while_loop_cond_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
            (buf1_cond_result,) = while_loop_cond_graph_0(while_loop_cond_graph_0_args)
            should_loop = buf1_cond_result
            if not should_loop:
                buf1[0] = arg1_1.clone()
                buf1[1] = arg2_1.clone()
            while should_loop:

                # subgraph: while_loop_body_graph_0
                while_loop_body_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
                (buf1[0], buf1[1]) = while_loop_body_graph_0(while_loop_body_graph_0_args)

                # subgraph: while_loop_cond_graph_0
                while_loop_cond_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
                (buf1_cond_result,) = while_loop_cond_graph_0(while_loop_cond_graph_0_args)
                should_loop = buf1_cond_result
            del arg0_1
            del arg1_1
            del arg2_1
            del buf0
            buf2 = buf1[0]
            assert_size_stride(buf2, (), (), 'torch.ops.while_loop')
            assert_alignment(buf2, 16, 'torch.ops.while_loop')
            buf3 = buf1[1]
            assert_size_stride(buf3, (4, 4), (4, 1), 'torch.ops.while_loop')
            assert_alignment(buf3, 16, 'torch.ops.while_loop')
            del buf1
        return (buf2, buf3, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((4, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    arg2_1 = rand_strided((4, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
