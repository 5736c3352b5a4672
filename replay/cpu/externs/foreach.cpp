// Lists of tensors: one function for every entry of the list.
#include <array>
#include <cmath>

#include "kernels/scalar/scalar_eval.hpp"
#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

/// `exp` of `_foreach_exp`, by the name that scalar_ops.def has for it.
std::string_view entry_function(const ExternFrame& frame) {
  constexpr std::string_view kPrefix = "_foreach_";
  std::string_view name = frame.op().substr(kPrefix.size());
  name = name.substr(0, name.find('.'));
  if (name == "div") return "truediv";
  if (name == "clamp_min") return "maximum";
  if (name == "clamp_max") return "minimum";
  return name;
}

ScalarFunction function_of(const ExternFrame& frame, DType type) {
  const auto op = find_scalar_op(entry_function(frame));
  return op ? scalar_function(*op, type) : nullptr;
}

bool holds_tensors(const ExternValue& value) {
  if (const auto* list = std::get_if<ExternList>(&value.value))
    return !list->empty() && holds_tensors(list->front());
  return std::holds_alternative<TensorView>(value.value);
}

/// What entry `i` takes of an argument that is a tensor or a number, one for all entries or one for each.
template <class T>
Dense<T> entry(const ExternFrame& frame, std::string_view name, std::size_t i, const Dims& size) {
  const ExternArguments& args = frame.args();
  const auto own = [&](std::size_t count) {
    frame.require(count == 1 || i < count,
                  "'" + std::string(name) + "' has " + std::to_string(count) + " entries");
    return count == 1 ? 0 : i;
  };
  if (holds_tensors(args.value(name))) {
    const auto tensors = args.tensors(name);
    const TensorView* tensor = tensors[own(tensors.size())];
    frame.require(tensor != nullptr, "'" + std::string(name) + "' has None among its tensors");
    Dense<T> values = read<T>(frame.host(*tensor));
    const bool one_number_each =
        std::holds_alternative<TensorView>(args.value(name).value) && values.size.size() == 1;
    if (!one_number_each) return broadcast(frame, values, size);
    Dense<T> repeated(size);
    std::fill(repeated.data.begin(), repeated.data.end(), values.data.at(own(values.data.size())));
    return repeated;
  }
  const std::vector<double> numbers = args.numbers(name);
  Dense<T> values(size);
  std::fill(values.data.begin(), values.data.end(), value_of<T>(numbers.at(own(numbers.size()))));
  return values;
}

/// Calls f(zero of the value's type, number of the entry) for the entries whose result is wanted.
template <class F>
void for_each_entry(const ExternFrame& frame, F&& f) {
  for (std::size_t i = 0; i < frame.result_count(); ++i)
    if (frame.wants(i)) with_real_type(frame.result(i).dtype, [&](auto zero) { f(zero, i); });
}

template <class T>
T evaluate(ScalarFunction function, std::array<T, 2> operands) {
  std::array<Scalar, 2> scalars{};
  for (std::size_t k = 0; k < operands.size(); ++k)
    if constexpr (std::is_same_v<T, double>)
      scalars[k].f = operands[k];
    else
      scalars[k].i = operands[k];
  const Scalar result = function(scalars.data());
  if constexpr (std::is_same_v<T, double>)
    return result.f;
  else
    return result.i;
}

template <class T>
ScalarFunction function_for(const ExternFrame& frame) {
  const ScalarFunction function = function_of(frame, std::is_same_v<T, double> ? DType::f64 : DType::i64);
  frame.require(function != nullptr, "has no meaning for integers");
  return function;
}

template <class F>
void run_ternary(const ExternFrame& frame, std::string_view second, std::string_view third, F f) {
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    using T = decltype(zero);
    const Dims& size = frame.result(i).size;
    Dense<T> a = entry<T>(frame, "self", i, size);
    const Dense<T> b = entry<T>(frame, second, i, size), c = entry<T>(frame, third, i, size);
    for (std::size_t k = 0; k < a.data.size(); ++k) a.data[k] = f(a.data[k], b.data[k], c.data[k]);
    frame.write(i, a);
  });
}

double norm(const Reals& values, double order) {
  double total = 0;
  for (const double value : values.data) {
    const double size = std::fabs(value);
    if (std::isinf(order) || order == 0)
      total = order == 0 ? total + (value != 0) : comes_before(total, size) ? size : total;
    else
      total += order == 2 ? size * size : order == 1 ? size : std::pow(size, order);
  }
  return total;
}

template <class F>
void run_norms(const ExternFrame& frame, F finish) {
  const double order = frame.args().number("ord");
  const auto tensors = frame.args().tensors("self");
  for (std::size_t i = 0; i < frame.result_count(); ++i) {
    if (!frame.wants(i)) continue;
    frame.require(i < tensors.size() && tensors[i], "'self' has fewer entries than there are results");
    Reals result{Dims{}};
    result.data[0] = finish(norm(read<double>(frame.host(*tensors[i])), order), order);
    frame.write(i, result);
  }
}

}  // namespace

