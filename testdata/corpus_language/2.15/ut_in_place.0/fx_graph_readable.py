class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[150]"):
        # File: cases_triton.py:192 in in_place, code: y = x + 1
        add: "f32[150]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None

        # File: cases_triton.py:193 in in_place, code: in_place_kernel[(triton.cdiv(y.numel(), 64),)](y, y.numel(), BLOCK=64)
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(3, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': add}, tensors_to_clone = ['x_ptr'], launch_kwargs = ('BLOCK',));  add = None
        getitem: "f32[150]" = triton_kernel_wrapper_functional_proxy['x_ptr'];  triton_kernel_wrapper_functional_proxy = None

        # File: cases_triton.py:194 in in_place, code: in_place_kernel[(triton.cdiv(y.numel(), 64),)](y, y.numel(), BLOCK=64)
        triton_kernel_wrapper_functional_proxy_1 = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 1, grid = [(3, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': getitem}, tensors_to_clone = ['x_ptr'], launch_kwargs = ('BLOCK',));  getitem = None
        getitem_1: "f32[150]" = triton_kernel_wrapper_functional_proxy_1['x_ptr'];  triton_kernel_wrapper_functional_proxy_1 = None
        return (getitem_1,)
