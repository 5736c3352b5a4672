class GraphModule(torch.nn.Module):
    def forward(self, primals_1: f32[8]):
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        view: f32[1, 8] = torch.ops.aten.view.default(primals_1, [1, -1])
        reflection_pad1d: f32[1, 10] = torch.ops.aten.reflection_pad1d.default(view, [1, 1])
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        constant_pad_nd: f32[10] = torch.ops.aten.constant_pad_nd.default(primals_1, [2, 0], 1.0)
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        mul: f32[10] = torch.ops.aten.mul.Tensor(constant_pad_nd, 2)
        cat: f32[18] = torch.ops.aten.cat.default([primals_1, mul]);  primals_1 = mul = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        complex_1: c64[18] = torch.ops.aten.complex.default(cat, cat)
        _conj: c64[18] = torch.ops.aten._conj.default(complex_1);  complex_1 = None
        _conj_1: c64[18] = torch.ops.aten._conj.default(_conj);  _conj = None
        view_as_real: f32[18, 2] = torch.ops.aten.view_as_real.default(_conj_1);  _conj_1 = None
        _neg_view: f32[18, 2] = torch.ops.aten._neg_view.default(view_as_real);  view_as_real = None
        select: f32[18] = torch.ops.aten.select.int(_neg_view, 1, 1);  _neg_view = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        maximum: f32[10] = torch.ops.aten.maximum.default(constant_pad_nd, constant_pad_nd)
        return [reflection_pad1d, constant_pad_nd, cat, select, maximum, view, constant_pad_nd]
        