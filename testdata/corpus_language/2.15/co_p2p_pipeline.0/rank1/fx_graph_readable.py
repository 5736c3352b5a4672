class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[16, 4]"):
        # File: p2p_cases.py:46 in f, code: got = torch.empty(8, 16)
        empty: "f32[8, 16]" = torch.ops.aten.empty.memory_format([8, 16], device = device(type='cuda'), pin_memory = False)

        # File: torch/distributed/_functional_collectives.py:2034 in irecv_inplace, code: tensor = torch.ops._c10d_functional.irecv(tensor, local_src, tag, group_name)
        irecv: "f32[8, 16]" = torch.ops._c10d_functional.irecv.default(empty, 0, 0, '0')

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor: "f32[8, 16]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None

        # File: p2p_cases.py:48 in f, code: r.wait()
        wait_tensor_1: "f32[8, 16]" = torch.ops._c10d_functional.wait_tensor.default(wait_tensor);  wait_tensor = wait_tensor_1 = None

        # File: p2p_cases.py:49 in f, code: y = got @ w
        mm: "f32[8, 4]" = torch.ops.aten.mm.default(empty, arg0_1);  arg0_1 = None

        # File: torch/distributed/_functional_collectives.py:2006 in isend_inplace, code: tensor = torch.ops._c10d_functional.isend(tensor, local_dst, tag, group_name)
        isend: "f32[0]" = torch.ops._c10d_functional.isend.default(mm, 0, 0, '0')

        # File: p2p_cases.py:51 in f, code: r.wait()
        wait_tensor_2: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(isend);  isend = wait_tensor_2 = None

        # File: p2p_cases.py:52 in f, code: return y.sum(), got
        sum_1: "f32[]" = torch.ops.aten.sum.default(mm);  mm = None
        return (sum_1, empty)
