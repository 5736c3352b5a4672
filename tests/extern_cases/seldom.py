"""Rows that few graphs call, and draws of which only one outcome is possible."""
import torch
import torch.nn.modules.linear_cross_entropy  # noqa: F401: makes its ops known

from extern_cases.attention import attention_gradients, padded, plain_attention
from extern_cases.case import aten, case, ints, rand


def seldom():
    torch.manual_seed(4)
    seldom_views()
    seldom_tensors()
    seldom_positions()
    seldom_windows()
    seldom_numbers()
    seldom_attention()
    linear_cross_entropy()
    seldom_spectra()


def seldom_views():
    x, z = rand(2, 3, 4), torch.complex(rand(2, 3), rand(2, 3))
    for name in ("alias", "detach"):
        case(name, f"aten.{name}.default(x)", x=x)
    for name in ("conj", "_neg_view"):
        case(name, f"aten.{name}.default(z)", z=z)
    case("conj_of_reals", "aten.conj.default(x)", x=x)
    case("unsafe_view", "aten._unsafe_view.default(x, [-1, 6])", x=x)
    case("reshape", "aten.reshape.default(x, [4, 1, -1])", x=x)
    case("reshape_alias", "aten._reshape_alias.default(x, [6, 4], [4, 1])", x=x)
    case("reshape_empty", "aten.reshape.default(x, [0, 5])", x=rand(3, 0))
    case("squeeze", "aten.squeeze.default(x)", x=rand(1, 3, 1))
    case("squeeze_dim", "aten.squeeze.dim(x, -1)", x=rand(1, 3, 1))
    case("squeeze_nothing", "aten.squeeze.dim(x, 1)", x=rand(1, 3, 1))
    case("squeeze_dims", "aten.squeeze.dims(x, [0, 1, -1])", x=rand(1, 3, 1))
    case("diagonal", "aten.diagonal.default(x, -1, -1, 0)", x=x)
    case("diagonal_empty", "aten.diagonal.default(x, 4)", x=rand(3, 4))
    case("as_strided_copy", "aten.as_strided_copy.default(x, [2, 2, 3], [1, 0, 4], 3)", dense_only=True, x=x)
    case("split", "aten.split.Tensor(x, 3, -1)", x=x)
    case("split_with_sizes", "aten.split_with_sizes.default(x, [0, 3, 1], 2)", x=x)
    case("unsafe_split_with_sizes", "aten.unsafe_split_with_sizes.default(x, [1, 2], -2)", x=x)
    case("rev", "torch.ops.prims.rev.default(x, [0, 2])", x=x)


def seldom_tensors():
    x = rand(2, 3)
    case("fill", "aten.fill.Scalar(x, -1.5)", x=x)
    case("fill_tensor", "aten.fill.Tensor(x, y)", x=x, y=torch.tensor(7))
    case("scalar_tensor", "aten.scalar_tensor.default(2.5, dtype=torch.bfloat16)")
    case("resize_storage_bytes_", "torch.ops.inductor.resize_storage_bytes_.default(x, 24)", mutates="x", exact=True, x=x)
    case("set_", "aten.set_.source_Tensor(x, y)", mutates="x", x=x, y=rand(2, 3))
    case("shallow_copy_data_", "aten.shallow_copy_data_.default(x, y)", mutates="x", x=x, y=rand(2, 3))
    case("foreach_zero", "aten._foreach_zero.default([x, y])", x=x, y=ints(1, 9, 4))
    case("foreach_powsum", "aten._foreach_powsum.Scalar([x, y], 3)", x=x, y=rand(4))
    case("foreach_powsum_wide", "aten._foreach_powsum.Scalar([x], 2, dtype=torch.float32)", x=rand(5, dtype=torch.bfloat16), exact=True)
    case("linalg_check_errors", "aten._linalg_check_errors.default(i, 'linalg.inv', is_matrix=False)", i=torch.zeros(3, dtype=torch.int32))


