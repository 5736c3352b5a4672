class GraphModule(torch.nn.Module):
    def forward(self, repeat: "f64[8, 3, 16]", pow_2: "f64[8, 3, 1]", pow_4: "f64[8, 3, 1]", tangents_1: "f64[8, 3]"):
        # No stacktrace found for following nodes
        unsqueeze_2: "f64[8, 3, 1]" = torch.ops.aten.unsqueeze.default(tangents_1, -1);  tangents_1 = None
        expand_2: "f64[8, 3, 16]" = torch.ops.aten.expand.default(unsqueeze_2, [8, 3, 16]);  unsqueeze_2 = None
        full_default: "f64[]" = torch.ops.aten.full.default([], 1e-08, dtype = torch.float64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        clamp_min: "f64[8, 3, 1]" = torch.ops.aten.clamp_min.Tensor(pow_2, full_default)
        div_1: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(repeat, clamp_min)
        mul_13: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(expand_2, div_1)
        expand_1: "f64[8, 3, 16]" = torch.ops.aten.expand.default(repeat, [8, 3, 16])
        clamp_min_1: "f64[8, 3, 1]" = torch.ops.aten.clamp_min.Tensor(pow_4, full_default);  full_default = None
        div: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(expand_1, clamp_min_1)
        mul_14: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(expand_2, div);  expand_2 = None
        div_4: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(div_1, clamp_min);  div_1 = None
        neg: "f64[8, 3, 16]" = torch.ops.aten.neg.default(mul_14)
        mul_15: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(neg, div_4);  neg = div_4 = None
        div_5: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(mul_14, clamp_min);  mul_14 = clamp_min = None
        sum_4: "f64[8, 3, 1]" = torch.ops.aten.sum.dim_IntList(mul_15, [2], True);  mul_15 = None
        div_7: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(div, clamp_min_1);  div = None
        neg_1: "f64[8, 3, 16]" = torch.ops.aten.neg.default(mul_13)
        mul_16: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(neg_1, div_7);  neg_1 = div_7 = None
        div_8: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(mul_13, clamp_min_1);  mul_13 = clamp_min_1 = None
        sum_5: "f64[8, 3, 1]" = torch.ops.aten.sum.dim_IntList(mul_16, [2], True);  mul_16 = None
        div_9: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(expand_1, pow_4);  expand_1 = None
        eq: "b8[8, 3, 1]" = torch.ops.aten.eq.Scalar(pow_4, 0);  pow_4 = None
        full_default_1: "f64[]" = torch.ops.aten.full.default([], 0.0, dtype = torch.float64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_6: "f64[8, 3, 16]" = torch.ops.aten.where.self(eq, full_default_1, div_9);  eq = div_9 = None
        mul_17: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(sum_5, where_6);  sum_5 = where_6 = None
        add_5: "f64[8, 3, 16]" = torch.ops.aten.add.Tensor(div_8, mul_17);  div_8 = mul_17 = None
        div_10: "f64[8, 3, 16]" = torch.ops.aten.div.Tensor(repeat, pow_2);  repeat = None
        eq_1: "b8[8, 3, 1]" = torch.ops.aten.eq.Scalar(pow_2, 0);  pow_2 = None
        where_7: "f64[8, 3, 16]" = torch.ops.aten.where.self(eq_1, full_default_1, div_10);  eq_1 = full_default_1 = div_10 = None
        mul_18: "f64[8, 3, 16]" = torch.ops.aten.mul.Tensor(sum_4, where_7);  sum_4 = where_7 = None
        add_6: "f64[8, 3, 16]" = torch.ops.aten.add.Tensor(div_5, mul_18);  div_5 = mul_18 = None
        add_7: "f64[8, 3, 16]" = torch.ops.aten.add.Tensor(add_6, add_5);  add_6 = add_5 = None
        view_3: "f64[8, 3, 2, 8]" = torch.ops.aten.view.default(add_7, [8, 3, 2, 8]);  add_7 = None
        sum_6: "f64[8, 3, 8]" = torch.ops.aten.sum.dim_IntList(view_3, [2]);  view_3 = None
        return (sum_6,)
