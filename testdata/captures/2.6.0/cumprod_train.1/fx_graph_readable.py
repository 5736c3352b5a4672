class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[3, 5]", tangents_1: "f32[]"):
         # File: cases_small.py:9 in cumprod_train, code: def cumprod_train(x): return x.cumprod(-1).sum()
        expand: "f32[3, 5]" = torch.ops.aten.expand.default(tangents_1, [3, 5]);  tangents_1 = None
        full: "f32[1]" = torch.ops.aten.full.default([1], 1, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        expand_1: "f32[3, 1]" = torch.ops.aten.expand.default(full, [3, 1]);  full = None
        slice_1: "f32[3, 4]" = torch.ops.aten.slice.Tensor(primals_1, 1, 1)
        cumprod_1: "f32[3, 4]" = torch.ops.aten.cumprod.default(slice_1, 1);  slice_1 = None
        cat: "f32[3, 5]" = torch.ops.aten.cat.default([expand_1, cumprod_1], 1);  expand_1 = cumprod_1 = None
        slice_2: "f32[3, 5]" = torch.ops.aten.slice.Tensor(expand, 1, 0)
        mul_1: "f32[3, 5]" = torch.ops.aten.mul.Tensor(slice_2, cat);  slice_2 = cat = None
        sum_2: "f32[3]" = torch.ops.aten.sum.dim_IntList(mul_1, [1]);  mul_1 = None
        slice_3: "f32[3, 1]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 1)
        prod: "f32[3, 1]" = torch.ops.aten.prod.dim_int(slice_3, 1, True);  slice_3 = None
        slice_4: "f32[3, 3]" = torch.ops.aten.slice.Tensor(primals_1, 1, 2)
        cumprod_2: "f32[3, 3]" = torch.ops.aten.cumprod.default(slice_4, 1);  slice_4 = None
        expand_2: "f32[3, 3]" = torch.ops.aten.expand.default(prod, [3, 3])
        mul_2: "f32[3, 3]" = torch.ops.aten.mul.Tensor(expand_2, cumprod_2);  expand_2 = cumprod_2 = None
        cat_1: "f32[3, 4]" = torch.ops.aten.cat.default([prod, mul_2], 1);  prod = mul_2 = None
        slice_5: "f32[3, 4]" = torch.ops.aten.slice.Tensor(expand, 1, 1)
        mul_3: "f32[3, 4]" = torch.ops.aten.mul.Tensor(slice_5, cat_1);  slice_5 = cat_1 = None
        sum_3: "f32[3]" = torch.ops.aten.sum.dim_IntList(mul_3, [1]);  mul_3 = None
        slice_6: "f32[3, 2]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 2)
        prod_1: "f32[3, 1]" = torch.ops.aten.prod.dim_int(slice_6, 1, True);  slice_6 = None
        slice_7: "f32[3, 2]" = torch.ops.aten.slice.Tensor(primals_1, 1, 3)
        cumprod_3: "f32[3, 2]" = torch.ops.aten.cumprod.default(slice_7, 1);  slice_7 = None
        expand_3: "f32[3, 2]" = torch.ops.aten.expand.default(prod_1, [3, 2])
        mul_4: "f32[3, 2]" = torch.ops.aten.mul.Tensor(expand_3, cumprod_3);  expand_3 = cumprod_3 = None
        cat_2: "f32[3, 3]" = torch.ops.aten.cat.default([prod_1, mul_4], 1);  prod_1 = mul_4 = None
        slice_8: "f32[3, 3]" = torch.ops.aten.slice.Tensor(expand, 1, 2)
        mul_5: "f32[3, 3]" = torch.ops.aten.mul.Tensor(slice_8, cat_2);  slice_8 = cat_2 = None
        sum_4: "f32[3]" = torch.ops.aten.sum.dim_IntList(mul_5, [1]);  mul_5 = None
        slice_9: "f32[3, 3]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 3)
        prod_2: "f32[3, 1]" = torch.ops.aten.prod.dim_int(slice_9, 1, True);  slice_9 = None
        slice_10: "f32[3, 1]" = torch.ops.aten.slice.Tensor(primals_1, 1, 4)
        cumprod_4: "f32[3, 1]" = torch.ops.aten.cumprod.default(slice_10, 1);  slice_10 = None
        expand_4: "f32[3, 1]" = torch.ops.aten.expand.default(prod_2, [3, 1])
        mul_6: "f32[3, 1]" = torch.ops.aten.mul.Tensor(expand_4, cumprod_4);  expand_4 = cumprod_4 = None
        cat_3: "f32[3, 2]" = torch.ops.aten.cat.default([prod_2, mul_6], 1);  prod_2 = mul_6 = None
        slice_11: "f32[3, 2]" = torch.ops.aten.slice.Tensor(expand, 1, 3)
        mul_7: "f32[3, 2]" = torch.ops.aten.mul.Tensor(slice_11, cat_3);  slice_11 = cat_3 = None
        sum_5: "f32[3]" = torch.ops.aten.sum.dim_IntList(mul_7, [1]);  mul_7 = None
        slice_12: "f32[3, 4]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 4);  primals_1 = None
        prod_3: "f32[3, 1]" = torch.ops.aten.prod.dim_int(slice_12, 1, True);  slice_12 = None
        slice_13: "f32[3, 1]" = torch.ops.aten.slice.Tensor(expand, 1, 4);  expand = None
        mul_8: "f32[3, 1]" = torch.ops.aten.mul.Tensor(slice_13, prod_3);  slice_13 = prod_3 = None
        sum_6: "f32[3]" = torch.ops.aten.sum.dim_IntList(mul_8, [1]);  mul_8 = None
        unsqueeze: "f32[3, 1]" = torch.ops.aten.unsqueeze.default(sum_2, 1);  sum_2 = None
        unsqueeze_1: "f32[3, 1]" = torch.ops.aten.unsqueeze.default(sum_3, 1);  sum_3 = None
        unsqueeze_2: "f32[3, 1]" = torch.ops.aten.unsqueeze.default(sum_4, 1);  sum_4 = None
        unsqueeze_3: "f32[3, 1]" = torch.ops.aten.unsqueeze.default(sum_5, 1);  sum_5 = None
        unsqueeze_4: "f32[3, 1]" = torch.ops.aten.unsqueeze.default(sum_6, 1);  sum_6 = None
        cat_4: "f32[3, 5]" = torch.ops.aten.cat.default([unsqueeze, unsqueeze_1, unsqueeze_2, unsqueeze_3, unsqueeze_4], 1);  unsqueeze = unsqueeze_1 = unsqueeze_2 = unsqueeze_3 = unsqueeze_4 = None
        return (cat_4,)
        