class GraphModule(torch.nn.Module):
    def forward(self, getitem_11: "f32[64, 1]", getitem_10: "f32[64, 1]", getitem_9: "f32[48]", getitem_8: "f32[64, 48]", getitem_15: "f32[64, 1]", getitem_14: "f32[64, 1]", getitem_13: "f32[48]", getitem_12: "f32[64, 48]", tangents_1: "f32[64, 48]"):
        # Backward of forward node: File: /tmp/mixorder/py/mixcases.py:125 in fn, code: return layer(layer(x, w1), w2)
        partitioned_bw_subgraph_0_1 = self.partitioned_bw_subgraph_0_0

        # Annotation: {'call_id': 3} Backward of forward node: File: /tmp/mixorder/py/mixcases.py:125 in fn, code: return layer(layer(x, w1), w2)
        invoke_subgraph_7 = torch.ops.higher_order.invoke_subgraph(partitioned_bw_subgraph_0_1, 'partitioned_bw_subgraph_0_0', getitem_12, getitem_13, getitem_14, getitem_15, tangents_1);  partitioned_bw_subgraph_0_1 = getitem_12 = getitem_13 = getitem_14 = getitem_15 = tangents_1 = None

        # Backward of forward node: File: /tmp/mixorder/py/mixcases.py:125 in fn, code: return layer(layer(x, w1), w2)
        getitem_2: "f32[64, 48]" = invoke_subgraph_7[0]
        getitem_3: "f32[48]" = invoke_subgraph_7[1];  invoke_subgraph_7 = None
        partitioned_bw_subgraph_0_0 = self.partitioned_bw_subgraph_0_0

        # Annotation: {'call_id': 2} Backward of forward node: File: /tmp/mixorder/py/mixcases.py:125 in fn, code: return layer(layer(x, w1), w2)
        invoke_subgraph_5 = torch.ops.higher_order.invoke_subgraph(partitioned_bw_subgraph_0_0, 'partitioned_bw_subgraph_0_0', getitem_8, getitem_9, getitem_10, getitem_11, getitem_2);  partitioned_bw_subgraph_0_0 = getitem_8 = getitem_9 = getitem_10 = getitem_11 = getitem_2 = None

        # Backward of forward node: File: /tmp/mixorder/py/mixcases.py:125 in fn, code: return layer(layer(x, w1), w2)
        getitem_5: "f32[64, 48]" = invoke_subgraph_5[0]
        getitem_6: "f32[48]" = invoke_subgraph_5[1];  invoke_subgraph_5 = None
        return (getitem_5, getitem_6, getitem_3)

    class partitioned_bw_subgraph_0_0(torch.nn.Module):
        def forward(self, primals_0: "f32[64, 48]", primals_1: "f32[48]", getitem_1: "f32[64, 1]", rsqrt: "f32[64, 1]", tangents_0: "f32[64, 48]"):
            # Backward of forward node: File: /tmp/mixorder/py/mixcases.py:123 in layer, code: return F.layer_norm(x, (cols,), w)
            mul_3: "f32[64, 48]" = torch.ops.aten.mul.Tensor(tangents_0, primals_1);  primals_1 = None
            mul_4: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_3, 48)
            sum_1: "f32[64, 1]" = torch.ops.aten.sum.dim_IntList(mul_3, [1], True)
            sub_1: "f32[64, 48]" = torch.ops.aten.sub.Tensor(primals_0, getitem_1);  primals_0 = getitem_1 = None
            mul_2: "f32[64, 48]" = torch.ops.aten.mul.Tensor(sub_1, rsqrt);  sub_1 = None
            mul_5: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_3, mul_2);  mul_3 = None
            sum_2: "f32[64, 1]" = torch.ops.aten.sum.dim_IntList(mul_5, [1], True);  mul_5 = None
            mul_6: "f32[64, 48]" = torch.ops.aten.mul.Tensor(mul_2, sum_2);  sum_2 = None
            sub_2: "f32[64, 48]" = torch.ops.aten.sub.Tensor(mul_4, sum_1);  mul_4 = sum_1 = None
            sub_3: "f32[64, 48]" = torch.ops.aten.sub.Tensor(sub_2, mul_6);  sub_2 = mul_6 = None
            div: "f32[64, 1]" = torch.ops.aten.div.Tensor(rsqrt, 48);  rsqrt = None
            mul_7: "f32[64, 48]" = torch.ops.aten.mul.Tensor(div, sub_3);  div = sub_3 = None
            mul_8: "f32[64, 48]" = torch.ops.aten.mul.Tensor(tangents_0, mul_2);  tangents_0 = mul_2 = None
            sum_3: "f32[48]" = torch.ops.aten.sum.dim_IntList(mul_8, [0]);  mul_8 = None
            return (mul_7, sum_3)
