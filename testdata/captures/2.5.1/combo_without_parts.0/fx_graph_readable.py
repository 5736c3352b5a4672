class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[33, 2]", arg1_1: "f32[2, 33, 2]", arg2_1: "f32[2, 33]"):
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        add: "f32[2, 33, 2]" = torch.ops.aten.add.Tensor(arg1_1, arg1_1)
        
         # File: torch/nn/functional.py:5096 in pad, code: return torch._C._nn.pad(input, pad, mode, value)
        constant_pad_nd: "f32[2, 33, 5]" = torch.ops.aten.constant_pad_nd.default(arg1_1, [1, 2], 0.0);  arg1_1 = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        rev: "f32[2, 33]" = torch.ops.prims.rev.default(arg2_1, [0])
        cat: "f32[2, 66]" = torch.ops.aten.cat.default([arg2_1, rev], 1);  arg2_1 = rev = None
        view: "f32[2, 2, 33]" = torch.ops.aten.view.default(cat, [2, 2, 33]);  cat = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        any_2: "b8[2, 2, 1]" = torch.ops.aten.any.dim(view, 2, True);  view = None
        
         # File: torch/_dynamo/external_utils.py:40 in inner, code: return fn(*args, **kwargs)
        mul_4: "f32[33, 2]" = torch.ops.aten.mul.Tensor(arg0_1, 0.5)
        add_1: "f32[33, 2]" = torch.ops.aten.add.Tensor(mul_4, 1);  mul_4 = None
        copy_: "f32[33, 2]" = torch.ops.aten.copy_.default(arg0_1, add_1);  arg0_1 = add_1 = copy_ = None
        return (add, constant_pad_nd, any_2)
        