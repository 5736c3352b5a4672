class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[2]", arg1_1: "f32[8, 4]"):
        # File: cap.py:96 in dd_arange, code: k=n.sum().item(); torch._check(k>=1); torch._check(k<=8)
        sum_1: "i64[]" = torch.ops.aten.sum.default(arg0_1);  arg0_1 = None
        _local_scalar_dense: "Sym(u0)" = torch.ops.aten._local_scalar_dense.default(sum_1);  sum_1 = None
        ge: "Sym(u0 >= 1)" = _local_scalar_dense >= 1
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 1 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 8)" = _local_scalar_dense <= 8
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 8 on node 'le'");  le = _assert_scalar_1 = None

        # File: cap.py:97 in dd_arange, code: return torch.arange(k), x[:k]+1
        sub: "Sym(u0)" = _local_scalar_dense - 0
        add: "Sym(u0 + 1)" = sub + 1;  sub = None
        sub_1: "Sym(u0)" = add - 1;  add = None
        floordiv: "Sym(u0)" = sub_1 // 1;  sub_1 = None
        iota: "i64[u0]" = torch.ops.prims.iota.default(floordiv, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False);  floordiv = None
        slice_1: "f32[u0, 4]" = torch.ops.aten.slice.Tensor(arg1_1, 0, 0, _local_scalar_dense);  arg1_1 = _local_scalar_dense = None
        add_1: "f32[u0, 4]" = torch.ops.aten.add.Tensor(slice_1, 1);  slice_1 = None
        return (iota, add_1)
