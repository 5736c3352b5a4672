# AOT ID: ['2_backward']
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


# kernel path: /tmp/torchinductor_user/tmpd2999p7h/sg/csgrfj45jqdnuxxydvbtyisivxwescc754alb5qwujj2zwhgudq4.py
# Topologically Sorted Source Nodes: [mul_3, rms_norm, mul_4, mul_5, sum_1, mul_6, mul_7, sum_2, pow_2, mul_8, mul_9, expand, div, pow_3, mul_10, mul_11, add_1], Original ATen: [aten.mul, aten.sum, aten.pow, aten.expand, aten.div, aten.add]
# Source node to ATen node mapping:
#   add_1 => add_1
#   div => div
#   expand => expand
#   mul_10 => mul_10
#   mul_11 => mul_11
#   mul_3 => mul_3
#   mul_4 => mul_4
#   mul_5 => mul_5
#   mul_6 => mul_6
#   mul_7 => mul_7
#   mul_8 => mul_8
#   mul_9 => mul_9
#   pow_2 => pow_2
#   pow_3 => pow_3
#   rms_norm => mul
#   sum_1 => sum_1
#   sum_2 => sum_2
# Graph fragment:
#   %tangents_1 : Tensor "f32[50, 40][40, 1]cuda:0" = PlaceHolder[target=tangents_1]
#   %primals_3 : Tensor "f32[50, 40][40, 1]cuda:0" = PlaceHolder[target=primals_3]
#   %primals_1 : Tensor "f32[40][1]cuda:0" = PlaceHolder[target=primals_1]
#   %primals_2 : Tensor "f32[50, 40][40, 1]cuda:0" = PlaceHolder[target=primals_2]
#   %rsqrt : Tensor "f32[50, 1][1, 1]cuda:0" = PlaceHolder[target=rsqrt]
#   %sum_2 : Tensor "f32[50, 1][1, 50]cuda:0" = PlaceHolder[target=sum_2]
#   %mul_3 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.mul.Tensor](args = (%tangents_1, %primals_3), kwargs = {})
#   %mul : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%primals_2, %rsqrt), kwargs = {})
#   %mul_4 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_3, %mul), kwargs = {})
#   %mul_5 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_3, %primals_1), kwargs = {})
#   %sum_1 : Tensor "f32[1, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%mul_4, [0], True), kwargs = {})
#   %mul_6 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_5, %primals_2), kwargs = {})
#   %mul_7 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_5, %rsqrt), kwargs = {})
#   %sum_2 : Tensor "f32[50, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%mul_6, [1], True), kwargs = {})
#   %pow_2 : Tensor "f32[50, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.pow.Tensor_Scalar](args = (%rsqrt, 3), kwargs = {})
#   %mul_8 : Tensor "f32[50, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Scalar](args = (%sum_2, -0.5), kwargs = {})
#   %mul_9 : Tensor "f32[50, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_8, %pow_2), kwargs = {})
#   %expand : Tensor "f32[50, 40][1, 0]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.expand.default](args = (%mul_9, [50, 40]), kwargs = {})
#   %div : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Scalar](args = (%expand, 40), kwargs = {})
#   %pow_3 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.pow.Tensor_Scalar](args = (%primals_2, 1.0), kwargs = {})
#   %mul_10 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Scalar](args = (%pow_3, 2.0), kwargs = {})
#   %mul_11 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%div, %mul_10), kwargs = {})
#   %add_1 : Tensor "f32[50, 40][40, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_7, %mul_11), kwargs = {})
#   return %sum_2,%add_1
triton_per_fused_add_div_expand_mul_pow_sum_0 = async_compile.triton('triton_per_fused_add_div_expand_mul_pow_sum_0', '''
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
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'in_ptr4': '*fp32', 'out_ptr1': '*fp32', 'ws_ptr': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr', 'RSPLIT_SIZE': 'constexpr', 'NUM_STAGES': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'MixOrderReductionGrid', 'kernel_name': 'triton_per_fused_add_div_expand_mul_pow_sum_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 5, 'num_store': 0, 'num_reduction': 1, 'autotune_hints': (), 'RSPLIT_SIZE': 16, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False}
)
@triton.jit
def triton_per_fused_add_div_expand_mul_pow_sum_0(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, out_ptr1, ws_ptr, xnumel, r0_numel, XBLOCK : tl.constexpr, RSPLIT_SIZE : tl.constexpr, NUM_STAGES : tl.constexpr):
    xnumel = 50
    r0_numel = 40
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
        tmp0 = tl.load(in_ptr0 + (r0_1 + 40*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp1 = tl.load(in_ptr1 + (r0_1 + 40*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp3 = tl.load(in_ptr2 + (r0_1), r0_mask, eviction_policy='evict_last', other=0.0)
        tmp5 = tl.load(in_ptr3 + (r0_1 + 40*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp11 = tl.load(in_ptr4 + (x0), xmask, eviction_policy='evict_last')
        tmp2 = tmp0 * tmp1
        tmp4 = tmp2 * tmp3
        tmp6 = tmp4 * tmp5
        tmp7 = tl.broadcast_to(tmp6, [XBLOCK, R0_BLOCK])
        tmp9 = tl.where(r0_mask & xmask, tmp7, 0)
        tmp10 = tl.sum(tmp9, 1)[:, None].to(tl.float32)
        tmp12 = tmp4 * tmp11
        tmp13 = tl.full([1, 1], -0.5, tl.float32)
        tmp14 = tmp10 * tmp13
        tmp15 = tmp11 * tmp11
        tmp16 = tmp15 * tmp11
        tmp17 = tmp14 * tmp16
        tmp18 = tl.full([1, 1], 0.025, tl.float32)
        tmp19 = tmp17 * tmp18
        tmp20 = tl.full([1, 1], 2.0, tl.float32)
        tmp21 = tmp5 * tmp20
        tmp22 = tmp19 * tmp21
        tmp23 = tmp12 + tmp22
        tmp24 = tmp5 * tmp11
        tmp25 = tmp2 * tmp24
        tl.store(out_ptr1 + (r0_1 + 40*x0), tmp23, r0_mask & xmask)
        tmp26 = tl.where(xmask, tmp25, 0)
        tmp27 = tl.sum(tmp26, 0)
        tmp28 = accum0 + tmp27
        accum0 = tmp28
    tl.store(ws_ptr + (tl.program_id(0) + 0 * tl.num_programs(0)) * r0_numel + r0_index, accum0, r0_mask)
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
        primals_1, primals_2, primals_3, rsqrt, tangents_1 = args
        args.clear()
        assert_size_stride_grouped((tangents_1, primals_3, primals_1, primals_2, rsqrt), ((50, 40), (50, 40), (40, ), (50, 40), (50, 1)), ((40, 1), (40, 1), (1, ), (40, 1), (1, 1)), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            tangents_1 = copy_if_misaligned(tangents_1)
            primals_3 = copy_if_misaligned(primals_3)
            primals_2 = copy_if_misaligned(primals_2)
            buf2 = empty_strided_cuda((50, 40), (40, 1), torch.float32)
            buf0 = empty_strided_cuda((1, 40), (40, 1), torch.float32)
            # Call mix order reduction kernel
            # Topologically Sorted Source Nodes: [mul_3, rms_norm, mul_4, mul_5, sum_1, mul_6, mul_7, sum_2, pow_2, mul_8, mul_9, expand, div, pow_3, mul_10, mul_11, add_1], Original ATen: [aten.mul, aten.sum, aten.pow, aten.expand, aten.div, aten.add]
            workspace_0 = empty_strided_cuda((160, ), (1, ), torch.float32)
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_add_div_expand_mul_pow_sum_0.run(tangents_1, primals_3, primals_1, primals_2, rsqrt, buf2, workspace_0, 50, 40, stream=raw_stream0)
            buf0 = workspace_0[0 * (4) * (40) : (0 + 1) * (4) * (40)].view(4, 40).sum(dim=0).view([1, 40])
            del workspace_0
            del primals_1
            del primals_2
            del primals_3
            del rsqrt
            del tangents_1
        return (reinterpret_tensor(buf0, (40, ), (1, ), 0), buf2, None, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    primals_1 = rand_strided((40, ), (1, ), device='cuda:0', dtype=torch.float32)
    primals_2 = rand_strided((50, 40), (40, 1), device='cuda:0', dtype=torch.float32)
    primals_3 = rand_strided((50, 40), (40, 1), device='cuda:0', dtype=torch.float32)
    rsqrt = rand_strided((50, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((50, 40), (40, 1), device='cuda:0', dtype=torch.float32)
    return [primals_1, primals_2, primals_3, rsqrt, tangents_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
