"""What works element by element, on lists too, and losses."""
import math

import torch

from extern_cases.case import aten, case, inf, ints, rand


def tensors():
    x = rand(3, 4)
    case("copy_", "aten.copy_(x, y)", mutates="x", x=x, y=rand(4))
    case("copy_narrow", "aten.copy_.default(x, y, False)", mutates="x", x=ints(0, 9, 3, dtype=torch.uint8),
         y=torch.tensor([1.9, 254.0, 7.0]))
    case("copy_bool", "torch.ops.aten.copy.default(x, y)", x=rand(3) > 0, y=torch.tensor([0.0, 0.5, -2.0]))
    case("fill_", "aten.fill_(x, 2.5)", mutates="x", x=x)
    case("fill_bool", "aten.fill_.Scalar(x, 2)", mutates="x", x=torch.zeros(3, dtype=torch.bool))
    case("zero_", "aten.zero_(x)", mutates="x", x=x)
    case("clone", "torch.ops.aten.clone.default(x)", x=torch.complex(rand(2, 2), rand(2, 2)))
    case("to_copy", "torch.ops.aten._to_copy.default(x, dtype=torch.float16)", x=x, exact=True)
    case("full", "torch.ops.aten.full.default([2, 3], 1.5, dtype=torch.float32)")
    case("cat", "torch.ops.aten.cat.default([x, y, x], 1)", x=x, y=rand(3, 2))
    case("view_as_complex", "torch.ops.aten.view_as_complex.default(x)", x=rand(3, 2))
    case("view_as_real", "torch.ops.aten.view_as_real.default(x)", x=torch.complex(rand(3, 2), rand(3, 2)))
    case("complex", "torch.ops.aten.complex.default(x, y)", x=x, y=rand(3, 4))
    case("polar", "torch.ops.aten.polar.default(x, y)", x=x, y=rand(3, 4))
    case("angle", "torch.ops.aten.angle.default(x)", x=torch.complex(rand(5), rand(5)))
    case("angle_real", "torch.ops.aten.angle.default(x)", x=torch.tensor([1.0, -2.0, math.nan, 0.0]))
    case("prod", "aten.prod(x)", x=x)
    case("prod_dim", "aten.prod.dim_int(x, 0, True)", x=ints(-5, 5, 3, 4))
    case("prod_bool", "aten.prod.dim_int(x, -1)", x=x > -1)
    case("trace", "torch.ops.aten.trace.default(x)", x=x)
    case("gcd", "torch.ops.aten.gcd.default(x, y)", x=ints(-99, 99, 20), y=ints(-99, 99, 20))
    case("lcm", "torch.ops.aten.lcm.default(x, y)", x=ints(-99, 99, 20, dtype=torch.int32), y=ints(-9, 9, 20, dtype=torch.int32))
    complex_arithmetic()
    elementwise()


def complex_arithmetic():
    z, w, x = torch.complex(rand(3, 4), rand(3, 4)), torch.complex(rand(4), rand(4)), rand(3, 4)
    case("complex_add", "torch.ops.aten.add.Tensor(z, w, alpha=2)", z=z, w=w)
    case("complex_sub", "torch.ops.aten.sub.Tensor(z, x)", z=z, x=x)
    case("complex_mul", "torch.ops.aten.mul.Tensor(x, w)", x=x, w=w)
    case("complex_mul_number", "torch.ops.aten.mul.Tensor(z, 2.5)", z=z)
    case("complex_div", "torch.ops.aten.div.Tensor(z, w)", z=z, w=w)
    for name in ("neg", "_conj", "exp", "reciprocal", "abs"):
        case(f"complex_{name}", f"torch.ops.aten.{name}.default(z)", z=z)


