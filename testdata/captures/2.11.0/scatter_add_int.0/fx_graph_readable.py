class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[9]", arg1_1: "i64[12]", arg2_1: "i64[12]"):
        # File: model.py:1
        scatter_add: "i64[9]" = torch.ops.aten.scatter_add.default(arg0_1, 0, arg1_1, arg2_1)
        full_default: "i64[5]" = torch.ops.aten.full.default([5], 0, dtype = torch.int64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        remainder: "i64[12]" = torch.ops.aten.remainder.Scalar(arg1_1, 5)
        full_default_1: "i64[12]" = torch.ops.aten.full.default([12], 1, dtype = torch.int64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        scatter_add_1: "i64[5]" = torch.ops.aten.scatter_add.default(full_default, 0, remainder, full_default_1);  full_default = remainder = full_default_1 = None
        slice_1: "i64[4]" = torch.ops.aten.slice.Tensor(arg1_1, 0, 0, 4);  arg1_1 = None
        slice_2: "i64[4]" = torch.ops.aten.slice.Tensor(arg2_1, 0, 0, 4);  arg2_1 = None
        mul: "i64[4]" = torch.ops.aten.mul.Tensor(slice_2, -2);  slice_2 = None
        index_put: "i64[9]" = torch.ops.aten.index_put.default(arg0_1, [slice_1], mul, True);  arg0_1 = slice_1 = mul = None
        return (scatter_add, scatter_add_1, index_put)
