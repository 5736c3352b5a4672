class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "bf16[2, 3, 16, 8]", arg1_1: "bf16[2, 3, 16, 8]", arg2_1: "bf16[2, 3, 16, 8]"):
        # File: model.py:1
        _scaled_dot_product_flash_attention_for_cpu = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default(arg0_1, arg1_1, arg2_1, 0.0, True);  arg0_1 = arg1_1 = arg2_1 = None
        getitem: "bf16[2, 3, 16, 8]" = _scaled_dot_product_flash_attention_for_cpu[0];  _scaled_dot_product_flash_attention_for_cpu = None
        return (getitem,)
        