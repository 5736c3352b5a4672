class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 16]", arg1_1: "f32[16, 8]", arg2_1: "f32[16, 6]"):
        # File: fused_cases.py:36 in f, code: a, (p, q) = S.fused_all_gather_matmul(torch.relu(x), [w, v], 0, G, return_A=True)
        relu: "f32[4, 16]" = torch.ops.aten.relu.default(arg0_1);  arg0_1 = None
        fused_all_gather_matmul = torch.ops.symm_mem.fused_all_gather_matmul.default(relu, [arg1_1, arg2_1], 0, '0');  relu = arg1_1 = arg2_1 = None
        getitem: "f32[8, 16]" = fused_all_gather_matmul[0]
        getitem_1 = fused_all_gather_matmul[1];  fused_all_gather_matmul = None
        getitem_2: "f32[8, 8]" = getitem_1[0]
        getitem_3: "f32[8, 6]" = getitem_1[1];  getitem_1 = None

        # File: fused_cases.py:37 in f, code: return p * 2, q.tanh(), a + 1
        mul: "f32[8, 8]" = torch.ops.aten.mul.Tensor(getitem_2, 2);  getitem_2 = None
        tanh: "f32[8, 6]" = torch.ops.aten.tanh.default(getitem_3);  getitem_3 = None
        add: "f32[8, 16]" = torch.ops.aten.add.Tensor(getitem, 1);  getitem = None
        return (mul, tanh, add)
