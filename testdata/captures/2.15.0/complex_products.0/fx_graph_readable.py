class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[3, 2]", arg1_1: "c64[3, 4]", arg2_1: "c64[4, 2]", arg3_1: "c64[2, 3, 4]", arg4_1: "c64[2, 4, 2]", arg5_1: "c64[4]"):
        # File: mine.py:18 in fn, code: return (torch.addmm(i, a, b, beta=1 + 2j, alpha=2 + 3j), torch.addbmm(i, x, y, beta=0.5, alpha=2j), torch.mv(a, v), torch.addmv(v[:3], a, v, alpha=1j),
        addmm: "c64[3, 2]" = torch.ops.aten.addmm.default(arg0_1, arg1_1, arg2_1, beta = (1+2j), alpha = (2+3j));  arg2_1 = None
        addbmm: "c64[3, 2]" = torch.ops.aten.addbmm.default(arg0_1, arg3_1, arg4_1, beta = 0.5, alpha = complex(0.0, 2.0))
        mul: "c64[3, 4]" = torch.ops.aten.mul.Tensor(arg1_1, arg5_1)
        sum_1: "c64[3]" = torch.ops.aten.sum.dim_IntList(mul, [1]);  mul = None
        slice_1: "c64[3]" = torch.ops.aten.slice.Tensor(arg5_1, 0, 0, 3)
        mul_1: "c64[3, 4]" = torch.ops.aten.mul.Tensor(arg1_1, arg5_1);  arg1_1 = arg5_1 = None
        sum_2: "c64[3]" = torch.ops.aten.sum.dim_IntList(mul_1, [1]);  mul_1 = None
        mul_2: "c64[3]" = torch.ops.aten.mul.Tensor(sum_2, complex(0.0, 1.0));  sum_2 = None
        expand: "c64[3]" = torch.ops.aten.expand.default(slice_1, [3]);  slice_1 = None
        view: "f32[6]" = torch.ops.aten.view.dtype(mul_2, torch.float32);  mul_2 = None
        view_1: "f32[3, 2]" = torch.ops.aten.view.default(view, [3, 2]);  view = None
        view_2: "f32[6]" = torch.ops.aten.view.dtype(expand, torch.float32);  expand = None
        view_3: "f32[3, 2]" = torch.ops.aten.view.default(view_2, [3, 2]);  view_2 = None
        add_2: "f32[3, 2]" = torch.ops.aten.add.Tensor(view_1, view_3);  view_1 = view_3 = None
        view_4: "f32[6]" = torch.ops.aten.view.default(add_2, [6]);  add_2 = None
        view_5: "c64[3]" = torch.ops.aten.view.dtype(view_4, torch.complex64);  view_4 = None

        # File: mine.py:19 in fn, code: torch.baddbmm(i, x, y, beta=0, alpha=1 - 1j))
        baddbmm: "c64[2, 3, 2]" = torch.ops.aten.baddbmm.default(arg0_1, arg3_1, arg4_1, beta = 0, alpha = (1-1j));  arg0_1 = arg3_1 = arg4_1 = None
        return (addmm, addbmm, sum_1, view_5, baddbmm)
