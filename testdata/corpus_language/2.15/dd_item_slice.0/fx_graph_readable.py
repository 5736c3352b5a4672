class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 4]"):
        # File: cap.py:85 in dd_item_slice, code: k=n.item(); torch._check(k>=0); torch._check(k<=8)
        _local_scalar_dense: "Sym(u1)" = torch.ops.aten._local_scalar_dense.default(arg0_1);  arg0_1 = None
        ge: "Sym(u1 >= 0)" = _local_scalar_dense >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression s33 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u1 <= 8)" = _local_scalar_dense <= 8
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression s33 <= 8 on node 'le'");  le = _assert_scalar_1 = None

        # File: cap.py:86 in dd_item_slice, code: return x[:k].sum(0), x.narrow(0,0,k)*2
        slice_1: "f32[u1, 4]" = torch.ops.aten.slice.Tensor(arg1_1, 0, 0, _local_scalar_dense)
        sum_1: "f32[4]" = torch.ops.aten.sum.dim_IntList(slice_1, [0]);  slice_1 = None
        add: "Sym(u1)" = 0 + _local_scalar_dense;  _local_scalar_dense = None
        slice_2: "f32[u1, 4]" = torch.ops.aten.slice.Tensor(arg1_1, 0, 0, add);  arg1_1 = add = None
        mul: "f32[u1, 4]" = torch.ops.aten.mul.Tensor(slice_2, 2);  slice_2 = None
        return (sum_1, mul)
