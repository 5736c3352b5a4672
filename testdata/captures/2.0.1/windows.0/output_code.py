
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

@pointwise(size_hints=[16], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: 'i32'}, 'device': 0, 'constants': {}, 'mutated_arg_names': ['in_out_ptr0', 'in_out_ptr1', 'in_out_ptr2', 'in_out_ptr3'], 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=())]})
@triton.jit
def triton_(in_out_ptr0, in_out_ptr1, in_out_ptr2, in_out_ptr3, in_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 9
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_out_ptr0 + (x0), xmask)
    tmp3 = tl.load(in_out_ptr1 + (x0), xmask)
    tmp5 = tl.load(in_out_ptr2 + (x0), xmask)
    tmp7 = tl.load(in_out_ptr3 + (x0), xmask)
    tmp2 = tmp0 * tmp1
    tmp4 = tmp0 * tmp3
    tmp6 = tmp0 * tmp5
    tmp8 = tmp0 * tmp7
    tl.store(in_out_ptr0 + (x0 + tl.zeros([XBLOCK], tl.int32)), tmp2, xmask)
    tl.store(in_out_ptr1 + (x0 + tl.zeros([XBLOCK], tl.int32)), tmp4, xmask)
    tl.store(in_out_ptr2 + (x0 + tl.zeros([XBLOCK], tl.int32)), tmp6, xmask)
    tl.store(in_out_ptr3 + (x0 + tl.zeros([XBLOCK], tl.int32)), tmp8, xmask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, = args
    args.clear()
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = torch.ops.aten.hamming_window.default(9, device=device(type='cuda'), pin_memory=False)
        buf1 = buf0
        assert_size_stride(buf1, (9, ), (1, ))
        del buf0
        buf9 = torch.ops.aten.kaiser_window.default(9, device=device(type='cuda'), pin_memory=False)
        buf10 = buf9
        assert_size_stride(buf10, (9, ), (1, ))
        del buf9
        buf3 = torch.ops.aten.blackman_window.periodic(9, False, device=device(type='cuda'), pin_memory=False)
        buf4 = buf3
        assert_size_stride(buf4, (9, ), (1, ))
        del buf3
        buf6 = torch.ops.aten.bartlett_window.default(9, device=device(type='cuda'), pin_memory=False)
        buf7 = buf6
        assert_size_stride(buf7, (9, ), (1, ))
        del buf6
        buf2 = buf1; del buf1  # reuse
        buf5 = buf4; del buf4  # reuse
        buf8 = buf7; del buf7  # reuse
        buf11 = buf10; del buf10  # reuse
        stream0 = get_cuda_stream(0)
        triton__0.run(buf2, buf5, buf8, buf11, arg0_1, 9, grid=grid(9), stream=stream0)
        del arg0_1
        return (buf2, buf5, buf8, buf11, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((9, ), (1, ), device='cuda:0', dtype=torch.float32)
    print_performance(lambda: call([arg0_1]))
