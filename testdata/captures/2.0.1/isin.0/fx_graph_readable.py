class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: i64[4, 5], arg1_1: i64[6]):
        # File: model.py:1
        isin: b8[4, 5] = torch.ops.aten.isin.Tensor_Tensor(arg0_1, arg1_1)
        isin_1: b8[4, 5] = torch.ops.aten.isin.Tensor_Tensor(arg0_1, arg1_1, invert = True);  arg1_1 = None
        isin_2: b8[4, 5] = torch.ops.aten.isin.Tensor_Scalar(arg0_1, 3);  arg0_1 = None
        return (isin, isin_1, isin_2)
        