class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[5, 10, 5]", arg1_1: "c64[5, 10, 5]"):
        # File: drive.py:43 in fn, code: return op.op(a, *b, **c)
        ldexp: "c64[5, 10, 5]" = torch.ops.aten.ldexp.Tensor(arg0_1, arg1_1);  arg0_1 = arg1_1 = None
        return (ldexp,)
