class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "b8[]", arg1_1: "f32[8]"):
        # File: cap.py:57 in cf_cond_identity, code: y = torch.cond(p, lambda x: x.clone(), lambda x: x+1, (x,))
        true_graph_0 = self.true_graph_0
        false_graph_0 = self.false_graph_0
        cond = torch.ops.higher_order.cond(arg0_1, true_graph_0, false_graph_0, (arg1_1,));  arg0_1 = true_graph_0 = false_graph_0 = arg1_1 = None
        getitem: "f32[8]" = cond[0];  cond = None

        # File: cap.py:58 in cf_cond_identity, code: return y.mul_(2), x
        mul: "f32[8]" = torch.ops.aten.mul.Tensor(getitem, 2);  getitem = None
        return (mul,)

    class true_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8]"):
            # File: cap.py:57 in <lambda>, code: y = torch.cond(p, lambda x: x.clone(), lambda x: x+1, (x,))
            clone: "f32[8]" = torch.ops.aten.clone.default(arg0_1);  arg0_1 = None
            return (clone,)

    class false_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8]"):
            # File: cap.py:57 in <lambda>, code: y = torch.cond(p, lambda x: x.clone(), lambda x: x+1, (x,))
            add: "f32[8]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None
            return (add,)
