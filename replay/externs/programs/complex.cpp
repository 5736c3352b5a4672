// Functions of complex numbers, computed in float64.
#include "replay/externs/rows.hpp"
#include "replay/externs/shared/number.hpp"

namespace ireplay {
namespace {

constexpr double kHalfPi = 1.5707963267948966;

Value constant(Value like, double value) { return like.writer->constant(like.writer->type(like), value); }
Number number(Number like, double re, double im = 0) {
  return {constant(like.re, re), constant(like.re, im)};
}

Number operator+(Number a, Number b) { return {a.re + b.re, a.im + b.im}; }
Number operator-(Number a, Number b) { return {a.re - b.re, a.im - b.im}; }
Number operator-(Number a) { return {-a.re, -a.im}; }
Number operator*(Number a, Number b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
Number operator*(Number a, double b) { return {a.re * b, a.im * b}; }
Number operator/(Number a, Number b) {
  const Value square = b.re * b.re + b.im * b.im;
  return {(a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square};
}
Number times_i(Number a) { return {-a.im, a.re}; }

Value length(Number a) { return apply(ScalarOp::hypot, a.re, a.im); }
Value sine(Value x) { return apply(ScalarOp::sin, x); }
Value cosine(Value x) { return apply(ScalarOp::cos, x); }

Number exponential(Number a) {
  const Value size = apply(ScalarOp::exp, a.re);
  return {size * cosine(a.im), size * sine(a.im)};
}
Number logarithm(Number a) { return {apply(ScalarOp::log, length(a)), apply(ScalarOp::atan2, a.im, a.re)}; }

Number root(Number a) {
  const Value size = length(a), zero = constant(size, 0);
  const Value larger = apply(ScalarOp::sqrt, (size + apply(ScalarOp::abs, a.re)) * 0.5);
  const Value smaller = select(size == zero, zero, apply(ScalarOp::abs, a.im) / (larger * 2));
  const Value right = a.re >= 0;
  return {select(right, larger, smaller), apply(ScalarOp::copysign, select(right, smaller, larger), a.im)};
}

Number sin_of(Number a) {
  return {sine(a.re) * apply(ScalarOp::cosh, a.im), cosine(a.re) * apply(ScalarOp::sinh, a.im)};
}
Number cos_of(Number a) {
  return {cosine(a.re) * apply(ScalarOp::cosh, a.im), -(sine(a.re) * apply(ScalarOp::sinh, a.im))};
}
Number sinh_of(Number a) {
  return {apply(ScalarOp::sinh, a.re) * cosine(a.im), apply(ScalarOp::cosh, a.re) * sine(a.im)};
}
Number cosh_of(Number a) {
  return {apply(ScalarOp::cosh, a.re) * cosine(a.im), apply(ScalarOp::sinh, a.re) * sine(a.im)};
}
Number asin_of(Number a) { return -times_i(logarithm(times_i(a) + root(number(a, 1) - a * a))); }
Number atan_of(Number a) {
  const Number one = number(a, 1), turned = times_i(a);
  return times_i(logarithm(one - turned) - logarithm(one + turned)) * 0.5;
}
Number inverse(Number a) { return number(a, 1) / a; }
Number sign(Number a) {
  const Value size = length(a), zero = constant(size, 0);
  return {select(size == zero, zero, a.re / size), select(size == zero, zero, a.im / size)};
}

}  // namespace

ComplexFunction complex_function(ScalarOp op) {
  switch (op) {
    case ScalarOp::neg:
      return [](Number a) { return -a; };
    case ScalarOp::abs:
      return [](Number a) { return Number{length(a), {}}; };
    case ScalarOp::exp:
      return exponential;
    case ScalarOp::reciprocal:
      return inverse;
    case ScalarOp::sqrt:
      return root;
    case ScalarOp::log:
      return logarithm;
    case ScalarOp::log2:
      return [](Number a) { return logarithm(a) * 1.4426950408889634; };
    case ScalarOp::log10:
      return [](Number a) { return logarithm(a) * 0.4342944819032518; };
    case ScalarOp::sin:
      return sin_of;
    case ScalarOp::cos:
      return cos_of;
    case ScalarOp::tan:
      return [](Number a) { return sin_of(a) / cos_of(a); };
    case ScalarOp::sinh:
      return sinh_of;
    case ScalarOp::cosh:
      return cosh_of;
    case ScalarOp::tanh:
      return [](Number a) { return sinh_of(a) / cosh_of(a); };
    case ScalarOp::asin:
      return asin_of;
    case ScalarOp::acos:
      return [](Number a) { return number(a, kHalfPi) - asin_of(a); };
    case ScalarOp::atan:
      return atan_of;
    case ScalarOp::rsqrt:
      return [](Number a) { return inverse(root(a)); };
    case ScalarOp::sigmoid:
      return [](Number a) { return inverse(number(a, 1) + exponential(-a)); };
    case ScalarOp::square:
      return [](Number a) { return a * a; };
    case ScalarOp::exp2:
      return [](Number a) { return exponential(a * 0.6931471805599453); };
    case ScalarOp::expm1:
      return [](Number a) { return exponential(a) - number(a, 1); };
    case ScalarOp::log1p:
      return [](Number a) { return logarithm(number(a, 1) + a); };
    case ScalarOp::asinh:
      return [](Number a) { return -times_i(asin_of(times_i(a))); };
    case ScalarOp::acosh:
      return [](Number a) { return logarithm(a + root(a + number(a, 1)) * root(a - number(a, 1))); };
    case ScalarOp::atanh:
      return [](Number a) { return (logarithm(number(a, 1) + a) - logarithm(number(a, 1) - a)) * 0.5; };
    default:
      return nullptr;
  }
}

namespace {

/// Both parts, in float64.
Number load(LoopWriter& loops, const TensorView& tensor, const std::vector<Index>& coordinates) {
  const Number number = load_number(loops, tensor, coordinates, DType::f64);
  return {number.re, imaginary(loops, number)};
}

Number operand(ExternWriter& to, LoopWriter& loops, std::string_view name, const Dims& size,
               const std::vector<Index>& here) {
  if (std::holds_alternative<TensorView>(to.args.value(name).value))
    return load(loops, to.tensor(name, size), here);
  const std::complex<double> value = to.args.complex(name);
  return {loops.constant(DType::f64, value.real()), loops.constant(DType::f64, value.imag())};
}

Number select_complex(Value condition, Number a, Number b) {
  return {select(condition, a.re, b.re), select(condition, a.im, b.im)};
}

/// result 0 = f(self); of a real tensor the real part, its imaginary part being 0.
void map(ExternWriter& to, ComplexFunction f) {
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  store_number(loops, result, here, f(load(loops, self, here)));
  to.add(loops);
}

}  // namespace

void write_complex_function(ExternWriter& to) {
  if (!is_complex(to.result(0).dtype)) return write_unary(to);
  const ComplexFunction function = complex_function(to.frame.facts().function.value());
  to.frame.refuse_if(function == nullptr, "argument 'self' is complex");
  return map(to, function);
}

void write_silu(ExternWriter& to) {
  return map(to, [](Number a) { return a / (number(a, 1) + exponential(-a)); });
}
void write_sgn(ExternWriter& to) { return map(to, sign); }

void write_complex_pow(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"self", "exponent"});
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  LoopWriter loops("pow", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  const Number base = operand(to, loops, "self", result.size, here);
  const Number exponent = operand(to, loops, "exponent", result.size, here);
  const Number power = exponential(exponent * logarithm(base));
  const Value real = exponent.im == 0;
  const Number shown = select_complex(length(base) == 0, number(base, 0), power);
  const Number squared = select_complex(loops.both(real, exponent.re == 2), base * base, shown);
  store_number(loops, result, here,
               select_complex(loops.both(real, exponent.re == 0), number(base, 1), squared));
  to.add(loops);
}

}  // namespace ireplay
