// Copies, fills, elementwise functions and complex arithmetic.
#include <algorithm>
#include <complex>

#include "replay/externs/shared/number.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

/// The tensors that an op like copy_ or fill_ gives a new value.
std::vector<TensorView> targets_of(const ExternWriter& to) {
  std::vector<TensorView> targets;
  if (to.frame.is_in_place()) targets.push_back(to.tensor("self"));
  if (to.wants(0)) targets.push_back(to.result(0, to.tensor("self").size));
  return targets;
}

/// Calls `f(loops, a, b)` on the elements of `self` and `other`.
template <class F>
void combine(ExternWriter& to, F&& f) {
  const TensorView result = to.broadcast_result({"self", "other"});
  LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const DType part = sum_type_of_parts(result.dtype);
  const Number a = operand(to, loops, "self", result.size, part, here);
  const Number b = operand(to, loops, "other", result.size, part, here);
  store_number(loops, result, here, f(loops, a, b));
  to.add(loops);
}

template <class F>
void map(ExternWriter& to, F&& f) {
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  store_number(loops, result, here, f(loops, load_number(loops, self, here, sum_type_of_parts(self.dtype))));
  to.add(loops);
}

void add_scaled(ExternWriter& to, double sign) {
  const std::complex<double> alpha = sign * to.args.complex("alpha");
  return combine(to, [&](LoopWriter& loops, Number a, Number b) {
    const DType part = loops.type(b.re);
    if (alpha.imag() != 0)
      b = product(loops, b, {loops.constant(part, alpha.real()), loops.constant(part, alpha.imag())});
    else
      b = {b.re * alpha.real(), b.im ? b.im * alpha.real() : Value{}};
    Number sum{a.re + b.re, {}};
    if (a.im || b.im) sum.im = imaginary(loops, a) + imaginary(loops, b);
    return sum;
  });
}

/// A function of the operands `names`, of integers where the result is one and the function knows them.
void evaluate(ExternWriter& to, std::initializer_list<std::string_view> names, ScalarOp function) {
  const TensorView result = to.broadcast_result(names);
  to.frame.refuse_complex(result);
  for (const TensorView* view : to.args.all_tensors()) to.frame.refuse_complex(*view);
  const DType own = sum_type(result.dtype);
  const DType dtype = scalar_function(function, own) != nullptr ? own : DType::f64;
  LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  std::vector<Value> values;
  for (const std::string_view name : names)
    values.push_back(to.number_or_element(loops, name, dtype, result.size, here));
  loops.store(result, here, loops.scalar(function, values[0], values.size() > 1 ? values[1] : Value{}));
  to.add(loops);
}

/// The row's own function.
void evaluate(ExternWriter& to, std::initializer_list<std::string_view> names) {
  return evaluate(to, names, to.frame.facts().function.value());
}

}  // namespace

void write_unary(ExternWriter& to) { return evaluate(to, {"self"}); }
void write_binary(ExternWriter& to) { return evaluate(to, {"self", "other"}); }
/// The neighbour of `self` in the tensors' own type, by its bits: those of a float and of its neighbours of
/// larger size are consecutive integers.
void write_nextafter(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"self", "other"});
  const DType dtype = result.dtype;
  to.frame.refuse_unless_floats(result);
  to.frame.refuse_if(bytes_of(dtype) < 2, "result 0 is of " + std::string(info(dtype).torch_name));
  if (dtype == DType::f64) return write_binary(to);
  LoopWriter loops("nextafter", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const Value a = to.number_or_element(loops, "self", DType::f32, result.size, here),
              b = to.number_or_element(loops, "other", DType::f32, result.size, here);
  const DType bits_type = bytes_of(dtype) == 2 ? DType::i16 : DType::i32;
  const Value bits = loops.convert(loops.bitcast(a, dtype, bits_type), DType::i32);
  const Value step = select((a < b) == (a > 0), loops.integer(1, DType::i32), loops.integer(-1, DType::i32));
  const Value next = loops.bitcast(loops.convert(bits + step, bits_type), bits_type, dtype);
  const Value least = loops.bitcast(loops.integer(1, bits_type), bits_type, dtype);
  Value value = select(a == 0, select(b < 0, -least, least), next);
  value = select(a == b, b, value);
  const Value undefined = apply(ScalarOp::logical_or, apply(ScalarOp::isnan, a), apply(ScalarOp::isnan, b));
  loops.store(result, here, select(undefined, select(apply(ScalarOp::isnan, a), a, b), value));
  to.add(loops);
}

