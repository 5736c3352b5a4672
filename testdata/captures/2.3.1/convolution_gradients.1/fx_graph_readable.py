class GraphModule(torch.nn.Module):
    def forward(self, primals_3: "f32[16, 8, 1]", primals_5: "f32[8, 1, 5]", primals_7: "f32[8]", primals_9: "f32[8, 8, 1]", primals_14: "f32[2, 9, 8]", getitem_1: "f32[2, 9, 1]", rsqrt: "f32[2, 9, 1]", permute: "f32[2, 8, 9]", convolution: "f32[2, 16, 9]", glu: "f32[2, 8, 9]", convolution_1: "f32[2, 8, 9]", squeeze_1: "f32[8]", mul_9: "f32[2, 8, 9]", mul_11: "f32[2, 8, 9]", unsqueeze_3: "f32[1, 8, 1]", tangents_1: "f32[2, 9, 8]"):
        # File: cases_new2.py:41 in forward, code: y = F.glu(self.p1(self.n(x).transpose(1, 2)), 1); return x + self.p2(F.silu(self.bn(self.dw(y)))).transpose(1, 2)
        sub: "f32[2, 9, 8]" = torch.ops.aten.sub.Tensor(primals_14, getitem_1);  primals_14 = getitem_1 = None
        mul: "f32[2, 9, 8]" = torch.ops.aten.mul.Tensor(sub, rsqrt);  sub = rsqrt = None
        permute_2: "f32[2, 8, 9]" = torch.ops.aten.permute.default(tangents_1, [0, 2, 1]);  tangents_1 = None
        convolution_backward = torch.ops.aten.convolution_backward.default(permute_2, mul_9, primals_9, [8], [1], [0], [1], False, [0], 1, [True, True, True]);  permute_2 = mul_9 = primals_9 = None
        getitem_4: "f32[2, 8, 9]" = convolution_backward[0]
        getitem_5: "f32[8, 8, 1]" = convolution_backward[1]
        getitem_6: "f32[8]" = convolution_backward[2];  convolution_backward = None
        mul_12: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(getitem_4, mul_11);  getitem_4 = mul_11 = None
        sum_1: "f32[8]" = torch.ops.aten.sum.dim_IntList(mul_12, [0, 2])
        sub_3: "f32[2, 8, 9]" = torch.ops.aten.sub.Tensor(convolution_1, unsqueeze_3);  convolution_1 = unsqueeze_3 = None
        mul_13: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(mul_12, sub_3)
        sum_2: "f32[8]" = torch.ops.aten.sum.dim_IntList(mul_13, [0, 2]);  mul_13 = None
        mul_14: "f32[8]" = torch.ops.aten.mul.Tensor(sum_1, 0.05555555555555555)
        unsqueeze_4: "f32[1, 8]" = torch.ops.aten.unsqueeze.default(mul_14, 0);  mul_14 = None
        unsqueeze_5: "f32[1, 8, 1]" = torch.ops.aten.unsqueeze.default(unsqueeze_4, 2);  unsqueeze_4 = None
        mul_15: "f32[8]" = torch.ops.aten.mul.Tensor(sum_2, 0.05555555555555555)
        mul_16: "f32[8]" = torch.ops.aten.mul.Tensor(squeeze_1, squeeze_1)
        mul_17: "f32[8]" = torch.ops.aten.mul.Tensor(mul_15, mul_16);  mul_15 = mul_16 = None
        unsqueeze_6: "f32[1, 8]" = torch.ops.aten.unsqueeze.default(mul_17, 0);  mul_17 = None
        unsqueeze_7: "f32[1, 8, 1]" = torch.ops.aten.unsqueeze.default(unsqueeze_6, 2);  unsqueeze_6 = None
        mul_18: "f32[8]" = torch.ops.aten.mul.Tensor(squeeze_1, primals_7);  primals_7 = None
        unsqueeze_8: "f32[1, 8]" = torch.ops.aten.unsqueeze.default(mul_18, 0);  mul_18 = None
        unsqueeze_9: "f32[1, 8, 1]" = torch.ops.aten.unsqueeze.default(unsqueeze_8, 2);  unsqueeze_8 = None
        mul_19: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(sub_3, unsqueeze_7);  sub_3 = unsqueeze_7 = None
        sub_5: "f32[2, 8, 9]" = torch.ops.aten.sub.Tensor(mul_12, mul_19);  mul_12 = mul_19 = None
        sub_6: "f32[2, 8, 9]" = torch.ops.aten.sub.Tensor(sub_5, unsqueeze_5);  sub_5 = unsqueeze_5 = None
        mul_20: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(sub_6, unsqueeze_9);  sub_6 = unsqueeze_9 = None
        mul_21: "f32[8]" = torch.ops.aten.mul.Tensor(sum_2, squeeze_1);  sum_2 = squeeze_1 = None
        convolution_backward_1 = torch.ops.aten.convolution_backward.default(mul_20, glu, primals_5, [8], [1], [2], [1], False, [0], 8, [True, True, True]);  mul_20 = glu = primals_5 = None
        getitem_7: "f32[2, 8, 9]" = convolution_backward_1[0]
        getitem_8: "f32[8, 1, 5]" = convolution_backward_1[1]
        getitem_9: "f32[8]" = convolution_backward_1[2];  convolution_backward_1 = None
        slice_1: "f32[2, 8, 9]" = torch.ops.aten.slice.Tensor(convolution, 1, 0, 8)
        slice_2: "f32[2, 8, 9]" = torch.ops.aten.slice.Tensor(convolution, 1, 8, 16);  convolution = None
        sigmoid_2: "f32[2, 8, 9]" = torch.ops.aten.sigmoid.default(slice_2);  slice_2 = None
        sub_7: "f32[2, 8, 9]" = torch.ops.aten.sub.Tensor(1.0, sigmoid_2)
        mul_22: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(sub_7, sigmoid_2);  sub_7 = None
        mul_23: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(mul_22, slice_1);  mul_22 = slice_1 = None
        mul_24: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(mul_23, getitem_7);  mul_23 = None
        mul_25: "f32[2, 8, 9]" = torch.ops.aten.mul.Tensor(sigmoid_2, getitem_7);  sigmoid_2 = getitem_7 = None
        cat: "f32[2, 16, 9]" = torch.ops.aten.cat.default([mul_25, mul_24], 1);  mul_25 = mul_24 = None
        convolution_backward_2 = torch.ops.aten.convolution_backward.default(cat, permute, primals_3, [16], [1], [0], [1], False, [0], 1, [True, True, True]);  cat = permute = primals_3 = None
        getitem_10: "f32[2, 8, 9]" = convolution_backward_2[0]
        getitem_11: "f32[16, 8, 1]" = convolution_backward_2[1]
        getitem_12: "f32[16]" = convolution_backward_2[2];  convolution_backward_2 = None
        permute_4: "f32[2, 9, 8]" = torch.ops.aten.permute.default(getitem_10, [0, 2, 1]);  getitem_10 = None
        clone: "f32[2, 9, 8]" = torch.ops.aten.clone.default(permute_4, memory_format = torch.contiguous_format);  permute_4 = None
        mul_31: "f32[2, 9, 8]" = torch.ops.aten.mul.Tensor(clone, mul);  mul = None
        sum_5: "f32[8]" = torch.ops.aten.sum.dim_IntList(mul_31, [0, 1]);  mul_31 = None
        sum_6: "f32[8]" = torch.ops.aten.sum.dim_IntList(clone, [0, 1]);  clone = None
        return [sum_5, sum_6, getitem_11, getitem_12, getitem_8, getitem_9, mul_21, sum_1, getitem_5, getitem_6, None, None, None, None]
        