# AOT ID: ['9_inference']
from ctypes import c_void_p, c_long, c_int
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from cmath import nanj
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile
from torch._inductor.codegen.memory_planning import _align as align
from torch import device, empty_strided
from torch._inductor.async_compile import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
assert_alignment = torch._C._dynamo.guards.assert_alignment
empty_strided_cpu = torch._C._dynamo.guards._empty_strided_cpu
empty_strided_cpu_pinned = torch._C._dynamo.guards._empty_strided_cpu_pinned
empty_strided_cuda = torch._C._dynamo.guards._empty_strided_cuda
empty_strided_xpu = torch._C._dynamo.guards._empty_strided_xpu
empty_strided_mtia = torch._C._dynamo.guards._empty_strided_mtia
reinterpret_tensor = torch._C._dynamo.guards._reinterpret_tensor
alloc_from_pool = torch.ops.inductor._alloc_from_pool
async_compile = AsyncCompile()
empty_strided_p2p = torch._C._distributed_c10d._SymmetricMemory.empty_strided_p2p


cpp_fused__to_copy__unsafe_index_abs_add_arange_argmin_clamp_flip_le_mul_pow_sub_unsqueeze_view_0 = async_compile.cpp_pybinding(['float*', 'int64_t*', 'const at::Half*', 'const float*', 'bool*'], '''
#include <torch/csrc/inductor/cpp_prefix.h>
extern "C"  void  kernel(float* in_out_ptr0,
                       int64_t* in_out_ptr1,
                       const at::Half* in_ptr0,
                       const float* in_ptr1,
                       bool* out_ptr0)
{
    auto out_ptr2 = in_out_ptr1;
    {
        #pragma GCC ivdep
        for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(7L); x0+=static_cast<int64_t>(1L))
        {
            for(int64_t x1=static_cast<int64_t>(0L); x1<static_cast<int64_t>(96L); x1+=static_cast<int64_t>(32L))
            {
                {
                    if(C10_LIKELY(x1 >= static_cast<int64_t>(0) && x1 < static_cast<int64_t>(96L)))
                    {
                        auto tmp0 = at::vec::Vectorized<at::Half>::loadu(in_ptr0 + static_cast<int64_t>(x1 + 96L*x0), static_cast<int64_t>(32));
                        auto tmp2 = at::vec::Vectorized<at::Half>::loadu(in_ptr0 + static_cast<int64_t>(576L + x1 + ((-96L)*x0)), static_cast<int64_t>(32));
                        auto tmp1 = at::vec::convert<float,2,at::Half,1>(tmp0);
                        auto tmp3 = at::vec::convert<float,2,at::Half,1>(tmp2);
                        auto tmp4 = static_cast<float>(7.0);
                        auto tmp5 = at::vec::VectorizedN<float,2>(tmp4);
                        auto tmp6 = tmp3 * tmp5;
                        auto tmp7 = tmp1 + tmp6;
                        auto tmp8 = tmp7 * tmp7;
                        auto tmp9 = tmp8 * tmp7;
                        auto tmp10 = at::vec::VecMask<float,2>(tmp9 <= tmp1);
                        tmp10.store(out_ptr0 + static_cast<int64_t>(x1 + 96L*x0), static_cast<int64_t>(32));
                    }
                }
            }
        }
    }
    {
        #pragma GCC ivdep
        for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(3L); x0+=static_cast<int64_t>(1L))
        {
            for(int64_t x1=static_cast<int64_t>(0L); x1<static_cast<int64_t>(7L); x1+=static_cast<int64_t>(16L))
            {
                {
                    if(C10_LIKELY(x1 >= static_cast<int64_t>(0L) && x1 < static_cast<int64_t>(1)))
                    {
                        for (int64_t x1_tail = static_cast<int64_t>(0L);x1_tail < static_cast<int64_t>(7L); x1_tail++)
                        {
                            auto tmp0 = x0;
                            auto tmp1 = c10::convert<float>(tmp0);
                            auto tmp2 = static_cast<float>(41.5);
                            auto tmp3 = float(tmp1 * tmp2);
                            auto tmp4 = static_cast<float>(0.0);
                            auto tmp5 = max_propagate_nan(tmp3, tmp4);
                            auto tmp6 = c10::convert<int64_t>(tmp5);
                            auto tmp7 = static_cast<int64_t>(1);
                            auto tmp8 = int64_t(tmp6 + tmp7);
                            auto tmp9 = static_cast<int64_t>(83);
                            auto tmp10 = min_propagate_nan(tmp8, tmp9);
                            auto tmp11 = x1_tail;
                            auto tmp12 = c10::convert<float>(tmp11);
                            auto tmp13 = static_cast<float>(1.1666666666666667);
                            auto tmp14 = float(tmp12 * tmp13);
                            auto tmp15 = max_propagate_nan(tmp14, tmp4);
                            auto tmp16 = c10::convert<int64_t>(tmp15);
                            auto tmp17 = in_ptr1[static_cast<int64_t>(tmp16 + 8L*tmp10)];
                            auto tmp18 = int64_t(tmp16 + tmp7);
                            auto tmp19 = static_cast<int64_t>(7);
                            auto tmp20 = min_propagate_nan(tmp18, tmp19);
                            auto tmp21 = in_ptr1[static_cast<int64_t>(tmp20 + 8L*tmp10)];
                            auto tmp22 = float(tmp21 - tmp17);
                            auto tmp23 = c10::convert<float>(tmp16);
                            auto tmp24 = float(tmp15 - tmp23);
                            auto tmp25 = max_propagate_nan(tmp24, tmp4);
                            auto tmp26 = static_cast<float>(1.0);
                            auto tmp27 = min_propagate_nan(tmp25, tmp26);
                            auto tmp28 = float(tmp22 * tmp27);
                            auto tmp29 = float(tmp17 + tmp28);
                            auto tmp30 = in_ptr1[static_cast<int64_t>(tmp16 + 8L*tmp6)];
                            auto tmp31 = in_ptr1[static_cast<int64_t>(tmp20 + 8L*tmp6)];
                            auto tmp32 = float(tmp31 - tmp30);
                            auto tmp33 = float(tmp32 * tmp27);
                            auto tmp34 = float(tmp30 + tmp33);
                            auto tmp35 = float(tmp29 - tmp34);
                            auto tmp36 = c10::convert<float>(tmp6);
                            auto tmp37 = float(tmp5 - tmp36);
                            auto tmp38 = max_propagate_nan(tmp37, tmp4);
                            auto tmp39 = min_propagate_nan(tmp38, tmp26);
                            auto tmp40 = float(tmp35 * tmp39);
                            auto tmp41 = float(tmp34 + tmp40);
                            in_out_ptr0[static_cast<int64_t>(x1_tail + 7L*x0)] = tmp41;
                        }
                    }
                }
            }
        }
    }
    {
        #pragma GCC ivdep
        for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(7L); x0+=static_cast<int64_t>(1L))
        {
            #pragma GCC ivdep
            for(int64_t x1=static_cast<int64_t>(0L); x1<static_cast<int64_t>(12L); x1+=static_cast<int64_t>(1L))
            {
                {
                    IndexValue<float> tmp_acc0 = IndexValue<float>{0, std::numeric_limits<float>::infinity()};
                    IndexValueVec<float, 1, 2> tmp_acc0_vec = IndexValueVec<float, 1, 2>(std::numeric_limits<float>::infinity());
                    for(int64_t x2=static_cast<int64_t>(0L); x2<static_cast<int64_t>(8L); x2+=static_cast<int64_t>(16L))
                    {
                        {
                            if(C10_LIKELY(x2 >= static_cast<int64_t>(0L) && x2 < static_cast<int64_t>(1)))
                            {
                                for (int64_t x2_tail = static_cast<int64_t>(0L);x2_tail < static_cast<int64_t>(8L); x2_tail++)
                                {
                                    auto tmp0 = in_ptr0[static_cast<int64_t>(x2_tail + 8L*x1 + 96L*x0)];
                                    auto tmp2 = in_ptr0[static_cast<int64_t>(576L + x2_tail + ((-96L)*x0) + 8L*x1)];
                                    auto tmp1 = c10::convert<float>(tmp0);
                                    auto tmp3 = c10::convert<float>(tmp2);
                                    auto tmp4 = static_cast<float>(7.0);
                                    auto tmp5 = float(tmp3 * tmp4);
                                    auto tmp6 = float(tmp1 + tmp5);
                                    auto tmp7 = float(tmp6 * tmp6);
                                    auto tmp8 = float(tmp7 * tmp6);
                                    tmp_acc0 = argmin_combine(tmp_acc0, tmp8, x2_tail);
                                }
                            }
                        }
                    }
                    tmp_acc0 = argmin_combine(tmp_acc0, argmin_vec_reduce_all(tmp_acc0_vec));
                    out_ptr2[static_cast<int64_t>(x1 + 12L*x0)] = static_cast<int64_t>(tmp_acc0.index);
                }
            }
        }
    }
    {
        for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(84L); x0+=static_cast<int64_t>(16L))
        {
            {
                if(C10_LIKELY(x0 >= static_cast<int64_t>(0) && x0 < static_cast<int64_t>(80L)))
                {
                    auto tmp0 = at::vec::VectorizedN<int64_t,2>::loadu(out_ptr2 + static_cast<int64_t>(x0), static_cast<int64_t>(16));
                    auto tmp1 = tmp0.abs();
                    tmp1.store(in_out_ptr1 + static_cast<int64_t>(x0), static_cast<int64_t>(16));
                }
                if(C10_UNLIKELY(x0 >= static_cast<int64_t>(80L) && x0 < static_cast<int64_t>(84L)))
                {
                    for (int64_t x0_tail = static_cast<int64_t>(80L);x0_tail < static_cast<int64_t>(84L); x0_tail++)
                    {
                        auto tmp0 = out_ptr2[static_cast<int64_t>(x0_tail)];
                        auto tmp1 = std::abs(tmp0);
                        in_out_ptr1[static_cast<int64_t>(x0_tail)] = tmp1;
                    }
                }
            }
        }
    }
}
''')


