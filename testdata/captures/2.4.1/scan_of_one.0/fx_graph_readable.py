class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f16[5, 1, 4]", primals_2: "bf16[5, 1]", primals_3: "f32[1, 4]"):
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        convert_element_type: "f32[5, 1, 4]" = torch.ops.prims.convert_element_type.default(primals_1, torch.float32);  primals_1 = None
        add: "f32[5, 1, 4]" = torch.ops.aten.add.Tensor(convert_element_type, 0.1)
        _cdist_forward: "f32[5, 1, 1]" = torch.ops.aten._cdist_forward.default(convert_element_type, add, 2.0, None)
        
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        cummax_1 = torch.ops.aten.cummax.default(primals_2, -1);  primals_2 = None
        getitem_3: "i64[5, 1]" = cummax_1[1];  cummax_1 = None
        
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        rev: "f32[1, 4]" = torch.ops.prims.rev.default(primals_3, [0])
        cat: "f32[1, 8]" = torch.ops.aten.cat.default([primals_3, rev], 1);  rev = None
        view: "f32[1, 2, 4]" = torch.ops.aten.view.default(cat, [1, 2, 4]);  cat = None
        
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        atan2: "f32[5, 1, 1]" = torch.ops.aten.atan2.default(_cdist_forward, _cdist_forward)
        
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        sigmoid: "f32[5, 1, 1]" = torch.ops.aten.sigmoid.default(atan2)
        mul_3: "f32[5, 1, 1]" = torch.ops.aten.mul.Tensor(atan2, sigmoid);  atan2 = sigmoid = None
        
        # File: torch/_dynamo/external_utils.py:38 in inner, code: return fn(*args, **kwargs)
        add_1: "f32[1, 4]" = torch.ops.aten.add.Tensor(primals_3, 0.1)
        _cdist_forward_1: "f32[1, 1]" = torch.ops.aten._cdist_forward.default(primals_3, add_1, 2.0, None)
        return [getitem_3, view, mul_3, _cdist_forward_1, primals_3, convert_element_type, add, _cdist_forward, add_1, _cdist_forward_1]
        