
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


cpp_fused_exp_mul_0 = async_compile.cpp_pybinding(['const float*', 'const float*', 'float*'], '''
#include "/tmp/torchinductor_user/wy/cwyvgno7oj63mpe36f4v6pizgeyvccmavffogp6xnqv56a32gbwo.h"
extern "C" void kernel(const float* in_ptr0,
                       const float* in_ptr1,
                       float* out_ptr0)
{
    {
        #pragma omp simd simdlen(8) 
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(8L); x0+=static_cast<long>(1L))
        {
            auto tmp0 = in_ptr0[static_cast<long>(0L)];
            auto tmp1 = in_ptr1[static_cast<long>(x0)];
            auto tmp2 = std::exp(tmp1);
            auto tmp3 = decltype(tmp0)(tmp0 * tmp2);
            out_ptr0[static_cast<long>(x0)] = tmp3;
        }
    }
}
''')


cpp_fused_cat_1 = async_compile.cpp_pybinding(['const float*', 'float*', 'float*'], '''
#include "/tmp/torchinductor_user/wy/cwyvgno7oj63mpe36f4v6pizgeyvccmavffogp6xnqv56a32gbwo.h"
extern "C" void kernel(const float* in_ptr0,
                       float* out_ptr0,
                       float* out_ptr1)
{
    {
        #pragma omp simd simdlen(8) 
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            auto tmp0 = static_cast<float>(1.0);
            out_ptr0[static_cast<long>(4L*x0)] = tmp0;
        }
    }
    {
        #pragma GCC ivdep
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            #pragma omp simd simdlen(8) 
            for(long x1=static_cast<long>(0L); x1<static_cast<long>(3L); x1+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(x1 + (3L*x0))];
                out_ptr1[static_cast<long>(x1 + (4L*x0))] = tmp0;
            }
        }
    }
}
''')


