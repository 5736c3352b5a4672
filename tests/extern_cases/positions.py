"""Sorts, scans, and what reads and writes by position."""
import math

import torch

from extern_cases.case import case, inf, ints, rand


def sorting():
    x = rand(4, 7)
    x[1, 3] = math.nan
    x[2, 5] = inf
    case("topk", "torch.ops.aten.topk.default(x, 3, -1, True, True)", x=x)
    case("topk_smallest", "aten.topk(x, 2, 0, False)", x=x)
    case("topk_scalar", "torch.ops.aten.topk.default(x, 1)", x=torch.tensor(3.0))
    repeated = ints(0, 4, 5, 9)
    case("sort", "torch.ops.aten.sort.default(x, 1, True)", x=x)
    case("sort_stable", "torch.ops.aten.sort.stable(x, stable=True, dim=1, descending=True)", x=repeated)
    case("sort_bool", "aten.sort.stable(x, stable=True, dim=0, descending=False)", x=repeated > 1)
    case("sort_i64", "aten.sort(x)", x=torch.tensor([2**62 + 1, 2**62, -2**63, 2**63 - 1]))
    case("sort_empty", "aten.sort(x, 0)", x=rand(3, 0))
    case("argsort", "torch.ops.aten.argsort.stable(x, stable=True, dim=0)", x=repeated)
    case("kthvalue", "torch.ops.aten.kthvalue.default(x, 2, 1)", x=rand(3, 5))
    case("kthvalue_keep", "torch.ops.aten.kthvalue.default(x, 5, 0, True)", x=rand(6, 2))
    case("median", "torch.ops.aten.median.default(x)", x=rand(3, 4))
    case("median_nan", "torch.ops.aten.median.default(x)", x=x)
    case("median_dim", "torch.ops.aten.median.dim(x, 1)", x=x)
    case("nanmedian", "torch.ops.aten.nanmedian.default(x)", x=x)
    case("nanmedian_dim", "torch.ops.aten.nanmedian.dim(x, -1, True)", x=x)
    case("mode", "torch.ops.aten.mode.default(x)", x=torch.tensor([[3, 1, 3, 1, 2], [0, 0, 5, 5, 5], [4, 3, 2, 1, 0]]), results=[0])
    case("mode_keep", "torch.ops.aten.mode.default(x, 0, True)", x=ints(0, 3, 6, 4), results=[0])


def scans():
    x = rand(3, 6)
    x[1, 2] = math.nan
    case("cumsum", "aten.cumsum(x, -1)", x=x)
    case("cumsum_dtype", "aten.cumsum.default(x, 0, dtype=torch.float64)", x=ints(-5, 5, 4, 3))
    case("cumsum_bool", "torch.ops.aten.cumsum.default(x, 0)", x=rand(5, 3) > 0)
    case("cumsum_wraps", "aten.cumsum(x, 0)", x=torch.tensor([2**63 - 1, 1, 5]))
    case("cumsum_scalar", "aten.cumsum(x, 0)", x=torch.tensor(2.5))
    case("cumprod", "aten.cumprod(x, 0)", x=rand(4, 3))
    case("cumprod_c64", "torch.ops.aten.cumprod.default(x, 1)", x=torch.complex(rand(2, 4), rand(2, 4)))
    case("cummax", "torch.ops.aten.cummax.default(x, 1)", x=x)
    case("cummax_ties", "aten.cummax(x, 0)", x=ints(0, 3, 9, 2))
    case("cummin", "torch.ops.aten.cummin.default(x, 1)", x=x)
    case("logcumsumexp", "aten.logcumsumexp(x, -1)", x=x)
    case("logcumsumexp_inf", "aten.logcumsumexp.default(x, 0)", x=torch.tensor([-inf, -inf, 0.5, -1e4, 3.0, inf, 1.0, -inf]))


