class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 6]"):
        # File: cap.py:108 in dd_nonzero_twice, code: i=torch.nonzero(x>0)
        gt: "b8[4, 6]" = torch.ops.aten.gt.Scalar(arg0_1, 0);  arg0_1 = None
        nonzero: "i64[u0, 2]" = torch.ops.aten.nonzero.default(gt);  gt = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(nonzero, 0)
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 24)" = sym_size_int <= 24;  sym_size_int = None
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 24 on node 'le'");  le = _assert_scalar_1 = None

        # File: cap.py:109 in dd_nonzero_twice, code: y=i.float().sum(1)
        convert_element_type: "f32[u0, 2]" = torch.ops.prims.convert_element_type.default(nonzero, torch.float32);  nonzero = None
        sum_1: "f32[u0]" = torch.ops.aten.sum.dim_IntList(convert_element_type, [1]);  convert_element_type = None

        # File: cap.py:110 in dd_nonzero_twice, code: j=torch.nonzero(y>3)
        gt_1: "b8[u0]" = torch.ops.aten.gt.Scalar(sum_1, 3)
        nonzero_1: "i64[u1, 1]" = torch.ops.aten.nonzero.default(gt_1);  gt_1 = None
        sym_size_int_1: "Sym(u1)" = torch.ops.aten.sym_size.int(nonzero_1, 0)
        ge_1: "Sym(u1 >= 0)" = sym_size_int_1 >= 0
        _assert_scalar_2 = torch.ops.aten._assert_scalar.default(ge_1, "Runtime assertion failed for expression u1 >= 0 on node 'ge_1'");  ge_1 = _assert_scalar_2 = None
        le_1: "Sym(u1 <= 24)" = sym_size_int_1 <= 24;  sym_size_int_1 = None
        _assert_scalar_3 = torch.ops.aten._assert_scalar.default(le_1, "Runtime assertion failed for expression u1 <= 24 on node 'le_1'");  le_1 = _assert_scalar_3 = None

        # File: cap.py:111 in dd_nonzero_twice, code: return y, j*2
        mul: "i64[u1, 1]" = torch.ops.aten.mul.Tensor(nonzero_1, 2);  nonzero_1 = None
        return (sum_1, mul)
