class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 8]", arg1_1: "f32[4, 8]", arg2_1: "f32[4, 8]"):
        # File: torch/distributed/_functional_collectives.py:229 in all_gather_single, code: tensor = torch.ops._c10d_functional.all_gather_into_tensor(
        all_gather_into_tensor: "f32[8, 8]" = torch.ops._c10d_functional.all_gather_into_tensor.default(arg0_1, 2, '0');  arg0_1 = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_gather_into_tensor);  all_gather_into_tensor = None

        # File: torch/distributed/_functional_collectives.py:229 in all_gather_single, code: tensor = torch.ops._c10d_functional.all_gather_into_tensor(
        all_gather_into_tensor_1: "f32[8, 8]" = torch.ops._c10d_functional.all_gather_into_tensor.default(arg1_1, 2, '0');  arg1_1 = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_1: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_gather_into_tensor_1);  all_gather_into_tensor_1 = None

        # File: torch/distributed/_functional_collectives.py:229 in all_gather_single, code: tensor = torch.ops._c10d_functional.all_gather_into_tensor(
        all_gather_into_tensor_2: "f32[8, 8]" = torch.ops._c10d_functional.all_gather_into_tensor.default(arg2_1, 2, '0');  arg2_1 = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_2: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_gather_into_tensor_2);  all_gather_into_tensor_2 = None

        # File: coll.py:26 in co_buckets, code: return a@b.t(), c+1
        permute: "f32[8, 8]" = torch.ops.aten.permute.default(wait_tensor_1, [1, 0]);  wait_tensor_1 = None
        mm: "f32[8, 8]" = torch.ops.aten.mm.default(wait_tensor, permute);  wait_tensor = permute = None
        add: "f32[8, 8]" = torch.ops.aten.add.Tensor(wait_tensor_2, 1);  wait_tensor_2 = None
        return (mm, add)
