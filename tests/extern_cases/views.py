"""Views and their copies; complex numbers; every other spelling of a row."""
import math

import torch

from extern_cases.case import aten, case, inf, ints, rand


def views():
    x, c = rand(3, 4, 5), torch.complex(rand(3, 4), rand(3, 4))
    for name, call in (("view", "aten.view.default(c, [2, 6])"), ("permute", "aten.permute.default(c, [1, 0])"),
                       ("transpose", "aten.transpose.int(c, 0, -1)"), ("t", "aten.t.default(c)"),
                       ("slice", "aten.slice.Tensor(c, 1, 1, 9223372036854775807, 2)"), ("slice_back", "aten.slice.Tensor(c, 0, -2, -1)"),
                       ("select", "aten.select.int(c, 0, -1)"), ("unsqueeze", "aten.unsqueeze.default(c, 1)"),
                       ("flip", "aten.flip.default(c, [1])"), ("roll", "aten.roll.default(c, [1, -2], [0, 1])"),
                       ("roll_flat", "aten.roll.default(c, [5])"), ("repeat", "aten.repeat.default(c, [2, 1, 2])"),
                       ("pad", "aten.constant_pad_nd.default(c, [1, -1, 0, 2], 0.5)"), ("sum", "aten.sum.dim_IntList(c, [1], True)"),
                       ("mean", "aten.mean.dim(c, [0])"), ("tanh", "aten.tanh.default(c)"), ("sqrt", "aten.sqrt.default(c)"),
                       ("sigmoid", "aten.sigmoid.default(c)"), ("pow", "aten.pow.Tensor_Scalar(c, 2)")):
        case(f"complex_{name}", call, c=c if name != "view" else c.reshape(3, 4))
    case("complex_expand", "aten.expand.default(c, [2, 3, 4])", c=c)
    case("complex_slice_scatter", "aten.slice_scatter.default(c, s, 1, 0, 2)", c=c, s=torch.complex(rand(3, 2), rand(3, 2)))
    case("complex_select_scatter", "aten.select_scatter.default(c, s, 1, 2)", c=c, s=torch.complex(rand(3), rand(3)))
    case("complex_where", "aten.where.self(m, c, s)", m=ints(0, 2, 3, 4).bool(), c=c, s=torch.complex(rand(3, 4), rand(3, 4)))
    case("diagonal_copy", "aten.diagonal_copy(x, 1, 1, 2)", x=x)
    case("diagonal_scatter", "aten.diagonal_scatter(x, s, -1, 1, 2)", x=x, s=rand(3, 3))
    case("diagonal_backward", "aten.diagonal_backward(g, [3, 4, 5], 1, 1, 2)", g=rand(3, 4))
    case("unfold_copy", "aten.unfold_copy(x, 2, 3, 2)", x=x)
    case("narrow_copy", "aten.narrow_copy(x, 1, 1, 2)", x=x)
    case("unsafe_split", "aten.unsafe_split(x, 2, 2)", x=x)
    case("split_with_sizes_copy", "aten.split_with_sizes_copy.default(x, [1, 3], 1)", x=x)
    case("unbind", "aten.unbind.int(x, 1)", x=x)
    case("block_diag", "aten.block_diag([a, b, a])", a=rand(2, 3), b=rand(4))
    case("pixel_shuffle", "aten.pixel_shuffle(x, 2)", x=rand(2, 8, 3, 2))
    case("pixel_unshuffle", "aten.pixel_unshuffle(x, 2)", x=rand(2, 3, 4, 6))
    case("channel_shuffle", "aten.channel_shuffle(x, 2)", x=rand(2, 6, 2, 2))


