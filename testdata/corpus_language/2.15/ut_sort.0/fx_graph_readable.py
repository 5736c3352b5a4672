class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[32]", arg1_1: "i32[32]"):
        # File: cases_triton.py:122 in sort, code: y = torch.empty_like(x)
        empty: "f32[32]" = torch.ops.aten.empty.memory_format([32], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:123 in sort, code: h = torch.empty(16, dtype=torch.int32, device=x.device)
        empty_1: "i32[16]" = torch.ops.aten.empty.memory_format([16], dtype = torch.int32, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:124 in sort, code: sort_kernel[(1,)](x, i, y, h, 32)
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(1, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': arg0_1, 'i_ptr': arg1_1, 'y_ptr': empty, 'h_ptr': empty_1}, tensors_to_clone = ['y_ptr', 'h_ptr']);  arg0_1 = arg1_1 = empty = empty_1 = None
        getitem: "f32[32]" = triton_kernel_wrapper_functional_proxy['y_ptr']
        getitem_1: "i32[16]" = triton_kernel_wrapper_functional_proxy['h_ptr'];  triton_kernel_wrapper_functional_proxy = None
        return (getitem, getitem_1)
