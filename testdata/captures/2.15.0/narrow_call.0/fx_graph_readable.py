class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[5, 5, 5]", arg1_1: "i64[]"):
        # File: drive.py:43 in fn, code: return op.op(a, *b, **c)
        _local_scalar_dense: "Sym(u3)" = torch.ops.aten._local_scalar_dense.default(arg1_1);  arg1_1 = None
        add: "Sym(u3)" = _local_scalar_dense + 0
        lt_2: "Sym(u3 < 0)" = _local_scalar_dense < 0
        eq: "Sym(Eq(u3, 0))" = add == 0
        and__3: "Sym(Eq(u3, 0) & (u3 < 0))" = lt_2 & eq;  lt_2 = eq = None
        sym_ite: "Sym(Piecewise((1, Eq(u3, 0) & (u3 < 0)), (0, True)))" = torch.sym_ite(and__3, 1, 0);  and__3 = None
        mul: "Sym(5*Piecewise((1, Eq(u3, 0) & (u3 < 0)), (0, True)))" = sym_ite * 5;  sym_ite = None
        add_1: "Sym(u3 + 5*Piecewise((1, Eq(u3, 0) & (u3 < 0)), (0, True)))" = add + mul;  add = mul = None
        slice_1: "c64[5, 0, 5]" = torch.ops.aten.slice.Tensor(arg0_1, 1, _local_scalar_dense, add_1);  arg0_1 = _local_scalar_dense = add_1 = None
        return (slice_1,)
