class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 4]", arg1_1: "bf16[3, 5]", arg2_1: "i64[6]"):
        # File: p2p_cases.py:58 in f, code: ga, gb, gc = torch.empty_like(a), torch.empty(6, dtype=torch.int64), torch.empty(2, 5, dtype=torch.bfloat16)
        empty: "f32[4, 4]" = torch.ops.aten.empty.memory_format([4, 4], dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        empty_1: "i64[6]" = torch.ops.aten.empty.memory_format([6], dtype = torch.int64, device = device(type='cuda'), pin_memory = False)
        empty_2: "bf16[2, 5]" = torch.ops.aten.empty.memory_format([2, 5], dtype = torch.bfloat16, device = device(type='cuda'), pin_memory = False)

        # File: p2p_cases.py:59 in f, code: y = a * 3
        mul: "f32[4, 4]" = torch.ops.aten.mul.Tensor(arg0_1, 3);  arg0_1 = None

        # File: p2p_cases.py:61 in f, code: [0, 1, 0, 1, 7, 7], [y, c[1:], ga, gc, b, gb], "0")
        slice_1: "bf16[2, 5]" = torch.ops.aten.slice.Tensor(arg1_1, 0, 1, 9223372036854775807);  arg1_1 = None

        # File: p2p_cases.py:60 in f, code: got = c10d.batch_p2p_ops(["isend", "isend", "irecv", "irecv", "isend", "irecv"], [RIGHT, RIGHT, LEFT, LEFT, LEFT, RIGHT],
        batch_p2p_ops = torch.ops._c10d_functional.batch_p2p_ops.default(['isend', 'isend', 'irecv', 'irecv', 'isend', 'irecv'], [0, 0, 0, 0, 0, 0], [0, 1, 0, 1, 7, 7], [mul, slice_1, empty, empty_2, arg2_1, empty_1], '0');  mul = slice_1 = empty = empty_2 = empty_1 = None
        getitem: "f32[0]" = batch_p2p_ops[0]
        getitem_1: "bf16[0]" = batch_p2p_ops[1]
        getitem_2: "f32[4, 4]" = batch_p2p_ops[2]
        getitem_3: "bf16[2, 5]" = batch_p2p_ops[3]
        getitem_4: "i64[0]" = batch_p2p_ops[4]
        getitem_5: "i64[6]" = batch_p2p_ops[5];  batch_p2p_ops = None

        # File: p2p_cases.py:62 in <listcomp>, code: ws = [c10d.wait_tensor(g) for g in got]
        wait_tensor: "f32[0]" = torch.ops._c10d_functional.wait_tensor.default(getitem);  getitem = wait_tensor = None
        wait_tensor_1: "bf16[0]" = torch.ops._c10d_functional.wait_tensor.default(getitem_1);  getitem_1 = wait_tensor_1 = None
        wait_tensor_2: "f32[4, 4]" = torch.ops._c10d_functional.wait_tensor.default(getitem_2);  getitem_2 = None
        wait_tensor_3: "bf16[2, 5]" = torch.ops._c10d_functional.wait_tensor.default(getitem_3);  getitem_3 = None
        wait_tensor_4: "i64[0]" = torch.ops._c10d_functional.wait_tensor.default(getitem_4);  getitem_4 = wait_tensor_4 = None
        wait_tensor_5: "i64[6]" = torch.ops._c10d_functional.wait_tensor.default(getitem_5);  getitem_5 = None

        # File: p2p_cases.py:63 in f, code: return ws[2].sin(), ws[5] + b, ws[3].float() * 2
        sin: "f32[4, 4]" = torch.ops.aten.sin.default(wait_tensor_2);  wait_tensor_2 = None
        add: "i64[6]" = torch.ops.aten.add.Tensor(wait_tensor_5, arg2_1);  wait_tensor_5 = arg2_1 = None
        convert_element_type: "f32[2, 5]" = torch.ops.prims.convert_element_type.default(wait_tensor_3, torch.float32);  wait_tensor_3 = None
        mul_1: "f32[2, 5]" = torch.ops.aten.mul.Tensor(convert_element_type, 2);  convert_element_type = None
        return (sin, add, mul_1)
