class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[3, 4, 4]", arg1_1: "f32[16, 4]"):
        # File: cap.py:100 in dd_moe3, code: e=(x@w[0]).argmax(-1)%3
        select: "f32[4, 4]" = torch.ops.aten.select.int(arg0_1, 0, 0)
        mm: "f32[16, 4]" = torch.ops.aten.mm.default(arg1_1, select);  select = None
        argmax: "i64[16]" = torch.ops.aten.argmax.default(mm, -1);  mm = None
        remainder: "i64[16]" = torch.ops.aten.remainder.Scalar(argmax, 3);  argmax = None

        # File: cap.py:101 in dd_moe3, code: o=torch.zeros_like(x)
        full_default: "f32[16, 4]" = torch.ops.aten.full.default([16, 4], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cap.py:103 in dd_moe3, code: i=torch.nonzero(e==k).squeeze(1)
        eq: "b8[16]" = torch.ops.aten.eq.Scalar(remainder, 0)
        nonzero: "i64[u0, 1]" = torch.ops.aten.nonzero.default(eq);  eq = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(nonzero, 0)
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 16)" = sym_size_int <= 16;  sym_size_int = None
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 16 on node 'le'");  le = _assert_scalar_1 = None
        squeeze: "i64[u0]" = torch.ops.aten.squeeze.dim(nonzero, 1);  nonzero = None

        # File: cap.py:104 in dd_moe3, code: o=o.index_add(0,i,x[i]@w[k])
        index: "f32[u0, 4]" = torch.ops.aten.index.Tensor(arg1_1, [squeeze])
        select_1: "f32[4, 4]" = torch.ops.aten.select.int(arg0_1, 0, 0)
        mm_1: "f32[u0, 4]" = torch.ops.aten.mm.default(index, select_1);  index = select_1 = None
        index_put: "f32[16, 4]" = torch.ops.aten.index_put.default(full_default, [squeeze], mm_1, True);  full_default = squeeze = mm_1 = None

        # File: cap.py:103 in dd_moe3, code: i=torch.nonzero(e==k).squeeze(1)
        eq_3: "b8[16]" = torch.ops.aten.eq.Scalar(remainder, 1)
        nonzero_1: "i64[u1, 1]" = torch.ops.aten.nonzero.default(eq_3);  eq_3 = None
        sym_size_int_1: "Sym(u1)" = torch.ops.aten.sym_size.int(nonzero_1, 0)
        ge_1: "Sym(u1 >= 0)" = sym_size_int_1 >= 0
        _assert_scalar_2 = torch.ops.aten._assert_scalar.default(ge_1, "Runtime assertion failed for expression u1 >= 0 on node 'ge_1'");  ge_1 = _assert_scalar_2 = None
        le_1: "Sym(u1 <= 16)" = sym_size_int_1 <= 16;  sym_size_int_1 = None
        _assert_scalar_3 = torch.ops.aten._assert_scalar.default(le_1, "Runtime assertion failed for expression u1 <= 16 on node 'le_1'");  le_1 = _assert_scalar_3 = None
        squeeze_1: "i64[u1]" = torch.ops.aten.squeeze.dim(nonzero_1, 1);  nonzero_1 = None

        # File: cap.py:104 in dd_moe3, code: o=o.index_add(0,i,x[i]@w[k])
        index_1: "f32[u1, 4]" = torch.ops.aten.index.Tensor(arg1_1, [squeeze_1])
        select_2: "f32[4, 4]" = torch.ops.aten.select.int(arg0_1, 0, 1)
        mm_2: "f32[u1, 4]" = torch.ops.aten.mm.default(index_1, select_2);  index_1 = select_2 = None
        index_put_1: "f32[16, 4]" = torch.ops.aten.index_put.default(index_put, [squeeze_1], mm_2, True);  index_put = squeeze_1 = mm_2 = None

        # File: cap.py:103 in dd_moe3, code: i=torch.nonzero(e==k).squeeze(1)
        eq_6: "b8[16]" = torch.ops.aten.eq.Scalar(remainder, 2);  remainder = None
        nonzero_2: "i64[u2, 1]" = torch.ops.aten.nonzero.default(eq_6);  eq_6 = None
        sym_size_int_2: "Sym(u2)" = torch.ops.aten.sym_size.int(nonzero_2, 0)
        ge_2: "Sym(u2 >= 0)" = sym_size_int_2 >= 0
        _assert_scalar_4 = torch.ops.aten._assert_scalar.default(ge_2, "Runtime assertion failed for expression u2 >= 0 on node 'ge_2'");  ge_2 = _assert_scalar_4 = None
        le_2: "Sym(u2 <= 16)" = sym_size_int_2 <= 16;  sym_size_int_2 = None
        _assert_scalar_5 = torch.ops.aten._assert_scalar.default(le_2, "Runtime assertion failed for expression u2 <= 16 on node 'le_2'");  le_2 = _assert_scalar_5 = None
        squeeze_2: "i64[u2]" = torch.ops.aten.squeeze.dim(nonzero_2, 1);  nonzero_2 = None

        # File: cap.py:104 in dd_moe3, code: o=o.index_add(0,i,x[i]@w[k])
        index_2: "f32[u2, 4]" = torch.ops.aten.index.Tensor(arg1_1, [squeeze_2]);  arg1_1 = None
        select_3: "f32[4, 4]" = torch.ops.aten.select.int(arg0_1, 0, 2);  arg0_1 = None
        mm_3: "f32[u2, 4]" = torch.ops.aten.mm.default(index_2, select_3);  index_2 = select_3 = None
        index_put_2: "f32[16, 4]" = torch.ops.aten.index_put.default(index_put_1, [squeeze_2], mm_3, True);  index_put_1 = squeeze_2 = mm_3 = None
        return (index_put_2,)