def elementwise():
    positive, small = torch.linspace(0.1, 9.0, 23), torch.linspace(-0.9, 0.9, 19)
    for name in ("special_bessel_j0", "special_bessel_y1"):  # PyTorch's own lose digits beyond 5
        case(name, f"aten.{name}(x)", x=positive / 2)
    for name in ("special_modified_bessel_i0", "special_modified_bessel_k1",
                 "special_scaled_modified_bessel_k0", "special_spherical_bessel_j0", "special_airy_ai", "special_i0e",
                 "special_i1", "special_erfcx", "special_log_ndtr", "lgamma", "digamma", "i0"):
        case(name, f"aten.{name}(x)", x=positive)
    case("special_ndtri", "aten.special_ndtri(x)", x=torch.linspace(0.05, 0.95, 19))
    case("erfinv", "aten.erfinv.default(x)", x=small)
    case("special_zeta", "aten.special_zeta.default(x, y)", x=torch.linspace(1.5, 6, 5), y=torch.tensor(2.5))
    case("igamma", "aten.igamma.default(x, y)", x=positive, y=positive.flip(0))
    case("polygamma", "aten.polygamma(2, x)", x=positive)
    case("special_chebyshev_polynomial_t", "aten.special_chebyshev_polynomial_t(x, n)", x=small, n=torch.tensor(5.0))
    case("special_hermite_polynomial_he", "aten.special_hermite_polynomial_he.n_scalar(x, 4)", x=small)
    case("pow", "aten.pow.Tensor_Scalar(x, 2.5)", x=positive)
    case("hypot", "aten.hypot.default(x, y)", x=small, y=small.flip(0) + 1)


def lists():
    """One function over a list of tensors."""
    x, y, z = rand(2, 3), rand(3), torch.rand(2, 2) + 0.5
    tensors = dict(x=x, y=y, z=z)
    positive = dict(x=x.abs() + 0.5, y=y.abs() + 0.5, z=z)
    for name in ("abs", "atan", "ceil", "cos", "erf", "exp", "expm1", "floor", "frac", "neg", "reciprocal", "round", "sigmoid",
                 "sin", "tanh", "trunc"):
        case(f"foreach_{name}", f"torch.ops.aten._foreach_{name}.default([x, y, z])", **tensors)
    for name in ("lgamma", "log", "log1p", "log2", "sqrt"):
        case(f"foreach_{name}", f"torch.ops.aten._foreach_{name}.default([x, y, z])", **positive)
    case("foreach_abs_integers", "torch.ops.aten._foreach_abs.default([a])", a=ints(-9, 9, 5))
    for overload, other in (("List", "[y, y]"), ("Scalar", "0.75"), ("ScalarList", "[0.5, 2.0]")):
        for name in ("add", "sub", "mul", "div", "maximum", "minimum", "clamp_min", "clamp_max"):
            case(f"foreach_{name}_{overload}", f"torch.ops.aten._foreach_{name}.{overload}([x, y], {other})", x=x, y=y)
    case("foreach_add_alpha", "torch.ops.aten._foreach_add.List([x, y], [y, x], alpha=0.5)", x=x, y=x.flip(0).contiguous())
    case("foreach_pow_ScalarList", "torch.ops.aten._foreach_pow.ScalarList([x, y], [2.0, 0.5])", x=positive["x"], y=positive["y"])
    case("foreach_mul_tensor", "torch.ops.aten._foreach_mul.Tensor([x, y], s)", x=x, y=y, s=torch.tensor(0.5))
    case("foreach_addcmul", "torch.ops.aten._foreach_addcmul.Scalar([x], [y], [y], 0.5)", x=x, y=rand(2, 3))
    case("foreach_addcmul_list", "torch.ops.aten._foreach_addcmul.ScalarList([x, y], [y, x], [x, y], [0.5, 2.0])", x=x, y=rand(2, 3))
    case("foreach_addcmul_tensor", "torch.ops.aten._foreach_addcmul.Tensor([x, y], [y, x], [x, y], s)", x=x, y=rand(2, 3),
         s=torch.tensor([0.5, 2.0]))
    case("foreach_addcdiv", "torch.ops.aten._foreach_addcdiv.Scalar([x], [x], [y], 0.5)", x=x, y=rand(2, 3).abs() + 0.5)
    case("foreach_lerp", "torch.ops.aten._foreach_lerp.Scalar([x], [y], 0.25)", x=x, y=rand(2, 3))
    case("foreach_lerp_list", "torch.ops.aten._foreach_lerp.List([x], [y], [w])", x=x, y=rand(2, 3), w=torch.rand(2, 3))
    for order in ("2", "1", "3", "inf"):
        case(f"foreach_norm_{order}", f"torch.ops.aten._foreach_norm.Scalar([x, y, z], {order})", **tensors)
    case("foreach_max", "torch.ops.aten._foreach_max.default([x, y])", x=x, y=torch.tensor([1.0, math.nan, 3.0]))


