
from ctypes import c_void_p, c_long
import torch
import math
import random
from torch import empty_strided, as_strided, device
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
async_compile = AsyncCompile()

import triton
import triton.language as tl
from torch._inductor.triton_ops.autotune import grid
from torch._C import _cuda_getCurrentRawStream as get_cuda_stream


triton__0 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[2], filename=__file__, meta={'signature': {0: '*fp32', 1: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0,), equal_to_1=())]})
@triton.jit
def triton_(out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 2
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = 1.0
    tl.store(out_ptr0 + (4*x0 + tl.zeros([XBLOCK], tl.int32)), tmp0, xmask)
''')


triton__1 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[8], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0,), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 6
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x2 = xindex
    x0 = xindex % 3
    x1 = (xindex // 3)
    tmp0 = tl.load(in_ptr0 + (x2), xmask)
    tl.store(out_ptr0 + (x0 + (4*x1) + tl.zeros([XBLOCK], tl.int32)), tmp0, xmask)
''')


triton__2 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[2], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 2
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tl.store(out_ptr0 + (3*x0 + tl.zeros([XBLOCK], tl.int32)), tmp0, xmask)
''')


triton__3 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[4], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 4
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = (xindex // 2)
    x2 = xindex
    x0 = xindex % 2
    tmp0 = tl.load(in_ptr0 + (x1), xmask)
    tmp1 = tl.load(in_ptr1 + (x2), xmask)
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (x0 + (3*x1) + tl.zeros([XBLOCK], tl.int32)), tmp2, xmask)
''')


triton__4 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[2], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 2
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp2 = tmp0 * tmp1
    tl.store(out_ptr0 + (2*x0 + tl.zeros([XBLOCK], tl.int32)), tmp0, xmask)
    tl.store(out_ptr1 + (2*x0 + tl.zeros([XBLOCK], tl.int32)), tmp2, xmask)
