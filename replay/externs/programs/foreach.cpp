// Lists of tensors: one function for every entry of the list. And elementwise functions that scalar_ops.def
// has no row for.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/shared/number.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kDegree = 3.14159265358979323846 / 180;

bool holds_tensors(const ExternValue& value) {
  if (const auto* list = std::get_if<ExternList>(&value.value))
    return !list->empty() && holds_tensors(list->front());
  return std::holds_alternative<TensorView>(value.value);
}

/// One entry's program.
struct Entry {
  ExternWriter& to;
  LoopWriter& loops;
  std::size_t place;
  DType dtype;
  const Dims& size;
  const std::vector<Index>& here;

  std::size_t own(std::string_view name, std::size_t count) const {
    to.frame.require(count == 1 || place < count,
                     "'" + std::string(name) + "' has " + std::to_string(count) + " entries");
    return count == 1 ? 0 : place;
  }

  /// What the entry takes of an argument that is a tensor or a number, one for all entries or one for each.
  Number number(std::string_view name) const {
    const ExternValue& given = to.args.value(name);
    if (!holds_tensors(given)) {
      const std::vector<double> numbers = to.args.numbers(name);
      to.frame.require(!numbers.empty(), "'" + std::string(name) + "' is empty");
      return {loops.constant(dtype, numbers[own(name, numbers.size())]), {}};
    }
    const auto tensors = to.args.tensors(name);
    const TensorView* tensor = tensors[own(name, tensors.size())];
    to.frame.require(tensor != nullptr, "'" + std::string(name) + "' has None among its tensors");
    const bool one_number_each = std::holds_alternative<TensorView>(given.value) && tensor->size.size() == 1;
    if (one_number_each) {
      to.frame.require(tensor->size[0] > 0, "'" + std::string(name) + "' is empty");
      const auto at = static_cast<std::int64_t>(own(name, static_cast<std::size_t>(tensor->size[0])));
      return load_number(loops, *tensor, {loops.number(at)}, dtype);
    }
    to.frame.require(broadcasts_to(tensor->size, size),
                     bracketed(tensor->size) + " does not broadcast to " + bracketed(size));
    return load_number(loops, expanded(*tensor, size), here, dtype);
  }
  /// The same where no complex number can stand.
  Value operand(std::string_view name) const {
    const Number given = number(name);
    to.frame.refuse_if(static_cast<bool>(given.im), "argument '" + std::string(name) + "' is complex");
    return given.re;
  }
};

bool has_complex(const ExternWriter& to) {
  for (const TensorView* view : to.args.all_tensors())
    if (is_complex(view->dtype)) return true;
  return false;
}

Number as_number(Number number) { return number; }
Number as_number(Value value) { return {value, {}}; }

/// result[i] = f(entry) for every entry whose result is wanted. Integers are computed as integers, complex
/// numbers in float64.
template <class F>
void for_each_entry(ExternWriter& to, F&& f) {
  const bool complex = has_complex(to);
  for (std::size_t i = 0; i < to.frame.result_count(); ++i) {
    if (!to.wants(i)) continue;
    const TensorView result = to.result(i);
    LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
    const std::vector<Index> here = loops.range(0, result.size.size());
    const DType dtype = complex ? DType::f64 : sum_type(result.dtype);
    store_number(loops, result, here, as_number(f(Entry{to, loops, i, dtype, result.size, here})));
    to.add(loops);
  }
}

/// The call's function, which must be defined for the types of all results.
ScalarOp function_of(const ExternWriter& to) {
  const ScalarOp op = to.frame.facts().function.value();
  for (std::size_t i = 0; i < to.frame.result_count(); ++i)
    if (to.wants(i) && !is_complex(to.result(i).dtype))
      to.frame.refuse_if(scalar_function(op, sum_type(to.result(i).dtype)) == nullptr,
                         "result " + std::to_string(i) + " is of " +
                             std::string(info(to.result(i).dtype).torch_name) +
                             ", for which the function is not defined");
  return op;
}

