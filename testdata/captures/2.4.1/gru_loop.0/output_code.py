
# AOT ID: ['27_inference']
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


# kernel path: /tmp/torchinductor_user/of/cof7bla2h2v4mwm5y6zfeylx6r65uhyene6wu2bcghpzmzokyfnk.py
# Source Nodes: [h], Original ATen: [aten.zeros]
# h => full
triton_poi_fused_zeros_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0,), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_zeros_0', 'mutated_arg_names': [], 'no_x_dim': False, 'num_load': 0, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 14
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = 0.0
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/ke/ckewscxnw7d4v5hwy6aim3ophh7zw425suzpalc2kgl43q7ruvey.py
# Source Nodes: [h_1], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
# h_1 => add, add_1, add_2, add_3, mul, mul_1, sigmoid, sigmoid_1, sub, tanh
triton_poi_fused_add_mul_sigmoid_sub_tanh_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_sigmoid_sub_tanh_1', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'num_load': 12, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, in_ptr3, xnumel, XBLOCK : tl.constexpr):
    xnumel = 14
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 7
    x1 = (xindex // 7)
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (14 + x0 + (21*x1)), xmask)
    tmp1 = tl.load(in_ptr1 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr2 + (14 + x0 + (21*x1)), xmask)
    tmp4 = tl.load(in_ptr3 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp6 = tl.load(in_ptr2 + (x0 + (21*x1)), xmask)
    tmp7 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
    tmp9 = tl.load(in_ptr0 + (x0 + (21*x1)), xmask)
    tmp10 = tl.load(in_ptr1 + (x0), xmask, eviction_policy='evict_last')
    tmp19 = tl.load(in_ptr2 + (7 + x0 + (21*x1)), xmask)
    tmp20 = tl.load(in_ptr3 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp22 = tl.load(in_ptr0 + (7 + x0 + (21*x1)), xmask)
    tmp23 = tl.load(in_ptr1 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tmp5 = tmp3 + tmp4
    tmp8 = tmp6 + tmp7
    tmp11 = tmp9 + tmp10
    tmp12 = tmp8 + tmp11
    tmp13 = tl.sigmoid(tmp12)
    tmp14 = tmp5 * tmp13
    tmp15 = tmp2 + tmp14
    tmp16 = libdevice.tanh(tmp15)
    tmp17 = 0.0
    tmp18 = tmp17 - tmp16
    tmp21 = tmp19 + tmp20
    tmp24 = tmp22 + tmp23
    tmp25 = tmp21 + tmp24
    tmp26 = tl.sigmoid(tmp25)
    tmp27 = tmp18 * tmp26
    tmp28 = tmp27 + tmp16
    tl.store(in_out_ptr0 + (x2), tmp28, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/zo/czocygdsf53rnjaigi73kvtrseefm3f6ousegcst3rpatvbanxub.py
# Source Nodes: [h_2], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
# h_2 => add_4, add_5, add_6, add_7, mul_2, mul_3, sigmoid_2, sigmoid_3, sub_1, tanh_1
triton_poi_fused_add_mul_sigmoid_sub_tanh_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_sigmoid_sub_tanh_2', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'num_load': 13, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, xnumel, XBLOCK : tl.constexpr):
    xnumel = 14
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 7
    x1 = (xindex // 7)
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (14 + x0 + (21*x1)), xmask)
    tmp1 = tl.load(in_ptr1 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr2 + (14 + x0 + (21*x1)), xmask)
    tmp4 = tl.load(in_ptr3 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp6 = tl.load(in_ptr2 + (x0 + (21*x1)), xmask)
    tmp7 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
    tmp9 = tl.load(in_ptr0 + (x0 + (21*x1)), xmask)
    tmp10 = tl.load(in_ptr1 + (x0), xmask, eviction_policy='evict_last')
    tmp17 = tl.load(in_ptr4 + (x2), xmask)
    tmp19 = tl.load(in_ptr2 + (7 + x0 + (21*x1)), xmask)
    tmp20 = tl.load(in_ptr3 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp22 = tl.load(in_ptr0 + (7 + x0 + (21*x1)), xmask)
    tmp23 = tl.load(in_ptr1 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tmp5 = tmp3 + tmp4
    tmp8 = tmp6 + tmp7
    tmp11 = tmp9 + tmp10
    tmp12 = tmp8 + tmp11
    tmp13 = tl.sigmoid(tmp12)
    tmp14 = tmp5 * tmp13
    tmp15 = tmp2 + tmp14
    tmp16 = libdevice.tanh(tmp15)
    tmp18 = tmp17 - tmp16
    tmp21 = tmp19 + tmp20
    tmp24 = tmp22 + tmp23
    tmp25 = tmp21 + tmp24
    tmp26 = tl.sigmoid(tmp25)
    tmp27 = tmp18 * tmp26
    tmp28 = tmp27 + tmp16
    tl.store(in_out_ptr0 + (x2), tmp28, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/5h/c5hocijm7pzsyxt7g6lf74xxqffgnpt7dcwxvnjo3soju6nx3xxp.py
# Source Nodes: [h_4], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
# h_4 => add_12, add_13, add_14, add_15, mul_6, mul_7, sigmoid_6, sigmoid_7, sub_3, tanh_3
triton_poi_fused_add_mul_sigmoid_sub_tanh_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, instance_descriptor, DeviceProperties

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: 'i32'}, 'device': DeviceProperties(type='cuda', index=0, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, multi_processor_count=132), 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_mul_sigmoid_sub_tanh_3', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'num_load': 13, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': False, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, in_ptr3, xnumel, XBLOCK : tl.constexpr):
    xnumel = 14
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 7
    x1 = (xindex // 7)
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (14 + x0 + (21*x1)), xmask)
    tmp1 = tl.load(in_ptr1 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr2 + (14 + x0 + (21*x1)), xmask)
    tmp4 = tl.load(in_ptr3 + (14 + x0), xmask, eviction_policy='evict_last')
    tmp6 = tl.load(in_ptr2 + (x0 + (21*x1)), xmask)
    tmp7 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
    tmp9 = tl.load(in_ptr0 + (x0 + (21*x1)), xmask)
    tmp10 = tl.load(in_ptr1 + (x0), xmask, eviction_policy='evict_last')
    tmp17 = tl.load(in_out_ptr0 + (x2), xmask)
    tmp19 = tl.load(in_ptr2 + (7 + x0 + (21*x1)), xmask)
    tmp20 = tl.load(in_ptr3 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp22 = tl.load(in_ptr0 + (7 + x0 + (21*x1)), xmask)
    tmp23 = tl.load(in_ptr1 + (7 + x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 + tmp1
    tmp5 = tmp3 + tmp4
    tmp8 = tmp6 + tmp7
    tmp11 = tmp9 + tmp10
    tmp12 = tmp8 + tmp11
    tmp13 = tl.sigmoid(tmp12)
    tmp14 = tmp5 * tmp13
    tmp15 = tmp2 + tmp14
    tmp16 = libdevice.tanh(tmp15)
    tmp18 = tmp17 - tmp16
    tmp21 = tmp19 + tmp20
    tmp24 = tmp22 + tmp23
    tmp25 = tmp21 + tmp24
    tmp26 = tl.sigmoid(tmp25)
    tmp27 = tmp18 * tmp26
    tmp28 = tmp27 + tmp16
    tl.store(in_out_ptr0 + (x2), tmp28, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1, arg6_1 = args
    args.clear()
    assert_size_stride(arg0_1, (21, 5), (5, 1))
    assert_size_stride(arg1_1, (21, 7), (7, 1))
    assert_size_stride(arg2_1, (21, ), (1, ))
    assert_size_stride(arg3_1, (21, ), (1, ))
    assert_size_stride(arg4_1, (3, 7), (7, 1))
    assert_size_stride(arg5_1, (3, ), (1, ))
    assert_size_stride(arg6_1, (4, 2, 5), (10, 5, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((2, 21), (21, 1), torch.float32)
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(reinterpret_tensor(arg6_1, (2, 5), (5, 1), 0), reinterpret_tensor(arg0_1, (5, 21), (1, 5), 0), out=buf0)
        buf1 = empty_strided_cuda((2, 7), (7, 1), torch.float32)
        # Source Nodes: [h], Original ATen: [aten.zeros]
        stream0 = get_raw_stream(0)
        triton_poi_fused_zeros_0.run(buf1, 14, grid=grid(14), stream=stream0)
        buf2 = empty_strided_cuda((2, 21), (21, 1), torch.float32)
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(buf1, reinterpret_tensor(arg1_1, (7, 21), (1, 7), 0), out=buf2)
        buf3 = empty_strided_cuda((2, 21), (21, 1), torch.float32)
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(reinterpret_tensor(arg6_1, (2, 5), (5, 1), 10), reinterpret_tensor(arg0_1, (5, 21), (1, 5), 0), out=buf3)
        buf4 = buf1; del buf1  # reuse
        buf5 = buf4; del buf4  # reuse
        # Source Nodes: [h_1], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
        triton_poi_fused_add_mul_sigmoid_sub_tanh_1.run(buf5, buf0, arg2_1, buf2, arg3_1, 14, grid=grid(14), stream=stream0)
        buf6 = buf2; del buf2  # reuse
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(buf5, reinterpret_tensor(arg1_1, (7, 21), (1, 7), 0), out=buf6)
        buf7 = buf0; del buf0  # reuse
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(reinterpret_tensor(arg6_1, (2, 5), (5, 1), 20), reinterpret_tensor(arg0_1, (5, 21), (1, 5), 0), out=buf7)
        buf8 = empty_strided_cuda((2, 7), (7, 1), torch.float32)
        buf9 = buf8; del buf8  # reuse
        # Source Nodes: [h_2], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
        triton_poi_fused_add_mul_sigmoid_sub_tanh_2.run(buf9, buf3, arg2_1, buf6, arg3_1, buf5, 14, grid=grid(14), stream=stream0)
        buf10 = buf6; del buf6  # reuse
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(buf9, reinterpret_tensor(arg1_1, (7, 21), (1, 7), 0), out=buf10)
        buf11 = buf3; del buf3  # reuse
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(reinterpret_tensor(arg6_1, (2, 5), (5, 1), 30), reinterpret_tensor(arg0_1, (5, 21), (1, 5), 0), out=buf11)
        del arg0_1
        del arg6_1
        buf12 = empty_strided_cuda((2, 7), (7, 1), torch.float32)
        buf13 = buf12; del buf12  # reuse
        # Source Nodes: [h_3], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
        triton_poi_fused_add_mul_sigmoid_sub_tanh_2.run(buf13, buf7, arg2_1, buf10, arg3_1, buf9, 14, grid=grid(14), stream=stream0)
        del buf10
        buf14 = buf7; del buf7  # reuse
        # Source Nodes: [], Original ATen: []
        extern_kernels.mm(buf13, reinterpret_tensor(arg1_1, (7, 21), (1, 7), 0), out=buf14)
        del arg1_1
        buf21 = empty_strided_cuda((8, 3), (3, 1), torch.float32)
        buf15 = reinterpret_tensor(buf21, (2, 3), (3, 1), 0)  # alias
        # Source Nodes: [l__self___o], Original ATen: [aten.addmm]
        extern_kernels.addmm(arg5_1, buf5, reinterpret_tensor(arg4_1, (7, 3), (1, 7), 0), alpha=1, beta=1, out=buf15)
        del buf5
        buf16 = reinterpret_tensor(buf21, (2, 3), (3, 1), 6)  # alias
        # Source Nodes: [l__self___o_1], Original ATen: [aten.addmm]
        extern_kernels.addmm(arg5_1, buf9, reinterpret_tensor(arg4_1, (7, 3), (1, 7), 0), alpha=1, beta=1, out=buf16)
        del buf9
        buf17 = reinterpret_tensor(buf21, (2, 3), (3, 1), 12)  # alias
        # Source Nodes: [l__self___o_2], Original ATen: [aten.addmm]
        extern_kernels.addmm(arg5_1, buf13, reinterpret_tensor(arg4_1, (7, 3), (1, 7), 0), alpha=1, beta=1, out=buf17)
        buf19 = buf13; del buf13  # reuse
        # Source Nodes: [h_4], Original ATen: [aten.add, aten.mul, aten.sigmoid, aten.sub, aten.tanh]
        triton_poi_fused_add_mul_sigmoid_sub_tanh_3.run(buf19, buf11, arg2_1, buf14, arg3_1, 14, grid=grid(14), stream=stream0)
        del arg2_1
        del arg3_1
        del buf11
        del buf14
        buf20 = reinterpret_tensor(buf21, (2, 3), (3, 1), 18)  # alias
        # Source Nodes: [h_4, l__self___o_3], Original ATen: [aten.add, aten.addmm, aten.mul, aten.sigmoid, aten.sub]
        extern_kernels.addmm(arg5_1, buf19, reinterpret_tensor(arg4_1, (7, 3), (1, 7), 0), alpha=1, beta=1, out=buf20)
        del arg4_1
        del arg5_1
        del buf19
    return (reinterpret_tensor(buf21, (4, 2, 3), (6, 3, 1), 0), )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((21, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((21, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((21, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg3_1 = rand_strided((21, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg4_1 = rand_strided((3, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    arg5_1 = rand_strided((3, ), (1, ), device='cuda:0', dtype=torch.float32)
    arg6_1 = rand_strided((4, 2, 5), (10, 5, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1, arg6_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
