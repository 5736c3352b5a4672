class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[1, 1, 1]", primals_2: "f32[8, 16, 1]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        gt: "b8[1, 1, 1]" = torch.ops.aten.gt.Scalar(primals_1, 0)
        view: "f32[1]" = torch.ops.aten.view.default(primals_1, [-1])
        mul: "f32[1]" = torch.ops.aten.mul.Tensor(view, 2);  view = None
        masked_scatter: "f32[1, 1, 1]" = torch.ops.aten.masked_scatter.default(primals_1, gt, mul);  primals_1 = mul = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        convert_element_type: "f16[1, 1, 1]" = torch.ops.prims.convert_element_type.default(masked_scatter, torch.float16);  masked_scatter = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        gt_1: "b8[1, 1, 1]" = torch.ops.aten.gt.Scalar(convert_element_type, 0)
        view_1: "f16[1]" = torch.ops.aten.view.default(convert_element_type, [-1])
        mul_1: "f16[1]" = torch.ops.aten.mul.Tensor(view_1, 2);  view_1 = None
        masked_scatter_1: "f16[1, 1, 1]" = torch.ops.aten.masked_scatter.default(convert_element_type, gt_1, mul_1);  convert_element_type = mul_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        full_default: "f32[]" = torch.ops.aten.full.default([], 3.1415927410125732, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        lt: "b8[8, 16, 1]" = torch.ops.aten.lt.Scalar(primals_2, 0)
        full_default_1: "f32[]" = torch.ops.aten.full.default([], 0.0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where: "f32[8, 16, 1]" = torch.ops.aten.where.self(lt, full_default, full_default_1);  lt = full_default = full_default_1 = None
        isnan: "b8[8, 16, 1]" = torch.ops.aten.isnan.default(primals_2)
        full_default_2: "f32[]" = torch.ops.aten.full.default([], nan, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_1: "f32[8, 16, 1]" = torch.ops.aten.where.self(isnan, full_default_2, where);  isnan = full_default_2 = where = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        permute: "f32[1, 16, 8]" = torch.ops.aten.permute.default(primals_2, [2, 1, 0])
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        logcumsumexp: "f32[8, 16, 1]" = torch.ops.aten.logcumsumexp.default(primals_2, 0)
        return (masked_scatter_1, where_1, permute, logcumsumexp, primals_2, gt, gt_1, logcumsumexp)
        