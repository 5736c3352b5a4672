class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[2, 3]", arg1_1: "f32[3, 1]"):
         # File: model.py:1
        full_default: "f32[2, 4]" = torch.ops.aten.full.default([2, 4], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        cat: "f32[2, 7]" = torch.ops.aten.cat.default([arg0_1, full_default], 1);  full_default = None
        full_default_1: "f32[3, 3]" = torch.ops.aten.full.default([3, 3], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        full_default_2: "f32[3, 3]" = torch.ops.aten.full.default([3, 3], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        cat_1: "f32[3, 7]" = torch.ops.aten.cat.default([full_default_1, arg1_1, full_default_2], 1);  full_default_1 = arg1_1 = full_default_2 = None
        full_default_3: "f32[2, 4]" = torch.ops.aten.full.default([2, 4], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        cat_2: "f32[2, 7]" = torch.ops.aten.cat.default([full_default_3, arg0_1], 1);  full_default_3 = arg0_1 = None
        cat_3: "f32[7, 7]" = torch.ops.aten.cat.default([cat, cat_1, cat_2]);  cat = cat_1 = cat_2 = None
        return (cat_3,)
        