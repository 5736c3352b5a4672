# AOT ID: ['48_inference']
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


# kernel path: /tmp/torchinductor_user/tmpvs08fuw9/dw/cdwvlls2rlfe6hyfmxxinz6ffortrmhzio4wllmbldsjmnzpnecg.py
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
    triton_meta={'signature': {0: '*fp64', 1: '*fp16', 2: '*fp64', 3: '*fp64', 4: '*fp64', 5: '*fp64', 6: '*fp16'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_poi_fused_0', 'mutated_arg_names': ['in_ptr1', 'out_ptr5'], 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False}
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, out_ptr1, out_ptr2, out_ptr3, out_ptr5, XBLOCK : tl.constexpr):
    pid = tl.program_id(0)
    num_xblocks_0 = tl.cdiv(72, XBLOCK)
    num_xblocks_1 = num_xblocks_0 + tl.cdiv(396, XBLOCK)
    if pid < num_xblocks_0:
        pid_offset = pid
        xnumel = 72
        rnumel = 1
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x0 = xindex % 2
        x1 = (xindex // 2)
        x2 = xindex
        tmp0 = x0
        tmp1 = tl.full([1], 0, tl.int64)
        tmp2 = tmp0 >= tmp1
        tmp3 = tl.full([1], 1, tl.int64)
        tmp4 = tmp0 < tmp3
        tmp5 = x1
        tmp6 = tmp5 >= tmp1
        tmp7 = tl.full([1], 12, tl.int64)
        tmp8 = tmp5 < tmp7
        tmp9 = tmp8 & tmp4
        tmp10 = tl.load(in_ptr0 + (2 + (12*x1) + x0), tmp9 & xmask, eviction_policy='evict_last', other=0.0)
        tmp11 = tmp5 >= tmp7
        tmp12 = tl.full([1], 24, tl.int64)
        tmp13 = tmp5 < tmp12
        tmp14 = tmp11 & tmp13
        tmp15 = tmp14 & tmp4
        tmp16 = tl.load(in_ptr0 + (2 + (12*((-12) + x1)) + x0), tmp15 & xmask, eviction_policy='evict_last', other=0.0)
        tmp17 = tl.full([1], 2.0, tl.float64)
        tmp18 = tmp16 * tmp17
        tmp19 = tl.full(tmp18.shape, 0.0, tmp18.dtype)
        tmp20 = tl.where(tmp15, tmp18, tmp19)
        tmp21 = tmp5 >= tmp12
        tmp22 = tl.full([1], 36, tl.int64)
        tmp23 = tmp5 < tmp22
        tmp24 = tmp21 & tmp4
        tmp25 = tl.load(in_ptr0 + (2 + (12*((-24) + x1)) + x0), tmp24 & xmask, eviction_policy='evict_last', other=0.0)
        tmp26 = tmp25 * tmp17
        tmp27 = tl.full(tmp26.shape, 0.0, tmp26.dtype)
        tmp28 = tl.where(tmp24, tmp26, tmp27)
        tmp29 = tl.where(tmp14, tmp20, tmp28)
        tmp30 = tl.where(tmp8, tmp10, tmp29)
        tmp31 = tl.full(tmp30.shape, 0.0, tmp30.dtype)
        tmp32 = tl.where(tmp4, tmp30, tmp31)
        tmp33 = tmp0 >= tmp3
        tmp34 = tl.full([1], 2, tl.int64)
        tmp35 = tmp0 < tmp34
        tmp36 = tmp8 & tmp33
        tmp37 = tl.load(in_ptr0 + (2 + (12*x1) + ((-1) + x0)), tmp36 & xmask, eviction_policy='evict_last', other=0.0)
        tmp38 = tmp14 & tmp33
        tmp39 = tl.load(in_ptr0 + (2 + (12*((-12) + x1)) + ((-1) + x0)), tmp38 & xmask, eviction_policy='evict_last', other=0.0)
        tmp40 = tmp39 * tmp17
        tmp41 = tl.full(tmp40.shape, 0.0, tmp40.dtype)
        tmp42 = tl.where(tmp38, tmp40, tmp41)
        tmp43 = tmp21 & tmp33
        tmp44 = tl.load(in_ptr0 + (2 + (12*((-24) + x1)) + ((-1) + x0)), tmp43 & xmask, eviction_policy='evict_last', other=0.0)
        tmp45 = tmp44 * tmp17
        tmp46 = tl.full(tmp45.shape, 0.0, tmp45.dtype)
        tmp47 = tl.where(tmp43, tmp45, tmp46)
        tmp48 = tl.where(tmp14, tmp42, tmp47)
        tmp49 = tl.where(tmp8, tmp37, tmp48)
        tmp50 = tl.full(tmp49.shape, 0.0, tmp49.dtype)
        tmp51 = tl.where(tmp33, tmp49, tmp50)
        tmp52 = tl.where(tmp4, tmp32, tmp51)
        tmp53 = tl.load(in_ptr0 + (2 + (12*x1)), tmp8 & xmask, eviction_policy='evict_last', other=0.0)
        tmp54 = tl.load(in_ptr0 + (2 + (12*((-12) + x1))), tmp14 & xmask, eviction_policy='evict_last', other=0.0)
        tmp55 = tmp54 * tmp17
        tmp56 = tl.full(tmp55.shape, 0.0, tmp55.dtype)
        tmp57 = tl.where(tmp14, tmp55, tmp56)
        tmp58 = tl.load(in_ptr0 + (2 + (12*((-24) + x1))), tmp21 & xmask, eviction_policy='evict_last', other=0.0)
        tmp59 = tmp58 * tmp17
        tmp60 = tl.full(tmp59.shape, 0.0, tmp59.dtype)
        tmp61 = tl.where(tmp21, tmp59, tmp60)
        tmp62 = tl.where(tmp14, tmp57, tmp61)
        tmp63 = tl.where(tmp8, tmp53, tmp62)
        tmp64 = tmp52 + tmp63
        tmp65 = tl_math.abs(tmp52)
        tmp66 = tl.full([1], 0.1, tl.float64)
        tmp67 = tmp65 + tmp66
        tmp68 = libdevice.log1p(tmp67)
        tmp69 = tl.full([1], 0, tl.int32)
        tmp70 = tmp69 < tmp68
        tmp71 = tmp70.to(tl.int8)
        tmp72 = tmp68 < tmp69
        tmp73 = tmp72.to(tl.int8)
        tmp74 = tmp71 - tmp73
        tmp75 = tmp74.to(tmp68.dtype)
        tmp76 = libdevice.isnan(tmp75).to(tl.int1)
        tmp77 = tmp75 < tmp75
        tmp78 = tmp76 | tmp77
        tmp79 = tl.where(tmp78, tmp75, tmp75)
        tl.store(out_ptr0 + (x2), tmp52, xmask)
        tl.store(out_ptr1 + (x2), tmp64, xmask)
        tl.store(out_ptr2 + (x2), tmp75, xmask)
        tl.store(out_ptr3 + (x2), tmp79, xmask)
    elif pid < num_xblocks_1:
        pid_offset = pid - num_xblocks_0
        xnumel = 396
        rnumel = 1
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x3 = xindex
        tmp80 = tl.load(in_ptr1 + (x3), xmask).to(tl.float32)
        tmp81 = 0.5
        tmp82 = tmp80 * tmp81
        tmp83 = 1.0
        tmp84 = tmp82 + tmp83
        tl.store(out_ptr5 + (x3), tmp84, xmask)
    else:
        pass
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpvs08fuw9/xk/cxk3dv4wtwn3pn3pk6gwlbagbgvty4wsokzqjpc5hmdisxdkqh5o.py
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
    size_hints=[1, 64],
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp64', 1: '*i64'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_per_fused_1', 'mutated_arg_names': [], 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False}
)
@triton.jit
def triton_(in_ptr0, out_ptr0, XBLOCK : tl.constexpr):
    pid = tl.program_id(0)
    if pid % 1 == 0:
        pid_offset = pid // 1
        xnumel = 1
        rnumel = 36
        RBLOCK_0: tl.constexpr = 64
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
        xmask = xindex < xnumel
        rindex = tl.arange(0, RBLOCK_0)[None, :]
        roffset = 0
        rmask = rindex < rnumel
        r0 = rindex
        tmp0 = r0
        tmp1 = tl.full([1, 1], 0, tl.int64)
        tmp2 = tmp0 >= tmp1
        tmp3 = tl.full([1, 1], 12, tl.int64)
        tmp4 = tmp0 < tmp3
        tmp5 = tl.load(in_ptr0 + (tl.broadcast_to(2 + (12*r0), [XBLOCK, RBLOCK_0])), rmask & tmp4 & xmask, eviction_policy='evict_last', other=0.0)
        tmp6 = tmp0 >= tmp3
        tmp7 = tl.full([1, 1], 24, tl.int64)
        tmp8 = tmp0 < tmp7
        tmp9 = tmp6 & tmp8
        tmp10 = tl.load(in_ptr0 + (tl.broadcast_to(2 + (12*((-12) + r0)), [XBLOCK, RBLOCK_0])), rmask & tmp9 & xmask, eviction_policy='evict_last', other=0.0)
        tmp11 = tl.full([1, 1], 2.0, tl.float64)
        tmp12 = tmp10 * tmp11
        tmp13 = tl.full(tmp12.shape, 0.0, tmp12.dtype)
        tmp14 = tl.where(tmp9, tmp12, tmp13)
        tmp15 = tmp0 >= tmp7
        tmp16 = tl.full([1, 1], 36, tl.int64)
        tmp17 = tmp0 < tmp16
        tmp18 = tl.load(in_ptr0 + (tl.broadcast_to(2 + (12*((-24) + r0)), [XBLOCK, RBLOCK_0])), rmask & tmp15 & xmask, eviction_policy='evict_last', other=0.0)
        tmp19 = tmp18 * tmp11
        tmp20 = tl.full(tmp19.shape, 0.0, tmp19.dtype)
        tmp21 = tl.where(tmp15, tmp19, tmp20)
        tmp22 = tl.where(tmp9, tmp14, tmp21)
        tmp23 = tl.where(tmp4, tmp5, tmp22)
        tmp24 = tl.broadcast_to(tmp23, [XBLOCK, RBLOCK_0])
        tmp26 = tl.where(rmask & xmask, tmp24, float("-inf"))
        tmp27 = tl.broadcast_to(rindex, tmp26.shape)
        _, tmp25_tmp = triton_helpers.max_with_index(tmp26, tmp27, 1)
        tmp25 = tmp25_tmp[:, None]
        tl.store(out_ptr0 + (tl.full([XBLOCK, 1], 0, tl.int32)), tmp25, None)
    else:
        pass
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1, arg2_1, arg3_1 = args
    args.clear()
    assert_size_stride(arg0_1, (33, 12), (12, 1))
    assert_size_stride(arg1_1, (12, 12), (1, 12))
    assert_size_stride(arg2_1, (12, 12), (12, 1))
    assert_size_stride(arg3_1, (12, 12), (12, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((36, 2), (2, 1), torch.float64)
        buf1 = empty_strided_cuda((36, 2), (2, 1), torch.float64)
        buf3 = empty_strided_cuda((36, 2), (2, 1), torch.float64)
        buf4 = empty_strided_cuda((36, 2), (2, 1), torch.float64)
        buf2 = empty_strided_cuda((1, ), (1, ), torch.int64)
        # Unsorted Source Nodes: [], Original ATen: []
        stream0 = get_raw_stream(0)
        triton_poi_fused_0.run(arg3_1, arg0_1, buf0, buf1, buf3, buf4, arg0_1, grid=grid_combo_kernels([72, 396], num_kernels=2, min_blocks=0, is_sequential=True, default_meta=None), stream=stream0)
        # Unsorted Source Nodes: [], Original ATen: []
        triton_per_fused_1.run(arg3_1, buf2, grid=grid_combo_kernels(1, num_kernels=1, min_blocks=0, is_sequential=False, default_meta=None), stream=stream0)
        del arg0_1
        del arg3_1
    return (buf0, buf1, buf2, buf3, buf4, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((33, 12), (12, 1), device='cuda:0', dtype=torch.float16)
    arg1_1 = rand_strided((12, 12), (1, 12), device='cuda:0', dtype=torch.bool)
    arg2_1 = rand_strided((12, 12), (12, 1), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((12, 12), (12, 1), device='cuda:0', dtype=torch.float64)
    fn = lambda: call([arg0_1, arg1_1, arg2_1, arg3_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
