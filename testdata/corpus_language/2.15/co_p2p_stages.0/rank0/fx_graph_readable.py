class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[6, 4]"):
        # File: p2p_cases.py:73 in f, code: y = torch.sin(x)
        sin: "f32[6, 4]" = torch.ops.aten.sin.default(arg0_1)

        # File: p2p_cases.py:74 in f, code: c10d.wait_tensor(c10d.isend(y, 1, 0, "0"))
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(sin, 1, 0, '0')
        wait_tensor: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor = None

        # File: p2p_cases.py:75 in f, code: s = c10d.wait_tensor(c10d.all_reduce(x.sum(0), "sum", both))
        sum_1: "f32[4]" = torch.ops.aten.sum.dim_IntList(arg0_1, [0]);  arg0_1 = None
        all_reduce: "f32[4]" = torch.ops._c10d_functional.all_reduce.default(sum_1, 'sum', '2');  sum_1 = None
        wait_tensor_1: "f32[4]" = torch.ops._c10d_functional.wait_tensor.default(all_reduce);  all_reduce = None

        # File: p2p_cases.py:76 in f, code: return s * 2, y
        mul: "f32[4]" = torch.ops.aten.mul.Tensor(wait_tensor_1, 2);  wait_tensor_1 = None
        return (mul, sin)
