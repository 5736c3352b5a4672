class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[]"):
        # File: model.py:1
        view: "f32[1]" = torch.ops.aten.view.default(arg0_1, [1]);  arg0_1 = None
        return (view,)
