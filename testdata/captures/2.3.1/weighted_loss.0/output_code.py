
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


cpp_fused__log_softmax_lift_fresh_0 = async_compile.cpp_pybinding(['const float*', 'float*', 'float*', 'float*'], '''
#include "/tmp/torchinductor_user/wy/cwyvgno7oj63mpe36f4v6pizgeyvccmavffogp6xnqv56a32gbwo.h"
extern "C" void kernel(const float* in_ptr0,
                       float* out_ptr0,
                       float* out_ptr1,
                       float* out_ptr2)
{
    {
        #pragma GCC ivdep
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            #pragma omp simd simdlen(8) 
            for(long x1=static_cast<long>(0L); x1<static_cast<long>(4L); x1+=static_cast<long>(1L))
            {
                auto tmp0 = in_ptr0[static_cast<long>(x1 + (12L*x0))];
                auto tmp1 = in_ptr0[static_cast<long>(4L + x1 + (12L*x0))];
                auto tmp3 = in_ptr0[static_cast<long>(8L + x1 + (12L*x0))];
                auto tmp2 = max_propagate_nan(tmp0, tmp1);
                auto tmp4 = max_propagate_nan(tmp2, tmp3);
                auto tmp5 = decltype(tmp0)(tmp0 - tmp4);
                auto tmp6 = std::exp(tmp5);
                auto tmp7 = decltype(tmp1)(tmp1 - tmp4);
                auto tmp8 = std::exp(tmp7);
                auto tmp9 = decltype(tmp6)(tmp6 + tmp8);
                auto tmp10 = decltype(tmp3)(tmp3 - tmp4);
                auto tmp11 = std::exp(tmp10);
                auto tmp12 = decltype(tmp9)(tmp9 + tmp11);
                auto tmp13 = std::log(tmp12);
                out_ptr0[static_cast<long>(x1 + (4L*x0))] = tmp13;
            }
        }
    }
    {
        #pragma GCC ivdep
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(2L); x0+=static_cast<long>(1L))
        {
            #pragma GCC ivdep
            for(long x1=static_cast<long>(0L); x1<static_cast<long>(3L); x1+=static_cast<long>(1L))
            {
                #pragma omp simd simdlen(8) 
                for(long x2=static_cast<long>(0L); x2<static_cast<long>(4L); x2+=static_cast<long>(1L))
                {
                    auto tmp0 = in_ptr0[static_cast<long>(x2 + (4L*x1) + (12L*x0))];
                    auto tmp1 = in_ptr0[static_cast<long>(x2 + (12L*x0))];
                    auto tmp2 = in_ptr0[static_cast<long>(4L + x2 + (12L*x0))];
                    auto tmp4 = in_ptr0[static_cast<long>(8L + x2 + (12L*x0))];
                    auto tmp7 = out_ptr0[static_cast<long>(x2 + (4L*x0))];
                    auto tmp3 = max_propagate_nan(tmp1, tmp2);
                    auto tmp5 = max_propagate_nan(tmp3, tmp4);
                    auto tmp6 = decltype(tmp0)(tmp0 - tmp5);
                    auto tmp8 = decltype(tmp6)(tmp6 - tmp7);
                    out_ptr1[static_cast<long>(x2 + (4L*x1) + (12L*x0))] = tmp8;
                }
            }
        }
    }
    {
        #pragma omp simd simdlen(8) 
        for(long x0=static_cast<long>(0L); x0<static_cast<long>(3L); x0+=static_cast<long>(1L))
        {
            auto tmp0 = c10::convert<long>(x0);
            auto tmp1 = static_cast<long>(1);
            auto tmp2 = tmp0 < tmp1;
            auto tmp3 = static_cast<long>(2);
            auto tmp4 = tmp0 < tmp3;
            auto tmp5 = static_cast<float>(2.0);
            auto tmp6 = static_cast<float>(0.5);
            auto tmp7 = tmp4 ? tmp5 : tmp6;
            auto tmp8 = static_cast<float>(1.0);
            auto tmp9 = tmp2 ? tmp8 : tmp7;
            out_ptr2[static_cast<long>(x0)] = tmp9;
        }
    }
}
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, primals_2 = args
    args.clear()
    assert_size_stride(primals_1, (2, 3, 4), (12, 4, 1))
    assert_size_stride(primals_2, (2, 4), (4, 1))
    buf0 = empty_strided_cpu((2, 1, 4), (4, 4, 1), torch.float32)
    buf1 = empty_strided_cpu((2, 3, 4), (12, 4, 1), torch.float32)
    buf2 = empty_strided_cpu((3, ), (1, ), torch.float32)
    cpp_fused__log_softmax_lift_fresh_0(primals_1, buf0, buf1, buf2)
    # Source Nodes: [cross_entropy, tensor], Original ATen: [aten.lift_fresh, aten.nll_loss2d_forward]
    buf3 = aten.nll_loss2d_forward.default(reinterpret_tensor(buf1, (2, 3, 1, 4), (12, 4, 0, 1), 0), reinterpret_tensor(primals_2, (2, 1, 4), (4, 4, 1), 0), buf2, 1, -100)
    del buf1
    del buf2
    buf4 = buf3[0]
    buf5 = buf3[1]
    return (buf4, primals_1, buf0, reinterpret_tensor(primals_2, (2, 1, 4), (4, 4, 1), 0), buf5, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((2, 3, 4), (12, 4, 1), device='cpu', dtype=torch.float32)
    primals_2 = rand_strided((2, 4), (4, 1), device='cpu', dtype=torch.int64)
    fn = lambda: call([primals_1, primals_2])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
