#include "replay/cpu/wide_memory.hpp"

#include <algorithm>
#include <complex>

#include "replay/externs/call_frame.hpp"

namespace ireplay {
namespace {

std::int64_t parts_of(DType dtype) { return is_complex(dtype) ? 2 : 1; }

}  // namespace

DType wide_type(DType dtype) {
  if (is_complex(dtype)) return DType::c128;
  return is_floating(dtype) ? DType::f64 : dtype;
}

void WideBlock::cover(const TensorView& tensor) {
  if (numel(tensor.size) == 0) return;
  const std::int64_t parts = parts_of(tensor.dtype), first = tensor.offset * parts;
  const std::int64_t last = first + extent(tensor.size, tensor.stride) * parts;
  const bool is_new = low_ == high_;
  low_ = is_new ? first : std::min(low_, first);
  high_ = is_new ? last : std::max(high_, last);
}

void WideBlock::load(const TensorView& tensor, const ViewOf& view_of) {
  values_.resize(static_cast<std::size_t>(high_ - low_));
  if (values_.empty()) return;
  const HostView from = view_of({tensor.buffer, part_of(tensor.dtype), {high_ - low_}, {1}, low_});
  copy_elements(from, {reinterpret_cast<std::byte*>(values_.data()), DType::f64, from.size, {1}});
}

HostView WideBlock::view(const TensorView& tensor) {
  double* const first = values_.data() + (tensor.offset * parts_of(tensor.dtype) - low_);
  return {reinterpret_cast<std::byte*>(first), wide_type(tensor.dtype), tensor.size, tensor.stride};
}

void copy_elements(const HostView& from, const HostView& to) {
  with_value_type(to.dtype, [&](auto zero) { write(to, read<decltype(zero)>(from)); });
}

}  // namespace ireplay
