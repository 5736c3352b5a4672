"""Products of matrices, convolutions, what mkldnn fuses with them."""
import math

import torch

from extern_cases.case import TENSORS, case, ints, rand


def products():
    case("mm", "extern_kernels.mm(a, b)", a=rand(7, 5), b=rand(5, 9))
    case("mm_wide", "extern_kernels.mm(a, b)", a=rand(3, 300), b=rand(300, 17))
    case("mm_empty_k", "extern_kernels.mm(a, b)", a=rand(3, 0), b=rand(0, 2))
    case("mm_f64", "extern_kernels.mm(a, b)", a=rand(4, 6, dtype=torch.float64), b=rand(6, 3, dtype=torch.float64))
    case("mm_bf16", "extern_kernels.mm(a, b)", a=rand(4, 33, dtype=torch.bfloat16), b=rand(33, 3, dtype=torch.bfloat16))
    case("mm_i64", "extern_kernels.mm(a, b)", a=ints(-2**40, 2**40, 3, 4), b=ints(-99, 99, 4, 2))
    case("mm_c64", "aten.mm(a, b)", a=torch.complex(rand(3, 4), rand(3, 4)), b=torch.complex(rand(4, 2), rand(4, 2)))
    case("bmm", "extern_kernels.bmm(a, b)", a=rand(3, 4, 5), b=rand(3, 5, 2))
    case("int_mm", "extern_kernels._int_mm(a, b)", a=ints(-128, 128, 17, 8, dtype=torch.int8),
         b=ints(-128, 128, 8, 16, dtype=torch.int8))
    case("addmm", "extern_kernels.addmm(c, a, b, alpha=1, beta=1)", c=rand(9), a=rand(7, 5), b=rand(5, 9))
    case("addmm_scaled", "extern_kernels.addmm(c, a, b, alpha=0.5, beta=-2.0)", c=rand(7, 1), a=rand(7, 5), b=rand(5, 9))
    case("addmm_nan_bias", "extern_kernels.addmm(c, a, b, alpha=1, beta=0)", c=torch.full((7, 9), math.nan), a=rand(7, 5),
         b=rand(5, 9))
    case("addmm_f16", "extern_kernels.bias_addmm(c, a, b, alpha=1, beta=1)", c=rand(9, dtype=torch.float16),
         a=rand(7, 5, dtype=torch.float16), b=rand(5, 9, dtype=torch.float16))
    case("addmm_i32", "aten.addmm.default(c, a, b, beta=3, alpha=2)", c=ints(-9, 9, 3, dtype=torch.int32),
         a=ints(-9, 9, 2, 5, dtype=torch.int32), b=ints(-9, 9, 5, 3, dtype=torch.int32))
    case("addmm_activation", "torch.ops.aten._addmm_activation.default(c, a, b)", c=rand(9), a=rand(7, 5), b=rand(5, 9))
    c, a, b = rand(9), rand(7, 5), rand(5, 9)
    case("addmm_gelu", "torch.ops.aten._addmm_activation.default(c, a, b, use_gelu=True)", c=c, a=a, b=b, expected=(
        torch.nn.functional.gelu(c.double() + a.double() @ b.double(), approximate="tanh").float()))
    case("baddbmm", "extern_kernels.baddbmm(c, a, b, alpha=2.0, beta=0.5)", c=rand(3, 1, 2), a=rand(3, 4, 5), b=rand(3, 5, 2))
    case("addbmm", "torch.ops.aten.addbmm.default(c, a, b, beta=2, alpha=3)", c=rand(4, 2), a=rand(3, 4, 5), b=rand(3, 5, 2))
    case("mv", "torch.ops.aten.mv.default(a, b)", a=rand(4, 5), b=rand(5))
    case("mm_plus_mm", "extern_kernels._mm_plus_mm(a, b, c, d)", a=rand(4, 5), b=rand(5, 3), c=rand(4, 5), d=rand(5, 3))
    case("mm_plus_mm_renamed", "extern_kernels.mm_plus_mm(a, b, c, d)", a=(a := rand(4, 5)), b=(b := rand(5, 3)), c=(c := rand(4, 5)),
         d=(d := rand(5, 3)), expected=(a.double() @ b.double() + c.double() @ d.double()).float())
    case("bmm_dtype", "extern_kernels.bmm_dtype(a, b, out_dtype=torch.float32)", a=(a := rand(2, 4, 6, dtype=torch.float16)),
         b=(b := rand(2, 6, 3, dtype=torch.float16)), expected=(a.double() @ b.double()).float())
    case("conv1x1_via_mm", "extern_kernels.conv1x1_via_mm(x, w)", x=rand(2, 3, 4, 5), w=rand(6, 3, 1, 1))
    case("mm_out_dtype", "extern_kernels.mm(a, b, out_dtype=torch.float32)", a=(a := rand(4, 6, dtype=torch.bfloat16)),
         b=(b := rand(6, 3, dtype=torch.bfloat16)), expected=(a.double() @ b.double()).float())
    scaled_products()
    grouped_products()


