# AOT ID: ['32_inference']
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
import triton
import triton.language as tl
from torch._inductor.runtime.triton_heuristics import start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream

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


# kernel path: /tmp/torchinductor_user/tmpnb7mkv5h/az/caze37hyu524csvnkcuur7rwsqgdm3bp7eyd2vnl2moibyoa3apz.py
# Topologically Sorted Source Nodes: [angle], Original ATen: [aten.angle]
# Source node to ATen node mapping:
#   angle => atan2, full_default, isnan, select, select_1, select_2, where
# Graph fragment:
#   %view_as_real : Tensor "f32[4, 5, 2][10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real]
#   %view_as_real_1 : Tensor "f32[4, 5, 2][10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_1]
#   %view_as_real_2 : Tensor "f32[4, 5, 2][10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_2]
#   %select : Tensor "f32[4, 5][10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real, 2, 0), kwargs = {})
#   %isnan : Tensor "b8[4, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.isnan.default](args = (%select,), kwargs = {})
#   %full_default : Tensor "f32[][]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.full.default](args = ([], nan), kwargs = {dtype: torch.float32, layout: torch.strided, device: cuda, pin_memory: False})
#   %select_1 : Tensor "f32[4, 5][10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_1, 2, 1), kwargs = {})
#   %select_2 : Tensor "f32[4, 5][10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_2, 2, 0), kwargs = {})
#   %atan2 : Tensor "f32[4, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.atan2.default](args = (%select_1, %select_2), kwargs = {})
#   %where : Tensor "f32[4, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.where.self](args = (%isnan, %full_default, %atan2), kwargs = {})
#   return %where
triton_poi_fused_angle_0 = async_compile.triton('triton_poi_fused_angle_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'in_ptr2': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_angle_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 3, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 160}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_angle_0(in_ptr0, in_ptr1, in_ptr2, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 20
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last')
    tmp2 = tl.load(in_ptr1 + (1 + 2*x0), xmask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr2 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = libdevice.isnan(tmp0).to(tl.int1)
    tmp4 = libdevice.atan2(tmp2, tmp3)
    tmp5 = float("nan")
    tmp6 = tl.where(tmp1, tmp5, tmp4)
    tl.store(out_ptr0 + (x0), tmp6, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/tmpnb7mkv5h/7d/c7dcsuqcvgcwztlpqueuh6qqsdl6ubswv3zavlno526zjgvegybw.py
# Topologically Sorted Source Nodes: [getattr_1, getattr_2, add], Original ATen: [aten.select, aten.add]
# Source node to ATen node mapping:
#   add => add
#   getattr_1 => select_3
#   getattr_2 => select_4
# Graph fragment:
#   %view_as_real_3 : Tensor "f32[4, 5, 2][10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_3]
#   %view_as_real_4 : Tensor "f32[4, 5, 2][10, 2, 1]cuda:0" = PlaceHolder[target=view_as_real_4]
#   %select_3 : Tensor "f32[4, 5][10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_3, 2, 0), kwargs = {})
#   %select_4 : Tensor "f32[4, 5][10, 2]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.select.int](args = (%view_as_real_4, 2, 1), kwargs = {})
#   %add : Tensor "f32[4, 5][5, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%select_3, %select_4), kwargs = {})
#   return %add
triton_poi_fused_add_select_1 = async_compile.triton('triton_poi_fused_add_select_1', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, warp_size=32), 'constants': {}, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_select_1', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'num_load': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'are_deterministic_algorithms_enabled': False, 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'tiling_scores': {'x': 160}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_select_1(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 20
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (2*x0), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr1 + (1 + 2*x0), xmask, eviction_policy='evict_last')
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
        arg0_1, arg1_1 = args
        args.clear()
        assert_size_stride(arg0_1, (4, 5), (5, 1))
        assert_size_stride(arg1_1, (4, 5), (5, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [z], Original ATen: [aten.complex]
            buf0 = torch.ops.aten.complex.default(arg0_1, arg1_1)
            del arg0_1
            del arg1_1
            buf1 = buf0
            assert_size_stride(buf1, (4, 5), (5, 1), 'torch.ops.aten.complex.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.complex.default')
            del buf0
            # Topologically Sorted Source Nodes: [angle], Original ATen: [aten.angle]
            buf2 = torch.ops.aten.view_as_real.default(buf1)
            buf3 = buf2
            assert_size_stride(buf3, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf3, 16, 'torch.ops.aten.view_as_real.default')
            # Topologically Sorted Source Nodes: [angle], Original ATen: [aten.angle]
            buf4 = torch.ops.aten.view_as_real.default(buf1)
            buf5 = buf4
            assert_size_stride(buf5, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf5, 16, 'torch.ops.aten.view_as_real.default')
            # Topologically Sorted Source Nodes: [angle], Original ATen: [aten.angle]
            buf6 = torch.ops.aten.view_as_real.default(buf1)
            buf7 = buf6
            assert_size_stride(buf7, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf7, 16, 'torch.ops.aten.view_as_real.default')
            buf8 = empty_strided_cuda((4, 5), (5, 1), torch.float32)
            # Topologically Sorted Source Nodes: [angle], Original ATen: [aten.angle]
            stream0 = get_raw_stream(0)
            triton_poi_fused_angle_0.run(buf3, buf5, buf7, buf8, 20, stream=stream0)
            del buf2
            del buf3
            del buf4
            del buf5
            del buf6
            del buf7
            # Topologically Sorted Source Nodes: [angle, mul], Original ATen: [aten.angle, aten.mul]
            buf9 = torch.ops.aten.mul.Tensor(buf8, 1j)
            buf10 = buf9
            assert_size_stride(buf10, (4, 5), (5, 1), 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf10, 16, 'torch.ops.aten.mul.Tensor')
            del buf9
            # Topologically Sorted Source Nodes: [mul_1], Original ATen: [aten.mul]
            buf11 = torch.ops.aten.mul.Tensor(buf10, 0.3)
            del buf10
            buf12 = buf11
            assert_size_stride(buf12, (4, 5), (5, 1), 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf12, 16, 'torch.ops.aten.mul.Tensor')
            del buf11
            # Topologically Sorted Source Nodes: [exp], Original ATen: [aten.exp]
            buf13 = torch.ops.aten.exp.default(buf12)
            del buf12
            buf14 = buf13
            assert_size_stride(buf14, (4, 5), (5, 1), 'torch.ops.aten.exp.default')
            assert_alignment(buf14, 16, 'torch.ops.aten.exp.default')
            del buf13
            # Topologically Sorted Source Nodes: [w], Original ATen: [aten.mul]
            buf15 = torch.ops.aten.mul.Tensor(buf1, buf14)
            del buf14
            buf16 = buf15
            assert_size_stride(buf16, (4, 5), (5, 1), 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf16, 16, 'torch.ops.aten.mul.Tensor')
            del buf15
            # Topologically Sorted Source Nodes: [abs_1], Original ATen: [aten.abs]
            buf17 = torch.ops.aten.abs.default(buf16)
            buf18 = buf17
            assert_size_stride(buf18, (4, 5), (5, 1), 'torch.ops.aten.abs.default')
            assert_alignment(buf18, 16, 'torch.ops.aten.abs.default')
            del buf17
            # Topologically Sorted Source Nodes: [getattr_1], Original ATen: [aten.view_as_real]
            buf19 = torch.ops.aten.view_as_real.default(buf16)
            buf20 = buf19
            assert_size_stride(buf20, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf20, 16, 'torch.ops.aten.view_as_real.default')
            # Topologically Sorted Source Nodes: [getattr_2], Original ATen: [aten.view_as_real]
            buf21 = torch.ops.aten.view_as_real.default(buf16)
            buf22 = buf21
            assert_size_stride(buf22, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf22, 16, 'torch.ops.aten.view_as_real.default')
            buf23 = buf8; del buf8  # reuse
            # Topologically Sorted Source Nodes: [getattr_1, getattr_2, add], Original ATen: [aten.select, aten.add]
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_select_1.run(buf20, buf22, buf23, 20, stream=stream0)
            del buf16
            del buf19
            del buf20
            del buf21
            del buf22
            # Topologically Sorted Source Nodes: [conj], Original ATen: [aten._conj]
            buf24 = torch.ops.aten._conj.default(buf1)
            buf25 = buf24
            assert_size_stride(buf25, (4, 5), (5, 1), 'torch.ops.aten._conj.default')
            assert_alignment(buf25, 16, 'torch.ops.aten._conj.default')
            # Topologically Sorted Source Nodes: [mul_3], Original ATen: [aten.mul]
            buf26 = torch.ops.aten.mul.Tensor(buf1, buf25)
            del buf1
            del buf24
            del buf25
            buf27 = buf26
            assert_size_stride(buf27, (4, 5), (5, 1), 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf27, 16, 'torch.ops.aten.mul.Tensor')
            del buf26
            # Topologically Sorted Source Nodes: [view_as_real], Original ATen: [aten.view_as_real]
            buf28 = torch.ops.aten.view_as_real.default(buf27)
            buf29 = buf28
            assert_size_stride(buf29, (4, 5, 2), (10, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf29, 16, 'torch.ops.aten.view_as_real.default')
        return (buf18, buf23, buf29, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    arg0_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    arg1_1 = rand_strided((4, 5), (5, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([arg0_1, arg1_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
