#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "replay/lower/body/index_lowering.hpp"

/// Arithmetic of quantities, and sizes.
namespace ireplay {
namespace {

using Kind = Quantity::Kind;

bool both_exact(const Quantity& a, const Quantity& b) {
  return a.kind == Kind::exact && b.kind == Kind::exact;
}

/// Two exact quantities over one denominator.
struct Aligned {
  Linear a, b;
  std::int64_t denominator;
};

Aligned align(const Quantity& a, const Quantity& b) {
  Aligned result{a.numerator, b.numerator, a.denominator};
  if (a.denominator == b.denominator) return result;
  const std::int64_t common = std::gcd(a.denominator, b.denominator);
  result.a.scale(b.denominator / common);
  result.b.scale(a.denominator / common);
  if (__builtin_mul_overflow(a.denominator, b.denominator / common, &result.denominator))
    throw IndexFault("the index arithmetic does not fit 64 bits");
  return result;
}

/// What an operation gives where its operands are not both exact: a real constant if both are constant.
template <class Operation>
Quantity inexact(const Quantity& a, const Quantity& b, Operation operation) {
  if (!a.is_constant() || !b.is_constant()) return Quantity::opaque();
  return Quantity::of_real(operation(a.constant(), b.constant()));
}

/// A real constant that is an integer takes part in exact arithmetic again.
Quantity integer_or_real(double value) {
  constexpr double kMost = 9.2e18;
  if (!(std::abs(value) <= kMost) || value != std::floor(value)) return Quantity::of_real(value);
  return Quantity::of(Linear(static_cast<std::int64_t>(value)));
}

}  // namespace

Quantity IndexLowering::reduced(Quantity a) const {
  if (a.denominator == 1) return a;
  a.numerator.scale(-1), a.numerator.scale(-1);  // no magnitude below leaves 64 bits
  std::int64_t common = std::gcd(a.numerator.offset, a.denominator);
  for (const IndexTerm& term : std::as_const(a.numerator).terms())
    common = std::gcd(term.coefficient, common);
  if (common == 1) return a;
  Linear numerator(a.numerator.offset / common);
  for (const IndexTerm& term : std::as_const(a.numerator).terms())
    numerator.add_term(term.atom, term.coefficient / common);
  return {Kind::exact, std::move(numerator), a.denominator / common, 0};
}

Quantity IndexLowering::add(const Quantity& a, const Quantity& b, std::int64_t sign) {
  if (!both_exact(a, b))
    return inexact(a, b, [&](double x, double y) { return x + static_cast<double>(sign) * y; });
  Aligned parts = align(a, b);
  parts.a.add(parts.b, sign);
  return reduced({Kind::exact, std::move(parts.a), parts.denominator, 0});
}

Quantity IndexLowering::multiply(const Quantity& a, const Quantity& b) {
  if (!both_exact(a, b)) return inexact(a, b, [](double x, double y) { return x * y; });
  std::int64_t denominator = 1;
  if (__builtin_mul_overflow(a.denominator, b.denominator, &denominator))
    throw IndexFault("the index arithmetic does not fit 64 bits");
  return reduced({Kind::exact, algebra_.multiply(a.numerator, b.numerator), denominator, 0});
}

Quantity IndexLowering::divide(const Quantity& a, const Quantity& b) {
  if (!b.is_constant()) return Quantity::opaque();
  if (!both_exact(a, b)) return inexact(a, b, [](double x, double y) { return x / y; });
  const std::int64_t divisor = b.numerator.offset;
  if (divisor == 0) throw IndexFault("a division by zero");
  if (divisor == std::numeric_limits<std::int64_t>::min())
    throw IndexFault("the index arithmetic does not fit 64 bits");
  const Quantity inverse{Kind::exact, Linear(divisor < 0 ? -b.denominator : b.denominator),
                         divisor < 0 ? -divisor : divisor, 0};
  return multiply(a, inverse);
}

Quantity IndexLowering::floordiv(const Quantity& a, const Quantity& b) {
  if (!both_exact(a, b)) return floor(divide(a, b));
  const Aligned parts = align(a, b);
  return Quantity::of(algebra_.floordiv(parts.a, parts.b));
}

Quantity IndexLowering::mod(const Quantity& a, const Quantity& b) {
  if (!both_exact(a, b)) return inexact(a, b, [](double x, double y) { return x - y * std::floor(x / y); });
  const Aligned parts = align(a, b);
  return reduced({Kind::exact, algebra_.mod(parts.a, parts.b), parts.denominator, 0});
}

Quantity IndexLowering::power(const Quantity& base, const Quantity& exponent) {
  constexpr std::int64_t kMostFactors = 64;
  if (!exponent.is_constant()) return Quantity::opaque();
  const bool natural = exponent.is_integer() && base.kind == Kind::exact;
  const std::int64_t count = natural ? exponent.numerator.offset : 0;
  if (!natural || count > kMostFactors || count < -kMostFactors)
    return inexact(base, exponent, [](double x, double y) { return std::pow(x, y); });
  Quantity total = Quantity::of(Linear(1));
  for (std::int64_t k = 0; k < std::abs(count); ++k) total = multiply(total, base);
  return count < 0 ? divide(Quantity::of(Linear(1)), total) : total;
}

Quantity IndexLowering::extremum(bool least, const Quantity& a, const Quantity& b) {
  if (!both_exact(a, b)) {
    for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)})  // Min(x, oo)
      if (one->kind == Kind::real && std::isinf(one->real)) return (one->real > 0) == least ? *other : *one;
    return inexact(a, b, [&](double x, double y) { return least ? std::min(x, y) : std::max(x, y); });
  }
  const Aligned parts = align(a, b);
  Linear value = least ? algebra_.minimum(parts.a, parts.b) : algebra_.maximum(parts.a, parts.b);
  return reduced({Kind::exact, std::move(value), parts.denominator, 0});
}

