class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[6]"):
        # File: cap.py:71 in dd_unique, code: u,inv,c=torch.unique(x, return_inverse=True, return_counts=True)
        _unique2 = torch.ops.aten._unique2.default(arg0_1, True, True, True);  arg0_1 = None
        getitem: "i64[u0]" = _unique2[0]
        getitem_1: "i64[6]" = _unique2[1]
        getitem_2: "i64[u0]" = _unique2[2];  _unique2 = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(getitem, 0)
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        le: "Sym(u0 <= 6)" = sym_size_int <= 6;  sym_size_int = None
        _assert_scalar_1 = torch.ops.aten._assert_scalar.default(le, "Runtime assertion failed for expression u0 <= 6 on node 'le'");  le = _assert_scalar_1 = None

        # File: cap.py:72 in dd_unique, code: return u*2, inv, c+1
        mul: "i64[u0]" = torch.ops.aten.mul.Tensor(getitem, 2);  getitem = None
        add: "i64[u0]" = torch.ops.aten.add.Tensor(getitem_2, 1);  getitem_2 = None
        return (mul, getitem_1, add)