def complexes():
    """Complex numbers, which programs see as pairs of reals."""
    torch.manual_seed(2)

    def z(*size):
        return torch.complex(rand(*size), rand(*size))

    case("index_c64", "aten.index.Tensor(x, [i, None])", x=z(4, 3), i=torch.tensor([3, 0, 0]))
    case("index_mask_c64", "aten.index.Tensor(x, [m])", x=z(4, 3), m=torch.tensor([True, False, True, True]))
    case("masked_index_c64", "aten._unsafe_masked_index.default(x, m, [i], 2.0)", x=z(4), m=torch.tensor([True, False, True]),
         i=torch.tensor([1, 3, 0]))
    for accumulate in (False, True):
        case(f"index_put_c64_{accumulate}", f"aten.index_put.default(x, [i], v, {accumulate})", x=z(4, 2), v=z(3, 2),
             i=torch.tensor([0, 3, 0] if accumulate else [0, 3, 1]))
    case("index_put_mask_c64", "aten.index_put_.default(x, [m], v)", mutates="x", x=z(4), v=z(1), m=torch.tensor([True, False, True, True]))
    case("index_select_c64", "aten.index_select.default(x, 1, i)", x=z(2, 4), i=torch.tensor([3, 1]))
    case("index_add_c64", "aten.index_add.default(x, 0, i, v, alpha=2)", x=z(4, 2), v=z(3, 2), i=torch.tensor([0, 3, 0]))
    case("index_copy_c64", "aten.index_copy_.default(x, 0, i, v)", mutates="x", x=z(4, 2), v=z(2, 2), i=torch.tensor([2, 0]))
    case("index_fill_c64", "aten.index_fill.int_Scalar(x, 0, i, 3.0)", x=z(4, 2), i=torch.tensor([2, 0]))
    case("gather_c64", "aten.gather.default(x, 1, i)", x=z(2, 4), i=ints(0, 4, 2, 3))
    case("scatter_c64", "aten.scatter.src(x, 1, i, v)", x=z(2, 4), i=torch.tensor([[0, 3], [2, 1]]), v=z(2, 2))
    case("scatter_value_c64", "aten.scatter.value(x, 1, i, 2.5)", x=z(2, 4), i=torch.tensor([[0, 3], [2, 1]]))
    case("scatter_add_c64", "aten.scatter_add_.default(x, 1, i, v)", mutates="x", x=z(2, 4), i=ints(0, 4, 2, 3), v=z(2, 3))
    case("take_c64", "aten.take.default(x, i)", x=z(2, 4), i=torch.tensor([7, 0, -1]))
    case("put_c64", "aten.put.default(x, i, v, True)", x=z(2, 4), i=torch.tensor([7, 0, 7]), v=z(3))
    case("masked_scatter_c64", "aten.masked_scatter.default(x, m, v)", x=z(4), m=torch.tensor([True, False, True, False]), v=z(3))
    case("masked_select_c64", "aten.masked_select.default(x, m)", x=z(4), m=torch.tensor([True, False, True, False]))
    case("nonzero_c64", "aten.nonzero.default(x)", x=torch.tensor([0, 1j, 0, 2]))
    case("embedding_c64", "aten.embedding.default(w, i)", w=z(5, 3), i=ints(0, 5, 2, 2))
    case("cumsum_c64", "aten.cumsum.default(x, 1)", x=z(2, 5))
    case("logcumsumexp_c64", "aten.logcumsumexp.default(x, 1)", x=z(2, 5))
    case("prod_c64", "aten.prod.dim_int(x, 1)", x=z(2, 5))
    case("prod_all_c64", "aten.prod.default(x)", x=z(2, 3))
    case("prod_kept_c64", "aten.prod.dim_int(x, 0, True)", x=z(3, 2))
    case("sum_c64", "aten.sum.dim_IntList(x, [0])", x=z(3, 4))
    case("mean_c64", "aten.mean.dim(x, [1], True)", x=z(3, 4))
    case("trace_c64", "aten.trace.default(x)", x=z(3, 4))
    case("count_nonzero_c64", "aten.count_nonzero.dim_IntList(x, [1])", x=torch.tensor([[0, 1j, 0], [2, 0, 1 + 1j]]))
    case("block_diag_c64", "aten.block_diag.default([x, y])", x=z(2, 3), y=z(1, 2))
    case("diagonal_backward_c64", "aten.diagonal_backward.default(g, [3, 4], 1, 0, 1)", g=z(3))
    case("pad_c64", "aten.constant_pad_nd.default(x, [1, 2], 3.0)", x=z(2, 3))
    for name in ("sqrt", "log", "log2", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "rsqrt", "sigmoid",
                 "silu", "square", "sgn", "exp", "reciprocal", "neg", "abs", "angle", "conj_physical", "_conj_physical", "exp2", "expm1", "log1p",
                 "asinh", "acosh", "atanh"):
        case(f"{name}_c64", f"aten.{name}.default(x)", x=z(2, 5))
    for name in ("var", "std"):
        case(f"{name}_c64", f"aten.{name}.correction(x, [1], correction=0, keepdim=True)", x=z(3, 4))
        case(f"{name}_mean_c64", f"aten.{name}_mean.correction(x, [0])", x=z(3, 4))
        case(name, f"aten.{name}.dim(x, [0, 1], False)", x=rand(3, 4, 2))
        case(f"{name}_all", f"aten.{name}.default(x)", x=rand(3, 4, dtype=torch.bfloat16))
        case(f"{name}_mean", f"aten.{name}_mean.correction(x, [1], correction=1.0)", x=rand(3, 4))
    case("to_c64", "torch.ops.prims.convert_element_type.default(x, torch.complex64)", exact=True, x=rand(3))
    case("to_f32", "torch.ops.prims.convert_element_type.default(x, torch.float32)", exact=True, x=rand(3, dtype=torch.float64))
    case("complex_broadcast", "aten.complex.default(x, y)", x=rand(3), y=rand(2, 1))
    case("polar_broadcast", "aten.polar.default(x, y)", x=rand(2, 1).abs(), y=rand(3))
    a, b = z(3, 4), z(3, 4)
    a[0], b[1] = 0, a[1]
    for name in ("eq", "ne", "logical_and", "logical_or", "logical_xor"):
        case(f"{name}_c64", f"aten.{name}.{'Tensor' if len(name) == 2 else 'default'}(a, b)", a=a, b=b)
    for name in ("logical_not", "isnan", "isinf", "any", "all"):
        case(f"{name}_c64", f"aten.{name}.default(x)", x=torch.tensor([0, 1j, math.nan, complex(1, inf)]))
    case("any_dim_c64", "aten.any.dim(x, 1)", x=a)
    case("all_dim_c64", "aten.all.dim(x, 0, True)", x=a)
    case("addcmul_c64", "aten.addcmul.default(a, b, c, value=0.5)", a=a, b=b, c=z(4))
    case("addcdiv_c64", "aten.addcdiv.default(a, b, c, value=2)", a=a, b=b, c=z(4))
    case("lerp_c64", "aten.lerp.Tensor(a, b, c)", a=a, b=b, c=z(4))
    case("lerp_number_c64", "aten.lerp.Scalar(a, b, 0.75)", a=a, b=b)
    case("masked_fill_c64", "aten.masked_fill.Scalar(a, m, 2.5)", a=a, m=torch.rand(3, 4) > 0.5)
    case("ldexp_c64", "aten.ldexp.Tensor(a, b)", a=a, b=b)
    case("as_strided_c64", "aten.as_strided.default(a, [2, 3], [1, 4], 1)", dense_only=True, a=a)
    case("addmm_c64_factors", "aten.addmm.default(c, a, b, beta=2, alpha=0.5)", a=a, b=z(4, 2), c=z(2))
    case("addbmm_c64", "aten.addbmm.default(c, a, b, alpha=2)", a=z(2, 3, 4), b=z(2, 4, 2), c=z(3, 2))
    case("mv_c64", "aten.mv.default(a, b)", a=a, b=z(4))
    case("addmv_c64", "aten.addmv.default(c, a, b, beta=0.5)", a=a, b=z(4), c=z(3))
    wide = a.to(torch.complex128) + torch.eye(3, 4)
    case("polar_factors_c128", "aten.linalg_polar.default(a)", a=wide.mT.contiguous())
    case("matrix_sqrth_c128", "aten.linalg_matrix_sqrth.default(a)", a=wide @ wide.mH)