def indexing():
    x, i, j = rand(5, 4, 6), torch.tensor([0, -1, 3]), torch.tensor([[2], [0]])
    case("index", "aten.index.Tensor(x, [i, None, j])", x=x, i=i, j=j)
    case("index_neighbours", "torch.ops.aten.index.Tensor(x, [None, i, j])", x=x, i=i, j=j)
    case("index_mask", "torch.ops.aten.index.Tensor(x, [None, m])", x=x, m=rand(4, 6) > 0)
    case("index_put", "torch.ops.aten.index_put.default(x, [i, j], v)", x=x, i=i, j=j, v=rand(6))
    case("index_put_", "aten.index_put_(x, [i, None, j], v, True)", mutates="x", x=x, i=i, j=j, v=rand(2, 3, 4))
    case("index_put_gap", "torch.ops.aten.index_put_.default(x, [None, i], v, True)", mutates="x", x=x,
         i=torch.tensor([1, 1, 1, -2]), v=rand(4, 1))
    case("index_put_mask", "aten.index_put_.default(x, [m], v, False)", mutates="x", x=x, m=rand(5, 4) > 0,
         v=torch.tensor(2.5))
    case("index_put_bool", "aten.index_put_(x, [i], v, True)", mutates="x", x=rand(5) > 0, i=torch.tensor([0, 1, 1, 4]),
         v=torch.tensor([True, False, True, False]))
    case("index_put_i32", "aten.index_put_(x, [i], v, True)", mutates="x", x=ints(0, 9, 5, dtype=torch.int32),
         i=torch.tensor([3, 3, 0], dtype=torch.int32), v=torch.tensor([7, 8, 9], dtype=torch.int32))
    case("unsafe_index_put", "torch.ops.aten._unsafe_index_put.default(x, [None, None, j], v, True)", x=x, j=j,
         v=rand(5, 4, 2, 1))
    case("index_put_bf16", "aten.index_put_(x, [i], v, True)", mutates="x", x=rand(5, 2, dtype=torch.bfloat16),
         i=torch.tensor([3, 3, 0, 3]), v=rand(4, 2, dtype=torch.bfloat16))
    far, mask = torch.tensor([[0, 9], [-9, 3]]), torch.tensor([[True, False], [False, True]])
    case("masked_index", "torch.ops.aten._unsafe_masked_index.default(x, m, [None, i], 0.5)", x=x[:, :, 0], m=mask, i=far,
         expected=torch.where(mask, x[:, far.clamp(0, 3), 0], 0.5))
    case("masked_index_put", "torch.ops.aten._unsafe_masked_index_put_accumulate.default(x, m, [i], v)", x=x[:, 0, 0],
         m=mask, i=far, v=(v := rand(2, 2)), expected=x[:, 0, 0].index_add(0, torch.tensor([0, 3]), v[[0, 1], [0, 1]]))
    along_one_dimension()
    scatters()


def along_one_dimension():
    x, i = rand(4, 5, 3), torch.tensor([2, 0, 2])
    case("index_select", "aten.index_select(x, 1, i)", x=x, i=i)
    case("index_add", "torch.ops.aten.index_add.default(x, 1, i, s, alpha=2)", x=x, i=i, s=rand(4, 3, 3))
    case("index_add_", "aten.index_add_(x, -1, i, s)", mutates="x", x=x, i=i, s=rand(4, 5, 3))
    case("index_copy", "torch.ops.aten.index_copy.default(x, 0, i, s)", x=x, i=torch.tensor([3, 1]), s=rand(2, 5, 3))
    case("index_fill", "torch.ops.aten.index_fill.int_Scalar(x, 1, i, 0.5)", x=x, i=i)
    case("index_fill_tensor", "torch.ops.aten.index_fill_.int_Tensor(x, 0, i, v)", mutates="x", x=x, i=i, v=torch.tensor(3.0))
    for how in ("prod", "mean", "amax", "amin"):
        case(f"index_reduce_{how}", f"torch.ops.aten.index_reduce.default(x, 1, i, s, '{how}', include_self={how != 'mean'})",
             x=x, i=i, s=rand(4, 3, 3))
    case("gather", "aten.gather(x, 2, i)", x=x, i=ints(0, 3, 4, 2, 6))
    case("take", "torch.ops.aten.take.default(x, i)", x=x, i=torch.tensor([[0, -1], [59, 7]]))
    case("put", "torch.ops.aten.put.default(x, i, s, True)", x=x, i=torch.tensor([3, 3, -1]), s=rand(3))
    case("masked_scatter", "torch.ops.aten.masked_scatter.default(x, m, s)", x=x, m=rand(5, 3) > 0, s=rand(70))
    case("masked_scatter_backward", "torch.ops.aten.masked_scatter_backward.default(x, m, [20])", x=x, m=rand(4, 5, 3) > 1)
    case("nonzero", "torch.ops.aten.nonzero.default(x)", x=ints(0, 3, 4, 5))
    case("nonzero_none", "aten.nonzero(x)", x=torch.zeros(3, 2))
    case("embedding", "aten.embedding(w, i)", w=rand(7, 3), i=ints(0, 7, 2, 4))


