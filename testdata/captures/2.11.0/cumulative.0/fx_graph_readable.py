class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[9, 14]"):
        # File: model.py:1
        cumsum: "f32[9, 14]" = torch.ops.aten.cumsum.default(arg0_1, 0)
        cumsum_1: "f32[9, 14]" = torch.ops.aten.cumsum.default(arg0_1, 1)
        cumprod: "f32[9, 14]" = torch.ops.aten.cumprod.default(arg0_1, 1)
        cummax = torch.ops.aten.cummax.default(arg0_1, 1)
        getitem: "f32[9, 14]" = cummax[0]
        getitem_1: "i64[9, 14]" = cummax[1];  cummax = None
        cummin = torch.ops.aten.cummin.default(arg0_1, 0)
        getitem_2: "f32[9, 14]" = cummin[0]
        getitem_3: "i64[9, 14]" = cummin[1];  cummin = None
        logcumsumexp: "f32[9, 14]" = torch.ops.aten.logcumsumexp.default(arg0_1, 1);  arg0_1 = None
        return (cumsum, cumsum_1, cumprod, getitem, getitem_1, getitem_2, getitem_3, logcumsumexp)
