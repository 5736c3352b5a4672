class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[9, 5]", primals_2: "f32[7, 5]", primals_3: "i64[9]", primals_4: "f32[7]", primals_5: "f32[7]"):
        # File: torch/nn/functional.py:3994 in linear_cross_entropy, code: result = _linear_cross_entropy_batch_chunked_no_reduction(
        _linear_cross_entropy_batch_chunked_no_reduction: "f32[9]" = torch.ops.torch_nn._linear_cross_entropy_batch_chunked_no_reduction.default(primals_1, primals_2, primals_3, primals_4, primals_5, -100, 4, 'compact', torch.float32)

        # Backward of forward node: File: torch/nn/functional.py:3994 in linear_cross_entropy, code: result = _linear_cross_entropy_batch_chunked_no_reduction(
        slice_1: "f32[4, 5]" = torch.ops.aten.slice.Tensor(primals_1, 0, 0, 4)
        slice_32: "f32[4, 5]" = torch.ops.aten.slice.Tensor(primals_1, 0, 4, 8)
        slice_67: "f32[1, 5]" = torch.ops.aten.slice.Tensor(primals_1, 0, 8, 9);  primals_1 = None
        return (_linear_cross_entropy_batch_chunked_no_reduction, primals_2, primals_3, primals_4, primals_5, slice_1, slice_32, slice_67)
