class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[2, 5]", arg1_1: "i32[2]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        isnan: "b8[2, 5]" = torch.ops.aten.isnan.default(arg0_1)
        lt: "b8[2, 5]" = torch.ops.aten.lt.Tensor(arg0_1, arg0_1)
        bitwise_or: "b8[2, 5]" = torch.ops.aten.bitwise_or.Tensor(isnan, lt);  isnan = lt = None
        where: "f16[2, 5]" = torch.ops.aten.where.self(bitwise_or, arg0_1, arg0_1);  bitwise_or = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        cat: "f16[4, 5]" = torch.ops.aten.cat.default([where, arg0_1], -2)
        cat_1: "f16[6, 5]" = torch.ops.aten.cat.default([cat, where], -2);  cat = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        any_1: "b8[5]" = torch.ops.aten.any.dim(where, -2);  where = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        where_1: "f16[6, 5]" = torch.ops.aten.where.self(any_1, cat_1, cat_1);  any_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        unsqueeze: "f16[6, 1, 5]" = torch.ops.aten.unsqueeze.default(cat_1, 1)
        expand: "f16[6, 2, 5]" = torch.ops.aten.expand.default(unsqueeze, [6, 2, 5]);  unsqueeze = None
        clone: "f16[6, 2, 5]" = torch.ops.aten.clone.default(expand, memory_format = torch.contiguous_format);  expand = None
        view: "f16[6, 10]" = torch.ops.aten.view.default(clone, [6, 10]);  clone = None
        cat_2: "f16[6, 15]" = torch.ops.aten.cat.default([view, cat_1], -1);  view = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        lt_1: "b8[6, 5]" = torch.ops.aten.lt.Scalar(where_1, 0)
        full_default: "f16[]" = torch.ops.aten.full.default([], 3.0, dtype = torch.float16, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_2: "f16[6, 5]" = torch.ops.aten.where.self(lt_1, full_default, where_1);  lt_1 = full_default = where_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        view_1: "f16[90, 1]" = torch.ops.aten.view.default(cat_2, [-1, 1])
        view_2: "f16[1, 90]" = torch.ops.aten.view.default(cat_2, [1, -1]);  cat_2 = None
        full_default_1: "f16[90, 90]" = torch.ops.aten.full.default([90, 90], 0, dtype = torch.float16, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        cat_3: "f16[90, 91]" = torch.ops.aten.cat.default([view_1, full_default_1], 1);  view_1 = full_default_1 = None
        full_default_2: "f16[1, 1]" = torch.ops.aten.full.default([1, 1], 0, dtype = torch.float16, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        cat_4: "f16[1, 91]" = torch.ops.aten.cat.default([full_default_2, view_2], 1);  full_default_2 = view_2 = None
        cat_5: "f16[91, 91]" = torch.ops.aten.cat.default([cat_3, cat_4]);  cat_3 = cat_4 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        mul: "f16[2, 5]" = torch.ops.aten.mul.Tensor(arg0_1, 0.5)
        add: "f16[2, 5]" = torch.ops.aten.add.Tensor(mul, 1);  mul = None
        copy_: "f16[2, 5]" = torch.ops.aten.copy_.default(arg0_1, add);  arg0_1 = add = copy_ = None
        return (cat_1, where_2, cat_5)
        