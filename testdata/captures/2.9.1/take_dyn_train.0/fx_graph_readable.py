class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "Sym(s33)", primals_2: "Sym(s50)", primals_3: "Sym(s69)", sym_size_int_8: "Sym(2*s69)", le: "b8[s33, s50]", full_default_1: "i64[1]", permute_14: "bf16[1, s50, s33]", permute_15: "bf16[1, s33, s50]", tangents_1: "bf16[s33, s33]", tangents_2: "f32[s33, s50, 2*s69]", tangents_3: "f32[1]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        full: "f32[s33, s50, 2*s69]" = torch.ops.aten.full.default([primals_1, primals_2, sym_size_int_8], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        mul_118: "Sym(s33*s50)" = primals_1 * primals_2
        mul_119: "Sym(2*s33*s50*s69)" = mul_118 * sym_size_int_8;  mul_118 = None
        view_7: "f32[2*s33*s50*s69]" = torch.ops.aten.view.default(full, [mul_119]);  full = mul_119 = None
        index_put: "f32[2*s33*s50*s69]" = torch.ops.aten.index_put.default(view_7, [full_default_1], tangents_3, True);  view_7 = full_default_1 = tangents_3 = None
        view_9: "f32[s33, s50, 2*s69]" = torch.ops.aten.view.default(index_put, [primals_1, primals_2, sym_size_int_8]);  index_put = sym_size_int_8 = None
        
         # File: <string>:14 in fn, code: Gradient addition node due to multiple use of tensor around:
        add_137: "f32[s33, s50, 2*s69]" = torch.ops.aten.add.Tensor(tangents_2, view_9);  tangents_2 = view_9 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        slice_1: "f32[s33, s50, s69]" = torch.ops.aten.slice.Tensor(add_137, 2, 0, primals_3)
        add_140: "Sym(2*s69)" = primals_3 + primals_3
        slice_2: "f32[s33, s50, s69]" = torch.ops.aten.slice.Tensor(add_137, 2, primals_3, add_140);  add_137 = primals_3 = add_140 = None
        
         # File: <string>:7 in fn, code: Gradient addition node due to multiple use of tensor around:
        add_142: "f32[s33, s50, s69]" = torch.ops.aten.add.Tensor(slice_2, slice_1);  slice_2 = slice_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        view_10: "bf16[s33, s33, 1]" = torch.ops.aten.view.default(tangents_1, [primals_1, primals_1, 1]);  tangents_1 = None
        permute_13: "bf16[s33, 1, s33]" = torch.ops.aten.permute.default(view_10, [0, 2, 1]);  view_10 = None
        view_11: "bf16[1, s33, s33]" = torch.ops.aten.view.default(permute_13, [1, primals_1, primals_1]);  permute_13 = None
        bmm_1: "bf16[1, s50, s33]" = torch.ops.aten.bmm.default(permute_14, view_11);  permute_14 = None
        bmm_2: "bf16[1, s33, s50]" = torch.ops.aten.bmm.default(view_11, permute_15);  view_11 = permute_15 = None
        view_12: "bf16[s50, s33, 1]" = torch.ops.aten.view.default(bmm_1, [primals_2, primals_1, 1]);  bmm_1 = None
        permute_16: "bf16[1, s33, s50]" = torch.ops.aten.permute.default(view_12, [2, 1, 0]);  view_12 = None
        view_13: "bf16[s33, s50, 1]" = torch.ops.aten.view.default(bmm_2, [primals_1, primals_2, 1]);  bmm_2 = primals_1 = primals_2 = None
        permute_18: "bf16[s33, s50, 1]" = torch.ops.aten.permute.default(permute_16, [1, 2, 0]);  permute_16 = None
        squeeze: "bf16[s33, s50]" = torch.ops.aten.squeeze.dim(permute_18, 2);  permute_18 = None
        squeeze_1: "bf16[s33, s50]" = torch.ops.aten.squeeze.dim(view_13, 2);  view_13 = None
        rev_2: "bf16[s33, s50]" = torch.ops.prims.rev.default(squeeze, [1]);  squeeze = None
        
         # File: <string>:6 in fn, code: Gradient addition node due to multiple use of tensor around:
        add_143: "bf16[s33, s50]" = torch.ops.aten.add.Tensor(squeeze_1, rev_2);  squeeze_1 = rev_2 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        full_default: "bf16[]" = torch.ops.aten.full.default([], 0.0, dtype = torch.bfloat16, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        where_1: "bf16[s33, s50]" = torch.ops.aten.where.self(le, add_143, full_default);  le = add_143 = full_default = None
        return (None, None, None, add_142, where_1)
        