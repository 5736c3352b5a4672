class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4]", arg1_1: "f32[6, 4]"):
        # File: cap.py:30 in cf_scan, code: return scan(f, init, xs)
        scan_combine_graph_0 = self.scan_combine_graph_0
        scan = torch.ops.higher_order.scan(scan_combine_graph_0, [arg0_1], [arg1_1], ());  scan_combine_graph_0 = arg0_1 = arg1_1 = None
        getitem: "f32[4]" = scan[0]
        getitem_1: "f32[6, 4]" = scan[1];  scan = None
        return (getitem, getitem_1)

    class scan_combine_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[4]", arg1_1: "f32[4]"):
            # File: cap.py:29 in f, code: n = torch.tanh(c + x); return n, n*2
            add: "f32[4]" = torch.ops.aten.add.Tensor(arg0_1, arg1_1);  arg0_1 = arg1_1 = None
            tanh: "f32[4]" = torch.ops.aten.tanh.default(add);  add = None
            mul: "f32[4]" = torch.ops.aten.mul.Tensor(tanh, 2)
            return [tanh, mul]
