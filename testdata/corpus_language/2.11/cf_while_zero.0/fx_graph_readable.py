class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
        # File: cap.py:42 in cf_while_zero, code: i,y=while_loop(c,b,(i,x))
        while_loop_cond_graph_0 = self.while_loop_cond_graph_0
        while_loop_body_graph_0 = self.while_loop_body_graph_0
        while_loop = torch.ops.higher_order.while_loop(while_loop_cond_graph_0, while_loop_body_graph_0, (arg0_1, arg1_1), ());  while_loop_cond_graph_0 = while_loop_body_graph_0 = arg0_1 = arg1_1 = None
        getitem: "i64[]" = while_loop[0]
        getitem_1: "f32[8, 8]" = while_loop[1];  while_loop = None

        # File: cap.py:43 in cf_while_zero, code: return i, y.add(1)
        add: "f32[8, 8]" = torch.ops.aten.add.Tensor(getitem_1, 1);  getitem_1 = None
        return (getitem, add)

    class while_loop_cond_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
            # File: cap.py:40 in c, code: def c(i,x): return i<0
            lt: "b8[]" = torch.ops.aten.lt.Scalar(arg0_1, 0);  arg0_1 = None
            return lt

    class while_loop_body_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
            # File: cap.py:41 in b, code: def b(i,x): return i+1, x.sin()
            add: "i64[]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None
            sin: "f32[8, 8]" = torch.ops.aten.sin.default(arg1_1);  arg1_1 = None
            return (add, sin)
