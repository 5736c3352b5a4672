class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 3]"):
        # File: p2p_cases.py:80 in f, code: got = c10d.wait_tensor(c10d.irecv(torch.empty(6, 4), 0, 0, "0"))
        empty: "f32[6, 4]" = torch.ops.aten.empty.memory_format([6, 4], device = device(type='cuda'), pin_memory = False)
        irecv: "f32[6, 4]" = torch.ops._c10d_functional.irecv.default(empty, 0, 0, '0');  empty = None
        wait_tensor: "f32[6, 4]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None

        # File: p2p_cases.py:81 in f, code: y = got @ w
        mm: "f32[6, 3]" = torch.ops.aten.mm.default(wait_tensor, arg0_1);  wait_tensor = arg0_1 = None

        # File: p2p_cases.py:82 in f, code: c10d.wait_tensor(c10d.isend(y[:2], 1, 0, name)); c10d.wait_tensor(c10d.isend(y[2:], 1, 0, name))
        slice_1: "f32[2, 3]" = torch.ops.aten.slice.Tensor(mm, 0, 0, 2)
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(slice_1, 1, 0, '1');  slice_1 = None
        wait_tensor_1: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor_1 = None
        slice_2: "f32[4, 3]" = torch.ops.aten.slice.Tensor(mm, 0, 2, 9223372036854775807)
        isend_1: "f32[0]" = torch.ops._c10d_functional.isend.default(slice_2, 1, 0, '1');  slice_2 = None
        wait_tensor_2: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend_1);  isend_1 = wait_tensor_2 = None

        # File: p2p_cases.py:83 in f, code: return y + 1
        add: "f32[6, 3]" = torch.ops.aten.add.Tensor(mm, 1);  mm = None
        return (add,)