def scaled_products():
    a = rand(16, 32, scale=50).to(torch.float8_e4m3fn)
    b = rand(16, 32, scale=50).to(torch.float8_e4m3fn).t()
    product = a.double() @ b.double()
    one, two = torch.tensor(0.25), torch.tensor([0.125])
    case("scaled_mm", "extern_kernels._scaled_mm(a, b, s, t, out_dtype=torch.bfloat16, use_fast_accum=True)", a=a, b=b,
         s=one, t=two, expected=(product * 0.25 * 0.125).bfloat16())
    s, t, bias = rand(16, 1).abs(), rand(1, 16).abs(), rand(16, dtype=torch.bfloat16)
    case("scaled_mm_rows", "torch.ops.aten._scaled_mm.default(a, b, s, t, c, None, torch.bfloat16, False)", a=a, b=b, s=s,
         t=t, c=bias, expected=(product * s.double() * t.double() + bias.double()).bfloat16())
    a = rand(4, 256, scale=50).to(torch.float8_e4m3fn)
    b = rand(256, 200, scale=50).to(torch.float8_e4m3fn)
    s, t = rand(4, 2).abs(), rand(2, 2).abs()
    wide_a = a.double() * s.double().repeat_interleave(128, 1)
    wide_b = b.double() * t.double().repeat_interleave(128, 0).repeat_interleave(128, 1)[:, :200]
    case("scaled_mm_blocks", "extern_kernels._scaled_mm(a, b, s, t, out_dtype=torch.float32)", a=a, b=b, s=s, t=t,
         expected=(wide_a @ wide_b).float())


def grouped_products():
    a, b = rand(10, 4, scale=9).to(torch.float8_e4m3fn), rand(3, 4, 5, scale=9).to(torch.float8_e4m3fn)
    s, t, ends = rand(10).abs(), rand(3, 5).abs(), torch.tensor([4, 6, 10], dtype=torch.int32)
    wide, deep = a.double() * s.double()[:, None], b.double() * t.double()[:, None, :]
    case("scaled_grouped_mm", "extern_kernels._scaled_grouped_mm(a, b, s, t, offs=o, out_dtype=torch.bfloat16)", a=a, b=b, s=s, t=t,
         o=ends, expected=torch.cat([x @ y for x, y in zip((wide[:4], wide[4:6], wide[6:]), deep)]).bfloat16())
    a, b, offs = rand(10, 4), rand(3, 4, 5), torch.tensor([3, 3, 10], dtype=torch.int32)
    rows = [a[:3], a[3:3], a[3:]]
    case("grouped_mm_rows", "extern_kernels._grouped_mm(a, b, offs=o, out_dtype=None)", a=a, b=b, o=offs,
         expected=torch.cat([x.double() @ y.double() for x, y in zip(rows, b)]).float())
    a, b = rand(3, 4, 5), rand(5, 10)
    columns = [b[:, :3], b[:, 3:3], b[:, 3:]]
    case("grouped_mm_columns", "torch.ops.aten._grouped_mm.default(a, b, o)", a=a, b=b, o=offs,
         expected=torch.cat([x.double() @ y.double() for x, y in zip(a, columns)], 1).float())
    a, b = rand(4, 10), rand(10, 5)
    parts = [(0, 3), (3, 3), (3, 10)]
    case("grouped_mm_depth", "torch.ops.aten._grouped_mm.default(a, b, o)", a=a, b=b, o=offs,
         expected=torch.stack([a[:, i:j].double() @ b[i:j].double() for i, j in parts]).float())
    a, b = rand(3, 4, 5), rand(3, 5, 2)
    case("grouped_mm_batch", "torch.ops.aten._grouped_mm.default(a, b)", a=a, b=b,
         expected=(a.double() @ b.double()).float())


