class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "c64[5, 10, 5]", arg1_1: "c64[10, 5]"):
        # File: drive.py:43 in fn, code: return op.op(a, *b, **c)
        expand: "c64[5, 10, 5]" = torch.ops.aten.expand.default(arg1_1, [5, 10, 5]);  arg1_1 = None
        view_as_real: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(arg0_1)
        select: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real, 3, 0);  view_as_real = None
        view_as_real_1: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(expand)
        select_1: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real_1, 3, 0);  view_as_real_1 = None
        ge: "b8[5, 10, 5]" = torch.ops.aten.ge.Tensor(select, select_1);  select = select_1 = None
        where: "c64[5, 10, 5]" = torch.ops.aten.where.self(ge, arg0_1, expand)
        where_1: "c64[5, 10, 5]" = torch.ops.aten.where.self(ge, expand, arg0_1);  ge = None
        view_as_real_2: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(arg0_1)
        select_2: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real_2, 3, 0);  view_as_real_2 = None
        abs_1: "f32[5, 10, 5]" = torch.ops.aten.abs.default(select_2)
        ne: "b8[5, 10, 5]" = torch.ops.aten.ne.Scalar(abs_1, inf);  abs_1 = None
        eq: "b8[5, 10, 5]" = torch.ops.aten.eq.Tensor(select_2, select_2);  select_2 = None
        mul: "b8[5, 10, 5]" = torch.ops.aten.mul.Tensor(eq, ne);  eq = ne = None
        logical_not: "b8[5, 10, 5]" = torch.ops.aten.logical_not.default(mul);  mul = None
        view_as_real_3: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(arg0_1);  arg0_1 = None
        select_3: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real_3, 3, 0);  view_as_real_3 = None
        view_as_real_4: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(expand);  expand = None
        select_4: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real_4, 3, 0);  view_as_real_4 = None
        eq_1: "b8[5, 10, 5]" = torch.ops.aten.eq.Tensor(select_3, select_4);  select_3 = select_4 = None
        logical_and: "b8[5, 10, 5]" = torch.ops.aten.logical_and.default(logical_not, eq_1);  logical_not = eq_1 = None
        view_as_real_5: "f32[5, 10, 5, 2]" = torch.ops.aten.view_as_real.default(where_1)
        select_5: "f32[5, 10, 5]" = torch.ops.aten.select.int(view_as_real_5, 3, 0);  view_as_real_5 = None
        lt: "b8[5, 10, 5]" = torch.ops.aten.lt.Scalar(select_5, 0);  select_5 = None
        exp: "c64[5, 10, 5]" = torch.ops.aten.exp.default(where_1)
        exp_1: "c64[5, 10, 5]" = torch.ops.aten.exp.default(where)
        view: "f32[5, 10, 10]" = torch.ops.aten.view.dtype(exp, torch.float32);  exp = None
        view_1: "f32[5, 10, 5, 2]" = torch.ops.aten.view.default(view, [5, 10, 5, 2]);  view = None
        view_2: "f32[5, 10, 10]" = torch.ops.aten.view.dtype(exp_1, torch.float32);  exp_1 = None
        view_3: "f32[5, 10, 5, 2]" = torch.ops.aten.view.default(view_2, [5, 10, 5, 2]);  view_2 = None
        add_2: "f32[5, 10, 5, 2]" = torch.ops.aten.add.Tensor(view_1, view_3);  view_1 = view_3 = None
        view_4: "f32[5, 10, 10]" = torch.ops.aten.view.default(add_2, [5, 10, 10]);  add_2 = None
        view_5: "c64[5, 10, 5]" = torch.ops.aten.view.dtype(view_4, torch.complex64);  view_4 = None
        log: "c64[5, 10, 5]" = torch.ops.aten.log.default(view_5);  view_5 = None
        where_2: "c64[5, 10, 5]" = torch.ops.aten.where.self(lt, where_1, log);  lt = log = None
        sub: "c64[5, 10, 5]" = torch.ops.aten.sub.Tensor(where_1, where)
        exp_2: "c64[5, 10, 5]" = torch.ops.aten.exp.default(sub);  sub = None
        log1p: "c64[5, 10, 5]" = torch.ops.aten.log1p.default(exp_2);  exp_2 = None
        view_6: "f32[5, 10, 10]" = torch.ops.aten.view.dtype(where, torch.float32);  where = None
        view_7: "f32[5, 10, 5, 2]" = torch.ops.aten.view.default(view_6, [5, 10, 5, 2]);  view_6 = None
        view_8: "f32[5, 10, 10]" = torch.ops.aten.view.dtype(log1p, torch.float32);  log1p = None
        view_9: "f32[5, 10, 5, 2]" = torch.ops.aten.view.default(view_8, [5, 10, 5, 2]);  view_8 = None
        add_5: "f32[5, 10, 5, 2]" = torch.ops.aten.add.Tensor(view_7, view_9);  view_7 = view_9 = None
        view_10: "f32[5, 10, 10]" = torch.ops.aten.view.default(add_5, [5, 10, 10]);  add_5 = None
        view_11: "c64[5, 10, 5]" = torch.ops.aten.view.dtype(view_10, torch.complex64);  view_10 = None
        where_3: "c64[5, 10, 5]" = torch.ops.aten.where.self(logical_and, where_2, view_11);  logical_and = where_2 = view_11 = None
        isnan: "b8[5, 10, 5]" = torch.ops.aten.isnan.default(where_1);  where_1 = None
        full_default: "c64[]" = torch.ops.aten.full.default([], complex(nan, nan), dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_4: "c64[5, 10, 5]" = torch.ops.aten.where.self(isnan, full_default, where_3);  isnan = full_default = where_3 = None
        return (where_4,)
