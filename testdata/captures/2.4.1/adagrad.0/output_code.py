
# AOT ID: ['33_inference']
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


# kernel path: /tmp/torchinductor_user/7d/c7drmzietxh7o7yzi7djnjn77v7zjwz4u2akp5lb6hf2bfefa3ly.py
# Source Nodes: [], Original ATen: []

triton_for_fused_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.foreach(
    num_warps=8,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: '*fp32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7, 8), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_for_fused_0', 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, out_ptr0, out_ptr1, out_ptr2, out_ptr3, out_ptr4, out_ptr5):
    xpid = tl.program_id(0)
    XBLOCK: tl.constexpr = 1024
    if xpid >= 0 and xpid < 1:
        xpid_offset = xpid - 0
        xnumel = 1
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        tmp0 = tl.load(in_ptr0 + (0))
        tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
        tmp2 = 1.0
        tmp3 = tmp1 + tmp2
        tl.store(out_ptr0 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
        tl.store(out_ptr1 + (tl.full([XBLOCK], 0, tl.int32)), tmp3, None)
    elif xpid >= 1 and xpid < 2:
        xpid_offset = xpid - 1
        xnumel = 1
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        tmp4 = tl.load(in_ptr1 + (0))
        tmp5 = tl.broadcast_to(tmp4, [XBLOCK])
        tmp6 = 1.0
        tmp7 = tmp5 + tmp6
        tl.store(out_ptr2 + (tl.full([XBLOCK], 0, tl.int32)), tmp7, None)
        tl.store(out_ptr3 + (tl.full([XBLOCK], 0, tl.int32)), tmp7, None)
    elif xpid >= 2 and xpid < 3:
        xpid_offset = xpid - 2
        xnumel = 1
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        tmp8 = tl.load(in_ptr2 + (0))
        tmp9 = tl.broadcast_to(tmp8, [XBLOCK])
        tmp10 = 1.0
        tmp11 = tmp9 + tmp10
        tl.store(out_ptr4 + (tl.full([XBLOCK], 0, tl.int32)), tmp11, None)
        tl.store(out_ptr5 + (tl.full([XBLOCK], 0, tl.int32)), tmp11, None)
    else:
        pass
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/rh/crh4t2qx7jdir4eqgghaog6dpojgjqrt463card2ppmmitzxd7ui.py
# Source Nodes: [], Original ATen: []

triton_for_fused_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.foreach(
    num_warps=8,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: '*fp32', 9: '*fp32', 10: '*fp32', 11: '*fp32', 12: '*fp32', 13: '*fp32', 14: '*fp32', 15: '*fp32', 16: '*fp32', 17: '*fp32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), equal_to_1=())]},
    inductor_meta={'kernel_name': 'triton_for_fused_1', 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, in_ptr5, in_ptr6, in_ptr7, in_ptr8, in_ptr9, in_ptr10, in_ptr11, out_ptr0, out_ptr1, out_ptr2, out_ptr3, out_ptr4, out_ptr5):
    xpid = tl.program_id(0)
    XBLOCK: tl.constexpr = 1024
    if xpid >= 0 and xpid < 1:
        xpid_offset = xpid - 0
        xnumel = 15
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x0 = xindex
        tmp0 = tl.load(in_ptr0 + (x0), xmask)
        tmp1 = tl.load(in_ptr1 + (x0), xmask)
        tmp4 = tl.load(in_ptr2 + (x0), xmask)
        tmp5 = tl.load(in_ptr3 + (0))
        tmp6 = tl.broadcast_to(tmp5, [XBLOCK])
        tmp2 = tmp1 * tmp1
        tmp3 = tmp0 + tmp2
        tmp7 = 1.0
        tmp8 = tmp6 - tmp7
        tmp9 = 0.0
        tmp10 = tmp8 * tmp9
        tmp11 = tmp10 + tmp7
        tmp12 = tl.full([1], 1, tl.int32)
        tmp13 = tmp12 / tmp11
        tmp14 = -0.01
        tmp15 = tmp13 * tmp14
        tmp16 = tmp1 * tmp15
        tmp17 = libdevice.sqrt(tmp3)
        tmp18 = 1e-10
        tmp19 = tmp17 + tmp18
        tmp20 = tmp16 / tmp19
        tmp21 = tmp4 + tmp20
        tl.store(out_ptr0 + (x0), tmp3, xmask)
        tl.store(out_ptr1 + (x0), tmp21, xmask)
    elif xpid >= 1 and xpid < 2:
        xpid_offset = xpid - 1
        xnumel = 7
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x1 = xindex
        tmp22 = tl.load(in_ptr4 + (x1), xmask)
        tmp23 = tl.load(in_ptr5 + (x1), xmask)
        tmp26 = tl.load(in_ptr6 + (x1), xmask)
        tmp27 = tl.load(in_ptr7 + (0))
        tmp28 = tl.broadcast_to(tmp27, [XBLOCK])
        tmp24 = tmp23 * tmp23
        tmp25 = tmp22 + tmp24
        tmp29 = 1.0
        tmp30 = tmp28 - tmp29
        tmp31 = 0.0
        tmp32 = tmp30 * tmp31
        tmp33 = tmp32 + tmp29
        tmp34 = tl.full([1], 1, tl.int32)
        tmp35 = tmp34 / tmp33
        tmp36 = -0.01
        tmp37 = tmp35 * tmp36
        tmp38 = tmp23 * tmp37
        tmp39 = libdevice.sqrt(tmp25)
        tmp40 = 1e-10
        tmp41 = tmp39 + tmp40
        tmp42 = tmp38 / tmp41
        tmp43 = tmp26 + tmp42
        tl.store(out_ptr2 + (x1), tmp25, xmask)
        tl.store(out_ptr3 + (x1), tmp43, xmask)
    elif xpid >= 2 and xpid < 3:
        xpid_offset = xpid - 2
        xnumel = 8
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x2 = xindex
        tmp44 = tl.load(in_ptr8 + (x2), xmask)
        tmp45 = tl.load(in_ptr9 + (x2), xmask)
        tmp48 = tl.load(in_ptr10 + (x2), xmask)
        tmp49 = tl.load(in_ptr11 + (0))
        tmp50 = tl.broadcast_to(tmp49, [XBLOCK])
        tmp46 = tmp45 * tmp45
        tmp47 = tmp44 + tmp46
        tmp51 = 1.0
        tmp52 = tmp50 - tmp51
        tmp53 = 0.0
        tmp54 = tmp52 * tmp53
        tmp55 = tmp54 + tmp51
        tmp56 = tl.full([1], 1, tl.int32)
        tmp57 = tmp56 / tmp55
        tmp58 = -0.01
        tmp59 = tmp57 * tmp58
        tmp60 = tmp45 * tmp59
        tmp61 = libdevice.sqrt(tmp47)
        tmp62 = 1e-10
        tmp63 = tmp61 + tmp62
        tmp64 = tmp60 / tmp63
        tmp65 = tmp48 + tmp64
        tl.store(out_ptr4 + (x2), tmp47, xmask)
        tl.store(out_ptr5 + (x2), tmp65, xmask)
    else:
        pass
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1, arg6_1, arg7_1, arg8_1, arg9_1, arg10_1, arg11_1 = args
    args.clear()
    assert_size_stride(arg0_1, (5, 3), (3, 1))
    assert_size_stride(arg1_1, (7, ), (1, ))
    assert_size_stride(arg2_1, (2, 2, 2), (4, 2, 1))
    assert_size_stride(arg3_1, (), ())
    assert_size_stride(arg4_1, (7, ), (1, ))
    assert_size_stride(arg5_1, (5, 3), (3, 1))
    assert_size_stride(arg6_1, (2, 2, 2), (4, 2, 1))
    assert_size_stride(arg7_1, (), ())
    assert_size_stride(arg8_1, (), ())
    assert_size_stride(arg9_1, (5, 3), (3, 1))
    assert_size_stride(arg10_1, (7, ), (1, ))
    assert_size_stride(arg11_1, (2, 2, 2), (4, 2, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((), (), torch.float32)
        buf1 = empty_strided_cuda((), (), torch.float32)
        buf2 = empty_strided_cuda((), (), torch.float32)
        # Source Nodes: [], Original ATen: []
        stream0 = get_raw_stream(0)
        triton_for_fused_0.run(arg7_1, arg3_1, arg8_1, buf0, arg7_1, buf1, arg3_1, buf2, arg8_1, grid=((3, 1, 1)), stream=stream0)
        del arg3_1
        del arg7_1
        del arg8_1
        # Source Nodes: [], Original ATen: []
        triton_for_fused_1.run(arg5_1, arg9_1, arg0_1, buf0, arg4_1, arg10_1, arg1_1, buf1, arg6_1, arg11_1, arg2_1, buf2, arg5_1, arg0_1, arg4_1, arg1_1, arg6_1, arg2_1, grid=((3, 1, 1)), stream=stream0)
        del arg0_1
        del arg10_1
        del arg11_1
        del arg1_1
        del arg2_1
        del arg4_1
        del arg5_1
        del arg6_1
        del arg9_1
        del buf0
        del buf1
        del buf2
    return ()


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((5, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((2, 2, 2), (4, 2, 1), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    arg4_1 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg5_1 = rand_strided((5, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg6_1 = rand_strided((2, 2, 2), (4, 2, 1), device='cuda:0', dtype=torch.float32)
    arg7_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    arg8_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    arg9_1 = rand_strided((5, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    arg10_1 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg11_1 = rand_strided((2, 2, 2), (4, 2, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1, arg6_1, arg7_1, arg8_1, arg9_1, arg10_1, arg11_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
