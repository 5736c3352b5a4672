// Products summed over dimensions, other than those of matrices in matmul.cpp.
#include <algorithm>

#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

/// An operand with dimensions of extent 1 put in where `expand` lists them.
Reals expanded(const ExternFrame& frame, std::string_view name, std::string_view expand) {
  Reals values = frame.read<double>(name);
  Dims places = frame.args().integers(expand);
  std::sort(places.begin(), places.end());
  for (const std::int64_t place : places) {
    frame.require(place >= 0 && place <= static_cast<std::int64_t>(values.size.size()),
                  "'" + std::string(expand) + "' is " + bracketed(places));
    values.size.insert(values.size.begin() + static_cast<std::ptrdiff_t>(place), 1);
  }
  return values;
}

}  // namespace

void run_trilinear(const ExternFrame& frame) {
  const Reals a = expanded(frame, "i1", "expand1"), b = expanded(frame, "i2", "expand2"),
              c = expanded(frame, "i3", "expand3");
  frame.require(a.size.size() == b.size.size() && b.size.size() == c.size.size(),
                "operands of different ranks");
  Dims size = a.size;
  for (const Reals* other : {&b, &c})
    for (std::size_t d = 0; d < size.size(); ++d)
      if (other->size[d] != 1) size[d] = other->size[d];
  const Dims summed = frame.args().integers("sumdim");
  Dims kept, stride(size.size(), 0);
  const auto is_summed = [&](std::size_t d) {
    return std::find(summed.begin(), summed.end(), static_cast<std::int64_t>(d)) != summed.end();
  };
  for (std::size_t d = 0; d < size.size(); ++d)
    if (!is_summed(d)) kept.push_back(size[d]);
  const Dims steps = dense_strides(kept);
  for (std::size_t d = 0, k = 0; d < size.size(); ++d)
    if (!is_summed(d)) stride[d] = steps[k++];
  const Reals x = broadcast(frame, a, size), y = broadcast(frame, b, size), z = broadcast(frame, c, size);
  Reals result(kept);
  std::size_t i = 0;
  for_each_offset(size, stride, [&](std::int64_t to) {
    result.data[static_cast<std::size_t>(to)] += x.data[i] * y.data[i] * z.data[i];
    ++i;
  });
  frame.write(0, result);
}

void run_int8_product(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self", 2), weight = frame.read<double>("mat2", 2);
  const Reals scales = frame.read<double>("scales", 1);
  const std::int64_t rows = self.size[0], depth = self.size[1], columns = weight.size[0];
  frame.require(weight.size[1] == depth && scales.size[0] == columns, "operands are " + bracketed(self.size) +
                                                                          ", " + bracketed(weight.size) +
                                                                          " and " + bracketed(scales.size));
  Reals turned({depth, columns}), result({rows, columns});
  for (std::int64_t n = 0; n < columns; ++n)
    for (std::int64_t k = 0; k < depth; ++k)
      turned.data[static_cast<std::size_t>(k * columns + n)] =
          weight.data[static_cast<std::size_t>(n * depth + k)] * scales.data[static_cast<std::size_t>(n)];
  multiply_add(self.data.data(), turned.data.data(), result.data.data(), rows, columns, depth);
  frame.write(0, result);
}

std::int64_t int8_flops(const ExternFrame& frame) {
  const Dims &self = frame.args().tensor("self").size, &weight = frame.args().tensor("mat2").size;
  return self.size() == 2 && weight.size() == 2 ? 2 * self[0] * self[1] * weight[0] : 0;
}

void run_addmv(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const double alpha = frame.args().number("alpha"), beta = frame.args().number("beta");
  const Reals matrix = frame.read<double>("mat", 2), vector = frame.read<double>("vec", 1);
  frame.require(vector.size[0] == matrix.size[1],
                "a matrix of " + bracketed(matrix.size) + " times a vector of " + bracketed(vector.size));
  Reals result = broadcast(frame, frame.read<double>("self"), {matrix.size[0]});
  for (std::int64_t i = 0; i < matrix.size[0]; ++i) {
    double sum = 0;
    for (std::int64_t k = 0; k < matrix.size[1]; ++k)
      sum += matrix.data[static_cast<std::size_t>(i * matrix.size[1] + k)] *
             vector.data[static_cast<std::size_t>(k)];
    double& to = result.data[static_cast<std::size_t>(i)];
    to = (beta == 0 ? 0 : beta * to) + alpha * sum;
  }
  frame.write(0, result);
}

void run_dot(const ExternFrame& frame) {
  const bool conjugated = frame.op() == "vdot";
  const Complexes a = frame.read<std::complex<double>>("self", 1),
                  b = frame.read<std::complex<double>>("other", 1);
  frame.require(a.size == b.size, bracketed(a.size) + " times " + bracketed(b.size));
  Complexes sum{Dims{}};
  for (std::size_t i = 0; i < a.data.size(); ++i)
    sum.data[0] += (conjugated ? std::conj(a.data[i]) : a.data[i]) * b.data[i];
  frame.write(0, sum);
}

void run_cross(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  const std::size_t d = frame.dimension("dim", size.size());
  frame.require(!size.empty() && size[d] == 3, "vectors of " + bracketed(size));
  const Reals a = broadcast(frame, frame.read<double>("self"), size),
              b = broadcast(frame, frame.read<double>("other"), size);
  Reals result(size);
  const std::int64_t step = dense_strides(size)[d];
  for (std::int64_t i = 0; i < result.count(); ++i) {
    const std::int64_t axis = i / step % 3, first = i - axis * step;
    const auto next = static_cast<std::size_t>(first + (axis + 1) % 3 * step);
    const auto after = static_cast<std::size_t>(first + (axis + 2) % 3 * step);
    result.data[static_cast<std::size_t>(i)] = a.data[next] * b.data[after] - a.data[after] * b.data[next];
  }
  frame.write(0, result);
}

/// A convolution over the first dimension of (time, batch, channels).
void run_conv_tbc(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self", 3), weight = frame.read<double>("weight", 3);
  const Reals bias = frame.read<double>("bias", 1);
  const std::int64_t pad = frame.args().integer("pad"), times = self.size[0], rows = self.size[1],
                     in = self.size[2];
  const std::int64_t taps = weight.size[0], out = weight.size[2];
  frame.require(weight.size[1] == in && bias.size[0] == out && pad >= 0 && pad <= times + taps &&
                    times + 2 * pad - taps + 1 > 0,
                "operands are " + bracketed(self.size) + " and " + bracketed(weight.size));
  Reals result({times + 2 * pad - taps + 1, rows, out});
  for (std::int64_t i = 0; i < result.count(); ++i)
    result.data[static_cast<std::size_t>(i)] = bias.data[static_cast<std::size_t>(i % out)];
  for (std::int64_t t = 0; t < result.size[0]; ++t)
    for (std::int64_t k = 0; k < taps; ++k) {
      const std::int64_t from = t + k - pad;
      if (from < 0 || from >= times) continue;
      multiply_add(self.data.data() + from * rows * in, weight.data.data() + k * in * out,
                   result.data.data() + t * rows * out, rows, out, in);
    }
  frame.write(0, result);
}

}  // namespace ireplay