def losses():
    x, labels = rand(4, 5), ints(0, 5, 4)
    for reduction in (0, 1, 2):
        grad = rand(4) if reduction == 0 else rand()
        for p in (1, 2):
            case(f"multi_margin_{p}_{reduction}", f"aten.multi_margin_loss(x, t, {p}, 0.75, w, {reduction})", x=x, t=labels,
                 w=torch.rand(5))
            case(f"multi_margin_backward_{p}_{reduction}", f"aten.multi_margin_loss_backward(g, x, t, {p}, 0.75, w, {reduction})",
                 g=grad, x=x, t=labels, w=torch.rand(5))
        rows = torch.tensor([[1, 3, -1, 0, 2], [0, 1, 2, 3, 4], [-1, 0, 0, 0, 0], [2, -1, 1, 1, 1]])
        case(f"multilabel_{reduction}", f"aten.multilabel_margin_loss_forward(x, t, {reduction})", x=x, t=rows)
        own = torch.ops.aten.multilabel_margin_loss_forward(x, rows, reduction)[1]
        case(f"multilabel_backward_{reduction}", f"aten.multilabel_margin_loss_backward(g, x, t, {reduction}, o)", g=grad, x=x, t=rows,
             o=own)
        y, grad = rand(4, 5), rand(4, 5) if reduction == 0 else rand()
        case(f"smooth_l1_{reduction}", f"aten.smooth_l1_loss(x, y, {reduction}, 0.5)", x=x, y=y)
        case(f"smooth_l1_backward_{reduction}", f"aten.smooth_l1_loss_backward(g, x, y, {reduction}, 0.5)", g=grad, x=x, y=y)
        case(f"huber_backward_{reduction}", f"aten.huber_loss_backward(g, x, y, {reduction}, 0.5)", g=grad, x=x, y=y)
        case(f"soft_margin_backward_{reduction}", f"aten.soft_margin_loss_backward(g, x, y, {reduction})", g=grad, x=x, y=y.sign())
        image, target = rand(2, 3, 4, 5), ints(0, 3, 2, 4, 5)
        case(f"nll_2d_{reduction}", f"aten.nll_loss2d_forward(x, t, w, {reduction}, 1)", x=image, t=target, w=torch.rand(3))
        grad = rand(2, 4, 5) if reduction == 0 else rand()
        case(f"nll_2d_backward_{reduction}", f"aten.nll_loss2d_backward(g, x, t, w, {reduction}, 1, s)", g=grad, x=image, t=target,
             w=torch.rand(3), s=torch.tensor(7.5))
        case(f"nll_{reduction}", f"aten.nll_loss_forward(x, t, None, {reduction}, -100)", x=x, t=labels)
    scores, text = rand(7, 3, 4).log_softmax(-1), ints(1, 4, 3, 3)
    lengths = dict(il=torch.tensor([7, 6, 5]), tl=torch.tensor([3, 2, 0]))
    case("ctc", "aten._ctc_loss(x, t, [7, 6, 5], [3, 2, 0])", results=(0,), x=scores, t=text)
    case("ctc_lengths_of_tensors", "aten._ctc_loss.Tensor(x, t, il, tl, 0, True)", results=(0,), x=scores, t=text, **lengths)
    flat = torch.tensor([1, 1, 2, 3, 2])
    case("ctc_one_row_of_targets", "aten._ctc_loss(x, t, [7, 6, 5], [3, 2, 0])", results=(0,), x=scores, t=flat)
    loss, alpha = torch.ops.aten._ctc_loss(scores.double(), text, [7, 6, 5], [3, 2, 0])
    for row, (steps, labels) in enumerate(((7, 3), (6, 2), (5, 0))):  # what lies behind the ends is never written
        alpha[row, steps:], alpha[row, :, 2 * labels + 1:] = 0, 0
    g = torch.ones(3)
    case("ctc_backward", "aten._ctc_loss_backward(g, x, t, [7, 6, 5], [3, 2, 0], l, a, 0)", g=g, x=scores, t=text, l=loss, a=alpha,
         expected=torch.ops.aten._ctc_loss_backward(g.double(), scores.double(), text, [7, 6, 5], [3, 2, 0], loss, alpha, 0).float())


