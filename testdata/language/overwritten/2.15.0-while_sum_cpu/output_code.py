# AOT ID: ['12_inference']
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
from torch._inductor.runtime.runtime_utils import assert_tensor_metadata

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
_quantized = torch.ops._quantized
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
assert_size_stride_grouped = torch._C._dynamo.guards.assert_size_stride_grouped
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


cpp_fused_sin_0 = async_compile.cpp_pybinding(['const float*', 'float*'], r'''
#include <torch/csrc/inductor/cpp_prefix.h>
extern "C"  void  kernel(const float* in_ptr0,
                       float* out_ptr0)
{
    std::atomic<int> inductor_cpu_integer_div_error{0};
    inductor_cpu_integer_div_error_flag = &inductor_cpu_integer_div_error;
    {
        for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(16L); x0+=static_cast<int64_t>(16L))
        {
            {
                if(C10_LIKELY(x0 >= static_cast<int64_t>(0) && x0 < static_cast<int64_t>(16L)))
                {
                    auto tmp0 = at::vec::Vectorized<float>::loadu(in_ptr0 + static_cast<int64_t>(x0), static_cast<int64_t>(16));
                    auto tmp1 = tmp0.sin();
                    tmp1.store(out_ptr0 + static_cast<int64_t>(x0));
                }
            }
        }
    }
    inductor_cpu_integer_div_error_flag = nullptr;
    inductor_cpu_throw_if_integer_div_error(inductor_cpu_integer_div_error);
}
''')



cpp_fused_bitwise_and_lt_sin_sum_1 = async_compile.cpp_pybinding(['const float*', 'const int64_t*', 'float*', 'bool*'], r'''
#include <torch/csrc/inductor/cpp_prefix.h>
extern "C"  void  kernel(const float* in_ptr0,
                       const int64_t* in_ptr1,
                       float* out_ptr0,
                       bool* out_ptr1)
{
    std::atomic<int> inductor_cpu_integer_div_error{0};
    inductor_cpu_integer_div_error_flag = &inductor_cpu_integer_div_error;
    {
        {
            float tmp_acc0 = 0;
            at::vec::Vectorized<float> tmp_acc0_vec = at::vec::Vectorized<float>(0);
            for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(16L); x0+=static_cast<int64_t>(16L))
            {
                {
                    if(C10_LIKELY(x0 >= static_cast<int64_t>(0) && x0 < static_cast<int64_t>(16L)))
                    {
                        auto tmp0 = at::vec::Vectorized<float>::loadu(in_ptr0 + static_cast<int64_t>(x0), static_cast<int64_t>(16));
                        tmp_acc0_vec = tmp_acc0_vec + tmp0;
                    }
                }
            }
            tmp_acc0 = tmp_acc0 + at::vec::vec_reduce_all<float, 1>([](at::vec::Vectorized<float>& x, at::vec::Vectorized<float>& y) { return x + y; }, tmp_acc0_vec);
            out_ptr0[static_cast<int64_t>(0L)] = static_cast<float>(tmp_acc0);
        }
    }
    {
        {
            {
                auto tmp0 = in_ptr1[static_cast<int64_t>(0L)];
                auto tmp3 = out_ptr0[static_cast<int64_t>(0L)];
                auto tmp1 = static_cast<int64_t>(3);
                auto tmp2 = tmp0 < tmp1;
                auto tmp4 = static_cast<float>(10000.0);
                auto tmp5 = tmp3 < tmp4;
                auto tmp6 = decltype(tmp2)(tmp2 & tmp5);
                out_ptr1[static_cast<int64_t>(0L)] = tmp6;
            }
        }
    }
    inductor_cpu_integer_div_error_flag = nullptr;
    inductor_cpu_throw_if_integer_div_error(inductor_cpu_integer_div_error);
}
''')

def while_loop_cond_graph_0(args):
    while_loop_cond_graph_0_arg0_1, while_loop_cond_graph_0_arg1_1, while_loop_cond_graph_0_arg2_1, while_loop_cond_graph_0_arg3_1 = args
    args.clear()
    assert_size_stride(while_loop_cond_graph_0_arg1_1, (4, 4), (4, 1), 'input')
    while_loop_cond_graph_0_buf0 = empty_strided_cpu((), (), torch.float32)
    assert_size_stride(while_loop_cond_graph_0_arg0_1, (), (), 'input')
    while_loop_cond_graph_0_buf1 = empty_strided_cpu((), (), torch.bool)
    cpp_fused_bitwise_and_lt_sin_sum_1(while_loop_cond_graph_0_arg1_1, while_loop_cond_graph_0_arg0_1, while_loop_cond_graph_0_buf0, while_loop_cond_graph_0_buf1)
    del while_loop_cond_graph_0_arg0_1
    del while_loop_cond_graph_0_arg1_1
    return (while_loop_cond_graph_0_buf1, )



