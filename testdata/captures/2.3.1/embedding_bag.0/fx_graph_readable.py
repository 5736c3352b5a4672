class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[12]", arg1_1: "f32[20, 7]", arg2_1: "i64[4]"):
        # File: model.py:1
        _embedding_bag_forward_only = torch.ops.aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1)
        getitem: "f32[4, 7]" = _embedding_bag_forward_only[0];  _embedding_bag_forward_only = None
        _embedding_bag_forward_only_1 = torch.ops.aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1, False, 1)
        getitem_4: "f32[4, 7]" = _embedding_bag_forward_only_1[0];  _embedding_bag_forward_only_1 = None
        _embedding_bag_forward_only_2 = torch.ops.aten._embedding_bag_forward_only.default(arg1_1, arg0_1, arg2_1, False, 2);  arg1_1 = arg0_1 = arg2_1 = None
        getitem_8: "f32[4, 7]" = _embedding_bag_forward_only_2[0];  _embedding_bag_forward_only_2 = None
        return (getitem, getitem_4, getitem_8)
        