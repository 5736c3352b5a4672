class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "bf16[40, 32]", arg1_1: "bf16[40, 32]"):
        # File: /tmp/mixorder/py/mixcases.py:22 in fn, code: z = x * y
        mul: "bf16[40, 32]" = torch.ops.aten.mul.Tensor(arg0_1, arg1_1);  arg1_1 = None

        # File: /tmp/mixorder/py/mixcases.py:23 in fn, code: return z.sum(1, keepdim=keepdim), z.sum(0, keepdim=keepdim), (x + 1).sum(0)
        sum_1: "bf16[40, 1]" = torch.ops.aten.sum.dim_IntList(mul, [1], True)
        sum_2: "bf16[1, 32]" = torch.ops.aten.sum.dim_IntList(mul, [0], True);  mul = None
        add: "bf16[40, 32]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None
        sum_3: "bf16[32]" = torch.ops.aten.sum.dim_IntList(add, [0]);  add = None
        return (sum_1, sum_2, sum_3)
