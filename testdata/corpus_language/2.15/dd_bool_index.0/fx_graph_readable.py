class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[6, 5]"):
        # File: cap.py:67 in dd_bool_index, code: y=x[x>0]
        gt: "b8[6, 5]" = torch.ops.aten.gt.Scalar(arg0_1, 0)
        index: "f32[u0]" = torch.ops.aten.index.Tensor(arg0_1, [gt]);  arg0_1 = gt = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(index, 0)
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 30)" = sym_size_int <= 30;  sym_size_int = None
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 30 on node 'le'");  le = _assert_scalar_1 = None

        # File: cap.py:68 in dd_bool_index, code: return y.sum(), y*2
        sum_1: "f32[]" = torch.ops.aten.sum.default(index)
        mul: "f32[u0]" = torch.ops.aten.mul.Tensor(index, 2);  index = None
        return (sum_1, mul)
