class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "bf16[48]", primals_3: "bf16[64, 48]", primals_4: "bf16[64, 48]", convert_element_type_2: "bf16[64, 1]", convert_element_type_3: "bf16[64, 1]", tangents_1: "bf16[64, 48]"):
        # File: /tmp/mixorder/py/mixcases.py:15 in <lambda>, code: return (lambda x: m(x) * w), (x,), {"backward": True, "max_tensor_bytes": 64 << 20, "options": MIX, **opts}
        mul_3: "bf16[64, 48]" = torch.ops.aten.mul.Tensor(tangents_1, primals_4);  tangents_1 = primals_4 = None
        convert_element_type_4: "f32[64, 48]" = torch.ops.prims.convert_element_type.default(mul_3, torch.float32);  mul_3 = None
        convert_element_type_6: "f32[48]" = torch.ops.prims.convert_element_type.default(primals_1, torch.float32);  primals_1 = None
        convert_element_type: "f32[64, 48]" = torch.ops.prims.convert_element_type.default(primals_3, torch.float32);  primals_3 = None
        sub_1: "f32[64, 48]" = torch.ops.aten.sub.Tensor(convert_element_type, convert_element_type_2);  convert_element_type = convert_element_type_2 = None
        mul_4: "f32[64, 48]" = torch.ops.aten.mul.Tensor(sub_1, convert_element_type_3);  sub_1 = None
        mul_5: "f32[64, 48]" = torch.ops.aten.mul.Tensor(convert_element_type_4, convert_element_type_6);  convert_element_type_6 = None
        mul_6: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_5, 48)
        sum_1: "f32[64, 1]" = torch.ops.aten.sum.dim_IntList(mul_5, [1], True)
        mul_7: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_5, mul_4);  mul_5 = None
        sum_2: "f32[64, 1]" = torch.ops.aten.sum.dim_IntList(mul_7, [1], True);  mul_7 = None
        mul_8: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_4, sum_2);  sum_2 = None
        sub_2: "f32[64, 48]" = torch.ops.aten.sub.Tensor(mul_6, sum_1);  mul_6 = sum_1 = None
        sub_3: "f32[64, 48]" = torch.ops.aten.sub.Tensor(sub_2, mul_8);  sub_2 = mul_8 = None
        div: "bf16[64, 1]" = torch.ops.aten.div.Tensor(convert_element_type_3, 48);  convert_element_type_3 = None
        mul_9: "f32[64, 48]" = torch.ops.aten.mul.Tensor(div, sub_3);  div = sub_3 = None
        mul_10: "f32[64, 48]" = torch.ops.aten.mul.Tensor(convert_element_type_4, mul_4);  mul_4 = None
        sum_3: "f32[48]" = torch.ops.aten.sum.dim_IntList(mul_10, [0]);  mul_10 = None
        sum_4: "f32[48]" = torch.ops.aten.sum.dim_IntList(convert_element_type_4, [0]);  convert_element_type_4 = None
        convert_element_type_8: "bf16[64, 48]" = torch.ops.prims.convert_element_type.default(mul_9, torch.bfloat16);  mul_9 = None
        convert_element_type_9: "bf16[48]" = torch.ops.prims.convert_element_type.default(sum_3, torch.bfloat16);  sum_3 = None
        convert_element_type_10: "bf16[48]" = torch.ops.prims.convert_element_type.default(sum_4, torch.bfloat16);  sum_4 = None
        return (convert_element_type_9, convert_element_type_10, convert_element_type_8, None)
