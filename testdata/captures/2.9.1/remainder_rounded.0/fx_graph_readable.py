class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[8, 5, 5]", arg1_1: "f32[5, 5]", arg2_1: "bf16[]"):
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        add: "f32[5, 5]" = torch.ops.aten.add.Tensor(arg1_1, 1);  arg1_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        mul: "f32[5, 5]" = torch.ops.aten.mul.Tensor(add, 1);  add = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        relu: "f16[8, 5, 5]" = torch.ops.aten.relu.default(arg0_1);  arg0_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        abs_1: "bf16[]" = torch.ops.aten.abs.default(arg2_1);  arg2_1 = None
        add_1: "bf16[]" = torch.ops.aten.add.Tensor(abs_1, 0.5);  abs_1 = None
        remainder: "f16[8, 5, 5]" = torch.ops.aten.remainder.Tensor(relu, add_1);  add_1 = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        mean: "f16[]" = torch.ops.aten.mean.default(remainder)
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        _fft_r2c: "c64[5, 3]" = torch.ops.aten._fft_r2c.default(mul, [1], 0, True);  mul = None
        view_as_real: "f32[5, 3, 2]" = torch.ops.aten.view_as_real.default(_fft_r2c);  _fft_r2c = None
        select_2: "f32[5, 3]" = torch.ops.aten.select.int(view_as_real, 2, 0);  view_as_real = None
        
         # File: torch/_dynamo/external_utils.py:68 in inner, code: return fn(*args, **kwargs)
        div_1: "f16[]" = torch.ops.aten.div.Tensor(mean, 3);  mean = None
        
         # File: torch/nn/functional.py:5294 in pad, code: return torch._C._nn.pad(input, pad, mode, value)
        constant_pad_nd: "f16[8, 5, 7]" = torch.ops.aten.constant_pad_nd.default(relu, [2, 0], 1.0)
        return (relu, remainder, select_2, div_1, constant_pad_nd)
        