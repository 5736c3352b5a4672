class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 8]", arg1_1: "f32[8, 8]", arg2_1: "i64[]"):
        # File: cap.py:37 in cf_switch, code: return sw(i, (lambda x,w: x@w, lambda x,w: x.sin()@w, lambda x,w: (x*2)@w+1), (x,w))
        clamp_min: "i64[]" = torch.ops.aten.clamp_min.default(arg2_1, 0);  arg2_1 = None
        clamp_max: "i64[]" = torch.ops.aten.clamp_max.default(clamp_min, 2);  clamp_min = None
        branch0_graph_0 = self.branch0_graph_0
        branch1_graph_0 = self.branch1_graph_0
        branch2_graph_0 = self.branch2_graph_0
        switch = torch.ops.higher_order.switch(clamp_max, [branch0_graph_0, branch1_graph_0, branch2_graph_0], (arg1_1, arg0_1));  clamp_max = branch0_graph_0 = branch1_graph_0 = branch2_graph_0 = arg1_1 = arg0_1 = None
        getitem: "f32[4, 8]" = switch[0];  switch = None
        return (getitem,)

    class branch0_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8, 8]", arg1_1: "f32[4, 8]"):
            # File: cap.py:37 in <lambda>, code: return sw(i, (lambda x,w: x@w, lambda x,w: x.sin()@w, lambda x,w: (x*2)@w+1), (x,w))
            mm: "f32[4, 8]" = torch.ops.aten.mm.default(arg1_1, arg0_1);  arg1_1 = arg0_1 = None
            return (mm,)

    class branch1_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8, 8]", arg1_1: "f32[4, 8]"):
            # File: cap.py:37 in <lambda>, code: return sw(i, (lambda x,w: x@w, lambda x,w: x.sin()@w, lambda x,w: (x*2)@w+1), (x,w))
            sin: "f32[4, 8]" = torch.ops.aten.sin.default(arg1_1);  arg1_1 = None
            mm: "f32[4, 8]" = torch.ops.aten.mm.default(sin, arg0_1);  sin = arg0_1 = None
            return (mm,)

    class branch2_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8, 8]", arg1_1: "f32[4, 8]"):
            # File: cap.py:37 in <lambda>, code: return sw(i, (lambda x,w: x@w, lambda x,w: x.sin()@w, lambda x,w: (x*2)@w+1), (x,w))
            mul: "f32[4, 8]" = torch.ops.aten.mul.Tensor(arg1_1, 2);  arg1_1 = None
            mm: "f32[4, 8]" = torch.ops.aten.mm.default(mul, arg0_1);  mul = arg0_1 = None
            add: "f32[4, 8]" = torch.ops.aten.add.Tensor(mm, 1);  mm = None
            return (add,)
