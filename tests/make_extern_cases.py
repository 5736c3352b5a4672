"""Writes testdata/externs: calls as TorchInductor prints them, operands, and what PyTorch's CPU kernels return.

    python make_extern_cases.py <testdata/externs> [family ...]

Needs PyTorch 2.11 or later. A call's text is evaluated as it stands, on operands of float64 where the
real ones are narrower floats, and the results are rounded to the dtype that PyTorch gives them; ops that exist only on
CUDA are given by what they are defined as. The names in a call are its operands; `results` are keys of the tensor file,
null for results that nobody reads; `mutates` names the operand that an in-place call changes.
"""
import json
import math
import sys
from pathlib import Path

import torch

aten = torch.ops.aten
inf = math.inf
CASES = []
TENSORS = {}
FAMILY = "cases"
FLOATS = (torch.float32, torch.float16, torch.bfloat16)


TAGS = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64",
        torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8", torch.bool: "BOOL",
        torch.float8_e4m3fn: "F8_E4M3", torch.complex64: "C64", torch.complex128: "C128"}


def save_tensors(tensors, file):
    header, data = {}, b""
    for key, tensor in tensors.items():
        raw = torch.view_as_real(tensor.resolve_conj()) if tensor.is_complex() else tensor
        bytes_ = raw.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        header[key] = {"dtype": TAGS[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)


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


def case(name, text, mutates=None, expected=None, results=None, exact=False, dense_only=False, **operands):
    """`expected` replaces the evaluation; `results` says which results are read; `exact` evaluates in the dtypes given;
    `dense_only`: results depend on how the operands lie in memory."""
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
    if dense_only:
        row["dense_only"] = True
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
    q, k, v = rand(2, 3, 6, 8), rand(2, 3, 6, 8), rand(2, 3, 6, 8)
    out, logs = plain_attention(q, k, v, causal=True)
    flat_q, flat_k, flat_v, flat_out = (t.transpose(1, 2).contiguous() for t in (q, k, v, out))
    case("flash_forward", "torch.ops.aten._flash_attention_forward.default(q, k, v, None, None, 6, 6, 0.0, True, False, "
         "scale=None)", q=flat_q, k=flat_k, v=flat_v, expected=(flat_out.float(), logs.float()))
    case("efficient_forward", "torch.ops.aten._efficient_attention_forward.default(q, k, v, None, None, None, None, None, 0.0, 1, "
         "True)", q=flat_q, k=flat_k, v=flat_v, expected=(flat_out.float(), padded(logs).float()))
    g = rand(2, 3, 6, 8)
    grads = [t.transpose(1, 2) for t in attention_gradients(g, q, k, v, causal=True)[:3]]
    zero = torch.zeros((), dtype=torch.int64)
    case("flash_kernel_backward", "torch.ops.aten._flash_attention_backward.default(g, q, k, v, o, l, None, None, 6, 6, 0.0, True, "
         "s, t)", g=g.transpose(1, 2), q=flat_q, k=flat_k, v=flat_v, o=flat_out, l=logs, s=zero, t=zero, expected=grads)
    q, k, v = rand(2, 3, 5, 8), rand(2, 3, 7, 8), rand(2, 3, 7, 6)
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


def transforms():
    z = torch.complex(rand(3, 12, 5), rand(3, 12, 5))
    case("fft_c2c", "torch.ops.aten._fft_c2c.default(x, [1], 0, True)", x=z)
    case("fft_c2c_back", "torch.ops.aten._fft_c2c.default(x, [0, 2], 2, False)", x=z)
    case("fft_c2c_prime", "aten._fft_c2c(x, [0], 1, True)", x=torch.complex(rand(13, 2), rand(13, 2)))
    case("fft_r2c", "torch.ops.aten._fft_r2c.default(x, [2], 0, True)", x=rand(2, 3, 10))
    case("fft_r2c_whole", "torch.ops.aten._fft_r2c.default(x, [0, 2], 1, False)", x=rand(2, 3, 7))
    case("fft_r2c_two", "torch.ops.aten._fft_r2c.default(x, [1, 2], 2, True)", x=rand(2, 4, 9))
    case("fft_c2r", "torch.ops.aten._fft_c2r.default(x, [2], 2, 8)", x=z)
    case("fft_c2r_two", "torch.ops.aten._fft_c2r.default(x, [1, 2], 1, 9)", x=z)


def cells():
    case("lstm_cell", "torch.ops.aten._thnn_fused_lstm_cell.default(a, b, c, d, e)", a=(a := rand(5, 24)), b=(b := rand(5, 24)),
         c=(c := rand(5, 6)), d=(d := rand(24)), e=(e := rand(24)), expected=lstm(a, b, c, d, e))
    case("lstm_cell_plain", "torch.ops.aten._thnn_fused_lstm_cell.default(a, b, c)", a=a, b=b, c=c,
         expected=lstm(a, b, c, torch.zeros(24), torch.zeros(24)))
    leaves = [t.double().requires_grad_() for t in (a, c)]
    hy, cy, workspace = lstm_in_double(leaves[0], b, leaves[1], d, e)
    g, k = rand(5, 6), rand(5, 6)
    ga, gc = torch.autograd.grad([hy, cy], leaves, [g.double(), k.double()])
    case("lstm_cell_backward", "torch.ops.aten._thnn_fused_lstm_cell_backward_impl.default(g, k, c, y, w, True)", g=g.double(),
         k=k.double(), c=c.double(), y=cy.detach(), w=workspace.detach(), expected=(ga, gc, ga.sum(0)))
    a, b, h, d, e = rand(5, 18), rand(5, 18), rand(5, 6), rand(18), rand(18)
    leaves = [t.double().requires_grad_() for t in (a, b, h)]
    hy, workspace = gru_in_double(*leaves, d, e)
    case("gru_cell", "torch.ops.aten._thnn_fused_gru_cell.default(a, b, h, d, e)", a=a, b=b, h=h, d=d, e=e,
         expected=(hy.float(), workspace.float()))
    g = rand(5, 6, dtype=torch.float64)
    ga, gb, gh = torch.autograd.grad(hy, leaves, g)
    case("gru_cell_backward", "torch.ops.aten._thnn_fused_gru_cell_backward.default(g, w, True)", g=g, w=workspace.detach(),
         expected=(ga, gb, gh, ga.sum(0), gb.sum(0)))


def lstm_in_double(a, b, c, d, e):
    gates = a.double() + b.double() + d.double() + e.double()
    i, f, g, o = gates.chunk(4, 1)
    i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
    cy = f * c.double() + i * g
    return o * cy.tanh(), cy, torch.cat([i, f, g, o], 1)


def lstm(*operands):
    return tuple(t.float() for t in lstm_in_double(*operands))


def gru_in_double(a, b, h, d, e):
    (ri, zi, ni), (rh, zh, nh) = (a + d.double()).chunk(3, 1), (b + e.double()).chunk(3, 1)
    r, z = (ri + rh).sigmoid(), (zi + zh).sigmoid()
    n = (ni + r * nh).tanh()
    return n + z * (h - n), torch.cat([r, z, n, h, nh], 1)


def distances():
    a, b = rand(2, 4, 3), rand(2, 5, 3)
    for p in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, inf):
        case(f"cdist_{p}", f"torch.ops.aten._cdist_forward.default(a, b, {p}, None)", a=a, b=b)
        distance = torch.ops.aten._cdist_forward(a.double(), b.double(), p, None)
        case(f"cdist_backward_{p}", f"torch.ops.aten._cdist_backward.default(g, a, b, {p}, d)", g=rand(2, 4, 5, dtype=torch.float64),
             a=a.double(), b=b.double(), d=distance)
        case(f"pdist_{p}", f"torch.ops.aten._pdist_forward.default(a, {p})", a=a[0])
        distance = torch.ops.aten._pdist_forward(a[0].double(), p)
        case(f"pdist_backward_{p}", f"torch.ops.aten._pdist_backward.default(g, a, {p}, d)", g=rand(6, dtype=torch.float64),
             a=a[0].double(), d=distance)
    case("cdist_broadcast", "aten._cdist_forward(a, b, 2.0, None)", a=a[:1], b=b)
    case("renorm", "torch.ops.aten.renorm.default(x, 2, 1, 1.5)", x=rand(4, 3, 2))
    case("renorm_inf", "torch.ops.aten.renorm.default(x, inf, 0, 1.0)", x=rand(4, 3, 2))
    v, g = rand(4, 3, 2), rand(4, 1, 1)
    case("weight_norm", "torch.ops.aten._weight_norm_interface.default(v, g)", v=v, g=g)
    norms = v.double().norm(dim=(1, 2), keepdim=True)
    case("weight_norm_backward", "torch.ops.aten._weight_norm_interface_backward.default(w, v, g, n, 0)",
         w=rand(4, 3, 2, dtype=torch.float64), v=v.double(), g=g.double(), n=norms)
    x, w = rand(3, 4, 5), rand(5)
    inverse = 1 / (x.double().pow(2).mean(-1, keepdim=True) + 1e-5).sqrt()
    case("fused_rms_norm", "torch.ops.aten._fused_rms_norm.default(x, [5], w, 1e-05)", x=x, w=w,
         expected=((x.double() * inverse * w.double()).float(), inverse.float()))


