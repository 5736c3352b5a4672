class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[6, 4]"):
        # File: p2p_cases.py:86 in f, code: a = c10d.wait_tensor(c10d.irecv(torch.empty(2, 3), 0, 0, name)); b = c10d.wait_tensor(c10d.irecv(torch.empty(4, 3), 0, 0, name))
        empty: "f32[2, 3]" = torch.ops.aten.empty.memory_format([2, 3], device = device(type='cuda'), pin_memory = False)
        irecv: "f32[2, 3]" = torch.ops._c10d_functional.irecv.default(empty, 0, 0, '1');  empty = None
        wait_tensor: "f32[2, 3]" = torch.ops._c10d_functional.wait_tensor.default(irecv);  irecv = None
        empty_1: "f32[4, 3]" = torch.ops.aten.empty.memory_format([4, 3], device = device(type='cuda'), pin_memory = False)
        irecv_1: "f32[4, 3]" = torch.ops._c10d_functional.irecv.default(empty_1, 0, 0, '1');  empty_1 = None
        wait_tensor_1: "f32[4, 3]" = torch.ops._c10d_functional.wait_tensor.default(irecv_1);  irecv_1 = None

        # File: p2p_cases.py:87 in f, code: s = c10d.wait_tensor(c10d.all_reduce(x.sum(0), "sum", both))
        sum_1: "f32[4]" = torch.ops.aten.sum.dim_IntList(arg0_1, [0]);  arg0_1 = None
        all_reduce: "f32[4]" = torch.ops._c10d_functional.all_reduce.default(sum_1, 'sum', '2');  sum_1 = None
        wait_tensor_2: "f32[4]" = torch.ops._c10d_functional.wait_tensor.default(all_reduce);  all_reduce = None

        # File: p2p_cases.py:88 in f, code: return torch.cat([a, b]).exp(), s
        cat: "f32[6, 3]" = torch.ops.aten.cat.default([wait_tensor, wait_tensor_1]);  wait_tensor = wait_tensor_1 = None
        exp: "f32[6, 3]" = torch.ops.aten.exp.default(cat);  cat = None
        return (exp, wait_tensor_2)
