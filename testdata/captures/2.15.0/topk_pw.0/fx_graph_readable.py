class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[9, 12]"):
        # File: model.py:1
        topk = torch.ops.aten.topk.default(arg0_1, 3, 1)
        getitem: "f32[9, 3]" = topk[0]
        getitem_1: "i64[9, 3]" = topk[1];  topk = None
        amax: "f32[9, 1]" = torch.ops.aten.amax.default(getitem, [-1], True)
        sub: "f32[9, 3]" = torch.ops.aten.sub.Tensor(getitem, amax);  getitem = amax = None
        exp: "f32[9, 3]" = torch.ops.aten.exp.default(sub);  sub = None
        sum_1: "f32[9, 1]" = torch.ops.aten.sum.dim_IntList(exp, [-1], True)
        div: "f32[9, 3]" = torch.ops.aten.div.Tensor(exp, sum_1);  exp = sum_1 = None
        gather: "f32[9, 3]" = torch.ops.aten.gather.default(arg0_1, 1, getitem_1);  arg0_1 = None
        mul: "f32[9, 3]" = torch.ops.aten.mul.Tensor(gather, 2);  gather = None
        ge: "b8[9, 3]" = torch.ops.aten.ge.Scalar(getitem_1, 0)
        logical_not: "b8[9, 3]" = torch.ops.aten.logical_not.default(ge);  ge = None
        any_1: "b8[]" = torch.ops.aten.any.dims(logical_not);  logical_not = None
        logical_not_1: "b8[]" = torch.ops.aten.logical_not.default(any_1);  any_1 = None
        _assert_async = torch.ops.aten._assert_async.msg(logical_not_1, 'one_hot: Class values must be non-negative.');  logical_not_1 = _assert_async = None
        lt: "b8[9, 3]" = torch.ops.aten.lt.Scalar(getitem_1, 12)
        logical_not_2: "b8[9, 3]" = torch.ops.aten.logical_not.default(lt);  lt = None
        any_2: "b8[]" = torch.ops.aten.any.dims(logical_not_2);  logical_not_2 = None
        logical_not_3: "b8[]" = torch.ops.aten.logical_not.default(any_2);  any_2 = None
        _assert_async_1 = torch.ops.aten._assert_async.msg(logical_not_3, 'one_hot: Class values must be smaller than num_classes.');  logical_not_3 = _assert_async_1 = None
        unsqueeze: "i64[9, 3, 1]" = torch.ops.aten.unsqueeze.default(getitem_1, -1);  getitem_1 = None
        iota: "i64[12]" = torch.ops.prims.iota.default(12, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        eq: "b8[9, 3, 12]" = torch.ops.aten.eq.Tensor(unsqueeze, iota);  unsqueeze = iota = None
        convert_element_type: "i64[9, 3, 12]" = torch.ops.prims.convert_element_type.default(eq, torch.int64);  eq = None
        sum_2: "i64[9, 12]" = torch.ops.aten.sum.dim_IntList(convert_element_type, [1]);  convert_element_type = None
        return (div, mul, sum_2)
