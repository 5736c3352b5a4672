
# AOT ID: ['32_inference']
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


# kernel path: /tmp/torchinductor_user/hx/chxalnyqz3oab56yezdwwsitf5zbsgnl6nyt3pkx3fkr2z45bhd3.py
# Source Nodes: [angle], Original ATen: [aten.angle]
# angle => atan2, isnan, scalar_tensor, where
triton_poi_fused_angle_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[32], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_angle_0', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 3, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 20
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last')
    tmp2 = tl.load(in_ptr1 + (1 + (2*x0)), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr2 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = libdevice.isnan(tmp0).to(tl.int1)
    tmp4 = libdevice.atan2(tmp2, tmp3)
    tmp5 = float("nan")
    tmp6 = tl.where(tmp1, tmp5, tmp4)
    tl.store(out_ptr0 + (x0), tmp6, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/dk/cdk3ne6ksaicybpjoihxjfsd4r76gh4m6tw4ykuhhbyjijtnao5e.py
# Source Nodes: [add], Original ATen: [aten.add]
# add => add
triton_poi_fused_add_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[32], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_1', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 20
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr1 + (1 + (2*x0)), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    assert_size_stride(arg0_1, (4, 5), (5, 1))
    assert_size_stride(arg1_1, (4, 5), (5, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        # Source Nodes: [z], Original ATen: [aten.complex]
        buf0 = aten.complex.default(arg1_1, arg0_1)
        del arg0_1
        del arg1_1
        buf1 = buf0
        del buf0
        # Source Nodes: [angle], Original ATen: [aten.angle]
        buf2 = aten.view_as_real.default(buf1)
        buf3 = buf2
        # Source Nodes: [angle], Original ATen: [aten.angle]
        buf4 = aten.view_as_real.default(buf1)
        buf5 = buf4
        # Source Nodes: [angle], Original ATen: [aten.angle]
        buf6 = aten.view_as_real.default(buf1)
        buf7 = buf6
        buf8 = empty_strided_cuda((4, 5), (5, 1), torch.float32)
        # Source Nodes: [angle], Original ATen: [aten.angle]
        stream0 = get_raw_stream(0)
        triton_poi_fused_angle_0.run(buf3, buf5, buf7, buf8, 20, grid=grid(20), stream=stream0)
        del buf2
        del buf3
        del buf4
        del buf5
        del buf6
        del buf7
        # Source Nodes: [angle, mul], Original ATen: [aten.angle, aten.mul]
        buf9 = aten.mul.Scalar(buf8, 1j)
        buf10 = buf9
        del buf9
        # Source Nodes: [mul_1], Original ATen: [aten.mul]
        buf11 = aten.mul.Scalar(buf10, 0.3)
        del buf10
        buf12 = buf11
        del buf11
        # Source Nodes: [exp], Original ATen: [aten.exp]
        buf13 = aten.exp.default(buf12)
        del buf12
        buf14 = buf13
        del buf13
        # Source Nodes: [w], Original ATen: [aten.mul]
        buf15 = aten.mul.Tensor(buf1, buf14)
        del buf14
        buf16 = buf15
        del buf15
        # Source Nodes: [abs_1], Original ATen: [aten.abs]
        buf17 = aten.abs.default(buf16)
        buf18 = buf17
        del buf17
        # Source Nodes: [getattr_1], Original ATen: [aten.view_as_real]
        buf19 = aten.view_as_real.default(buf16)
        buf20 = buf19
        # Source Nodes: [getattr_2], Original ATen: [aten.view_as_real]
        buf21 = aten.view_as_real.default(buf16)
        buf22 = buf21
        buf23 = buf8; del buf8  # reuse
        # Source Nodes: [add], Original ATen: [aten.add]
        triton_poi_fused_add_1.run(buf20, buf22, buf23, 20, grid=grid(20), stream=stream0)
        del buf16
        del buf19
        del buf20
        del buf21
        del buf22
        # Source Nodes: [conj], Original ATen: [aten._conj]
        buf24 = aten._conj.default(buf1)
        buf25 = buf24
        # Source Nodes: [mul_3], Original ATen: [aten.mul]
        buf26 = aten.mul.Tensor(buf1, buf25)
        del buf1
        del buf24
        del buf25
        buf27 = buf26
        del buf26
        # Source Nodes: [view_as_real], Original ATen: [aten.view_as_real]
        buf28 = aten.view_as_real.default(buf27)
        buf29 = buf28
    return (buf18, buf23, buf29, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
