class GraphModule(torch.nn.Module):
    def forward(self, div: f32[16, 4], slice_2: f32[7], view_2: f32[5, 1], _fft_r2c: c64[16, 4], abs_1: f32[16, 4], getitem: f32[5, 7], getitem_1: i64[5, 7], logical_and: b8[2], tangents_1: f16[2], tangents_2: f32[2], tangents_3: f32[16, 4], tangents_4: f16[2], tangents_5: f32[5, 7], tangents_6: f32[5, 7]):
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        sigmoid: f32[5, 7] = torch.ops.aten.sigmoid.default(getitem);  getitem = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        div_2: f32[5, 7] = torch.ops.aten.div.Tensor(tangents_6, 3);  tangents_6 = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        sub_1: f32[5, 7] = torch.ops.aten.sub.Tensor(1, sigmoid)
        mul_1: f32[5, 7] = torch.ops.aten.mul.Tensor(sigmoid, sub_1);  sigmoid = sub_1 = None
        mul_2: f32[5, 7] = torch.ops.aten.mul.Tensor(div_2, mul_1);  div_2 = mul_1 = None
        
        # File: <string>:11, code: Gradient addition node due to multiple use of tensor around:
        add_1: f32[5, 7] = torch.ops.aten.add.Tensor(tangents_5, mul_2);  tangents_5 = mul_2 = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        full_1: f32[5, 7] = torch.ops.aten.full.default([5, 7], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        scatter: f32[5, 7] = torch.ops.aten.scatter.src(full_1, 1, getitem_1, add_1);  full_1 = getitem_1 = add_1 = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        scalar_tensor: f16[] = torch.ops.aten.scalar_tensor.default(0.0, dtype = torch.float16, layout = torch.strided, device = device(type='cuda'))
        where: f16[2] = torch.ops.aten.where.self(logical_and, tangents_4, scalar_tensor);  logical_and = tangents_4 = scalar_tensor = None
        
        # File: <string>:9, code: Gradient addition node due to multiple use of tensor around:
        add_2: f16[2] = torch.ops.aten.add.Tensor(tangents_1, where);  tangents_1 = where = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        eq: b8[16, 4] = torch.ops.aten.eq.Scalar(abs_1, 0)
        div_3: c64[16, 4] = torch.ops.aten.div.Tensor(_fft_r2c, abs_1);  _fft_r2c = abs_1 = None
        scalar_tensor_1: c64[] = torch.ops.aten.scalar_tensor.default(0, dtype = torch.complex64, layout = torch.strided, device = device(type='cuda'))
        where_1: c64[16, 4] = torch.ops.aten.where.self(eq, scalar_tensor_1, div_3);  eq = scalar_tensor_1 = div_3 = None
        mul_3: c64[16, 4] = torch.ops.aten.mul.Tensor(tangents_3, where_1);  tangents_3 = where_1 = None
        _fft_c2c: c64[16, 4] = torch.ops.aten._fft_c2c.default(mul_3, [1], 0, False);  mul_3 = None
        view_as_real: f32[16, 4, 2] = torch.ops.aten.view_as_real.default(_fft_c2c);  _fft_c2c = None
        select: f32[16, 4] = torch.ops.aten.select.int(view_as_real, 2, 0);  view_as_real = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        mul_4: f32[5, 7] = torch.ops.aten.mul.Tensor(scatter, view_2);  view_2 = None
        mul_5: f32[5, 7] = torch.ops.aten.mul.Tensor(scatter, slice_2);  scatter = slice_2 = None
        sum_2: f32[5, 1] = torch.ops.aten.sum.dim_IntList(mul_5, [1], True);  mul_5 = None
        sum_3: f32[1, 7] = torch.ops.aten.sum.dim_IntList(mul_4, [0], True);  mul_4 = None
        view_3: f32[7] = torch.ops.aten.view.default(sum_3, [7]);  sum_3 = None
        view_4: f32[5] = torch.ops.aten.view.default(sum_2, [5]);  sum_2 = None
        full_2: f32[64] = torch.ops.aten.full.default([64], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        slice_scatter: f32[64] = torch.ops.aten.slice_scatter.default(full_2, view_3, 0, 0, 7);  view_3 = None
        view_5: f32[16, 4] = torch.ops.aten.view.default(slice_scatter, [16, 4]);  slice_scatter = None
        slice_scatter_1: f32[64] = torch.ops.aten.slice_scatter.default(full_2, view_4, 0, 0, 5);  full_2 = view_4 = None
        view_6: f32[16, 4] = torch.ops.aten.view.default(slice_scatter_1, [16, 4]);  slice_scatter_1 = None
        
        # File: <string>:6, code: Gradient addition node due to multiple use of tensor around:
        add_3: f32[16, 4] = torch.ops.aten.add.Tensor(view_5, view_6);  view_5 = view_6 = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        full_4: f32[2] = torch.ops.aten.full.default([2], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        convert_element_type_3: f32[2] = torch.ops.prims.convert_element_type.default(add_2, torch.float32);  add_2 = None
        
        # File: <string>:4, code: Gradient addition node due to multiple use of tensor around:
        add_4: f32[2] = torch.ops.aten.add.Tensor(full_4, convert_element_type_3);  full_4 = convert_element_type_3 = None
        
        # File: torch/_dynamo/external_utils.py:17, code: return fn(*args, **kwargs)
        mul_6: f32[16, 4] = torch.ops.aten.mul.Tensor(select, div);  select = None
        sum_4: f32[16, 1] = torch.ops.aten.sum.dim_IntList(mul_6, [1], True)
        mul_7: f32[16, 4] = torch.ops.aten.mul.Tensor(div, sum_4);  div = sum_4 = None
        sub_2: f32[16, 4] = torch.ops.aten.sub.Tensor(mul_6, mul_7);  mul_6 = mul_7 = None
        
        # File: <string>:2, code: Gradient addition node due to multiple use of tensor around:
        add_5: f32[16, 4] = torch.ops.aten.add.Tensor(sub_2, add_3);  sub_2 = None
        add_6: f32[16, 4] = torch.ops.aten.add.Tensor(add_5, add_3);  add_5 = add_3 = None
        return [add_6, add_4]
        