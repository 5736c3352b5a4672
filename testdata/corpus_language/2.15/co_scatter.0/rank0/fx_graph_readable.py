class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 8]"):
        # File: coll.py:18 in co_scatter, code: a=fc.reduce_scatter_tensor(x*2,'sum',0,g); b=fc.all_gather_tensor(x.sin(),0,g)
        mul: "f32[4, 8]" = torch.ops.aten.mul.Tensor(arg0_1, 2)

        # File: torch/distributed/_functional_collectives.py:299 in reduce_scatter_single, code: tensor = torch.ops._c10d_functional.reduce_scatter_tensor(
        reduce_scatter_tensor: "f32[2, 8]" = torch.ops._c10d_functional.reduce_scatter_tensor.default(mul, 'sum', 2, '0');  mul = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor: "f32[2, 8]" = torch.ops._c10d_functional.wait_tensor.default(reduce_scatter_tensor);  reduce_scatter_tensor = None

        # File: coll.py:18 in co_scatter, code: a=fc.reduce_scatter_tensor(x*2,'sum',0,g); b=fc.all_gather_tensor(x.sin(),0,g)
        sin: "f32[4, 8]" = torch.ops.aten.sin.default(arg0_1);  arg0_1 = None

        # File: torch/distributed/_functional_collectives.py:229 in all_gather_single, code: tensor = torch.ops._c10d_functional.all_gather_into_tensor(
        all_gather_into_tensor: "f32[8, 8]" = torch.ops._c10d_functional.all_gather_into_tensor.default(sin, 2, '0');  sin = None

        # File: torch/distributed/_functional_collectives.py:143 in wait_tensor, code: return torch.ops._c10d_functional.wait_tensor(tensor)  # type: ignore[attr-defined]
        wait_tensor_1: "f32[8, 8]" = torch.ops._c10d_functional.wait_tensor.default(all_gather_into_tensor);  all_gather_into_tensor = None

        # File: coll.py:19 in co_scatter, code: return a+1,b
        add: "f32[2, 8]" = torch.ops.aten.add.Tensor(wait_tensor, 1);  wait_tensor = None
        return (add, wait_tensor_1)
