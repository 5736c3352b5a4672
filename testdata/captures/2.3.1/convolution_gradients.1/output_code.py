
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


# kernel path: /tmp/torchinductor_user/qn/cqn4sxctlntyq4hixplp62pjd22zn3inw2ylpmemghrvcahuejbb.py
# Source Nodes: [], Original ATen: [aten.mul, aten.native_batch_norm_backward]

triton_per_fused_mul_native_batch_norm_backward_0 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.persistent_reduction(
    size_hints=[8, 32],
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: 'i32', 9: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(8,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_per_fused_mul_native_batch_norm_backward_0', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'}
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, out_ptr0, out_ptr1, out_ptr2, xnumel, rnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    rnumel = 18
    RBLOCK: tl.constexpr = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    rindex = tl.arange(0, RBLOCK)[None, :]
    roffset = 0
    rmask = rindex < rnumel
    r1 = rindex % 9
    r2 = (rindex // 9)
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (r1 + (9*x0) + (72*r2)), rmask & xmask, other=0.0)
    tmp1 = tl.load(in_ptr1 + (r1 + (9*x0) + (72*r2)), rmask & xmask, other=0.0)
    tmp7 = tl.load(in_ptr2 + (r1 + (9*x0) + (72*r2)), rmask & xmask, other=0.0)
    tmp8 = tl.load(in_ptr3 + (x0), xmask, eviction_policy='evict_last')
    tmp15 = tl.load(in_ptr4 + (x0), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 * tmp1
    tmp3 = tl.broadcast_to(tmp2, [XBLOCK, RBLOCK])
    tmp5 = tl.where(rmask & xmask, tmp3, 0)
    tmp6 = tl.sum(tmp5, 1)[:, None]
    tmp9 = tmp7 - tmp8
    tmp10 = tmp2 * tmp9
    tmp11 = tl.broadcast_to(tmp10, [XBLOCK, RBLOCK])
    tmp13 = tl.where(rmask & xmask, tmp11, 0)
    tmp14 = tl.sum(tmp13, 1)[:, None]
    tmp16 = tmp14 * tmp15
    tl.store(out_ptr2 + (x0), tmp16, xmask)
    tl.store(out_ptr0 + (x0), tmp6, xmask)
    tl.store(out_ptr1 + (x0), tmp14, xmask)
''', device_str='cuda')

import triton
import triton.language as tl
from torch._inductor.triton_heuristics import grid, split_scan_grid, start_graph, end_graph
from torch._C import _cuda_getCurrentRawStream as get_raw_stream


# kernel path: /tmp/torchinductor_user/a7/ca7rvm3g3aow3apttspxxksaojn5rmilskc22auh557uvquqrp7j.py
# Source Nodes: [], Original ATen: [aten.convolution_backward, aten.mul, aten.native_batch_norm_backward]

triton_poi_fused_convolution_backward_mul_native_batch_norm_backward_1 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[256], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: '*fp32', 7: '*fp32', 8: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5, 6, 7, 8), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(8,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_convolution_backward_mul_native_batch_norm_backward_1', 'mutated_arg_names': ['in_out_ptr0'], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_out_ptr0, in_ptr0, in_ptr1, in_ptr2, in_ptr3, in_ptr4, in_ptr5, in_ptr6, xnumel, XBLOCK : tl.constexpr):
    xnumel = 144
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x3 = xindex
    x1 = (xindex // 9) % 8
    tmp0 = tl.load(in_out_ptr0 + (x3), xmask)
    tmp1 = tl.load(in_ptr0 + (x3), xmask)
    tmp3 = tl.load(in_ptr1 + (x3), xmask)
    tmp4 = tl.load(in_ptr2 + (x1), xmask, eviction_policy='evict_last')
    tmp6 = tl.load(in_ptr3 + (x1), xmask, eviction_policy='evict_last')
    tmp9 = tl.load(in_ptr4 + (x1), xmask, eviction_policy='evict_last')
    tmp14 = tl.load(in_ptr5 + (x1), xmask, eviction_policy='evict_last')
    tmp17 = tl.load(in_ptr6 + (x1), xmask, eviction_policy='evict_last')
    tmp2 = tmp0 * tmp1
    tmp5 = tmp3 - tmp4
    tmp7 = 0.05555555555555555
    tmp8 = tmp6 * tmp7
    tmp10 = tmp9 * tmp9
    tmp11 = tmp8 * tmp10
    tmp12 = tmp5 * tmp11
    tmp13 = tmp2 - tmp12
    tmp15 = tmp14 * tmp7
    tmp16 = tmp13 - tmp15
    tmp18 = tmp9 * tmp17
    tmp19 = tmp16 * tmp18
    tl.store(in_out_ptr0 + (x3), tmp19, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/aw/caw4rerv4creguwkrpz2ug4lb7cszcmm54ld76v5gic7yhzsr6of.py
# Source Nodes: [], Original ATen: [aten.convolution_backward, aten.glu_backward]

triton_poi_fused_convolution_backward_glu_backward_2 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.pointwise(
    size_hints=[512], 
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(3,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_poi_fused_convolution_backward_glu_backward_2', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'},
    min_elem_per_thread=0
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 288
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    x1 = (xindex // 9) % 16
    x3 = xindex
    x2 = (xindex // 144)
    x4 = xindex % 144
    tmp0 = x1
    tmp1 = tl.full([1], 0, tl.int64)
    tmp2 = tmp0 >= tmp1
    tmp3 = tl.full([1], 8, tl.int64)
    tmp4 = tmp0 < tmp3
    tmp5 = tl.load(in_ptr0 + (72 + x3), tmp4 & xmask, other=0.0)
    tmp6 = tl.sigmoid(tmp5)
    tmp7 = tl.load(in_ptr1 + (x4 + (72*x2)), tmp4 & xmask, other=0.0)
    tmp8 = tmp6 * tmp7
    tmp9 = tl.full(tmp8.shape, 0.0, tmp8.dtype)
    tmp10 = tl.where(tmp4, tmp8, tmp9)
    tmp11 = tmp0 >= tmp3
    tmp12 = tl.full([1], 16, tl.int64)
    tmp13 = tmp0 < tmp12
    tmp14 = tl.load(in_ptr0 + (x3), tmp11 & xmask, other=0.0)
    tmp15 = tl.sigmoid(tmp14)
    tmp16 = 1.0
    tmp17 = tmp16 - tmp15
    tmp18 = tmp17 * tmp15
    tmp19 = tl.load(in_ptr0 + ((-72) + x3), tmp11 & xmask, other=0.0)
    tmp20 = tmp18 * tmp19
    tmp21 = tl.load(in_ptr1 + ((-72) + x4 + (72*x2)), tmp11 & xmask, other=0.0)
    tmp22 = tmp20 * tmp21
    tmp23 = tl.full(tmp22.shape, 0.0, tmp22.dtype)
    tmp24 = tl.where(tmp11, tmp22, tmp23)
    tmp25 = tl.where(tmp4, tmp10, tmp24)
    tl.store(out_ptr0 + (x3), tmp25, xmask)
''', device_str='cuda')


# kernel path: /tmp/torchinductor_user/oa/coazvkbkh4r5ysoz7rfxuthkubl3r2te3dzi5v5lyziusvez4eab.py
# Source Nodes: [l__self___n], Original ATen: [aten.native_layer_norm, aten.native_layer_norm_backward]
# l__self___n => mul, sub
triton_per_fused_native_layer_norm_native_layer_norm_backward_3 = async_compile.triton('triton_', '''
import triton
import triton.language as tl
from triton.compiler.compiler import AttrsDescriptor

from torch._inductor import triton_helpers, triton_heuristics
from torch._inductor.ir import ReductionHint, TileHint
from torch._inductor.triton_helpers import libdevice, math as tl_math
from torch._inductor.triton_heuristics import AutotuneHint
from torch._inductor.utils import instance_descriptor

@triton_heuristics.persistent_reduction(
    size_hints=[8, 32],
    reduction_hint=ReductionHint.DEFAULT,
    filename=__file__,
    triton_meta={'signature': {0: '*fp32', 1: '*fp32', 2: '*fp32', 3: '*fp32', 4: '*fp32', 5: '*fp32', 6: 'i32', 7: 'i32'}, 'device': 0, 'device_type': 'cuda', 'constants': {}, 'configs': [AttrsDescriptor(divisible_by_16=(0, 1, 2, 3, 4, 5), equal_to_1=(), ids_of_folded_args=(), divisible_by_8=(6,))]},
    inductor_meta={'autotune_hints': set(), 'kernel_name': 'triton_per_fused_native_layer_norm_native_layer_norm_backward_3', 'mutated_arg_names': [], 'no_x_dim': False, 'backend_hash': '0000000000000000000000000000000000000000000000000000000000000000'}
)
@triton.jit
def triton_(in_ptr0, in_ptr1, in_ptr2, in_ptr3, out_ptr0, out_ptr1, xnumel, rnumel, XBLOCK : tl.constexpr):
    xnumel = 8
    rnumel = 18
    RBLOCK: tl.constexpr = 32
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    rindex = tl.arange(0, RBLOCK)[None, :]
    roffset = 0
    rmask = rindex < rnumel
    r1 = rindex % 9
    r2 = (rindex // 9)
    x0 = xindex
    r3 = rindex
    tmp0 = tl.load(in_ptr0 + (r1 + (9*x0) + (72*r2)), rmask & xmask, other=0.0)
    tmp1 = tl.load(in_ptr1 + (x0 + (8*r3)), rmask & xmask, other=0.0)
    tmp2 = tl.load(in_ptr2 + (r3), rmask, eviction_policy='evict_last', other=0.0)
    tmp4 = tl.load(in_ptr3 + (r3), rmask, eviction_policy='evict_last', other=0.0)
    tmp3 = tmp1 - tmp2
    tmp5 = tmp3 * tmp4
    tmp6 = tmp0 * tmp5
    tmp7 = tl.broadcast_to(tmp6, [XBLOCK, RBLOCK])
    tmp9 = tl.where(rmask & xmask, tmp7, 0)
    tmp10 = tl.sum(tmp9, 1)[:, None]
    tmp11 = tl.broadcast_to(tmp0, [XBLOCK, RBLOCK])
    tmp13 = tl.where(rmask & xmask, tmp11, 0)
    tmp14 = tl.sum(tmp13, 1)[:, None]
    tl.store(out_ptr0 + (x0), tmp10, xmask)
    tl.store(out_ptr1 + (x0), tmp14, xmask)
''', device_str='cuda')


async_compile.wait(globals())
del async_compile

def call(args):
    primals_3, primals_5, primals_7, primals_9, primals_14, getitem_1, rsqrt, permute, convolution, glu, convolution_1, squeeze_1, mul_9, mul_11, unsqueeze_3, tangents_1 = args
    args.clear()
    assert_size_stride(primals_3, (16, 8, 1), (8, 1, 1))
    assert_size_stride(primals_5, (8, 1, 5), (5, 5, 1))
    assert_size_stride(primals_7, (8, ), (1, ))
    assert_size_stride(primals_9, (8, 8, 1), (8, 1, 1))
    assert_size_stride(primals_14, (2, 9, 8), (72, 8, 1))
    assert_size_stride(getitem_1, (2, 9, 1), (9, 1, 1))
    assert_size_stride(rsqrt, (2, 9, 1), (9, 1, 1))
    assert_size_stride(permute, (2, 8, 9), (72, 1, 8))
    assert_size_stride(convolution, (2, 16, 9), (144, 9, 1))
    assert_size_stride(glu, (2, 8, 9), (72, 9, 1))
    assert_size_stride(convolution_1, (2, 8, 9), (72, 9, 1))
    assert_size_stride(squeeze_1, (8, ), (1, ))
    assert_size_stride(mul_9, (2, 8, 9), (72, 9, 1))
    assert_size_stride(mul_11, (2, 8, 9), (72, 9, 1))
    assert_size_stride(unsqueeze_3, (1, 8, 1), (8, 1, 1))
    assert_size_stride(tangents_1, (2, 9, 8), (72, 8, 1))
    with torch.cuda._DeviceGuard(0):
        torch.cuda.set_device(0)
        # Source Nodes: [], Original ATen: [aten.convolution_backward]
        buf0 = aten.convolution_backward.default(reinterpret_tensor(tangents_1, (2, 8, 9), (72, 1, 8), 0), mul_9, primals_9, [8], [1], [0], [1], False, [0], 1, [True, True, True])
        del mul_9
        del primals_9
        del tangents_1
        buf1 = buf0[0]
        buf2 = buf0[1]
        buf3 = buf0[2]
        del buf0
        buf4 = empty_strided_cuda((8, ), (1, ), torch.float32)
        buf5 = empty_strided_cuda((8, ), (1, ), torch.float32)
        buf6 = empty_strided_cuda((8, ), (1, ), torch.float32)
        # Source Nodes: [], Original ATen: [aten.mul, aten.native_batch_norm_backward]
        stream0 = get_raw_stream(0)
        triton_per_fused_mul_native_batch_norm_backward_0.run(buf1, mul_11, convolution_1, unsqueeze_3, squeeze_1, buf4, buf5, buf6, 8, 18, grid=grid(8), stream=stream0)
        buf7 = buf1; del buf1  # reuse
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.mul, aten.native_batch_norm_backward]
        triton_poi_fused_convolution_backward_mul_native_batch_norm_backward_1.run(buf7, mul_11, convolution_1, unsqueeze_3, buf5, squeeze_1, buf4, primals_7, 144, grid=grid(144), stream=stream0)
        del convolution_1
        del mul_11
        del primals_7
        del squeeze_1
        del unsqueeze_3
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.mul, aten.native_batch_norm_backward]
        buf8 = aten.convolution_backward.default(buf7, glu, primals_5, [8], [1], [2], [1], False, [0], 8, [True, True, True])
        del buf7
        del glu
        del primals_5
        buf9 = buf8[0]
        buf10 = buf8[1]
        buf11 = buf8[2]
        del buf8
        buf12 = empty_strided_cuda((2, 16, 9), (144, 9, 1), torch.float32)
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.glu_backward]
        triton_poi_fused_convolution_backward_glu_backward_2.run(convolution, buf9, buf12, 288, grid=grid(288), stream=stream0)
        del buf9
        del convolution
        # Source Nodes: [], Original ATen: [aten.convolution_backward, aten.glu_backward]
        buf13 = aten.convolution_backward.default(buf12, permute, primals_3, [16], [1], [0], [1], False, [0], 1, [True, True, True])
        del buf12
        del permute
        del primals_3
        buf14 = buf13[0]
        buf15 = buf13[1]
        buf16 = buf13[2]
        del buf13
        buf17 = buf5; del buf5  # reuse
        buf18 = empty_strided_cuda((8, ), (1, ), torch.float32)
        # Source Nodes: [l__self___n], Original ATen: [aten.native_layer_norm, aten.native_layer_norm_backward]
        triton_per_fused_native_layer_norm_native_layer_norm_backward_3.run(buf14, primals_14, getitem_1, rsqrt, buf17, buf18, 8, 18, grid=grid(8), stream=stream0)
        del buf14
        del getitem_1
        del primals_14
        del rsqrt
    return (buf17, buf18, buf15, buf16, buf10, buf11, buf6, buf4, buf2, buf3, None, None, None, None, )


