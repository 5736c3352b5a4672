class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 8]", arg1_1: "f32[6]"):
        # File: coll.py:15 in co_gather_coalesced, code: a,b=fc.all_gather_into_tensor_coalesced([x*2,y+1],g)
        mul: "f32[4, 8]" = torch.ops.aten.mul.Tensor(arg0_1, 2);  arg0_1 = None
        add: "f32[6]" = torch.ops.aten.add.Tensor(arg1_1, 1);  arg1_1 = None

        # File: torch/distributed/_functional_collectives.py:461 in all_gather_single_coalesced, code: tensor_list = torch.ops._c10d_functional.all_gather_into_tensor_coalesced(  # type: ignore[attr-defined]
        all_gather_into_tensor_coalesced = torch.ops._c10d_functional.all_gather_into_tensor_coalesced.default([mul, add], 2, '0');  mul = add = None
        getitem: "f32[8, 8]" = all_gather_into_tensor_coalesced[0]
        getitem_1: "f32[12]" = all_gather_into_tensor_coalesced[1];  all_gather_into_tensor_coalesced = None

        # File: torch/distributed/_functional_collectives.py:150 in wait_tensors, code: return torch.ops._c10d_functional.wait_tensors(tensors)  # type: ignore[attr-defined, no-any-return]
        wait_tensors = torch.ops._c10d_functional.wait_tensors.default([getitem, getitem_1]);  getitem = getitem_1 = None
        getitem_2: "f32[8, 8]" = wait_tensors[0]
        getitem_3: "f32[12]" = wait_tensors[1];  wait_tensors = None

        # File: coll.py:16 in co_gather_coalesced, code: return a+1, b*2
        add_1: "f32[8, 8]" = torch.ops.aten.add.Tensor(getitem_2, 1);  getitem_2 = None
        mul_1: "f32[12]" = torch.ops.aten.mul.Tensor(getitem_3, 2);  getitem_3 = None
        return (add_1, mul_1)
