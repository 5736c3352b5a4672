class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[8, 16]", arg1_1: "f32[16, 12]", arg2_1: "f32[12, 16]"):
        # File: torch/distributed/_functional_collectives.py:229 in all_gather_single, code: tensor = torch.ops._c10d_functional.all_gather_into_tensor(
        all_gather_into_tensor: "f32[16, 16]" = torch.ops._c10d_functional.all_gather_into_tensor.default(arg0_1, 2, '0')

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor: "f32[16, 16]" = torch.ops._c10d_functional.wait_tensor.default(all_gather_into_tensor);  all_gather_into_tensor = None

        # File: fused_cases.py:96 in f, code: h = fc.all_gather_tensor(x, 0, G) @ w1
        mm: "f32[16, 12]" = torch.ops.aten.mm.default(wait_tensor, arg1_1);  wait_tensor = arg1_1 = None

        # File: fused_cases.py:97 in f, code: y = fc.reduce_scatter_tensor(torch.relu(h) @ w2, "sum", 0, G)
        relu: "f32[16, 12]" = torch.ops.aten.relu.default(mm);  mm = None
        mm_1: "f32[16, 16]" = torch.ops.aten.mm.default(relu, arg2_1);  relu = arg2_1 = None

        # File: torch/distributed/_functional_collectives.py:299 in reduce_scatter_single, code: tensor = torch.ops._c10d_functional.reduce_scatter_tensor(
        reduce_scatter_tensor: "f32[8, 16]" = torch.ops._c10d_functional.reduce_scatter_tensor.default(mm_1, 'sum', 2, '0');  mm_1 = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_1: "f32[8, 16]" = torch.ops._c10d_functional.wait_tensor.default(reduce_scatter_tensor);  reduce_scatter_tensor = None

        # File: fused_cases.py:98 in f, code: return y + x
        add: "f32[8, 16]" = torch.ops.aten.add.Tensor(wait_tensor_1, arg0_1);  wait_tensor_1 = arg0_1 = None
        return (add,)
