class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[10]", arg1_1: "b8[10]"):
        # File: cap.py:64 in dd_masked_select, code: return torch.masked_select(x, m)*2
        masked_select: "f32[u0]" = torch.ops.aten.masked_select.default(arg0_1, arg1_1);  arg0_1 = arg1_1 = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(masked_select, 0)
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 10)" = sym_size_int <= 10;  sym_size_int = None
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 10 on node 'le'");  le = _assert_scalar_1 = None
        mul: "f32[u0]" = torch.ops.aten.mul.Tensor(masked_select, 2);  masked_select = None
        return (mul,)
