class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 50]", arg1_1: "f32[4, 50]"):
        # File: cases_triton.py:120 in scan, code: y = torch.empty_like(a)
        empty: "f32[4, 50]" = torch.ops.aten.empty.memory_format([4, 50], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:121 in scan, code: arg = torch.empty(a.shape[0], dtype=torch.int32, device=a.device)
        empty_1: "i32[4]" = torch.ops.aten.empty.memory_format([4], dtype = torch.int32, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:122 in scan, code: scan_kernel[(a.shape[0],)](a, b, y, arg, a.shape[1], BLOCK=64)
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(4, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'a_ptr': arg0_1, 'b_ptr': arg1_1, 'y_ptr': empty, 'arg_ptr': empty_1}, tensors_to_clone = ['y_ptr', 'arg_ptr'], launch_kwargs = ('BLOCK',));  arg0_1 = arg1_1 = empty = empty_1 = None
        getitem: "f32[4, 50]" = triton_kernel_wrapper_functional_proxy['y_ptr']
        getitem_1: "i32[4]" = triton_kernel_wrapper_functional_proxy['arg_ptr'];  triton_kernel_wrapper_functional_proxy = None
        return (getitem, getitem_1)
