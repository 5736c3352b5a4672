class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s0)", arg1_1: "Sym(s1)", arg2_1: "f32[s0, s1]"):
        # File: cases_new.py:157 in sample_filter, code: s, i = l.sort(-1, descending=True); c = s.softmax(-1).cumsum(-1); m = c - s.softmax(-1) > .8
        sort = torch.ops.aten.sort.default(arg2_1, -1, True)
        getitem: "f32[s0, s1]" = sort[0]
        getitem_1: "i64[s0, s1]" = sort[1];  sort = None
        amax: "f32[s0, 1]" = torch.ops.aten.amax.default(getitem, [-1], True)
        sub: "f32[s0, s1]" = torch.ops.aten.sub.Tensor(getitem, amax);  amax = None
        exp: "f32[s0, s1]" = torch.ops.aten.exp.default(sub);  sub = None
        sum_1: "f32[s0, 1]" = torch.ops.aten.sum.dim_IntList(exp, [-1], True)
        div: "f32[s0, s1]" = torch.ops.aten.div.Tensor(exp, sum_1);  exp = sum_1 = None
        cumsum: "f32[s0, s1]" = torch.ops.aten.cumsum.default(div, -1);  div = None
        amax_1: "f32[s0, 1]" = torch.ops.aten.amax.default(getitem, [-1], True)
        sub_1: "f32[s0, s1]" = torch.ops.aten.sub.Tensor(getitem, amax_1);  amax_1 = None
        exp_1: "f32[s0, s1]" = torch.ops.aten.exp.default(sub_1);  sub_1 = None
        sum_2: "f32[s0, 1]" = torch.ops.aten.sum.dim_IntList(exp_1, [-1], True)
        div_1: "f32[s0, s1]" = torch.ops.aten.div.Tensor(exp_1, sum_2);  exp_1 = sum_2 = None
        sub_2: "f32[s0, s1]" = torch.ops.aten.sub.Tensor(cumsum, div_1);  cumsum = div_1 = None
        gt: "b8[s0, s1]" = torch.ops.aten.gt.Scalar(sub_2, 0.8);  sub_2 = None
        
        # File: cases_new.py:158 in sample_filter, code: return l.masked_fill(m.scatter(-1, i, m), float("-inf")), s
        scatter: "b8[s0, s1]" = torch.ops.aten.scatter.src(gt, -1, getitem_1, gt);  gt = getitem_1 = None
        scalar_tensor: "f32[]" = torch.ops.aten.scalar_tensor.default(-inf, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'))
        where: "f32[s0, s1]" = torch.ops.aten.where.self(scatter, scalar_tensor, arg2_1);  scatter = scalar_tensor = arg2_1 = None
        return (where, getitem)
        