class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[2, 64]"):
        # File: model.py:1
        iota: "i64[17]" = torch.ops.prims.iota.default(17, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        convert_element_type: "f32[17]" = torch.ops.prims.convert_element_type.default(iota, torch.float32);  iota = None
        mul_1: "f32[17]" = torch.ops.aten.mul.Tensor(convert_element_type, 0.39269908169872414);  convert_element_type = None
        cos: "f32[17]" = torch.ops.aten.cos.default(mul_1);  mul_1 = None
        mul_2: "f32[17]" = torch.ops.aten.mul.Tensor(cos, -0.5);  cos = None
        add_1: "f32[17]" = torch.ops.aten.add.Tensor(mul_2, 0.5);  mul_2 = None
        slice_1: "f32[16]" = torch.ops.aten.slice.Tensor(add_1, 0, 0, 16);  add_1 = None
        view: "f32[1, 2, 64]" = torch.ops.aten.view.default(arg0_1, [1, 2, 64]);  arg0_1 = None
        iota_1: "i64[80]" = torch.ops.prims.iota.default(80, start = -8, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        abs_1: "i64[80]" = torch.ops.aten.abs.default(iota_1);  iota_1 = None
        sub: "i64[80]" = torch.ops.aten.sub.Tensor(63, abs_1);  abs_1 = None
        abs_2: "i64[80]" = torch.ops.aten.abs.default(sub);  sub = None
        sub_1: "i64[80]" = torch.ops.aten.sub.Tensor(63, abs_2);  abs_2 = None
        _unsafe_index: "f32[1, 2, 80]" = torch.ops.aten._unsafe_index.Tensor(view, [None, None, sub_1]);  view = sub_1 = None
        view_1: "f32[2, 80]" = torch.ops.aten.view.default(_unsafe_index, [2, 80]);  _unsafe_index = None
        unfold: "f32[2, 17, 16]" = torch.ops.aten.unfold.default(view_1, -1, 16, 4);  view_1 = None
        mul_3: "f32[2, 17, 16]" = torch.ops.aten.mul.Tensor(unfold, slice_1);  unfold = slice_1 = None
        _fft_r2c: "c64[2, 17, 9]" = torch.ops.aten._fft_r2c.default(mul_3, [2], 0, True);  mul_3 = None
        permute: "c64[2, 9, 17]" = torch.ops.aten.permute.default(_fft_r2c, [0, 2, 1]);  _fft_r2c = None
        abs_3: "f32[2, 9, 17]" = torch.ops.aten.abs.default(permute);  permute = None
        return (abs_3,)
