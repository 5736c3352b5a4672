#include "replay/verdict/elements.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace ireplay {
namespace {

template <class T>
void read_as(const std::byte* from, std::int64_t count, double* to) {
  for (std::int64_t i = 0; i < count; ++i) {
    T value;
    std::memcpy(&value, from + static_cast<std::size_t>(i) * sizeof(T), sizeof(T));
    to[i] = static_cast<double>(value);
  }
}

void read_bf16(const std::byte* from, std::int64_t count, double* to) {
  for (std::int64_t i = 0; i < count; ++i) {
    std::uint16_t half = 0;
    std::memcpy(&half, from + 2 * i, 2);
    const std::uint32_t bits = static_cast<std::uint32_t>(half) << 16;
    float value = 0;
    std::memcpy(&value, &bits, 4);
    to[i] = static_cast<double>(value);
  }
}

std::int64_t ordered_bits(DType dtype, double value) {
  if (dtype == DType::f64) {
    std::int64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  }
  std::uint32_t bits = 0;
  if (dtype == DType::f32 || dtype == DType::bf16)
    bits = std::bit_cast<std::uint32_t>(static_cast<float>(value)) >> (dtype == DType::bf16 ? 16 : 0);
  else
    store_element(&bits, dtype, Scalar{.f = value}, DType::f32);
  const std::uint32_t sign = 1U << (8 * bytes_of(dtype) - 1);
  return (bits & sign) != 0 ? -static_cast<std::int64_t>(bits & (sign - 1)) : static_cast<std::int64_t>(bits);
}

int least_exponent(DType dtype) { return info(is_floating(dtype) ? dtype : DType::f32).least_exponent; }

}  // namespace

Elements::Elements(const HostTensor& tensor) : data(tensor.data.data()), dtype(part_of(tensor.dtype)) {
  step = bytes_of(dtype);
  count = static_cast<std::int64_t>(tensor.data.size() / step);
}

void Elements::read(std::int64_t begin, std::int64_t number, double* to) const {
  const std::byte* from = data + static_cast<std::size_t>(begin) * step;
  if (dtype == DType::f32) return read_as<float>(from, number, to);
  if (dtype == DType::f64) return read_as<double>(from, number, to);
  if (dtype == DType::bf16) return read_bf16(from, number, to);
  const bool floats = is_floating(dtype);
  for (std::int64_t i = 0; i < number; ++i) {
    const Scalar element = (*this)[begin + i];
    to[i] = floats ? element.f : static_cast<double>(element.i);
  }
}

double unit_at(DType dtype, double magnitude) {
  const int exponent = magnitude > 0 && std::isfinite(magnitude) ? std::ilogb(magnitude) : -2000;
  return 2 * unit_roundoff(dtype) * std::ldexp(1.0, std::max(exponent, least_exponent(dtype)));
}

double ulp_distance(DType dtype, double a, double b) {
  const std::pair<std::int64_t, std::int64_t> ends =
      std::minmax({ordered_bits(dtype, a), ordered_bits(dtype, b)});
  return static_cast<double>(static_cast<std::uint64_t>(ends.second) -
                             static_cast<std::uint64_t>(ends.first));
}

std::vector<double> to_doubles(const HostTensor& tensor) {
  const Elements elements(tensor);
  std::vector<double> values(static_cast<std::size_t>(elements.count));
  elements.read(0, elements.count, values.data());
  return values;
}

std::int64_t count_nans(const HostTensor& tensor) {
  if (!is_floating(tensor.dtype) && !is_complex(tensor.dtype)) return 0;
  const std::vector<double> values = to_doubles(tensor);
  return std::ranges::count_if(values, [](double x) { return std::isnan(x); });
}

double relative_distance(const HostTensor& a, const HostTensor& b) {
  if (a.data == b.data) return 0;
  const std::vector<double> x = to_doubles(a), y = to_doubles(b);
  double sum = 0, of = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
    sum += (x[i] - y[i]) * (x[i] - y[i]);
    of += y[i] * y[i];
  }
  return sum == 0 ? 0 : std::sqrt(sum / std::max(of, std::numeric_limits<double>::min()));
}

}  // namespace ireplay
