class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s77)", arg1_1: "Sym(s27)", arg2_1: "f32[s77, s27]"):
        # File: cap.py:61 in cf_cond_size, code: return torch.cond(x.shape[0]>4, lambda x: x.sin(), lambda x: x.cos(), (x,))
        gt: "Sym(s77 > 4)" = arg0_1 > 4
        true_graph_0 = self.true_graph_0
        false_graph_0 = self.false_graph_0
        cond = torch.ops.higher_order.cond(gt, true_graph_0, false_graph_0, (arg2_1, arg1_1, arg0_1));  gt = true_graph_0 = false_graph_0 = arg2_1 = arg1_1 = arg0_1 = None
        getitem: "f32[s77, s27]" = cond[0];  cond = None
        return (getitem,)

    class true_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[s77, s27]", arg1_1: "Sym(s27)", arg2_1: "Sym(s77)"):
            # File: cap.py:61 in <lambda>, code: return torch.cond(x.shape[0]>4, lambda x: x.sin(), lambda x: x.cos(), (x,))
            sin: "f32[s77, s27]" = torch.ops.aten.sin.default(arg0_1);  arg0_1 = None
            return (sin,)

    class false_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[s77, s27]", arg1_1: "Sym(s27)", arg2_1: "Sym(s77)"):
            # File: cap.py:61 in <lambda>, code: return torch.cond(x.shape[0]>4, lambda x: x.sin(), lambda x: x.cos(), (x,))
            cos: "f32[s77, s27]" = torch.ops.aten.cos.default(arg0_1);  arg0_1 = None
            return (cos,)
