"""Writes testdata/externs: calls as TorchInductor prints them, operands, and what PyTorch's CPU kernels return.

    python make_extern_cases.py <testdata/externs>

Needs PyTorch 2.11 or later and safetensors. A call's text is evaluated as it stands, on operands of float64 where the
real ones are narrower floats, and the results are rounded to the dtype that PyTorch gives them; ops that exist only on
CUDA are given by what they are defined as. The names in a call are its operands; `results` are keys of the tensor file,
null for results that nobody reads; `mutates` names the operand that an in-place call changes.
"""
import json
import math
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

aten = torch.ops.aten
inf = math.inf
CASES = []
TENSORS = {}
FAMILY = "cases"
FLOATS = (torch.float32, torch.float16, torch.bfloat16)


class ExternKernels:
    mm = staticmethod(torch.mm)
    bmm = staticmethod(torch.bmm)
    addmm = staticmethod(torch.addmm)
    bias_addmm = staticmethod(torch.addmm)
    baddbmm = staticmethod(torch.baddbmm)
    convolution = staticmethod(aten.convolution)

    @staticmethod
    def _int_mm(a, b):
        return (a.long() @ b.long()).int()

    @staticmethod
    def _mm_plus_mm(a, b, c, d):
        return a @ b + c @ d

    @staticmethod
    def conv1x1_via_mm(x, w):
        return torch.nn.functional.conv2d(x, w)


extern_kernels = ExternKernels()


def rand(*size, dtype=torch.float32, scale=1.0):
    return (torch.randn(size, dtype=torch.float64) * scale).to(dtype)


def ints(low, high, *size, dtype=torch.int64):
    return torch.randint(low, high, size, dtype=dtype)


def evaluate(text, operands):
    namespace = dict(globals(), **{k: v.clone() if v is not None else None for k, v in operands.items()})
    result = eval(text, namespace)
    return result, namespace


def as_tuple(result):
    return tuple(result) if isinstance(result, (tuple, list)) else (result,)


def widened(tensor):
    if tensor.dtype in FLOATS:
        return tensor.double()
    return tensor.to(torch.complex128) if tensor.dtype == torch.complex64 else tensor


def reference(text, operands, mutates, exact):
    """Results (or the mutated operand), computed in float64 and rounded."""
    result, namespace = evaluate(text, operands)
    narrow = as_tuple(namespace[mutates] if mutates else result)
    if exact:
        return narrow
    result, namespace = evaluate(text, {k: widened(v) for k, v in operands.items()})
    wide = as_tuple(namespace[mutates] if mutates else result)
    return tuple(w.to(n.dtype) if torch.is_tensor(w) else w for w, n in zip(wide, narrow))


def case(name, text, mutates=None, expected=None, results=None, exact=False, **operands):
    """`expected` replaces the evaluation; `results` says which results are read; `exact` evaluates in the dtypes given."""
    values = as_tuple(expected) if expected is not None else reference(text, operands, mutates, exact)
    if results is not None:
        values = tuple(v if i in results else None for i, v in enumerate(values))
    keys = []
    for i, value in enumerate(values):
        key = f"{name}/result{i}"
        keys.append(key if torch.is_tensor(value) else None)
        if torch.is_tensor(value):
            TENSORS[key] = value.detach().contiguous().clone()
    for operand, value in operands.items():
        TENSORS[f"{name}/{operand}"] = value.contiguous().clone()
    row = {"name": name, "call": text, "results": keys}
    if mutates:
        row["mutates"] = mutates
    CASES.append(row)


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


