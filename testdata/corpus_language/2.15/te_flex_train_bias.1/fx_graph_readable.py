class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[1, 2, 128, 32]", primals_2: "f32[1, 2, 128, 32]", primals_3: "f32[1, 2, 128, 32]", primals_4: "f32[128, 128]", full: "i32[1, 1, 1]", full_default: "i32[1, 1, 1, 1]", convert_element_type: "i32[1, 1, 1]", convert_element_type_1: "i32[1, 1, 1, 1]", getitem_2: "f32[1, 2, 128, 32]", getitem_3: "f32[1, 2, 128]", tangents_1: "f32[1, 2, 128, 32]"):
        # Backward of forward node: File: torch/nn/attention/flex_attention.py:2602 in flex_attention, code: out, lse, max_scores = flex_attention_hop(
        fw_graph0 = self.fw_graph0
        joint_graph0 = self.joint_graph0
        mask_graph0 = self.mask_graph0
        flex_attention_backward = torch.ops.higher_order.flex_attention_backward(primals_1, primals_2, primals_3, getitem_2, getitem_3, tangents_1, None, fw_graph0, joint_graph0, (1, 1, full, full_default, None, None, convert_element_type, convert_element_type_1, None, None, None, None, None, None, 1073741824, 1073741824, mask_graph0), 0.17677669529663687, {'BACKEND': 'AUTO', 'PRESCALE_QK': False, 'ROWS_GUARANTEED_SAFE': False, 'BLOCKS_ARE_CONTIGUOUS': False, 'WRITE_DQ': True, 'OUTPUT_LOGSUMEXP': False, 'OUTPUT_MAX': False}, (primals_4,), ());  primals_1 = primals_2 = primals_3 = getitem_2 = getitem_3 = tangents_1 = fw_graph0 = joint_graph0 = full = full_default = convert_element_type = convert_element_type_1 = mask_graph0 = primals_4 = None
        getitem_5: "f32[1, 2, 128, 32]" = flex_attention_backward[0]
        getitem_6: "f32[1, 2, 128, 32]" = flex_attention_backward[1]
        getitem_7: "f32[1, 2, 128, 32]" = flex_attention_backward[2]
        getitem_8 = flex_attention_backward[3];  flex_attention_backward = None
        getitem_9: "f32[128, 128]" = getitem_8[0];  getitem_8 = None
        return (getitem_5, getitem_6, getitem_7, getitem_9)

    class fw_graph0(torch.nn.Module):
        def forward(self, arg0_1: "f32[]", arg1_1: "i32[]", arg2_1: "i32[]", arg3_1: "i32[]", arg4_1: "i32[]", arg5_1: "f32[128, 128]"):
            # Backward of forward node: File: torch/nn/attention/flex_attention.py:2602 in flex_attention, code: out, lse, max_scores = flex_attention_hop(
            div: "f32[]" = torch.ops.aten.div.Tensor(arg0_1, 4);  arg0_1 = None
            tanh: "f32[]" = torch.ops.aten.tanh.default(div);  div = None
            mul: "f32[]" = torch.ops.aten.mul.Tensor(tanh, 4);  tanh = None
            index: "f32[]" = torch.ops.aten.index.Tensor(arg5_1, [arg3_1, arg4_1]);  arg5_1 = arg3_1 = arg4_1 = None
            add: "f32[]" = torch.ops.aten.add.Tensor(mul, index);  mul = index = None
            return add

    class joint_graph0(torch.nn.Module):
        def forward(self, arg0_1: "f32[]", arg1_1: "i32[]", arg2_1: "i32[]", arg3_1: "i32[]", arg4_1: "i32[]", arg5_1: "f32[]", arg6_1: "f32[128, 128]"):
            # Backward of forward node: File: torch/nn/attention/flex_attention.py:2602 in flex_attention, code: out, lse, max_scores = flex_attention_hop(
            div: "f32[]" = torch.ops.aten.div.Tensor(arg0_1, 4);  arg0_1 = None
            tanh: "f32[]" = torch.ops.aten.tanh.default(div);  div = None
            zeros_and_scatter: "f32[128, 128]" = torch.ops.flex_lib.zeros_and_scatter.default([128, 128], [arg3_1, arg4_1], arg5_1);  arg3_1 = arg4_1 = None
            mul_1: "f32[]" = torch.ops.aten.mul.Tensor(arg5_1, 4);  arg5_1 = None
            mul_2: "f32[]" = torch.ops.aten.mul.Tensor(tanh, tanh);  tanh = None
            sub: "f32[]" = torch.ops.aten.sub.Tensor(1, mul_2);  mul_2 = None
            mul_3: "f32[]" = torch.ops.aten.mul.Tensor(mul_1, sub);  mul_1 = sub = None
            div_1: "f32[]" = torch.ops.aten.div.Tensor(mul_3, 4);  mul_3 = None
            return [div_1, None, None, None, None, zeros_and_scatter]

    class mask_graph0(torch.nn.Module):
        def forward(self, arg0_1: "i32[]", arg1_1: "i32[]", arg2_1: "i32[]", arg3_1: "i32[]"):
            # File: torch/nn/attention/flex_attention.py:439 in noop_mask, code: return batch.new_ones(size=(), dtype=torch.bool, device=batch.device)
            full_default: "b8[]" = torch.ops.aten.full.default([], True, dtype = torch.bool, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
            return full_default
