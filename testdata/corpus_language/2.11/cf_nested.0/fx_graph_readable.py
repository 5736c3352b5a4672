class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
        # File: cap.py:50 in cf_nested, code: return while_loop(c,b,(i,x))
        while_loop_cond_graph_0 = self.while_loop_cond_graph_0
        while_loop_body_graph_0 = self.while_loop_body_graph_0
        while_loop = torch.ops.higher_order.while_loop(while_loop_cond_graph_0, while_loop_body_graph_0, (arg0_1, arg1_1), ());  while_loop_cond_graph_0 = while_loop_body_graph_0 = arg0_1 = arg1_1 = None
        getitem: "i64[]" = while_loop[0]
        getitem_1: "f32[8, 8]" = while_loop[1];  while_loop = None
        return (getitem, getitem_1)

    class while_loop_cond_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
            # File: cap.py:46 in c, code: def c(i,x): return i<4
            lt: "b8[]" = torch.ops.aten.lt.Scalar(arg0_1, 4);  arg0_1 = None
            return lt

    class while_loop_body_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "i64[]", arg1_1: "f32[8, 8]"):
            # File: cap.py:48 in b, code: y=torch.cond(i%2==0, lambda x: x.sin(), lambda x: x@x*0.1, (x,))
            remainder: "i64[]" = torch.ops.aten.remainder.Scalar(arg0_1, 2)
            eq: "b8[]" = torch.ops.aten.eq.Scalar(remainder, 0);  remainder = None
            true_graph_0 = self.true_graph_0
            false_graph_0 = self.false_graph_0
            cond = torch.ops.higher_order.cond(eq, true_graph_0, false_graph_0, (arg1_1,));  eq = true_graph_0 = false_graph_0 = arg1_1 = None
            getitem: "f32[8, 8]" = cond[0];  cond = None

            # File: cap.py:49 in b, code: return i+1, y
            add: "i64[]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None
            return (add, getitem)

        class true_graph_0(torch.nn.Module):
            def forward(self, arg0_1: "f32[8, 8]"):
                # File: cap.py:48 in <lambda>, code: y=torch.cond(i%2==0, lambda x: x.sin(), lambda x: x@x*0.1, (x,))
                sin: "f32[8, 8]" = torch.ops.aten.sin.default(arg0_1);  arg0_1 = None
                return (sin,)

        class false_graph_0(torch.nn.Module):
            def forward(self, arg0_1: "f32[8, 8]"):
                # File: cap.py:48 in <lambda>, code: y=torch.cond(i%2==0, lambda x: x.sin(), lambda x: x@x*0.1, (x,))
                mm: "f32[8, 8]" = torch.ops.aten.mm.default(arg0_1, arg0_1);  arg0_1 = None
                mul: "f32[8, 8]" = torch.ops.aten.mul.Tensor(mm, 0.1);  mm = None
                return (mul,)
