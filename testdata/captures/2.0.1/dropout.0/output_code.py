
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
seed_cpu_None = None  # 9130db9322feaa41c28986790b86d7dd047e77339ff46fce775dbaa5929b26ce


kernel_cpp_0 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const long* __restrict__ seed0,
                       const float* __restrict__ in_ptr1,
                       float* __restrict__ out_ptr0)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<64; i0+=1)
        {
            auto tmp0 = seed0[0];
            auto tmp6 = in_ptr1[i0];
            auto tmp1 = static_cast<int>(i0);
            auto tmp2 = static_cast<float>(normalized_rand_cpu(tmp0, tmp1));;
            auto tmp3 = static_cast<float>(0.3);
            auto tmp4 = tmp2 > tmp3;
            auto tmp5 = static_cast<float>(tmp4);
            auto tmp7 = tmp5 * tmp6;
            auto tmp8 = static_cast<float>(1.4285714285714286);
            auto tmp9 = tmp7 * tmp8;
            auto tmp10 = static_cast<int>(64 + i0);
            auto tmp11 = static_cast<float>(normalized_rand_cpu(tmp0, tmp10));;
            auto tmp12 = tmp9 + tmp11;
            out_ptr0[i0] = tmp12;
        }
    }
}
''')


async_compile.wait(globals())
del async_compile

def call(args):
    arg0_1, = args
    args.clear()
    torch.randint(2**31, size=(), dtype=torch.int64, out=seed_cpu_None)
    buf0 = empty_strided((4, 16), (16, 1), device='cpu', dtype=torch.float32)
    kernel_cpp_0(c_void_p(seed_cpu_None.data_ptr()), c_void_p(arg0_1.data_ptr()), c_void_p(buf0.data_ptr()))
    del arg0_1
    return (buf0, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    seed_cpu_None = rand_strided((), (), device='cpu', dtype=torch.int64)
    arg0_1 = rand_strided((4, 16), (16, 1), device='cpu', dtype=torch.float32)
    print_performance(lambda: call([arg0_1]))
