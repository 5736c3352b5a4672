
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


cpp_fused_add_eye_mul_0 = async_compile.cpp('''
#include "/tmp/torchinductor_user/ib/cibrnuq56cxamjj4krp4zpjvsirbmlolpbnmomodzyd46huzhdw7.h"
extern "C" void kernel(const float* in_ptr0,
                       long* out_ptr0,
                       float* out_ptr1,
                       float* out_ptr2)
{
    {
        #pragma GCC ivdep
        for(long i0=static_cast<long>(0L); i0<static_cast<long>(3L); i0+=static_cast<long>(1L))
        {
            auto tmp0 = static_cast<long>(i0);
            out_ptr0[static_cast<long>(i0)] = tmp0;
        }
    }
    {
        #pragma GCC ivdep
        for(long i0=static_cast<long>(0L); i0<static_cast<long>(3L); i0+=static_cast<long>(1L))
        {
            #pragma GCC ivdep
            for(long i1=static_cast<long>(0L); i1<static_cast<long>(3L); i1+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(i1 + (3L*i0))];
                auto tmp1 = out_ptr0[static_cast<long>(i0)];
                auto tmp2 = out_ptr0[static_cast<long>(i1)];
                auto tmp3 = tmp1 == tmp2;
                auto tmp4 = static_cast<float>(1.0);
                auto tmp5 = static_cast<float>(0.0);
                auto tmp6 = tmp3 ? tmp4 : tmp5;
                auto tmp7 = static_cast<float>(5.0);
                auto tmp8 = decltype(tmp6)(tmp6 * tmp7);
                auto tmp9 = tmp0 + tmp8;
                out_ptr1[static_cast<long>(i1 + (3L*i0))] = tmp9;
                out_ptr2[static_cast<long>(i1 + (3L*i0))] = tmp6;
            }
        }
    }
}
''')


cpp_fused_sum_1 = async_compile.cpp('''
#include "/tmp/torchinductor_user/ib/cibrnuq56cxamjj4krp4zpjvsirbmlolpbnmomodzyd46huzhdw7.h"
extern "C" void kernel(const float* in_ptr0,
                       float* out_ptr0)
{
    {
        {
            #pragma omp declare reduction(+:at::vec::Vectorized<float>:omp_out = omp_out + omp_in) initializer(omp_priv={at::vec::Vectorized<float>(0)})
            float tmp_acc0 = 0;
            at::vec::Vectorized<float> tmp_acc0_vec = at::vec::Vectorized<float>(0);
            #pragma omp simd simdlen(8)  reduction(+:tmp_acc0)
            for(long i0=static_cast<long>(0L); i0<static_cast<long>(9L); i0+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(i0)];
                tmp_acc0 = tmp_acc0 + tmp0;
            }
            tmp_acc0 = tmp_acc0 + at::vec::vec_reduce_all<float>([](at::vec::Vectorized<float>& x, at::vec::Vectorized<float>& y) { return x + y; }, tmp_acc0_vec);
            out_ptr0[static_cast<long>(0L)] = static_cast<float>(tmp_acc0);
        }
    }
}
''')


cpp_fused_sum_2 = async_compile.cpp('''
#include "/tmp/torchinductor_user/ib/cibrnuq56cxamjj4krp4zpjvsirbmlolpbnmomodzyd46huzhdw7.h"
extern "C" void kernel(const float* in_ptr0,
                       float* out_ptr0)
{
    {
        {
            #pragma omp declare reduction(+:at::vec::Vectorized<float>:omp_out = omp_out + omp_in) initializer(omp_priv={at::vec::Vectorized<float>(0)})
            float tmp_acc0 = 0;
            at::vec::Vectorized<float> tmp_acc0_vec = at::vec::Vectorized<float>(0);
            #pragma omp simd simdlen(8)  reduction(+:tmp_acc0)
            for(long i0=static_cast<long>(0L); i0<static_cast<long>(9L); i0+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(i0)];
                tmp_acc0 = tmp_acc0 + tmp0;
            }
            tmp_acc0 = tmp_acc0 + at::vec::vec_reduce_all<float>([](at::vec::Vectorized<float>& x, at::vec::Vectorized<float>& y) { return x + y; }, tmp_acc0_vec);
            out_ptr0[static_cast<long>(0L)] = static_cast<float>(tmp_acc0);
        }
    }
}
''')


