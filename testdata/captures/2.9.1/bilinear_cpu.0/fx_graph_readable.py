class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[7, 12, 8]", arg1_1: "f32[7, 12, 8]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        rev: "f16[7, 12, 8]" = torch.ops.prims.rev.default(arg0_1, [0])
        add: "f16[7, 12, 8]" = torch.ops.aten.add.Tensor(arg0_1, rev, alpha = 7);  rev = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        pow_1: "f16[7, 12, 8]" = torch.ops.aten.pow.Tensor_Scalar(add, 3);  add = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        le: "b8[7, 12, 8]" = torch.ops.aten.le.Tensor(pow_1, arg0_1);  arg0_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        view: "f32[1, 84, 8]" = torch.ops.aten.view.default(arg1_1, [1, -1, 8]);  arg1_1 = None
        unsqueeze: "f32[1, 1, 84, 8]" = torch.ops.aten.unsqueeze.default(view, 0);  view = None
        iota: "i64[3]" = torch.ops.prims.iota.default(3, start = 0, step = 1, dtype = torch.int64, device = device(type='cpu'), requires_grad = False)
        convert_element_type_2: "f32[3]" = torch.ops.prims.convert_element_type.default(iota, torch.float32);  iota = None
        mul_3: "f32[3]" = torch.ops.aten.mul.Tensor(convert_element_type_2, 41.5);  convert_element_type_2 = None
        clamp_min: "f32[3]" = torch.ops.aten.clamp_min.default(mul_3, 0.0);  mul_3 = None
        view_1: "f32[3, 1]" = torch.ops.aten.view.default(clamp_min, [3, 1]);  clamp_min = None
        convert_element_type_3: "i64[3, 1]" = torch.ops.prims.convert_element_type.default(view_1, torch.int64)
        add_2: "i64[3, 1]" = torch.ops.aten.add.Tensor(convert_element_type_3, 1)
        clamp_max: "i64[3, 1]" = torch.ops.aten.clamp_max.default(add_2, 83);  add_2 = None
        iota_1: "i64[7]" = torch.ops.prims.iota.default(7, start = 0, step = 1, dtype = torch.int64, device = device(type='cpu'), requires_grad = False)
        convert_element_type_4: "f32[7]" = torch.ops.prims.convert_element_type.default(iota_1, torch.float32);  iota_1 = None
        mul_4: "f32[7]" = torch.ops.aten.mul.Tensor(convert_element_type_4, 1.1666666666666667);  convert_element_type_4 = None
        clamp_min_1: "f32[7]" = torch.ops.aten.clamp_min.default(mul_4, 0.0);  mul_4 = None
        convert_element_type_5: "i64[7]" = torch.ops.prims.convert_element_type.default(clamp_min_1, torch.int64)
        add_3: "i64[7]" = torch.ops.aten.add.Tensor(convert_element_type_5, 1)
        clamp_max_1: "i64[7]" = torch.ops.aten.clamp_max.default(add_3, 7);  add_3 = None
        _unsafe_index: "f32[1, 1, 3, 7]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, convert_element_type_3, convert_element_type_5])
        _unsafe_index_1: "f32[1, 1, 3, 7]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, convert_element_type_3, clamp_max_1])
        _unsafe_index_2: "f32[1, 1, 3, 7]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max, convert_element_type_5])
        _unsafe_index_3: "f32[1, 1, 3, 7]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max, clamp_max_1]);  unsqueeze = clamp_max = clamp_max_1 = None
        sub_1: "f32[7]" = torch.ops.aten.sub.Tensor(clamp_min_1, convert_element_type_5);  clamp_min_1 = convert_element_type_5 = None
        clamp_min_2: "f32[7]" = torch.ops.aten.clamp_min.default(sub_1, 0.0);  sub_1 = None
        clamp_max_2: "f32[7]" = torch.ops.aten.clamp_max.default(clamp_min_2, 1.0);  clamp_min_2 = None
        sub_2: "f32[1, 1, 3, 7]" = torch.ops.aten.sub.Tensor(_unsafe_index_1, _unsafe_index);  _unsafe_index_1 = None
        mul_5: "f32[1, 1, 3, 7]" = torch.ops.aten.mul.Tensor(sub_2, clamp_max_2);  sub_2 = None
        add_4: "f32[1, 1, 3, 7]" = torch.ops.aten.add.Tensor(_unsafe_index, mul_5);  _unsafe_index = mul_5 = None
        sub_3: "f32[1, 1, 3, 7]" = torch.ops.aten.sub.Tensor(_unsafe_index_3, _unsafe_index_2);  _unsafe_index_3 = None
        mul_6: "f32[1, 1, 3, 7]" = torch.ops.aten.mul.Tensor(sub_3, clamp_max_2);  sub_3 = clamp_max_2 = None
        add_5: "f32[1, 1, 3, 7]" = torch.ops.aten.add.Tensor(_unsafe_index_2, mul_6);  _unsafe_index_2 = mul_6 = None
        sub_4: "f32[3, 1]" = torch.ops.aten.sub.Tensor(view_1, convert_element_type_3);  view_1 = convert_element_type_3 = None
        clamp_min_3: "f32[3, 1]" = torch.ops.aten.clamp_min.default(sub_4, 0.0);  sub_4 = None
        clamp_max_3: "f32[3, 1]" = torch.ops.aten.clamp_max.default(clamp_min_3, 1.0);  clamp_min_3 = None
        sub_5: "f32[1, 1, 3, 7]" = torch.ops.aten.sub.Tensor(add_5, add_4);  add_5 = None
        mul_7: "f32[1, 1, 3, 7]" = torch.ops.aten.mul.Tensor(sub_5, clamp_max_3);  sub_5 = clamp_max_3 = None
        add_6: "f32[1, 1, 3, 7]" = torch.ops.aten.add.Tensor(add_4, mul_7);  add_4 = mul_7 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        argmin: "i64[7, 12]" = torch.ops.aten.argmin.default(pow_1, -1);  pow_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        abs_1: "i64[7, 12]" = torch.ops.aten.abs.default(argmin);  argmin = None
        return (le, add_6, abs_1)
        