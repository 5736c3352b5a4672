#include "replay/plan/tensor.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "parser/source.hpp"
#include "replay/plan/parallel.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail_size(const Dims& size, const std::string& why) {
  std::string text = "a tensor of size [";
  for (std::size_t d = 0; d < size.size(); ++d) text += (d == 0 ? "" : ", ") + std::to_string(size[d]);
  throw Error(Error::Kind::dump, text + "] " + why);
}

std::int64_t multiply(std::int64_t a, std::int64_t b, const Dims& size) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) fail_size(size, "does not fit 63 bits");
  return product;
}

/// Calls `copy_row(dense element, strided element, count, stride)` for each run of the last dimension.
template <class CopyRow>
void for_each_row(const Dims& size, const Dims& stride, std::int64_t offset, CopyRow copy_row) {
  if (numel(size) == 0) return;
  if (size.empty()) return copy_row(0, offset, 1, 1);
  const std::size_t outer = size.size() - 1;
  const std::int64_t count = size.back();
  Dims at(outer, 0);
  for (std::int64_t dense = 0;; dense += count) {
    copy_row(dense, offset, count, stride.back());
    std::size_t d = outer;
    while (d > 0) {
      --d;
      offset += stride[d];
      if (++at[d] < size[d]) break;
      offset -= stride[d] * size[d];
      at[d] = 0;
      if (d == 0) return;
    }
    if (outer == 0) return;
  }
}

template <std::size_t bytes>
void copy_strided(std::byte* to, std::int64_t to_step, const std::byte* from, std::int64_t from_step,
                  std::int64_t count) {
  constexpr auto kBytes = static_cast<std::int64_t>(bytes);
  for (std::int64_t k = 0; k < count; ++k)
    std::memcpy(to + k * to_step * kBytes, from + k * from_step * kBytes, bytes);
}

/// `count` elements of so many bytes, so many elements apart.
void copy_elements(std::byte* to, std::int64_t to_step, const std::byte* from, std::int64_t from_step,
                   std::int64_t count, std::int64_t bytes) {
  if (to_step == 1 && from_step == 1) {
    std::memcpy(to, from, static_cast<std::size_t>(count * bytes));
    return;
  }
  switch (bytes) {
    case 1:
      return copy_strided<1>(to, to_step, from, from_step, count);
    case 2:
      return copy_strided<2>(to, to_step, from, from_step, count);
    case 4:
      return copy_strided<4>(to, to_step, from, from_step, count);
    case 8:
      return copy_strided<8>(to, to_step, from, from_step, count);
    default:
      return copy_strided<16>(to, to_step, from, from_step, count);
  }
}

}  // namespace

std::int64_t numel(const Dims& size) {
  if (std::ranges::any_of(size, [](std::int64_t extent) { return extent < 0; }))
    fail_size(size, "has a negative extent");
  if (std::ranges::find(size, 0) != size.end()) return 0;
  std::int64_t count = 1;
  for (std::int64_t extent : size) count = multiply(count, extent, size);
  return count;
}

Dims dense_strides(const Dims& size) {
  Dims stride(size.size(), 1);
  for (std::size_t d = size.size(); d-- > 1;)
    stride[d - 1] = multiply(stride[d], std::max<std::int64_t>(size[d], 1), size);
  return stride;
}

std::int64_t extent(const Dims& size, const Dims& stride) {
  if (size.size() != stride.size()) fail_size(size, "has strides for another number of dimensions");
  if (numel(size) == 0) return 0;
  std::int64_t last = 0;
  for (std::size_t d = 0; d < size.size(); ++d)
    if (__builtin_add_overflow(last, multiply(size[d] - 1, stride[d], size), &last))
      fail_size(size, "does not fit 63 bits");
  return last + 1;
}

std::string to_text(DType dtype, const Dims& size) {
  std::string text = std::string(info(dtype).name) + "[";
  for (std::size_t d = 0; d < size.size(); ++d) text += (d == 0 ? "" : ",") + std::to_string(size[d]);
  return text + "]";
}

void scatter_to_strided(const HostTensor& dense, std::byte* storage, const Dims& stride,
                        std::int64_t offset) {
  const auto bytes = static_cast<std::int64_t>(bytes_of(dense.dtype));
  const std::byte* from = dense.data.data();
  for_each_row(dense.size, stride, offset,
               [&](std::int64_t at, std::int64_t to, std::int64_t count, std::int64_t step) {
                 copy_elements(storage + to * bytes, step, from + at * bytes, 1, count, bytes);
               });
}

HostTensor gather_from_strided(const std::byte* storage, DType dtype, const Dims& size, const Dims& stride,
                               std::int64_t offset) {
  constexpr std::int64_t kLeastPart = 1 << 18;  // elements
  const auto bytes = static_cast<std::int64_t>(bytes_of(dtype));
  HostTensor dense{dtype, size, {}};
  const std::int64_t elements = numel(size);
  dense.data.resize(static_cast<std::size_t>(multiply(elements, bytes, size)));
  std::byte* const to = dense.data.data();
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if(size, [](auto n) { return n != 1; }) - size.begin());
  if (elements == 0 || first == size.size()) {
    if (elements != 0) std::memcpy(to, storage + offset * bytes, static_cast<std::size_t>(bytes));
    return dense;
  }
  const std::int64_t of_slice = elements / size[first];
  in_parts(size[first], std::min(parts_of(elements, kLeastPart), size[first]),
           [&](std::int64_t, std::int64_t begin, std::int64_t end) {
             Dims part = size;
             part[first] = end - begin;
             for_each_row(part, stride, offset + begin * stride[first],
                          [&](std::int64_t at, std::int64_t from, std::int64_t count, std::int64_t step) {
                            copy_elements(to + (begin * of_slice + at) * bytes, 1, storage + from * bytes,
                                          step, count, bytes);
                          });
           });
  return dense;
}

double unit_roundoff(DType dtype) {
  const DTypeInfo& row = info(is_floating(dtype) || is_complex(dtype) ? dtype : DType::f32);
  return std::ldexp(1.0, -row.significand_bits);
}

}  // namespace ireplay