def matrices():
    a, b = rand(2, 4, 4, dtype=torch.float64), rand(2, 4, 3, dtype=torch.float64)
    z = torch.complex(rand(4, 4, dtype=torch.float64), rand(4, 4, dtype=torch.float64))
    spd = a @ a.mT + torch.eye(4)
    lu, pivots, _ = torch.ops.aten.linalg_lu_factor_ex(a)
    case("solve_ex", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a, b=b, results=[0, 2, 3])
    case("solve_ex_vector", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a, b=rand(2, 4, dtype=torch.float64), results=[0])
    case("solve_ex_right", "torch.ops.aten._linalg_solve_ex.default(a, b, left=False)", a=a,
         b=rand(2, 3, 4, dtype=torch.float64), results=[0])
    case("solve_ex_complex", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=z, b=z[:, :2].conj(), results=[0])
    case("solve_ex_f32", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a.float(), b=b.float(), results=[0])
    for upper in (True, False):
        for unit in (True, False):
            case(f"solve_triangular_{upper}_{unit}", f"torch.ops.aten.linalg_solve_triangular.default(a, b, upper={upper}, "
                 f"unitriangular={unit})", a=a, b=b)
            case(f"triangular_solve_{upper}_{unit}", f"torch.ops.aten.triangular_solve.default(b, a, {upper}, True, {unit})",
                 a=a, b=b)
    case("solve_triangular_right", "torch.ops.aten.linalg_solve_triangular.default(a, b, upper=True, left=False)", a=a,
         b=rand(2, 3, 4, dtype=torch.float64))
    case("inv_ex", "torch.ops.aten.linalg_inv_ex.default(a)", a=a)
    case("inv_ex_complex", "torch.ops.aten.linalg_inv_ex.default(a)", a=z)
    case("cholesky_ex", "torch.ops.aten.linalg_cholesky_ex.default(a)", a=spd)
    case("cholesky_ex_upper", "torch.ops.aten.linalg_cholesky_ex.default(a, upper=True)", a=spd)
    case("cholesky_ex_complex", "torch.ops.aten.linalg_cholesky_ex.default(a)", a=z @ z.mH + torch.eye(4))
    factor = torch.linalg.cholesky(spd)
    case("cholesky_solve", "torch.ops.aten.cholesky_solve.default(b, l)", b=b, l=factor)
    case("cholesky_inverse", "torch.ops.aten.cholesky_inverse.default(l, True)", l=factor.mT.contiguous())
    case("det", "torch.ops.aten._linalg_det.default(a)", a=a, dense_only=True)
    case("det_turned", "torch.ops.aten._linalg_det.default(a)", a=a.mT, results=[0])
    case("det_complex", "torch.ops.aten._linalg_det.default(a)", a=z, results=[0])
    case("slogdet", "torch.ops.aten._linalg_slogdet.default(a)", a=a, dense_only=True)
    case("slogdet_complex", "torch.ops.aten._linalg_slogdet.default(a)", a=z, results=[0, 1])
    case("lu_factor_ex", "torch.ops.aten.linalg_lu_factor_ex.default(a)", a=rand(2, 3, 5, dtype=torch.float64))
    case("lu", "torch.ops.aten.linalg_lu.default(a)", a=rand(2, 5, 3, dtype=torch.float64))
    case("lu_unpack", "torch.ops.aten.lu_unpack.default(a, p)", a=lu, p=pivots)
    case("lu_solve", "torch.ops.aten.linalg_lu_solve.default(a, p, b)", a=lu, p=pivots, b=b)
    case("lu_solve_adjoint", "torch.ops.aten.linalg_lu_solve.default(a, p, b, adjoint=True)", a=lu, p=pivots, b=b)
    case("lu_solve_right", "torch.ops.aten.linalg_lu_solve.default(a, p, b, left=False)", a=lu, p=pivots,
         b=rand(2, 3, 4, dtype=torch.float64))
    for mode in ("reduced", "complete"):
        case(f"qr_{mode}", f"torch.ops.aten.linalg_qr.default(a, '{mode}')", a=rand(2, 5, 3, dtype=torch.float64))
    case("qr_wide", "torch.ops.aten.linalg_qr.default(a)", a=rand(3, 5, dtype=torch.float64))
    case("qr_complex", "torch.ops.aten.linalg_qr.default(a)", a=torch.cat([z, z.conj() * 2 + 1]))
    reflected, taus = torch.geqrf(rand(5, 3, dtype=torch.float64))
    case("geqrf", "torch.ops.aten.geqrf.default(a)", a=rand(5, 3, dtype=torch.float64))
    case("householder_product", "torch.ops.aten.linalg_householder_product.default(a, t)", a=reflected, t=taus)
    case("matrix_exp", "torch.ops.aten.linalg_matrix_exp.default(a)", a=a)


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
    g = torch.ones(3)
    case("ctc_backward", "aten._ctc_loss_backward(g, x, t, [7, 6, 5], [3, 2, 0], l, a, 0)", g=g, x=scores, t=text, l=loss, a=alpha,
         expected=torch.ops.aten._ctc_loss_backward(g.double(), scores.double(), text, [7, 6, 5], [3, 2, 0], loss, alpha, 0).float())


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


