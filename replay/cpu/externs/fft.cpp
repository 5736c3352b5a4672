// Discrete Fourier transforms along dimensions, of any length.
#include <cmath>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

using Complex = std::complex<double>;

std::int64_t smallest_factor(std::int64_t n) {
  for (std::int64_t f = 2; f * f <= n; ++f)
    if (n % f == 0) return f;
  return n;
}

/// out[k] = sum over j of in[j * stride] * roots[j * k * (whole / n)]: one factor of n at a time.
void transform(const Complex* in, std::int64_t stride, Complex* out, std::int64_t n,
               const std::vector<Complex>& roots) {
  if (n == 1) {
    out[0] = in[0];
    return;
  }
  const auto whole = static_cast<std::int64_t>(roots.size());
  const std::int64_t factor = smallest_factor(n), rest = n / factor;
  std::vector<Complex> parts(static_cast<std::size_t>(n));
  for (std::int64_t r = 0; r < factor; ++r)
    transform(in + r * stride, stride * factor, parts.data() + r * rest, rest, roots);
  for (std::int64_t k = 0; k < n; ++k) {
    Complex sum = 0;
    for (std::int64_t r = 0; r < factor; ++r)
      sum += parts[static_cast<std::size_t>(r * rest + k % rest)] *
             roots[static_cast<std::size_t>(r * k % n * (whole / n))];
    out[k] = sum;
  }
}

void transform_along(Complexes& values, std::size_t dimension, bool forward) {
  const std::int64_t n = values.size[dimension];
  std::vector<Complex> roots(static_cast<std::size_t>(n));
  constexpr double kTurn = 6.283185307179586476925;
  for (std::int64_t i = 0; i < n; ++i)
    roots[static_cast<std::size_t>(i)] =
        std::polar(1.0, (forward ? -kTurn : kTurn) * static_cast<double>(i) / static_cast<double>(n));
  std::vector<Complex> in(roots.size()), out(roots.size());
  for_each_lane(values.size, dimension, [&](const Lane& lane, std::int64_t) {
    for (std::int64_t i = 0; i < n; ++i) in[static_cast<std::size_t>(i)] = values.data[lane.at(i)];
    transform(in.data(), 1, out.data(), n, roots);
    for (std::int64_t i = 0; i < n; ++i) values.data[lane.at(i)] = out[static_cast<std::size_t>(i)];
  });
}

std::vector<std::size_t> dimensions(const ExternFrame& frame, const Dims& size) {
  const std::size_t rank = size.size();
  std::vector<std::size_t> result;
  for (const std::int64_t dim : frame.args().integers("dim")) {
    const auto bound = static_cast<std::int64_t>(rank);
    frame.require(dim >= -bound && dim < bound, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                    std::to_string(rank) + " dimensions");
    result.push_back(static_cast<std::size_t>(dim < 0 ? dim + bound : dim));
    frame.require(size[result.back()] > 0, "nothing to transform in " + bracketed(size));
  }
  frame.require(!result.empty(), "no dimensions to transform");
  return result;
}

/// 0: as it is, 1: by the root of the number of elements transformed, 2: by the number.
double scale(const ExternFrame& frame, std::int64_t count) {
  const std::int64_t normalization = frame.args().integer("normalization");
  frame.require(normalization >= 0 && normalization <= 2,
                "normalization is " + std::to_string(normalization));
  const auto n = static_cast<double>(count);
  return normalization == 0 ? 1 : normalization == 1 ? 1 / std::sqrt(n) : 1 / n;
}

std::int64_t transformed(const Dims& size, const std::vector<std::size_t>& dims) {
  std::int64_t count = 1;
  for (const std::size_t d : dims) count *= size[d];
  return count;
}

template <class T>
void multiply_all(Dense<T>& values, double by) {
  for (T& value : values.data) value *= by;
}

Complexes halved(const Complexes& whole, std::size_t dimension) {
  Dims size = whole.size;
  size[dimension] = size[dimension] / 2 + 1;
  Complexes half(size);
  std::vector<Lane> lanes;
  for_each_lane(whole.size, dimension, [&](const Lane& lane, std::int64_t) { lanes.push_back(lane); });
  for_each_lane(size, dimension, [&](const Lane& to, std::int64_t number) {
    for (std::int64_t i = 0; i < to.count; ++i)
      half.data[to.at(i)] = whole.data[lanes[static_cast<std::size_t>(number)].at(i)];
  });
  return half;
}

}  // namespace

void run_fft_c2c(const ExternFrame& frame) {
  Complexes values = frame.read<Complex>("self");
  const std::vector<std::size_t> dims = dimensions(frame, values.size);
  for (const std::size_t d : dims) transform_along(values, d, frame.args().flag("forward"));
  multiply_all(values, scale(frame, transformed(values.size, dims)));
  frame.write(0, values);
}

void run_fft_r2c(const ExternFrame& frame) {
  Complexes values = frame.read<Complex>("self");
  const std::vector<std::size_t> dims = dimensions(frame, values.size);
  const double by = scale(frame, transformed(values.size, dims));
  for (const std::size_t d : dims) transform_along(values, d, true);
  multiply_all(values, by);
  frame.write(0, frame.args().flag("onesided") ? halved(values, dims.back()) : values);
}

/// The last dimension holds the first half of a spectrum of `last_dim_size` entries; its mirror image is
/// implied. What the first entry (and for even lengths the middle one) has of an imaginary part is not looked
/// at.
void run_fft_c2r(const ExternFrame& frame) {
  Complexes half = frame.read<Complex>("self");
  const std::vector<std::size_t> dims = dimensions(frame, half.size);
  const std::size_t last = dims.back();
  const std::int64_t n = frame.args().integer("last_dim_size");
  frame.require(n > 0 && half.size[last] == n / 2 + 1,
                std::to_string(n) + " real values from " + bracketed(half.size));
  for (std::size_t i = 0; i + 1 < dims.size(); ++i) transform_along(half, dims[i], false);
  Dims size = half.size;
  size[last] = n;
  Complexes whole(size);
  std::vector<Lane> lanes;
  for_each_lane(half.size, last, [&](const Lane& lane, std::int64_t) { lanes.push_back(lane); });
  for_each_lane(size, last, [&](const Lane& to, std::int64_t number) {
    const Lane& from = lanes[static_cast<std::size_t>(number)];
    for (std::int64_t i = 0; i < n; ++i) {
      const Complex value = half.data[from.at(i <= n / 2 ? i : n - i)];
      const bool own_mirror = i == 0 || 2 * i == n;
      whole.data[to.at(i)] = own_mirror ? Complex(value.real()) : i <= n / 2 ? value : std::conj(value);
    }
  });
  transform_along(whole, last, false);
  Reals result(size);
  const double by = scale(frame, transformed(size, dims));
  for (std::size_t i = 0; i < result.data.size(); ++i) result.data[i] = whole.data[i].real() * by;
  frame.write(0, result);
}

}  // namespace ireplay