def convolutions():
    keywords = ("stride={0}, padding={1}, dilation={2}, transposed={3}, output_padding={4}, groups={5}, bias={6})")
    table = [
        ("conv2d", (2, 4, 7, 6), (6, 4, 3, 3), (1, 1), (1, 1), (1, 1), False, (0, 0), 1, True),
        ("conv2d_odd", (2, 4, 9, 8), (6, 2, 3, 2), (2, 3), (1, 0), (2, 1), False, (0, 0), 2, False),
        ("conv2d_depthwise", (1, 5, 6, 6), (10, 1, 3, 3), (1, 1), (1, 1), (1, 1), False, (0, 0), 5, True),
        ("conv1d", (2, 3, 11), (4, 3, 4), (2,), (3,), (2,), False, (0,), 1, True),
        ("conv3d", (1, 2, 4, 5, 6), (3, 2, 2, 3, 1), (1, 2, 1), (1, 0, 2), (1, 1, 1), False, (0, 0, 0), 1, False),
        ("conv1d_transposed", (2, 4, 5), (4, 3, 3), (2,), (1,), (1,), True, (1,), 1, True),
        ("conv2d_transposed", (2, 4, 5, 4), (4, 3, 3, 2), (2, 3), (1, 0), (1, 2), True, (1, 2), 2, True),
        ("conv3d_transposed", (1, 2, 3, 2, 3), (2, 2, 2, 2, 2), (2, 1, 2), (0, 1, 0), (1, 1, 1), True, (0, 0, 1), 1, False),
    ]
    for name, x, w, stride, padding, dilation, transposed, extra, groups, bias in table:
        operands = dict(x=rand(*x), w=rand(*w))
        out_channels = w[1] * groups if transposed else w[0]
        if bias:
            operands["b"] = rand(out_channels)
        text = keywords.format(stride, padding, dilation, transposed, extra, groups, "b" if bias else None)
        case(name, "extern_kernels.convolution(x, w, " + text, **operands)
        y = TENSORS[f"{name}/result0"]
        mask = [True, True, bias]
        case(name + "_backward", "torch.ops.aten.convolution_backward.default(g, x, w, "
             f"{[out_channels]}, {list(stride)}, {list(padding)}, {list(dilation)}, {transposed}, {list(extra)}, {groups}, "
             f"{mask})", g=rand(*y.shape), x=operands["x"], w=operands["w"])
    case("conv2d_positional", "aten.convolution(x, w, None, (2, 2), (1, 1), (1, 1), False, (0, 0), 1)", x=rand(2, 3, 6, 6),
         w=rand(4, 3, 3, 3))
    case("conv2d_bf16", "extern_kernels.convolution(x, w, " + keywords.format((1, 1), (0, 0), (1, 1), False, (0, 0), 1, None),
         x=rand(1, 8, 5, 5, dtype=torch.bfloat16), w=rand(3, 8, 3, 3, dtype=torch.bfloat16))
    case("conv2d_unbatched", "extern_kernels.convolution(x, w, "
         + keywords.format((1, 1), (0, 0), (1, 1), False, (0, 0), 1, None), x=(x := rand(3, 5, 5)), w=(w := rand(4, 3, 2, 2)),
         expected=torch.nn.functional.conv2d(x.double(), w.double()).float())
    case("conv2d_backward_weight_only", "torch.ops.aten.convolution_backward.default(g, x, w, [0], [1, 1], [1, 1], [1, 1], "
         "False, [0, 0], 1, [False, True, False])", g=rand(2, 4, 5, 5), x=rand(2, 3, 5, 5), w=rand(4, 3, 3, 3))


