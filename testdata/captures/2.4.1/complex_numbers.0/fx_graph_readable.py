class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 5]", arg1_1: "f32[4, 5]"):
        # File: cases_new.py:150 in complex_mix, code: z = torch.complex(x, y); w = z * torch.exp(1j * torch.angle(z) * .3)
        complex_1: "c64[4, 5]" = torch.ops.aten.complex.default(arg1_1, arg0_1);  arg1_1 = arg0_1 = None
        view_as_real: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(complex_1)
        select: "f32[4, 5]" = torch.ops.aten.select.int(view_as_real, 2, 0);  view_as_real = None
        isnan: "b8[4, 5]" = torch.ops.aten.isnan.default(select);  select = None
        view_as_real_1: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(complex_1)
        select_1: "f32[4, 5]" = torch.ops.aten.select.int(view_as_real_1, 2, 1);  view_as_real_1 = None
        view_as_real_2: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(complex_1)
        select_2: "f32[4, 5]" = torch.ops.aten.select.int(view_as_real_2, 2, 0);  view_as_real_2 = None
        atan2: "f32[4, 5]" = torch.ops.aten.atan2.default(select_1, select_2);  select_1 = select_2 = None
        scalar_tensor: "f32[]" = torch.ops.aten.scalar_tensor.default(nan, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'))
        where: "f32[4, 5]" = torch.ops.aten.where.self(isnan, scalar_tensor, atan2);  isnan = scalar_tensor = atan2 = None
        mul: "c64[4, 5]" = torch.ops.aten.mul.Tensor(where, 1j);  where = None
        mul_1: "c64[4, 5]" = torch.ops.aten.mul.Tensor(mul, 0.3);  mul = None
        exp: "c64[4, 5]" = torch.ops.aten.exp.default(mul_1);  mul_1 = None
        mul_2: "c64[4, 5]" = torch.ops.aten.mul.Tensor(complex_1, exp);  exp = None
        
        # File: cases_new.py:151 in complex_mix, code: return w.abs(), w.real + w.imag, torch.view_as_real(z * z.conj())
        abs_1: "f32[4, 5]" = torch.ops.aten.abs.default(mul_2)
        view_as_real_3: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(mul_2)
        select_3: "f32[4, 5]" = torch.ops.aten.select.int(view_as_real_3, 2, 0);  view_as_real_3 = None
        view_as_real_4: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(mul_2);  mul_2 = None
        select_4: "f32[4, 5]" = torch.ops.aten.select.int(view_as_real_4, 2, 1);  view_as_real_4 = None
        add: "f32[4, 5]" = torch.ops.aten.add.Tensor(select_3, select_4);  select_3 = select_4 = None
        _conj: "c64[4, 5]" = torch.ops.aten._conj.default(complex_1)
        mul_3: "c64[4, 5]" = torch.ops.aten.mul.Tensor(complex_1, _conj);  complex_1 = _conj = None
        view_as_real_5: "f32[4, 5, 2]" = torch.ops.aten.view_as_real.default(mul_3);  mul_3 = None
        return (abs_1, add, view_as_real_5)
        