#pragma once

#include <deque>
#include <vector>

#include "kernels/libraries/cudnn_plan.hpp"

/// Operation graphs of many operations, written as one writes formulas.
namespace ireplay {

/// Builds an operation graph: tensors by their numbers, operations in order. What the library refuses makes
/// the finished graph bad. Every tensor has as many dimensions as `size`.
class CudnnGraph {
 public:
  using Tensor = const CudnnDescriptor*;
  using Extents = std::vector<std::int64_t>;

  /// A tensor in memory that begins at a multiple of 16 bytes, or by value on the host: one f32.
  Tensor bound(cudnnDataType_t type, const Extents& size, const Extents& stride, void* data);
  Tensor by_value(float* data, std::size_t rank);
  /// A dense value between operations, by other strides where they are given.
  Tensor between(cudnnDataType_t type, const Extents& size, const Extents& stride = {});

  /// Operations compute in float32.
  void product(Tensor a, Tensor b, Tensor to);
  void reduce(cudnnReduceTensorOp_t how, Tensor from, Tensor to);
  /// The same elements under the sizes and strides of `to`.
  void reshape(Tensor from, Tensor to);
  /// One to three operands; the third one chooses between the others.
  void pointwise(cudnnPointwiseMode_t mode, const std::vector<Tensor>& operands, Tensor to,
                 cudnnDataType_t type = CUDNN_DATA_FLOAT, std::int64_t axis = -1);

  /// The graph of all operations; `handle` may be null where engines are only asked for by properties of a
  /// device.
  const CudnnDescriptor& finish(cudnnHandle_t handle);
  const std::vector<CudnnBinding>& bindings() const { return bindings_; }

 private:
  CudnnDescriptor& add(cudnnBackendDescriptorType_t type) { return parts_.emplace_back(type); }
  CudnnDescriptor& operation(cudnnBackendDescriptorType_t type);
  Tensor tensor(cudnnDataType_t type, const Extents& size, const Extents& stride, bool is_virtual,
                bool by_value);

  std::deque<CudnnDescriptor> parts_;  // keep their places
  std::vector<CudnnDescriptor*> operations_;
  std::vector<CudnnBinding> bindings_;
  std::int64_t next_ = 1;
};

}  // namespace ireplay
