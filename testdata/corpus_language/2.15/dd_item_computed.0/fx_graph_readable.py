class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[8]", arg1_1: "f32[8]"):
        # File: cap.py:92 in dd_item_computed, code: s=(a*b).sum().item()
        mul: "f32[8]" = torch.ops.aten.mul.Tensor(arg0_1, arg1_1)
        sum_1: "f32[]" = torch.ops.aten.sum.default(mul);  mul = None

        # No stacktrace found for following nodes
        convert_element_type_default_2: "f32[]" = torch.ops.prims.convert_element_type.default(sum_1, torch.float32);  sum_1 = None
        mul_tensor: "f32[8]" = torch.ops.aten.mul.Tensor(arg0_1, convert_element_type_default_2);  arg0_1 = convert_element_type_default_2 = None

        # File: cap.py:93 in dd_item_computed, code: return a*s + b
        add: "f32[8]" = torch.ops.aten.add.Tensor(mul_tensor, arg1_1);  mul_tensor = arg1_1 = None
        return (add,)
