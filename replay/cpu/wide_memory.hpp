#pragma once

#include <functional>
#include <vector>

#include "replay/plan/plan.hpp"

/// Float64 memory in place of narrower floats while one library call runs.
namespace ireplay {

using ViewOf = std::function<HostView(const TensorView&)>;

/// The type that holds numbers without rounding: f64 for floats, c128 for complex numbers, else the type
/// itself.
DType wide_type(DType dtype);

/// A run of numbers of one storage, held as float64: they lie as in the storage, so that a tensor's strides
/// hold for both. All tensors of a block are made of one type of numbers.
class WideBlock {
 public:
  /// Lengthens the run so that the tensor lies inside of it. Before `load` or `allocate`.
  void cover(const TensorView& tensor);
  /// Reads the numbers out of the storage that `tensor` lies in.
  void load(const TensorView& tensor, const ViewOf& view_of);
  HostView view(const TensorView& tensor);
  std::vector<double>& values() { return values_; }

 private:
  std::int64_t low_ = 0, high_ = 0;  // half open, in numbers from the start of the storage
  std::vector<double> values_;
};

/// to = from, rounded to its type; sizes are equal. Complex numbers go to complex ones.
void copy_elements(const HostView& from, const HostView& to);

}  // namespace ireplay
