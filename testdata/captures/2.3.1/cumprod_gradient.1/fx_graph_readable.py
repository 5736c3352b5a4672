class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[2, 4]", cumprod: "f32[2, 4]", tangents_1: "f32[]"):
        # File: smallcases.py:5 in <lambda>, code: case('cumprod_gradient',lambda x:x.cumprod(1).exp().sum(),lambda:rn(2,4).requires_grad_(),backward=True)
        exp: "f32[2, 4]" = torch.ops.aten.exp.default(cumprod);  cumprod = None
        alias_2: "f32[2, 4]" = torch.ops.aten.alias.default(exp);  exp = None
        alias_3: "f32[2, 4]" = torch.ops.aten.alias.default(alias_2);  alias_2 = None
        expand: "f32[2, 4]" = torch.ops.aten.expand.default(tangents_1, [2, 4]);  tangents_1 = None
        alias_4: "f32[2, 4]" = torch.ops.aten.alias.default(alias_3);  alias_3 = None
        alias_5: "f32[2, 4]" = torch.ops.aten.alias.default(alias_4);  alias_4 = None
        mul: "f32[2, 4]" = torch.ops.aten.mul.Tensor(expand, alias_5);  expand = alias_5 = None
        full: "f32[1]" = torch.ops.aten.full.default([1], 1, dtype = torch.float32, layout = torch.strided, device = device(type='cpu'), pin_memory = False)
        expand_1: "f32[2, 1]" = torch.ops.aten.expand.default(full, [2, 1]);  full = None
        slice_1: "f32[2, 3]" = torch.ops.aten.slice.Tensor(primals_1, 1, 1)
        cumprod_1: "f32[2, 3]" = torch.ops.aten.cumprod.default(slice_1, 1);  slice_1 = None
        cat: "f32[2, 4]" = torch.ops.aten.cat.default([expand_1, cumprod_1], 1);  expand_1 = cumprod_1 = None
        slice_2: "f32[2, 4]" = torch.ops.aten.slice.Tensor(mul, 1, 0)
        mul_2: "f32[2, 4]" = torch.ops.aten.mul.Tensor(slice_2, cat);  slice_2 = cat = None
        sum_2: "f32[2]" = torch.ops.aten.sum.dim_IntList(mul_2, [1]);  mul_2 = None
        slice_3: "f32[2, 1]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 1)
        prod: "f32[2, 1]" = torch.ops.aten.prod.dim_int(slice_3, 1, True);  slice_3 = None
        slice_4: "f32[2, 2]" = torch.ops.aten.slice.Tensor(primals_1, 1, 2)
        cumprod_2: "f32[2, 2]" = torch.ops.aten.cumprod.default(slice_4, 1);  slice_4 = None
        expand_2: "f32[2, 2]" = torch.ops.aten.expand.default(prod, [2, 2])
        mul_3: "f32[2, 2]" = torch.ops.aten.mul.Tensor(expand_2, cumprod_2);  expand_2 = cumprod_2 = None
        cat_1: "f32[2, 3]" = torch.ops.aten.cat.default([prod, mul_3], 1);  prod = mul_3 = None
        slice_5: "f32[2, 3]" = torch.ops.aten.slice.Tensor(mul, 1, 1)
        mul_4: "f32[2, 3]" = torch.ops.aten.mul.Tensor(slice_5, cat_1);  slice_5 = cat_1 = None
        sum_3: "f32[2]" = torch.ops.aten.sum.dim_IntList(mul_4, [1]);  mul_4 = None
        slice_6: "f32[2, 2]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 2)
        prod_1: "f32[2, 1]" = torch.ops.aten.prod.dim_int(slice_6, 1, True);  slice_6 = None
        slice_7: "f32[2, 1]" = torch.ops.aten.slice.Tensor(primals_1, 1, 3)
        cumprod_3: "f32[2, 1]" = torch.ops.aten.cumprod.default(slice_7, 1);  slice_7 = None
        expand_3: "f32[2, 1]" = torch.ops.aten.expand.default(prod_1, [2, 1])
        mul_5: "f32[2, 1]" = torch.ops.aten.mul.Tensor(expand_3, cumprod_3);  expand_3 = cumprod_3 = None
        cat_2: "f32[2, 2]" = torch.ops.aten.cat.default([prod_1, mul_5], 1);  prod_1 = mul_5 = None
        slice_8: "f32[2, 2]" = torch.ops.aten.slice.Tensor(mul, 1, 2)
        mul_6: "f32[2, 2]" = torch.ops.aten.mul.Tensor(slice_8, cat_2);  slice_8 = cat_2 = None
        sum_4: "f32[2]" = torch.ops.aten.sum.dim_IntList(mul_6, [1]);  mul_6 = None
        slice_9: "f32[2, 3]" = torch.ops.aten.slice.Tensor(primals_1, 1, 0, 3);  primals_1 = None
        prod_2: "f32[2, 1]" = torch.ops.aten.prod.dim_int(slice_9, 1, True);  slice_9 = None
        slice_10: "f32[2, 1]" = torch.ops.aten.slice.Tensor(mul, 1, 3);  mul = None
        mul_7: "f32[2, 1]" = torch.ops.aten.mul.Tensor(slice_10, prod_2);  slice_10 = prod_2 = None
        sum_5: "f32[2]" = torch.ops.aten.sum.dim_IntList(mul_7, [1]);  mul_7 = None
        unsqueeze: "f32[2, 1]" = torch.ops.aten.unsqueeze.default(sum_2, 1);  sum_2 = None
        unsqueeze_1: "f32[2, 1]" = torch.ops.aten.unsqueeze.default(sum_3, 1);  sum_3 = None
        unsqueeze_2: "f32[2, 1]" = torch.ops.aten.unsqueeze.default(sum_4, 1);  sum_4 = None
        unsqueeze_3: "f32[2, 1]" = torch.ops.aten.unsqueeze.default(sum_5, 1);  sum_5 = None
        cat_3: "f32[2, 4]" = torch.ops.aten.cat.default([unsqueeze, unsqueeze_1, unsqueeze_2, unsqueeze_3], 1);  unsqueeze = unsqueeze_1 = unsqueeze_2 = unsqueeze_3 = None
        return [cat_3]
        