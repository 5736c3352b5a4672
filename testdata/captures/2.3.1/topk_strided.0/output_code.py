
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
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels
from torch._inductor.codegen.multi_kernel import MultiKernelCall

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
alloc_from_pool = torch.ops.inductor._alloc_from_pool
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/3w/c3wgxfkdu3cv3nqssytzeou4zy24wwtjw7pwensphbipdjoxavox.py
# Source Nodes: [abs_1, add, clamp, v0, v3], Original ATen: [aten.abs, aten.add, aten.clamp, aten.hypot, aten.pow]
# abs_1 => abs_1
# add => add
# clamp => clamp_max, clamp_min, convert_element_type, convert_element_type_1
# v0 => pow_1
# v3 => hypot
triton_poi_fused_abs_add_clamp_hypot_pow_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[128], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp16', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_abs_add_clamp_hypot_pow_0', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 108
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 3
    x1 = (xindex // 3) % 12
    x2 = (xindex // 36)
    x3 = (xindex // 3)
    x4 = xindex
    tmp0 = tl.load(in_ptr0 + (x0 + (3*x2) + (9*x1)), xmask)
    tmp4 = tl.load(in_ptr1 + (x3), xmask, eviction_policy='evict_last').to(tl.float32)
    tmp1 = tl_math.abs(tmp0)
    tmp2 = 0.5
    tmp3 = tmp1 + tmp2
    tmp5 = tmp4.to(tl.float32)
    tmp6 = -2.0
    tmp7 = triton_helpers.maximum(tmp5, tmp6)
    tmp8 = 2.0
    tmp9 = triton_helpers.minimum(tmp7, tmp8)
    tmp10 = tmp9.to(tl.float32)
    tmp11 = tmp10.to(tl.float32)
    tmp12 = libdevice.pow(tmp3, tmp11)
    tmp13 = libdevice.hypot(tmp12, tmp12)
    tl.store(out_ptr0 + (x4), tmp13, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/ka/ckatfs6nas7ebu2dodqfa5ez6xy7kcznunkb7z2mepxmmznhd6op.py
# Source Nodes: [v1], Original ATen: [aten.constant_pad_nd]
# v1 => constant_pad_nd
triton_poi_fused_constant_pad_nd_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[4, 64], tile_hint=TileHint.SQUARE,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_constant_pad_nd_1', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 3
    xnumel = 36
    yoffset = tl.program_id(1) * (tl.program_id(2) + 1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x1 = xindex % 12
    x2 = (xindex // 12)
    y0 = yindex
    x3 = xindex
    tmp0 = 1 + x1
    tmp1 = tl.full([1, 1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1, 1], 12, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tmp2 & tmp4
    tmp6 = tl.load(in_ptr0 + (9 + y0 + (3*x2) + (9*x1)), tmp5 & xmask & ymask, eviction_policy='evict_last', other=0.0)
    tmp7 = tl.full(tmp6.shape, 0.0, tmp6.dtype)
    tmp8 = tl.where(tmp5, tmp6, tmp7)
    tl.store(out_ptr0 + (x3 + (36*y0)), tmp8, xmask & ymask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/32/c323qt7tstgl6iaujs5uc7j7n45nrmj5vaxjit656a3v2ehjtxy7.py
# Source Nodes: [v2], Original ATen: [aten.mul]
# v2 => mul
triton_poi_fused_mul_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[16, 16], tile_hint=TileHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32', 4: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_mul_2', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 12
    xnumel = 9
    yoffset = tl.program_id(1) * (tl.program_id(2) + 1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x3 = xindex
    y0 = yindex
    x1 = xindex % 3
    x2 = (xindex // 3)
    tmp0 = tl.load(in_ptr0 + (x3 + (9*y0)), xmask & ymask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr1 + (y0 + (12*x2) + (36*x1)), xmask & ymask, eviction_policy='evict_last')
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (x3 + (9*y0)), tmp2, xmask & ymask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/2k/c2kbzv6okb7mobqo3qfm3mkacokgxivzilwiidg27eghnn4bskxs.py
# Source Nodes: [v7], Original ATen: [aten.argmax]
# v7 => argmax
triton_per_fused_argmax_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.persistent_reduction(
    size_hints=[1, 64],
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*i64', 2: 'i32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {2: 1}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(2,), ids_of_folded_args=(2,), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_per_fused_argmax_3', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'}
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, rnumel, XBLOCK : tl.constexpr):
    xnumel = 1
    rnumel = 36
    RBLOCK: tl.constexpr = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    rindex = tl.arange(0, RBLOCK)[None, :]
    roffset = 0
    rmask = rindex < rnumel
    r0 = rindex
    tmp0 = tl.load(in_ptr0 + (r0), rmask, other=0.0)
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK, RBLOCK])
    tmp3 = tl.where(rmask, tmp1, float("-inf"))
    tmp4 = tl.broadcast_to(rindex, tmp3.shape)
    _, tmp2_tmp = triton_helpers.max_with_index(tmp3, tmp4, 1)
    tmp2 = tmp2_tmp[:, None]
    tl.store(out_ptr0 + (tl.full([XBLOCK, 1], 0, tl.int32)), tmp2, None)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/5i/c5ipgfmowrldl6tkvn7xwghvy2ra6sd7brybehl4u5bst2xosx36.py
# Source Nodes: [cat_1], Original ATen: [aten.cat]
# cat_1 => cat_1
triton_poi_fused_cat_4 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[128], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(2,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_cat_4', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 72
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 24
    x1 = (xindex // 24)
    x2 = xindex
    tmp0 = x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 12, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (x0 + (12*x1)), tmp4 & xmask, other=0.0)
    tmp6 = tl.full(tmp5.shape, 0.0, tmp5.dtype)
    tmp7 = tl.where(tmp4, tmp5, tmp6)
    tmp8 = tmp0 >= tmp3
    tmp9 = tl.full([1], 24, tl.int64)
    tmp10 = tmp0 < tmp9
    tmp11 = tl.load(in_ptr0 + ((-12) + x0 + (12*x1)), tmp8 & xmask, other=0.0)
    tmp12 = tl.full(tmp11.shape, 0.0, tmp11.dtype)
    tmp13 = tl.where(tmp8, tmp11, tmp12)
    tmp14 = tl.where(tmp4, tmp7, tmp13)
    tl.store(out_ptr0 + (x2), tmp14, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1, arg2_1 = args
    args.clear()
    assert_size_stride(arg0_1, (3, 3, 12), (1, 3, 9))
    assert_size_stride(arg1_1, (3, 3, 12), (1, 3, 9))
    assert_size_stride(arg2_1, (3, 12), (12, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((3, 3, 12), (1, 36, 3), torch.float32)
        # Source Nodes: [abs_1, add, clamp, v0, v3], Original ATen: [aten.abs, aten.add, aten.clamp, aten.hypot, aten.pow]
        stream0 = get_raw_stream(0)
        triton_poi_fused_abs_add_clamp_hypot_pow_0.run(arg1_1, arg2_1, buf0, 108, grid=grid(108), stream=stream0)
        del arg2_1
        # Source Nodes: [abs_1, add, clamp, topk, v0, v3], Original ATen: [aten.abs, aten.add, aten.clamp, aten.hypot, aten.pow, aten.topk]
        buf1 = aten.topk.default(buf0, 1, 1)
        buf2 = buf1[0]
        del buf1
        buf4 = reinterpret_tensor(buf0, (3, 3, 12), (36, 12, 1), 0); del buf0  # reuse
        # Source Nodes: [v1], Original ATen: [aten.constant_pad_nd]
        triton_poi_fused_constant_pad_nd_1.run(arg0_1, buf4, 3, 36, grid=grid(3, 36), stream=stream0)
        del arg0_1
        buf5 = empty_strided_cuda((3, 3, 12), (1, 3, 9), torch.float32)
        # Source Nodes: [v2], Original ATen: [aten.mul]
        triton_poi_fused_mul_2.run(arg1_1, buf4, buf5, 12, 9, grid=grid(12, 9), stream=stream0)
        del arg1_1
        buf6 = empty_strided_cuda((), (), torch.int64)
        # Source Nodes: [v7], Original ATen: [aten.argmax]
        triton_per_fused_argmax_3.run(buf2, buf6, 1, 36, grid=grid(1), stream=stream0)
        buf7 = empty_strided_cuda((3, 1, 24), (24, 24, 1), torch.float32)
        # Source Nodes: [cat_1], Original ATen: [aten.cat]
        triton_poi_fused_cat_4.run(buf2, buf7, 72, grid=grid(72), stream=stream0)
        del buf2
    return (buf4, buf5, buf6, buf7, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((3, 3, 12), (1, 3, 9), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((3, 3, 12), (1, 3, 9), device='cuda:0', dtype=torch.float32)
    arg2_1 = rand_strided((3, 12), (12, 1), device='cuda:0', dtype=torch.float16)
    fn = lambda: call([arg0_1, arg1_1, arg2_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
