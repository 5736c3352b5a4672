class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[3, 4]", arg1_1: "i64[3]"):
        # File: cap.py:75 in dd_repeat, code: return torch.repeat_interleave(x, r, dim=0)+1
        repeat_interleave: "i64[u0]" = torch.ops.aten.repeat_interleave.Tensor(arg1_1);  arg1_1 = None
        index: "f32[u0, 4]" = torch.ops.aten.index.Tensor(arg0_1, [repeat_interleave]);  arg0_1 = None
        sym_size_int: "Sym(u0)" = torch.ops.aten.sym_size.int(repeat_interleave, 0);  repeat_interleave = None
        ge: "Sym(u0 >= 0)" = sym_size_int >= 0;  sym_size_int = None
        _assert_scalar = torch.ops.aten._assert_scalar.default(ge, "Runtime assertion failed for expression u0 >= 0 on node 'ge'");  ge = _assert_scalar = None
        add: "f32[u0, 4]" = torch.ops.aten.add.Tensor(index, 1);  index = None
        return (add,)
