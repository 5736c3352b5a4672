
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


# kernel path: /tmp/torchinductor_user/tz/ctzz4yvzlkuoazpd2hwhpl7d2ejjvsrpcrbi4d453m35q5mpa4wb.py
# Source Nodes: [], Original ATen: [aten.mm]

triton_poi_fused_mm_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[16], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_mm_0', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, out_ptr0, out_ptr1, xnumel, XBLOCK : tl.constexpr):
    xnumel = 9
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (0))
    tmp1 = tl.broadcast_to(tmp0, [XBLOCK])
    tl.store(out_ptr0 + (x0), tmp1, xmask)
    tl.store(out_ptr1 + (x0), tmp1, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/23/c236dcerpyk6vhjbwa6px26puhvwwryd3fnjpjbjlbjpzzd47fqm.py
# Source Nodes: [eye], Original ATen: [aten.add, aten.diag_embed, aten.eye, aten.mul, aten.tril]
# eye => scalar_tensor
triton_poi_fused_add_diag_embed_eye_mul_tril_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[4, 4], tile_hint=TileHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*i64', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: 'i32', 6: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_diag_embed_eye_mul_tril_1', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, out_ptr0, out_ptr1, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 3
    xnumel = 3
    yoffset = tl.program_id(1) * (tl.program_id(2) + 1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = tl.load(in_ptr0 + (x1), xmask, eviction_policy='evict_last')
    tmp1 = tl.load(in_ptr0 + (y0), ymask, eviction_policy='evict_last')
    tmp3 = tl.load(in_ptr1 + (0))
    tmp4 = tl.broadcast_to(tmp3, [XBLOCK, YBLOCK])
    tmp10 = tl.load(in_ptr2 + (x1 + (3*y0)), xmask & ymask)
    tmp16 = tl.load(in_ptr2 + (y0 + (3*x1)), xmask & ymask)
    tmp2 = tmp0 == tmp1
    tmp5 = 0.0
    tmp6 = tl.where(tmp2, tmp4, tmp5)
    tmp7 = tmp0 - tmp1
    tmp8 = tl.full([1, 1], 0, tl.int64)
    tmp9 = tmp7 <= tmp8
    tmp11 = tl.where(tmp9, tmp10, tmp5)
    tmp12 = tmp1 - tmp0
    tmp13 = tl.full([1, 1], -1, tl.int64)
    tmp14 = tmp12 <= tmp13
    tmp15 = tmp12 <= tmp8
    tmp17 = tl.where(tmp15, tmp16, tmp5)
    tmp18 = tl.where(tmp14, tmp17, tmp5)
    tmp19 = tmp11 + tmp18
    tmp20 = 0.5
    tmp21 = tmp19 * tmp20
    tl.store(out_ptr0 + (x1 + (3*y0)), tmp6, xmask & ymask)
    tl.store(out_ptr1 + (x1 + (3*y0)), tmp21, xmask & ymask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/kv/ckvcz4kr7i46f3hzgowhpx5zplomo3xiandxqtgirgdrp7e7ylqr.py
# Source Nodes: [], Original ATen: [aten.add, aten.neg]

triton_poi_fused_add_neg_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[4, 4], tile_hint=TileHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: 'i32', 5: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_add_neg_2', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, ynumel, xnumel, YBLOCK : tl.constexpr, XBLOCK : tl.constexpr):
    ynumel = 3
    xnumel = 3
    yoffset = tl.program_id(1) * (tl.program_id(2) + 1) * YBLOCK
    yindex = yoffset + tl.arange(0, YBLOCK)[None, :]
    ymask = yindex < ynumel
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    x1 = xindex
    y0 = yindex
    tmp0 = tl.load(in_out_ptr0 + (y0 + (3*x1)), xmask & ymask)
    tmp1 = tl.load(in_ptr0 + (x1 + (3*y0)), xmask & ymask)
    tmp3 = tl.load(in_ptr1 + (x1 + (3*y0)), xmask & ymask)
    tmp5 = tl.load(in_ptr2 + (x1 + (3*y0)), xmask & ymask)
    tmp2 = tmp0 + tmp1
    tmp4 = tmp2 + tmp3
    tmp6 = -tmp5
    tmp7 = tmp4 + tmp6
    tl.store(in_out_ptr0 + (y0 + (3*x1)), tmp7, xmask & ymask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, iota, getitem_6, getitem_7, alias_9, permute_8, permute_10, tangents_1 = args
    args.clear()
    assert_size_stride(primals_1, (3, 3), (3, 1))
    assert_size_stride(iota, (3, ), (1, ))
    assert_size_stride(getitem_6, (3, 3), (1, 3))
    assert_size_stride(getitem_7, (3, ), (1, ))
    assert_size_stride(alias_9, (3, 3), (1, 3))
    assert_size_stride(permute_8, (3, 3), (3, 1))
    assert_size_stride(permute_10, (3, 3), (3, 1))
    assert_size_stride(tangents_1, (), ())
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        buf3 = empty_strided_cuda((3, 3), (3, 1), torch.float32)
        buf12 = empty_strided_cuda((3, 3), (3, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.mm]
        stream0 = get_raw_stream(0)
        triton_poi_fused_mm_0.run(tangents_1, buf3, buf12, 9, grid=grid(9), stream=stream0)
        buf4 = empty_strided_cuda((3, 3), (3, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.mm]
        extern_kernels.mm(reinterpret_tensor(alias_9, (3, 3), (3, 1), 0), buf3, out=buf4)
        buf0 = buf3; del buf3  # reuse
        buf5 = empty_strided_cuda((3, 3), (3, 1), torch.float32)
        # Source Nodes: [eye], Original ATen: [aten.add, aten.diag_embed, aten.eye, aten.mul, aten.tril]
        triton_poi_fused_add_diag_embed_eye_mul_tril_1.run(iota, tangents_1, buf4, buf0, buf5, 3, 3, grid=grid(3, 3), stream=stream0)
        del buf4
        del iota
        del tangents_1
        # Source Nodes: [], Original ATen: [aten.linalg_lu_solve]
        buf1 = aten.linalg_lu_solve.default(getitem_6, getitem_7, reinterpret_tensor(buf0, (3, 3), (1, 3), 0))
        del buf0
        del getitem_6
        del getitem_7
        buf2 = buf1
        del buf1
        # Source Nodes: [eye], Original ATen: [aten.add, aten.eye, aten.linalg_solve_triangular, aten.mul, aten.tril]
        buf6 = aten.linalg_solve_triangular.default(reinterpret_tensor(alias_9, (3, 3), (3, 1), 0), buf5, upper=True)
        buf7 = buf6
        del buf6
        # Source Nodes: [], Original ATen: [aten.linalg_solve_triangular]
        buf8 = aten.linalg_solve_triangular.default(alias_9, buf7, upper=False, left=False)
        del alias_9
        buf9 = buf8
        del buf8
        buf10 = reinterpret_tensor(buf7, (3, 3), (3, 1), 0); del buf7  # reuse
        # Source Nodes: [], Original ATen: [aten.mm]
        extern_kernels.mm(reinterpret_tensor(buf9, (3, 3), (3, 1), 0), primals_1, out=buf10)
        del primals_1
        buf11 = buf5; del buf5  # reuse
        # Source Nodes: [], Original ATen: [aten.mm]
        extern_kernels.mm(buf9, permute_8, out=buf11)
        del permute_8
        buf13 = reinterpret_tensor(buf9, (3, 3), (3, 1), 0); del buf9  # reuse
        # Source Nodes: [], Original ATen: [aten.mm]
        extern_kernels.mm(buf12, permute_10, out=buf13)
        buf14 = buf12; del buf12  # reuse
        # Source Nodes: [], Original ATen: [aten.mm]
        extern_kernels.mm(permute_10, buf13, out=buf14)
        del buf13
        del permute_10
        buf15 = buf2; del buf2  # reuse
        # Source Nodes: [], Original ATen: [aten.add, aten.neg]
        triton_poi_fused_add_neg_2.run(buf15, buf11, buf10, buf14, 3, 3, grid=grid(3, 3), stream=stream0)
        del buf10
        del buf11
        del buf14
    return (buf15, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((3, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    iota = rand_strided((3, ), (1, ), device='cuda:0', dtype=torch.int64)
    getitem_6 = rand_strided((3, 3), (1, 3), device='cuda:0', dtype=torch.float32)
    getitem_7 = rand_strided((3, ), (1, ), device='cuda:0', dtype=torch.int32)
    alias_9 = rand_strided((3, 3), (1, 3), device='cuda:0', dtype=torch.float32)
    permute_8 = rand_strided((3, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    permute_10 = rand_strided((3, 3), (3, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((), (), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_1, iota, getitem_6, getitem_7, alias_9, permute_8, permute_10, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
