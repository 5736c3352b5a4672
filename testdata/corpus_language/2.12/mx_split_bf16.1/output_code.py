# AOT ID: ['0_backward']
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
from torch._C._dynamo.guards import copy_misaligned
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


# kernel path: /tmp/torchinductor_user/tmpc5xpkko5/g3/cg3i4g2y53slp67womhtiwxx2cehsjliipu4igy3ood6jamqwrsp.py
# Topologically Sorted Source Nodes: [mul_3, convert_element_type_4, convert_element_type_6, layer_norm, sub_1, mul_4, mul_5, mul_6, sum_1, mul_7, sum_2, mul_8, sub_2, sub_3, div, mul_9, mul_10, sum_3, sum_4, convert_element_type_8], Original ATen: [aten.mul, aten.native_layer_norm_backward, aten.native_layer_norm]
# Source node to ATen node mapping:
#   convert_element_type_4 => convert_element_type_4
#   convert_element_type_6 => convert_element_type_6
#   convert_element_type_8 => convert_element_type_8
#   div => div
#   layer_norm => convert_element_type
#   mul_10 => mul_10
#   mul_3 => mul_3
#   mul_4 => mul_4
#   mul_5 => mul_5
#   mul_6 => mul_6
#   mul_7 => mul_7
#   mul_8 => mul_8
#   mul_9 => mul_9
#   sub_1 => sub_1
#   sub_2 => sub_2
#   sub_3 => sub_3
#   sum_1 => sum_1
#   sum_2 => sum_2
#   sum_3 => sum_3
#   sum_4 => sum_4
# Graph fragment:
#   %tangents_1 : Tensor "bf16[512, 32][32, 1]cuda:0" = PlaceHolder[target=tangents_1]
#   %primals_4 : Tensor "bf16[512, 32][32, 1]cuda:0" = PlaceHolder[target=primals_4]
#   %primals_1 : Tensor "bf16[32][1]cuda:0" = PlaceHolder[target=primals_1]
#   %primals_3 : Tensor "bf16[512, 32][32, 1]cuda:0" = PlaceHolder[target=primals_3]
#   %convert_element_type_2 : Tensor "bf16[512, 1][1, 1]cuda:0" = PlaceHolder[target=convert_element_type_2]
#   %convert_element_type_3 : Tensor "bf16[512, 1][1, 1]cuda:0" = PlaceHolder[target=convert_element_type_3]
#   %sum_1 : Tensor "f32[512, 1][1, 512]cuda:0" = PlaceHolder[target=sum_1]
#   %sum_2 : Tensor "f32[512, 1][1, 512]cuda:0" = PlaceHolder[target=sum_2]
#   %mul_3 : Tensor "bf16[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%tangents_1, %primals_4), kwargs = {})
#   %convert_element_type_4 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=3] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%mul_3, torch.float32), kwargs = {})
#   %convert_element_type_6 : Tensor "f32[32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%primals_1, torch.float32), kwargs = {})
#   %convert_element_type : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%primals_3, torch.float32), kwargs = {})
#   %sub_1 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%convert_element_type, %convert_element_type_2), kwargs = {})
#   %mul_4 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=3] = call_function[target=torch.ops.aten.mul.Tensor](args = (%sub_1, %convert_element_type_3), kwargs = {})
#   %mul_5 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=3] = call_function[target=torch.ops.aten.mul.Tensor](args = (%convert_element_type_4, %convert_element_type_6), kwargs = {})
#   %mul_6 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_5, 32), kwargs = {})
#   %sum_1 : Tensor "f32[512, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%mul_5, [1], True), kwargs = {})
#   %mul_7 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_5, %mul_4), kwargs = {})
#   %sum_2 : Tensor "f32[512, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%mul_7, [1], True), kwargs = {})
#   %mul_8 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%mul_4, %sum_2), kwargs = {})
#   %sub_2 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%mul_6, %sum_1), kwargs = {})
#   %sub_3 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (%sub_2, %mul_8), kwargs = {})
#   %div : Tensor "bf16[512, 1][1, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.div.Tensor](args = (%convert_element_type_3, 32), kwargs = {})
#   %mul_9 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%div, %sub_3), kwargs = {})
#   %mul_10 : Tensor "f32[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%convert_element_type_4, %mul_4), kwargs = {})
#   %sum_3 : Tensor "f32[32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%mul_10, [0]), kwargs = {})
#   %sum_4 : Tensor "f32[32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sum.dim_IntList](args = (%convert_element_type_4, [0]), kwargs = {})
#   %convert_element_type_8 : Tensor "bf16[512, 32][32, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%mul_9, torch.bfloat16), kwargs = {})
#   return %sum_1,%sum_2,%convert_element_type_8
triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0 = async_compile.triton('triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.persistent_reduction(
    size_hints={'x': 512, 'r0_': 32},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*bf16', 'in_ptr1': '*bf16', 'in_ptr2': '*bf16', 'in_ptr3': '*bf16', 'in_ptr4': '*bf16', 'in_ptr5': '*bf16', 'out_ptr2': '*bf16', 'ws_ptr': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr', 'RSPLIT_SIZE': 'constexpr', 'NUM_STAGES': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]], (7,): [['tt.divisibility', 16]], (8,): [['tt.divisibility', 16]], (9,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'MixOrderReductionGrid', 'autotune_hints': set(), 'kernel_name': 'triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 6, 'num_store': -1, 'num_reduction': 2, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'RSPLIT_SIZE': 16}
)
@triton.jit
def triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, in_ptr5, out_ptr2, ws_ptr, xnumel, r0_numel, XBLOCK : tl.constexpr, RSPLIT_SIZE : tl.constexpr, NUM_STAGES : tl.constexpr):
    xnumel = 512
    r0_numel = 32
    R0_BLOCK: tl.constexpr = 32
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * RSPLIT_SIZE
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = tl.full([R0_BLOCK], True, tl.int1)[None, :]
    roffset = r0_offset
    rindex = r0_index
    r0_1 = r0_index
    accum0 = tl.full([R0_BLOCK], 0, tl.float32)[None, :]
    accum1 = tl.full([R0_BLOCK], 0, tl.float32)[None, :]
    split_size = min(RSPLIT_SIZE, xnumel - xoffset)
    for _ in tl.range(0, split_size, XBLOCK, num_stages=NUM_STAGES):
        xmask = xindex < xnumel
        x0 = xindex
        xindex += XBLOCK
        tmp0 = tl.load(in_ptr0 + (r0_1 + 32*x0), xmask, other=0.0).to(tl.float32)
        tmp1 = tl.load(in_ptr1 + (r0_1 + 32*x0), xmask, other=0.0).to(tl.float32)
        tmp4 = tl.load(in_ptr2 + (r0_1), None, eviction_policy='evict_last').to(tl.float32)
        tmp11 = tl.load(in_ptr3 + (r0_1 + 32*x0), xmask, other=0.0).to(tl.float32)
        tmp13 = tl.load(in_ptr4 + (x0), xmask, eviction_policy='evict_last').to(tl.float32)
        tmp16 = tl.load(in_ptr5 + (x0), xmask, eviction_policy='evict_last').to(tl.float32)
        tmp2 = tmp0 * tmp1
        tmp3 = tmp2.to(tl.float32)
        tmp5 = tmp4.to(tl.float32)
        tmp6 = tmp3 * tmp5
        tmp7 = tl.broadcast_to(tmp6, [XBLOCK, R0_BLOCK])
        tmp9 = tl.where(xmask, tmp7, 0)
        tmp10 = tl.sum(tmp9, 1)[:, None].to(tl.float32)
        tmp12 = tmp11.to(tl.float32)
        tmp14 = tmp13.to(tl.float32)
        tmp15 = tmp12 - tmp14
        tmp17 = tmp16.to(tl.float32)
        tmp18 = tmp15 * tmp17
        tmp19 = tmp6 * tmp18
        tmp20 = tl.broadcast_to(tmp19, [XBLOCK, R0_BLOCK])
        tmp22 = tl.where(xmask, tmp20, 0)
        tmp23 = tl.sum(tmp22, 1)[:, None].to(tl.float32)
        tmp24 = tl.full([1, 1], 0.03125, tl.float32)
        tmp25 = tmp16 * tmp24
        tmp26 = tmp25.to(tl.float32)
        tmp27 = tl.full([1, 1], 32.0, tl.float32)
        tmp28 = tmp6 * tmp27
        tmp29 = tmp28 - tmp10
        tmp30 = tmp18 * tmp23
        tmp31 = tmp29 - tmp30
        tmp32 = tmp26 * tmp31
        tmp33 = tmp32.to(tl.float32)
        tmp34 = tmp3 * tmp18
        tl.store(out_ptr2 + (r0_1 + 32*x0), tmp33, xmask)
        tmp35 = tl.sum(tmp34, 0)
        tmp36 = accum0 + tmp35
        accum0 = tmp36
        tmp37 = tl.sum(tmp3, 0)
        tmp38 = accum1 + tmp37
        accum1 = tmp38
    tl.store(ws_ptr + (tl.program_id(0) + 0 * tl.num_programs(0)) * r0_numel + r0_index, accum0, r0_mask)
    tl.store(ws_ptr + (tl.program_id(0) + 1 * tl.num_programs(0)) * r0_numel + r0_index, accum1, r0_mask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpc5xpkko5/ju/cjugjzdwhfuq7eeikyt7vv7g5rzthv4e6fk3h3knbsdiwiy52lxj.py
# Topologically Sorted Source Nodes: [convert_element_type_9], Original ATen: [aten.native_layer_norm_backward]
# Source node to ATen node mapping:
#   convert_element_type_9 => convert_element_type_9
# Graph fragment:
#   %sum_3 : Tensor "f32[32][1]cuda:0" = PlaceHolder[target=sum_3]
#   %convert_element_type_9 : Tensor "bf16[32][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%sum_3, torch.bfloat16), kwargs = {})
#   return %convert_element_type_9
triton_poi_fused_native_layer_norm_backward_1 = async_compile.triton('triton_poi_fused_native_layer_norm_backward_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*bf16', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_native_layer_norm_backward_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 256}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_native_layer_norm_backward_1(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
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
        primals_1, primals_3, primals_4, convert_element_type_2, convert_element_type_3, tangents_1 = args
        args.clear()
        assert_size_stride(tangents_1, (512, 32), (32, 1))
        assert_size_stride(primals_4, (512, 32), (32, 1))
        assert_size_stride(primals_1, (32, ), (1, ))
        assert_size_stride(primals_3, (512, 32), (32, 1))
        assert_size_stride(convert_element_type_2, (512, 1), (1, 1))
        assert_size_stride(convert_element_type_3, (512, 1), (1, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            tangents_1 = copy_misaligned(tangents_1)
            buf6 = empty_strided_cuda((512, 32), (32, 1), torch.bfloat16)
            # Call mix order reduction kernel
            # Topologically Sorted Source Nodes: [mul_3, convert_element_type_4, convert_element_type_6, layer_norm, sub_1, mul_4, mul_5, mul_6, sum_1, mul_7, sum_2, mul_8, sub_2, sub_3, div, mul_9, mul_10, sum_3, sum_4, convert_element_type_8], Original ATen: [aten.mul, aten.native_layer_norm_backward, aten.native_layer_norm]
            workspace_0 = empty_strided_cuda((2048, ), (1, ), torch.float32)
            raw_stream0 = get_raw_stream(0)
            triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0.run(tangents_1, primals_4, primals_1, primals_3, convert_element_type_2, convert_element_type_3, buf6, workspace_0, 512, 32, stream=raw_stream0)
            buf3 = workspace_0[0 * (32) * (32) : (0 + 1) * (32) * (32)].view(32, 32).sum(dim=0, keepdim=False)
            buf5 = workspace_0[1 * (32) * (32) : (1 + 1) * (32) * (32)].view(32, 32).sum(dim=0, keepdim=False)
            del workspace_0
            del convert_element_type_2
            del convert_element_type_3
            del primals_1
            del primals_3
            del primals_4
            del tangents_1
            buf7 = empty_strided_cuda((32, ), (1, ), torch.bfloat16)
            # Topologically Sorted Source Nodes: [convert_element_type_9], Original ATen: [aten.native_layer_norm_backward]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_native_layer_norm_backward_1.run(buf3, buf7, 32, stream=raw_stream0)
            del buf3
            buf8 = empty_strided_cuda((32, ), (1, ), torch.bfloat16)
            # Topologically Sorted Source Nodes: [convert_element_type_10], Original ATen: [aten.native_layer_norm_backward]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_native_layer_norm_backward_1.run(buf5, buf8, 32, stream=raw_stream0)
            del buf5
        return (buf7, buf8, buf6, None, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    primals_1 = rand_strided((32, ), (1, ), device='cuda:0', dtype=torch.bfloat16)
    primals_3 = rand_strided((512, 32), (32, 1), device='cuda:0', dtype=torch.bfloat16)
    primals_4 = rand_strided((512, 32), (32, 1), device='cuda:0', dtype=torch.bfloat16)
    convert_element_type_2 = rand_strided((512, 1), (1, 1), device='cuda:0', dtype=torch.bfloat16)
    convert_element_type_3 = rand_strided((512, 1), (1, 1), device='cuda:0', dtype=torch.bfloat16)
    tangents_1 = rand_strided((512, 32), (32, 1), device='cuda:0', dtype=torch.bfloat16)
    return [primals_1, primals_3, primals_4, convert_element_type_2, convert_element_type_3, tangents_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
