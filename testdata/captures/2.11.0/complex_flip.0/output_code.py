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


# kernel path: /tmp/torchinductor_user/tmp573nx852/hn/chn4l24g4bhjdaij7kv5yjon2anhn5kmj5xa4lv54du6uicxwvbz.py
# Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
# Source node to ATen node mapping:
#   add => add_2, view_1, view_3
# Graph fragment:
#   %view : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view]
#   %view_2 : Tensor "f32[3, 8][8, 1]cuda:0" = PlaceHolder[target=view_2]
#   %view_1 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view, [3, 4, 2]), kwargs = {})
#   %view_3 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.reshape.default](args = (%view_2, [3, 4, 2]), kwargs = {})
#   %add_2 : Tensor "f32[3, 4, 2][8, 2, 1]cuda:0"[num_users=1] = call_function[target=torch.ops.aten.add.Tensor](args = (%view_1, %view_3), kwargs = {})
#   return %add_2
triton_poi_fused_add_0 = async_compile.triton('triton_poi_fused_add_0', '''
import triton
import triton.language as tl

from torch._inductor.runtime import triton_helpers, triton_heuristics
from torch._inductor.runtime.triton_helpers import libdevice, math as tl_math
from torch._inductor.runtime.hints import AutotuneHint, ReductionHint, TileHint, DeviceProperties
triton_helpers.set_driver_to_gpu()

@triton_heuristics.pointwise(
    size_hints={'x': 32}, 
    filename=__file__,
    triton_meta={'signature': {'in_ptr0': '*fp32', 'in_ptr1': '*fp32', 'out_ptr0': '*fp32', 'xnumel': 'i32', 'XBLOCK': 'constexpr'}, 'device': DeviceProperties(type='cuda', index=0, multi_processor_count=132, cc=90, major=9, regs_per_multiprocessor=65536, max_threads_per_multi_processor=2048, max_threads_per_block=1024, warp_size=32), 'constants': {}, 'native_matmul': False, 'enable_fp_fusion': True, 'launch_pdl': False, 'disable_ftz': False, 'configs': [{(0,): [['tt.divisibility', 16]], (1,): [['tt.divisibility', 16]], (2,): [['tt.divisibility', 16]]}]},
    inductor_meta={'grid_type': 'Grid1D', 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_0', 'mutated_arg_names': [], 'optimize_mem': True, 'no_x_dim': False, 'atomic_add_found': False, 'num_load': 2, 'num_store': 1, 'num_reduction': 0, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000', 'assert_indirect_indexing': True, 'autotune_local_cache': True, 'autotune_pointwise': True, 'autotune_remote_cache': None, 'force_disable_caches': True, 'dynamic_scale_rblock': True, 'max_autotune': False, 'max_autotune_pointwise': False, 'min_split_scan_rblock': 256, 'spill_threshold': 16, 'store_cubin': False, 'deterministic': False, 'force_filter_reduction_configs': False, 'mix_order_reduction_allow_multi_stages': False, 'are_deterministic_algorithms_enabled': False, 'tiling_scores': {'x': 384}},
    min_elem_per_thread=0
)
@triton.jit
def triton_poi_fused_add_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 24
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
        arg0_1, = args
        args.clear()
        assert_size_stride(arg0_1, (3, 4, 2), (8, 2, 1))
        with torch.cuda._DeviceGuard(0):
            torch.cuda.set_device(0)
            # Topologically Sorted Source Nodes: [c], Original ATen: [aten.view_as_complex]
            buf0 = torch.ops.aten.view_as_complex.default(arg0_1)
            buf1 = buf0
            assert_size_stride(buf1, (3, 4), (4, 1), 'torch.ops.aten.view_as_complex.default')
            assert_alignment(buf1, 16, 'torch.ops.aten.view_as_complex.default')
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf2 = torch.ops.aten.add.Tensor(buf1, 0)
            buf3 = buf2
            assert_size_stride(buf3, (3, 4), (4, 1), 'torch.ops.aten.add.Tensor')
            assert_alignment(buf3, 16, 'torch.ops.aten.add.Tensor')
            del buf2
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf4 = torch.ops.aten.view.dtype(buf3, torch.float32)
            buf5 = buf4
            assert_size_stride(buf5, (3, 8), (8, 1), 'torch.ops.aten.view.dtype')
            assert_alignment(buf5, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [flip], Original ATen: [aten.flip]
            buf6 = torch.ops.prims.rev.default(buf1, [0])
            del arg0_1
            del buf0
            del buf1
            buf7 = buf6
            assert_size_stride(buf7, (3, 4), (4, 1), 'torch.ops.prims.rev.default')
            assert_alignment(buf7, 16, 'torch.ops.prims.rev.default')
            del buf6
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf8 = torch.ops.aten.add.Tensor(buf7, 0)
            del buf7
            buf9 = buf8
            assert_size_stride(buf9, (3, 4), (4, 1), 'torch.ops.aten.add.Tensor')
            assert_alignment(buf9, 16, 'torch.ops.aten.add.Tensor')
            del buf8
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf10 = torch.ops.aten.view.dtype(buf9, torch.float32)
            buf11 = buf10
            assert_size_stride(buf11, (3, 8), (8, 1), 'torch.ops.aten.view.dtype')
            assert_alignment(buf11, 16, 'torch.ops.aten.view.dtype')
            buf12 = empty_strided_cuda((3, 4, 2), (8, 2, 1), torch.float32)
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            stream0 = get_raw_stream(0)
            triton_poi_fused_add_0.run(buf5, buf11, buf12, 24, stream=stream0)
            del buf10
            del buf11
            del buf3
            del buf4
            del buf5
            del buf9
            # Topologically Sorted Source Nodes: [add], Original ATen: [aten.add]
            buf13 = torch.ops.aten.view.dtype(reinterpret_tensor(buf12, (3, 8), (8, 1), 0), torch.complex64)
            buf14 = buf13
            assert_size_stride(buf14, (3, 4), (4, 1), 'torch.ops.aten.view.dtype')
            assert_alignment(buf14, 16, 'torch.ops.aten.view.dtype')
            # Topologically Sorted Source Nodes: [view_as_real], Original ATen: [aten.view_as_real]
            buf15 = torch.ops.aten.view_as_real.default(buf14)
            buf16 = buf15
            assert_size_stride(buf16, (3, 4, 2), (8, 2, 1), 'torch.ops.aten.view_as_real.default')
            assert_alignment(buf16, 16, 'torch.ops.aten.view_as_real.default')
        return (buf16, )

runner = Runner(partitions=[])
call = runner.call
recursively_apply_fns = runner.recursively_apply_fns


def get_args():
    from torch._dynamo.testing import rand_strided
    arg0_1 = rand_strided((3, 4, 2), (8, 2, 1), device='cuda:0', dtype=torch.float32)
    return [arg0_1]


def benchmark_compiled_module(args, times=10, repeat=10):
    from torch._inductor.utils import print_performance
    fn = lambda: call(list(args))
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    args = get_args()
    compiled_module_main('None', lambda times, repeat: benchmark_compiled_module(args, times=times, repeat=repeat))