def spectra():
    """Values alone: vectors are unique up to their signs, see extern_test.cpp."""
    square, wide = rand(2, 5, 5, dtype=torch.float64), rand(2, 3, 5, dtype=torch.float64)
    case("eigh_values", "aten._linalg_eigh.default(a)", results=(0,), a=square)
    case("eigh_values_upper", "aten._linalg_eigh.default(a, 'U')", results=(0,), a=square)
    hermitian = torch.complex(rand(4, 4), rand(4, 4)).to(torch.complex128)
    case("eigh_values_complex", "aten._linalg_eigh.default(a)", results=(0,), a=hermitian)
    case("svd_values", "aten._linalg_svd.default(a)", results=(1,), a=wide)
    case("svd_values_tall", "aten._linalg_svd.default(a, False, False)", results=(1,), a=wide.mT.contiguous())
    case("pinv", "aten.linalg_pinv.atol_rtol_tensor(a, rtol=r)", a=wide, r=torch.tensor(1e-6, dtype=torch.float64))
    vectors, taus = torch.geqrf(rand(5, 3, dtype=torch.float64))
    case("ormqr", "aten.ormqr.default(v, t, x)", v=vectors, t=taus, x=rand(5, 2, dtype=torch.float64))
    case("ormqr_turned", "aten.ormqr.default(v, t, x, False, True)", v=vectors, t=taus, x=rand(2, 5, dtype=torch.float64))


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


def main(folder, names):
    torch.manual_seed(1)
    for family in (products, convolutions, attention, sorting, scans, indexing, searching, embeddings, pooling, resampling,
                   transforms, cells, distances, matrices, tensors, fused_linear, lists, losses, views, formulas, spectra,
                   complexes, spellings):
        if names and family.__name__ not in names:
            continue
        CASES.clear()
        TENSORS.clear()
        family()
        used = {key for row in CASES for key in TENSORS if key.startswith(row["name"] + "/")}
        save_tensors({key: TENSORS[key] for key in sorted(used)}, folder / f"{family.__name__}.safetensors")
        rows = ",\n".join(" " + json.dumps(row) for row in CASES)
        (folder / f"{family.__name__}.json").write_text(f"[\n{rows}\n]\n")
        print(f"{family.__name__}: {len(CASES)} cases")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
