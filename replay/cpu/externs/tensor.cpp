// Copies, fills, conversions and other things done to whole tensors.
#include <cmath>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

/// Copies `name` (repeated to `size`) as values of type T.
template <class T>
Dense<T> read_broadcast(const ExternFrame& frame, std::string_view name, const Dims& size) {
  return broadcast(frame, frame.read<T>(name), size);
}

/// PyTorch's cast keeps what both types can hold: complex if both are, integers if the source is one, else
/// floats.
template <class F>
void with_common_type(DType from, DType to, F&& f) {
  if (is_complex(from) && is_complex(to)) return f(std::complex<double>{});
  if (is_floating(from) || is_complex(from)) return f(double{});
  f(std::int64_t{});
}

}  // namespace

void run_copy(const ExternFrame& frame) {
  const TensorView& self = frame.args().tensor("self");
  with_common_type(frame.args().tensor("src").dtype, self.dtype, [&](auto zero) {
    frame.write_self(read_broadcast<decltype(zero)>(frame, "src", self.size));
  });
}

/// The tensor becomes another one; for the graph's later readers that is a copy of its data.
void run_set(const ExternFrame& frame) {
  const TensorView& self = frame.args().tensor("self");
  with_common_type(frame.args().tensor("source").dtype, self.dtype,
                   [&](auto zero) { frame.write_back("self", frame.read<decltype(zero)>("source")); });
}

void run_nothing(const ExternFrame&) {}

void run_clone(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  with_common_type(frame.args().tensor("self").dtype, frame.result(0).dtype,
                   [&](auto zero) { frame.write(0, frame.read<decltype(zero)>("self")); });
}

void run_fill(const ExternFrame& frame) {
  const TensorView& self = frame.args().tensor("self");
  const bool has_value = frame.args().knows("value");
  with_value_type(self.dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> values(self.size);
    if (has_value && std::holds_alternative<TensorView>(frame.args().value("value").value)) {
      values = read_broadcast<T>(frame, "value", self.size);
    } else if (has_value) {
      const auto* integer = std::get_if<std::int64_t>(&frame.args().value("value").value);
      T value{};
      if constexpr (std::is_same_v<T, std::int64_t>)
        value = integer ? *integer : value_of<T>(frame.args().number("value"));
      else if constexpr (std::is_same_v<T, std::complex<double>>)
        value = frame.args().complex("value");
      else
        value = frame.args().number("value");
      if (self.dtype == DType::boolean && frame.args().number("value") != 0) value = T{1};
      std::fill(values.data.begin(), values.data.end(), value);
    }
    frame.write_self(values);
  });
}

void run_full(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const auto fill = [&](auto value) {
    Dense<decltype(value)> values(frame.result(0).size);
    std::fill(values.data.begin(), values.data.end(), value);
    frame.write(0, values);
  };
  if (is_complex(frame.result(0).dtype)) return fill(frame.args().complex("fill_value"));
  fill(frame.args().number("fill_value"));
}

void run_cat(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Dims size = frame.result(0).size;
  const std::size_t dimension = frame.dimension("dim", size.size());
  frame.require(!size.empty(), "the result has no dimensions");
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> result(size);
    const Dims step = dense_strides(size);
    std::int64_t begin = 0;
    for (const TensorView* view : frame.args().tensors("tensors")) {
      frame.require(view, "'tensors' holds None");
      if (view->size == Dims{0}) continue;  // the legacy empty tensor
      const Dense<T> part = ireplay::read<T>(frame.host(*view));
      Dims expected = size;
      if (part.size.size() == size.size()) expected[dimension] = part.size[dimension];
      frame.require(part.size == expected && begin + part.size[dimension] <= size[dimension],
                    "a part of " + bracketed(part.size) + " in " + bracketed(size));
      const T* from = part.data.data();
      for_each_offset(part.size, step, [&](std::int64_t to) {
        result.data[static_cast<std::size_t>(begin * step[dimension] + to)] = *from++;
      });
      begin += part.size[dimension];
    }
    frame.write(0, result);
  });
}

void run_view_as_complex(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self");
  frame.require(!self.size.empty() && self.size.back() == 2, "'self' is " + bracketed(self.size));
  Complexes result(Dims(self.size.begin(), self.size.end() - 1));
  for (std::size_t i = 0; i < result.data.size(); ++i)
    result.data[i] = {self.data[2 * i], self.data[2 * i + 1]};
  frame.write(0, result);
}

void run_view_as_real(const ExternFrame& frame) {
  const Complexes self = frame.read<std::complex<double>>("self");
  Dims size = self.size;
  size.push_back(2);
  Reals result(size);
  for (std::size_t i = 0; i < self.data.size(); ++i) {
    result.data[2 * i] = self.data[i].real();
    result.data[2 * i + 1] = self.data[i].imag();
  }
  frame.write(0, result);
}

void run_complex(const ExternFrame& frame) {
  const Dims size = broadcast_size(frame.args().tensor("real").size, frame.args().tensor("imag").size);
  const Reals real = read_broadcast<double>(frame, "real", size);
  const Reals imaginary = read_broadcast<double>(frame, "imag", size);
  Complexes result(size);
  for (std::size_t i = 0; i < result.data.size(); ++i) result.data[i] = {real.data[i], imaginary.data[i]};
  frame.write(0, result);
}

void run_polar(const ExternFrame& frame) {
  const Dims size = broadcast_size(frame.args().tensor("abs").size, frame.args().tensor("angle").size);
  const Reals length = read_broadcast<double>(frame, "abs", size);
  const Reals angle = read_broadcast<double>(frame, "angle", size);
  Complexes result(size);
  for (std::size_t i = 0; i < result.data.size(); ++i)
    result.data[i] = {length.data[i] * std::cos(angle.data[i]), length.data[i] * std::sin(angle.data[i])};
  frame.write(0, result);
}

void run_angle(const ExternFrame& frame) {
  const bool complex = is_complex(frame.args().tensor("self").dtype);
  const Complexes self = frame.read<std::complex<double>>("self");
  Reals result(self.size);
  constexpr double kPi = 3.141592653589793;
  for (std::size_t i = 0; i < result.data.size(); ++i) {
    const double x = self.data[i].real();
    result.data[i] = complex ? std::arg(self.data[i]) : x != x ? x : x < 0 ? kPi : 0;
  }
  frame.write(0, result);
}

void run_trace(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self", 2);
    Dense<T> result{Dims{}};
    for (std::int64_t i = 0; i < std::min(self.size[0], self.size[1]); ++i)
      result.data[0] = plus(result.data[0], self.data[static_cast<std::size_t>(i * (self.size[1] + 1))]);
    frame.write(0, result);
  });
}

}  // namespace ireplay
