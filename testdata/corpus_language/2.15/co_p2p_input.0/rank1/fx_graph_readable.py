class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 3]", arg1_1: "f32[5, 3]"):
        # File: p2p_cases.py:94 in f, code: y = x * x
        mul: "f32[5, 3]" = torch.ops.aten.mul.Tensor(arg0_1, arg0_1)

        # File: p2p_cases.py:95 in f, code: z = c10d.isend(y, RIGHT, 0, "0"); g = c10d.irecv(buf, LEFT, 0, "0")
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(mul, 0, 0, '0');  mul = None
        irecv: "f32[5, 3]" = torch.ops._c10d_functional.irecv.default(arg1_1, 0, 0, '0');  arg1_1 = None

        # File: p2p_cases.py:96 in f, code: c10d.wait_tensor(z); g = c10d.wait_tensor(g)
        wait_tensor: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor = None
        wait_tensor_1: "f32[5, 3]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None

        # File: p2p_cases.py:97 in f, code: return g + x
        add: "f32[5, 3]" = torch.ops.aten.add.Tensor(wait_tensor_1, arg0_1);  wait_tensor_1 = arg0_1 = None
        return (add,)
