class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[2, 5, 16]", arg1_1: "f32[48]", arg2_1: "f32[48, 16]", arg3_1: "f32[16, 16]", arg4_1: "f32[16]", arg5_1: "f32[16]", arg6_1: "f32[16]", arg7_1: "f32[16]", arg8_1: "f32[16]", arg9_1: "f32[32, 16]", arg10_1: "f32[32]", arg11_1: "f32[16, 32]", arg12_1: "f32[16]"):
        # No stacktrace found for following nodes
        _transformer_encoder_layer_fwd: "f32[2, 5, 16]" = torch.ops.aten._transformer_encoder_layer_fwd.default(arg0_1, 16, 4, arg2_1, arg1_1, arg3_1, arg4_1, False, False, 1e-05, arg5_1, arg6_1, arg7_1, arg8_1, arg9_1, arg10_1, arg11_1, arg12_1);  arg0_1 = arg2_1 = arg1_1 = arg3_1 = arg4_1 = arg5_1 = arg6_1 = arg7_1 = arg8_1 = arg9_1 = arg10_1 = arg11_1 = arg12_1 = None
        return (_transformer_encoder_layer_fwd,)
