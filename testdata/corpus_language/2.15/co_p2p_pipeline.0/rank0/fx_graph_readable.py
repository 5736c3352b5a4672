class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[8, 16]", arg1_1: "f32[16, 16]"):
        # File: p2p_cases.py:37 in f, code: y = torch.relu(x @ w)
        mm: "f32[8, 16]" = torch.ops.aten.mm.default(arg0_1, arg1_1);  arg0_1 = arg1_1 = None
        relu: "f32[8, 16]" = torch.ops.aten.relu.default(mm);  mm = None

        # File: torch/distributed/_functional_collectives.py:2006 in isend_inplace, code: tensor = torch.ops._c10d_functional.isend(tensor, local_dst, tag, group_name)
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(relu, 1, 0, '0')

        # File: p2p_cases.py:39 in f, code: r.wait()
        wait_tensor: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor = None

        # File: p2p_cases.py:40 in f, code: back = torch.empty(8, 4)
        empty: "f32[8, 4]" = torch.ops.aten.empty.memory_format([8, 4], device = device(type='cuda'), pin_memory = False)

        # File: torch/distributed/_functional_collectives.py:2034 in irecv_inplace, code: tensor = torch.ops._c10d_functional.irecv(tensor, local_src, tag, group_name)
        irecv: "f32[8, 4]" = torch.ops._c10d_functional.irecv.default(empty, 1, 0, '0')

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_1: "f32[8, 4]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None

        # File: p2p_cases.py:42 in f, code: r.wait()
        wait_tensor_2: "f32[8, 4]" = torch.ops._c10d_functional.wait_tensor.default(wait_tensor_1);  wait_tensor_1 = wait_tensor_2 = None

        # File: p2p_cases.py:43 in f, code: return back + 1, y
        add: "f32[8, 4]" = torch.ops.aten.add.Tensor(empty, 1);  empty = None
        return (add, relu)