def seldom_positions():
    x, i, j = rand(4, 3, 5), torch.tensor([3, -1, 0]), torch.tensor([[1], [4]])
    case("unsafe_index", "aten._unsafe_index.Tensor(x, [i, None, j])", x=x, i=i, j=j)
    case("index_put_impl", "aten._index_put_impl_.default(x, [None, None, j], v, True)", mutates="x", x=x, j=j, v=rand(3, 2, 1))
    case("scatter_value_reduce_", "aten.scatter_.value_reduce(x, -1, i, 0.5, reduce='multiply')", mutates="x", x=rand(2, 4),
         i=torch.tensor([[1, 1], [0, 3]]))
    case("argsort_default", "aten.argsort.default(x, 0, True)", x=rand(5, 3))
    weight, indices, offsets = rand(9, 3), ints(0, 9, 7), torch.tensor([0, 2, 2, 6])
    for mode, name in enumerate(("sum", "mean", "max")):
        case(f"embedding_bag_forward_only_{name}", f"aten._embedding_bag_forward_only.default(w, i, o, False, {mode})", w=weight, i=indices,
             o=offsets, results=(0,))
    w, i = rand(5, 3, scale=3), torch.tensor([[3, 0], [3, 3]])
    case("embedding_renorm_", "aten.embedding_renorm_.default(w, i, 1.0, 1.0)", mutates="w", w=w, i=i,
         expected=torch.embedding_renorm_(w.double(), i, 1.0, 1.0).float())


def seldom_windows():
    sizes = {1: (2, 3, 5), 3: (1, 2, 3, 4, 2)}
    for rank, wanted in ((1, [8]), (3, [5, 3, 4])):
        for name in (f"upsample_nearest{rank}d", f"_upsample_nearest_exact{rank}d"):
            case(name, f"aten.{name}.default(x, {wanted})", x=rand(*sizes[rank]))
        name = f"_upsample_nearest_exact{rank}d_backward"
        case(name, f"aten.{name}.default(g, {wanted}, {list(sizes[rank])})", g=rand(*sizes[rank][:2], *wanted))
    case("bilinear2d_aa_vec", "aten._upsample_bilinear2d_aa.vec(x, [3, 2], False, None)", x=rand(1, 2, 7, 5))
    x, samples = rand(2, 3, 7, 8), torch.rand(2, 3, 2)
    own = aten.fractional_max_pool2d(x, [2, 3], [3, 4], samples)[1]
    case("fractional_max_pool2d_backward", "aten.fractional_max_pool2d_backward.default(g, x, [2, 3], [3, 4], i)", g=rand(2, 3, 3, 4), x=x, i=own)
    x, samples = rand(1, 2, 5, 6, 7), torch.rand(1, 2, 3)
    own = aten.fractional_max_pool3d(x, [2, 2, 3], [3, 3, 2], samples)[1]
    case("fractional_max_pool3d_backward", "aten.fractional_max_pool3d_backward.default(g, x, [2, 2, 3], [3, 3, 2], i)", g=rand(1, 2, 3, 3, 2),
         x=x, i=own)
    values, own = aten.max_pool3d_with_indices(rand(1, 2, 4, 4, 6), [2, 2, 2])
    case("max_unpool3d", "aten.max_unpool3d.default(x, i, [4, 4, 6], [2, 2, 2], [0, 0, 0])", x=values, i=own)


def seldom_numbers():
    case("euclidean_dist", "aten._euclidean_dist.default(x, y)", x=rand(4, 3), y=rand(5, 3))
    case("aminmax_default", "aten._aminmax.default(x)", x=rand(3, 4))
    case("aminmax_dim_kept", "aten._aminmax.dim(x, -2, True)", x=ints(-5, 5, 3, 4))
    case("special_polygamma", "aten.special_polygamma.default(1, x)", x=torch.rand(5) + 0.2)
    for name in ("var", "std"):
        case(f"{name}_mean_default", f"aten.{name}_mean.default(x, False)", x=rand(3, 4))
        case(f"{name}_mean_dim", f"aten.{name}_mean.dim(x, [-1, 0], True, True)", x=rand(3, 2, 4, dtype=torch.float16))
    scores, labels = rand(4, 5), torch.tensor([2, -100, 0, 4])
    for reduction, grad in ((0, rand(4)), (1, rand())):
        case(f"nll_backward_{reduction}", f"aten.nll_loss_backward.default(g, x, t, w, {reduction}, -100, s)", g=grad, x=scores, t=labels,
             w=torch.rand(5), s=torch.tensor(1.75))
    case("nll_backward_of_one", "aten.nll_loss_backward.default(g, x, t, None, 1, -100, s)", g=rand(), x=rand(5), t=torch.tensor(3),
         s=torch.tensor(1.0))
    a, b = rand(4, 6, dtype=torch.float16), rand(6, 3, dtype=torch.float16)
    case("mm_dtype", "extern_kernels.mm_dtype(a, b, out_dtype=torch.float32)", a=a, b=b, expected=(a.double() @ b.double()).float())


