class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[3, 4]", arg1_1: "c64[3, 4]", arg2_1: "c64[4]", arg3_1: "i64[3, 4]", arg4_1: "b8[3, 4]"):
        # File: mine.py:13 in fn, code: return (torch.addcmul(a, b, d, value=0.5), torch.addcdiv(a, b, d, value=1 + 2j), torch.lerp(a, b, 0.3), torch.lerp(a, b, d),
        addcmul: "c64[3, 4]" = torch.ops.aten.addcmul.default(arg0_1, arg1_1, arg2_1, value = 0.5)
        div: "c64[3, 4]" = torch.ops.aten.div.Tensor(arg1_1, arg2_1)
        mul: "c64[3, 4]" = torch.ops.aten.mul.Tensor(div, (1+2j));  div = None
        view: "f32[3, 8]" = torch.ops.aten.view.dtype(arg0_1, torch.float32)
        view_1: "f32[3, 4, 2]" = torch.ops.aten.view.default(view, [3, 4, 2])
        view_2: "f32[3, 8]" = torch.ops.aten.view.dtype(mul, torch.float32);  mul = None
        view_3: "f32[3, 4, 2]" = torch.ops.aten.view.default(view_2, [3, 4, 2]);  view_2 = None
        add_2: "f32[3, 4, 2]" = torch.ops.aten.add.Tensor(view_1, view_3);  view_1 = view_3 = None
        view_4: "f32[3, 8]" = torch.ops.aten.view.default(add_2, [3, 8]);  add_2 = None
        view_5: "c64[3, 4]" = torch.ops.aten.view.dtype(view_4, torch.complex64);  view_4 = None
        sub: "c64[3, 4]" = torch.ops.aten.sub.Tensor(arg1_1, arg0_1)
        mul_1: "c64[3, 4]" = torch.ops.aten.mul.Tensor(sub, 0.3);  sub = None
        view_7: "f32[3, 4, 2]" = torch.ops.aten.view.default(view, [3, 4, 2]);  view = None
        view_8: "f32[3, 8]" = torch.ops.aten.view.dtype(mul_1, torch.float32);  mul_1 = None
        view_9: "f32[3, 4, 2]" = torch.ops.aten.view.default(view_8, [3, 4, 2]);  view_8 = None
        add_5: "f32[3, 4, 2]" = torch.ops.aten.add.Tensor(view_7, view_9);  view_7 = view_9 = None
        view_10: "f32[3, 8]" = torch.ops.aten.view.default(add_5, [3, 8]);  add_5 = None
        view_11: "c64[3, 4]" = torch.ops.aten.view.dtype(view_10, torch.complex64);  view_10 = None
        sub_1: "c64[3, 4]" = torch.ops.aten.sub.Tensor(arg1_1, arg0_1)
        abs_1: "f32[4]" = torch.ops.aten.abs.default(arg2_1)
        ge: "b8[4]" = torch.ops.aten.ge.Scalar(abs_1, 0.5);  abs_1 = None
        sub_2: "c64[4]" = torch.ops.aten.sub.Tensor(1.0, arg2_1)
        neg: "c64[4]" = torch.ops.aten.neg.default(sub_2);  sub_2 = None
        where: "c64[4]" = torch.ops.aten.where.self(ge, neg, arg2_1);  neg = arg2_1 = None
        where_1: "c64[3, 4]" = torch.ops.aten.where.self(ge, arg1_1, arg0_1);  ge = arg1_1 = None
        addcmul_1: "c64[3, 4]" = torch.ops.aten.addcmul.default(where_1, where, sub_1);  where_1 = where = sub_1 = None

        # File: mine.py:14 in fn, code: torch.ldexp(a, k), a.masked_fill(m, 2 - 1j), torch.where(m, a, torch.full((), complex(float("nan"), float("inf")), dtype=torch.complex64)))
        ldexp: "c64[3, 4]" = torch.ops.aten.ldexp.Tensor(arg0_1, arg3_1);  arg3_1 = None
        full_default: "c64[]" = torch.ops.aten.full.default([], (2-1j), dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_2: "c64[3, 4]" = torch.ops.aten.where.self(arg4_1, full_default, arg0_1);  full_default = None
        full_default_1: "c64[]" = torch.ops.aten.full.default([], complex(nan, inf), dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_3: "c64[3, 4]" = torch.ops.aten.where.self(arg4_1, arg0_1, full_default_1);  arg4_1 = arg0_1 = full_default_1 = None
        return (addcmul, view_5, view_11, addcmul_1, ldexp, where_2, where_3)
