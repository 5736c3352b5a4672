#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernels/scalar/dtype.hpp"
#include "replay/plan/host_bytes.hpp"

/// Tensors in the host's memory. Sizes, strides and offsets count elements, never bytes; a tensor without
/// dimensions has one element.
namespace ireplay {

using Dims = std::vector<std::int64_t>;

/// A tensor on the host: dense, row-major (as in the case files), whatever layout the graph gave it.
struct HostTensor {
  DType dtype = DType::f32;
  Dims size;
  HostBytes data;  // numel * bytes_of(dtype)
};

using TensorMap = std::map<std::string, HostTensor, std::less<>>;

/// A pointer to what somebody else owns for as long as it is used.
template <class T>
std::shared_ptr<const T> borrowed(const T& value) {
  return {std::shared_ptr<const T>(), &value};
}

/// A strided tensor in host memory, element access through doubles or int64.
struct HostView {
  std::byte* data = nullptr;  // element `offset` of the storage, i.e. the view's own first element
  DType dtype = DType::f32;
  Dims size, stride;
};

/// Product of the extents; 1 for a 0-d tensor. Throws Error{dump} on negative extents and on overflow of 63
/// bits.
std::int64_t numel(const Dims& size);
/// Row-major strides of a dense tensor.
Dims dense_strides(const Dims& size);
/// Elements from the data pointer up to and including the last one addressed: 1 + sum((size-1)*stride); 0 if
/// empty.
std::int64_t extent(const Dims& size, const Dims& stride);

/// `bf16[2048,256]`.
std::string to_text(DType dtype, const Dims& size);

/// Half a unit in the last place of 1: the relative error of one rounding to a floating type (of a complex
/// one's parts).
double unit_roundoff(DType dtype);

/// Copies between dense data and a strided view that starts `offset` elements into `storage`.
/// Gaps of the storage are left as they are.
void scatter_to_strided(const HostTensor& dense, std::byte* storage, const Dims& stride, std::int64_t offset);
HostTensor gather_from_strided(const std::byte* storage, DType dtype, const Dims& size, const Dims& stride,
                               std::int64_t offset);

}  // namespace ireplay