def seldom_spectra():
    """Of triangles, whose diagonals give the order; extern_test.cpp judges the others."""
    upper = rand(2, 4, 4, dtype=torch.float64).triu()
    turned = torch.complex(rand(3, 3, dtype=torch.float64), rand(3, 3, dtype=torch.float64)).triu()
    case("eig_of_triangles", "aten.linalg_eig.default(a)", results=(0,), a=upper)
    case("eig_of_a_complex_triangle", "aten.linalg_eig.default(a)", a=turned)
    case("eigvals", "aten.linalg_eigvals.default(a)", a=turned)
    case("eigvals_f32", "aten._linalg_eigvals.default(a)", a=upper[0].float())


def seldom_attention():
    q, k, v = (rand(2, 3, 6, 8) for _ in range(3))
    g, bias, zero = rand(2, 3, 6, 8), rand(1, 3, 6, 6), torch.zeros((), dtype=torch.int64)
    out, logs = plain_attention(q, k, v, bias)
    case("sdpa_overrideable_backward", "torch.ops.aten._scaled_dot_product_fused_attention_overrideable_backward.default(g, q, k, v, m, "
         "[True, True, True, True], o, l, None, None, 6, 6, 0.0, False, s, t)", g=g, q=q, k=k, v=v, m=bias, o=out, l=logs, s=zero, t=zero,
         expected=attention_gradients(g, q, k, v, bias))
    out, logs = plain_attention(q, k, v, causal=True)
    turned = dict(zip("gqkvo", (t.transpose(1, 2).contiguous() for t in (g, q, k, v, out))))
    grads = [t.transpose(1, 2) for t in attention_gradients(g, q, k, v, causal=True)[:3]]
    case("efficient_kernel_backward", "torch.ops.aten._efficient_attention_backward.default(g, q, k, v, None, o, None, None, 6, 6, l, 0.0, s, t, "
         "1, False)", l=padded(logs), s=zero, t=zero, expected=grads, **turned)


def linear_cross_entropy():
    x, w, b, weight = rand(5, 4), rand(6, 4), rand(6), torch.rand(6) + 0.5
    t = torch.tensor([3, 0, -100, 5, 3])
    text = "torch.ops.torch_nn._linear_cross_entropy_batch_chunked"
    whole = torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default
    for name, reduction, target, given in (("mean", "mean", t, weight), ("sum", "sum", t, None), ("soft", "mean", torch.rand(5, 6), None),
                                           ("soft_sum", "sum", torch.rand(5, 6), weight)):
        rest = (-100, 0.0, 2, "accumulate", torch.float64, False, True, True, True)
        wide = whole(x.double(), w.double(), target.double() if "soft" in name else t, b.double(), None if given is None else given.double(),
                     reduction, *rest)
        case(f"linear_cross_entropy_{name}", f"{text}.default(x, m, t, b, {'None' if given is None else 'w'}, '{reduction}', -100, 0.0, 2, "
             "'accumulate', torch.float32, False, True, True, True)", x=x, m=w, t=target, b=b, expected=tuple(v.float() for v in wide),
             **({} if given is None else {"w": given}))
    wide = torch.ops.torch_nn._linear_cross_entropy_batch_chunked_no_reduction.default(x.double(), w.double(), t, None, weight.double(), -100, 2,
                                                                                       "accumulate", torch.float64)
    case("linear_cross_entropy_rows", f"{text}_no_reduction.default(x, m, t, None, w, -100, 2, 'accumulate', torch.float32)", x=x, m=w, t=t,
         w=weight, expected=wide.float())