void write_pow(ExternWriter& to) {
  if (is_complex(to.result(0).dtype)) return write_complex_pow(to);
  return evaluate(to, {"self", "exponent"});
}
void write_polynomial(ExternWriter& to) { return evaluate(to, {"x", "n"}); }
void write_polygamma(ExternWriter& to) { return evaluate(to, {"n", "self"}); }

void write_copy(ExternWriter& to) {
  const TensorView self = to.tensor("self"), source = to.tensor("src", self.size);
  for (const TensorView& target : targets_of(to)) to.copy(source, target);
}

/// Memory of its own is nothing that a replay's tensors have.
void write_nothing(ExternWriter&) {}

/// The tensor becomes another one; for the graph's later readers that is a copy of its data.
void write_set(ExternWriter& to) {
  const TensorView self = to.tensor("self"), source = to.tensor("source");
  to.frame.require(self.size == source.size, "the new value of 'self' is " + bracketed(source.size) +
                                                 ", but the tensor is " + bracketed(self.size));
  to.copy(source, self);
}

void write_clone(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.copy(self, to.result(0, self.size));
}

void write_fill(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const bool given = to.args.knows("value");
  for (const TensorView& target : targets_of(to)) {
    if (given && std::holds_alternative<TensorView>(to.args.value("value").value)) {
      to.copy(to.tensor("value", self.size), target);
      continue;
    }
    LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
    const std::vector<Index> here = loops.range(0, self.size.size());
    const DType part = target.dtype == DType::boolean ? DType::f64 : sum_type_of_parts(target.dtype);
    const Number zero{loops.constant(part, 0), {}};
    store_number(loops, target, here, given ? operand(to, loops, "value", self.size, part, here) : zero);
    to.add(loops);
  }
}

void write_full(ExternWriter& to) {
  const TensorView result = to.result(0, to.args.knows("size") ? to.args.integers("size") : Dims{});
  LoopWriter loops("full", result.size, result.size.size());
  const DType part = is_complex(result.dtype) ? sum_type_of_parts(result.dtype) : DType::f64;
  Number value{};
  if (is_complex(result.dtype)) {
    const std::complex<double> given = to.args.complex("fill_value");
    value = {loops.constant(part, given.real()), loops.constant(part, given.imag())};
  } else {
    value = {loops.constant(part, to.args.number("fill_value")), {}};
  }
  store_number(loops, result, loops.range(0, result.size.size()), value);
  to.add(loops);
}

namespace {

/// The size of tensors one behind the other.
Dims size_of_parts(const ExternWriter& to) {
  Dims whole{0};
  for (const TensorView* part : to.args.tensors("tensors")) {
    to.frame.require(part != nullptr, "'tensors' holds None");
    if (part->size == Dims{0}) continue;  // the legacy empty tensor
    to.frame.require(!part->size.empty(), "a part has no dimensions");
    const std::size_t dimension = to.frame.dimension("dim", part->size.size());
    const std::int64_t before = whole == Dims{0} ? 0 : whole.at(dimension);
    whole = part->size;
    whole[dimension] = checked_add(before, part->size[dimension]).value_or(before);
  }
  return whole;
}

}  // namespace

void write_cat(ExternWriter& to) {
  const TensorView result = to.result(0, size_of_parts(to));
  const std::size_t dimension = to.frame.dimension("dim", result.size.size());
  std::int64_t begin = 0;
  for (const TensorView* part : to.args.tensors("tensors")) {
    if (part->size == Dims{0}) continue;
    Dims expected = result.size;
    if (part->size.size() == result.size.size()) expected[dimension] = part->size[dimension];
    to.frame.require(part->size == expected && begin + part->size[dimension] <= result.size[dimension],
                     "a part of " + bracketed(part->size) + " in " + bracketed(result.size));
    to.copy(*part, narrowed(result, dimension, begin, part->size[dimension]));
    begin += part->size[dimension];
  }
}

void write_view_as_complex(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.require(!self.size.empty() && self.size.back() == 2, "'self' is " + bracketed(self.size));
  Dims stride(self.stride.begin(), self.stride.end() - 1);
  for (std::int64_t& step : stride) step /= 2;
  to.copy(self, as_reals(to.result(0, {self.size.begin(), self.size.end() - 1}, stride)));
}