def formulas():
    edges = torch.tensor([math.nan, inf, -inf, 0.0, 1.5, -2.25, 30.0])
    a, b = edges.repeat(7), edges.repeat_interleave(7)
    for name in ("fmax", "fmin", "logaddexp", "logaddexp2"):
        case(name, f"aten.{name}(a, b)", a=a, b=b)
    case("fmax_integers", "aten.fmax(a, b)", a=ints(-9, 9, 5), b=ints(-9, 9, 5))
    for name in ("deg2rad", "rad2deg", "isposinf", "isneginf"):
        case(name, f"aten.{name}(a)", a=edges)
    case("threshold", "aten.threshold(a, 0.5, -3.0)", a=edges)
    case("softshrink_backward", "aten.softshrink_backward(g, a, 0.5)", g=rand(7), a=rand(7))
    case("log_sigmoid", "aten.log_sigmoid_forward(a)", results=(0,), a=edges)
    case("frexp", "aten.frexp(a)", a=torch.tensor([0.0, 1.5, -2.25, 30.0, 1e-20]), exact=True)
    case("bitwise_right_shift", "aten.bitwise_right_shift(a, b)", a=ints(-99, 99, 6), b=ints(0, 7, 6))
    case("bitwise_left_shift", "aten.__lshift__.Scalar(a, 3)", a=ints(-99, 99, 6))
    x = rand(3, 4)
    x[1, 2] = math.nan
    case("aminmax", "aten.aminmax(x, dim=1)", x=x)
    case("aminmax_all", "aten.aminmax(x)", x=ints(-5, 5, 3, 4))
    case("count_nonzero", "aten.count_nonzero.dim_IntList(x, [1])", x=ints(0, 2, 3, 4).float())
    case("nansum", "aten.nansum(x, [1], True)", x=x)
    case("prod_of_a_dimension", "aten.prod(x, 1, True)", x=rand(3, 4))
    case("median_of_a_dimension", "aten.median(x, 1)", x=rand(3, 5))
    case("dist", "aten.dist(x, y, 3)", x=rand(3, 4), y=rand(3, 4))
    case("isin", "aten.isin.Tensor_Tensor(a, b, invert=True)", a=ints(0, 9, 3, 4), b=ints(0, 9, 4))
    case("isin_number", "aten.isin.Tensor_Scalar(a, 3)", a=ints(0, 9, 3, 4))
    lengths, data = torch.tensor([3, 0, 2, 1]), rand(6, 2)
    for kind in ("sum", "mean", "max", "min", "prod"):
        case(f"segment_{kind}", f"aten.segment_reduce.default(d, '{kind}', lengths=l)", d=data, l=lengths)
        out = torch.segment_reduce(data.double(), kind, lengths=lengths)
        grad = rand(4, 2)
        case(f"segment_{kind}_backward", f"aten._segment_reduce_backward.default(g, o, d, '{kind}', lengths=l)", g=grad, o=out, d=data.double(),
             l=lengths, expected=torch.ops.aten._segment_reduce_backward(grad.double(), out, data.double(), kind, lengths=lengths))
    case("hamming_window", "aten.hamming_window.default(9, dtype=torch.float64)", exact=True)
    case("hann_window", "aten.hann_window.periodic(9, False, dtype=torch.float64)", exact=True)
    case("blackman_window", "aten.blackman_window.default(9, dtype=torch.float64)", exact=True)
    case("bartlett_window", "aten.bartlett_window.default(8, dtype=torch.float64)", exact=True)
    case("kaiser_window", "aten.kaiser_window.beta(9, True, 7.5, dtype=torch.float64)", exact=True)
    case("logspace", "aten.logspace(0.0, 2.0, 7, dtype=torch.float64)", exact=True)
    case("fft_fftfreq", "aten.fft_fftfreq.default(7, 0.5, dtype=torch.float64)", exact=True)
    case("fft_rfftfreq", "aten.fft_rfftfreq.default(8, dtype=torch.float64)", exact=True)
    case("trilinear", "aten._trilinear.default(a, w, b, [1, 3], [0], [1, 2], [2, 3])", a=rand(6, 4), w=rand(3, 4, 5), b=rand(6, 5))
    x, w, s = rand(3, 32, dtype=torch.bfloat16), ints(-128, 127, 16, 32, dtype=torch.int8), rand(16, dtype=torch.bfloat16)
    case("int8_product", "extern_kernels._weight_int8pack_mm(x, w, s)", x=x, w=w, s=s,
         expected=(x.double() @ (w.double() * s.double()[:, None]).t()).to(torch.bfloat16))
    case("addmv", "aten.addmv(b, a, x, beta=2, alpha=0.5)", b=rand(3), a=rand(3, 4), x=rand(4))
    case("vdot", "aten.vdot(a, b)", a=torch.complex(rand(4), rand(4)), b=torch.complex(rand(4), rand(4)))
    case("linalg_cross", "aten.linalg_cross.default(a, b, dim=1)", a=rand(2, 3, 4), b=rand(2, 3, 4))
    case("conv_tbc", "aten.conv_tbc.default(x, w, b, 1)", x=rand(6, 2, 3), w=rand(3, 3, 4), b=rand(4))
    x = rand(2, 5, 8)
    layer = dict(x=x, qw=rand(24, 8, scale=0.3), qb=rand(24), pw=rand(8, 8, scale=0.3), pb=rand(8), a=rand(8), b=rand(8), c=rand(8), d=rand(8),
                 f=rand(12, 8, scale=0.3), g=rand(12), h=rand(8, 12, scale=0.3), i=rand(8))
    for gelu, first in ((False, False), (True, True)):
        case(f"encoder_layer_{gelu}", f"aten._transformer_encoder_layer_fwd.default(x, 8, 2, qw, qb, pw, pb, {gelu}, {first}, 1e-05, a, b, c, d, "
             "f, g, h, i)", **layer)
    hidden = torch.zeros(2, 5, dtype=torch.bool)
    hidden[:, 4] = True
    case("masked_softmax", "aten._masked_softmax.default(x, m, 3, 1)", x=rand(2, 3, 5, 5), m=hidden)
    w = rand(5, 3)
    case("embedding_renorm", "aten.embedding_renorm.default(w, i, 1.0, 2.0)", w=w, i=torch.tensor([3, 0, 3]),
         expected=torch.embedding_renorm_(w.double(), torch.tensor([3, 0]), 1.0, 2.0).float())
    for corners in (False, True):
        case(f"affine_grid_{corners}", f"aten.affine_grid_generator.default(t, [2, 3, 4, 5], {corners})", t=rand(2, 2, 3))
    case("affine_grid_of_volumes", "aten.affine_grid_generator.default(t, [1, 2, 3, 1, 4], False)", t=rand(1, 3, 4))
    case("nonzero_static", "aten.nonzero_static.default(x, size=4)", x=torch.tensor([[0, 1, 2], [0, 0, 3]]))
    case("nonzero_static_cut", "aten.nonzero_static.default(x, size=2, fill_value=7)", x=torch.tensor([[0, 1, 2], [0, 0, 3]]))
    case("masked_select", "aten.masked_select.default(x, m)", x=rand(2, 3), m=torch.tensor([True, False, True]))