def draws():
    """Where only one outcome is possible."""
    torch.manual_seed(5)
    x = rand(3, 4)
    sure = torch.tensor([0.0, 1.0, 1.0, 0.0])
    case("randint", "aten.randint.default(1, [2, 3], dtype=torch.int64)")
    case("randint_low", "aten.randint.low(7, 8, [5], dtype=torch.int32)")
    case("randint_low_out", "aten.randint.low_out(-3, -2, [4])", expected=torch.full((4,), -3))
    case("randint_like", "aten.randint_like.default(x, 1)", x=x)
    case("randint_like_low", "aten.randint_like.low_dtype(x, -4, -3)", x=ints(0, 9, 3))
    case("randint_like_generator", "aten.randint_like.low_generator_dtype(x, 5, 6, generator=None)", x=ints(0, 9, 3))
    case("randperm", "aten.randperm.default(1, dtype=torch.int64)")
    for n, name in ((0, "nothing"), (1, "one")):
        case(f"bernoulli_of_{name}", f"aten.bernoulli.p(x, {n}.0)", x=x)
        case(f"bernoulli_in_place_{name}", f"aten.bernoulli_.float(x, {n}.0)", mutates="x", x=ints(0, 9, 4))
        case(f"dropout_of_{name}", f"aten.native_dropout.default(x, {n}.0, True)", x=x)
    case("bernoulli", "aten.bernoulli.default(x)", x=sure)
    case("bernoulli_tensor", "aten.bernoulli_.Tensor(x, p)", mutates="x", x=rand(2, 4), p=sure)
    case("dropout_in_evaluation", "aten.native_dropout.default(x, 0.5, False)", x=rand(3, 4, dtype=torch.bfloat16))
    case("uniform", "aten.uniform.default(x, 1.25, 1.25)", x=x)
    case("uniform_", "aten.uniform_.default(x, -2.0, -2.0)", mutates="x", x=x)
    case("exponential", "aten.exponential.default(x, 1e+300)", x=x)
    case("exponential_", "aten.exponential_.default(x, 1e+300)", mutates="x", x=x)
    case("normal_functional", "aten.normal_functional.default(x, 3.0, 0.0)", x=x)
    case("normal_", "aten.normal_.default(x, -1.0, 0.0)", mutates="x", x=rand(3, dtype=torch.float16))
    case("normal_of_tensors", "aten.normal.Tensor_float(x, 0.0)", x=x)
    case("normal_of_numbers", "aten.normal.float_float(2.0, 0.0, [3, 2])")
    case("log_normal", "aten.log_normal.default(x, 0.5, 1e-300)", x=x)
    case("log_normal_", "aten.log_normal_.default(x, -1.0, 1e-300)", mutates="x", x=x)
    case("cauchy", "aten.cauchy.default(x, 0.75, 1e-300)", x=x)
    case("cauchy_", "aten.cauchy_.default(x, -4.0, 1e-300)", mutates="x", x=x)
    case("geometric", "aten.geometric.default(x, 0.9999999999999999)", x=x)
    case("geometric_", "aten.geometric_.default(x, 0.9999999999999999)", mutates="x", x=ints(3, 9, 4))
    case("poisson", "aten.poisson.default(x)", x=torch.zeros(2, 3))
    case("multinomial", "aten.multinomial.default(x, 1)", x=torch.tensor([[0.0, 0.0, 2.0], [0.5, 0.0, 0.0]]))
    case("multinomial_replaced", "aten.multinomial.default(x, 5, True)", x=torch.tensor([0.0, 3.0, 0.0]))