Number scaled(Number a, double by) { return {a.re * by, a.im ? a.im * by : Value{}}; }

bool carries_fractions(DType dtype) { return is_floating(dtype) || is_complex(dtype); }

/// Of operands of which one is complex.
Number arithmetic(const Entry& entry, ScalarOp op, Number a, Number b) {
  switch (op) {
    case ScalarOp::add:
      return sum(entry.loops, a, b);
    case ScalarOp::sub:
      return difference(entry.loops, a, b);
    case ScalarOp::mul:
      return product(entry.loops, a, b);
    case ScalarOp::truediv:
      return quotient(entry.loops, a, b);
    default:
      entry.to.frame.refuse(a.im ? "argument 'self' is complex" : "argument 'other' is complex");
  }
}

// ---- formulas

/// result 0 = f(loops, a, b) on the elements of two operands, in the result's type or as floats.
template <class F>
void combine(ExternWriter& to, std::string_view first, std::string_view second, F&& f) {
  to.frame.refuse_complex();
  const TensorView result = to.result(0);
  LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const DType dtype = sum_type(result.dtype);
  const Value a = to.number_or_element(loops, first, dtype, result.size, here);
  loops.store(result, here, f(a, to.number_or_element(loops, second, dtype, result.size, here)));
  to.add(loops);
}

template <class F>
void map(ExternWriter& to, F&& f) {
  to.frame.refuse_complex();
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  const DType dtype = self.dtype == DType::f64 || result.dtype == DType::f64 || !is_floating(self.dtype)
                          ? DType::f64
                          : DType::f32;
  LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  loops.store(result, here, f(loops.convert(loops.load(self, here), dtype)));
  to.add(loops);
}

Value like(Value pattern, double value) {
  return pattern.writer->constant(pattern.writer->type(pattern), value);
}

void extreme(ExternWriter& to, ScalarOp comparison) {
  return combine(to, "self", "other", [&](Value a, Value b) {
    Value first = apply(comparison, a, b);
    if (is_floating(a.writer->type(a))) first = apply(ScalarOp::logical_or, first, apply(ScalarOp::isnan, b));
    return select(first, a, b);
  });
}

}  // namespace

void write_foreach_unary(ExternWriter& to) {
  const ScalarOp op = function_of(to);
  return for_each_entry(to, [&](const Entry& entry) {
    const Number number = entry.number("self");
    const ComplexFunction function = number.im ? complex_function(op) : nullptr;
    to.frame.refuse_if(number.im && function == nullptr, "argument 'self' is complex");
    return function != nullptr ? function(number) : Number{apply(op, number.re), {}};
  });
}

void write_foreach_binary(ExternWriter& to) {
  const ScalarOp op = function_of(to);
  const double alpha = to.args.knows("alpha") ? to.args.number("alpha") : 1;
  return for_each_entry(to, [&](const Entry& entry) {
    const Number a = entry.number("self"), b = scaled(entry.number("other"), alpha);
    return a.im || b.im ? arithmetic(entry, op, a, b) : Number{apply(op, a.re, b.re), {}};
  });
}

void write_foreach_addcmul(ExternWriter& to) {
  return for_each_entry(to, [](const Entry& entry) {
    const Number b = entry.number("tensor1"), c = entry.number("tensor2"), value = entry.number("value");
    return sum(entry.loops, entry.number("self"), product(entry.loops, value, product(entry.loops, b, c)));
  });
}

void write_foreach_addcdiv(ExternWriter& to) {
  for (std::size_t i = 0; i < to.frame.result_count(); ++i)
    to.frame.refuse_if(to.wants(i) && !carries_fractions(to.result(i).dtype), "a result is of integers");
  return for_each_entry(to, [](const Entry& entry) {
    const Number b = entry.number("tensor1"), c = entry.number("tensor2"), value = entry.number("value");
    return sum(entry.loops, entry.number("self"), product(entry.loops, value, quotient(entry.loops, b, c)));
  });
}

