class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s0)", arg1_1: "Sym(s1)", arg2_1: "f32[s0, s1]", arg3_1: "Sym(s2)", arg4_1: "f32[s2, s1]"):
         # File: model.py:1
        cat: "f32[s0 + s2, s1]" = torch.ops.aten.cat.default([arg2_1, arg4_1]);  arg4_1 = None
        add_3: "Sym(s0 + s2)" = arg0_1 + arg3_1;  arg3_1 = None
        div: "f32[s0 + s2, s1]" = torch.ops.aten.div.Tensor(cat, add_3);  cat = add_3 = None
        mul_4: "Sym(s0*s1)" = arg0_1 * arg1_1
        view: "f32[s0*s1]" = torch.ops.aten.view.default(arg2_1, [-1]);  arg2_1 = None
        floordiv: "Sym(((s0*s1)//2))" = mul_4 // 2;  mul_4 = None
        slice_1: "f32[((s0*s1)//2)]" = torch.ops.aten.slice.Tensor(view, 0, 0, floordiv);  view = floordiv = None
        mul_8: "f32[((s0*s1)//2)]" = torch.ops.aten.mul.Tensor(slice_1, arg1_1);  slice_1 = None
        mul_10: "Sym(2*s0)" = arg0_1 * 2;  arg0_1 = None
        iota: "i64[2*s0]" = torch.ops.prims.iota.default(mul_10, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False);  mul_10 = None
        sub_10: "i64[2*s0]" = torch.ops.aten.sub.Tensor(iota, arg1_1);  iota = arg1_1 = None
        return (div, mul_8, sub_10)
        