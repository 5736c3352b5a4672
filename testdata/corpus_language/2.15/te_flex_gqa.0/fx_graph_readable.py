class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[1, 4, 200, 32]", arg1_1: "f32[1, 2, 200, 32]", arg2_1: "f32[1, 2, 200, 32]", arg3_1: "i32[1, 1, 2, 2]", arg4_1: "i32[1, 1, 2]", arg5_1: "f32[4]", arg6_1: "i32[1, 1, 2]", arg7_1: "i32[1, 1, 2, 2]", arg8_1: "i32[1, 1, 2]", arg9_1: "i32[1, 1, 2, 2]", arg10_1: "i32[1, 1, 2]", arg11_1: "i32[1, 1, 2, 2]"):
        # File: torch/nn/attention/flex_attention.py:2602 in flex_attention, code: out, lse, max_scores = flex_attention_hop(
        sdpa_score0 = self.sdpa_score0
        sdpa_mask0 = self.sdpa_mask0
        flex_attention = torch.ops.higher_order.flex_attention(arg0_1, arg1_1, arg2_1, sdpa_score0, (200, 200, arg4_1, arg3_1, arg6_1, arg7_1, arg8_1, arg9_1, arg10_1, arg11_1, None, None, None, None, 128, 128, sdpa_mask0), 0.17677669529663687, {'BACKEND': 'AUTO', 'PRESCALE_QK': False, 'ROWS_GUARANTEED_SAFE': False, 'BLOCKS_ARE_CONTIGUOUS': False, 'WRITE_DQ': True, 'OUTPUT_LOGSUMEXP': False, 'OUTPUT_MAX': False}, (arg5_1,), ());  arg0_1 = arg1_1 = arg2_1 = sdpa_score0 = arg4_1 = arg3_1 = arg6_1 = arg7_1 = arg8_1 = arg9_1 = arg10_1 = arg11_1 = sdpa_mask0 = arg5_1 = None
        getitem: "f32[1, 4, 200, 32]" = flex_attention[0];  flex_attention = None
        return (getitem,)

    class sdpa_score0(torch.nn.Module):
        def forward(self, arg0_1: "f32[]", arg1_1: "i32[]", arg2_1: "i32[]", arg3_1: "i32[]", arg4_1: "i32[]", arg5_1: "f32[4]"):
            # File: torch/nn/attention/flex_attention.py:2602 in flex_attention, code: out, lse, max_scores = flex_attention_hop(
            index: "f32[]" = torch.ops.aten.index.Tensor(arg5_1, [arg2_1]);  arg5_1 = arg2_1 = None
            sub: "i32[]" = torch.ops.aten.sub.Tensor(arg3_1, arg4_1);  arg3_1 = arg4_1 = None
            mul: "f32[]" = torch.ops.aten.mul.Tensor(index, sub);  index = sub = None
            sub_1: "f32[]" = torch.ops.aten.sub.Tensor(arg0_1, mul);  arg0_1 = mul = None
            return sub_1

    class sdpa_mask0(torch.nn.Module):
        def forward(self, arg0_1: "i32[]", arg1_1: "i32[]", arg2_1: "i32[]", arg3_1: "i32[]"):
            # File: cases_triton.py:202 in <lambda>, code: bm = create_block_mask(lambda b, h, i, j: (i >= j) & (i - j < 60), 1, None, 200, 200, device="cpu")
            ge: "b8[]" = torch.ops.aten.ge.Tensor(arg2_1, arg3_1)
            sub: "i32[]" = torch.ops.aten.sub.Tensor(arg2_1, arg3_1);  arg2_1 = arg3_1 = None
            lt: "b8[]" = torch.ops.aten.lt.Scalar(sub, 60);  sub = None
            bitwise_and: "b8[]" = torch.ops.aten.bitwise_and.Tensor(ge, lt);  ge = lt = None
            return bitwise_and