def spellings():
    """Rows that no other case names."""
    torch.manual_seed(3)
    x = rand(2, 3, 4)
    for name in ("detach_copy", "alias_copy", "lift_fresh_copy"):
        case(name, f"aten.{name}.default(x)", x=x)
    case("expand_copy", "aten.expand_copy.default(x, [3, 2, 4])", x=rand(2, 1))
    case("permute_copy", "aten.permute_copy.default(x, [2, 0, 1])", x=x)
    case("select_copy", "aten.select_copy.int(x, 1, -1)", x=x)
    case("slice_copy", "aten.slice_copy.Tensor(x, 2, 1, 4, 2)", x=x)
    case("squeeze_copy", "aten.squeeze_copy.default(x)", x=rand(2, 1, 3))
    case("t_copy", "aten.t_copy.default(x)", x=rand(2, 3))
    case("transpose_copy", "aten.transpose_copy.int(x, 0, 2)", x=x)
    case("unsqueeze_copy", "aten.unsqueeze_copy.default(x, 1)", x=x)
    case("view_copy", "aten.view_copy.default(x, [6, 4])", x=x)
    case("_reshape_copy", "aten._reshape_copy.default(x, [6, 4])", x=x)
    case("unbind_copy", "aten.unbind_copy.int(x, 1)", x=x)
    case("split_copy", "aten.split_copy.Tensor(x, 3, 2)", x=x)
    case("native_channel_shuffle", "aten.native_channel_shuffle.default(x, 2)", x=rand(1, 4, 2, 2))
    for name, low in (("acos", -1), ("asin", -1), ("cosh", -2), ("erfc", -2), ("log10", 0.1), ("rsqrt", 0.1), ("sign", -2), ("sinh", -2),
                      ("tan", -1)):
        a, b = (torch.rand(n, dtype=torch.float64).mul(1 - low).add(low).float() for n in (5, 3))
        case(f"foreach_{name}", f"aten._foreach_{name}.default([a, b])", a=a, b=b)
    case("foreach_copy", "aten._foreach_copy.default([a, b], [c, d])", a=rand(3), b=rand(2, 2), c=rand(3), d=rand(2, 2, dtype=torch.float64))
    for name in ("erf", "erfc", "special_digamma", "lgamma"):
        case(name, f"aten.{name}.default(x)", x=torch.rand(6))
    for name in ("bessel_j1", "bessel_y0", "i0", "i1e", "modified_bessel_i1", "modified_bessel_k0", "scaled_modified_bessel_k1", "ndtr", "psi",
                 "erfinv"):
        case(f"special_{name}", f"aten.special_{name}.default(x)", x=torch.rand(6).mul(0.9).add(0.05))
    for name in ("chebyshev_polynomial_u", "chebyshev_polynomial_v", "chebyshev_polynomial_w", "hermite_polynomial_h", "laguerre_polynomial_l",
                 "legendre_polynomial_p", "shifted_chebyshev_polynomial_t", "shifted_chebyshev_polynomial_u", "shifted_chebyshev_polynomial_v",
                 "shifted_chebyshev_polynomial_w"):
        case(f"special_{name}", f"aten.special_{name}.default(x, n)", x=torch.rand(5), n=torch.tensor([0.0, 1.0, 2.0, 3.0, 6.0]))
    case("atan2", "aten.atan2.default(x, y)", x=rand(5), y=rand(5))
    case("copysign", "aten.copysign.Tensor(x, y)", x=rand(5), y=rand(5))
    case("igammac", "aten.igammac.default(x, y)", x=torch.rand(5) + 0.1, y=torch.rand(5) * 3)
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        case(f"nextafter_{dtype}"[-8:], "aten.nextafter.default(x, y)", exact=True, x=torch.tensor([1.0, -1.0, 0.0, 0.0, 2.0, math.nan, 1.5], dtype=dtype),
             y=torch.tensor([2.0, -0.5, 1.0, -1.0, 2.0, 1.0, -math.inf], dtype=dtype))
    case("shift_left", "aten.bitwise_left_shift.Tensor(x, y)", x=ints(-9, 9, 5), y=ints(0, 5, 5))
    case("shift_right", "aten.__rshift__.Tensor(x, y)", x=ints(-99, 99, 5), y=ints(0, 5, 5))
    case("dot", "aten.dot.default(x, y)", x=rand(7), y=rand(7))
    case("renorm_", "aten.renorm_.default(x, 2.0, 0, 1.0)", mutates="x", x=rand(3, 4))
    case("index_reduce_", "aten.index_reduce_.default(x, 0, i, v, 'amax')", mutates="x", x=rand(4, 2), i=torch.tensor([0, 3, 0]), v=rand(3, 2))
    case("put_", "aten.put_.default(x, i, v)", mutates="x", x=rand(2, 4), i=torch.tensor([7, 0]), v=rand(2))
    case("masked_scatter_", "aten.masked_scatter_.default(x, m, v)", mutates="x", x=rand(4), m=torch.tensor([True, False, True, False]), v=rand(3))
    case("masked_scatter_broadcast", "aten.masked_scatter.default(x, m, v)", x=rand(3), m=rand(2, 3) > 0, v=rand(6))
    case("masked_select_broadcast", "aten.masked_select.default(x, m)", x=rand(3, 1), m=rand(4) > 0)
    case("scatter_reduce_value", "aten.scatter.value_reduce(x, 1, i, 2.0, reduce='add')", x=rand(2, 4), i=torch.tensor([[0, 3], [2, 2]]))
    case("unfold", "aten.unfold.default(x, 1, 2, 1)", x=x)
    case("hardshrink_backward", "aten.hardshrink_backward.default(g, x, 0.5)", g=rand(6), x=rand(6))
    for name, size, scale in (("nearest1d", (2, 3, 5), [1.6]), ("nearest2d", (1, 2, 3, 4), [2.0, 1.5]), ("nearest3d", (1, 1, 2, 3, 2), [2.0, 1.0, 1.5])):
        for exact in ("upsample_", "_upsample_"):
            row = f"{exact}{name}" if exact == "upsample_" else f"_upsample_{name[:7]}_exact{name[7:]}"
            case(f"{row}_vec", f"aten.{row}.vec(x, None, {scale})", x=rand(*size))
    case("linear1d_vec", "aten.upsample_linear1d.vec(x, [7], False, None)", x=rand(2, 3, 5))
    case("bilinear2d_vec", "aten.upsample_bilinear2d.vec(x, None, True, [2.0, 1.5])", x=rand(1, 2, 3, 4))
    case("trilinear3d_vec", "aten.upsample_trilinear3d.vec(x, None, False, [2.0, 1.0, 1.5])", x=rand(1, 1, 2, 3, 2))
    points = rand(40, 2)
    points[0] = points.max(0).values + 0.5
    case("histogram_edges", "aten._histogramdd_bin_edges.default(x, [3, 5])", x=points)
    case("histogram_edges_in_range", "aten._histogramdd_bin_edges.default(x, [2, 3], range=[-1.0, 1.0, 0.5, 0.5])", x=points)
    case("histogram_counts", "aten._histogramdd_from_bin_cts.default(x, [3, 5])", x=points)
    case("histogram_density", "aten._histogramdd_from_bin_cts.default(x, [3, 4], range=[-1.0, 1.0, 0.0, 2.0], weight=w, density=True)", x=points,
         w=torch.rand(40))
    case("histogram_between", "aten._histogramdd_from_bin_tensors.default(x, [a, b])", x=points, a=torch.tensor([-1.0, 0.0, 0.25, 2.0]),
         b=torch.tensor([-0.5, 0.5, 1.0]))
    matrix = rand(2, 4, 4, dtype=torch.float64)
    case("pinv_hermitian", "aten.linalg_pinv.atol_rtol_tensor(a, rtol=r, hermitian=True)", a=matrix, r=torch.tensor(1e-6, dtype=torch.float64))
    complex_matrix = torch.complex(rand(3, 3, dtype=torch.float64), rand(3, 3, dtype=torch.float64))
    case("pinv_hermitian_complex", "aten.linalg_pinv.atol_rtol_tensor(a, rtol=r, hermitian=True)", a=complex_matrix,
         r=torch.tensor(1e-6, dtype=torch.float64))
    symmetric = torch.stack([torch.tensor([[0.0, -1, -2, 2], [-1, 0, 1, -2], [-2, 1, 0.5, 2], [2, -2, 2, 0.7]]), matrix[0].float()]).double()
    complex_matrix = torch.complex(rand(2, 5, 5, dtype=torch.float64), rand(2, 5, 5, dtype=torch.float64))
    for name, m in (("real", symmetric), ("complex", complex_matrix)):
        for hermitian in (False, True):
            factors, pivots, _ = torch.ops.aten.linalg_ldl_factor_ex.default(m, hermitian=hermitian)
            case(f"ldl_{name}_{hermitian}", f"aten.linalg_ldl_factor_ex.default(a, hermitian={hermitian})", a=m)
            case(f"ldl_solve_{name}_{hermitian}", f"aten.linalg_ldl_solve.default(f, p, b, hermitian={hermitian})", f=factors, p=pivots,
                 b=rand(2, m.shape[-1], 2, dtype=torch.float64).to(m.dtype))
    for dtype in (torch.float32, torch.bfloat16, torch.int32):
        hashed = torch.hash_tensor((x * 9).to(dtype), [1]).view(torch.int64)
        case(f"hash_{str(dtype)[6:]}", "aten.hash_tensor.default(x, [1])", x=(x * 9).to(dtype), expected=hashed)
    case("linspace", "aten.linspace.default(-1.0, 2.0, 7)")
