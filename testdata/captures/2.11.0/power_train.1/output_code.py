# AOT ID: ['0_backward']
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


# kernel path: /tmp/torchinductor_user/tmpogwmn9o5/3i/c3irsynuurgic67l4re3ctbaezzb2gfxetvr75fytizpmehwgld4.py
# Topologically Sorted Source Nodes: [expand, pow_2, mul, mul_1, eq], Original ATen: [aten.expand, aten.pow, aten.mul, aten.sgn]
# Source node to ATen node mapping:
#   eq => eq
#   expand => expand
#   mul => mul
#   mul_1 => mul_1
#   pow_2 => pow_2
# Graph fragment:
#   %abs_1 : Tensor "f32[2, 4][4, 1]cuda:0" = PlaceHolder[target=abs_1]
#   %tangents_1 : Tensor "f32[][]cuda:0" = PlaceHolder[target=tangents_1]
#   %expand : Tensor "f32[2, 4][0, 0]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.expand.default](args = (%tangents_1, [2, 4]), kwargs = {})
#   %pow_2 : Tensor "f32[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.pow.Tensor_Scalar](args = (%abs_1, 1.0), kwargs = {})
#   %mul : Tensor "f32[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Scalar](args = (%pow_2, 2.0), kwargs = {})
#   %mul_1 : Tensor "f32[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%expand, %mul), kwargs = {})
#   %eq : Tensor "b8[2, 4][4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.eq.Scalar](args = (%abs_1, 0), kwargs = {})
#   return %eq,%mul_1
triton_poi_fused_expand_mul_pow_sgn_0 = async_compile.triton('triton_poi_fused_expand_mul_pow_sgn_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 8}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*i1', 'out_ptr1': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]], (3,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_expand_mul_pow_sgn_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 2, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 112}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_expand_mul_pow_sgn_0(in_ptr0, in_ptr1, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tmp3 = tl.load(in_ptr1 + (0))
    tmp4 = tl.broadcast_to(tmp3, [XBLOCK])
    tmp1 = tl.full([1], 0.0, tl.float32)
    tmp2 = tmp0 == tmp1
    tmp5 = tl.full([1], 2.0, tl.float32)
    tmp6 = tmp0 * tmp5
    tmp7 = tmp4 * tmp6
    tl.store(out_ptr0 + (x0), tmp2, xmask)
    tl.store(out_ptr1 + (x0), tmp7, xmask)
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
        _fft_r2c, tangents_1 = args
        args.clear()
        assert_size_stride(_fft_r2c, (2, 4), (4, 1))
        assert_size_stride(tangents_1, (), ())
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [abs_1], Original ATen: [aten.abs]
            buf0 = torch.ops.aten.abs.default(_fft_r2c)
            buf1 = buf0
            assert_size_stride(buf1, (2, 4), (4, 1), 'torch.ops.aten.abs.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.abs.default')
            del buf0
            # Topologically Sorted Source Nodes: [div], Original ATen: [aten.sgn]
            buf2 = torch.ops.aten.div.Tensor(_fft_r2c, buf1)
            del _fft_r2c
            buf3 = buf2
            assert_size_stride(buf3, (2, 4), (4, 1), 'torch.ops.aten.div.Tensor')
            assert_alignment(buf3, 16, 'torch.ops.aten.div.Tensor')
            del buf2
            # Topologically Sorted Source Nodes: [full_default], Original ATen: [aten.sgn]
            buf4 = torch.ops.aten.full.default([], 0j, dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'), pin_memory=False)
            buf5 = buf4
            assert_size_stride(buf5, (), (), 'torch.ops.aten.full.default')
            assert_alignment(buf5, 16, 'torch.ops.aten.full.default')
            del buf4
            buf6 = empty_strided_cuda((2, 4), (4, 1), torch.bool)
            buf9 = empty_strided_cuda((2, 4), (4, 1), torch.float32)
            # Topologically Sorted Source Nodes: [expand, pow_2, mul, mul_1, eq], Original ATen: [aten.expand, aten.pow, aten.mul, aten.sgn]
            stream0 = get_raw_stream(0)
            triton_poi_fused_expand_mul_pow_sgn_0.run(buf1, tangents_1, buf6, buf9, 8, stream=stream0)
            del buf1
            del tangents_1
            # Topologically Sorted Source Nodes: [eq, where], Original ATen: [aten.sgn]
            buf7 = torch.ops.aten.where.self(buf6, buf5, buf3)
            del buf3
            del buf5
            del buf6
            buf8 = buf7
            assert_size_stride(buf8, (2, 4), (4, 1), 'torch.ops.aten.where.self')
            assert_alignment(buf8, 16, 'torch.ops.aten.where.self')
            del buf7
            # Topologically Sorted Source Nodes: [expand, pow_2, mul, mul_1, mul_2], Original ATen: [aten.expand, aten.pow, aten.mul]
            buf10 = torch.ops.aten.mul.Tensor(buf9, buf8)
            del buf8
            del buf9
            buf11 = buf10
            assert_size_stride(buf11, (2, 4), (4, 1), 'torch.ops.aten.mul.Tensor')
            assert_alignment(buf11, 16, 'torch.ops.aten.mul.Tensor')
            del buf10
            # Topologically Sorted Source Nodes: [full], Original ATen: [aten.new_zeros]
            buf12 = torch.ops.aten.full.default([2, 6], 0, dtype=torch.complex64, layout=torch.strided, device=device(type='cuda'), pin_memory=False)
            buf13 = buf12
            assert_size_stride(buf13, (2, 6), (6, 1), 'torch.ops.aten.full.default')
            assert_alignment(buf13, 16, 'torch.ops.aten.full.default')
            del buf12
            # Topologically Sorted Source Nodes: [slice_1], Original ATen: [aten.slice]
            buf14 = torch.ops.aten.slice.Tensor(buf13, 1, 0, 4)
            buf15 = buf14
            assert_size_stride(buf15, (2, 4), (6, 1), 'torch.ops.aten.slice.Tensor')
            assert_alignment(buf15, 16, 'torch.ops.aten.slice.Tensor')
            # Topologically Sorted Source Nodes: [copy], Original ATen: [aten.copy]
            buf16 = torch.ops.aten.copy.default(buf15, buf11)
            del buf11
            del buf14
            del buf15
            buf17 = buf16
            assert_size_stride(buf17, (2, 4), (6, 1), 'torch.ops.aten.copy.default')
            assert_alignment(buf17, 16, 'torch.ops.aten.copy.default')
            del buf16
            # Topologically Sorted Source Nodes: [], Original ATen: []
            buf18 = torch.ops.aten.slice_scatter.default(buf13, buf17, 1, 0, 4)
            del buf13
            del buf17
            buf19 = buf18
            assert_size_stride(buf19, (2, 6), (6, 1), 'torch.ops.aten.slice_scatter.default')
            assert_alignment(buf19, 16, 'torch.ops.aten.slice_scatter.default')
            del buf18
            # Topologically Sorted Source Nodes: [_fft_c2c], Original ATen: [aten._fft_c2c]
            buf20 = torch.ops.aten._fft_c2c.default(buf19, [1], 0, False)
            del buf19
            buf21 = buf20
            assert_size_stride(buf21, (2, 6), (6, 1), 'torch.ops.aten._fft_c2c.default')
            assert_alignment(buf21, 16, 'torch.ops.aten._fft_c2c.default')
            del buf20
            # Topologically Sorted Source Nodes: [view_as_real], Original ATen: [aten.view_as_real]
            buf22 = torch.ops.aten.view_as_real.default(buf21)
            buf23 = buf22
            assert_size_stride(buf23, (2, 6, 2), (12, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf23, 16, 'torch.ops.aten.view_as_real.default')
        return (reinterpret_tensor(buf23, (2, 6), (12, 2), 0), )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    _fft_r2c = rand_strided((2, 4), (4, 1), device='cuda:0', dtype=torch.complex64)
    tangents_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    return [_fft_r2c, tangents_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
