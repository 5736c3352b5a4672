class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[6, 3, 3, 3]", primals_3: "f32[4, 6, 1, 1]", primals_5: "f32[2, 3, 10, 10]", relu: "f32[2, 6, 5, 5]", tangents_1: "f32[2, 4, 5, 5]"):
        # File: model.py:1
        alias: "f32[2, 6, 5, 5]" = torch.ops.aten.alias.default(relu)
        alias_1: "f32[2, 6, 5, 5]" = torch.ops.aten.alias.default(alias);  alias = None
        convolution_backward = torch.ops.aten.convolution_backward.default(tangents_1, relu, primals_3, [4], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [True, True, True]);  tangents_1 = relu = primals_3 = None
        getitem: "f32[2, 6, 5, 5]" = convolution_backward[0]
        getitem_1: "f32[4, 6, 1, 1]" = convolution_backward[1]
        getitem_2: "f32[4]" = convolution_backward[2];  convolution_backward = None
        alias_2: "f32[2, 6, 5, 5]" = torch.ops.aten.alias.default(alias_1);  alias_1 = None
        alias_3: "f32[2, 6, 5, 5]" = torch.ops.aten.alias.default(alias_2);  alias_2 = None
        le: "b8[2, 6, 5, 5]" = torch.ops.aten.le.Scalar(alias_3, 0);  alias_3 = None
        scalar_tensor: "f32[]" = torch.ops.aten.scalar_tensor.default(0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'))
        where: "f32[2, 6, 5, 5]" = torch.ops.aten.where.self(le, scalar_tensor, getitem);  le = scalar_tensor = getitem = None
        convolution_backward_1 = torch.ops.aten.convolution_backward.default(where, primals_5, primals_1, [6], [2, 2], [1, 1], [1, 1], False, [0, 0], 1, [True, True, True]);  where = primals_5 = primals_1 = None
        getitem_3: "f32[2, 3, 10, 10]" = convolution_backward_1[0]
        getitem_4: "f32[6, 3, 3, 3]" = convolution_backward_1[1]
        getitem_5: "f32[6]" = convolution_backward_1[2];  convolution_backward_1 = None
        return [getitem_4, getitem_5, getitem_1, getitem_2, getitem_3]
        