def benchmark_compiled_module(times=10, repeat=10):
    from torch._dynamo.testing import rand_strided
    from torch._inductor.utils import print_performance
    primals_3 = rand_strided((16, 8, 1), (8, 1, 1), device='cuda:0', dtype=torch.float32)
    primals_5 = rand_strided((8, 1, 5), (5, 5, 1), device='cuda:0', dtype=torch.float32)
    primals_7 = rand_strided((8, ), (1, ), device='cuda:0', dtype=torch.float32)
    primals_9 = rand_strided((8, 8, 1), (8, 1, 1), device='cuda:0', dtype=torch.float32)
    primals_14 = rand_strided((2, 9, 8), (72, 8, 1), device='cuda:0', dtype=torch.float32)
    getitem_1 = rand_strided((2, 9, 1), (9, 1, 1), device='cuda:0', dtype=torch.float32)
    rsqrt = rand_strided((2, 9, 1), (9, 1, 1), device='cuda:0', dtype=torch.float32)
    permute = rand_strided((2, 8, 9), (72, 1, 8), device='cuda:0', dtype=torch.float32)
    convolution = rand_strided((2, 16, 9), (144, 9, 1), device='cuda:0', dtype=torch.float32)
    glu = rand_strided((2, 8, 9), (72, 9, 1), device='cuda:0', dtype=torch.float32)
    convolution_1 = rand_strided((2, 8, 9), (72, 9, 1), device='cuda:0', dtype=torch.float32)
    squeeze_1 = rand_strided((8, ), (1, ), device='cuda:0', dtype=torch.float32)
    mul_9 = rand_strided((2, 8, 9), (72, 9, 1), device='cuda:0', dtype=torch.float32)
    mul_11 = rand_strided((2, 8, 9), (72, 9, 1), device='cuda:0', dtype=torch.float32)
    unsqueeze_3 = rand_strided((1, 8, 1), (8, 1, 1), device='cuda:0', dtype=torch.float32)
    tangents_1 = rand_strided((2, 9, 8), (72, 8, 1), device='cuda:0', dtype=torch.float32)
    fn = lambda: call([primals_3, primals_5, primals_7, primals_9, primals_14, getitem_1, rsqrt, permute, convolution, glu, convolution_1, squeeze_1, mul_9, mul_11, unsqueeze_3, tangents_1])
    return print_performance(fn, times=times, repeat=repeat)


if __name__ == "__main__":
    from torch._inductor.wrapper_benchmark import compiled_module_main
    compiled_module_main('None', benchmark_compiled_module)
