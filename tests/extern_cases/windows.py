"""Pooling, resampling, padding."""
import math

import torch

from extern_cases.case import aten, case, ints, rand


def pooling():
    x, y = rand(2, 3, 7, 9), rand(1, 2, 5, 6, 7)
    nan = x.clone()
    nan[0, 0, 2, 3] = math.nan
    case("adaptive_avg_pool2d", "torch.ops.aten._adaptive_avg_pool2d.default(x, [3, 4])", x=x)
    case("adaptive_avg_pool2d_larger", "aten._adaptive_avg_pool2d(x, [9, 1])", x=x[0])
    case("adaptive_avg_pool3d", "torch.ops.aten._adaptive_avg_pool3d.default(x, [2, 3, 7])", x=y)
    case("adaptive_avg_pool1d", "torch.ops.aten.adaptive_avg_pool1d.default(x, [4])", x=x[0])
    case("adaptive_avg_pool2d_backward", "torch.ops.aten._adaptive_avg_pool2d_backward.default(g, x)", x=x, g=rand(2, 3, 3, 4))
    case("adaptive_avg_pool3d_backward", "torch.ops.aten._adaptive_avg_pool3d_backward.default(g, x)", x=y,
         g=rand(1, 2, 2, 4, 3))
    case("adaptive_max_pool2d", "torch.ops.aten.adaptive_max_pool2d.default(x, [3, 4])", x=nan)
    case("adaptive_max_pool3d", "torch.ops.aten.adaptive_max_pool3d.default(x, [2, 3, 4])", x=y)
    case("adaptive_max_pool2d_backward", "torch.ops.aten.adaptive_max_pool2d_backward.default(g, x, i)", x=x,
         g=rand(2, 3, 3, 4), i=ints(0, 63, 2, 3, 3, 4))
    case("adaptive_max_pool3d_backward", "torch.ops.aten.adaptive_max_pool3d_backward.default(g, x, i)", x=y,
         g=rand(1, 2, 2, 2, 2), i=ints(0, 210, 1, 2, 2, 2, 2))
    case("avg_pool1d", "torch.ops.aten.avg_pool1d.default(x, [3], [2], [1])", x=x[0])
    case("avg_pool2d", "torch.ops.aten.avg_pool2d.default(x, [3, 2], [2, 3], [1, 0], True)", x=x)
    case("avg_pool2d_uncounted", "aten.avg_pool2d(x, [3, 3], [2, 2], [1, 1], True, False)", x=x)
    case("avg_pool2d_divisor", "aten.avg_pool2d(x, [3], [], [1], False, True, 5)", x=x)
    case("avg_pool3d", "torch.ops.aten.avg_pool3d.default(x, [3, 2, 2], [2, 2, 2], [1, 1, 0], True, False)", x=y)
    for included in (True, False):
        text = f"[3, 2], [2, 3], [1, 0], True, {included}, None)"
        out = torch.ops.aten.avg_pool2d(x, [3, 2], [2, 3], [1, 0], True)
        case(f"avg_pool2d_backward_{included}", "torch.ops.aten.avg_pool2d_backward.default(g, x, " + text, g=rand(*out.shape), x=x)
    case("avg_pool3d_backward", "torch.ops.aten.avg_pool3d_backward.default(g, x, [2, 2, 2], [2, 2, 2], [0, 1, 0], False, "
         "False, 3)", g=rand(1, 2, 2, 4, 3), x=y)
    case("max_pool2d", "torch.ops.aten.max_pool2d_with_indices.default(x, [3, 2], [2, 2], [1, 1], [1, 2], True)", x=nan)
    case("max_pool2d_plain", "aten.max_pool2d_with_indices(x, [2, 2])", x=x[0])
    case("max_pool3d", "torch.ops.aten.max_pool3d_with_indices.default(x, [2, 3, 2], [2, 1, 2], [1, 1, 0])", x=y)
    values, places = torch.ops.aten.max_pool2d_with_indices(x, [3, 3], [2, 2], [1, 1])
    case("max_pool2d_backward", "torch.ops.aten.max_pool2d_with_indices_backward.default(g, x, [3, 3], [2, 2], [1, 1], [1, 1], "
         "False, i)", g=rand(*values.shape), x=x, i=places)
    values, places = torch.ops.aten.max_pool3d_with_indices(y, [2, 2, 2])
    case("max_pool3d_backward", "torch.ops.aten.max_pool3d_with_indices_backward.default(g, x, [2, 2, 2], [2, 2, 2], "
         "[0, 0, 0], [1, 1, 1], False, i)", g=rand(*values.shape), x=y, i=places)
    case("fractional_max_pool2d", "torch.ops.aten.fractional_max_pool2d.default(x, [2, 3], [4, 5], s)", x=x,
         s=torch.rand(2, 3, 2), exact=True)
    case("fractional_max_pool3d", "torch.ops.aten.fractional_max_pool3d.default(x, [2, 2, 2], [3, 4, 5], s)", x=y,
         s=torch.rand(1, 2, 3), exact=True)
    case("max_unpool2d", "torch.ops.aten.max_unpool2d.default(x, i, [6, 8])", x=rand(2, 2, 2, 2),
         i=torch.stack([torch.randperm(48)[:4].reshape(2, 2) for _ in range(4)]).reshape(2, 2, 2, 2))


