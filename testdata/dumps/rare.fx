import torch
before = torch.ops.aten.nothing.default()
class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 9][9, 1]cuda:0", arg1_1: i64[3], arg2_1: "Sym(s0)", arg3_1: "f32[s0, 4, s0 - Max(1, s0)]", arg4_1: Sym(s1), arg5_1: "b8[]", arg6_1):
        # File: model.py:3 in forward, code: y = sort(x)
        sort = torch.ops.aten.sort.default(arg0_1, 1)
        getitem: "f32[4, 9]" = sort[0]
        getitem_1: "i64[4, 9]" = sort[1];  sort = None
        # No stacktrace found for following nodes
        searchsorted: i32[3] = torch.ops.aten.searchsorted.Tensor(arg1_1, arg1_1, out_int32 = True)
        # File: model.py:7
        full: "f32[][]cuda:0" = torch.ops.aten.full.default([], -inf, dtype = torch.float32, device = device(type='cuda', index=0))
        ge: "Sym(s0 >= 2)" = arg2_1 >= 2
        assert_1 = torch.ops.aten._assert_scalar.default(ge, "expected s0 >= 2 = it");  ge = None
        odd: "f32[2]" = what $ this
        = 5
        cond = torch.ops.higher_order.cond(ge, true_graph_0, false_graph_0, (arg0_1,))
        return (getitem_1, None, searchsorted)

    class true_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[4, 9][9, 1]cuda:0"):
            neg: "f32[4, 9][9, 1]cuda:0" = torch.ops.aten.neg.default(arg0_1)
            return [neg]

    class false_graph_0(torch.nn.Module):
        def forward(self, arg0_1: "f32[", arg1_1):
            return arg0_1
