class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: f32[9, 4], arg1_1: f32[9]):
        # File: model.py:1
        slice_1: f32[9, 4] = torch.ops.aten.slice.Tensor(arg0_1, 0, 0, 9223372036854775807)
        unsqueeze: f32[9, 1, 4] = torch.ops.aten.unsqueeze.default(slice_1, 1);  slice_1 = None
        slice_2: f32[9, 1, 2] = torch.ops.aten.slice.Tensor(unsqueeze, 2, 0, 2);  unsqueeze = None
        unsqueeze_1: f32[1, 9, 4] = torch.ops.aten.unsqueeze.default(arg0_1, 0)
        slice_3: f32[1, 9, 4] = torch.ops.aten.slice.Tensor(unsqueeze_1, 1, 0, 9223372036854775807);  unsqueeze_1 = None
        slice_4: f32[1, 9, 2] = torch.ops.aten.slice.Tensor(slice_3, 2, 0, 2);  slice_3 = None
        maximum: f32[9, 9, 2] = torch.ops.aten.maximum.default(slice_2, slice_4);  slice_2 = slice_4 = None
        slice_5: f32[9, 4] = torch.ops.aten.slice.Tensor(arg0_1, 0, 0, 9223372036854775807)
        unsqueeze_2: f32[9, 1, 4] = torch.ops.aten.unsqueeze.default(slice_5, 1);  slice_5 = None
        slice_6: f32[9, 1, 2] = torch.ops.aten.slice.Tensor(unsqueeze_2, 2, 2, 9223372036854775807);  unsqueeze_2 = None
        unsqueeze_3: f32[1, 9, 4] = torch.ops.aten.unsqueeze.default(arg0_1, 0)
        slice_7: f32[1, 9, 4] = torch.ops.aten.slice.Tensor(unsqueeze_3, 1, 0, 9223372036854775807);  unsqueeze_3 = None
        slice_8: f32[1, 9, 2] = torch.ops.aten.slice.Tensor(slice_7, 2, 2, 9223372036854775807);  slice_7 = None
        minimum: f32[9, 9, 2] = torch.ops.aten.minimum.default(slice_6, slice_8);  slice_6 = slice_8 = None
        
        # File: model.py:1
        sub: f32[9, 9, 2] = torch.ops.aten.sub.Tensor(minimum, maximum);  minimum = maximum = None
        clamp_min: f32[9, 9, 2] = torch.ops.aten.clamp_min.default(sub, 0);  sub = None
        prod: f32[9, 9] = torch.ops.aten.prod.dim_int(clamp_min, -1);  clamp_min = None
        
        # File: model.py:1
        slice_9: f32[9, 4] = torch.ops.aten.slice.Tensor(arg0_1, 0, 0, 9223372036854775807)
        slice_10: f32[9, 2] = torch.ops.aten.slice.Tensor(slice_9, 1, 2, 9223372036854775807);  slice_9 = None
        slice_11: f32[9, 4] = torch.ops.aten.slice.Tensor(arg0_1, 0, 0, 9223372036854775807);  arg0_1 = None
        slice_12: f32[9, 2] = torch.ops.aten.slice.Tensor(slice_11, 1, 0, 2);  slice_11 = None
        sub_1: f32[9, 2] = torch.ops.aten.sub.Tensor(slice_10, slice_12);  slice_10 = slice_12 = None
        prod_1: f32[9] = torch.ops.aten.prod.dim_int(sub_1, -1);  sub_1 = None
        
        # File: model.py:1
        slice_13: f32[9] = torch.ops.aten.slice.Tensor(prod_1, 0, 0, 9223372036854775807)
        unsqueeze_4: f32[9, 1] = torch.ops.aten.unsqueeze.default(slice_13, 1);  slice_13 = None
        unsqueeze_5: f32[1, 9] = torch.ops.aten.unsqueeze.default(prod_1, 0);  prod_1 = None
        add: f32[9, 9] = torch.ops.aten.add.Tensor(unsqueeze_4, unsqueeze_5);  unsqueeze_4 = unsqueeze_5 = None
        sub_2: f32[9, 9] = torch.ops.aten.sub.Tensor(add, prod);  add = None
        div: f32[9, 9] = torch.ops.aten.div.Tensor(prod, sub_2);  prod = sub_2 = None
        
        # File: model.py:1
        slice_14: f32[9] = torch.ops.aten.slice.Tensor(arg1_1, 0, 0, 9223372036854775807)
        unsqueeze_6: f32[9, 1] = torch.ops.aten.unsqueeze.default(slice_14, 1);  slice_14 = None
        unsqueeze_7: f32[1, 9] = torch.ops.aten.unsqueeze.default(arg1_1, 0)
        lt: b8[9, 9] = torch.ops.aten.lt.Tensor(unsqueeze_6, unsqueeze_7);  unsqueeze_6 = unsqueeze_7 = None
        
        # File: model.py:1
        gt: b8[9, 9] = torch.ops.aten.gt.Scalar(div, 0.3);  div = None
        bitwise_and: b8[9, 9] = torch.ops.aten.bitwise_and.Tensor(gt, lt);  gt = lt = None
        any_1: b8[9] = torch.ops.aten.any.dim(bitwise_and, 1);  bitwise_and = None
        logical_not: b8[9] = torch.ops.aten.logical_not.default(any_1);  any_1 = None
        gt_1: b8[9] = torch.ops.aten.gt.Scalar(arg1_1, 0.2);  arg1_1 = None
        bitwise_and_1: b8[9] = torch.ops.aten.bitwise_and.Tensor(logical_not, gt_1);  logical_not = gt_1 = None
        return (bitwise_and_1,)
        