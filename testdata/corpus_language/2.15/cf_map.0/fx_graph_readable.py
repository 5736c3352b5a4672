class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[5, 8]"):
        # File: cap.py:33 in cf_map, code: return hmap(lambda x: torch.relu(x)+x.sum(), xs)
        body_graph_0 = self.body_graph_0
        map_impl = torch.ops.higher_order.map_impl(body_graph_0, [arg0_1], []);  body_graph_0 = arg0_1 = None
        getitem: "f32[5, 8]" = map_impl[0];  map_impl = None
        return (getitem,)

    class body_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[8]"):
            # File: cap.py:33 in <lambda>, code: return hmap(lambda x: torch.relu(x)+x.sum(), xs)
            relu: "f32[8]" = torch.ops.aten.relu.default(arg0_1)
            sum_1: "f32[]" = torch.ops.aten.sum.default(arg0_1);  arg0_1 = None
            add: "f32[8]" = torch.ops.aten.add.Tensor(relu, sum_1);  relu = sum_1 = None
            return (add,)
