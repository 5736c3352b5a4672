class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[1, 0, 3]"):
        # File: drive.py:43 in fn, code: return op.op(a, *b, **c)
        view_as_real: "f32[1, 0, 3, 2]" = torch.ops.aten.view_as_real.default(arg0_1);  arg0_1 = None
        select: "f32[1, 0, 3]" = torch.ops.aten.select.int(view_as_real, 3, 1);  view_as_real = None
        return (select,)
