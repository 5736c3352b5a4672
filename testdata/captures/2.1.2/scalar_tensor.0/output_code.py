
from ctypes import c_void_p, c_long
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile

from torch import empty_strided, device
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/qb/cqbgljh6kz7iuaijkpdq5ldv6uubwx33rpuqcbwqxtdtyqlpst3t.py
# Source Nodes: [sigmoid], Original ATen: [aten.add, aten.div, aten.scatter, aten.sigmoid, aten.sigmoid_backward, aten.zeros]
# sigmoid => sigmoid
triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[64], filename=__file__, meta={'signature': {0: '*fp32', 1: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_0', 'configs': [instance_descriptor(divisible_by_16=(0,), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 35
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = 0.0
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_cuda_stream


# kernel path: /tmp/torchinductor_user/5k/c5kjjexalaem562hpmtt3xkflqrmronpzwfffnsazulg4esysjff.py
# Source Nodes: [sigmoid], Original ATen: [aten.add, aten.div, aten.scatter, aten.sigmoid, aten.sigmoid_backward, aten.zeros]
# sigmoid => sigmoid
triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[64], filename=__file__, meta={'signature': {0: '*i64', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': ['out_ptr0'], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_1', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 35
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x2 = xindex
    x1 = (xindex // 7)
    tmp0 = tl.load(in_ptr0 + (x2), xmask)
    tmp2 = tl.load(in_ptr1 + (x2), xmask)
    tmp3 = tl.load(in_ptr2 + (x2), xmask)
    tmp6 = tl.load(in_ptr3 + (x2), xmask)
    tmp1 = tl.where(tmp0 < 0, tmp0 + 7, tmp0)
    tl.device_assert(((0 <= tmp1) & (tmp1 < 7)) | ~xmask, "index out of bounds: 0 <= tmp1 < 7")
    tmp4 = 3.0
    tmp5 = tmp3 / tmp4
    tmp7 = tl.sigmoid(tmp6)
    tmp8 = 1.0
    tmp9 = tmp8 - tmp7
    tmp10 = tmp7 * tmp9
    tmp11 = tmp5 * tmp10
    tmp12 = tmp2 + tmp11
    tl.store(out_ptr0 + (tmp1 + (7*x1)), tmp12, xmask)
''')


# kernel path: /tmp/torchinductor_user/xe/cxeqwk752u5mgskfl4hculsqvzrurus5cwxxgcbv73ospjtu3ym3.py
# Source Nodes: [], Original ATen: [aten.sgn]

triton_poi_fused_sgn_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[64], filename=__file__, meta={'signature': {0: '*fp32', 1: '*i1', 2: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_sgn_2', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(2,))]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = 0.0
    tmp2 = tmp0 == tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''')


# kernel path: /tmp/torchinductor_user/dx/cdxup7slevxzjuyrs7vjviq6au35uhxuuofnhtlwbnjase4r3v2b.py
# Source Nodes: [], Original ATen: [aten.mul, aten.sum]

triton_poi_fused_mul_sum_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[8], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_mul_sum_3', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 5
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (7*x0), xmask)
    tmp1 = tl.load(in_ptr1 + (0))
    tmp2 = tl.broadcast_to(tmp1, [XBLOCK])
    tmp4 = tl.load(in_ptr0 + (1 + (7*x0)), xmask)
    tmp5 = tl.load(in_ptr1 + (1))
    tmp6 = tl.broadcast_to(tmp5, [XBLOCK])
    tmp9 = tl.load(in_ptr0 + (2 + (7*x0)), xmask)
    tmp10 = tl.load(in_ptr1 + (2))
    tmp11 = tl.broadcast_to(tmp10, [XBLOCK])
    tmp14 = tl.load(in_ptr0 + (3 + (7*x0)), xmask)
    tmp15 = tl.load(in_ptr1 + (3))
    tmp16 = tl.broadcast_to(tmp15, [XBLOCK])
    tmp19 = tl.load(in_ptr0 + (4 + (7*x0)), xmask)
    tmp20 = tl.load(in_ptr1 + (4))
    tmp21 = tl.broadcast_to(tmp20, [XBLOCK])
    tmp24 = tl.load(in_ptr0 + (5 + (7*x0)), xmask)
    tmp25 = tl.load(in_ptr1 + (5))
    tmp26 = tl.broadcast_to(tmp25, [XBLOCK])
    tmp29 = tl.load(in_ptr0 + (6 + (7*x0)), xmask)
    tmp30 = tl.load(in_ptr1 + (6))
    tmp31 = tl.broadcast_to(tmp30, [XBLOCK])
    tmp3 = tmp0 * tmp2
    tmp7 = tmp4 * tmp6
    tmp8 = tmp3 + tmp7
    tmp12 = tmp9 * tmp11
    tmp13 = tmp8 + tmp12
    tmp17 = tmp14 * tmp16
    tmp18 = tmp13 + tmp17
    tmp22 = tmp19 * tmp21
    tmp23 = tmp18 + tmp22
    tmp27 = tmp24 * tmp26
    tmp28 = tmp23 + tmp27
    tmp32 = tmp29 * tmp31
    tmp33 = tmp28 + tmp32
    tl.store(out_ptr0 + (x0), tmp33, xmask)
''')


# kernel path: /tmp/torchinductor_user/vo/cvosvsdk3ycph5ymywzserzm3r3bd5wxnqocucuutid6z7i5b2rf.py
# Source Nodes: [], Original ATen: [aten.mul, aten.sum]

triton_poi_fused_mul_sum_4 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[8], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_mul_sum_4', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 7
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (0))
    tmp2 = tl.broadcast_to(tmp1, [XBLOCK])
    tmp4 = tl.load(in_ptr0 + (7 + x0), xmask)
    tmp5 = tl.load(in_ptr1 + (1))
    tmp6 = tl.broadcast_to(tmp5, [XBLOCK])
    tmp9 = tl.load(in_ptr0 + (14 + x0), xmask)
    tmp10 = tl.load(in_ptr1 + (2))
    tmp11 = tl.broadcast_to(tmp10, [XBLOCK])
    tmp14 = tl.load(in_ptr0 + (21 + x0), xmask)
    tmp15 = tl.load(in_ptr1 + (3))
    tmp16 = tl.broadcast_to(tmp15, [XBLOCK])
    tmp19 = tl.load(in_ptr0 + (28 + x0), xmask)
    tmp20 = tl.load(in_ptr1 + (4))
    tmp21 = tl.broadcast_to(tmp20, [XBLOCK])
    tmp3 = tmp0 * tmp2
    tmp7 = tmp4 * tmp6
    tmp8 = tmp3 + tmp7
    tmp12 = tmp9 * tmp11
    tmp13 = tmp8 + tmp12
    tmp17 = tmp14 * tmp16
    tmp18 = tmp13 + tmp17
    tmp22 = tmp19 * tmp21
    tmp23 = tmp18 + tmp22
    tl.store(out_ptr0 + (x0), tmp23, xmask)
''')


# kernel path: /tmp/torchinductor_user/lw/clwluzg742nunpb6zys2yjobwgm2wsm4to4hry2soqwkim5q5gl2.py
# Source Nodes: [], Original ATen: [aten._to_copy, aten.add, aten.scalar_tensor, aten.where, aten.zeros_like]

triton_poi_fused__to_copy_add_scalar_tensor_where_zeros_like_5 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[2], filename=__file__, meta={'signature': {0: '*fp16', 1: '*i1', 2: '*fp16', 3: '*fp32', 4: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__to_copy_add_scalar_tensor_where_zeros_like_5', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 2
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask).to(tl.float32)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp2 = tl.load(in_ptr2 + (x0), xmask).to(tl.float32)
    tmp3 = 0.0
    tmp4 = tl.where(tmp1, tmp2, tmp3)
    tmp5 = tmp0 + tmp4
    tmp6 = tmp5.to(tl.float32)
    tmp7 = tmp3 + tmp6
    tl.store(out_ptr0 + (x0), tmp7, xmask)
''')


# kernel path: /tmp/torchinductor_user/zd/czds4bzqrljzbiqlbgvi5c47zk6kjxy6c63egktvdz727igim5qu.py
# Source Nodes: [], Original ATen: [aten._softmax_backward_data]

triton_poi_fused__softmax_backward_data_6 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[16], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__softmax_backward_data_6', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(3,))]})
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 16
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (8*x0), xmask)
    tmp1 = tl.load(in_ptr1 + (4*x0), xmask)
    tmp3 = tl.load(in_ptr0 + (2 + (8*x0)), xmask)
    tmp4 = tl.load(in_ptr1 + (1 + (4*x0)), xmask)
    tmp7 = tl.load(in_ptr0 + (4 + (8*x0)), xmask)
    tmp8 = tl.load(in_ptr1 + (2 + (4*x0)), xmask)
    tmp11 = tl.load(in_ptr0 + (6 + (8*x0)), xmask)
    tmp12 = tl.load(in_ptr1 + (3 + (4*x0)), xmask)
    tmp2 = tmp0 * tmp1
    tmp5 = tmp3 * tmp4
    tmp6 = tmp2 + tmp5
    tmp9 = tmp7 * tmp8
    tmp10 = tmp6 + tmp9
    tmp13 = tmp11 * tmp12
    tmp14 = tmp10 + tmp13
    tl.store(out_ptr0 + (x0), tmp14, xmask)
''')


# kernel path: /tmp/torchinductor_user/q4/cq4mvmubibjncebmsb2w5mfiia55p52e4ftcuws4jvjooiif3dw2.py
# Source Nodes: [], Original ATen: [aten._softmax_backward_data, aten.add]

triton_poi_fused__softmax_backward_data_add_7 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[64], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__softmax_backward_data_add_7', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(6,))]})
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x2 = xindex
    x1 = (xindex // 4)
    tmp0 = tl.load(in_ptr0 + (2*x2), xmask)
    tmp1 = tl.load(in_ptr1 + (x2), xmask)
    tmp3 = tl.load(in_ptr2 + (x1), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 * tmp1
    tmp4 = tmp1 * tmp3
    tmp5 = tmp2 - tmp4
    tmp6 = x2
    tmp7 = tl.full([1], 7, tl.int64)
    tmp8 = tmp6 < tmp7
    tmp9 = tl.load(in_ptr3 + (x2), tmp8 & xmask, other=0)
    tmp10 = tl.where(tmp8, tmp9, 0.0)
    tmp11 = 0.0
    tmp12 = tl.where(tmp8, tmp10, tmp11)
    tmp13 = tl.full([1], 5, tl.int64)
    tmp14 = tmp6 < tmp13
    tmp15 = tl.load(in_ptr4 + (x2), tmp14 & xmask, other=0)
    tmp16 = tl.where(tmp14, tmp15, 0.0)
    tmp17 = tl.where(tmp14, tmp16, tmp11)
    tmp18 = tmp12 + tmp17
    tmp19 = tmp5 + tmp18
    tmp20 = tmp19 + tmp18
    tl.store(out_ptr0 + (x2), tmp20, xmask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    div, slice_2, view_2, _fft_r2c, abs_1, getitem, getitem_1, logical_and, tangents_1, tangents_2, tangents_3, tangents_4, tangents_5, tangents_6 = args
    args.clear()
    assert_size_stride(div, (16, 4), (4, 1))
    assert_size_stride(slice_2, (7, ), (1, ))
    assert_size_stride(view_2, (5, 1), (1, 1))
    assert_size_stride(_fft_r2c, (16, 4), (4, 1))
    assert_size_stride(abs_1, (16, 4), (4, 1))
    assert_size_stride(getitem, (5, 7), (7, 1))
    assert_size_stride(getitem_1, (5, 7), (7, 1))
    assert_size_stride(logical_and, (2, ), (1, ))
    assert_size_stride(tangents_1, (2, ), (1, ))
    assert_size_stride(tangents_2, (2, ), (1, ))
    assert_size_stride(tangents_3, (16, 4), (4, 1))
    assert_size_stride(tangents_4, (2, ), (1, ))
    assert_size_stride(tangents_5, (5, 7), (7, 1))
    assert_size_stride(tangents_6, (5, 7), (7, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = empty_strided((5, 7), (7, 1), device='cuda', dtype=torch.float32)
        # Source Nodes: [sigmoid], Original ATen: [aten.add, aten.div, aten.scatter, aten.sigmoid, aten.sigmoid_backward, aten.zeros]
        stream0 = get_cuda_stream(0)
        triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_0.run(buf0, 35, grid=grid(35), stream=stream0)
        # Source Nodes: [sigmoid], Original ATen: [aten.add, aten.div, aten.scatter, aten.sigmoid, aten.sigmoid_backward, aten.zeros]
        triton_poi_fused_add_div_scatter_sigmoid_sigmoid_backward_zeros_1.run(getitem_1, tangents_5, tangents_6, getitem, buf0, 35, grid=grid(35), stream=stream0)
        del getitem
        del getitem_1
        del tangents_5
        del tangents_6
        # Source Nodes: [], Original ATen: [aten.sgn]
        buf2 = aten.div.Tensor(_fft_r2c, abs_1)
        del _fft_r2c
        buf3 = buf2
        assert_size_stride(buf3, (16, 4), (4, 1))
        del buf2
        # Source Nodes: [], Original ATen: [aten.sgn]
        buf4 = aten.scalar_tensor.default(0, dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'))
        buf5 = buf4
        assert_size_stride(buf5, (), ())
        del buf4
        buf6 = empty_strided((16, 4), (4, 1), device='cuda', dtype=torch.bool)
        # Source Nodes: [], Original ATen: [aten.sgn]
        triton_poi_fused_sgn_2.run(abs_1, buf6, 64, grid=grid(64), stream=stream0)
        del abs_1
        # Source Nodes: [], Original ATen: [aten.sgn]
        buf7 = aten.where.self(buf6, buf5, buf3)
        del buf3
        del buf5
        del buf6
        buf8 = buf7
        assert_size_stride(buf8, (16, 4), (4, 1))
        del buf7
        # Source Nodes: [], Original ATen: [aten.mul]
        buf9 = aten.mul.Tensor(tangents_3, buf8)
        del buf8
        del tangents_3
        buf10 = buf9
        assert_size_stride(buf10, (16, 4), (4, 1))
        del buf9
        # Source Nodes: [], Original ATen: [aten._fft_c2c]
        buf11 = aten._fft_c2c.default(buf10, [1], 0, False)
        del buf10
        buf12 = buf11
        assert_size_stride(buf12, (16, 4), (4, 1))
        del buf11
        # Source Nodes: [], Original ATen: [aten.view_as_real]
        buf13 = aten.view_as_real.default(buf12)
        del buf12
        buf14 = buf13
        assert_size_stride(buf14, (16, 4, 2), (8, 2, 1))
        del buf13
        buf15 = empty_strided((5, 1), (1, 1), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten.mul, aten.sum]
        triton_poi_fused_mul_sum_3.run(buf0, slice_2, buf15, 5, grid=grid(5), stream=stream0)
        del slice_2
        buf16 = empty_strided((1, 7), (7, 1), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten.mul, aten.sum]
        triton_poi_fused_mul_sum_4.run(buf0, view_2, buf16, 7, grid=grid(7), stream=stream0)
        del buf0
        del view_2
        buf17 = empty_strided((2, ), (1, ), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten._to_copy, aten.add, aten.scalar_tensor, aten.where, aten.zeros_like]
        triton_poi_fused__to_copy_add_scalar_tensor_where_zeros_like_5.run(tangents_1, logical_and, tangents_4, buf17, 2, grid=grid(2), stream=stream0)
        del logical_and
        del tangents_1
        del tangents_4
        buf18 = empty_strided((16, 1), (1, 16), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten._softmax_backward_data]
        triton_poi_fused__softmax_backward_data_6.run(buf14, div, buf18, 16, grid=grid(16), stream=stream0)
        buf19 = empty_strided((16, 4), (4, 1), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten._softmax_backward_data, aten.add]
        triton_poi_fused__softmax_backward_data_add_7.run(buf14, div, buf18, buf16, buf15, buf19, 64, grid=grid(64), stream=stream0)
        del buf14
        del buf15
        del buf16
        del buf18
        del div
        return (buf19, buf17, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    div = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    slice_2 = rand_strided((7, ), (1, ), device='cuda:0', dtype=torch.float32)
    view_2 = rand_strided((5, 1), (1, 1), device='cuda:0', dtype=torch.float32)
    _fft_r2c = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    abs_1 = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    getitem = rand_strided((5, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    getitem_1 = rand_strided((5, 7), (7, 1), device='cuda:0', dtype=torch.int64)
    logical_and = rand_strided((2, ), (1, ), device='cuda:0', dtype=torch.bool)
    tangents_1 = rand_strided((2, ), (1, ), device='cuda:0', dtype=torch.float16)
    tangents_2 = rand_strided((2, ), (1, ), device='cuda:0', dtype=torch.float32)
    tangents_3 = rand_strided((16, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    tangents_4 = rand_strided((2, ), (1, ), device='cuda:0', dtype=torch.float16)
    tangents_5 = rand_strided((5, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    tangents_6 = rand_strided((5, 7), (7, 1), device='cuda:0', dtype=torch.float32)
    return print_performance(lambda: call([div, slice_2, view_2, _fft_r2c, abs_1, getitem, getitem_1, logical_and, tangents_1, tangents_2, tangents_3, tangents_4, tangents_5, tangents_6]), times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