void write_foreach_lerp(ExternWriter& to) {
  return for_each_entry(to, [](const Entry& entry) {
    const Number a = entry.number("self"), b = entry.number("tensors1");
    return sum(entry.loops, a, product(entry.loops, entry.number("weight"), difference(entry.loops, b, a)));
  });
}

void write_foreach_frac(ExternWriter& to) {
  return for_each_entry(to, [](const Entry& entry) {
    const Value a = entry.operand("self");
    return a - apply(ScalarOp::trunc, a);
  });
}

void write_foreach_zero(ExternWriter& to) {
  return for_each_entry(to, [](const Entry& entry) { return entry.loops.constant(entry.dtype, 0); });
}

void write_foreach_copy(ExternWriter& to) {
  return for_each_entry(to, [](const Entry& entry) { return entry.number("src"); });
}

void write_fmax(ExternWriter& to) { return extreme(to, ScalarOp::gt); }
void write_fmin(ExternWriter& to) { return extreme(to, ScalarOp::lt); }

namespace {

void add_logarithms(ExternWriter& to, bool binary) {
  to.frame.refuse_unless_floats(to.result(0));
  return combine(to, "self", "other", [&](Value a, Value b) {
    const Value high = apply(ScalarOp::maximum, a, b), low = apply(ScalarOp::minimum, a, b);
    const Value power = apply(binary ? ScalarOp::exp2 : ScalarOp::exp, low - high);
    const Value log = apply(ScalarOp::log1p, power) * (binary ? 1.4426950408889634 : 1.0);
    return select(apply(ScalarOp::isinf, high), high, high + log);
  });
}

}  // namespace

void write_logaddexp(ExternWriter& to) { return add_logarithms(to, false); }
void write_logaddexp2(ExternWriter& to) { return add_logarithms(to, true); }

void write_deg2rad(ExternWriter& to) {
  return map(to, [](Value x) { return x * kDegree; });
}
void write_rad2deg(ExternWriter& to) {
  return map(to, [](Value x) { return x * (1 / kDegree); });
}
void write_isposinf(ExternWriter& to) {
  return map(to, [](Value x) { return x == kInfinity; });
}
void write_isneginf(ExternWriter& to) {
  return map(to, [](Value x) { return x == -kInfinity; });
}

