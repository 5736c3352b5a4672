
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

from torch import device, empty, empty_strided
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
inductor_ops = torch.ops.inductor
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
alloc_from_pool = torch.ops.inductor._alloc_from_pool
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/nj/cnjk4ocbucpjvujmbnuk5r4tue33axfvfxrhylnam75niwnjztfz.py
# Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_backward, aten.mul, aten.pow]

triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(
    size_hints=[64], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [instance_descriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(3,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_0', 'mutated_arg_names': []},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 64
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tmp2 = tl.load(in_ptr1 + (x0), xmask)
    tmp3 = 2.0
    tmp4 = tmp2 * tmp3
    tmp5 = tmp1 * tmp4
    tl.store(out_ptr0 + (x0), tmp5, xmask)
''')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_cuda_stream


# kernel path: /tmp/torchinductor_user/6h/c6hshm6nftwweszeqzjoxrbno4hkgeafs6c7fdrwrbapwrimvs2c.py
# Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_backward, aten.mul, aten.pow]

triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(
    size_hints=[2, 4], tile_hint=TileHint.SQUARE,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_1', 'mutated_arg_names': []},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 2
    xnumel = 4
    yoffset = tl.program_id(1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = tl.load(in_ptr0 + (y0 + (2*x1)), xmask & ymask, eviction_policy='evict_last')
    tl.store(out_ptr0 + (x1 + (4*y0)), tmp0, xmask & ymask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, primals_2, primals_3, getitem, getitem_1, getitem_2, getitem_3, getitem_6, getitem_7, tangents_1 = args
    args.clear()
    assert_size_stride(primals_1, (1, 2, 4, 8), (64, 32, 8, 1))
    assert_size_stride(primals_2, (1, 2, 4, 8), (64, 32, 8, 1))
    assert_size_stride(primals_3, (1, 2, 4, 8), (64, 32, 8, 1))
    assert_size_stride(getitem, (1, 2, 4, 8), (64, 8, 16, 1))
    assert_size_stride(getitem_1, (1, 2, 4), (8, 1, 2))
    assert_size_stride(getitem_2, (), ())
    assert_size_stride(getitem_3, (), ())
    assert_size_stride(getitem_6, (), ())
    assert_size_stride(getitem_7, (), ())
    assert_size_stride(tangents_1, (), ())
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        buf0 = empty_strided((1, 2, 4, 8), (64, 8, 16, 1), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_backward, aten.mul, aten.pow]
        stream0 = get_cuda_stream(0)
        triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_0.run(tangents_1, getitem, buf0, 64, grid=grid(64), stream=stream0)
        del tangents_1
        buf1 = empty((1, 2, 4), device='cuda', dtype=torch.float32)
        # Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_backward, aten.mul, aten.pow]
        triton_poi_fused__scaled_dot_product_flash_attention_backward_mul_pow_1.run(getitem_1, buf1, 2, 4, grid=grid(2, 4), stream=stream0)
        del getitem_1
        # Source Nodes: [], Original ATen: [aten._scaled_dot_product_flash_attention_backward, aten.mul, aten.pow]
        buf2 = aten._scaled_dot_product_flash_attention_backward(buf0, primals_1, primals_2, primals_3, getitem, buf1, getitem_2, getitem_3, 0, 0, 0.0, True, getitem_6, getitem_7)
        del buf0
        del buf1
        del getitem
        del getitem_2
        del getitem_3
        del getitem_6
        del getitem_7
        del primals_1
        del primals_2
        del primals_3
        buf3 = buf2[0]
        buf4 = buf2[1]
        buf5 = buf2[2]
        return (buf3, buf4, buf5, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((1, 2, 4, 8), (64, 32, 8, 1), device='cuda:0', dtype=torch.float32)
    primals_2 = rand_strided((1, 2, 4, 8), (64, 32, 8, 1), device='cuda:0', dtype=torch.float32)
    primals_3 = rand_strided((1, 2, 4, 8), (64, 32, 8, 1), device='cuda:0', dtype=torch.float32)
    getitem = rand_strided((1, 2, 4, 8), (64, 8, 16, 1), device='cuda:0', dtype=torch.float32)
    getitem_1 = rand_strided((1, 2, 4), (8, 1, 2), device='cuda:0', dtype=torch.float32)
    getitem_2 = rand_strided((), (), device='cuda:0', dtype=torch.int32)
    getitem_3 = rand_strided((), (), device='cuda:0', dtype=torch.int32)
    getitem_6 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    getitem_7 = rand_strided((), (), device='cuda:0', dtype=torch.int64)
    tangents_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_1, primals_2, primals_3, getitem, getitem_1, getitem_2, getitem_3, getitem_6, getitem_7, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
