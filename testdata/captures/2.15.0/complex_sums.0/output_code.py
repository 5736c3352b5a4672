# AOT ID: ['1_inference']
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


# kernel path: inductor/tmppl01atlc/2c/c2ckokecsjwscwm6eijrc5zvhr5xvgsjwxila27nfswkdi4iyc3v.py
# Topologically Sorted Source Nodes: [add, lerp], Original ATen: [aten.add, aten.lerp]
# Source node to ATen node mapping:
#   add => add_2, view_1, view_3
#   lerp => add_5, view_7, view_9
# Graph fragment:
#   %view : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view]
#   %view_2 : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view_2]
#   %view_8 : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view_8]
#   %view_1 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [3, 4, 2]), kwargs = {})
#   %view_3 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_2, [3, 4, 2]), kwargs = {})
#   %add_2 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_1, %view_3), kwargs = {})
#   %view_7 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [3, 4, 2]), kwargs = {})
#   %view_9 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_8, [3, 4, 2]), kwargs = {})
#   %add_5 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_7, %view_9), kwargs = {})
#   return %add_2,%add_5
triton_poi_fused_add_lerp_0 = async_compile.triton('triton_poi_fused_add_lerp_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*fp32', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]], (4,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_add_lerp_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 3, 'num_store': 2, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 672}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_lerp_0(in_ptr0, in_ptr1, in_ptr2, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.load(in_ptr1 + (x0), xmask)
    tmp3 = tl.load(in_ptr2 + (x0), xmask)
    tmp2 = tmp0 + tmp1
    tmp4 = tmp0 + tmp3
    tl.store(out_ptr0 + (x0), tmp2, xmask)
    tl.store(out_ptr1 + (x0), tmp4, xmask)
''', device_str='cuda')


# kernel path: inductor/tmppl01atlc/sq/csq2s5zcow66riayaxf7f4pvix5xdknpyorxtzjup7u7gxwyxkph.py
# Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
# Source node to ATen node mapping:
#   lerp_1 => ge
# Graph fragment:
#   %abs_1 : Tensor "f32[4][1]cuda:0" = PlaceHolder[target=abs_1]
#   %ge : Tensor "b8[4][1]cuda:0"[num_users=2] = call_function[target=torch.ops.aten.ge.Scalar](args = (%abs_1, 0.5), kwargs = {})
#   return %ge
triton_poi_fused_lerp_1 = async_compile.triton('triton_poi_fused_lerp_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 4}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*i1', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_lerp_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 12}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_lerp_1(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 4
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp1 = tl.full([1], 0.5, tl.float32)
    tmp2 = tmp0 >= tmp1
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
        arg0_1, arg1_1, arg2_1, arg3_1, arg4_1 = args
        args.clear()
        assert_size_stride_grouped((arg0_1, arg1_1, arg2_1), ((3, 4), (3, 4), (4, )), ((4, 1), (4, 1), (1, )), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            arg1_1 = copy_if_misaligned(arg1_1)
            arg2_1 = copy_if_misaligned(arg2_1)
            # Topologically Sorted Source Nodes: [addcmul], Original ATen: [aten.addcmul]
            buf0 = torch.ops.aten.addcmul.default(arg0_1, arg1_1, arg2_1, value=0.5)
            assert_tensor_metadata(buf0, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.addcmul.default')
            assert_alignment(buf0, 16, 'torch.ops.aten.addcmul.default')
            # Topologically Sorted Source Nodes: [lerp], Original ATen: [aten.lerp]
            buf1 = torch.ops.aten.view.dtype(arg0_1, torch.float32)
            assert_tensor_metadata(buf1, (3, 8), (8, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf1, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [div], Original ATen: [aten.div]
            buf2 = torch.ops.aten.div.Tensor(arg1_1, arg2_1)
            assert_tensor_metadata(buf2, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.div.Tensor')
            assert_alignment(buf2, 16, 'torch.ops.aten.div.Tensor')
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf3 = torch.ops.aten.mul.Tensor(buf2, (1+2j))
            assert_tensor_metadata(buf3, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf3, 16, 'torch.ops.aten.mul.Tensor')
            del buf2
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf4 = torch.ops.aten.view.dtype(buf3, torch.float32)
            assert_tensor_metadata(buf4, (3, 8), (8, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf4, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [lerp], Original ATen: [aten.lerp]
            buf7 = torch.ops.aten.sub.Tensor(arg1_1, arg0_1)
            assert_tensor_metadata(buf7, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.sub.Tensor')
            assert_alignment(buf7, 16, 'torch.ops.aten.sub.Tensor')
            # Topologically Sorted Source Nodes: [lerp], Original ATen: [aten.lerp]
            buf8 = torch.ops.aten.mul.Tensor(buf7, 0.3)
            assert_tensor_metadata(buf8, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf8, 16, 'torch.ops.aten.mul.Tensor')
            del buf7
            # Topologically Sorted Source Nodes: [lerp], Original ATen: [aten.lerp]
            buf9 = torch.ops.aten.view.dtype(buf8, torch.float32)
            assert_tensor_metadata(buf9, (3, 8), (8, 1), torch.float32, 'torch.ops.aten.view.dtype')
            assert_alignment(buf9, 16, 'torch.ops.aten.view.dtype')
            buf5 = empty_strided_cuda((3, 4, 2), (8, 2, 1), torch.float32)
            buf10 = empty_strided_cuda((3, 4, 2), (8, 2, 1), torch.float32)
            # Topologically Sorted Source Nodes: [add, lerp], Original ATen: [aten.add, aten.lerp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_add_lerp_0.run(buf1, buf4, buf9, buf5, buf10, 24, stream=raw_stream0)
            del buf1
            del buf3
            del buf4
            del buf8
            del buf9
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf6 = torch.ops.aten.view.dtype(reinterpret_tensor(buf5, (3, 8), (8, 1), 0), torch.complex64)
            assert_tensor_metadata(buf6, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf6, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [lerp], Original ATen: [aten.lerp]
            buf11 = torch.ops.aten.view.dtype(reinterpret_tensor(buf10, (3, 8), (8, 1), 0), torch.complex64)
            assert_tensor_metadata(buf11, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.view.dtype')
            assert_alignment(buf11, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf12 = torch.ops.aten.abs.default(arg2_1)
            assert_tensor_metadata(buf12, (4, ), (1, ), torch.float32, 'torch.ops.aten.abs.default')
            assert_alignment(buf12, 16, 'torch.ops.aten.abs.default')
            buf13 = empty_strided_cuda((4, ), (1, ), torch.bool)
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_lerp_1.run(buf12, buf13, 4, stream=raw_stream0)
            del buf12
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf14 = torch.ops.aten.where.self(buf13, arg1_1, arg0_1)
            assert_tensor_metadata(buf14, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf14, 16, 'torch.ops.aten.where.self')
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf15 = torch.ops.aten.sub.Tensor(1.0, arg2_1)
            assert_tensor_metadata(buf15, (4, ), (1, ), torch.complex64, 'torch.ops.aten.sub.Tensor')
            assert_alignment(buf15, 16, 'torch.ops.aten.sub.Tensor')
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf16 = torch.ops.aten.neg.default(buf15)
            assert_tensor_metadata(buf16, (4, ), (1, ), torch.complex64, 'torch.ops.aten.neg.default')
            assert_alignment(buf16, 16, 'torch.ops.aten.neg.default')
            del buf15
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf17 = torch.ops.aten.where.self(buf13, buf16, arg2_1)
            assert_tensor_metadata(buf17, (4, ), (1, ), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf17, 16, 'torch.ops.aten.where.self')
            del arg2_1
            del buf13
            del buf16
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf18 = torch.ops.aten.sub.Tensor(arg1_1, arg0_1)
            assert_tensor_metadata(buf18, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.sub.Tensor')
            assert_alignment(buf18, 16, 'torch.ops.aten.sub.Tensor')
            del arg1_1
            # Topologically Sorted Source Nodes: [lerp_1], Original ATen: [aten.lerp]
            buf19 = torch.ops.aten.addcmul.default(buf14, buf17, buf18)
            assert_tensor_metadata(buf19, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.addcmul.default')
            assert_alignment(buf19, 16, 'torch.ops.aten.addcmul.default')
            del buf14
            del buf17
            del buf18
            assert_size_stride(arg3_1, (3, 4), (4, 1), 'input')
            arg3_1 = copy_if_misaligned(arg3_1)
            # Topologically Sorted Source Nodes: [ldexp], Original ATen: [aten.ldexp]
            buf20 = torch.ops.aten.ldexp.Tensor(arg0_1, arg3_1)
            assert_tensor_metadata(buf20, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.ldexp.Tensor')
            assert_alignment(buf20, 16, 'torch.ops.aten.ldexp.Tensor')
            del arg3_1
            # Topologically Sorted Source Nodes: [masked_fill], Original ATen: [aten.masked_fill]
            buf21 = torch.ops.aten.full.default([], (2-1j), dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'), pin_memory=False)
            assert_tensor_metadata(buf21, (), (), torch.complex64, 'torch.ops.aten.full.default')
            assert_alignment(buf21, 16, 'torch.ops.aten.full.default')
            assert_size_stride(arg4_1, (3, 4), (4, 1), 'input')
            arg4_1 = copy_if_misaligned(arg4_1)
            # Topologically Sorted Source Nodes: [masked_fill], Original ATen: [aten.masked_fill]
            buf22 = torch.ops.aten.where.self(arg4_1, buf21, arg0_1)
            assert_tensor_metadata(buf22, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf22, 16, 'torch.ops.aten.where.self')
            del buf21
            # Topologically Sorted Source Nodes: [full], Original ATen: [aten.full]
            buf23 = torch.ops.aten.full.default([], (nan+infj), dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'), pin_memory=False)
            assert_tensor_metadata(buf23, (), (), torch.complex64, 'torch.ops.aten.full.default')
            assert_alignment(buf23, 16, 'torch.ops.aten.full.default')
            # Topologically Sorted Source Nodes: [where], Original ATen: [aten.where]
            buf24 = torch.ops.aten.where.self(arg4_1, arg0_1, buf23)
            assert_tensor_metadata(buf24, (3, 4), (4, 1), torch.complex64, 'torch.ops.aten.where.self')
            assert_alignment(buf24, 16, 'torch.ops.aten.where.self')
            del arg0_1
            del arg4_1
            del buf23
        return (buf0, buf6, buf11, buf19, buf20, buf22, buf24, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    arg1_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    arg2_1 = rand_strided((4, ), (1, ), device='cuda:0', dtype=torch.complex64)
    arg3_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.int64)
    arg4_1 = rand_strided((3, 4), (4, 1), device='cuda:0', dtype=torch.bool)
    return [arg0_1, arg1_1, arg2_1, arg3_1, arg4_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
