class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s33)", arg1_1: "Sym(s50)", arg2_1: "f32[s33, s50]", arg3_1: "bf16[s33, s50]", arg4_1: "Sym(s0)", arg5_1: "f32[s0, s33, s50]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        permute: "f32[s50, s33]" = torch.ops.aten.permute.default(arg2_1, [1, 0])
        clone: "f32[s50, s33]" = torch.ops.aten.clone.default(permute, memory_format = torch.contiguous_format);  permute = None
        permute_1: "f32[s33, s50]" = torch.ops.aten.permute.default(clone, [1, 0]);  clone = None
        cat: "f32[2*s33, s50]" = torch.ops.aten.cat.default([permute_1, arg2_1]);  permute_1 = None
        sym_size_int_2: "Sym(2*s33)" = torch.ops.aten.sym_size.int(cat, 0)
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        convert_element_type: "f32[s33, s50]" = torch.ops.prims.convert_element_type.default(arg3_1, torch.float32)
        pow_1: "f32[s33, s50]" = torch.ops.aten.pow.Tensor_Scalar(convert_element_type, 2);  convert_element_type = None
        sum_1: "f32[s33, 1]" = torch.ops.aten.sum.dim_IntList(pow_1, [1], True);  pow_1 = None
        pow_2: "f32[s33, 1]" = torch.ops.aten.pow.Tensor_Scalar(sum_1, 0.5);  sum_1 = None
        gt: "b8[s33, 1]" = torch.ops.aten.gt.Scalar(pow_2, 1.0)
        add_12: "f32[s33, 1]" = torch.ops.aten.add.Tensor(pow_2, 1e-07);  pow_2 = None
        reciprocal: "f32[s33, 1]" = torch.ops.aten.reciprocal.default(add_12);  add_12 = None
        mul_10: "f32[s33, 1]" = torch.ops.aten.mul.Tensor(reciprocal, 1.0);  reciprocal = None
        full_default: "f32[]" = torch.ops.aten.full.default([], 1.0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where: "f32[s33, 1]" = torch.ops.aten.where.self(gt, mul_10, full_default);  gt = mul_10 = full_default = None
        convert_element_type_1: "bf16[s33, 1]" = torch.ops.prims.convert_element_type.default(where, torch.bfloat16);  where = None
        mul_11: "bf16[s33, s50]" = torch.ops.aten.mul.Tensor(arg3_1, convert_element_type_1);  arg3_1 = convert_element_type_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        abs_1: "f32[2*s33, s50]" = torch.ops.aten.abs.default(cat)
        add_19: "f32[2*s33, s50]" = torch.ops.aten.add.Tensor(abs_1, 1);  abs_1 = None
        div: "f32[2*s33, s50]" = torch.ops.aten.div.Tensor(cat, add_19);  add_19 = None
        mul_22: "f32[2*s33, s50]" = torch.ops.aten.mul.Tensor(div, 2);  div = None
        add_29: "f32[2*s33, s50]" = torch.ops.aten.add.Tensor(cat, mul_22);  cat = mul_22 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        sort = torch.ops.aten.sort.default(arg5_1, 0);  arg5_1 = None
        getitem: "f32[s0, s33, s50]" = sort[0];  sort = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        rev: "f32[2*s33, s50]" = torch.ops.prims.rev.default(add_29, [0])
        cat_2: "f32[2*s33, 2*s50]" = torch.ops.aten.cat.default([add_29, rev], 1);  add_29 = rev = None
        view: "f32[2*s33, 2, s50]" = torch.ops.aten.view.default(cat_2, [sym_size_int_2, 2, arg1_1]);  cat_2 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        add_65: "f32[s0, s33, s50]" = torch.ops.aten.add.Tensor(getitem, arg2_1);  getitem = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        rev_1: "f32[2*s33, 2, s50]" = torch.ops.prims.rev.default(view, [0])
        cat_3: "f32[2*s33, 2, 2*s50]" = torch.ops.aten.cat.default([view, rev_1], 2);  view = rev_1 = None
        view_1: "f32[2*s33, 2, 2, s50]" = torch.ops.aten.view.default(cat_3, [sym_size_int_2, 2, 2, arg1_1]);  cat_3 = sym_size_int_2 = arg1_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        mul_59: "f32[s33, s50]" = torch.ops.aten.mul.Tensor(arg2_1, 0.5)
        add_88: "f32[s33, s50]" = torch.ops.aten.add.Tensor(mul_59, 1);  mul_59 = None
        copy_: "f32[s33, s50]" = torch.ops.aten.copy_.default(arg2_1, add_88);  arg2_1 = add_88 = copy_ = None
        return (mul_11, add_65, view_1)
        