def scatters():
    x, i = rand(5, 6), ints(0, 5, 4, 3)
    case("scatter", "aten.scatter.src(x, 0, i, s)", x=x, i=torch.tensor([[0, 4, 2], [1, 2, 0]]), s=rand(3, 4))
    case("scatter_value", "aten.scatter_.value(x, 1, i, 1.5)", mutates="x", x=x, i=i)
    case("scatter_number", "aten.scatter_(x, 1, i, 2.0, reduce='multiply')", mutates="x", x=x, i=ints(0, 6, 5, 1))
    case("scatter_add_reduce", "aten.scatter_(x, 0, i, s, reduce='add')", mutates="x", x=x, i=i, s=rand(4, 3))
    case("scatter_add", "torch.ops.aten.scatter_add.default(x, 0, i, s)", x=x, i=i, s=rand(4, 3))
    case("scatter_add_", "aten.scatter_add_(x, 1, i, s)", mutates="x", x=ints(-9, 9, 5, 6), i=i, s=ints(-9, 9, 4, 3))
    for how in ("sum", "prod", "mean", "amax", "amin"):
        for included in (True, False):
            case(f"scatter_reduce_{how}_{included}",
                 f"aten.scatter_reduce_.two(x,0,i,s, reduce='{how}', include_self={included})", mutates="x", x=x, i=i,
                 s=rand(5, 3))
    case("scatter_mean_i64", "torch.ops.aten.scatter_reduce.two(x, 0, i, s, 'mean')", x=ints(-99, 99, 5), i=ints(0, 5, 30),
         s=ints(-99, 99, 30))
    nan = rand(4, 3)
    nan[1] = math.nan
    case("scatter_reduce_nan", "aten.scatter_reduce_.two(x,0,i,s, reduce='amax', include_self=True)", mutates="x", x=x, i=i,
         s=nan)


def searching():
    edges = torch.tensor([-1.0, -0.5, 0.0, 0.0, 0.5, 2.0])
    values = torch.tensor([[0.0, -3.0, math.nan], [0.5, 9.0, -0.6]])
    case("bucketize", "torch.ops.aten.bucketize.Tensor(x, e)", x=values, e=edges)
    case("bucketize_right", "aten.bucketize(x, e, out_int32=True, right=True)", x=values, e=edges)
    rows, row_values = torch.sort(rand(3, 7))[0], rand(3, 4)
    case("searchsorted", "torch.ops.aten.searchsorted.Tensor(s, x, side='right')", s=rows, x=row_values)
    unsorted = rand(3, 7)
    case("searchsorted_sorter", "torch.ops.aten.searchsorted.Tensor(s, x, sorter=o)", s=unsorted, x=row_values,
         o=torch.argsort(unsorted))
    case("searchsorted_int", "aten.searchsorted(s, x, out_int32=True)", s=torch.tensor([1, 3, 2**60, 2**60 + 2]),
         x=torch.tensor([2**60 + 1, 0, 3]))
    case("histc", "torch.ops.aten.histc.default(x, 7, -2, 2)", x=torch.linspace(-2.6, 2.6, 57))
    case("histc_auto", "aten.histc(x, 5)", x=torch.arange(12.0), exact=True)
    case("histc_equal", "aten.histc(x, 4)", x=torch.full((6,), 3.0))
    case("bincount", "torch.ops.aten.bincount.default(x)", x=ints(0, 6, 20))
    case("bincount_weights", "torch.ops.aten.bincount.default(x, w, 9)", x=ints(0, 6, 20), w=rand(20, dtype=torch.float64))
    repeated = ints(0, 4, 3, 5)
    case("unique2", "torch.ops.aten._unique2.default(x, True, True, True)", x=repeated)
    case("unique2_plain", "torch.ops.aten._unique2.default(x)", x=torch.tensor([2.0, 1.0, 2.0, -1.0]), results=[0])
    case("unique_consecutive", "torch.ops.aten.unique_consecutive.default(x, True, True)", x=torch.tensor([1, 1, 2, 2, 2, 1, 3]))
    rows = torch.tensor([[1, 2], [0, 5], [1, 2], [0, 3]])
    case("unique_dim", "torch.ops.aten.unique_dim.default(x, 0, True, True, True)", x=rows)
    case("unique_dim_columns", "torch.ops.aten.unique_dim.default(x, 1, True, True, True)", x=rows.t().repeat(1, 2))
    case("unique_dim_consecutive", "torch.ops.aten.unique_dim_consecutive.default(x, 0, True, True)",
         x=torch.tensor([[1, 2], [1, 2], [0, 3], [1, 2]]))
    case("repeat_interleave", "torch.ops.aten.repeat_interleave.Tensor(r)", r=torch.tensor([2, 0, 3, 1]))


