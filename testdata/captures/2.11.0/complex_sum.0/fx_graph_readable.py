class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[3, 5, 2]"):
        # File: cases_small.py:5 in complex_sum, code: c = torch.view_as_complex(x)
        view_as_complex: "c64[3, 5]" = torch.ops.aten.view_as_complex.default(arg0_1);  arg0_1 = None

        # File: cases_small.py:6 in complex_sum, code: e = c * c + c
        mul: "c64[3, 5]" = torch.ops.aten.mul.Tensor(view_as_complex, view_as_complex)
        add: "c64[3, 5]" = torch.ops.aten.add.Tensor(mul, 0);  mul = None
        add_1: "c64[3, 5]" = torch.ops.aten.add.Tensor(view_as_complex, 0);  view_as_complex = None
        view: "f32[3, 10]" = torch.ops.aten.view.dtype(add, torch.float32);  add = None
        view_1: "f32[3, 5, 2]" = torch.ops.aten.view.default(view, [3, 5, 2]);  view = None
        view_2: "f32[3, 10]" = torch.ops.aten.view.dtype(add_1, torch.float32);  add_1 = None
        view_3: "f32[3, 5, 2]" = torch.ops.aten.view.default(view_2, [3, 5, 2]);  view_2 = None
        add_2: "f32[3, 5, 2]" = torch.ops.aten.add.Tensor(view_1, view_3);  view_1 = view_3 = None
        view_4: "f32[3, 10]" = torch.ops.aten.view.default(add_2, [3, 10]);  add_2 = None
        view_5: "c64[3, 5]" = torch.ops.aten.view.dtype(view_4, torch.complex64);  view_4 = None

        # File: cases_small.py:7 in complex_sum, code: return e.abs(), torch.view_as_real(e)
        abs_1: "f32[3, 5]" = torch.ops.aten.abs.default(view_5)
        view_as_real_2: "f32[3, 5, 2]" = torch.ops.aten.view_as_real.default(view_5);  view_5 = None
        return (abs_1, view_as_real_2)
