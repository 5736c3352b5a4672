class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "bf16[64, 32]", arg1_1: "bf16[2, 32, 48]", arg2_1: "i32[2]"):
        # File: cases_triton.py:158 in <lambda>, code: return (lambda a, b, offs: torch._grouped_mm(a, b, offs=offs)), (a, b, offs), {"options": {"max_autotune": True}}
        _grouped_mm: "bf16[64, 48]" = torch.ops.aten._grouped_mm.default(arg0_1, arg1_1, arg2_1);  arg0_1 = arg1_1 = arg2_1 = None
        return (_grouped_mm,)