def resampling():
    x, y, line = rand(2, 3, 5, 7), rand(1, 2, 3, 4, 5), rand(2, 2, 6)
    for corners in (True, False):
        for mode in ("upsample_bilinear2d", "upsample_bicubic2d", "_upsample_bilinear2d_aa", "_upsample_bicubic2d_aa"):
            for out in ((9, 4), (3, 7)):
                name = f"{mode}_{corners}_{out[0]}"
                case(name, f"torch.ops.aten.{mode}.default(x, [{out[0]}, {out[1]}], {corners})", x=x)
                case(name + "_backward", f"torch.ops.aten.{mode}_backward.default(g, [{out[0]}, {out[1]}], [2, 3, 5, 7], "
                     f"{corners})", g=rand(2, 3, *out))
        case(f"upsample_linear1d_{corners}", f"aten.upsample_linear1d(x, [9], {corners})", x=line)
        case(f"upsample_linear1d_backward_{corners}", f"aten.upsample_linear1d_backward(g, [9], [2, 2, 6], {corners}, None)",
             g=rand(2, 2, 9))
        case(f"upsample_trilinear3d_{corners}", f"aten.upsample_trilinear3d(x, [5, 3, 7], {corners})", x=y)
        case(f"upsample_trilinear3d_backward_{corners}",
             f"aten.upsample_trilinear3d_backward(g, [5, 3, 7], [1, 2, 3, 4, 5], {corners})", g=rand(1, 2, 5, 3, 7))
    case("upsample_bicubic2d_scaled", "torch.ops.aten.upsample_bicubic2d.default(x, [12, 16], False, 2.5, 2.3)", x=x)
    case("upsample_bicubic2d_vec", "torch.ops.aten.upsample_bicubic2d.vec(x, None, False, [2.5, 2.3])", x=x)
    case("upsample_bicubic2d_aa_vec", "torch.ops.aten._upsample_bicubic2d_aa.vec(x, [3, 9], False, None)", x=x)
    case("upsample_nearest2d", "aten.upsample_nearest2d(x, [9, 10])", x=x, exact=True)
    case("upsample_nearest2d_scaled", "aten.upsample_nearest2d(x, [9, 10], 1.9, 1.5)", x=x, exact=True)
    case("upsample_nearest2d_backward", "torch.ops.aten.upsample_nearest2d_backward.default(g, [9, 3], [2, 3, 5, 7], None, None)",
         g=rand(2, 3, 9, 3))
    case("upsample_nearest1d_backward", "torch.ops.aten.upsample_nearest1d_backward.default(g, [9], [2, 2, 6])", g=rand(2, 2, 9))
    case("upsample_nearest3d_backward", "torch.ops.aten.upsample_nearest3d_backward.default(g, [5, 3, 7], [1, 2, 3, 4, 5])",
         g=rand(1, 2, 5, 3, 7))
    case("upsample_nearest_exact2d", "aten._upsample_nearest_exact2d(x, [9, 10])", x=x, exact=True)
    case("upsample_nearest_exact2d_backward", "aten._upsample_nearest_exact2d_backward(g, [9, 3], [2, 3, 5, 7])",
         g=rand(2, 3, 9, 3))
    for mode in (0, 1, 2):
        for padding in (0, 1, 2):
            for corners in (True, False):
                name = f"grid_sampler_2d_{mode}{padding}_{corners}"
                text = f"x, r, {mode}, {padding}, {corners}"
                grid = rand(2, 3, 4, 2)
                case(name, f"torch.ops.aten.grid_sampler_2d.default({text})", x=x[:, :2], r=grid)
                case(name + "_backward", f"torch.ops.aten.grid_sampler_2d_backward.default(g, {text}, [True, True])", x=x[:, :2],
                     r=grid, g=rand(2, 2, 3, 4))
    for mode, padding, corners in ((0, 0, False), (0, 1, True), (1, 2, False), (0, 2, True)):
        name = f"grid_sampler_3d_{mode}{padding}_{corners}"
        text = f"x, r, {mode}, {padding}, {corners}"
        grid = rand(1, 2, 3, 2, 3)
        case(name, f"torch.ops.aten.grid_sampler_3d.default({text})", x=y, r=grid)
        case(name + "_backward", f"torch.ops.aten.grid_sampler_3d_backward.default(g, {text}, [True, True])", x=y, r=grid,
             g=rand(1, 2, 2, 3, 2))
    padding_cases()


def padding_cases():
    images = {1: rand(2, 3, 6), 2: rand(2, 3, 5, 6), 3: rand(1, 2, 4, 3, 5)}
    for mode in ("reflection", "replication"):
        for rank, x in images.items():
            amounts = [2, 1, 0, 2, 1, 1][:2 * rank]
            padded = getattr(torch.ops.aten, f"{mode}_pad{rank}d")(x, amounts)
            case(f"{mode}_pad{rank}d", f"torch.ops.aten.{mode}_pad{rank}d.default(x, {amounts})", x=x)
            case(f"{mode}_pad{rank}d_backward", f"torch.ops.aten.{mode}_pad{rank}d_backward.default(g, x, {amounts})",
                 g=rand(*padded.shape), x=x)
    case("replication_pad2d_wide_backward", "aten.replication_pad2d_backward(g, x, [7, 0, -1, 3])", g=rand(2, 3, 7, 13),
         x=images[2])
