class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "bf16[16, 16]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        convert_element_type: "f32[16, 16]" = torch.ops.prims.convert_element_type.default(primals_1, torch.float32)
        full_default: "f32[]" = torch.ops.aten.full.default([], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        minimum: "f32[16, 16]" = torch.ops.aten.minimum.default(full_default, convert_element_type);  full_default = None
        abs_1: "f32[16, 16]" = torch.ops.aten.abs.default(convert_element_type);  convert_element_type = None
        neg: "f32[16, 16]" = torch.ops.aten.neg.default(abs_1);  abs_1 = None
        exp: "f32[16, 16]" = torch.ops.aten.exp.default(neg);  neg = None
        log1p: "f32[16, 16]" = torch.ops.aten.log1p.default(exp);  exp = None
        sub: "f32[16, 16]" = torch.ops.aten.sub.Tensor(minimum, log1p);  minimum = log1p = None
        convert_element_type_1: "bf16[16, 16]" = torch.ops.prims.convert_element_type.default(sub, torch.bfloat16);  sub = None
        
         # File: torch/nn/functional.py:5294 in pad, code: return torch._C._nn.pad(input, pad, mode, value)
        constant_pad_nd: "bf16[16, 16]" = torch.ops.aten.constant_pad_nd.default(primals_1, [-1, 1], 0.0)
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        unfold: "bf16[16, 1, 16]" = torch.ops.aten.unfold.default(constant_pad_nd, -1, 16, 1)
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        topk = torch.ops.aten.topk.default(unfold, 14, -3)
        getitem_3: "i64[14, 1, 16]" = topk[1];  topk = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        convert_element_type_3: "f32[16, 16]" = torch.ops.prims.convert_element_type.default(constant_pad_nd, torch.float32)
        var: "f32[1, 16]" = torch.ops.aten.var.correction(convert_element_type_3, [-2], correction = 0.0, keepdim = True);  convert_element_type_3 = None
        sqrt: "f32[1, 16]" = torch.ops.aten.sqrt.default(var);  var = None
        convert_element_type_4: "bf16[1, 16]" = torch.ops.prims.convert_element_type.default(sqrt, torch.bfloat16);  sqrt = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        mean: "bf16[16]" = torch.ops.aten.mean.dim(convert_element_type_4, [-2])
        return (convert_element_type_1, unfold, getitem_3, convert_element_type_4, mean, primals_1, constant_pad_nd, convert_element_type_4)
        