void run_foreach_unary(const ExternFrame& frame) {
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    using T = decltype(zero);
    const ScalarFunction function = function_for<T>(frame);
    Dense<T> values = entry<T>(frame, "self", i, frame.result(i).size);
    for (T& value : values.data) value = evaluate<T>(function, {value, T{}});
    frame.write(i, values);
  });
}

void run_foreach_binary(const ExternFrame& frame) {
  const bool scaled = frame.args().knows("alpha");
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    using T = decltype(zero);
    const ScalarFunction function = function_for<T>(frame);
    const Dims& size = frame.result(i).size;
    Dense<T> a = entry<T>(frame, "self", i, size);
    const Dense<T> b = entry<T>(frame, "other", i, size);
    const T alpha = scaled ? value_of<T>(frame.args().number("alpha")) : T{1};
    for (std::size_t k = 0; k < a.data.size(); ++k)
      a.data[k] = evaluate<T>(function, {a.data[k], scaled ? times(b.data[k], alpha) : b.data[k]});
    frame.write(i, a);
  });
}

void run_foreach_addcmul(const ExternFrame& frame) {
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    using T = decltype(zero);
    const Dims& size = frame.result(i).size;
    Dense<T> a = entry<T>(frame, "self", i, size);
    const Dense<T> b = entry<T>(frame, "tensor1", i, size), c = entry<T>(frame, "tensor2", i, size),
                   scale = entry<T>(frame, "value", i, size);
    for (std::size_t k = 0; k < a.data.size(); ++k)
      a.data[k] = plus(a.data[k], times(scale.data[k], times(b.data[k], c.data[k])));
    frame.write(i, a);
  });
}

void run_foreach_addcdiv(const ExternFrame& frame) {
  for (std::size_t i = 0; i < frame.result_count(); ++i) {
    if (!frame.wants(i)) continue;
    const Dims& size = frame.result(i).size;
    Reals a = entry<double>(frame, "self", i, size);
    const Reals b = entry<double>(frame, "tensor1", i, size), c = entry<double>(frame, "tensor2", i, size),
                scale = entry<double>(frame, "value", i, size);
    for (std::size_t k = 0; k < a.data.size(); ++k) a.data[k] += scale.data[k] * (b.data[k] / c.data[k]);
    frame.write(i, a);
  }
}

void run_foreach_lerp(const ExternFrame& frame) {
  run_ternary(frame, "tensors1", "weight", [](auto a, auto b, auto weight) {
    using T = decltype(a);
    return plus(a, times(weight, plus(b, times(a, static_cast<T>(-1)))));
  });
}

void run_foreach_frac(const ExternFrame& frame) {
  for (std::size_t i = 0; i < frame.result_count(); ++i) {
    if (!frame.wants(i)) continue;
    Reals values = entry<double>(frame, "self", i, frame.result(i).size);
    for (double& value : values.data) value -= std::trunc(value);
    frame.write(i, values);
  }
}

void run_foreach_zero(const ExternFrame& frame) {
  for_each_entry(
      frame, [&](auto zero, std::size_t i) { frame.write(i, Dense<decltype(zero)>(frame.result(i).size)); });
}

void run_foreach_copy(const ExternFrame& frame) {
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    frame.write(i, entry<decltype(zero)>(frame, "src", i, frame.result(i).size));
  });
}

void run_foreach_norm(const ExternFrame& frame) {
  run_norms(frame, [](double total, double order) {
    if (order == 2) return std::sqrt(total);
    return std::isinf(order) || order == 0 || order == 1 ? total : std::pow(total, 1 / order);
  });
}

void run_foreach_powsum(const ExternFrame& frame) {
  run_norms(frame, [](double total, double) { return total; });
}

void run_foreach_max(const ExternFrame& frame) {
  const auto tensors = frame.args().tensors("self");
  for_each_entry(frame, [&](auto zero, std::size_t i) {
    using T = decltype(zero);
    frame.require(i < tensors.size() && tensors[i], "'self' has fewer entries than there are results");
    const Dense<T> values = read<T>(frame.host(*tensors[i]));
    frame.require(!values.data.empty(), "an empty tensor has no maximum");
    Dense<T> result{Dims{}};
    result.data[0] = values.data[0];
    for (const T value : values.data)
      if (comes_before(result.data[0], value)) result.data[0] = value;
    frame.write(i, result);
  });
}

std::string foreach_limits(const ExternFrame& frame) {
  return function_of(frame, DType::f64) ? std::string()
                                        : std::string(frame.op()) + ": no such scalar function";
}

std::string foreach_norm_limits(const ExternFrame& frame) {
  for (const TensorView* tensor : frame.args().tensors("self"))
    if (tensor && is_complex(tensor->dtype)) return std::string(frame.op()) + ": a tensor is complex";
  return frame.args().number("ord") < 0 ? std::string(frame.op()) + ": argument 'ord' is negative"
                                        : std::string();
}

}  // namespace ireplay
