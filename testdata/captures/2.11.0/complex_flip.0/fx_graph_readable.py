class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[3, 4, 2]"):
        # File: cases_small2.py:9 in complex_flip, code: c = torch.view_as_complex(x)
        view_as_complex: "c64[3, 4]" = torch.ops.aten.view_as_complex.default(arg0_1);  arg0_1 = None

        # File: cases_small2.py:10 in complex_flip, code: return torch.view_as_real(c + c.flip(0))
        rev: "c64[3, 4]" = torch.ops.prims.rev.default(view_as_complex, [0])
        add: "c64[3, 4]" = torch.ops.aten.add.Tensor(view_as_complex, 0);  view_as_complex = None
        add_1: "c64[3, 4]" = torch.ops.aten.add.Tensor(rev, 0);  rev = None
        view: "f32[3, 8]" = torch.ops.aten.view.dtype(add, torch.float32);  add = None
        view_1: "f32[3, 4, 2]" = torch.ops.aten.view.default(view, [3, 4, 2]);  view = None
        view_2: "f32[3, 8]" = torch.ops.aten.view.dtype(add_1, torch.float32);  add_1 = None
        view_3: "f32[3, 4, 2]" = torch.ops.aten.view.default(view_2, [3, 4, 2]);  view_2 = None
        add_2: "f32[3, 4, 2]" = torch.ops.aten.add.Tensor(view_1, view_3);  view_1 = view_3 = None
        view_4: "f32[3, 8]" = torch.ops.aten.view.default(add_2, [3, 8]);  add_2 = None
        view_5: "c64[3, 4]" = torch.ops.aten.view.dtype(view_4, torch.complex64);  view_4 = None
        view_as_real_2: "f32[3, 4, 2]" = torch.ops.aten.view_as_real.default(view_5);  view_5 = None
        return (view_as_real_2,)
