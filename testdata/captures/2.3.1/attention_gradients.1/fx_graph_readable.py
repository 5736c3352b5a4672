class GraphModule(torch.nn.Module):
    def forward(self, primals_3: "f32[1, 4, 6, 8]", view: "f32[1, 4, 6, 8]", view_1: "f32[1, 4, 6, 8]", where: "f32[6, 6]", getitem_1: "f32[1, 4, 6]", alias_3: "f32[1, 4, 6, 8]", tangents_1: "f32[1, 4, 6, 8]"):
        # File: cases_new2.py:114 in sdpa_gqa, code: def sdpa_gqa(q, k, v): return F.scaled_dot_product_attention(q, k.repeat_interleave(2, 1), v.repeat_interleave(2, 1), attn_mask=torch.ones(q.shape[2], k.shape[2], dtype=torch.bool, device=q.device).tril())
        _scaled_dot_product_flash_attention_for_cpu_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward.default(tangents_1, primals_3, view, view_1, alias_3, getitem_1, 0.0, False, attn_mask = where);  tangents_1 = primals_3 = view = view_1 = alias_3 = getitem_1 = where = None
        getitem_2: "f32[1, 4, 6, 8]" = _scaled_dot_product_flash_attention_for_cpu_backward[0]
        getitem_3: "f32[1, 4, 6, 8]" = _scaled_dot_product_flash_attention_for_cpu_backward[1]
        getitem_4: "f32[1, 4, 6, 8]" = _scaled_dot_product_flash_attention_for_cpu_backward[2];  _scaled_dot_product_flash_attention_for_cpu_backward = None
        view_2: "f32[1, 2, 2, 6, 8]" = torch.ops.aten.view.default(getitem_4, [1, 2, 2, 6, 8]);  getitem_4 = None
        sum_1: "f32[1, 2, 1, 6, 8]" = torch.ops.aten.sum.dim_IntList(view_2, [2], True);  view_2 = None
        squeeze: "f32[1, 2, 6, 8]" = torch.ops.aten.squeeze.dim(sum_1, 2);  sum_1 = None
        view_3: "f32[1, 2, 2, 6, 8]" = torch.ops.aten.view.default(getitem_3, [1, 2, 2, 6, 8]);  getitem_3 = None
        sum_2: "f32[1, 2, 1, 6, 8]" = torch.ops.aten.sum.dim_IntList(view_3, [2], True);  view_3 = None
        squeeze_1: "f32[1, 2, 6, 8]" = torch.ops.aten.squeeze.dim(sum_2, 2);  sum_2 = None
        return [squeeze_1, squeeze, getitem_2]
        