// Functions of complex numbers, computed in float64.
#include <utility>

#include "replay/externs/op_names.hpp"
#include "replay/externs/rows.hpp"

namespace ireplay {
namespace {

constexpr double kHalfPi = 1.5707963267948966;

struct Complex {
  Value re, im;
};

Value constant(Value like, double value) { return like.writer->constant(like.writer->type(like), value); }
Complex number(Complex like, double re, double im = 0) {
  return {constant(like.re, re), constant(like.re, im)};
}

Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
Complex operator-(Complex a) { return {-a.re, -a.im}; }
Complex operator*(Complex a, Complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
Complex operator*(Complex a, double b) { return {a.re * b, a.im * b}; }
Complex operator/(Complex a, Complex b) {
  const Value square = b.re * b.re + b.im * b.im;
  return {(a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square};
}
Complex times_i(Complex a) { return {-a.im, a.re}; }

Value length(Complex a) { return apply(ScalarOp::hypot, a.re, a.im); }
Value sine(Value x) { return apply(ScalarOp::sin, x); }
Value cosine(Value x) { return apply(ScalarOp::cos, x); }

Complex exponential(Complex a) {
  const Value size = apply(ScalarOp::exp, a.re);
  return {size * cosine(a.im), size * sine(a.im)};
}
Complex logarithm(Complex a) { return {apply(ScalarOp::log, length(a)), apply(ScalarOp::atan2, a.im, a.re)}; }

Complex root(Complex a) {
  const Value size = length(a), zero = constant(size, 0);
  const Value larger = apply(ScalarOp::sqrt, (size + apply(ScalarOp::abs, a.re)) * 0.5);
  const Value smaller = select(size == zero, zero, apply(ScalarOp::abs, a.im) / (larger * 2));
  const Value right = a.re >= 0;
  return {select(right, larger, smaller), apply(ScalarOp::copysign, select(right, smaller, larger), a.im)};
}

Complex sin_of(Complex a) {
  return {sine(a.re) * apply(ScalarOp::cosh, a.im), cosine(a.re) * apply(ScalarOp::sinh, a.im)};
}
Complex cos_of(Complex a) {
  return {cosine(a.re) * apply(ScalarOp::cosh, a.im), -(sine(a.re) * apply(ScalarOp::sinh, a.im))};
}
Complex sinh_of(Complex a) {
  return {apply(ScalarOp::sinh, a.re) * cosine(a.im), apply(ScalarOp::cosh, a.re) * sine(a.im)};
}
Complex cosh_of(Complex a) {
  return {apply(ScalarOp::cosh, a.re) * cosine(a.im), apply(ScalarOp::sinh, a.re) * sine(a.im)};
}
Complex asin_of(Complex a) { return -times_i(logarithm(times_i(a) + root(number(a, 1) - a * a))); }
Complex atan_of(Complex a) {
  const Complex one = number(a, 1), turned = times_i(a);
  return times_i(logarithm(one - turned) - logarithm(one + turned)) * 0.5;
}
Complex inverse(Complex a) { return number(a, 1) / a; }
Complex sign(Complex a) {
  const Value size = length(a), zero = constant(size, 0);
  return {select(size == zero, zero, a.re / size), select(size == zero, zero, a.im / size)};
}

using Function = Complex (*)(Complex a);
constexpr std::pair<std::string_view, Function> kFunctions[] = {
    {"sqrt", root},
    {"log", logarithm},
    {"log2", [](Complex a) { return logarithm(a) * 1.4426950408889634; }},
    {"log10", [](Complex a) { return logarithm(a) * 0.4342944819032518; }},
    {"sin", sin_of},
    {"cos", cos_of},
    {"tan", [](Complex a) { return sin_of(a) / cos_of(a); }},
    {"sinh", sinh_of},
    {"cosh", cosh_of},
    {"tanh", [](Complex a) { return sinh_of(a) / cosh_of(a); }},
    {"asin", asin_of},
    {"acos", [](Complex a) { return number(a, kHalfPi) - asin_of(a); }},
    {"atan", atan_of},
    {"rsqrt", [](Complex a) { return inverse(root(a)); }},
    {"sigmoid", [](Complex a) { return inverse(number(a, 1) + exponential(-a)); }},
    {"silu", [](Complex a) { return a / (number(a, 1) + exponential(-a)); }},
    {"square", [](Complex a) { return a * a; }},
    {"exp2", [](Complex a) { return exponential(a * 0.6931471805599453); }},
    {"expm1", [](Complex a) { return exponential(a) - number(a, 1); }},
    {"log1p", [](Complex a) { return logarithm(number(a, 1) + a); }},
    {"asinh", [](Complex a) { return -times_i(asin_of(times_i(a))); }},
    {"acosh", [](Complex a) { return logarithm(a + root(a + number(a, 1)) * root(a - number(a, 1))); }},
    {"atanh", [](Complex a) { return (logarithm(number(a, 1) + a) - logarithm(number(a, 1) - a)) * 0.5; }},
    {"sgn", sign},
};

Complex load(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates) {
  if (!is_complex(tensor.dtype))
    return {loops.convert(loops.load(tensor, coordinates), DType::f64), loops.constant(DType::f64, 0)};
  coordinates.push_back(loops.number(0));
  const Value re = loops.convert(loops.load(as_reals(tensor), coordinates), DType::f64);
  coordinates.back() = loops.number(1);
  return {re, loops.convert(loops.load(as_reals(tensor), coordinates), DType::f64)};
}

void store(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates, Complex value) {
  coordinates.push_back(loops.number(0));
  loops.store(as_reals(tensor), coordinates, value.re);
  coordinates.back() = loops.number(1);
  loops.store(as_reals(tensor), coordinates, value.im);
}

Complex operand(ExternWriter& to, LoopWriter& loops, std::string_view name, const Dims& size,
                const std::vector<Index>& here) {
  if (std::holds_alternative<TensorView>(to.args.value(name).value))
    return load(loops, to.tensor(name, size), here);
  const std::complex<double> value = to.args.complex(name);
  return {loops.constant(DType::f64, value.real()), loops.constant(DType::f64, value.imag())};
}

Complex select_complex(Value condition, Complex a, Complex b) {
  return {select(condition, a.re, b.re), select(condition, a.im, b.im)};
}

}  // namespace

void write_complex_function(ExternWriter& to) {
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  if (!is_complex(result.dtype)) return write_unary(to);
  const std::string_view name = without_overload(to.frame.op());
  for (const auto& [known, function] : kFunctions) {
    if (known != name) continue;
    LoopWriter loops(std::string(name), self.size, self.size.size());
    const std::vector<Index> here = loops.range(0, self.size.size());
    store(loops, result, here, function(load(loops, self, here)));
    to.add(loops);
    return;
  }
  to.frame.refuse("no such function of complex numbers");
}

void write_complex_pow(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"self", "exponent"});
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  LoopWriter loops("pow", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const Complex base = operand(to, loops, "self", result.size, here);
  const Complex exponent = operand(to, loops, "exponent", result.size, here);
  const Complex power = exponential(exponent * logarithm(base));
  const Value real = exponent.im == 0;
  const Complex shown = select_complex(length(base) == 0, number(base, 0), power);
  const Complex squared = select_complex(loops.both(real, exponent.re == 2), base * base, shown);
  store(loops, result, here, select_complex(loops.both(real, exponent.re == 0), number(base, 1), squared));
  to.add(loops);
}

}  // namespace ireplay