cpp_fused_add_3 = async_compile.cpp('''
#include "/tmp/torchinductor_user/ib/cibrnuq56cxamjj4krp4zpjvsirbmlolpbnmomodzyd46huzhdw7.h"
extern "C" void kernel(float* in_out_ptr0,
                       const float* in_ptr0,
                       const float* in_ptr1)
{
    {
        auto tmp0 = in_ptr0[static_cast<long>(0L)];
        auto tmp1 = in_out_ptr0[static_cast<long>(0L)];
        auto tmp3 = in_ptr1[static_cast<long>(0L)];
        auto tmp2 = tmp0 + tmp1;
        auto tmp4 = tmp2 + tmp3;
        in_out_ptr0[static_cast<long>(0L)] = tmp4;
    }
}
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, = args
    args.clear()
    assert_size_stride(primals_1, (3, 3), (3, 1))
    buf0 = empty_strided((3, ), (1, ), device='cpu', dtype=torch.int64)
    buf1 = empty_strided((3, 3), (3, 1), device='cpu', dtype=torch.float32)
    buf6 = empty_strided((3, 3), (3, 1), device='cpu', dtype=torch.float32)
    cpp_fused_add_eye_mul_0(c_void_p(primals_1.data_ptr()), c_void_p(buf0.data_ptr()), c_void_p(buf1.data_ptr()), c_void_p(buf6.data_ptr()))
    # Source Nodes: [add, eye, linalg_inv, mul], Original ATen: [aten.add, aten.eye, aten.linalg_inv_ex, aten.mul]
    buf2 = aten.linalg_inv_ex(buf1)
    buf3 = buf2[0]
    assert_size_stride(buf3, (3, 3), (1, 3))
    del buf2
    buf5 = empty_strided((), (), device='cpu', dtype=torch.float32)
    cpp_fused_sum_1(c_void_p(buf3.data_ptr()), c_void_p(buf5.data_ptr()))
    buf7 = buf1; del buf1  # reuse
    # Source Nodes: [add_1, eye], Original ATen: [aten.add, aten.eye]
    extern_kernels.addmm(buf6, primals_1, reinterpret_tensor(primals_1, (3, 3), (1, 3), 0), alpha=1, beta=1, out=buf7)
    del buf6
    # Source Nodes: [linalg_cholesky], Original ATen: [aten.linalg_cholesky_ex]
    buf8 = aten.linalg_cholesky_ex(buf7)
    del buf7
    buf9 = buf8[0]
    assert_size_stride(buf9, (3, 3), (1, 3))
    del buf8
    buf11 = empty_strided((), (), device='cpu', dtype=torch.float32)
    cpp_fused_sum_2(c_void_p(buf9.data_ptr()), c_void_p(buf11.data_ptr()))
    # Source Nodes: [linalg_slogdet], Original ATen: [aten._linalg_slogdet]
    buf12 = aten._linalg_slogdet(primals_1)
    buf14 = buf12[1]
    assert_size_stride(buf14, (), ())
    buf15 = buf12[2]
    assert_size_stride(buf15, (3, 3), (1, 3))
    buf16 = buf12[3]
    assert_size_stride(buf16, (3, ), (1, ))
    del buf12
    buf17 = buf11; del buf11  # reuse
    cpp_fused_add_3(c_void_p(buf17.data_ptr()), c_void_p(buf5.data_ptr()), c_void_p(buf14.data_ptr()))
    return (buf17, primals_1, buf0, buf9, buf15, buf16, reinterpret_tensor(primals_1, (3, 3), (3, 1), 0), reinterpret_tensor(buf3, (3, 3), (3, 1), 0), )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((3, 3), (3, 1), device='cpu', dtype=torch.float32)
    return print_performance(lambda: call([primals_1]), times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