async_compile.wait(globals())
del async_compile

class Runner:
    def __init__(self, partitions):
        self.partitions = partitions

    def recursively_apply_fns(self, fns):
        new_callables = []
        for fn, c in zip(fns, self.partitions):
            new_callables.append(fn(c))
        self.partitions = new_callables

    def call(self, args):
        arg0_1, arg1_1 = args
        args.clear()
        assert_size_stride(arg0_1, (7, 12, 8), (96, 8, 1))
        assert_size_stride(arg1_1, (7, 12, 8), (96, 8, 1))
        buf0 = empty_strided_cpu((7, 12, 8), (96, 8, 1), torch.bool)
        buf1 = empty_strided_cpu((1, 1, 3, 7), (21, 21, 7, 1), torch.float32)
        buf2 = buf1; del buf1  # reuse
        buf3 = empty_strided_cpu((7, 12), (12, 1), torch.int64)
        buf4 = buf3; del buf3  # reuse
        cpp_fused__to_copy__unsafe_index_abs_add_arange_argmin_clamp_flip_le_mul_pow_sub_unsqueeze_view_0(buf2, buf4, arg0_1, arg1_1, buf0)
        del arg0_1
        del arg1_1
        return (buf0, buf2, buf4, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((7, 12, 8), (96, 8, 1), device='cpu', dtype=torch.float16)
    arg1_1 = rand_strided((7, 12, 8), (96, 8, 1), device='cpu', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
