class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 4]", arg1_1: "f32[3, 4]", arg2_1: "f32[5, 4]"):
         # File: model.py:1
        exp: "f32[5, 4]" = torch.ops.aten.exp.default(arg0_1);  arg0_1 = None
        cat: "f32[8, 4]" = torch.ops.aten.cat.default([arg1_1, exp]);  exp = None
        cat_1: "f32[8, 4]" = torch.ops.aten.cat.default([arg2_1, arg1_1]);  arg2_1 = arg1_1 = None
        
        # No stacktrace found for following nodes
        tanh: "f32[8, 4]" = torch.ops.aten.tanh.default(cat);  cat = None
        tanh_1: "f32[8, 4]" = torch.ops.aten.tanh.default(cat_1);  cat_1 = None
        cat_2: "f32[8, 8]" = torch.ops.aten.cat.default([tanh, tanh_1], 1);  tanh = tanh_1 = None
        return (cat_2,)
        