class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[500]"):
        # File: cases_triton.py:175 in dropout, code: y = torch.empty_like(x)
        empty: "f32[500]" = torch.ops.aten.empty.memory_format([500], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:176 in dropout, code: dropout_kernel[(triton.cdiv(x.numel(), 128),)](x, y, x.numel(), 0.3, 1234, BLOCK=128)
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(4, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': arg0_1, 'y_ptr': empty}, tensors_to_clone = ['y_ptr'], launch_kwargs = ('BLOCK',));  arg0_1 = empty = None
        getitem: "f32[500]" = triton_kernel_wrapper_functional_proxy['y_ptr'];  triton_kernel_wrapper_functional_proxy = None

        # File: cases_triton.py:177 in dropout, code: return y * 1.5
        mul: "f32[500]" = torch.ops.aten.mul.Tensor(getitem, 1.5);  getitem = None
        return (mul,)
