#pragma once

#include <functional>
#include <string_view>

#include "parser/model.hpp"
#include "replay/lower/body/lower_body.hpp"
#include "replay/plan/index_algebra.hpp"

/// Index and size expressions of the text -> integer arithmetic of a loop program.
namespace ireplay {

/// Value of an expression: exact `numerator / denominator`, a real constant, or one that only floating-point
/// instructions can compute (a square root of a variable).
struct Quantity {
  enum class Kind : std::uint8_t { exact, real, opaque };
  Kind kind = Kind::exact;
  Linear numerator;
  std::int64_t denominator = 1;  // positive
  double real = 0;

  static Quantity of(Linear numerator) { return {Kind::exact, std::move(numerator), 1, 0}; }
  static Quantity of_real(double value) { return {Kind::real, {}, 1, value}; }
  static Quantity opaque() { return {Kind::opaque, {}, 1, 0}; }

  bool is_integer() const { return kind == Kind::exact && denominator == 1; }
  bool is_constant() const { return kind == Kind::real || (kind == Kind::exact && numerator.is_constant()); }
  double constant() const;  // of a constant
};

/// Text of an integer, negated where a minus stands before it. Throws Error{dump} at `text` if it does not
/// fit 64 bits.
std::int64_t parse_integer(const Source& source, std::string_view text, bool negative);
/// Text of a number that may have a fraction and an exponent; inf, oo, nan.
double parse_real(std::string_view text);

/// Lowers the expressions of one body. What is wrong with them throws Error{dump} at its place.
class IndexLowering {
 public:
  /// Names that are neither variables nor symbols nor constants: indirect0, I. Nothing if the name is
  /// unknown. `depth`: of the expressions around the name, for one that lowers another expression.
  using OtherNames = std::function<std::optional<Quantity>(const Expr& name, int depth)>;

  IndexLowering(const Source& source, const ExprPool& exprs, IndexAlgebra& algebra,
                std::span<const Variable> variables, const SymbolValues& symbols, OtherNames other_names = {},
                int depth = 0);

  Quantity lower(ExprId id);
  /// The same, with an integer value.
  Linear lower_integer(ExprId id);

 private:
  using Children = std::span<const ExprId>;

  Quantity evaluate(ExprId id);
  Quantity evaluate_kind(ExprId id, const Expr& expr);
  Quantity sum(ExprId id);
  Quantity product(ExprId id);
  Quantity name(const Expr& expr);
  Quantity call(ExprId id, const Expr& expr);
  Quantity call_function(int function, const Expr& expr, Children arguments);
  Quantity piecewise(const Expr& expr, Children arguments);
  Quantity choose(const Quantity& condition, const Quantity& yes, const Quantity& no);

  Quantity add(const Quantity& a, const Quantity& b, std::int64_t sign);
  Quantity multiply(const Quantity& a, const Quantity& b);
  Quantity divide(const Quantity& a, const Quantity& b);
  Quantity floordiv(const Quantity& a, const Quantity& b);
  Quantity mod(const Quantity& a, const Quantity& b);
  Quantity power(const Quantity& base, const Quantity& exponent);
  Quantity extremum(bool least, const Quantity& a, const Quantity& b);
  Quantity compare(ExprKind kind, const Quantity& a, const Quantity& b);
  Quantity floor(const Quantity& a);
  Quantity truncate(const Quantity& a);
  Quantity round(const Quantity& a);
  Quantity negate(const Quantity& a) { return multiply(a, Quantity::of(Linear(-1))); }
  Quantity floor_of_division(ExprId argument);
  Quantity reduced(Quantity a) const;

  [[noreturn]] void fail(const Expr& at, const std::string& sentence) const;

  const Source& source_;
  const ExprPool& exprs_;
  IndexAlgebra& algebra_;
  std::span<const Variable> variables_;
  const SymbolValues& symbols_;
  OtherNames other_names_;
  int depth_ = 0;
};

}  // namespace ireplay