void write_frexp(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.refuse_unless_floats(self);
  LoopWriter loops("frexp", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value value = loops.load(self, here);
  if (to.wants(0)) loops.store(to.result(0, self.size), here, apply(ScalarOp::frexp, value));
  if (to.wants(1)) loops.store(to.result(1, self.size), here, loops.exponent(value));
  to.add(loops);
}

void write_threshold(ExternWriter& to) {
  const double limit = to.args.number("threshold"), otherwise = to.args.number("value");
  return map(to, [&](Value x) { return select(x <= limit, like(x, otherwise), x); });
}

void write_shrink_backward(ExternWriter& to) {
  const double limit = to.args.number("lambd");
  to.frame.refuse_unless_floats(to.result(0));
  return combine(to, "grad_output", "self", [&](Value gradient, Value x) {
    const Value small = x.writer->both(x >= -limit, x <= limit);
    return select(small, like(gradient, 0), gradient);
  });
}

void write_shift_left(ExternWriter& to) {
  to.frame.refuse_if(is_floating(to.result(0).dtype), "the result is not of integers");
  return combine(to, "self", "other",
                 [](Value a, Value b) { return apply(ScalarOp::bitwise_left_shift, a, b); });
}
void write_shift_right(ExternWriter& to) {
  to.frame.refuse_if(is_floating(to.result(0).dtype), "the result is not of integers");
  return combine(to, "self", "other",
                 [](Value a, Value b) { return apply(ScalarOp::bitwise_right_shift, a, b); });
}

void write_log_sigmoid(ExternWriter& to) {
  to.frame.refuse_complex();
  const TensorView self = to.tensor("self");
  to.frame.refuse_unless_floats(self);
  LoopWriter loops("log sigmoid", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value x = loops.convert(loops.load(self, here), sum_type(self.dtype));
  const Value power = apply(ScalarOp::exp, -apply(ScalarOp::abs, x));
  const Value log = apply(ScalarOp::minimum, x, like(x, 0)) - apply(ScalarOp::log1p, power);
  if (to.wants(0)) loops.store(to.result(0, self.size), here, log);
  if (to.wants(1) && to.result(1).size == self.size) loops.store(to.result(1), here, power);
  to.add(loops);
}

// ---- losses of pairs

namespace {

/// f(self, target) of every element as it is, the sum, or the mean.
template <class F>
void reduce_pairs(ExternWriter& to, F&& f) {
  to.frame.refuse_complex();
  const TensorView self = to.tensor("self"), target = to.tensor("target", self.size);
  to.frame.refuse_unless_floats(self);
  const Averaging averaging = averaging_of(to.frame);
  const bool each = averaging == Averaging::none || self.size.empty();
  const DType dtype = sum_type(self.dtype);
  LoopWriter loops("loss", self.size, each ? self.size.size() : 0);
  const std::vector<Index> here = loops.range(0, self.size.size());
  Value loss =
      f(loops.convert(loops.load(self, here), dtype), loops.convert(loops.load(target, here), dtype));
  if (!each) {
    loss = loops.reduce(ReduceKind::sum, loss);
    loops.then_once();
    if (averaging == Averaging::mean) loss = loss / static_cast<double>(numel(self.size));
  }
  loops.store(to.result(0, each ? self.size : Dims{}), each ? here : std::vector<Index>{}, loss);
  to.add(loops);
}

/// The gradient of every element, times f(self, target).
template <class F>
void reduce_pairs_backward(ExternWriter& to, F&& f) {
  to.frame.refuse_complex();
  const TensorView self = to.tensor("self"), target = to.tensor("target", self.size);
  to.frame.refuse_unless_floats(self);
  const Averaging averaging = averaging_of(to.frame);
  TensorView gradient = to.tensor("grad_output");
  if (averaging != Averaging::none) {
    to.frame.require(numel(gradient.size) == 1, "'grad_output' is " + bracketed(gradient.size));
    gradient.size.clear(), gradient.stride.clear();
  }
  to.frame.require(broadcasts_to(gradient.size, self.size), "'grad_output' is " + bracketed(gradient.size));
  const DType dtype = sum_type(self.dtype);
  LoopWriter loops("loss", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const auto load = [&](const TensorView& tensor) { return loops.convert(loops.load(tensor, here), dtype); };
  Value by = load(expanded(gradient, self.size));
  if (averaging == Averaging::mean) by = by / static_cast<double>(numel(self.size));
  const Value x = load(self);
  loops.store(to.result(0, self.size), here, by * f(x, load(target)));
  to.add(loops);
}

}  // namespace

void write_smooth_l1_loss(ExternWriter& to) {
  const double beta = to.args.number("beta");
  return reduce_pairs(to, [&](Value x, Value y) {
    const Value size = apply(ScalarOp::abs, x - y);
    return select(size < beta, size * size * 0.5 / beta, size - 0.5 * beta);
  });
}

void write_smooth_l1_loss_backward(ExternWriter& to) {
  const double beta = to.args.number("beta");
  return reduce_pairs_backward(to, [&](Value x, Value y) {
    const Value difference = x - y;
    return select(apply(ScalarOp::abs, difference) < beta, difference / beta,
                  apply(ScalarOp::sign, difference));
  });
}

void write_huber_loss_backward(ExternWriter& to) {
  const double delta = to.args.number("delta");
  return reduce_pairs_backward(to, [&](Value x, Value y) {
    const Value difference = x - y;
    return select(apply(ScalarOp::abs, difference) < delta, difference,
                  apply(ScalarOp::sign, difference) * delta);
  });
}

void write_soft_margin_loss_backward(ExternWriter& to) {
  return reduce_pairs_backward(to, [](Value x, Value y) { return -y / (apply(ScalarOp::exp, x * y) + 1); });
}

}  // namespace ireplay
