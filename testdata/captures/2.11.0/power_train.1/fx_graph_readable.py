class GraphModule(torch.nn.Module):
    def forward(self, _fft_r2c: "c64[2, 4]", tangents_1: "f32[]"):
        # File: cases_small3.py:3 in power_train, code: return (torch.fft.rfft(x).abs() ** 2).sum()
        expand: "f32[2, 4]" = torch.ops.aten.expand.default(tangents_1, [2, 4]);  tangents_1 = None
        abs_1: "f32[2, 4]" = torch.ops.aten.abs.default(_fft_r2c)
        pow_2: "f32[2, 4]" = torch.ops.aten.pow.Tensor_Scalar(abs_1, 1.0)
        mul: "f32[2, 4]" = torch.ops.aten.mul.Scalar(pow_2, 2.0);  pow_2 = None
        mul_1: "f32[2, 4]" = torch.ops.aten.mul.Tensor(expand, mul);  expand = mul = None
        eq: "b8[2, 4]" = torch.ops.aten.eq.Scalar(abs_1, 0)
        div: "c64[2, 4]" = torch.ops.aten.div.Tensor(_fft_r2c, abs_1);  _fft_r2c = abs_1 = None
        full_default: "c64[]" = torch.ops.aten.full.default([], 0j, dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where: "c64[2, 4]" = torch.ops.aten.where.self(eq, full_default, div);  eq = full_default = div = None
        mul_2: "c64[2, 4]" = torch.ops.aten.mul.Tensor(mul_1, where);  mul_1 = where = None
        full: "c64[2, 6]" = torch.ops.aten.full.default([2, 6], 0, dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        slice_1: "c64[2, 4]" = torch.ops.aten.slice.Tensor(full, 1, 0, 4)
        copy: "c64[2, 4]" = torch.ops.aten.copy.default(slice_1, mul_2);  slice_1 = mul_2 = None
        slice_scatter: "c64[2, 6]" = torch.ops.aten.slice_scatter.default(full, copy, 1, 0, 4);  full = copy = None
        _fft_c2c: "c64[2, 6]" = torch.ops.aten._fft_c2c.default(slice_scatter, [1], 0, False);  slice_scatter = None
        view_as_real: "f32[2, 6, 2]" = torch.ops.aten.view_as_real.default(_fft_c2c);  _fft_c2c = None
        select: "f32[2, 6]" = torch.ops.aten.select.int(view_as_real, 2, 0);  view_as_real = None
        return (select,)
