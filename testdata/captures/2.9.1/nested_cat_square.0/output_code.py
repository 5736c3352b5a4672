# AOT ID: ['45_inference']
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


# kernel path: /tmp/torchinductor_user/tmp_48spb2c/qm/cqmyoxzzrrqoo3n4ur7tfqedxbbnqefodmzv6i44eahjnnn5oian.py
# Topologically Sorted Source Nodes: [t, mul, cat, sin, t_1, cat_1, cos, cat_2], Original ATen: [aten.t, aten.mul, aten.cat, aten.sin, aten.cos]
# Source node to ATen node mapping:
#   cat => cat
#   cat_1 => cat_1
#   cat_2 => cat_2
#   cos => cos
#   mul => mul
#   sin => sin
#   t => permute
#   t_1 => permute_1
# Graph fragment:
#   %arg0_1 : Tensor "f32[6, 6][6, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %permute : Tensor "f32[6, 6][1, 6]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg0_1, [1, 0]), kwargs = {})
#   %mul : Tensor "f32[6, 6][1, 6]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%permute, 2), kwargs = {})
#   %cat : Tensor "f32[12, 6][6, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%arg0_1, %mul],), kwargs = {})
#   %sin : Tensor "f32[12, 6][6, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sin.default](args = (%cat,), kwargs = {})
#   %permute_1 : Tensor "f32[6, 6][1, 6]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.permute.default](args = (%arg0_1, [1, 0]), kwargs = {})
#   %cat_1 : Tensor "f32[12, 6][6, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%permute_1, %arg0_1],), kwargs = {})
#   %cos : Tensor "f32[12, 6][6, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cos.default](args = (%cat_1,), kwargs = {})
#   %cat_2 : Tensor "f32[12, 12][12, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%sin, %cos], 1), kwargs = {})
#   return %cat_2
triton_poi_fused_cat_cos_mul_sin_t_0 = async_compile.triton('triton_poi_fused_cat_cos_mul_sin_t_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'y': 16, 'x': 16}, tile_hint=TileHint.SQUARE,
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'ynumel': 'i32', 'xnumel': 'i32', 'YBLOCK': 'constexpr', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid2D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_cat_cos_mul_sin_t_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 4, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'y': 1152, 'x': 2304}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_cat_cos_mul_sin_t_0(in_ptr0, out_ptr0, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 12
    xnumel = 12
    yoffset = tl.program_id(1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[:, None]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[None, :]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = x1
    tmp1 = tl.full([1, 1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1, 1], 6, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.broadcast_to(y0, [YBLOCK, XBLOCK])
    tmp6 = tl.full([1, 1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1, 1], 6, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (6*(y0) + (x1)), tmp10 & xmask & ymask, eviction_policy='evict_last', other=0.0)
    tmp12 = tmp5 >= tmp8
    tmp13 = tl.full([1, 1], 12, tl.int64)
    tmp14 = tmp5 < tmp13
    tmp15 = tmp12 & tmp4
    tmp16 = tl.load(in_ptr0 + (6*(x1) + ((-6) + y0)), tmp15 & xmask & ymask, eviction_policy='evict_last', other=0.0)
    tmp17 = 2.0
    tmp18 = tmp16 * tmp17
    tmp19 = tl.full(tmp18.shape, 0.0, tmp18.dtype)
    tmp20 = tl.where(tmp15, tmp18, tmp19)
    tmp21 = tl.where(tmp9, tmp11, tmp20)
    tmp22 = tl_math.sin(tmp21)
    tmp23 = tl.full(tmp22.shape, 0.0, tmp22.dtype)
    tmp24 = tl.where(tmp4, tmp22, tmp23)
    tmp25 = tmp0 >= tmp3
    tmp26 = tl.full([1, 1], 12, tl.int64)
    tmp27 = tmp0 < tmp26
    tmp28 = tl.broadcast_to(y0, [YBLOCK, XBLOCK])
    tmp29 = tl.full([1, 1], 0, tl.int64)
    tmp30 = tmp28 >= tmp29
    tmp31 = tl.full([1, 1], 6, tl.int64)
    tmp32 = tmp28 < tmp31
    tmp33 = tmp32 & tmp25
    tmp34 = tl.load(in_ptr0 + (6*((-6) + x1) + (y0)), tmp33 & xmask & ymask, eviction_policy='evict_last', other=0.0)
    tmp35 = tmp28 >= tmp31
    tmp36 = tl.full([1, 1], 12, tl.int64)
    tmp37 = tmp28 < tmp36
    tmp38 = tmp35 & tmp25
    tmp39 = tl.load(in_ptr0 + (6*((-6) + y0) + ((-6) + x1)), tmp38 & xmask & ymask, eviction_policy='evict_last', other=0.0)
    tmp40 = tl.where(tmp32, tmp34, tmp39)
    tmp41 = tl_math.cos(tmp40)
    tmp42 = tl.full(tmp41.shape, 0.0, tmp41.dtype)
    tmp43 = tl.where(tmp25, tmp41, tmp42)
    tmp44 = tl.where(tmp4, tmp24, tmp43)
    tl.store(out_ptr0 + (x1 + 12*y0), tmp44, xmask & ymask)
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
        assert_size_stride(arg0_1, (6, 6), (6, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((12, 12), (12, 1), torch.float32)
            # Topologically Sorted Source Nodes: [t, mul, cat, sin, t_1, cat_1, cos, cat_2], Original ATen: [aten.t, aten.mul, aten.cat, aten.sin, aten.cos]
            stream0 = get_raw_stream(0)
            triton_poi_fused_cat_cos_mul_sin_t_0.run(arg0_1, buf0, 12, 12, stream=stream0)
            del arg0_1
        return (buf0, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((6, 6), (6, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
