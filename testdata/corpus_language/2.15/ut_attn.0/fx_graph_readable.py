class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f16[2, 80, 32]", arg1_1: "f16[2, 80, 32]", arg2_1: "f16[2, 80, 32]"):
        # File: cases_triton.py:51 in attn, code: o = torch.empty_like(q)
        empty: "f16[2, 80, 32]" = torch.ops.aten.empty.memory_format([2, 80, 32], dtype = torch.float16, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: cases_triton.py:52 in attn, code: attn_kernel[(triton.cdiv(q.shape[1], 32), q.shape[0])](q, k, v, o, 0.18, q.shape[1], q.stride(0), q.stride(1), BM=32, BN=16, D=32)
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(3, 2, 1)], tma_descriptor_metadata = {}, kwargs = {'Q': arg0_1, 'K': arg1_1, 'V': arg2_1, 'O': empty}, tensors_to_clone = ['O'], launch_kwargs = ('BM', 'BN', 'D'));  arg0_1 = arg1_1 = arg2_1 = empty = None
        getitem: "f16[2, 80, 32]" = triton_kernel_wrapper_functional_proxy['O'];  triton_kernel_wrapper_functional_proxy = None
        return (getitem,)
