
# AOT ID: ['13_backward']
from ctypes import c_void_p, c_long
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

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/mf/cmflr5qdz4jqlvwrwa5gwt2ezhmmaymdcobykps4mflpzauloixa.py
# Source Nodes: [], Original ATen: [aten.native_batch_norm_backward, aten.threshold_backward]

triton_red_fused_native_batch_norm_backward_threshold_backward_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.reduction(
    size_hints=[8, 256],
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    triton_meta={'signature': {0: '*i1', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: 'i32', 9: 'i32', 10: 'i32', 11: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_red_fused_native_batch_norm_backward_threshold_backward_0', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 5, 'num_reduction': 2, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False}
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, out_ptr0, out_ptr1, out_ptr2, ks0, ks1, xnumel, rnumel, XBLOCK : tl.constexpr, RBLOCK : tl.constexpr):
    xnumel = 6
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    rbase = tl.arange(0, RBLOCK)[None, :]
    x0 = xindex
    _tmp5 = tl.full([XBLOCK, RBLOCK], 0, tl.float32)
    tmp8 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
    _tmp12 = tl.full([XBLOCK, RBLOCK], 0, tl.float32)
    for roffset in range(0, rnumel, RBLOCK):
        rindex = roffset + rbase
        rmask = rindex < rnumel
        r3 = rindex % ks0
        r4 = (rindex // ks0)
        tmp0 = tl.load(in_ptr0 + (r3 + (4*x0) + (24*r4) + (x0*(ks1*ks1)) + ((-24)*ks1*r4) + ((-4)*ks1*x0) + (6*r4*(ks1*ks1))), rmask & xmask, eviction_policy='evict_last', other=0.0).to(tl.int1)
        tmp1 = tl.load(in_ptr1 + (r3 + (4*x0) + (24*r4) + (x0*(ks1*ks1)) + ((-24)*ks1*r4) + ((-4)*ks1*x0) + (6*r4*(ks1*ks1))), rmask & xmask, eviction_policy='evict_last', other=0.0)
        tmp7 = tl.load(in_ptr2 + (r3 + (4*x0) + (24*r4) + (x0*(ks1*ks1)) + ((-24)*ks1*r4) + ((-4)*ks1*x0) + (6*r4*(ks1*ks1))), rmask & xmask, eviction_policy='evict_last', other=0.0)
        tmp2 = 0.0
        tmp3 = tl.where(tmp0, tmp2, tmp1)
        tmp4 = tl.broadcast_to(tmp3, [XBLOCK, RBLOCK])
        tmp6 = _tmp5 + tmp4
        _tmp5 = tl.where(rmask & xmask, tmp6, _tmp5)
        tmp9 = tmp7 - tmp8
        tmp10 = tmp3 * tmp9
        tmp11 = tl.broadcast_to(tmp10, [XBLOCK, RBLOCK])
        tmp13 = _tmp12 + tmp11
        _tmp12 = tl.where(rmask & xmask, tmp13, _tmp12)
    tmp5 = tl.sum(_tmp5, 1)[:, None]
    tl.store(out_ptr0 + (x0), tmp5, xmask)
    tmp12 = tl.sum(_tmp12, 1)[:, None]
    tl.store(out_ptr1 + (x0), tmp12, xmask)
    tmp14 = tl.load(in_ptr4 + (x0), xmask, eviction_policy='evict_last')
    tmp15 = tmp12 * tmp14
    tl.store(out_ptr2 + (x0), tmp15, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/xg/cxg7zcebhakxf37qtnpby745rckn6oiamh7qpms3qtr25q7swxvz.py
# Source Nodes: [], Original ATen: [aten.convolution_backward, aten.native_batch_norm_backward, aten.threshold_backward]

triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[1024], 
    filename=__file__,
    triton_meta={'signature': {0: '*i1', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: '*fp32', 9: 'i32', 10: 'i32', 11: 'i32', 12: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7, 8), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 8, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, in_ptr5, in_ptr6, in_ptr7, out_ptr0, ks0, ks1, ks2, xnumel, XBLOCK : tl.constexpr):
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x3 = xindex
    x1 = (xindex // ks0) % 6
    tmp0 = tl.load(in_ptr0 + (x3), xmask, eviction_policy='evict_last').to(tl.int1)
    tmp1 = tl.load(in_ptr1 + (x3), xmask, eviction_policy='evict_last')
    tmp4 = tl.load(in_ptr2 + (x3), xmask, eviction_policy='evict_last')
    tmp5 = tl.load(in_ptr3 + (x1), xmask, eviction_policy='evict_last')
    tmp7 = tl.load(in_ptr4 + (x1), xmask, eviction_policy='evict_last')
    tmp11 = tl.load(in_ptr5 + (x1), xmask, eviction_policy='evict_last')
    tmp16 = tl.load(in_ptr6 + (x1), xmask, eviction_policy='evict_last')
    tmp19 = tl.load(in_ptr7 + (x1), xmask, eviction_policy='evict_last')
    tmp2 = 0.0
    tmp3 = tl.where(tmp0, tmp2, tmp1)
    tmp6 = tmp4 - tmp5
    tmp8 = 1.00000000000000 / (((24*ks1) + ((-24)*ks1*ks2) + (6*ks1*(ks2*ks2))) / 6)
    tmp9 = tmp8.to(tl.float32)
    tmp10 = tmp7 * tmp9
    tmp12 = tmp11 * tmp11
    tmp13 = tmp10 * tmp12
    tmp14 = tmp6 * tmp13
    tmp15 = tmp3 - tmp14
    tmp17 = tmp16 * tmp9
    tmp18 = tmp15 - tmp17
    tmp20 = tmp11 * tmp19
    tmp21 = tmp18 * tmp20
    tl.store(out_ptr0 + (x3), tmp21, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_8, primals_9, mul_10, primals_1, primals_3, primals_10, convolution, squeeze_1, le, unsqueeze_6, tangents_1 = args
    args.clear()
    s0 = primals_8
    s2 = primals_9
    assert_size_stride(primals_1, (6, 4, 3, 3), (36, 9, 3, 1))
    assert_size_stride(primals_3, (6, ), (1, ))
    assert_size_stride(primals_10, (s0, 4, s2, s2), (4*(s2*s2), s2*s2, s2, 1))
    assert_size_stride(convolution, (s0, 6, (-2) + s2, (-2) + s2), (24 + ((-24)*s2) + (6*(s2*s2)), 4 + (s2*s2) + ((-4)*s2), (-2) + s2, 1))
    assert_size_stride(squeeze_1, (6, ), (1, ))
    assert_size_stride(le, (s0, 6, (-2) + s2, (-2) + s2), (24 + ((-24)*s2) + (6*(s2*s2)), 4 + (s2*s2) + ((-4)*s2), (-2) + s2, 1))
    assert_size_stride(unsqueeze_6, (1, 6, 1, 1), (6, 1, 1, 1))
    assert_size_stride(tangents_1, (s0, 6, (-2) + s2, (-2) + s2), (24 + ((-24)*s2) + (6*(s2*s2)), 4 + (s2*s2) + ((-4)*s2), (-2) + s2, 1))
    ps0 = 4 + (s2*s2) + ((-4)*s2)
    ps1 = 4 + (s2*s2) + ((-4)*s2)
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((6, ), (1, ), torch.float32)
        buf1 = empty_strided_cuda((6, ), (1, ), torch.float32)
        buf2 = empty_strided_cuda((6, ), (1, ), torch.float32)
        # Source Nodes: [], Original ATen: [aten.native_batch_norm_backward, aten.threshold_backward]
        triton_red_fused_native_batch_norm_backward_threshold_backward_0_rnumel = (4*s0) + (s0*(s2*s2)) + ((-4)*s0*s2)
        stream0 = get_raw_stream(0)
        triton_red_fused_native_batch_norm_backward_threshold_backward_0.run(le, tangents_1, convolution, unsqueeze_6, squeeze_1, buf0, buf1, buf2, ps0, s2, 6, triton_red_fused_native_batch_norm_backward_threshold_backward_0_rnumel, grid=grid(6), stream=stream0)
        buf3 = empty_strided_cuda((s0, 6, (-2) + s2, (-2) + s2), (24 + ((-24)*s2) + (6*(s2*s2)), 4 + (s2*s2) + ((-4)*s2), (-2) + s2, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.native_batch_norm_backward, aten.threshold_backward]
        triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1_xnumel = (24*s0) + ((-24)*s0*s2) + (6*s0*(s2*s2))
        triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1.run(le, tangents_1, convolution, unsqueeze_6, buf1, squeeze_1, buf0, primals_3, buf3, ps1, s0, s2, triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1_xnumel, grid=grid(triton_poi_fused_convolution_backward_native_batch_norm_backward_threshold_backward_1_xnumel), stream=stream0)
        del buf1
        del convolution
        del le
        del primals_3
        del squeeze_1
        del tangents_1
        del unsqueeze_6
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.native_batch_norm_backward, aten.threshold_backward]
        buf4 = aten.convolution_backward.default(buf3, primals_10, primals_1, [6], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [False, True, True])
        del buf3
        del primals_1
        del primals_10
        buf5 = buf4[1]
        buf6 = buf4[2]
        del buf4
    return (buf5, buf6, buf2, buf0, None, None, None, None, None, None, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_8 = 3
    primals_9 = 9
    mul_10 = 882
    primals_1 = rand_strided((6, 4, 3, 3), (36, 9, 3, 1), device='cuda:0', dtype=torch.float32)
    primals_3 = rand_strided((6, ), (1, ), device='cuda:0', dtype=torch.float32)
    primals_10 = rand_strided((3, 4, 9, 9), (324, 81, 9, 1), device='cuda:0', dtype=torch.float32)
    convolution = rand_strided((3, 6, 7, 7), (294, 49, 7, 1), device='cuda:0', dtype=torch.float32)
    squeeze_1 = rand_strided((6, ), (1, ), device='cuda:0', dtype=torch.float32)
    le = rand_strided((3, 6, 7, 7), (294, 49, 7, 1), device='cuda:0', dtype=torch.bool)
    unsqueeze_6 = rand_strided((1, 6, 1, 1), (6, 1, 1, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((3, 6, 7, 7), (294, 49, 7, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_8, primals_9, mul_10, primals_1, primals_3, primals_10, convolution, squeeze_1, le, unsqueeze_6, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
