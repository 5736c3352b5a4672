class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[9, 5]", primals_2: "f32[7, 5]", primals_3: "f32[9, 7]", primals_4: "f32[7]", primals_5: "f32[7]"):
        # File: torch/nn/functional.py:4020 in linear_cross_entropy, code: result = _linear_cross_entropy_batch_chunked(
        _linear_cross_entropy_batch_chunked = torch.ops.torch_nn._linear_cross_entropy_batch_chunked.default(primals_1, primals_2, primals_3, primals_4, primals_5, 'sum', -100, 0.0, 4, 'compact', torch.float32, True, True, True, True);  primals_1 = primals_2 = primals_3 = primals_4 = primals_5 = None
        getitem: "f32[]" = _linear_cross_entropy_batch_chunked[0]
        getitem_1: "f32[9, 5]" = _linear_cross_entropy_batch_chunked[1]
        getitem_2: "f32[7, 5]" = _linear_cross_entropy_batch_chunked[2]
        getitem_3: "f32[7]" = _linear_cross_entropy_batch_chunked[3];  _linear_cross_entropy_batch_chunked = None
        return (getitem, getitem_1, getitem_2, getitem_3)
