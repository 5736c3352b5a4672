"""Attention and its gradients, and cells of recurrent networks."""
import torch

from extern_cases.case import case, inf, rand


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