''')


triton__5 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[2], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: '*fp32', 9: '*fp32', 10: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 9), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, in_ptr5, out_ptr1, out_ptr2, out_ptr3, out_ptr4, xnumel, XBLOCK : tl.constexpr):
    xnumel = 2
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0_load = tl.load(in_ptr0 + (0))
    tmp0 = tl.broadcast_to(tmp0_load, [XBLOCK])
    tmp1 = tl.load(in_ptr1 + (4*x0), xmask)
    tmp4 = tl.load(in_ptr2 + (4*x0), xmask)
    tmp6 = tl.load(in_ptr1 + (1 + (4*x0)), xmask)
    tmp9 = tl.load(in_ptr2 + (1 + (4*x0)), xmask)
    tmp12 = tl.load(in_ptr1 + (2 + (4*x0)), xmask)
    tmp15 = tl.load(in_ptr2 + (2 + (4*x0)), xmask)
    tmp18 = tl.load(in_ptr1 + (3 + (4*x0)), xmask)
    tmp21 = tl.load(in_ptr2 + (3 + (4*x0)), xmask)
    tmp24 = tl.load(in_ptr3 + (3*x0), xmask)
    tmp26 = tl.load(in_ptr3 + (1 + (3*x0)), xmask)
    tmp29 = tl.load(in_ptr3 + (2 + (3*x0)), xmask)
    tmp32 = tl.load(in_ptr4 + (2*x0), xmask)
    tmp34 = tl.load(in_ptr4 + (1 + (2*x0)), xmask)
    tmp37 = tl.load(in_ptr5 + (x0), xmask)
    tmp2 = tl.exp(tmp1)
    tmp3 = tmp0 * tmp2
    tmp5 = tmp3 * tmp4
    tmp7 = tl.exp(tmp6)
    tmp8 = tmp0 * tmp7
    tmp10 = tmp8 * tmp9
    tmp11 = tmp5 + tmp10
    tmp13 = tl.exp(tmp12)
    tmp14 = tmp0 * tmp13
    tmp16 = tmp14 * tmp15
    tmp17 = tmp11 + tmp16
    tmp19 = tl.exp(tmp18)
    tmp20 = tmp0 * tmp19
    tmp22 = tmp20 * tmp21
    tmp23 = tmp17 + tmp22
    tmp25 = tmp8 * tmp24
    tmp27 = tmp14 * tmp26
    tmp28 = tmp25 + tmp27
    tmp30 = tmp20 * tmp29
    tmp31 = tmp28 + tmp30
    tmp33 = tmp14 * tmp32
    tmp35 = tmp20 * tmp34
    tmp36 = tmp33 + tmp35
    tmp38 = tmp20 * tmp37
    tl.store(out_ptr1 + (4*x0 + tl.zeros([XBLOCK], tl.int32)), tmp31, xmask)
    tl.store(out_ptr2 + (4*x0 + tl.zeros([XBLOCK], tl.int32)), tmp36, xmask)
    tl.store(out_ptr3 + (4*x0 + tl.zeros([XBLOCK], tl.int32)), tmp38, xmask)
    tl.store(out_ptr4 + (4*x0 + tl.zeros([XBLOCK], tl.int32)), tmp23, xmask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, cumprod, tangents_1 = args
    args.clear()
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = aten.cumprod(as_strided(primals_1, (2, 3), (4, 1), 1), 1)
        buf1 = buf0
        assert_size_stride(buf1, (2, 3), (3, 1))
        del buf0
        buf4 = empty_strided((2, 4), (4, 1), device='cuda', dtype=torch.float32)
        buf2 = as_strided(buf4, (2, 1), (4, 1))  # alias
        stream0 = get_cuda_stream(0)
        triton__0.run(buf2, 2, grid=grid(2), stream=stream0)
        buf3 = as_strided(buf4, (2, 3), (4, 1), 1)  # alias
        triton__1.run(buf1, buf3, 6, grid=grid(6), stream=stream0)
        del buf2
        del buf3
        buf6 = aten.prod(as_strided(primals_1, (2, 1), (4, 1)), 1, True)
        buf7 = buf6
        assert_size_stride(buf7, (2, 1), (1, 1))
        del buf6
        buf12 = buf1; del buf1  # reuse
        buf10 = as_strided(buf12, (2, 1), (3, 1))  # alias
        triton__2.run(buf7, buf10, 2, grid=grid(2), stream=stream0)
        buf8 = aten.cumprod(as_strided(primals_1, (2, 2), (4, 1), 2), 1)
        buf9 = buf8
        assert_size_stride(buf9, (2, 2), (2, 1))
        del buf8
        buf11 = as_strided(buf12, (2, 2), (3, 1), 1)  # alias
        triton__3.run(buf7, buf9, buf11, 4, grid=grid(4), stream=stream0)
        del buf7
        del buf10
        del buf11
        buf13 = aten.prod(as_strided(primals_1, (2, 2), (4, 1)), 1, True)
        buf14 = buf13
        assert_size_stride(buf14, (2, 1), (1, 1))
        del buf13
        buf15 = aten.cumprod(as_strided(primals_1, (2, 1), (4, 1), 3), 1)
        buf16 = buf15
        assert_size_stride(buf16, (2, 1), (1, 1))
        del buf15
        buf19 = buf9; del buf9  # reuse
        buf17 = as_strided(buf19, (2, 1), (2, 1))  # alias
        buf18 = as_strided(buf19, (2, 1), (2, 1), 1)  # alias
        triton__4.run(buf14, buf16, buf17, buf18, 2, grid=grid(2), stream=stream0)
        del buf14
        del buf16
        del buf17
        del buf18
        buf20 = aten.prod(as_strided(primals_1, (2, 3), (4, 1)), 1, True)
        del primals_1
        buf21 = buf20
        assert_size_stride(buf21, (2, 1), (1, 1))
        del buf20
        buf26 = empty_strided((2, 4), (4, 1), device='cuda', dtype=torch.float32)
        buf23 = as_strided(buf26, (2, 1), (4, 1), 1)  # alias
        buf24 = as_strided(buf26, (2, 1), (4, 1), 2)  # alias
        buf25 = as_strided(buf26, (2, 1), (4, 1), 3)  # alias
        buf22 = as_strided(buf26, (2, 1), (4, 1))  # alias
        triton__5.run(tangents_1, cumprod, buf4, buf12, buf19, buf21, buf23, buf24, buf25, buf22, 2, grid=grid(2), stream=stream0)
        del buf12
        del buf19
        del buf21
        del buf4
        del cumprod
        del tangents_1
        return (buf26, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((2, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    cumprod = rand_strided((2, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    print_performance(lambda: call([primals_1, cumprod, tangents_1]))
