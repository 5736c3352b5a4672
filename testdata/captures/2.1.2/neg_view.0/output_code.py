
from ctypes import c_void_p, c_long
import torch
import math
import random
import os
import tempfile
from math import inf, nan
from torch._inductor.hooks import run_intermediate_hooks
from torch._inductor.utils import maybe_profile

from torch import empty_strided, device
from torch._inductor.codecache import AsyncCompile
from torch._inductor.select_algorithm import extern_kernels

aten = torch.ops.aten
assert_size_stride = torch._C._dynamo.guards.assert_size_stride
reinterpret_tensor = torch.ops.inductor._reinterpret_tensor
async_compile = AsyncCompile()


# kernel path: /tmp/torchinductor_user/y5/cy5dymhvv7jiufj5fbd5ufre5cqnunh6zbtca4l7ohiovwfam2pu.py
# Source Nodes: [maximum, mul, pad_1], Original ATen: [aten.constant_pad_nd, aten.maximum, aten.mul]
# maximum => maximum
# mul => mul
# pad_1 => constant_pad_nd
triton_poi_fused_constant_pad_nd_maximum_mul_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[16], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_constant_pad_nd_maximum_mul_0', 'configs': [instance_descriptor(divisible_by_16=(0, 1, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=())]})
@triton.jit
def triton_(in_ptr0, out_ptr0, out_ptr1, out_ptr2, xnumel, XBLOCK : tl.constexpr):
    xnumel = 10
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = (-2) + x0
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.load(in_ptr0 + ((-2) + x0), tmp2 & xmask, other=0)
    tmp4 = tl.where(tmp2, tmp3, 1.0)
    tmp5 = 2.0
    tmp6 = tmp4 * tmp5
    tmp7 = triton_helpers.maximum(tmp4, tmp4)
    tl.store(out_ptr0 + (x0), tmp4, xmask)
    tl.store(out_ptr1 + (x0), tmp6, xmask)
    tl.store(out_ptr2 + (x0), tmp7, xmask)
''')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_cuda_stream


# kernel path: /tmp/torchinductor_user/6z/c6zq6hrdtno7esi67gtlncymxtau6bwjuhpqyvs25lk2bwmng6wa.py
# Source Nodes: [cat_1], Original ATen: [aten.cat]
# cat_1 => cat
triton_poi_fused_cat_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from torch._inductor.ir import ReductionHint
from torch._inductor.ir import TileHint
from torch._inductor.triton_heuristics import AutotuneHint, pointwise
from torch._inductor.utils import instance_descriptor
from torch._inductor import triton_helpers

@pointwise(size_hints=[8], filename=__file__, meta={'signature': {0: '*fp32', 1: '*fp32', 2: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'mutated_arg_names': [], 'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_cat_1', 'configs': [instance_descriptor(divisible_by_16=(0, 1), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(2,))]})
@triton.jit
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), xmask)
    tl.store(out_ptr0 + (x0), tmp0, xmask)
''')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_1, = args
    args.clear()
    assert_size_stride(primals_1, (8, ), (1, ))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0) # no-op to ensure context
        # Source Nodes: [pad], Original ATen: [aten.reflection_pad1d]
        buf0 = aten.reflection_pad1d(reinterpret_tensor(primals_1, (1, 8), (8, 1), 0), [1, 1])
        buf1 = buf0
        assert_size_stride(buf1, (1, 10), (10, 1))
        del buf0
        buf2 = empty_strided((10, ), (1, ), device='cuda', dtype=torch.float32)
        buf5 = empty_strided((18, ), (1, ), device='cuda', dtype=torch.float32)
        buf4 = reinterpret_tensor(buf5, (10, ), (1, ), 8)  # alias
        buf16 = empty_strided((10, ), (1, ), device='cuda', dtype=torch.float32)
        # Source Nodes: [maximum, mul, pad_1], Original ATen: [aten.constant_pad_nd, aten.maximum, aten.mul]
        stream0 = get_cuda_stream(0)
        triton_poi_fused_constant_pad_nd_maximum_mul_0.run(primals_1, buf2, buf4, buf16, 10, grid=grid(10), stream=stream0)
        buf3 = reinterpret_tensor(buf5, (8, ), (1, ), 0)  # alias
        # Source Nodes: [cat_1], Original ATen: [aten.cat]
        triton_poi_fused_cat_1.run(primals_1, buf3, 8, grid=grid(8), stream=stream0)
        # Source Nodes: [complex_1], Original ATen: [aten.complex]
        buf6 = aten.complex.default(buf5, buf5)
        buf7 = buf6
        assert_size_stride(buf7, (18, ), (1, ))
        del buf6
        # Source Nodes: [conj], Original ATen: [aten._conj]
        buf8 = aten._conj.default(buf7)
        del buf7
        buf9 = buf8
        assert_size_stride(buf9, (18, ), (1, ))
        del buf8
        # Source Nodes: [getattr_1], Original ATen: [aten._conj]
        buf10 = aten._conj.default(buf9)
        del buf9
        buf11 = buf10
        assert_size_stride(buf11, (18, ), (1, ))
        del buf10
        # Source Nodes: [getattr_1], Original ATen: [aten.view_as_real]
        buf12 = aten.view_as_real.default(buf11)
        del buf11
        buf13 = buf12
        assert_size_stride(buf13, (18, 2), (2, 1))
        del buf12
        # Source Nodes: [getattr_1], Original ATen: [aten._neg_view]
        buf14 = aten._neg_view.default(buf13)
        del buf13
        buf15 = buf14
        assert_size_stride(buf15, (18, 2), (2, 1))
        del buf14
        return (buf1, buf2, buf5, reinterpret_tensor(buf15, (18, ), (2, ), 1), buf16, reinterpret_tensor(primals_1, (1, 8), (8, 1), 0), buf2, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_1 = rand_strided((8, ), (1, ), device='cuda:0', dtype=torch.float32)
    return print_performance(lambda: call([primals_1]), times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