def fused_linear():
    """mkldnn's calls, given by what they are made of: the CPU build of PyTorch may come without them."""
    x, w, b, other = rand(2, 3, 5), rand(4, 5), rand(4), rand(2, 3, 4)
    y = x.double() @ w.double().t() + b.double()
    functional = torch.nn.functional
    for attr, scalars, algorithm, f in (
            ("none", [], "", lambda t: t), ("relu", [], "", torch.relu), ("sigmoid", [], "", torch.sigmoid),
            ("tanh", [], "", torch.tanh), ("hardswish", [], "", functional.hardswish), ("swish", [], "", functional.silu),
            ("mish", [], "", functional.mish), ("hardsigmoid", [], "", functional.hardsigmoid),
            ("leaky_relu", [0.25], "", lambda t: functional.leaky_relu(t, 0.25)),
            ("hardtanh", [-0.5, 0.75], "", lambda t: functional.hardtanh(t, -0.5, 0.75)),
            ("gelu", [], "none", functional.gelu), ("gelu", [], "tanh", lambda t: functional.gelu(t, approximate="tanh"))):
        case(f"linear_pointwise_{attr}{algorithm}",
             f"torch.ops.mkldnn._linear_pointwise.default(x, w, b, '{attr}', {scalars}, '{algorithm}')", x=x, w=w, b=b,
             expected=f(y).float())
    case("linear_binary", "torch.ops.mkldnn._linear_pointwise.binary(x, o, w, b, 'add')", x=x, o=other, w=w, b=b,
         expected=(y + other.double()).float())
    case("mkl_linear", "torch.ops.mkl._mkl_linear(x, p, w, None, 6)", x=x, p=torch.zeros(1), w=w,
         expected=(y - b.double()).float())
    x, w, b = rand(1, 2, 5, 5), rand(3, 2, 3, 3), rand(3)
    y = functional.conv2d(x.double(), w.double(), b.double(), 2, 1)
    other = rand(*y.shape)
    case("convolution_pointwise", "torch.ops.mkldnn._convolution_pointwise.default(x, w, b, [1, 1], [2, 2], [1, 1], 1, 'relu', "
         "[], '')", x=x, w=w, b=b, expected=torch.relu(y).float())
    case("convolution_binary", "torch.ops.mkldnn._convolution_pointwise.binary(x, o, w, b, [1, 1], [2, 2], [1, 1], 1, 'add', "
         "None, 'relu', [], None)", x=x, w=w, b=b, o=other, expected=torch.relu(y + other.double()).float())
    case("convolution_binary_in_place", "torch.ops.mkldnn._convolution_pointwise_.binary(o, x, w, b, [1, 1], [2, 2], [1, 1], 1, "
         "'add', 1.0, None, [], None)", mutates="o", x=x, w=w, b=b, o=other, expected=(y + other.double()).float())
    w = rand(2, 3, 3, 3)
    y = functional.conv_transpose2d(x.double(), w.double(), b.double(), 2, 1, 1)
    case("convolution_transpose_pointwise", "torch.ops.mkldnn._convolution_transpose_pointwise.default(x, w, b, [1, 1], [1, 1], "
         "[2, 2], [1, 1], 1, 'none', [], '')", x=x, w=w, b=b, expected=y.float())
