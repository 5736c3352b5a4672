class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 3]", arg1_1: "f32[7]", arg2_1: "f32[2, 2, 2]", arg3_1: "f32[]", arg4_1: "f32[7]", arg5_1: "f32[5, 3]", arg6_1: "f32[2, 2, 2]", arg7_1: "f32[]", arg8_1: "f32[]", arg9_1: "f32[5, 3]", arg10_1: "f32[7]", arg11_1: "f32[2, 2, 2]"):
        # File: torch/optim/adagrad.py:452 in _multi_tensor_adagrad, code: device_state_steps, torch.tensor(1.0, device="cpu"), alpha=1.0
        _tensor_constant0 = self._tensor_constant0
        lift_fresh_copy: "f32[]" = torch.ops.aten.lift_fresh_copy.default(_tensor_constant0);  _tensor_constant0 = None
        
        # File: torch/optim/adagrad.py:451 in _multi_tensor_adagrad, code: torch._foreach_add_(
        _foreach_add = torch.ops.aten._foreach_add.Tensor([arg7_1, arg3_1, arg8_1], lift_fresh_copy, alpha = 1.0);  lift_fresh_copy = None
        getitem: "f32[]" = _foreach_add[0]
        getitem_1: "f32[]" = _foreach_add[1]
        getitem_2: "f32[]" = _foreach_add[2];  _foreach_add = None
        
        # File: torch/optim/adagrad.py:467 in <listcomp>, code: -lr / (1 + (_get_value(step) - 1) * lr_decay) for step in device_state_steps
        sub: "f32[]" = torch.ops.aten.sub.Tensor(getitem, 1)
        mul: "f32[]" = torch.ops.aten.mul.Tensor(sub, 0);  sub = None
        add: "f32[]" = torch.ops.aten.add.Tensor(mul, 1);  mul = None
        reciprocal: "f32[]" = torch.ops.aten.reciprocal.default(add);  add = None
        mul_1: "f32[]" = torch.ops.aten.mul.Tensor(reciprocal, -0.01);  reciprocal = None
        sub_1: "f32[]" = torch.ops.aten.sub.Tensor(getitem_1, 1)
        mul_2: "f32[]" = torch.ops.aten.mul.Tensor(sub_1, 0);  sub_1 = None
        add_1: "f32[]" = torch.ops.aten.add.Tensor(mul_2, 1);  mul_2 = None
        reciprocal_1: "f32[]" = torch.ops.aten.reciprocal.default(add_1);  add_1 = None
        mul_3: "f32[]" = torch.ops.aten.mul.Tensor(reciprocal_1, -0.01);  reciprocal_1 = None
        sub_2: "f32[]" = torch.ops.aten.sub.Tensor(getitem_2, 1)
        mul_4: "f32[]" = torch.ops.aten.mul.Tensor(sub_2, 0);  sub_2 = None
        add_2: "f32[]" = torch.ops.aten.add.Tensor(mul_4, 1);  mul_4 = None
        reciprocal_2: "f32[]" = torch.ops.aten.reciprocal.default(add_2);  add_2 = None
        mul_5: "f32[]" = torch.ops.aten.mul.Tensor(reciprocal_2, -0.01);  reciprocal_2 = None
        
        # File: torch/optim/adagrad.py:470 in _multi_tensor_adagrad, code: torch._foreach_addcmul_(device_state_sums, device_grads, device_grads, value=1)
        _foreach_mul = torch.ops.aten._foreach_mul.List([arg9_1, arg10_1, arg11_1], [arg9_1, arg10_1, arg11_1])
        getitem_3: "f32[5, 3]" = _foreach_mul[0]
        getitem_4: "f32[7]" = _foreach_mul[1]
        getitem_5: "f32[2, 2, 2]" = _foreach_mul[2];  _foreach_mul = None
        _foreach_add_1 = torch.ops.aten._foreach_add.List([arg5_1, arg4_1, arg6_1], [getitem_3, getitem_4, getitem_5]);  getitem_3 = getitem_4 = getitem_5 = None
        getitem_6: "f32[5, 3]" = _foreach_add_1[0]
        getitem_7: "f32[7]" = _foreach_add_1[1]
        getitem_8: "f32[2, 2, 2]" = _foreach_add_1[2];  _foreach_add_1 = None
        
        # File: torch/optim/adagrad.py:472 in _multi_tensor_adagrad, code: std = torch._foreach_sqrt(device_state_sums)
        _foreach_sqrt = torch.ops.aten._foreach_sqrt.default([getitem_6, getitem_7, getitem_8])
        getitem_9: "f32[5, 3]" = _foreach_sqrt[0]
        getitem_10: "f32[7]" = _foreach_sqrt[1]
        getitem_11: "f32[2, 2, 2]" = _foreach_sqrt[2];  _foreach_sqrt = None
        
        # File: torch/optim/adagrad.py:473 in _multi_tensor_adagrad, code: torch._foreach_add_(std, eps)
        _foreach_add_2 = torch.ops.aten._foreach_add.Scalar([getitem_9, getitem_10, getitem_11], 1e-10);  getitem_9 = getitem_10 = getitem_11 = None
        getitem_12: "f32[5, 3]" = _foreach_add_2[0]
        getitem_13: "f32[7]" = _foreach_add_2[1]
        getitem_14: "f32[2, 2, 2]" = _foreach_add_2[2];  _foreach_add_2 = None
        
        # File: torch/optim/adagrad.py:480 in _multi_tensor_adagrad, code: numerator = torch._foreach_mul(device_grads, minus_clr)  # type: ignore[assignment]
        _foreach_mul_1 = torch.ops.aten._foreach_mul.List([arg9_1, arg10_1, arg11_1], [mul_1, mul_3, mul_5]);  arg9_1 = arg10_1 = arg11_1 = mul_1 = mul_3 = mul_5 = None
        getitem_15: "f32[5, 3]" = _foreach_mul_1[0]
        getitem_16: "f32[7]" = _foreach_mul_1[1]
        getitem_17: "f32[2, 2, 2]" = _foreach_mul_1[2];  _foreach_mul_1 = None
        
        # File: torch/optim/adagrad.py:482 in _multi_tensor_adagrad, code: torch._foreach_addcdiv_(device_params, numerator, std)
        _foreach_div = torch.ops.aten._foreach_div.List([getitem_15, getitem_16, getitem_17], [getitem_12, getitem_13, getitem_14]);  getitem_15 = getitem_16 = getitem_17 = getitem_12 = getitem_13 = getitem_14 = None
        getitem_18: "f32[5, 3]" = _foreach_div[0]
        getitem_19: "f32[7]" = _foreach_div[1]
        getitem_20: "f32[2, 2, 2]" = _foreach_div[2];  _foreach_div = None
        _foreach_add_3 = torch.ops.aten._foreach_add.List([arg0_1, arg1_1, arg2_1], [getitem_18, getitem_19, getitem_20]);  getitem_18 = getitem_19 = getitem_20 = None
        getitem_21: "f32[5, 3]" = _foreach_add_3[0]
        getitem_22: "f32[7]" = _foreach_add_3[1]
        getitem_23: "f32[2, 2, 2]" = _foreach_add_3[2];  _foreach_add_3 = None
        copy_: "f32[5, 3]" = torch.ops.aten.copy_.default(arg0_1, getitem_21);  arg0_1 = getitem_21 = None
        copy__1: "f32[7]" = torch.ops.aten.copy_.default(arg1_1, getitem_22);  arg1_1 = getitem_22 = None
        copy__2: "f32[2, 2, 2]" = torch.ops.aten.copy_.default(arg2_1, getitem_23);  arg2_1 = getitem_23 = None
        
        # File: torch/optim/adagrad.py:451 in _multi_tensor_adagrad, code: torch._foreach_add_(
        copy__3: "f32[]" = torch.ops.aten.copy_.default(arg3_1, getitem_1);  arg3_1 = getitem_1 = None
        
        # File: torch/optim/adagrad.py:470 in _multi_tensor_adagrad, code: torch._foreach_addcmul_(device_state_sums, device_grads, device_grads, value=1)
        copy__4: "f32[7]" = torch.ops.aten.copy_.default(arg4_1, getitem_7);  arg4_1 = getitem_7 = None
        copy__5: "f32[5, 3]" = torch.ops.aten.copy_.default(arg5_1, getitem_6);  arg5_1 = getitem_6 = None
        copy__6: "f32[2, 2, 2]" = torch.ops.aten.copy_.default(arg6_1, getitem_8);  arg6_1 = getitem_8 = None
        
        # File: torch/optim/adagrad.py:451 in _multi_tensor_adagrad, code: torch._foreach_add_(
        copy__7: "f32[]" = torch.ops.aten.copy_.default(arg7_1, getitem);  arg7_1 = getitem = None
        copy__8: "f32[]" = torch.ops.aten.copy_.default(arg8_1, getitem_2);  arg8_1 = getitem_2 = None
        return ()
        