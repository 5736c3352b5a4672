class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[3]", arg1_1: "f32[12]"):
        # File: cap.py:81 in dd_split, code: a,b,c=torch.split(x, s.tolist())
        select: "i64[]" = torch.ops.aten.select.int(arg0_1, 0, 0)
        _local_scalar_dense: "Sym(u0)" = torch.ops.aten._local_scalar_dense.default(select);  select = None
        ge: "Sym(u0 >= 0)" = _local_scalar_dense >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 12)" = _local_scalar_dense <= 12
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 12 on node 'le'");  le = _assert_scalar_1 = None
        select_1: "i64[]" = torch.ops.aten.select.int(arg0_1, 0, 1)
        _local_scalar_dense_1: "Sym(u1)" = torch.ops.aten._local_scalar_dense.default(select_1);  select_1 = None
        ge_1: "Sym(u1 >= 0)" = _local_scalar_dense_1 >= 0
        _assert_scalar_2 = torch.ops.aten._assert_scalar.default(ge_1, "Runtime assertion failed for expression u1 >= 0 on node 'ge_1'");  ge_1 = _assert_scalar_2 = None
        le_1: "Sym(u1 <= 12)" = _local_scalar_dense_1 <= 12
        _assert_scalar_3 = torch.ops.aten._assert_scalar.default(le_1, "Runtime assertion failed for expression u1 <= 12 on node 'le_1'");  le_1 = _assert_scalar_3 = None
        select_2: "i64[]" = torch.ops.aten.select.int(arg0_1, 0, 2);  arg0_1 = None
        _local_scalar_dense_2: "Sym(u2)" = torch.ops.aten._local_scalar_dense.default(select_2);  select_2 = None
        ge_2: "Sym(u2 >= 0)" = _local_scalar_dense_2 >= 0
        _assert_scalar_4 = torch.ops.aten._assert_scalar.default(ge_2, "Runtime assertion failed for expression u2 >= 0 on node 'ge_2'");  ge_2 = _assert_scalar_4 = None
        le_2: "Sym(u2 <= 12)" = _local_scalar_dense_2 <= 12
        _assert_scalar_5 = torch.ops.aten._assert_scalar.default(le_2, "Runtime assertion failed for expression u2 <= 12 on node 'le_2'");  le_2 = _assert_scalar_5 = None
        sym_sum: "Sym(u0 + u1 + u2)" = torch.sym_sum((_local_scalar_dense, _local_scalar_dense_1, _local_scalar_dense_2))
        eq: "Sym(Eq(u0 + u1 + u2, 12))" = sym_sum == 12;  sym_sum = None
        _assert_scalar_6 = torch.ops.aten._assert_scalar.default(eq, "Runtime assertion failed for expression Eq(u0 + u1 + u2, 12) on node 'eq'");  eq = _assert_scalar_6 = None
        split_with_sizes = torch.ops.aten.split_with_sizes.default(arg1_1, [_local_scalar_dense, _local_scalar_dense_1, _local_scalar_dense_2]);  arg1_1 = _local_scalar_dense = _local_scalar_dense_1 = _local_scalar_dense_2 = None
        getitem: "f32[u0]" = split_with_sizes[0]
        getitem_1: "f32[u1]" = split_with_sizes[1]
        getitem_2: "f32[u2]" = split_with_sizes[2];  split_with_sizes = None

        # File: cap.py:82 in dd_split, code: return a.sum()+b.prod(), c*2
        sum_1: "f32[]" = torch.ops.aten.sum.default(getitem);  getitem = None
        prod: "f32[]" = torch.ops.aten.prod.default(getitem_1);  getitem_1 = None
        add: "f32[]" = torch.ops.aten.add.Tensor(sum_1, prod);  sum_1 = prod = None
        mul: "f32[u2]" = torch.ops.aten.mul.Tensor(getitem_2, 2);  getitem_2 = None
        return (add, mul)
