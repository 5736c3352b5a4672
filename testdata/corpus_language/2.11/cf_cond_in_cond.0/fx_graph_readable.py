class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "b8[]", arg1_1: "f32[8, 8]"):
        # File: cap.py:54 in cf_cond_in_cond, code: return torch.cond(p, t, lambda x: x*3, (x,)) + x
        true_graph_0 = self.true_graph_0
        false_graph_0 = self.false_graph_0
        cond = torch.ops.higher_order.cond(arg0_1, true_graph_0, false_graph_0, (arg1_1,));  arg0_1 = true_graph_0 = false_graph_0 = None
        getitem: "f32[8, 8]" = cond[0];  cond = None
        add: "f32[8, 8]" = torch.ops.aten.add.Tensor(getitem, arg1_1);  getitem = arg1_1 = None
        return (add,)

    class true_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8, 8]"):
            # File: cap.py:53 in t, code: def t(x): return torch.cond(x.sum()>0, lambda x: x.cos(), lambda x: x.sin(), (x,))
            sum_1: "f32[]" = torch.ops.aten.sum.default(arg0_1)
            gt: "b8[]" = torch.ops.aten.gt.Scalar(sum_1, 0);  sum_1 = None
            true_graph_0 = self.true_graph_0
            false_graph_0 = self.false_graph_0
            cond = torch.ops.higher_order.cond(gt, true_graph_0, false_graph_0, (arg0_1,));  gt = true_graph_0 = false_graph_0 = arg0_1 = None
            getitem: "f32[8, 8]" = cond[0];  cond = None
            return (getitem,)

        class true_graph_0(torch.nn.Module):
            def forward(self, arg0_1: "f32[8, 8]"):
                # File: cap.py:53 in <lambda>, code: def t(x): return torch.cond(x.sum()>0, lambda x: x.cos(), lambda x: x.sin(), (x,))
                cos: "f32[8, 8]" = torch.ops.aten.cos.default(arg0_1);  arg0_1 = None
                return (cos,)

        class false_graph_0(torch.nn.Module):
            def forward(self, arg0_1: "f32[8, 8]"):
                # File: cap.py:53 in <lambda>, code: def t(x): return torch.cond(x.sum()>0, lambda x: x.cos(), lambda x: x.sin(), (x,))
                sin: "f32[8, 8]" = torch.ops.aten.sin.default(arg0_1);  arg0_1 = None
                return (sin,)

    class false_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8, 8]"):
            # File: cap.py:54 in <lambda>, code: return torch.cond(p, t, lambda x: x*3, (x,)) + x
            mul: "f32[8, 8]" = torch.ops.aten.mul.Tensor(arg0_1, 3);  arg0_1 = None
            return (mul,)
