class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 3]"):
        # File: p2p_cases.py:103 in f, code: y = torch.sin(x); buf = x * 2
        mul: "f32[5, 3]" = torch.ops.aten.mul.Tensor(arg0_1, 2);  arg0_1 = None

        # File: p2p_cases.py:105 in f, code: part = buf[1:3]
        slice_1: "f32[2, 3]" = torch.ops.aten.slice.Tensor(mul, 0, 1, 3)

        # File: p2p_cases.py:106 in f, code: g = c10d.wait_tensor(c10d.irecv(part, LEFT, 0, "0")) if RANK == 1 else part + 0
        irecv: "f32[2, 3]" = torch.ops._c10d_functional.irecv.default(slice_1, 0, 0, '0');  slice_1 = None
        wait_tensor: "f32[2, 3]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None

        # File: p2p_cases.py:108 in f, code: return g + 1, buf
        add: "f32[2, 3]" = torch.ops.aten.add.Tensor(wait_tensor, 1);  wait_tensor = None
        return (add, mul)