def embeddings():
    w, i, offsets = rand(9, 4), ints(0, 9, 11), torch.tensor([0, 3, 3, 8])
    samples = rand(11)
    for name, mode in (("sum", 0), ("mean", 1), ("max", 2)):
        case(f"embedding_bag_{name}", f"torch.ops.aten._embedding_bag.default(w, i, o, False, {mode}, False, None, False, 2)",
             w=w, i=i, o=offsets, results=[0])
    case("embedding_bag_weights", "torch.ops.aten._embedding_bag.default(w, i, o, False, 0, False, s, True)", w=w, i=i,
         o=torch.tensor([0, 3, 3, 11]), s=samples, results=[0])
    case("embedding_bag_indices", "torch.ops.aten._embedding_bag.default(w, i, o, False, 2)", w=w, i=i, o=offsets,
         results=[0, 1, 2, 3])
    of = torch.tensor([0, 0, 0, 2, 2, 2, 2, 2, 3, 3, 3])
    sizes, g = torch.tensor([3, 0, 5, 3]), rand(4, 4)
    for name, mode in (("sum", 0), ("mean", 1)):
        case(f"embedding_bag_backward_{name}", "torch.ops.aten._embedding_bag_dense_backward.default(g, i, b, z, m, 9, "
             f"False, {mode}, None, 2)", g=g, i=i, b=of, z=sizes, m=torch.zeros(0, dtype=torch.int64))
    by_count = g.double()[of] / torch.bincount(i, minlength=9)[i].unsqueeze(1)
    case("embedding_bag_backward_by_count", "torch.ops.aten._embedding_bag_dense_backward.default(g, i, b, z, m, 9, True, 0, "
         "None)", g=g, i=i, b=of, z=sizes, m=torch.zeros(0, dtype=torch.int64),
         expected=torch.zeros(9, 4, dtype=torch.float64).index_add(0, i, by_count).float())
    case("embedding_bag_backward_max", "torch.ops.aten._embedding_bag_dense_backward.default(g, i, b, z, m, 9, False, 2, None)",
         g=g, i=i, b=of, z=torch.ones(4, dtype=torch.int64), m=ints(0, 9, 4, 4))
    case("embedding_bag_backward", "torch.ops.aten._embedding_bag_backward.default(g, i, o, b, z, m, 9, False, 0, False, s)",
         g=g, i=i, o=offsets, b=of, z=sizes, m=torch.zeros(0, dtype=torch.int64), s=samples)
    case("embedding_bag_sample_gradient", "torch.ops.aten._embedding_bag_per_sample_weights_backward.default(g, w, i, o, b, 0)",
         g=g, w=w, i=i, o=offsets, b=of)
    case("embedding_dense_backward", "torch.ops.aten.embedding_dense_backward.default(g, i, 9, 4, False)", g=rand(3, 5, 4),
         i=ints(0, 9, 3, 5))
    case("embedding_dense_backward_scaled", "aten.embedding_dense_backward(g, i, 9, -1, True)", g=rand(15, 4), i=ints(0, 9, 15))
