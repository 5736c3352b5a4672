
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


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, arg1_1 = args
    args.clear()
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = aten.isin(arg0_1, arg1_1)
        buf1 = buf0
        assert_size_stride(buf1, (4, 5), (5, 1))
        del buf0
        buf2 = aten.isin(arg0_1, arg1_1, invert=True)
        del arg1_1
        buf3 = buf2
        assert_size_stride(buf3, (4, 5), (5, 1))
        del buf2
        buf4 = aten.isin(arg0_1, 3)
        del arg0_1
        buf5 = buf4
        assert_size_stride(buf5, (4, 5), (5, 1))
        del buf4
        return (buf1, buf3, buf5, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.int64)
    arg1_1 = rand_strided((6, ), (1, ), device='cuda:0', dtype=torch.int64)
    print_performance(lambda: call([arg0_1, arg1_1]))
