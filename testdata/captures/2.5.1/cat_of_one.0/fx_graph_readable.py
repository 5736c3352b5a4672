class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[33, 12]", arg1_1: "b8[12, 12]", arg2_1: "f32[12, 12]", arg3_1: "f64[12, 12]"):
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        mul: "f64[12, 12]" = torch.ops.aten.mul.Tensor(arg3_1, 2)
        mul_1: "f64[12, 12]" = torch.ops.aten.mul.Tensor(arg3_1, 2)
        cat_2: "f64[36, 12]" = torch.ops.aten.cat.default([arg3_1, mul, mul_1], -2);  arg3_1 = mul = mul_1 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        slice_1: "f64[36, 1]" = torch.ops.aten.slice.Tensor(cat_2, -1, 2, 3);  cat_2 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        permute_3: "f64[1, 36]" = torch.ops.aten.permute.default(slice_1, [1, 0])
        clone_2: "f64[1, 36]" = torch.ops.aten.clone.default(permute_3, memory_format = torch.contiguous_format);  permute_3 = None
        permute_4: "f64[36, 1]" = torch.ops.aten.permute.default(clone_2, [1, 0]);  clone_2 = None
        cat_3: "f64[36, 2]" = torch.ops.aten.cat.default([permute_4, slice_1], -1);  permute_4 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        add: "f64[36, 2]" = torch.ops.aten.add.Tensor(cat_3, slice_1)
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        argmax: "i64[1]" = torch.ops.aten.argmax.default(slice_1, -2);  slice_1 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        abs_1: "f64[36, 2]" = torch.ops.aten.abs.default(cat_3)
        add_1: "f64[36, 2]" = torch.ops.aten.add.Tensor(abs_1, 0.1);  abs_1 = None
        log1p: "f64[36, 2]" = torch.ops.aten.log1p.default(add_1);  add_1 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        sign: "f64[36, 2]" = torch.ops.aten.sign.default(log1p);  log1p = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        isnan: "b8[36, 2]" = torch.ops.aten.isnan.default(sign)
        lt: "b8[36, 2]" = torch.ops.aten.lt.Tensor(sign, sign)
        bitwise_or: "b8[36, 2]" = torch.ops.aten.bitwise_or.Tensor(isnan, lt);  isnan = lt = None
        where: "f64[36, 2]" = torch.ops.aten.where.self(bitwise_or, sign, sign);  bitwise_or = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        mul_3: "f16[33, 12]" = torch.ops.aten.mul.Tensor(arg0_1, 0.5)
        add_2: "f16[33, 12]" = torch.ops.aten.add.Tensor(mul_3, 1);  mul_3 = None
        copy_: "f16[33, 12]" = torch.ops.aten.copy_.default(arg0_1, add_2);  arg0_1 = add_2 = copy_ = None
        return (cat_3, add, argmax, sign, where)
        