def edges():
    """Operands of no elements, no dimensions, other types, sizes that broadcast, negative dimensions."""
    torch.manual_seed(6)
    z, w = torch.complex(rand(2, 3), rand(2, 3)), torch.complex(rand(2, 3), rand(2, 3))
    whole = ints(-99, 99, 1, 5, 6)
    case("avg_pool_of_integers", "aten.avg_pool2d.default(x, [2, 3], [2, 2], [1, 1], True, False)", x=whole)
    case("avg_pool_of_integers_divided", "aten.avg_pool2d.default(x, [2, 2], [1, 1], [0, 0], False, True, 3)", x=whole)
    case("adaptive_avg_pool_bf16", "aten._adaptive_avg_pool2d.default(x, [3, 4])", x=rand(1, 2, 5, 6, dtype=torch.bfloat16))
    case("dist_broadcast", "aten.dist.default(x, y, 1.5)", x=rand(4), y=rand(3, 1))
    case("cdist_backward_empty", "aten._cdist_backward.default(g, x, y, 1.0, d)", g=rand(0, 3, 4), x=rand(3, 5), y=rand(0, 4, 5), d=rand(0, 3, 4))
    case("unfold_of_one", "aten.unfold.default(x, 0, 1, 1)", x=rand())
    case("histc_of_one", "aten.histc.default(x, 4)", x=torch.tensor(0.5))
    case("histc_of_nothing", "aten.histc.default(x, 4, -1, 1)", x=rand(0))
    case("nansum_of_nothing", "aten.nansum.default(x, [0], True)", x=rand(0, 3))
    case("foreach_norm_least", "aten._foreach_norm.Scalar([x, y], -inf)", x=rand(5), y=rand(2, 2))
    case("foreach_norm_negative", "aten._foreach_norm.Scalar([x], -1.5)", x=rand(5).abs() + 0.25)
    for mode in ("floor", "trunc"):
        case(f"div_{mode}", f"aten.div.Tensor_mode(a, b, rounding_mode='{mode}')", a=ints(-99, 99, 7), b=torch.tensor([2, -3, 5, -7, 1, -1, 4]))
        case(f"div_{mode}_f32", f"aten.div.Tensor_mode(a, b, rounding_mode='{mode}')", a=rand(3, 1, scale=9), b=rand(4), exact=True)
    case("pow_of_integers", "aten.pow.Tensor_Tensor(a, b)", a=torch.tensor([3, -1, 1, 0, -7, 2, 5, -1]), b=torch.tensor([40, -3, -9, 0, 5, -1, 70, -4]))
    case("ldexp_of_integers", "aten.ldexp.Tensor(a, b)", a=ints(-9, 9, 6), b=ints(-4, 5, 6))
    case("linalg_cross_c64", "aten.linalg_cross.default(a, b)", a=z, b=w)
    case("renorm_c64", "aten.renorm.default(a, 2, -1, 1.0)", a=z)
    case("block_diag_mixed", "aten.block_diag.default([a, x])", a=z, x=rand(3))
    case("copy_to_real", "aten.copy_.default(x, a)", mutates="x", x=rand(2, 3), a=z)
    case("copy_to_complex", "aten.copy_.default(a, x)", mutates="a", x=rand(3), a=z)
    case("copy_to_bool", "aten.copy_.default(m, a)", mutates="m", m=torch.zeros(3, dtype=torch.bool), a=torch.tensor([0, 1j, 2 + 0j]))
    for mode in ("reflection", "replication"):
        case(f"{mode}_pad1d_c64", f"aten.{mode}_pad1d.default(a, [2, 1])", a=z)
        case(f"{mode}_pad1d_backward_c64", f"aten.{mode}_pad1d_backward.default(g, a, [2, 1])", a=z, g=torch.complex(rand(2, 6), rand(2, 6)))
    case("reflection_pad2d_f16", "aten.reflection_pad2d.default(x, [1, 0, 2, 1])", x=rand(1, 3, 4, dtype=torch.float16))
    for name in ("sgn", "silu", "exp", "reciprocal", "square"):
        case(f"{name}_f32", f"aten.{name}.default(x)", x=rand(5))
    case("sigmoid_bf16", "aten.sigmoid.default(x)", x=rand(5, dtype=torch.bfloat16))
    for name in ("abs", "neg", "exp", "sqrt", "reciprocal", "tanh", "log1p", "sigmoid"):
        case(f"foreach_{name}_c64", f"aten._foreach_{name}.default([a, b])", a=z, b=w[0])
    for name, overload, other in (("add", "List", "[b, a]"), ("sub", "Scalar", "2.0"), ("mul", "List", "[b, a]"), ("div", "List", "[b, a]")):
        case(f"foreach_{name}_c64", f"aten._foreach_{name}.{overload}([a, b], {other})", a=z, b=w)
    case("foreach_addcdiv_c64", "aten._foreach_addcdiv.Scalar([a], [b], [a], 0.5)", a=z, b=w)
    case("foreach_lerp_c64", "aten._foreach_lerp.Scalar([a], [b], 0.25)", a=z, b=w)
    case("unique_dim_without_flags", "aten.unique_dim.default(x, -1)", x=torch.tensor([[1, 0, 1], [2, 5, 2]]))
    case("unique_consecutive_dim", "aten.unique_consecutive.default(x, False, False, 0)", x=torch.tensor([[1, 2], [1, 2], [0, 2]]))
    case("grid_sampler_3d_cubic", "aten.grid_sampler_3d.default(x, g, 2, 0, False)", x=rand(1, 2, 3, 4, 3), g=rand(1, 1, 2, 2, 3))
    case("grid_sampler_3d_cubic_border", "aten.grid_sampler_3d.default(x, g, 2, 1, True)", x=rand(1, 1, 4, 3, 3), g=rand(1, 2, 1, 2, 3))
    case("grid_sampler_3d_cubic_backward", "aten.grid_sampler_3d_backward.default(h, x, g, 2, 2, False, [True, True])", h=rand(1, 1, 2, 1, 2),
         x=rand(1, 1, 4, 3, 3), g=rand(1, 2, 1, 2, 3))
    case("squeeze_c64", "aten.squeeze.dim(a, 0)", a=z[:1])
    case("index_of_nothing", "aten.index.Tensor(x, [i])", x=rand(4, 3), i=torch.zeros(0, dtype=torch.int64))
    case("index_add_of_nothing", "aten.index_add.default(x, -1, i, s)", x=rand(2, 3), i=torch.zeros(0, dtype=torch.int64), s=rand(2, 0))
    case("cumsum_bf16", "aten.cumsum.default(x, -2)", x=rand(4, 3, dtype=torch.bfloat16))
    case("sort_f16", "aten.sort.default(x, -2, True)", x=rand(4, 3, dtype=torch.float16))
    case("median_of_one", "aten.median.dim(x, -1, True)", x=torch.tensor(2.5))
