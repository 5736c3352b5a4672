class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i32[16, 2]", arg1_1: "f32[16, 2]", arg2_1: "f64[16, 2]"):
        # No stacktrace found for following nodes
        iota: "i64[2]" = torch.ops.prims.iota.default(2, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        add: "i64[2]" = torch.ops.aten.add.Tensor(iota, 1);  iota = None
        gt: "b8[16, 2]" = torch.ops.aten.gt.Scalar(arg1_1, 0)
        mul: "f32[16, 2]" = torch.ops.aten.mul.Tensor(arg1_1, 1.0)
        mul_1: "f32[16, 2]" = torch.ops.aten.mul.Tensor(arg1_1, 1.0);  arg1_1 = None
        expm1: "f32[16, 2]" = torch.ops.aten.expm1.default(mul_1);  mul_1 = None
        mul_2: "f32[16, 2]" = torch.ops.aten.mul.Tensor(expm1, 1.0);  expm1 = None
        where: "f32[16, 2]" = torch.ops.aten.where.self(gt, mul, mul_2);  gt = mul = mul_2 = None
        full: "f64[2, 16]" = torch.ops.aten.full.default([2, 16], 0, dtype = torch.float64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        permute: "f64[16, 2]" = torch.ops.aten.permute.default(full, [1, 0]);  full = None
        _tensor_constant0: "i64[1]" = self._tensor_constant0;  _tensor_constant0 = None
        full_default: "i64[1]" = torch.ops.aten.full.default([1], 0, dtype = torch.int64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        slice_1: "f64[1, 2]" = torch.ops.aten.slice.Tensor(arg2_1, 0, 0, 1)
        index_put: "f64[16, 2]" = torch.ops.aten.index_put.default(permute, [full_default], slice_1, True);  permute = full_default = slice_1 = None
        view: "f32[32]" = torch.ops.aten.view.default(where, [-1]);  where = None
        sub: "f32[32]" = torch.ops.aten.sub.Tensor(view, view);  view = None
        clone_3: "f64[16, 2]" = torch.ops.aten.clone.default(arg2_1, memory_format = torch.contiguous_format);  arg2_1 = None
        amax: "f64[16, 1]" = torch.ops.aten.amax.default(clone_3, [1], True)
        sub_1: "f64[16, 2]" = torch.ops.aten.sub.Tensor(clone_3, amax);  clone_3 = amax = None
        exp: "f64[16, 2]" = torch.ops.aten.exp.default(sub_1)
        sum_2: "f64[16, 1]" = torch.ops.aten.sum.dim_IntList(exp, [1], True);  exp = None
        log: "f64[16, 1]" = torch.ops.aten.log.default(sum_2);  sum_2 = None
        sub_2: "f64[16, 2]" = torch.ops.aten.sub.Tensor(sub_1, log);  sub_1 = log = None
        return (add, index_put, sub, sub_2)
