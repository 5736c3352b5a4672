
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


kernel_cpp_0 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const float* __restrict__ in_ptr0,
                       const float* __restrict__ in_ptr1,
                       float* __restrict__ out_ptr0)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<8; i0+=1)
        {
            auto tmp0 = in_ptr0[0];
            auto tmp1 = in_ptr1[i0];
            auto tmp2 = std::exp(tmp1);
            auto tmp3 = tmp0 * tmp2;
            out_ptr0[i0] = tmp3;
        }
    }
}
''')


kernel_cpp_1 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const float* __restrict__ in_ptr0,
                       float* __restrict__ out_ptr0,
                       float* __restrict__ out_ptr1)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            auto tmp0 = static_cast<float>(1);
            out_ptr0[4*i0] = tmp0;
        }
    }
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            #pragma GCC ivdep
            for(long i1=0; i1<3; i1+=1)
            {
                auto tmp0 = in_ptr0[i1 + (3*i0)];
                out_ptr1[i1 + (4*i0)] = tmp0;
            }
        }
    }
}
''')


kernel_cpp_2 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const float* __restrict__ in_ptr0,
                       const float* __restrict__ in_ptr1,
                       float* __restrict__ out_ptr0,
                       float* __restrict__ out_ptr1)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            auto tmp0 = in_ptr0[i0];
            out_ptr0[3*i0] = tmp0;
        }
    }
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            #pragma GCC ivdep
            for(long i1=0; i1<2; i1+=1)
            {
                auto tmp0 = in_ptr0[i0];
                auto tmp1 = in_ptr1[i1 + (2*i0)];
                auto tmp2 = tmp0 * tmp1;
                out_ptr1[i1 + (3*i0)] = tmp2;
            }
        }
    }
}
''')


kernel_cpp_3 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const float* __restrict__ in_ptr0,
                       const float* __restrict__ in_ptr1,
                       float* __restrict__ out_ptr0,
                       float* __restrict__ out_ptr1)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            auto tmp0 = in_ptr0[i0];
            auto tmp1 = in_ptr1[i0];
            auto tmp2 = tmp0 * tmp1;
            out_ptr0[2*i0] = tmp0;
            out_ptr1[2*i0] = tmp2;
        }
    }
}
''')


