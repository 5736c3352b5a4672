class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[8, 16]", arg1_1: "f16[16, 12]", arg2_1: "f16[8, 12]"):
        # File: smallcases.py:13 in <lambda>, code: case('addmm_half',lambda a,b,c:a@b+c,lambda:rn(8,16,dtype=torch.float16),lambda:rn(16,12,dtype=torch.float16),lambda:rn(8,12,dtype=torch.float16))
        mm: "f16[8, 12]" = torch.ops.aten.mm.default(arg0_1, arg1_1);  arg0_1 = arg1_1 = None
        add: "f16[8, 12]" = torch.ops.aten.add.Tensor(mm, arg2_1);  mm = arg2_1 = None
        return (add,)
