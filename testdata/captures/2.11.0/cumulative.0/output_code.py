# AOT ID: ['39_inference']
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


# kernel path: /tmp/torchinductor_user/tmp0fq63qsj/lw/clwkipcfqctirjk7f5zakqbd2gh7gazrdzn3qmlmhehv74vavd52.py
# Topologically Sorted Source Nodes: [cummax, cumsum_1, cumprod, logcumsumexp], Original ATen: [aten.cummax, aten.cumsum, aten.cumprod, aten.logcumsumexp]
# Source node to ATen node mapping:
#   cummax => cummax
#   cumprod => cumprod
#   cumsum_1 => cumsum_1
#   logcumsumexp => logcumsumexp
# Graph fragment:
#   %arg0_1 : Tensor "f32[9, 14][14, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %cummax : [num_users=2] = call_function[target=torch.ops.aten.cummax.default](args = (%arg0_1, 1), kwargs = {})
#   %cumsum_1 : Tensor "f32[9, 14][14, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cumsum.default](args = (%arg0_1, 1), kwargs = {})
#   %cumprod : Tensor "f32[9, 14][14, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cumprod.default](args = (%arg0_1, 1), kwargs = {})
#   %logcumsumexp : Tensor "f32[9, 14][14, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.logcumsumexp.default](args = (%arg0_1, 1), kwargs = {})
#   return %getitem,%getitem_1,%cumsum_1,%cumprod,%logcumsumexp
triton_per_fused_cummax_cumprod_cumsum_logcumsumexp_0 = async_compile.triton('triton_per_fused_cummax_cumprod_cumsum_logcumsumexp_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton.jit
def _triton_helper_fn_gt_eq_ne_ne_gt_logical_or_logical_and_logical_or_gt_logical_and_logical_or_where_where0(arg0_0, arg0_1, arg1_0, arg1_1):
    tmp0 = arg0_0 > arg1_0
    tmp1 = arg0_0 == arg1_0
    tmp2 = arg0_0 != arg0_0
    tmp3 = arg1_0 != arg1_0
    tmp4 = tmp2 > tmp3
    tmp5 = tmp0 | tmp4
    tmp6 = tmp2 & tmp3
    tmp7 = tmp1 | tmp6
    tmp8 = arg0_1 > arg1_1
    tmp9 = tmp7 & tmp8
    tmp10 = tmp5 | tmp9
    tmp11 = tl.where(tmp10, arg0_0, arg1_0)
    tmp12 = tl.where(tmp10, arg0_1, arg1_1)
    return tmp11, tmp12

@triton.jit
def _triton_helper_fn_add1(arg0_0, arg1_0):
    tmp0 = arg0_0 + arg1_0
    return tmp0

@triton.jit
def _triton_helper_fn_mul2(arg0_0, arg1_0):
    tmp0 = arg0_0 * arg1_0
    return tmp0

@triton.jit
def _triton_helper_fn_minimum_maximum_ne_isinf_bitwise_not_bitwise_or_sub_exp_log1p_add_where3(arg0_0, arg1_0):
    tmp0 = triton_helpers.minimum(arg0_0, arg1_0)
    tmp1 = triton_helpers.maximum(arg0_0, arg1_0)
    tmp2 = tmp0 != tmp1
    tmp3 = libdevice.isinf(tmp0).to(tl.int1)
    tmp4 = ~tmp3
    tmp5 = tmp2 | tmp4
    tmp6 = tmp0 - tmp1
    tmp7 = libdevice.exp(tmp6)
    tmp8 = libdevice.log1p(tmp7)
    tmp9 = tmp8 + tmp1
    tmp10 = tl.where(tmp5, tmp9, arg0_0)
    return tmp10

@triton_heuristics.persistent_reduction(
    size_hints={'x': 16, 'r0_': 16},
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*i64', 'out_ptr2': '*fp32', 'out_ptr3': '*fp32', 'out_ptr4': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_per_fused_cummax_cumprod_cumsum_logcumsumexp_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 5, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 0, 'r0_': 6552}}
)
@triton.jit
def triton_per_fused_cummax_cumprod_cumsum_logcumsumexp_0(in_ptr0, out_ptr0, out_ptr1, out_ptr2, out_ptr3, out_ptr4, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 9
    r0_numel = 14
    R0_BLOCK: tl.constexpr = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_1 = r0_index
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (r0_1 + 14*x0), r0_mask & xmask, other=0.0)
    tmp1 = r0_1
    tmp2 = tmp0.to(tl.float32)
    tmp3 = tl.broadcast_to(tmp2, [XBLOCK, R0_BLOCK])
    tmp4 = tmp1.to(tl.int64)
    tmp5 = tl.broadcast_to(tmp4, [XBLOCK, R0_BLOCK])
    tmp6, tmp7, = tl.associative_scan((tmp3, tmp5,), 1, _triton_helper_fn_gt_eq_ne_ne_gt_logical_or_logical_and_logical_or_gt_logical_and_logical_or_where_where0)
    tmp8, = tl.associative_scan((tmp3,), 1, _triton_helper_fn_add1)
    tmp9, = tl.associative_scan((tmp3,), 1, _triton_helper_fn_mul2)
    tmp10, = tl.associative_scan((tmp3,), 1, _triton_helper_fn_minimum_maximum_ne_isinf_bitwise_not_bitwise_or_sub_exp_log1p_add_where3)
    tl.store(out_ptr0 + (r0_1 + 14*x0), tmp6, r0_mask & xmask)
    tl.store(out_ptr1 + (r0_1 + 14*x0), tmp7, r0_mask & xmask)
    tl.store(out_ptr2 + (r0_1 + 14*x0), tmp8, r0_mask & xmask)
    tl.store(out_ptr3 + (r0_1 + 14*x0), tmp9, r0_mask & xmask)
    tl.store(out_ptr4 + (r0_1 + 14*x0), tmp10, r0_mask & xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmp0fq63qsj/im/cim52nbvwnjbit6suiogbjgdrjyyes5bsqyxrobm7tyj4aix6vm7.py
# Topologically Sorted Source Nodes: [cummin, cumsum], Original ATen: [aten.cummin, aten.cumsum]
# Source node to ATen node mapping:
#   cummin => cummin
#   cumsum => cumsum
# Graph fragment:
#   %arg0_1 : Tensor "f32[9, 14][14, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %cummin : [num_users=2] = call_function[target=torch.ops.aten.cummin.default](args = (%arg0_1, 0), kwargs = {})
#   %cumsum : Tensor "f32[9, 14][14, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cumsum.default](args = (%arg0_1, 0), kwargs = {})
#   return %getitem_2,%getitem_3,%cumsum
triton_per_fused_cummin_cumsum_1 = async_compile.triton('triton_per_fused_cummin_cumsum_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton.jit
def _triton_helper_fn_lt_eq_ne_ne_gt_logical_or_logical_and_logical_or_gt_logical_and_logical_or_where_where0(arg0_0, arg0_1, arg1_0, arg1_1):
    tmp0 = arg0_0 < arg1_0
    tmp1 = arg0_0 == arg1_0
    tmp2 = arg0_0 != arg0_0
    tmp3 = arg1_0 != arg1_0
    tmp4 = tmp2 > tmp3
    tmp5 = tmp0 | tmp4
    tmp6 = tmp2 & tmp3
    tmp7 = tmp1 | tmp6
    tmp8 = arg0_1 > arg1_1
    tmp9 = tmp7 & tmp8
    tmp10 = tmp5 | tmp9
    tmp11 = tl.where(tmp10, arg0_0, arg1_0)
    tmp12 = tl.where(tmp10, arg0_1, arg1_1)
    return tmp11, tmp12

@triton.jit
def _triton_helper_fn_add1(arg0_0, arg1_0):
    tmp0 = arg0_0 + arg1_0
    return tmp0

@triton_heuristics.persistent_reduction(
    size_hints={'x': 16, 'r0_': 16},
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*i64', 'out_ptr2': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_per_fused_cummin_cumsum_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'atomic_add_found': False, 'num_load': 1, 'num_store': 3, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 4536, 'r0_': 0}}
)
@triton.jit
def triton_per_fused_cummin_cumsum_1(in_ptr0, out_ptr0, out_ptr1, out_ptr2, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 14
    r0_numel = 9
    R0_BLOCK: tl.constexpr = 16
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_index = tl.arange(0, R0_BLOCK)[None, :]
    r0_offset = 0
    r0_mask = r0_index < r0_numel
    roffset = r0_offset
    rindex = r0_index
    r0_1 = r0_index
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0 + 14*r0_1), r0_mask & xmask, other=0.0)
    tmp1 = r0_1
    tmp2 = tmp0.to(tl.float32)
    tmp3 = tl.broadcast_to(tmp2, [XBLOCK, R0_BLOCK])
    tmp4 = tmp1.to(tl.int64)
    tmp5 = tl.broadcast_to(tmp4, [XBLOCK, R0_BLOCK])
    tmp6, tmp7, = tl.associative_scan((tmp3, tmp5,), 1, _triton_helper_fn_lt_eq_ne_ne_gt_logical_or_logical_and_logical_or_gt_logical_and_logical_or_where_where0)
    tmp8, = tl.associative_scan((tmp3,), 1, _triton_helper_fn_add1)
    tl.store(out_ptr0 + (x0 + 14*r0_1), tmp6, r0_mask & xmask)
    tl.store(out_ptr1 + (x0 + 14*r0_1), tmp7, r0_mask & xmask)
    tl.store(out_ptr2 + (x0 + 14*r0_1), tmp8, r0_mask & xmask)
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
        arg0_1, = args
        args.clear()
        assert_size_stride(arg0_1, (9, 14), (14, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            buf1 = empty_strided_cuda((9, 14), (14, 1), torch.int64)
            buf5 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            buf6 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            buf7 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            # Topologically Sorted Source Nodes: [cummax, cumsum_1, cumprod, logcumsumexp], Original ATen: [aten.cummax, aten.cumsum, aten.cumprod, aten.logcumsumexp]
            stream0 = get_raw_stream(0)
            triton_per_fused_cummax_cumprod_cumsum_logcumsumexp_0.run(arg0_1, buf0, buf1, buf5, buf6, buf7, 9, 14, stream=stream0)
            buf2 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            buf3 = empty_strided_cuda((9, 14), (14, 1), torch.int64)
            buf4 = empty_strided_cuda((9, 14), (14, 1), torch.float32)
            # Topologically Sorted Source Nodes: [cummin, cumsum], Original ATen: [aten.cummin, aten.cumsum]
            stream0 = get_raw_stream(0)
            triton_per_fused_cummin_cumsum_1.run(arg0_1, buf2, buf3, buf4, 14, 9, stream=stream0)
            del arg0_1
        return (buf4, buf5, buf6, buf0, buf1, buf2, buf3, buf7, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((9, 14), (14, 1), device='cuda:0', dtype=torch.float32)
    return [arg0_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