kernel_cpp_4 = async_compile.cpp('''
#include "/tmp/torchinductor_user/zt/cztcl2vp5yqlnhofzpqfficjcxgyict6e3xhfdd7sdbkipp4p44x.h"
extern "C" void kernel(const float* __restrict__ in_ptr0,
                       const float* __restrict__ in_ptr1,
                       const float* __restrict__ in_ptr2,
                       const float* __restrict__ in_ptr3,
                       const float* __restrict__ in_ptr4,
                       float* __restrict__ out_ptr0,
                       float* __restrict__ out_ptr1,
                       float* __restrict__ out_ptr2,
                       float* __restrict__ out_ptr3)
{
    {
        #pragma GCC ivdep
        for(long i0=0; i0<2; i0+=1)
        {
            auto tmp0 = in_ptr0[4*i0];
            auto tmp1 = in_ptr1[4*i0];
            auto tmp3 = in_ptr0[1 + (4*i0)];
            auto tmp4 = in_ptr1[1 + (4*i0)];
            auto tmp7 = in_ptr0[2 + (4*i0)];
            auto tmp8 = in_ptr1[2 + (4*i0)];
            auto tmp11 = in_ptr0[3 + (4*i0)];
            auto tmp12 = in_ptr1[3 + (4*i0)];
            auto tmp15 = in_ptr2[3*i0];
            auto tmp17 = in_ptr2[1 + (3*i0)];
            auto tmp20 = in_ptr2[2 + (3*i0)];
            auto tmp23 = in_ptr3[2*i0];
            auto tmp25 = in_ptr3[1 + (2*i0)];
            auto tmp28 = in_ptr4[i0];
            auto tmp2 = tmp0 * tmp1;
            auto tmp5 = tmp3 * tmp4;
            auto tmp6 = tmp2 + tmp5;
            auto tmp9 = tmp7 * tmp8;
            auto tmp10 = tmp6 + tmp9;
            auto tmp13 = tmp11 * tmp12;
            auto tmp14 = tmp10 + tmp13;
            auto tmp16 = tmp3 * tmp15;
            auto tmp18 = tmp7 * tmp17;
            auto tmp19 = tmp16 + tmp18;
            auto tmp21 = tmp11 * tmp20;
            auto tmp22 = tmp19 + tmp21;
            auto tmp24 = tmp7 * tmp23;
            auto tmp26 = tmp11 * tmp25;
            auto tmp27 = tmp24 + tmp26;
            auto tmp29 = tmp11 * tmp28;
            out_ptr0[4*i0] = tmp14;
            out_ptr1[4*i0] = tmp22;
            out_ptr2[4*i0] = tmp27;
            out_ptr3[4*i0] = tmp29;
        }
    }
}
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, cumprod, tangents_1 = args
    args.clear()
    buf0 = empty_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    kernel_cpp_0(c_void_p(tangents_1.data_ptr()), c_void_p(cumprod.data_ptr()), c_void_p(buf0.data_ptr()))
    del cumprod
    del tangents_1
    buf1 = aten.cumprod(as_strided(primals_1, (2, 3), (4, 1), 1), 1)
    buf2 = buf1
    assert_size_stride(buf2, (2, 3), (3, 1))
    del buf1
    buf5 = empty_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    buf3 = as_strided(buf5, (2, 1), (4, 1))  # alias
    buf4 = as_strided(buf5, (2, 3), (4, 1), 1)  # alias
    kernel_cpp_1(c_void_p(buf2.data_ptr()), c_void_p(buf3.data_ptr()), c_void_p(buf4.data_ptr()))
    del buf3
    del buf4
    buf6 = aten.prod(as_strided(primals_1, (2, 1), (4, 1)), 1, True)
    buf7 = buf6
    assert_size_stride(buf7, (2, 1), (1, 1))
    del buf6
    buf8 = aten.cumprod(as_strided(primals_1, (2, 2), (4, 1), 2), 1)
    buf9 = buf8
    assert_size_stride(buf9, (2, 2), (2, 1))
    del buf8
    buf12 = buf2; del buf2  # reuse
    buf10 = as_strided(buf12, (2, 1), (3, 1))  # alias
    buf11 = as_strided(buf12, (2, 2), (3, 1), 1)  # alias
    kernel_cpp_2(c_void_p(buf7.data_ptr()), c_void_p(buf9.data_ptr()), c_void_p(buf10.data_ptr()), c_void_p(buf11.data_ptr()))
    del buf10
    del buf11
    del buf7
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
    kernel_cpp_3(c_void_p(buf14.data_ptr()), c_void_p(buf16.data_ptr()), c_void_p(buf17.data_ptr()), c_void_p(buf18.data_ptr()))
    del buf14
    del buf16
    del buf17
    del buf18
    buf20 = aten.prod(as_strided(primals_1, (2, 3), (4, 1)), 1, True)
    del primals_1
    buf21 = buf20
    assert_size_stride(buf21, (2, 1), (1, 1))
    del buf20
    buf26 = empty_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    buf22 = as_strided(buf26, (2, 1), (4, 1))  # alias
    buf23 = as_strided(buf26, (2, 1), (4, 1), 1)  # alias
    buf24 = as_strided(buf26, (2, 1), (4, 1), 2)  # alias
    buf25 = as_strided(buf26, (2, 1), (4, 1), 3)  # alias
    kernel_cpp_4(c_void_p(buf0.data_ptr()), c_void_p(buf5.data_ptr()), c_void_p(buf12.data_ptr()), c_void_p(buf19.data_ptr()), c_void_p(buf21.data_ptr()), c_void_p(buf22.data_ptr()), c_void_p(buf23.data_ptr()), c_void_p(buf24.data_ptr()), c_void_p(buf25.data_ptr()))
    return (buf26, )


if __name__ == "__main__":
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    cumprod = rand_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    tangents_1 = rand_strided((), (), device='cpu', dtype=torch.float32)
    print_performance(lambda: call([primals_1, cumprod, tangents_1]))
