class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: f32[9]):
        # File: model.py:1
        hamming_window: f32[9] = torch.ops.aten.hamming_window.default(9, device = device(type='cuda'), pin_memory = False)
        mul: f32[9] = torch.ops.aten.mul.Tensor(arg0_1, hamming_window);  hamming_window = None
        blackman_window: f32[9] = torch.ops.aten.blackman_window.periodic(9, False, device = device(type='cuda'), pin_memory = False)
        mul_1: f32[9] = torch.ops.aten.mul.Tensor(arg0_1, blackman_window);  blackman_window = None
        bartlett_window: f32[9] = torch.ops.aten.bartlett_window.default(9, device = device(type='cuda'), pin_memory = False)
        mul_2: f32[9] = torch.ops.aten.mul.Tensor(arg0_1, bartlett_window);  bartlett_window = None
        kaiser_window: f32[9] = torch.ops.aten.kaiser_window.default(9, device = device(type='cuda'), pin_memory = False)
        mul_3: f32[9] = torch.ops.aten.mul.Tensor(arg0_1, kaiser_window);  arg0_1 = kaiser_window = None
        return (mul, mul_1, mul_2, mul_3)
        