cpp_fused_add_sin_2 = async_compile.cpp_pybinding(['const int64_t*', 'int64_t*'], r'''
#include <torch/csrc/inductor/cpp_prefix.h>
extern "C"  void  kernel(const int64_t* in_ptr0,
                       int64_t* out_ptr0)
{
    std::atomic<int> inductor_cpu_integer_div_error{0};
    inductor_cpu_integer_div_error_flag = &inductor_cpu_integer_div_error;
    {
        {
            {
                auto tmp0 = in_ptr0[static_cast<int64_t>(0L)];
                auto tmp1 = static_cast<int64_t>(1);
                auto tmp2 = int64_t(static_cast<std::make_unsigned_t<int64_t>>(tmp0) + static_cast<std::make_unsigned_t<int64_t>>(tmp1));
                out_ptr0[static_cast<int64_t>(0L)] = tmp2;
            }
        }
    }
    inductor_cpu_integer_div_error_flag = nullptr;
    inductor_cpu_throw_if_integer_div_error(inductor_cpu_integer_div_error);
}
''')

def while_loop_body_graph_0(args):
    while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_arg2_1, while_loop_body_graph_0_arg3_1 = args
    args.clear()
    assert_size_stride_grouped((while_loop_body_graph_0_arg2_1, while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_arg3_1), ((4, 4), (4, 4), (4, 4)), ((4, 1), (4, 1), (4, 1)), 'input')
    while_loop_body_graph_0_buf0 = empty_strided_cpu((4, 4), (4, 1), torch.float32)
    # Unsorted Source Nodes: [while_loop, z, child_4], Original ATen: [aten.sin, aten.add]
    extern_kernels.addmm(while_loop_body_graph_0_arg2_1, while_loop_body_graph_0_arg1_1, while_loop_body_graph_0_arg3_1, alpha=1, beta=1, out=while_loop_body_graph_0_buf0)
    del while_loop_body_graph_0_arg1_1
    del while_loop_body_graph_0_arg2_1
    del while_loop_body_graph_0_arg3_1
    assert_size_stride(while_loop_body_graph_0_arg0_1, (), (), 'input')
    while_loop_body_graph_0_buf1 = empty_strided_cpu((), (), torch.int64)
    cpp_fused_add_sin_2(while_loop_body_graph_0_arg0_1, while_loop_body_graph_0_buf1)
    del while_loop_body_graph_0_arg0_1
    return (while_loop_body_graph_0_buf1, while_loop_body_graph_0_buf0, )


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
        arg0_1, arg1_1, arg2_1 = args
        args.clear()
        assert_size_stride(arg0_1, (4, 4), (4, 1), 'input')
        buf0 = empty_strided_cpu((4, 4), (4, 1), torch.float32)
        assert_size_stride_grouped((arg1_1, arg2_1), ((), (4, 4)), ((), (4, 1)), 'input')
        cpp_fused_sin_0(arg0_1, buf0)
        buf1 = [None] * 2
        buf1[0] = arg1_1
        buf1[1] = arg2_1

        # subgraph: while_loop_cond_graph_0
        while_loop_cond_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
        (buf1_cond_result,) = while_loop_cond_graph_0(while_loop_cond_graph_0_args)
        should_loop = buf1_cond_result
        if not should_loop:
            buf1[0] = arg1_1.clone()
            buf1[1] = arg2_1.clone()
        while should_loop:

            # subgraph: while_loop_body_graph_0
            while_loop_body_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
            (buf1[0], buf1[1]) = while_loop_body_graph_0(while_loop_body_graph_0_args)

            # subgraph: while_loop_cond_graph_0
            while_loop_cond_graph_0_args = [buf1[0], buf1[1], arg0_1, buf0]
            (buf1_cond_result,) = while_loop_cond_graph_0(while_loop_cond_graph_0_args)
            should_loop = buf1_cond_result
        del arg0_1
        del arg1_1
        del arg2_1
        del buf0
        buf2 = buf1[0]
        assert_tensor_metadata(buf2, (), (), torch.int64, 'torch.ops.while_loop')
        assert_alignment(buf2, 16, 'torch.ops.while_loop')
        buf3 = buf1[1]
        assert_tensor_metadata(buf3, (4, 4), (4, 1), torch.float32, 'torch.ops.while_loop')
        assert_alignment(buf3, 16, 'torch.ops.while_loop')
        return (buf2, buf3, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((4, 4), (4, 1), device='cpu', dtype=torch.float32)
    arg1_1 = rand_strided((), (), device='cpu', dtype=torch.int64)
    arg2_1 = rand_strided((4, 4), (4, 1), device='cpu', dtype=torch.float32)
    return [arg0_1, arg1_1, arg2_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cpu')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
