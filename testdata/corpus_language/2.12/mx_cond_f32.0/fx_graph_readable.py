class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "b8[]", arg1_1: "f32[64, 48]"):
        # File: /tmp/mixorder/py/bigcases.py:20 in fn, code: a, b = torch.cond(p, true, false, (x,))
        true_graph_0 = self.true_graph_0
        false_graph_0 = self.false_graph_0
        cond = torch.ops.higher_order.cond(arg0_1, true_graph_0, false_graph_0, (arg1_1,));  arg0_1 = true_graph_0 = false_graph_0 = arg1_1 = None
        getitem: "f32[64]" = cond[0]
        getitem_1: "f32[48]" = cond[1];  cond = None

        # File: /tmp/mixorder/py/bigcases.py:21 in fn, code: return a + 1, b
        add: "f32[64]" = torch.ops.aten.add.Tensor(getitem, 1);  getitem = None
        return (add, getitem_1)

    class true_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[64, 48]"):
            # File: /tmp/mixorder/py/bigcases.py:17 in true, code: return (x * 2).sum(1), (x + 1).sum(0)
            mul: "f32[64, 48]" = torch.ops.aten.mul.Tensor(arg0_1, 2)
            sum_1: "f32[64]" = torch.ops.aten.sum.dim_IntList(mul, [1]);  mul = None
            add: "f32[64, 48]" = torch.ops.aten.add.Tensor(arg0_1, 1);  arg0_1 = None
            sum_2: "f32[48]" = torch.ops.aten.sum.dim_IntList(add, [0]);  add = None
            return (sum_1, sum_2)

    class false_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[64, 48]"):
            # File: /tmp/mixorder/py/bigcases.py:19 in false, code: return x.sum(1), x.sum(0)
            sum_1: "f32[64]" = torch.ops.aten.sum.dim_IntList(arg0_1, [1])
            sum_2: "f32[48]" = torch.ops.aten.sum.dim_IntList(arg0_1, [0]);  arg0_1 = None
            return (sum_1, sum_2)
