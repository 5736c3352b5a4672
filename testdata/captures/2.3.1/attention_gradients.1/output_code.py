
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


# kernel path: /tmp/torchinductor_user/vz/cvzgk4dpql4d4dgcfq3wx6b6aofn5y5loyskw3kqaixo5nzerwri.py
# Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_for_cpu_backward]

triton_poi_fused__scaled_dot_product_flash_attention_for_cpu_backward_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[4, 8], tile_hint=TileHint.SQUARE,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__scaled_dot_product_flash_attention_for_cpu_backward_0', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 4
    xnumel = 6
    yoffset = tl.program_id(1) * (tl.program_id(2) + 1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = tl.load(in_ptr0 + (y0 + (4*x1)), xmask & ymask, eviction_policy='evict_last')
    tl.store(out_ptr0 + (x1 + (6*y0)), tmp0, xmask & ymask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/5t/c5tcxl43h6hnz4ltpwzc4zodngthj6kjpglkvw24mglyhrlxogl3.py
# Source Nodes: [], Original ATen: [aten.sum]

triton_poi_fused_sum_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[128], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(2,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_sum_1', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 96
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex % 8
    x1 = (xindex // 8) % 6
    x2 = (xindex // 48)
    x3 = xindex
    tmp0 = tl.load(in_ptr0 + (x0 + (16*x2) + (32*x1)), xmask)
    tmp1 = tl.load(in_ptr0 + (8 + x0 + (16*x2) + (32*x1)), xmask)
    tmp2 = tmp0 + tmp1
    tl.store(out_ptr0 + (x3), tmp2, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_3, view, view_1, where, getitem_1, alias_3, tangents_1 = args
    args.clear()
    assert_size_stride(primals_3, (1, 4, 6, 8), (192, 48, 8, 1))
    assert_size_stride(view, (1, 4, 6, 8), (0, 48, 8, 1))
    assert_size_stride(view_1, (1, 4, 6, 8), (0, 48, 8, 1))
    assert_size_stride(where, (6, 6), (6, 1))
    assert_size_stride(getitem_1, (1, 4, 6), (24, 1, 4))
    assert_size_stride(alias_3, (1, 4, 6, 8), (192, 8, 32, 1))
    assert_size_stride(tangents_1, (1, 4, 6, 8), (192, 48, 8, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf0 = empty_strided_cuda((1, 4, 6), (24, 6, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_for_cpu_backward]
        stream0 = get_raw_stream(0)
        triton_poi_fused__scaled_dot_product_flash_attention_for_cpu_backward_0.run(getitem_1, buf0, 4, 6, grid=grid(4, 6), stream=stream0)
        del getitem_1
        # Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_for_cpu_backward]
        buf1 = aten._scaled_dot_product_flash_attention_for_cpu_backward.default(tangents_1, primals_3, view, view_1, alias_3, buf0, 0.0, False, attn_mask=where)
        del alias_3
        del buf0
        del primals_3
        del tangents_1
        del view
        del view_1
        del where
        buf2 = buf1[0]
        buf3 = buf1[1]
        buf4 = buf1[2]
        del buf1
        buf5 = empty_strided_cuda((1, 2, 1, 6, 8), (96, 48, 48, 8, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.sum]
        triton_poi_fused_sum_1.run(buf4, buf5, 96, grid=grid(96), stream=stream0)
        del buf4
        buf6 = empty_strided_cuda((1, 2, 1, 6, 8), (96, 48, 48, 8, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.sum]
        triton_poi_fused_sum_1.run(buf3, buf6, 96, grid=grid(96), stream=stream0)
        del buf3
    return (reinterpret_tensor(buf6, (1, 2, 6, 8), (0, 48, 8, 1), 0), reinterpret_tensor(buf5, (1, 2, 6, 8), (0, 48, 8, 1), 0), buf2, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_3 = rand_strided((1, 4, 6, 8), (192, 48, 8, 1), device='cuda:0', dtype=torch.float32)
    view = rand_strided((1, 4, 6, 8), (0, 48, 8, 1), device='cuda:0', dtype=torch.float32)
    view_1 = rand_strided((1, 4, 6, 8), (0, 48, 8, 1), device='cuda:0', dtype=torch.float32)
    where = rand_strided((6, 6), (6, 1), device='cuda:0', dtype=torch.float32)
    getitem_1 = rand_strided((1, 4, 6), (24, 1, 4), device='cuda:0', dtype=torch.float32)
    alias_3 = rand_strided((1, 4, 6, 8), (192, 8, 32, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((1, 4, 6, 8), (192, 48, 8, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_3, view, view_1, where, getitem_1, alias_3, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
