class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s77)", arg1_1: "f32[s77]"):
        # File: cases_triton.py:135 in tuned, code: y = torch.empty_like(x)
        empty: "f32[s77]" = torch.ops.aten.empty.memory_format([arg0_1], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)

        # File: triton/__init__.py:70 in cdiv, code: return (x + (y - 1)) // y
        add: "Sym(s77 + 63)" = arg0_1 + 63
        floordiv: "Sym(((s77 + 63)//64))" = add // 64;  add = None
        add_1: "Sym(s77 + 127)" = arg0_1 + 127
        floordiv_1: "Sym(((s77 + 127)//128))" = add_1 // 128;  add_1 = None

        # File: cases_triton.py:136 in tuned, code: tuned_kernel[lambda meta: (triton.cdiv(x.numel(), meta["BLOCK"]),)](x, y, x.numel())
        triton_kernel_wrapper_functional_proxy = torch.ops.higher_order.triton_kernel_wrapper_functional(kernel_idx = 0, constant_args_idx = 0, grid = [(floordiv, 1, 1), (floordiv_1, 1, 1)], tma_descriptor_metadata = {}, kwargs = {'x_ptr': arg1_1, 'y_ptr': empty, 'n': arg0_1}, tensors_to_clone = ['y_ptr']);  floordiv = floordiv_1 = empty = arg0_1 = None
        getitem: "f32[s77]" = triton_kernel_wrapper_functional_proxy['y_ptr'];  triton_kernel_wrapper_functional_proxy = None

        # File: cases_triton.py:137 in tuned, code: return y + x
        add_2: "f32[s77]" = torch.ops.aten.add.Tensor(getitem, arg1_1);  getitem = arg1_1 = None
        return (add_2,)
