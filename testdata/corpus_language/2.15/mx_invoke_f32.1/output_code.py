# AOT ID: ['1_backward']
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
from torch._C import _cuda_getCurrentRawStream as get_raw_stream



# kernel path: /tmp/torchinductor_user/tmptlo6qz2v/s7/cs7pccemt6sbudz5wnx4axfcklvijutrmvjw6ot5ysuu5awmpmka.py
# Unsorted Source Nodes: [invoke_subgraph_7, sum_1, mul_3, sum_2, mul_5, mul_2, sub_1, mul_7, div, sub_3, sub_2, mul_4, mul_6, sum_3, mul_8], Original ATen: [aten.sum, aten.mul, aten.sub, aten.div]
# Source node to ATen node mapping:
#   div => div
#   invoke_subgraph_7 => invoke_subgraph_7
#   mul_2 => mul_2
#   mul_3 => mul_3
#   mul_4 => mul_4
#   mul_5 => mul_5
#   mul_6 => mul_6
#   mul_7 => mul_7
#   mul_8 => mul_8
#   sub_1 => sub_1
#   sub_2 => sub_2
#   sub_3 => sub_3
#   sum_1 => sum_1
#   sum_2 => sum_2
#   sum_3 => sum_3
triton_per_fused_div_mul_sub_sum_0 = async_compile.triton('triton_per_fused_div_mul_sub_sum_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 64, 'r0_': 64},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'in_ptr4': '*fp32', 'out_ptr2': '*fp32', 'ws_ptr': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr', 'RSPLIT_SIZE': 'constexpr', 'NUM_STAGES': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]], (7,): [['tt.divisibility', 16]], (8,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'MixOrderReductionGrid', 'kernel_name': 'triton_per_fused_div_mul_sub_sum_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 5, 'num_store': -1, 'num_reduction': 2, 'autotune_hints': (), 'RSPLIT_SIZE': 16, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_div_mul_sub_sum_0(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, out_ptr2, ws_ptr, xnumel, r0_numel, XBLOCK : tl.constexpr, RSPLIT_SIZE : tl.constexpr, NUM_STAGES : tl.constexpr):
    xnumel = 64
    r0_numel = 48
    R0_BLOCK: tl.constexpr = 64
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * RSPLIT_SIZE
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_1 = r0_index
    accum0 = tl.full([R0_BLOCK], 0, tl.float32)[None, :]
    split_size = min(RSPLIT_SIZE, xnumel - xoffset)
    for _ in tl.range(0, split_size, XBLOCK, num_stages=NUM_STAGES):
        xmask = xindex < xnumel
        x0 = xindex
        xindex += XBLOCK
        tmp0 = tl.load(in_ptr0 + (r0_1 + 48*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp1 = tl.load(in_ptr1 + (r0_1), r0_mask, eviction_policy='evict_last', other=0.0)
        tmp7 = tl.load(in_ptr2 + (r0_1 + 48*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp8 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
        tmp10 = tl.load(in_ptr4 + (x0), xmask, eviction_policy='evict_last')
        tmp2 = tmp0 * tmp1
        tmp3 = tl.broadcast_to(tmp2, [XBLOCK, R0_BLOCK])
        tmp5 = tl.where(r0_mask & xmask, tmp3, 0)
        tmp6 = tl.sum(tmp5, 1)[:, None].to(tl.float32)
        tmp9 = tmp7 - tmp8
        tmp11 = tmp9 * tmp10
        tmp12 = tmp2 * tmp11
        tmp13 = tl.broadcast_to(tmp12, [XBLOCK, R0_BLOCK])
        tmp15 = tl.where(r0_mask & xmask, tmp13, 0)
        tmp16 = tl.sum(tmp15, 1)[:, None].to(tl.float32)
        tmp17 = tl.full([1, 1], 0.020833333333333332, tl.float32)
        tmp18 = tmp10 * tmp17
        tmp19 = tl.full([1, 1], 48.0, tl.float32)
        tmp20 = tmp2 * tmp19
        tmp21 = tmp20 - tmp6
        tmp22 = tmp11 * tmp16
        tmp23 = tmp21 - tmp22
        tmp24 = tmp18 * tmp23
        tmp25 = tmp0 * tmp11
        tl.store(out_ptr2 + (r0_1 + 48*x0), tmp24, r0_mask & xmask)
        tmp26 = tl.where(xmask, tmp25, 0)
        tmp27 = tl.sum(tmp26, 0)
        tmp28 = accum0 + tmp27
        accum0 = tmp28
    tl.store(ws_ptr + (tl.program_id(0) + 0 * tl.num_programs(0)) * r0_numel + r0_index, accum0, r0_mask)
''', device_str='cuda')

def partitioned_bw_subgraph_0_0(args):
    partitioned_bw_subgraph_0_0_primals_0, partitioned_bw_subgraph_0_0_primals_1, partitioned_bw_subgraph_0_0_getitem_1, partitioned_bw_subgraph_0_0_rsqrt, partitioned_bw_subgraph_0_0_tangents_0 = args
    args.clear()
    assert_size_stride_grouped((partitioned_bw_subgraph_0_0_tangents_0, partitioned_bw_subgraph_0_0_primals_1, partitioned_bw_subgraph_0_0_primals_0, partitioned_bw_subgraph_0_0_getitem_1, partitioned_bw_subgraph_0_0_rsqrt), ((64, 48), (48, ), (64, 48), (64, 1), (64, 1)), ((48, 1), (1, ), (48, 1), (1, 1), (1, 1)), 'input')
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        partitioned_bw_subgraph_0_0_buf2 = empty_strided_cuda((64, 48), (48, 1), torch.float32)
        partitioned_bw_subgraph_0_0_buf3 = empty_strided_cuda((48, ), (1, ), torch.float32)
        # Call mix order reduction kernel
        # Unsorted Source Nodes: [invoke_subgraph_7, sum_1, mul_3, sum_2, mul_5, mul_2, sub_1, mul_7, div, sub_3, sub_2, mul_4, mul_6, sum_3, mul_8], Original ATen: [aten.sum, aten.mul, aten.sub, aten.div]
        workspace_0 = empty_strided_cuda((192, ), (1, ), torch.float32)
        raw_stream0 = get_raw_stream(0)
        triton_per_fused_div_mul_sub_sum_0.run(partitioned_bw_subgraph_0_0_tangents_0, partitioned_bw_subgraph_0_0_primals_1, partitioned_bw_subgraph_0_0_primals_0, partitioned_bw_subgraph_0_0_getitem_1, partitioned_bw_subgraph_0_0_rsqrt, partitioned_bw_subgraph_0_0_buf2, workspace_0, 64, 48, stream=raw_stream0)
        partitioned_bw_subgraph_0_0_buf3 = workspace_0[0 * (4) * (48) : (0 + 1) * (4) * (48)].view(4, 48).sum(dim=0).view([48])
        del workspace_0
        del partitioned_bw_subgraph_0_0_getitem_1
        del partitioned_bw_subgraph_0_0_primals_0
        del partitioned_bw_subgraph_0_0_primals_1
        del partitioned_bw_subgraph_0_0_rsqrt
        del partitioned_bw_subgraph_0_0_tangents_0
    return (partitioned_bw_subgraph_0_0_buf2, partitioned_bw_subgraph_0_0_buf3, )


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
        getitem_11, getitem_10, getitem_9, getitem_8, getitem_15, getitem_14, getitem_13, getitem_12, tangents_1 = args
        args.clear()
        assert_size_stride_grouped((getitem_12, getitem_13, getitem_14, getitem_15, tangents_1), ((64, 48), (48, ), (64, 1), (64, 1), (64, 48)), ((48, 1), (1, ), (1, 1), (1, 1), (48, 1)), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            tangents_1 = copy_if_misaligned(tangents_1)
            buf0 = [None] * 2

            # subgraph: partitioned_bw_subgraph_0_0
            partitioned_bw_subgraph_0_0_args = [getitem_12, getitem_13, getitem_14, getitem_15, tangents_1]
            del getitem_12
            del getitem_13
            del getitem_14
            del getitem_15
            del tangents_1
            buf0 = partitioned_bw_subgraph_0_0(partitioned_bw_subgraph_0_0_args)
            buf1 = buf0[0]
            buf2 = buf0[1]
            del buf0
            assert_size_stride_grouped((getitem_8, getitem_9, getitem_10, getitem_11), ((64, 48), (48, ), (64, 1), (64, 1)), ((48, 1), (1, ), (1, 1), (1, 1)), 'input')
            buf3 = [None] * 2

            # subgraph: partitioned_bw_subgraph_0_0
            partitioned_bw_subgraph_0_0_args = [getitem_8, getitem_9, getitem_10, getitem_11, buf1]
            del buf1
            del getitem_10
            del getitem_11
            del getitem_8
            del getitem_9
            buf3 = partitioned_bw_subgraph_0_0(partitioned_bw_subgraph_0_0_args)
            buf4 = buf3[0]
            buf5 = buf3[1]
            del buf3
        return (buf4, buf5, buf2, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    getitem_11 = rand_strided((64, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    getitem_10 = rand_strided((64, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    getitem_9 = rand_strided((48, ), (1, ), device='cuda:0', dtype=torch.float32)
    getitem_8 = rand_strided((64, 48), (48, 1), device='cuda:0', dtype=torch.float32)
    getitem_15 = rand_strided((64, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    getitem_14 = rand_strided((64, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    getitem_13 = rand_strided((48, ), (1, ), device='cuda:0', dtype=torch.float32)
    getitem_12 = rand_strided((64, 48), (48, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((64, 48), (48, 1), device='cuda:0', dtype=torch.float32)
    return [getitem_11, getitem_10, getitem_9, getitem_8, getitem_15, getitem_14, getitem_13, getitem_12, tangents_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