void write_view_as_real(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.refuse_if(!is_complex(self.dtype), "argument 'self' is not complex");
  const TensorView reals = as_reals(self);
  to.copy(reals, to.result(0, reals.size, reals.stride));
}

void write_complex(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"real", "imag"}), real = to.tensor("real", result.size),
                   imag = to.tensor("imag", result.size);
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  LoopWriter loops("complex", real.size, real.size.size());
  const std::vector<Index> here = loops.range(0, real.size.size());
  store_number(loops, result, here, {loops.load(real, here), loops.load(imag, here)});
  to.add(loops);
}

void write_polar(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"abs", "angle"}), length = to.tensor("abs", result.size),
                   angle = to.tensor("angle", result.size);
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  LoopWriter loops("polar", length.size, length.size.size());
  const std::vector<Index> here = loops.range(0, length.size.size());
  const Value r = loops.load(length, here), phi = loops.load(angle, here);
  store_number(loops, result, here, {r * apply(ScalarOp::cos, phi), r * apply(ScalarOp::sin, phi)});
  to.add(loops);
}

void write_angle(ExternWriter& to) {
  const bool integers = !is_complex(to.tensor("self").dtype) && !is_floating(to.tensor("self").dtype);
  return map(to, [&](LoopWriter& loops, Number x) {
    if (integers) x.re = loops.convert(x.re, DType::f32);
    if (x.im) return Number{apply(ScalarOp::atan2, x.im, x.re), {}};
    const DType dtype = loops.type(x.re);
    constexpr double kPi = 3.141592653589793;
    const Value real = select(x.re < 0, loops.constant(dtype, kPi), loops.constant(dtype, 0));
    return Number{select(apply(ScalarOp::isnan, x.re), x.re, real), {}};
  });
}

void write_trace(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  const TensorView self = to.tensor("self"), result = to.result(0, {});
  LoopWriter loops("trace", {std::min(self.size[0], self.size[1])}, 0);
  const Index at = loops.at(0);
  const Value sum =
      loops.reduce(ReduceKind::sum, loops.convert(loops.load(self, {at, at}), sum_type(result.dtype)));
  loops.then_once();
  loops.store(result, {}, sum);
  to.add(loops);
}

void write_add(ExternWriter& to) { return add_scaled(to, 1); }
void write_sub(ExternWriter& to) { return add_scaled(to, -1); }
void write_mul(ExternWriter& to) { return combine(to, product); }
void write_div(ExternWriter& to) {
  const DType dtype = to.result(0).dtype;
  if (!to.args.is_none("rounding_mode")) {
    const std::string mode = to.args.text("rounding_mode");
    to.frame.require(mode == "floor" || mode == "trunc", "there is no rounding_mode '" + mode + "'");
    return evaluate(to, {"self", "other"}, mode == "floor" ? ScalarOp::floordiv : ScalarOp::truncdiv);
  }
  to.frame.refuse_if(!is_floating(dtype) && !is_complex(dtype), "the result is of integers");
  return combine(to, quotient);
}

void write_where(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"condition", "self", "other"}),
                   condition = to.tensor("condition", result.size);
  LoopWriter loops("where", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const DType part = sum_type_of_parts(result.dtype);
  const Value holds = loops.load(condition, here) != 0;
  const Number a = operand(to, loops, "self", result.size, part, here);
  const Number b = operand(to, loops, "other", result.size, part, here);
  Number chosen{select(holds, a.re, b.re), {}};
  if (a.im || b.im) chosen.im = select(holds, imaginary(loops, a), imaginary(loops, b));
  store_number(loops, result, here, chosen);
  to.add(loops);
}

void write_neg(ExternWriter& to) {
  return map(to, [](LoopWriter&, Number x) { return Number{-x.re, x.im ? -x.im : Value{}}; });
}

void write_conj(ExternWriter& to) {
  return map(to, [](LoopWriter&, Number x) { return Number{x.re, x.im ? -x.im : Value{}}; });
}

void write_abs(ExternWriter& to) {
  return map(to, [](LoopWriter&, Number x) {
    return Number{x.im ? apply(ScalarOp::hypot, x.re, x.im) : apply(ScalarOp::abs, x.re), {}};
  });
}

}  // namespace ireplay
