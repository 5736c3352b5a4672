class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[6, 75]"):
        # File: cases_triton.py:25 in softmax, code: out = torch.empty_like(x)
        empty: "f32[6, 75]" = torch.ops.aten.empty.memory_format([6, 75], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:26 in softmax, code: softmax_kernel[(x.shape[0],)](out, x, x.stride(0), out.stride(0), x.shape[1], BLOCK=triton.next_power_of_2(x.shape[1]))
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(6, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'out_ptr': empty, 'in_ptr': arg0_1}, tensors_to_clone = ['out_ptr'], launch_kwargs = ('BLOCK',));  empty = arg0_1 = None
        getitem: "f32[6, 75]" = triton_kernel_wrapper_functional_proxy['out_ptr'];  triton_kernel_wrapper_functional_proxy = None
        return (getitem,)
