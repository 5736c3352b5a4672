class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[8, 8]", arg1_1: "f32[8, 8]"):
        # File: coll.py:28 in co_reduce_two, code: a=fc.all_reduce(x@y,'sum',g); b=fc.all_reduce(a.relu()@y,'avg',g)
        mm: "f32[8, 8]" = torch.ops.aten.mm.default(arg0_1, arg1_1);  arg0_1 = None

        # File: torch/distributed/_functional_collectives.py:195 in all_reduce, code: tensor = torch.ops._c10d_functional.all_reduce(
        all_reduce: "f32[8, 8]" = torch.ops._c10d_functional.all_reduce.default(mm, 'sum', '0');  mm = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_reduce);  all_reduce = None

        # File: coll.py:28 in co_reduce_two, code: a=fc.all_reduce(x@y,'sum',g); b=fc.all_reduce(a.relu()@y,'avg',g)
        relu: "f32[8, 8]" = torch.ops.aten.relu.default(wait_tensor);  wait_tensor = None
        mm_1: "f32[8, 8]" = torch.ops.aten.mm.default(relu, arg1_1);  relu = arg1_1 = None

        # File: torch/distributed/_functional_collectives.py:195 in all_reduce, code: tensor = torch.ops._c10d_functional.all_reduce(
        all_reduce_1: "f32[8, 8]" = torch.ops._c10d_functional.all_reduce.default(mm_1, 'avg', '0');  mm_1 = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_1: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_reduce_1);  all_reduce_1 = None

        # File: coll.py:29 in co_reduce_two, code: return b+1
        add: "f32[8, 8]" = torch.ops.aten.add.Tensor(wait_tensor_1, 1);  wait_tensor_1 = None
        return (add,)
