class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[]", arg1_1: "f32[8, 4]"):
        # No stacktrace found for following nodes
        convert_element_type_default_2: "f32[]" = torch.ops.prims.convert_element_type.default(arg0_1, torch.float32);  arg0_1 = None
        mul_tensor: "f32[8, 4]" = torch.ops.aten.mul.Tensor(arg1_1, convert_element_type_default_2);  arg1_1 = convert_element_type_default_2 = None
        return (mul_tensor,)
