# AOT ID: ['51_inference']
from ctypes import c_void_p, c_long, c_int
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile
from torch._inductor.codegen.memory_planning import _align as align
from torch import device, empty_strided
from torch._inductor.async_compile import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels
from torch._inductor.codegen.multi_kernel import MultiKernelCall
from torch._C import _cuda_getCurrentRawStream as get_raw_stream
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, grid_combo_kernels, start_graph, end_graph

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
empty_strided_xpu = torch._C._dynamo.guards._empty_strided_xpu
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/tmplthncupr/gl/cglcqcolrh2s6plr5g4zvqztjqnguq6sbh32vhsuzffb4la7c4ym.py
# Unsorted Source Nodes: [], Original ATen: []
# Source node to ATen node mapping:
triton_poi_fused_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[512], tile_hint=TileHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_poi_fused_0', 'mutated_arg_names': ['in_ptr1', 'out_ptr3'], 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False}
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, out_ptr1, out_ptr3, XBLOCK : tl.constexpr):
    pid = tl.program_id(0)
    num_xblocks_0 = tl.cdiv(132, XBLOCK)
    num_xblocks_1 = num_xblocks_0 + tl.cdiv(330, XBLOCK)
    num_xblocks_2 = num_xblocks_1 + tl.cdiv(66, XBLOCK)
    if pid < num_xblocks_0:
        pid_offset = pid
        xnumel = 132
        rnumel = 1
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x0 = xindex
        tmp0 = tl.load(in_ptr0 + (x0), xmask)
        tmp1 = tmp0 + tmp0
        tl.store(out_ptr0 + (x0), tmp1, xmask)
    elif pid < num_xblocks_1:
        pid_offset = pid - num_xblocks_0
        xnumel = 330
        rnumel = 1
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x1 = xindex % 5
        x2 = (xindex // 5)
        x3 = xindex
        tmp2 = (-1) + x1
        tmp3 = tl.full([1], 0, tl.int64)
        tmp4 = tmp2 >= tmp3
        tmp5 = tl.full([1], 2, tl.int64)
        tmp6 = tmp2 < tmp5
        tmp7 = tmp4 & tmp6
        tmp8 = tl.load(in_ptr0 + ((-1) + x1 + (2*x2)), tmp7 & xmask, other=0.0)
        tl.store(out_ptr1 + (x3), tmp8, xmask)
    elif pid < num_xblocks_2:
        pid_offset = pid - num_xblocks_1
        xnumel = 66
        rnumel = 1
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x4 = xindex
        tmp9 = tl.load(in_ptr1 + (x4), xmask)
        tmp10 = 0.5
        tmp11 = tmp9 * tmp10
        tmp12 = 1.0
        tmp13 = tmp11 + tmp12
        tl.store(out_ptr3 + (x4), tmp13, xmask)
    else:
        pass
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmplthncupr/sk/cskks5tq5bd3ch66axmn5pkvghwlff7ii6bnz6boy2uwei2h7wyi.py
# Unsorted Source Nodes: [], Original ATen: []
# Source node to ATen node mapping:
triton_per_fused_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.persistent_reduction(
    size_hints=[4, 64],
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*i1'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_per_fused_1', 'mutated_arg_names': [], 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False}
)
@triton.jit
def triton_(in_ptr0, out_ptr0, XBLOCK : tl.constexpr):
    pid = tl.program_id(0)
    if pid % 1 == 0:
        pid_offset = pid // 1
        xnumel = 4
        rnumel = 33
        RBLOCK_0: tl.constexpr = 64
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
        xmask = xindex < xnumel
        rindex = tl.arange(0, RBLOCK_0)[None, :]
        roffset = 0
        rmask = rindex < rnumel
        r2 = rindex
        x0 = xindex % 2
        x1 = (xindex // 2)
        x3 = xindex
        tmp0 = r2 + (33*x0)
        tmp1 = tl.full([1, 1], 0, tl.int64)
        tmp2 = tmp0 >= tmp1
        tmp3 = tl.full([1, 1], 33, tl.int64)
        tmp4 = tmp0 < tmp3
        tmp5 = tl.load(in_ptr0 + ((2*(r2 + (33*x0))) + (66*x1)), rmask & tmp4 & xmask, eviction_policy='evict_last', other=0.0)
        tmp6 = tmp0 >= tmp3
        tmp7 = tl.full([1, 1], 66, tl.int64)
        tmp8 = tmp0 < tmp7
        tmp9 = tl.load(in_ptr0 + (66 + ((-66)*x1) + (2*((-33) + r2 + (33*x0)))), rmask & tmp6 & xmask, eviction_policy='evict_last', other=0.0)
        tmp10 = tl.where(tmp4, tmp5, tmp9)
        tmp11 = (tmp10 != 0)
        tmp12 = tl.broadcast_to(tmp11, [XBLOCK, RBLOCK_0])
        tmp14 = tl.where(rmask & xmask, tmp12, 0)
        tmp15 = triton_helpers.any(tmp14, 1)[:, None]
        tl.store(out_ptr0 + (x3), tmp15, xmask)
    else:
        pass
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1, arg2_1 = args
    args.clear()
    assert_size_stride(arg0_1, (33, 2), (2, 1))
    assert_size_stride(arg1_1, (2, 33, 2), (66, 2, 1))
    assert_size_stride(arg2_1, (2, 33), (66, 2))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((2, 33, 2), (66, 2, 1), torch.float32)
        buf1 = empty_strided_cuda((2, 33, 5), (165, 5, 1), torch.float32)
        buf2 = empty_strided_cuda((2, 2, 1), (2, 1, 1), torch.bool)
        # Unsorted Source Nodes: [], Original ATen: []
        stream0 = get_raw_stream(0)
        triton_poi_fused_0.run(arg1_1, arg0_1, buf0, buf1, arg0_1, grid=grid_combo_kernels([132, 330, 66], num_kernels=3, min_blocks=0, is_sequential=True, default_meta=None), stream=stream0)
        # Unsorted Source Nodes: [], Original ATen: []
        triton_per_fused_1.run(arg2_1, buf2, grid=grid_combo_kernels(4, num_kernels=1, min_blocks=0, is_sequential=False, default_meta=None), stream=stream0)
        del arg0_1
        del arg1_1
        del arg2_1
    return (buf0, buf1, buf2, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((33, 2), (2, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((2, 33, 2), (66, 2, 1), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((2, 33), (66, 2), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
