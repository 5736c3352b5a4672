# AOT ID: ['2_inference']
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
from torch._C._dynamo.guards import copy_if_misaligned
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream
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


# kernel path: inductor/tmpdaop1335/a4/ca4uznyutw65o5yo7nrtaszo64zhtjbwg2p3bbwyt6q6kokdmhqv.py
# Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
# Source node to ATen node mapping:
#   addmv => add_2, view_1, view_3
# Graph fragment:
#   %view : Tensor "f32[6][1]cuda:0" = PlaceHolder[target=view]
#   %view_2 : Tensor "f32[6][1]cuda:0" = PlaceHolder[target=view_2]
#   %view_1 : Tensor "f32[3, 2][2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [3, 2]), kwargs = {})
#   %view_3 : Tensor "f32[3, 2][2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_2, [3, 2]), kwargs = {})
#   %add_2 : Tensor "f32[3, 2][2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_1, %view_3), kwargs = {})
#   return %add_2
triton_poi_fused_addmv_0 = async_compile.triton('triton_poi_fused_addmv_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_addmv_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 72}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_addmv_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 6
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp2 = tmp0 + tmp1
    tl.store(out_ptr0 + (x0), tmp2, xmask)
''', device_str='cuda')


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
        arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1 = args
        args.clear()
        assert_size_stride_grouped((arg0_1, arg1_1, arg2_1), ((3, 2), (3, 4), (4, 2)), ((2, 1), (4, 1), (2, 1)), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            arg1_1 = copy_if_misaligned(arg1_1)
            arg2_1 = copy_if_misaligned(arg2_1)
            # Topologically Sorted Source Nodes: [addmm], Original ATen: [aten.addmm]
            buf0 = torch.ops.aten.addmm.default(arg0_1, arg1_1, arg2_1, beta=(1+2j), alpha=(2+3j))
            assert_tensor_metadata(buf0, (3, 2), (2, 1), torch.complex64, 'torch.ops.aten.addmm.default')
            assert_alignment(buf0, 16, 'torch.ops.aten.addmm.default')
            del arg2_1
            assert_size_stride_grouped((arg3_1, arg4_1), ((2, 3, 4), (2, 4, 2)), ((12, 4, 1), (8, 2, 1)), 'input')
            arg3_1 = copy_if_misaligned(arg3_1)
            arg4_1 = copy_if_misaligned(arg4_1)
            # Topologically Sorted Source Nodes: [addbmm], Original ATen: [aten.addbmm]
            buf1 = torch.ops.aten.addbmm.default(arg0_1, arg3_1, arg4_1, beta=0.5, alpha=2j)
            assert_tensor_metadata(buf1, (3, 2), (2, 1), torch.complex64, 'torch.ops.aten.addbmm.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.addbmm.default')
            assert_size_stride(arg5_1, (4, ), (1, ), 'input')
            arg5_1 = copy_if_misaligned(arg5_1)
            # Topologically Sorted Source Nodes: [mv], Original ATen: [aten.mv]
            buf2 = torch.ops.aten.mul.Tensor(arg1_1, arg5_1)
            assert_tensor_metadata(buf2, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf2, 16, 'torch.ops.aten.mul.Tensor')
            # Topologically Sorted Source Nodes: [mv], Original ATen: [aten.mv]
            buf3 = torch.ops.aten.sum.dim_IntList(buf2, [1])
            assert_tensor_metadata(buf3, (3, ), (1, ), torch.complex64, 'torch.ops.aten.sum.dim_IntList')
            assert_alignment(buf3, 16, 'torch.ops.aten.sum.dim_IntList')
            del buf2
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf4 = torch.ops.aten.mul.Tensor(arg1_1, arg5_1)
            assert_tensor_metadata(buf4, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf4, 16, 'torch.ops.aten.mul.Tensor')
            del arg1_1
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf5 = torch.ops.aten.sum.dim_IntList(buf4, [1])
            assert_tensor_metadata(buf5, (3, ), (1, ), torch.complex64, 'torch.ops.aten.sum.dim_IntList')
            assert_alignment(buf5, 16, 'torch.ops.aten.sum.dim_IntList')
            del buf4
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf6 = torch.ops.aten.mul.Tensor(buf5, 1j)
            assert_tensor_metadata(buf6, (3, ), (1, ), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf6, 16, 'torch.ops.aten.mul.Tensor')
            del buf5
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf7 = torch.ops.aten.view.dtype(buf6, torch.float32)
            assert_tensor_metadata(buf7, (6, ), (1, ), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf7, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [getitem], Original ATen: [aten.slice]
            buf8 = torch.ops.aten.slice.Tensor(arg5_1, 0, 0, 3)
            assert_tensor_metadata(buf8, (3, ), (1, ), torch.complex64, 'torch.ops.aten.slice.Tensor')
            assert_alignment(buf8, 16, 'torch.ops.aten.slice.Tensor')
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf9 = torch.ops.aten.expand.default(buf8, [3])
            assert_tensor_metadata(buf9, (3, ), (1, ), torch.complex64, 'torch.ops.aten.expand.default')
            assert_alignment(buf9, 16, 'torch.ops.aten.expand.default')
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf10 = torch.ops.aten.view.dtype(buf9, torch.float32)
            assert_tensor_metadata(buf10, (6, ), (1, ), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf10, 16, 'torch.ops.aten.view.dtype')
            buf11 = empty_strided_cuda((3, 2), (2, 1), torch.float32)
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_addmv_0.run(buf7, buf10, buf11, 6, stream=raw_stream0)
            del arg5_1
            del buf10
            del buf6
            del buf7
            del buf8
            del buf9
            # Topologically Sorted Source Nodes: [addmv], Original ATen: [aten.addmv]
            buf12 = torch.ops.aten.view.dtype(reinterpret_tensor(buf11, (6, ), (1, ), 0), torch.complex64)
            assert_tensor_metadata(buf12, (3, ), (1, ), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf12, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [baddbmm], Original ATen: [aten.baddbmm]
            buf13 = torch.ops.aten.baddbmm.default(arg0_1, arg3_1, arg4_1, beta=0, alpha=(1-1j))
            assert_tensor_metadata(buf13, (2, 3, 2), (6, 2, 1), torch.complex64, 'torch.ops.aten.baddbmm.default')
            assert_alignment(buf13, 16, 'torch.ops.aten.baddbmm.default')
            del arg0_1
            del arg3_1
            del arg4_1
        return (buf0, buf1, buf3, buf12, buf13, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((3, 2), (2, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    arg2_1 = rand_strided((4, 2), (2, 1), device='cuda:0', dtype=torch.complex64)
    arg3_1 = rand_strided((2, 3, 4), (12, 4, 1), device='cuda:0', dtype=torch.complex64)
    arg4_1 = rand_strided((2, 4, 2), (8, 2, 1), device='cuda:0', dtype=torch.complex64)
    arg5_1 = rand_strided((4, ), (1, ), device='cuda:0', dtype=torch.complex64)
    return [arg0_1, arg1_1, arg2_1, arg3_1, arg4_1, arg5_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
