# AOT ID: ['61_inference']
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


# kernel path: /tmp/torchinductor_user/tmpliz70zco/gb/cgbjd6veqdnsatzu6njduqgxck5xi5iwgc2vdlv4vmsps2iruiq2.py
# Topologically Sorted Source Nodes: [stft, hann_window], Original ATen: [aten.view, aten.reflection_pad1d, aten.unfold, aten.hann_window, aten.mul]
# Source node to ATen node mapping:
#   hann_window => add_1, convert_element_type, cos, iota, mul_1, mul_2, slice_1
#   stft => _unsafe_index, abs_1, abs_2, iota_1, mul_3, sub, sub_1, unfold, view, view_1
# Graph fragment:
#   %arg0_1 : Tensor "f32[2, 64][64, 1]cuda:0" = PlaceHolder[target=arg0_1]
#   %view : Tensor "f32[1, 2, 64][128, 64, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%arg0_1, [1, 2, 64]), kwargs = {})
#   %iota_1 : Tensor "i64[80][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (80,), kwargs = {start: -8, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %abs_1 : Tensor "i64[80][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.abs.default](args = (%iota_1,), kwargs = {})
#   %sub : Tensor "i64[80][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (63, %abs_1), kwargs = {})
#   %abs_2 : Tensor "i64[80][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.abs.default](args = (%sub,), kwargs = {})
#   %sub_1 : Tensor "i64[80][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.sub.Tensor](args = (63, %abs_2), kwargs = {})
#   %_unsafe_index : Tensor "f32[1, 2, 80][160, 80, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten._unsafe_index.Tensor](args = (%view, [None, None, %sub_1]), kwargs = {})
#   %view_1 : Tensor "f32[2, 80][80, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%_unsafe_index, [2, 80]), kwargs = {})
#   %unfold : Tensor "f32[2, 17, 16][80, 4, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.unfold.default](args = (%view_1, -1, 16, 4), kwargs = {})
#   %iota : Tensor "i64[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.iota.default](args = (17,), kwargs = {start: 0, step: 1, dtype: torch.int64, device: cuda, requires_grad: False})
#   %convert_element_type : Tensor "f32[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.prims.convert_element_type.default](args = (%iota, torch.float32), kwargs = {})
#   %mul_1 : Tensor "f32[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%convert_element_type, 0.39269908169872414), kwargs = {})
#   %cos : Tensor "f32[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.cos.default](args = (%mul_1,), kwargs = {})
#   %mul_2 : Tensor "f32[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%cos, -0.5), kwargs = {})
#   %add_1 : Tensor "f32[17][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%mul_2, 0.5), kwargs = {})
#   %slice_1 : Tensor "f32[16][1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.slice.Tensor](args = (%add_1, 0, 0, 16), kwargs = {})
#   %mul_3 : Tensor "f32[2, 17, 16][272, 16, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.mul.Tensor](args = (%unfold, %slice_1), kwargs = {})
#   return %mul_3
triton_poi_fused_hann_window_mul_reflection_pad1d_unfold_view_0 = async_compile.triton('triton_poi_fused_hann_window_mul_reflection_pad1d_unfold_view_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 1024}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'kernel_name': 'triton_poi_fused_hann_window_mul_reflection_pad1d_unfold_view_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 1, 'num_store': 1, 'num_reduction': 0, 'autotune_hints': (), 'tiling_scores': {'x': 4352}, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'incremental_autotune': False, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'batch_invariant': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': True, 'dynamic_disable_pipelining': True, 'are_deterministic_algorithms_enabled': False},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_hann_window_mul_reflection_pad1d_unfold_view_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 544
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = (xindex % 16)
    x1 = ((xindex // 16) % 17)
    x2 = xindex // 272
    x3 = xindex
    tmp0 = tl.load(in_ptr0 + (63 + ((-1)*tl_math.abs((-63) + tl_math.abs((-8) + x0 + 4*x1))) + 64*x2), xmask, eviction_policy='evict_last')
    tmp1 = (x0).to(tl.float32)
    tmp2 = (tmp1).to(tl.float32)
    tmp3 = tl.full([1], 0.39269908169872414, tl.float32)
    tmp4 = tmp2 * tmp3
    tmp5 = tl_math.cos(tmp4)
    tmp6 = tl.full([1], -0.5, tl.float32)
    tmp7 = tmp5 * tmp6
    tmp8 = tl.full([1], 0.5, tl.float32)
    tmp9 = tmp7 + tmp8
    tmp10 = tmp0 * tmp9
    tl.store(out_ptr0 + (x3), tmp10, xmask)
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
        arg0_1, = args
        args.clear()
        assert_size_stride(arg0_1, (2, 64), (64, 1), 'input')
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            arg0_1 = copy_if_misaligned(arg0_1)
            buf0 = empty_strided_cuda((2, 17, 16), (272, 16, 1), torch.float32)
            # Topologically Sorted Source Nodes: [stft, hann_window], Original ATen: [aten.view, aten.reflection_pad1d, aten.unfold, aten.hann_window, aten.mul]
            raw_stream0 = get_raw_stream(0)
            triton_poi_fused_hann_window_mul_reflection_pad1d_unfold_view_0.run(arg0_1, buf0, 544, stream=raw_stream0)
            del arg0_1
            # Topologically Sorted Source Nodes: [stft, hann_window], Original ATen: [aten.view, aten.reflection_pad1d, aten.unfold, aten.hann_window, aten.mul, aten._fft_r2c]
            buf1 = torch.ops.aten._fft_r2c.default(buf0, [2], 0, True)
            assert_tensor_metadata(buf1, (2, 17, 9), (153, 9, 1), torch.complex64, 'torch.ops.aten._fft_r2c.default')
            assert_alignment(buf1, 16, 'torch.ops.aten._fft_r2c.default')
            del buf0
            # Topologically Sorted Source Nodes: [stft], Original ATen: [aten.transpose]
            buf2 = torch.ops.aten.permute.default(buf1, [0, 2, 1])
            assert_tensor_metadata(buf2, (2, 9, 17), (153, 1, 9), torch.complex64, 'torch.ops.aten.permute.default')
            assert_alignment(buf2, 16, 'torch.ops.aten.permute.default')
            # Topologically Sorted Source Nodes: [abs_1], Original ATen: [aten.abs]
            buf3 = torch.ops.aten.abs.default(buf2)
            assert_tensor_metadata(buf3, (2, 9, 17), (153, 1, 9), torch.float32, 'torch.ops.aten.abs.default')
            assert_alignment(buf3, 16, 'torch.ops.aten.abs.default')
            del buf1
            del buf2
        return (buf3, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((2, 64), (64, 1), device='cuda:0', dtype=torch.float32)
    return [arg0_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat, device='cuda')


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
