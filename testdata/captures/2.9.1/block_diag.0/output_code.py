# AOT ID: ['35_inference']
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


# kernel path: /tmp/torchinductor_user/tmpzak3lls0/ji/cjim764bqidyxvhzw5zqsvkx3rj2iavncqby4axmppxbdye5rl3u.py
# Topologically Sorted Source Nodes: [block_diag], Original ATen: [aten.block_diag]
# Source node to ATen node mapping:
#   block_diag => cat, cat_1, cat_2, cat_3, full_default, full_default_1, full_default_2, full_default_3
# Graph fragment:
#   %arg0_1 : Tensor "f32[2, 3][3, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %arg1_1 : Tensor "f32[3, 1][1, 1]cuda:0" = PlaceHolder[target=arg1_1]
#   %full_default : Tensor "f32[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([2, 4], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %cat : Tensor "f32[2, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%arg0_1, %full_default], 1), kwargs = {})
#   %full_default_1 : Tensor "f32[3, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([3, 3], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %full_default_2 : Tensor "f32[3, 3][3, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([3, 3], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %cat_1 : Tensor "f32[3, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%full_default_1, %arg1_1, %full_default_2], 1), kwargs = {})
#   %full_default_3 : Tensor "f32[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([2, 4], 0), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %cat_2 : Tensor "f32[2, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%full_default_3, %arg0_1], 1), kwargs = {})
#   %cat_3 : Tensor "f32[7, 7][7, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cat.default](args = ([%cat, %cat_1, %cat_2],), kwargs = {})
#   return %cat_3
triton_poi_fused_block_diag_0 = async_compile.triton('triton_poi_fused_block_diag_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 64}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_block_diag_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 3, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 784}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_block_diag_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 49
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = xindex // 7
    x0 = (xindex % 7)
    x2 = xindex
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 2, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = x0
    tmp6 = tl.full([1], 0, tl.int64)
    tmp7 = tmp5 >= tmp6
    tmp8 = tl.full([1], 3, tl.int64)
    tmp9 = tmp5 < tmp8
    tmp10 = tmp9 & tmp4
    tmp11 = tl.load(in_ptr0 + (3*(x1) + (x0)), tmp10 & xmask, eviction_policy='evict_last', other=0.0)
    tmp12 = tmp5 >= tmp8
    tmp13 = tl.full([1], 7, tl.int64)
    tmp14 = tmp5 < tmp13
    tmp15 = tmp12 & tmp4
    tmp16 = 0.0
    tmp17 = tl.full(tmp16.shape, 0.0, tmp16.dtype)
    tmp18 = tl.where(tmp15, tmp16, tmp17)
    tmp19 = tl.where(tmp9, tmp11, tmp18)
    tmp20 = tl.full(tmp19.shape, 0.0, tmp19.dtype)
    tmp21 = tl.where(tmp4, tmp19, tmp20)
    tmp22 = tmp0 >= tmp3
    tmp23 = tl.full([1], 5, tl.int64)
    tmp24 = tmp0 < tmp23
    tmp25 = tmp22 & tmp24
    tmp26 = x0
    tmp27 = tl.full([1], 0, tl.int64)
    tmp28 = tmp26 >= tmp27
    tmp29 = tl.full([1], 3, tl.int64)
    tmp30 = tmp26 < tmp29
    tmp31 = tmp30 & tmp25
    tmp32 = 0.0
    tmp33 = tl.full(tmp32.shape, 0.0, tmp32.dtype)
    tmp34 = tl.where(tmp31, tmp32, tmp33)
    tmp35 = tmp26 >= tmp29
    tmp36 = tl.full([1], 4, tl.int64)
    tmp37 = tmp26 < tmp36
    tmp38 = tmp35 & tmp37
    tmp39 = tmp38 & tmp25
    tmp40 = tl.load(in_ptr1 + ((-2) + x1), tmp39 & xmask, eviction_policy='evict_last', other=0.0)
    tmp41 = tmp26 >= tmp36
    tmp42 = tl.full([1], 7, tl.int64)
    tmp43 = tmp26 < tmp42
    tmp44 = tmp41 & tmp25
    tmp45 = 0.0
    tmp46 = tl.full(tmp45.shape, 0.0, tmp45.dtype)
    tmp47 = tl.where(tmp44, tmp45, tmp46)
    tmp48 = tl.where(tmp38, tmp40, tmp47)
    tmp49 = tl.where(tmp30, tmp34, tmp48)
    tmp50 = tl.full(tmp49.shape, 0.0, tmp49.dtype)
    tmp51 = tl.where(tmp25, tmp49, tmp50)
    tmp52 = tmp0 >= tmp23
    tmp53 = tl.full([1], 7, tl.int64)
    tmp54 = tmp0 < tmp53
    tmp55 = x0
    tmp56 = tl.full([1], 0, tl.int64)
    tmp57 = tmp55 >= tmp56
    tmp58 = tl.full([1], 4, tl.int64)
    tmp59 = tmp55 < tmp58
    tmp60 = tmp59 & tmp52
    tmp61 = 0.0
    tmp62 = tl.full(tmp61.shape, 0.0, tmp61.dtype)
    tmp63 = tl.where(tmp60, tmp61, tmp62)
    tmp64 = tmp55 >= tmp58
    tmp65 = tl.full([1], 7, tl.int64)
    tmp66 = tmp55 < tmp65
    tmp67 = tmp64 & tmp52
    tmp68 = tl.load(in_ptr0 + (3*((-5) + x1) + ((-4) + x0)), tmp67 & xmask, eviction_policy='evict_last', other=0.0)
    tmp69 = tl.where(tmp59, tmp63, tmp68)
    tmp70 = tl.full(tmp69.shape, 0.0, tmp69.dtype)
    tmp71 = tl.where(tmp52, tmp69, tmp70)
    tmp72 = tl.where(tmp25, tmp51, tmp71)
    tmp73 = tl.where(tmp4, tmp21, tmp72)
    tl.store(out_ptr0 + (x2), tmp73, xmask)
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
        assert_size_stride(arg0_1, (2, 3), (3, 1))
        assert_size_stride(arg1_1, (3, 1), (1, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            buf0 = empty_strided_cuda((7, 7), (7, 1), torch.float32)
            # Topologically Sorted Source Nodes: [block_diag], Original ATen: [aten.block_diag]
            stream0 = get_raw_stream(0)
            triton_poi_fused_block_diag_0.run(arg0_1, arg1_1, buf0, 49, stream=stream0)
            del arg0_1
            del arg1_1
        return (buf0, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((2, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((3, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
