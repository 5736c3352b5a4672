class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 8]"):
        # File: symm_cases.py:91 in f, code: y = torch.sin(x); w = torch.ops._c10d_functional.wait_tensor
        sin: "f32[4, 8]" = torch.ops.aten.sin.default(arg0_1);  arg0_1 = None

        # File: symm_cases.py:92 in f, code: a = w(S._low_contention_all_gather(y, G)); b = w(S._low_contention_reduce_scatter(y * 2, "avg", G))
        _low_contention_all_gather: "f32[8, 8]" = torch.ops.symm_mem._low_contention_all_gather.default(sin, '0')
        wait_tensor: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(_low_contention_all_gather);  _low_contention_all_gather = None
        mul: "f32[4, 8]" = torch.ops.aten.mul.Tensor(sin, 2);  sin = None
        _low_contention_reduce_scatter: "f32[2, 8]" = torch.ops.symm_mem._low_contention_reduce_scatter.default(mul, 'avg', '0');  mul = None
        wait_tensor_1: "f32[2, 8]" = torch.ops._c10d_functional.wait_tensor.default(_low_contention_reduce_scatter);  _low_contention_reduce_scatter = None

        # File: symm_cases.py:93 in f, code: return a * 2, b + 1
        mul_1: "f32[8, 8]" = torch.ops.aten.mul.Tensor(wait_tensor, 2);  wait_tensor = None
        add: "f32[2, 8]" = torch.ops.aten.add.Tensor(wait_tensor_1, 1);  wait_tensor_1 = None
        return (mul_1, add)