def plain_attention(q, k, v, bias=None, causal=False, scale=None):
    q, k, v = q.double(), k.double(), v.double()
    k, v = (t.repeat_interleave(q.shape[1] // t.shape[1], 1) for t in (k, v))
    scores = q @ k.transpose(-1, -2) * (scale or q.shape[-1] ** -0.5)
    if bias is not None:
        scores = scores.masked_fill(~bias, -inf) if bias.dtype == torch.bool else scores + bias
    if causal:
        scores = scores.masked_fill(torch.ones(q.shape[2], k.shape[2]).tril() == 0, -inf)
    weights = torch.softmax(scores, -1)
    weights = torch.where(torch.isneginf(scores).all(-1, keepdim=True), 0.0, weights)
    return weights @ v, torch.logsumexp(scores, -1)


def attention_gradients(g, q, k, v, bias=None, **options):
    leaves = [t.double().requires_grad_() for t in (q, k, v)]
    wide_bias = bias.double().requires_grad_() if bias is not None and bias.dtype != torch.bool else bias
    out, _ = plain_attention(*leaves, wide_bias, **options)
    out.backward(g.double())
    grads = [leaf.grad.to(q.dtype) for leaf in leaves]
    return grads + [wide_bias.grad.to(q.dtype) if wide_bias is not None and bias.dtype != torch.bool else None]


def padded(logs, to=32):
    rows = -(-logs.shape[-1] // to) * to
    return torch.nn.functional.pad(logs, (0, rows - logs.shape[-1]), value=inf)


def attention():
    q, k, v = rand(2, 3, 5, 8), rand(2, 3, 7, 8), rand(2, 3, 7, 6)
    bias = rand(1, 3, 5, 7)
    out, logs = plain_attention(q, k, v, bias)
    zero = torch.zeros((), dtype=torch.int64)
    case("sdpa_efficient", "torch.ops.aten._scaled_dot_product_efficient_attention.default(q, k, v, m, True)", q=q, k=k, v=v,
         m=bias, expected=(out.float(), padded(logs).float(), zero, zero))
    case("sdpa_efficient_no_logs", "torch.ops.aten._scaled_dot_product_efficient_attention.default(q, k, v, m, False)", q=q,
         k=k, v=v, m=bias, expected=(out.float(), torch.zeros(2, 3, 0)))
    case("sdpa_efficient_first_release", "aten._scaled_dot_product_efficient_attention(q, k, v, True, True)", q=q, k=k, v=v,
         expected=(plain_attention(q, k, v, causal=True)[0].float(), padded(plain_attention(q, k, v, causal=True)[1]).float()))
    hidden = torch.tensor([[True] * 7, [False] * 7, [True, False] * 3 + [True], [True] * 7, [False] * 6 + [True]])
    out, logs = plain_attention(q, k, v, hidden, scale=0.3)
    case("sdpa_cpu_mask", "torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default(q, k, v, 0.0, False, "
         "attn_mask=m, scale=0.3)", q=q, k=k, v=v, m=hidden.expand(1, 1, 5, 7), expected=(out.float(), None))
    q, k, v = rand(2, 4, 6, 8), rand(2, 2, 6, 8), rand(2, 2, 6, 8)
    out, logs = plain_attention(q, k, v, causal=True)
    case("sdpa_flash_grouped", "torch.ops.aten._scaled_dot_product_flash_attention.default(q, k, v, 0.0, True, scale=None)",
         q=q, k=k, v=v, expected=(out.float(), logs.float()))
    q, k, v = (rand(1, 2, 6, 8, dtype=torch.bfloat16) for _ in range(3))
    out, logs = plain_attention(q, k, v)
    case("sdpa_cudnn", "torch.ops.aten._scaled_dot_product_cudnn_attention.default(q, k, v, None, True, 0.0, False)", q=q,
         k=k, v=v, expected=(out.bfloat16(), logs.float().unsqueeze(-1)))
    case("sdpa_overrideable", "torch.ops.aten._scaled_dot_product_fused_attention_overrideable.default(q, k, v, None)", q=q,
         k=k, v=v, expected=(out.bfloat16(), logs.float()))
    q, k, v = rand(2, 3, 5, 8), rand(2, 3, 7, 8), rand(2, 3, 7, 6)
    q64, k64, v64 = (t.double() for t in (q, k, v))
    case("sdpa_cpu", "torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default(q, k, v, 0.0, True)", q=q[..., :6],
         k=k[..., :6], v=v)
    attention_backward()


def attention_backward():
    q, k, v = (rand(2, 3, 6, 8) for _ in range(3))
    g, bias = rand(2, 3, 6, 8), rand(1, 3, 6, 6)
    out, logs = plain_attention(q, k, v, bias)
    zero = torch.zeros((), dtype=torch.int64)
    case("sdpa_efficient_backward", "torch.ops.aten._scaled_dot_product_efficient_attention_backward.default(g, q, k, v, m, "
         "o, l, s, t, 0.0, [True, True, True, True])", g=g, q=q, k=k, v=v, m=bias, o=out, l=padded(logs), s=zero, t=zero,
         expected=attention_gradients(g, q, k, v, bias))
    out, logs = plain_attention(q, k, v, causal=True)
    case("sdpa_flash_backward", "torch.ops.aten._scaled_dot_product_flash_attention_backward.default(g, q, k, v, o, l, None, "
         "None, 6, 6, 0.0, True, s, t, scale=None)", g=g, q=q, k=k, v=v, o=out, l=logs, s=zero, t=zero,
         expected=attention_gradients(g, q, k, v, causal=True))
    case("sdpa_cudnn_backward", "torch.ops.aten._scaled_dot_product_cudnn_attention_backward.default(g, q, k, v, o, l, s, t, "
         "None, None, None, 6, 6, 0.0, True)", g=g, q=q, k=k, v=v, o=out, l=logs.unsqueeze(-1), s=zero, t=zero,
         expected=attention_gradients(g, q, k, v, causal=True)[:3])
    case("sdpa_cpu_backward", "torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward.default(g, q, k, v, o, l, "
         "0.0, True)", g=g, q=q, k=k, v=v, o=out, l=logs, expected=attention_gradients(g, q, k, v, causal=True)[:3])
    k, v = rand(2, 1, 6, 8), rand(2, 1, 6, 8)
    out, logs = plain_attention(q, k, v)
    case("sdpa_flash_grouped_backward", "torch.ops.aten._scaled_dot_product_flash_attention_backward.default(g, q, k, v, o, "
         "l, None, None, 6, 6, 0.0, False, s, t)", g=g, q=q, k=k, v=v, o=out, l=logs, s=zero, t=zero,
         expected=attention_gradients(g, q, k, v)[:3])


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


def main(folder):
    torch.manual_seed(1)
    for family in (products, convolutions, attention, sorting, scans):
        CASES.clear()
        TENSORS.clear()
        family()
        used = {key for row in CASES for key in TENSORS if key.startswith(row["name"] + "/")}
        file = folder / f"{family.__name__}.safetensors"
        save_file({key: TENSORS[key] for key in sorted(used)}, file)
        file.chmod(0o644)
        rows = ",\n".join(" " + json.dumps(row) for row in CASES)
        (folder / f"{family.__name__}.json").write_text(f"[\n{rows}\n]\n")
        print(f"{family.__name__}: {len(CASES)} cases")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
