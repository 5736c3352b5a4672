class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 3]"):
        # File: p2p_cases.py:103 in f, code: y = torch.sin(x); buf = x * 2
        sin: "f32[5, 3]" = torch.ops.aten.sin.default(arg0_1)
        mul: "f32[5, 3]" = torch.ops.aten.mul.Tensor(arg0_1, 2);  arg0_1 = None

        # File: p2p_cases.py:104 in f, code: z = c10d.isend(y[:2], RIGHT, 0, "0") if RANK == 0 else None
        slice_1: "f32[2, 3]" = torch.ops.aten.slice.Tensor(sin, 0, 0, 2);  sin = None
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(slice_1, 1, 0, '0');  slice_1 = None

        # File: p2p_cases.py:106 in f, code: g = c10d.wait_tensor(c10d.irecv(part, LEFT, 0, "0")) if RANK == 1 else part + 0
        slice_2: "f32[2, 3]" = torch.ops.aten.slice.Tensor(mul, 0, 1, 3)

        # File: p2p_cases.py:107 in f, code: if RANK == 0: c10d.wait_tensor(z)
        wait_tensor: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor = None

        # File: p2p_cases.py:108 in f, code: return g + 1, buf
        add_1: "f32[2, 3]" = torch.ops.aten.add.Tensor(slice_2, 1);  slice_2 = None
        return (add_1, mul)
