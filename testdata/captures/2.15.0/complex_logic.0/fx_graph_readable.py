class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[4, 5]", arg1_1: "c64[4, 5]", arg2_1: "b8[4, 5]"):
        # File: mine.py:6 in fn, code: e = a == b
        eq: "b8[4, 5]" = torch.ops.aten.eq.Tensor(arg0_1, arg1_1)

        # File: mine.py:7 in fn, code: return (e, a != b, torch.logical_and(a, b), torch.logical_or(a, m), torch.logical_xor(a, b), torch.logical_not(a),
        ne: "b8[4, 5]" = torch.ops.aten.ne.Tensor(arg0_1, arg1_1)
        logical_and: "b8[4, 5]" = torch.ops.aten.logical_and.default(arg0_1, arg1_1)
        logical_or: "b8[4, 5]" = torch.ops.aten.logical_or.default(arg0_1, arg2_1);  arg2_1 = None
        logical_xor: "b8[4, 5]" = torch.ops.aten.logical_xor.default(arg0_1, arg1_1)
        logical_not: "b8[4, 5]" = torch.ops.aten.logical_not.default(arg0_1)

        # File: mine.py:8 in fn, code: torch.isnan(torch.log(a) * 0), torch.isinf(b), torch.any(a, 1), torch.all(b, 0), a.any(), b.all())
        log: "c64[4, 5]" = torch.ops.aten.log.default(arg0_1)
        mul: "c64[4, 5]" = torch.ops.aten.mul.Tensor(log, 0);  log = None
        isnan: "b8[4, 5]" = torch.ops.aten.isnan.default(mul);  mul = None
        isinf: "b8[4, 5]" = torch.ops.aten.isinf.default(arg1_1)
        any_1: "b8[4]" = torch.ops.aten.any.dim(arg0_1, 1)
        logical_not_1: "b8[4, 5]" = torch.ops.aten.logical_not.default(arg1_1)
        any_2: "b8[5]" = torch.ops.aten.any.dim(logical_not_1, 0);  logical_not_1 = None
        logical_not_2: "b8[5]" = torch.ops.aten.logical_not.default(any_2);  any_2 = None
        any_3: "b8[]" = torch.ops.aten.any.default(arg0_1);  arg0_1 = None
        logical_not_3: "b8[4, 5]" = torch.ops.aten.logical_not.default(arg1_1);  arg1_1 = None
        any_4: "b8[]" = torch.ops.aten.any.dims(logical_not_3);  logical_not_3 = None
        logical_not_4: "b8[]" = torch.ops.aten.logical_not.default(any_4);  any_4 = None
        return (eq, ne, logical_and, logical_or, logical_xor, logical_not, isnan, isinf, any_1, logical_not_2, any_3, logical_not_4)