cpp_fused_mul_prod_stack_2 = async_compile.cpp_pybinding(['const float*', 'const float*', 'const float*', 'const float*', 'const float*', 'const float*', 'const float*', 'float*', 'float*', 'float*', 'float*', 'float*', 'float*', 'float*', 'float*'], '''
#include "/tmp/torchinductor_user/wy/cwyvgno7oj63mpe36f4v6pizgeyvccmavffogp6xnqv56a32gbwo.h"
extern "C" void kernel(const float* in_ptr0,
                       const float* in_ptr1,
                       const float* in_ptr2,
                       const float* in_ptr3,
                       const float* in_ptr4,
                       const float* in_ptr5,
                       const float* in_ptr6,
                       float* out_ptr0,
                       float* out_ptr1,
                       float* out_ptr2,
                       float* out_ptr3,
                       float* out_ptr4,
                       float* out_ptr5,
                       float* out_ptr6,
                       float* out_ptr7)
{
    {
        #pragma omp simd simdlen(8) 
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            auto tmp0 = in_ptr0[static_cast<long>(4L*x0)];
            auto tmp1 = in_ptr0[static_cast<long>(1L + (4L*x0))];
            auto tmp3 = in_ptr1[static_cast<long>(x0)];
            auto tmp5 = in_ptr2[static_cast<long>(3L + (4L*x0))];
            auto tmp6 = in_ptr0[static_cast<long>(2L + (4L*x0))];
            auto tmp2 = decltype(tmp0)(tmp0 * tmp1);
            auto tmp4 = decltype(tmp2)(tmp2 * tmp3);
            auto tmp7 = decltype(tmp2)(tmp2 * tmp6);
            auto tmp8 = decltype(tmp5)(tmp5 * tmp7);
            out_ptr0[static_cast<long>(3L*x0)] = tmp0;
            out_ptr1[static_cast<long>(2L*x0)] = tmp2;
            out_ptr2[static_cast<long>(2L*x0)] = tmp4;
            out_ptr3[static_cast<long>(4L*x0)] = tmp8;
        }
    }
    {
        #pragma GCC ivdep
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            #pragma omp simd simdlen(8) 
            for(long x1=static_cast<long>(0L); x1<static_cast<long>(2L); x1+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(4L*x0)];
                auto tmp1 = in_ptr3[static_cast<long>(x1 + (2L*x0))];
                auto tmp2 = decltype(tmp0)(tmp0 * tmp1);
                out_ptr4[static_cast<long>(x1 + (3L*x0))] = tmp2;
            }
        }
    }
    {
        #pragma omp simd simdlen(8) 
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            auto tmp0 = in_ptr2[static_cast<long>(4L*x0)];
            auto tmp1 = in_ptr4[static_cast<long>(4L*x0)];
            auto tmp3 = in_ptr2[static_cast<long>(1L + (4L*x0))];
            auto tmp4 = in_ptr4[static_cast<long>(1L + (4L*x0))];
            auto tmp7 = in_ptr2[static_cast<long>(2L + (4L*x0))];
            auto tmp8 = in_ptr4[static_cast<long>(2L + (4L*x0))];
            auto tmp11 = in_ptr2[static_cast<long>(3L + (4L*x0))];
            auto tmp12 = in_ptr4[static_cast<long>(3L + (4L*x0))];
            auto tmp15 = in_ptr5[static_cast<long>(3L*x0)];
            auto tmp17 = in_ptr5[static_cast<long>(1L + (3L*x0))];
            auto tmp20 = in_ptr5[static_cast<long>(2L + (3L*x0))];
            auto tmp23 = in_ptr6[static_cast<long>(2L*x0)];
            auto tmp25 = in_ptr6[static_cast<long>(1L + (2L*x0))];
            auto tmp2 = decltype(tmp0)(tmp0 * tmp1);
            auto tmp5 = decltype(tmp3)(tmp3 * tmp4);
            auto tmp6 = decltype(tmp2)(tmp2 + tmp5);
            auto tmp9 = decltype(tmp7)(tmp7 * tmp8);
            auto tmp10 = decltype(tmp6)(tmp6 + tmp9);
            auto tmp13 = decltype(tmp11)(tmp11 * tmp12);
            auto tmp14 = decltype(tmp10)(tmp10 + tmp13);
            auto tmp16 = decltype(tmp3)(tmp3 * tmp15);
            auto tmp18 = decltype(tmp7)(tmp7 * tmp17);
            auto tmp19 = decltype(tmp16)(tmp16 + tmp18);
            auto tmp21 = decltype(tmp11)(tmp11 * tmp20);
            auto tmp22 = decltype(tmp19)(tmp19 + tmp21);
            auto tmp24 = decltype(tmp7)(tmp7 * tmp23);
            auto tmp26 = decltype(tmp11)(tmp11 * tmp25);
            auto tmp27 = decltype(tmp24)(tmp24 + tmp26);
            out_ptr5[static_cast<long>(4L*x0)] = tmp14;
            out_ptr6[static_cast<long>(4L*x0)] = tmp22;
            out_ptr7[static_cast<long>(4L*x0)] = tmp27;
        }
    }
}
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, cumprod, tangents_1 = args
    args.clear()
    assert_size_stride(primals_1, (2, 4), (4, 1))
    assert_size_stride(cumprod, (2, 4), (4, 1))
    assert_size_stride(tangents_1, (), ())
    buf0 = empty_strided_cpu((2, 4), (4, 1), torch.float32)
    cpp_fused_exp_mul_0(tangents_1, cumprod, buf0)
    del cumprod
    del tangents_1
    # Source Nodes: [], Original ATen: [aten.cumprod]
    buf1 = aten.cumprod.default(reinterpret_tensor(primals_1, (2, 3), (4, 1), 1), dim=1, dtype=None)
    buf2 = buf1
    del buf1
    buf5 = empty_strided_cpu((2, 4), (4, 1), torch.float32)
    buf3 = reinterpret_tensor(buf5, (2, 1), (4, 1), 0)  # alias
    buf4 = reinterpret_tensor(buf5, (2, 3), (4, 1), 1)  # alias
    cpp_fused_cat_1(buf2, buf3, buf4)
    del buf3
    del buf4
    # Source Nodes: [], Original ATen: [aten.cumprod]
    buf6 = aten.cumprod.default(reinterpret_tensor(primals_1, (2, 2), (4, 1), 2), dim=1, dtype=None)
    buf7 = buf6
    del buf6
    # Source Nodes: [], Original ATen: [aten.cumprod]
    buf11 = aten.cumprod.default(reinterpret_tensor(primals_1, (2, 1), (4, 1), 3), dim=1, dtype=None)
    buf12 = buf11
    del buf11
    buf10 = buf2; del buf2  # reuse
    buf8 = reinterpret_tensor(buf10, (2, 1), (3, 1), 0)  # alias
    buf15 = empty_strided_cpu((2, 2), (2, 1), torch.float32)
    buf13 = reinterpret_tensor(buf15, (2, 1), (2, 1), 0)  # alias
    buf14 = reinterpret_tensor(buf15, (2, 1), (2, 1), 1)  # alias
    buf20 = empty_strided_cpu((2, 4), (4, 1), torch.float32)
    buf19 = reinterpret_tensor(buf20, (2, 1), (4, 1), 3)  # alias
    buf9 = reinterpret_tensor(buf10, (2, 2), (3, 1), 1)  # alias
    buf16 = reinterpret_tensor(buf20, (2, 1), (4, 1), 0)  # alias
    buf17 = reinterpret_tensor(buf20, (2, 1), (4, 1), 1)  # alias
    buf18 = reinterpret_tensor(buf20, (2, 1), (4, 1), 2)  # alias
    cpp_fused_mul_prod_stack_2(primals_1, buf12, buf0, buf7, buf5, buf10, buf15, buf8, buf13, buf14, buf19, buf9, buf16, buf17, buf18)
    del buf0
    del buf10
    del buf12
    del buf13
    del buf14
    del buf15
    del buf5
    del buf7
    del buf8
    del buf9
    del primals_1
    return (buf20, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    cumprod = rand_strided((2, 4), (4, 1), device='cpu', dtype=torch.float32)
    tangents_1 = rand_strided((), (), device='cpu', dtype=torch.float32)
    fn = lambda: call([primals_1, cumprod, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