Quantity IndexLowering::compare(ExprKind kind, const Quantity& a, const Quantity& b) {
  if (kind == ExprKind::gt || kind == ExprKind::ge)
    return compare(kind == ExprKind::gt ? ExprKind::lt : ExprKind::le, b, a);
  if (!both_exact(a, b)) {
    if (!a.is_constant() || !b.is_constant()) return Quantity::opaque();
    const double x = a.constant(), y = b.constant();
    if (kind == ExprKind::eq || kind == ExprKind::ne)
      return Quantity::of(Linear((x == y) == (kind == ExprKind::eq)));
    return Quantity::of(Linear(kind == ExprKind::lt ? x < y : x <= y));
  }
  const Aligned parts = align(a, b);
  const AtomKind atom = kind == ExprKind::eq   ? AtomKind::eq
                        : kind == ExprKind::ne ? AtomKind::ne
                        : kind == ExprKind::lt ? AtomKind::lt
                                               : AtomKind::le;
  return Quantity::of(algebra_.compare(atom, parts.a, parts.b));
}

Quantity IndexLowering::choose(const Quantity& condition, const Quantity& yes, const Quantity& no) {
  if (!condition.is_integer()) return Quantity::opaque();
  if (condition.is_constant()) return condition.numerator.offset != 0 ? yes : no;
  if (!both_exact(yes, no)) return Quantity::opaque();
  Aligned parts = align(yes, no);
  Linear value = algebra_.select(condition.numerator, parts.a, parts.b);
  return reduced({Kind::exact, std::move(value), parts.denominator, 0});
}

Quantity IndexLowering::floor(const Quantity& a) {
  if (a.kind == Kind::opaque) return a;
  if (a.kind == Kind::real) return integer_or_real(std::floor(a.real));
  return Quantity::of(algebra_.floordiv(a.numerator, Linear(a.denominator)));
}

Quantity IndexLowering::truncate(const Quantity& a) {
  if (a.kind == Kind::real) return integer_or_real(std::trunc(a.real));
  if (a.kind == Kind::opaque || a.denominator == 1) return a;
  const Quantity not_negative = compare(ExprKind::ge, a, Quantity::of(Linear(0)));
  return choose(not_negative, floor(a), negate(floor(negate(a))));
}

/// Halves to even, as Python does.
Quantity IndexLowering::round(const Quantity& a) {
  if (a.is_integer()) return a;
  return a.is_constant() ? integer_or_real(std::nearbyint(a.constant())) : Quantity::opaque();
}

}  // namespace ireplay
