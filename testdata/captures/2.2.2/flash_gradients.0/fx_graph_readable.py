class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[1, 2, 4, 8]", primals_2: "f32[1, 2, 4, 8]", primals_3: "f32[1, 2, 4, 8]", getitem: "f32[1, 2, 4, 8]", getitem_1: "f32[1, 2, 4]", getitem_2: "i32[]", getitem_3: "i32[]", getitem_6: "i64[]", getitem_7: "i64[]", tangents_1: "f32[]"):
        # File: smallcases.py:22, code: case('flash_gradients',lambda q,k,v:F.scaled_dot_product_attention(q,k,v,is_causal=True).pow(2).sum(),*[(lambda:rn(1,2,4,8).requires_grad_())]*3,backward=True)
        alias: "f32[1, 2, 4, 8]" = torch.ops.aten.alias.default(getitem)
        expand: "f32[1, 2, 4, 8]" = torch.ops.aten.expand.default(tangents_1, [1, 2, 4, 8]);  tangents_1 = None
        pow_2: "f32[1, 2, 4, 8]" = torch.ops.aten.pow.Tensor_Scalar(getitem, 1.0);  getitem = None
        mul: "f32[1, 2, 4, 8]" = torch.ops.aten.mul.Scalar(pow_2, 2.0);  pow_2 = None
        mul_1: "f32[1, 2, 4, 8]" = torch.ops.aten.mul.Tensor(expand, mul);  expand = mul = None
        alias_1: "f32[1, 2, 4, 8]" = torch.ops.aten.alias.default(alias);  alias = None
        _scaled_dot_product_flash_attention_backward = torch.ops.aten._scaled_dot_product_flash_attention_backward.default(mul_1, primals_1, primals_2, primals_3, alias_1, getitem_1, getitem_2, getitem_3, 0, 0, 0.0, True, getitem_6, getitem_7);  mul_1 = primals_1 = primals_2 = primals_3 = alias_1 = getitem_1 = getitem_2 = getitem_3 = getitem_6 = getitem_7 = None
        getitem_9: "f32[1, 2, 4, 8]" = _scaled_dot_product_flash_attention_backward[0]
        getitem_10: "f32[1, 2, 4, 8]" = _scaled_dot_product_flash_attention_backward[1]
        getitem_11: "f32[1, 2, 4, 8]" = _scaled_dot_product_flash_attention_backward[2];  _scaled_dot_product_flash_attention_backward = None
        return [getitem_9, getitem_10, getitem_11]
        