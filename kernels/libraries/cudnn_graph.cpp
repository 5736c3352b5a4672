#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn_graph.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kAlignment = 16;

CudnnGraph::Extents dense(const CudnnGraph::Extents& size) {
  CudnnGraph::Extents stride(size.size(), 1);
  for (std::size_t d = size.size() - 1; d-- > 0;) stride[d] = stride[d + 1] * size[d + 1];
  return stride;
}

}  // namespace

CudnnGraph::Tensor CudnnGraph::bound(cudnnDataType_t type, const Extents& size, const Extents& stride,
                                     void* data) {
  bindings_.push_back({next_, data});
  return tensor(type, size, stride, false, false);
}

CudnnGraph::Tensor CudnnGraph::by_value(float* data, std::size_t rank) {
  bindings_.push_back({next_, data});
  const Extents ones(rank, 1);
  return tensor(CUDNN_DATA_FLOAT, ones, ones, false, true);
}

CudnnGraph::Tensor CudnnGraph::between(cudnnDataType_t type, const Extents& size, const Extents& stride) {
  return tensor(type, size, stride.empty() ? dense(size) : stride, true, false);
}

void CudnnGraph::product(Tensor a, Tensor b, Tensor to) {
  CudnnDescriptor& kind = add(CUDNN_BACKEND_MATMUL_DESCRIPTOR);
  kind.set(CUDNN_ATTR_MATMUL_COMP_TYPE, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT).finalize();
  operation(CUDNN_BACKEND_OPERATION_MATMUL_DESCRIPTOR)
      .set(CUDNN_ATTR_OPERATION_MATMUL_ADESC, *a)
      .set(CUDNN_ATTR_OPERATION_MATMUL_BDESC, *b)
      .set(CUDNN_ATTR_OPERATION_MATMUL_CDESC, *to)
      .set(CUDNN_ATTR_OPERATION_MATMUL_DESC, kind)
      .finalize();
}

void CudnnGraph::reduce(cudnnReduceTensorOp_t how, Tensor from, Tensor to) {
  CudnnDescriptor& kind = add(CUDNN_BACKEND_REDUCTION_DESCRIPTOR);
  kind.set(CUDNN_ATTR_REDUCTION_COMP_TYPE, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT)
      .set(CUDNN_ATTR_REDUCTION_OPERATOR, CUDNN_TYPE_REDUCTION_OPERATOR_TYPE, how)
      .finalize();
  operation(CUDNN_BACKEND_OPERATION_REDUCTION_DESCRIPTOR)
      .set(CUDNN_ATTR_OPERATION_REDUCTION_XDESC, *from)
      .set(CUDNN_ATTR_OPERATION_REDUCTION_YDESC, *to)
      .set(CUDNN_ATTR_OPERATION_REDUCTION_DESC, kind)
      .finalize();
}

void CudnnGraph::reshape(Tensor from, Tensor to) {
  operation(CUDNN_BACKEND_OPERATION_RESHAPE_DESCRIPTOR)
      .set(CUDNN_ATTR_OPERATION_RESHAPE_XDESC, *from)
      .set(CUDNN_ATTR_OPERATION_RESHAPE_YDESC, *to)
      .finalize();
}

void CudnnGraph::pointwise(cudnnPointwiseMode_t mode, const std::vector<Tensor>& operands, Tensor to,
                           cudnnDataType_t type, std::int64_t axis) {
  CudnnDescriptor& kind = add(CUDNN_BACKEND_POINTWISE_DESCRIPTOR);
  kind.set(CUDNN_ATTR_POINTWISE_MODE, CUDNN_TYPE_POINTWISE_MODE, mode)
      .set(CUDNN_ATTR_POINTWISE_MATH_PREC, CUDNN_TYPE_DATA_TYPE, type);
  if (axis >= 0) kind.set(CUDNN_ATTR_POINTWISE_AXIS, CUDNN_TYPE_INT64, axis);
  kind.finalize();
  constexpr cudnnBackendAttributeName_t kOperands[] = {CUDNN_ATTR_OPERATION_POINTWISE_XDESC,
                                                       CUDNN_ATTR_OPERATION_POINTWISE_BDESC,
                                                       CUDNN_ATTR_OPERATION_POINTWISE_TDESC};
  CudnnDescriptor& made = operation(CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR);
  made.set(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR, kind);
  for (std::size_t k = 0; k < operands.size(); ++k) made.set(kOperands[k], *operands[k]);
  made.set(CUDNN_ATTR_OPERATION_POINTWISE_YDESC, *to).finalize();
}

const CudnnDescriptor& CudnnGraph::finish(cudnnHandle_t handle) {
  std::vector<cudnnBackendDescriptor_t> raw;
  bool good = true;
  for (const CudnnDescriptor* operation : operations_)
    raw.push_back(operation->raw()), good = good && operation->good();
  CudnnDescriptor& graph = add(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR);
  if (!good) raw.clear();  // refused then
  if (handle != nullptr) graph.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, handle);
  return graph
      .set(CUDNN_ATTR_OPERATIONGRAPH_OPS, CUDNN_TYPE_BACKEND_DESCRIPTOR,
           static_cast<std::int64_t>(raw.size()), raw.data())
      .finalize();
}

CudnnDescriptor& CudnnGraph::operation(cudnnBackendDescriptorType_t type) {
  CudnnDescriptor& made = add(type);
  operations_.push_back(&made);
  return made;
}

CudnnGraph::Tensor CudnnGraph::tensor(cudnnDataType_t type, const Extents& size, const Extents& stride,
                                      bool is_virtual, bool by_value) {
  CudnnDescriptor& made = add(CUDNN_BACKEND_TENSOR_DESCRIPTOR);
  made.set(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_TYPE_DATA_TYPE, type)
      .set(CUDNN_ATTR_TENSOR_DIMENSIONS, size)
      .set(CUDNN_ATTR_TENSOR_STRIDES, stride)
      .set(CUDNN_ATTR_TENSOR_UNIQUE_ID, CUDNN_TYPE_INT64, next_++)
      .set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, CUDNN_TYPE_INT64, kAlignment)
      .set(CUDNN_ATTR_TENSOR_IS_VIRTUAL, CUDNN_TYPE_BOOLEAN, is_virtual)
      .set(CUDNN_ATTR_TENSOR_IS_BY_VALUE, CUDNN_TYPE_BOOLEAN, by_value)
      .finalize();
  return &made;
}

}  // namespace ireplay
#endif
