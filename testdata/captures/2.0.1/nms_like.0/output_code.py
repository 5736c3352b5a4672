
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

@pointwise(size_hints=[256], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 162
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 2
    x2 = (xindex // 18)
    x1 = (xindex // 2) % 9
    x3 = xindex
    tmp0 = tl.load(in_ptr0 + (2 + x0 + (4*x2)), xmask)
    tmp1 = tl.load(in_ptr0 + (2 + x0 + (4*x1)), xmask)
    tmp3 = tl.load(in_ptr0 + (x0 + (4*x2)), xmask)
    tmp4 = tl.load(in_ptr0 + (x0 + (4*x1)), xmask)
    tmp2 = tl.where(tmp0 != tmp0, tmp0, tl.where(tmp0 < tmp1, tmp0, tmp1))
    tmp5 = tl.where(tmp3 != tmp3, tmp3, tl.where(tmp3 > tmp4, tmp3, tmp4))
    tmp6 = tmp2 - tmp5
    tmp7 = 0.0
    tmp8 = tl.where(tmp6 != tmp6, tmp6, tl.where(tmp6 > tmp7, tmp6, tmp7))
    tl.store(out_ptr0 + (x3 + tl.zeros([XBLOCK], tl.int32)), tmp8, xmask)
''')


triton__1 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import pointwise
from torch._inductor.utils import instance_descriptor

@pointwise(size_hints=[32], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': [], 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=())]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 18
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 2
    x1 = (xindex // 2)
    x2 = xindex
    tmp0 = tl.load(in_ptr0 + (2 + x0 + (4*x1)), xmask)
    tmp1 = tl.load(in_ptr0 + (x0 + (4*x1)), xmask)
    tmp2 = tmp0 - tmp1
    tl.store(out_ptr0 + (x2 + tl.zeros([XBLOCK], tl.int32)), tmp2, xmask)
''')


triton__2 = async_compile.triton('''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_ops.autotune import reduction
from torch._inductor.utils import instance_descriptor

@reduction(
    size_hints=[16, 16],
    reduction_hint=ReductionHint.INNER,
    filename=__file__,
    meta={'signature': {0: '*i1', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: 'i32', 5: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': ['in_out_ptr0'], 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=())]}
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, xnumel, rnumel, XBLOCK : tl.constexpr, RBLOCK : tl.constexpr):
    xnumel = 9
    rnumel = 9
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    rbase = tl.arange(0, RBLOCK)[None, :]
    x0 = xindex
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp8 = tl.load(in_ptr2 + (x0), xmask)
    _tmp14 = tl.zeros([XBLOCK, RBLOCK], tl.int1) + 0
    for roffset in range(0, rnumel, RBLOCK):
        rindex = roffset + rbase
        rmask = rindex < rnumel
        r1 = rindex
        tmp0 = tl.load(in_ptr0 + (r1 + (9*x0)), rmask & xmask, eviction_policy='evict_last', other=0)
        tmp2 = tl.load(in_ptr1 + (r1), rmask, eviction_policy='evict_last', other=0)
        tmp9 = tl.load(in_ptr2 + (r1), rmask, eviction_policy='evict_last', other=0)
        tmp3 = tmp1 + tmp2
        tmp4 = tmp3 - tmp0
        tmp5 = tmp0 / tmp4
        tmp6 = 0.3
        tmp7 = tmp5 > tmp6
        tmp10 = tmp8 < tmp9
        tmp11 = tmp7 & tmp10
        tmp12 = tmp11.to(tl.int64)
        tmp13 = (tmp12 != 0)
        _tmp14 = tl.where(rmask & xmask & (_tmp14 < tmp13), tmp13, _tmp14)
    tmp14 = tl.max(_tmp14, 1)[:, None]
    tmp15 = tmp14 == 0
    tmp16 = 0.2
    tmp17 = tmp8 > tmp16
    tmp18 = tmp15 & tmp17
    tl.store(in_out_ptr0 + (x0 + tl.zeros([XBLOCK, 1], tl.int32)), tmp18, xmask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = empty_strided((9, 9, 2), (18, 2, 1), device='cuda', dtype=torch.float32)
        stream0 = get_cuda_stream(0)
        triton__0.run(arg0_1, buf0, 162, grid=grid(162), stream=stream0)
        buf1 = aten.prod(buf0, -1)
        del buf0
        buf2 = buf1
        assert_size_stride(buf2, (9, 9), (9, 1))
        del buf1
        buf3 = empty_strided((9, 2), (2, 1), device='cuda', dtype=torch.float32)
        triton__1.run(arg0_1, buf3, 18, grid=grid(18), stream=stream0)
        del arg0_1
        buf4 = aten.prod(buf3, -1)
        del buf3
        buf5 = buf4
        assert_size_stride(buf5, (9, ), (1, ))
        del buf4
        buf6 = empty_strided((9, ), (1, ), device='cuda', dtype=torch.bool)
        buf7 = buf6; del buf6  # reuse
        triton__2.run(buf7, buf2, buf5, arg1_1, 9, 9, grid=grid(9), stream=stream0)
        del arg1_1
        return (buf7, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((9, 4), (4, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((9, ), (1, ), device='cuda:0', dtype=torch.float32)
    print_performance(lambda: call([arg0_1, arg1_1]))
