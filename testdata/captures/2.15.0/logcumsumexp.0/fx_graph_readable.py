class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[5, 5, 5]"):
        # File: drive.py:43 in fn, code: return op.op(a, *b, **c)
        logcumsumexp: "c64[5, 5, 5]" = torch.ops.aten.logcumsumexp.default(arg0_1, 0);  arg0_1 = None
        return (logcumsumexp,)
