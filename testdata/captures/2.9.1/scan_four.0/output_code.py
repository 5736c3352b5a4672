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


# kernel path: /tmp/torchinductor_user/tmpql_vofin/eu/ceuk2ddonuhvsov6hjnqfe6szt3lwojtv4xk3t73rdi746z2izxu.py
# Topologically Sorted Source Nodes: [movedim, movedim_1, movedim_2, movedim_3, associative_scan], Original ATen: [aten.permute]
# Source node to ATen node mapping:
#   associative_scan => associative_scan
#   movedim => permute
#   movedim_1 => permute_1
#   movedim_2 => permute_2
#   movedim_3 => permute_3
# Graph fragment:
#   %arg0_1 : Tensor "f32[20, 3][3, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %arg1_1 : Tensor "f32[20, 3][3, 1]cuda:0" = PlaceHolder[target=arg1_1]
#   %arg2_1 : Tensor "f32[20, 3][3, 1]cuda:0" = PlaceHolder[target=arg2_1]
#   %arg3_1 : Tensor "f32[20, 3][3, 1]cuda:0" = PlaceHolder[target=arg3_1]
#   %permute : Tensor "f32[20, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg0_1, [0, 1]), kwargs = {})
#   %permute_1 : Tensor "f32[20, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg1_1, [0, 1]), kwargs = {})
#   %permute_2 : Tensor "f32[20, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg2_1, [0, 1]), kwargs = {})
#   %permute_3 : Tensor "f32[20, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg3_1, [0, 1]), kwargs = {})
#   %associative_scan : [num_users=4] = call_function[target=torch.ops.higher_order.associative_scan](args = (%associative_scan_combine_graph_0, [%permute, %permute_1, %permute_2, %permute_3], ()), kwargs = {})
#   return %getitem,%getitem_1,%getitem_2,%getitem_3
triton_per_fused_permute_0 = async_compile.triton('triton_per_fused_permute_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton.jit
def _triton_helper_fn_mul_mul_add_mul_mul_add_mul_mul_add_mul_mul_add0(arg0_0, arg0_1, arg0_2, arg0_3, arg1_0, arg1_1, arg1_2, arg1_3):
    tmp0 = arg0_0 * arg1_0
    tmp1 = arg0_1 * arg1_2
    tmp2 = tmp0 + tmp1
    tmp3 = arg0_0 * arg1_1
    tmp4 = arg0_1 * arg1_3
    tmp5 = tmp3 + tmp4
    tmp6 = arg0_2 * arg1_0
    tmp7 = arg0_3 * arg1_2
    tmp8 = tmp6 + tmp7
    tmp9 = arg0_2 * arg1_1
    tmp10 = arg0_3 * arg1_3
    tmp11 = tmp9 + tmp10
    return tmp2, tmp5, tmp8, tmp11

@triton_heuristics.persistent_reduction(
    size_hints={'x': 4, 'r0_': 32},
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'in_ptr3': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'out_ptr2': '*fp32', 'out_ptr3': '*fp32', 'xnumel': 'i32', 'r0_numel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]], (5,): [['tt.divisibility', 16]], (6,): [['tt.divisibility', 16]], (7,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_per_fused_permute_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': None, 'num_load': 4, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 1080, 'r0_': 0}}
)
@triton.jit
def triton_per_fused_permute_0(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, out_ptr1, out_ptr2, out_ptr3, xnumel, r0_numel, XBLOCK : tl.constexpr):
    xnumel = 3
    r0_numel = 20
    R0_BLOCK: tl.constexpr = 32
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
    tmp0 = tl.load(in_ptr0 + (x0 + 3*r0_1), r0_mask & xmask, other=0.0)
    tmp1 = tl.load(in_ptr1 + (x0 + 3*r0_1), r0_mask & xmask, other=0.0)
    tmp2 = tl.load(in_ptr2 + (x0 + 3*r0_1), r0_mask & xmask, other=0.0)
    tmp3 = tl.load(in_ptr3 + (x0 + 3*r0_1), r0_mask & xmask, other=0.0)
    tmp4 = tmp0.to(tl.float32)
    tmp5 = tl.broadcast_to(tmp4, [XBLOCK, R0_BLOCK])
    tmp6 = tmp1.to(tl.float32)
    tmp7 = tl.broadcast_to(tmp6, [XBLOCK, R0_BLOCK])
    tmp8 = tmp2.to(tl.float32)
    tmp9 = tl.broadcast_to(tmp8, [XBLOCK, R0_BLOCK])
    tmp10 = tmp3.to(tl.float32)
    tmp11 = tl.broadcast_to(tmp10, [XBLOCK, R0_BLOCK])
    tmp12, tmp13, tmp14, tmp15, = tl.associative_scan((tmp5, tmp7, tmp9, tmp11,), 1, _triton_helper_fn_mul_mul_add_mul_mul_add_mul_mul_add_mul_mul_add0)
    tl.store(out_ptr0 + (x0 + 3*r0_1), tmp12, r0_mask & xmask)
    tl.store(out_ptr1 + (x0 + 3*r0_1), tmp13, r0_mask & xmask)
    tl.store(out_ptr2 + (x0 + 3*r0_1), tmp14, r0_mask & xmask)
    tl.store(out_ptr3 + (x0 + 3*r0_1), tmp15, r0_mask & xmask)
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
        arg0_1, arg1_1, arg2_1, arg3_1 = args
        args.clear()
        assert_size_stride(arg0_1, (20, 3), (3, 1))
        assert_size_stride(arg1_1, (20, 3), (3, 1))
        assert_size_stride(arg2_1, (20, 3), (3, 1))
        assert_size_stride(arg3_1, (20, 3), (3, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((20, 3), (3, 1), torch.float32)
            buf1 = empty_strided_cuda((20, 3), (3, 1), torch.float32)
            buf2 = empty_strided_cuda((20, 3), (3, 1), torch.float32)
            buf3 = empty_strided_cuda((20, 3), (3, 1), torch.float32)
            # Topologically Sorted Source Nodes: [movedim, movedim_1, movedim_2, movedim_3, associative_scan], Original ATen: [aten.permute]
            stream0 = get_raw_stream(0)
            triton_per_fused_permute_0.run(arg0_1, arg1_1, arg2_1, arg3_1, buf0, buf1, buf2, buf3, 3, 20, stream=stream0)
            del arg0_1
            del arg1_1
            del arg2_1
            del arg3_1
        return (buf0, buf1, buf2, buf3, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((20, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((20, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((20, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((20, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1, arg3_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
