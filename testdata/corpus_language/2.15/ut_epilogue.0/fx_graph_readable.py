class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[300]"):
        # File: cases_triton.py:135 in tuned, code: y = torch.empty_like(x)
        empty: "f32[300]" = torch.ops.aten.empty.memory_format([300], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:136 in tuned, code: tuned_kernel[lambda meta: (triton.cdiv(x.numel(), meta["BLOCK"]),)](x, y, x.numel())
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(5, 1, 1), (3, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': arg0_1, 'y_ptr': empty}, tensors_to_clone = ['y_ptr']);  empty = None
        getitem: "f32[300]" = triton_kernel_wrapper_functional_proxy['y_ptr'];  triton_kernel_wrapper_functional_proxy = None

        # File: cases_triton.py:137 in tuned, code: return y + x
        add: "f32[300]" = torch.ops.aten.add.Tensor(getitem, arg0_1);  getitem = arg0_1 = None
        return (add,)
