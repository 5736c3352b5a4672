#include "replay/lower/body/index_lowering.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

/// Exact arithmetic over the rationals: an expression becomes a quotient of a linear form and a positive
/// integer, and stays symbolic until a floor, a remainder or a comparison asks for an integer. Trees are
/// walked from the leaves up.
namespace ireplay {
namespace {

constexpr int kMostDepth = 400;  // of nesting; keeps the recursion within a thread's stack

enum Function : int {
  kMinimum,
  kMaximum,
  kModularIndexing,
  kMod,
  kFloorDiv,
  kCeilDiv,
  kTrueDiv,
  kFloor,
  kCeiling,
  kTruncate,
  kRound,
  kIdentity,
  kToFloat,
  kAbs,
  kPower,
  kShiftLeft,
  kWhere,
  kPiecewise,
  kEqual,
  kNotEqual,
  kAnd,
  kOr,
  kNot,
  kBitAnd,
  kBitOr,
  kBitXor,
  kReal,
};

struct FunctionRow {
  std::string_view name;
  Function function;
  std::size_t least, most;  // arguments
};

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
constexpr FunctionRow kFunctionRows[] = {
    {"ModularIndexing", kModularIndexing, 3, 3},
    {"Min", kMinimum, 1, kAny},
    {"Max", kMaximum, 1, kAny},
    {"min", kMinimum, 1, kAny},
    {"max", kMaximum, 1, kAny},
    {"Mod", kMod, 2, 2},
    {"PythonMod", kMod, 2, 2},
    {"Where", kWhere, 3, 3},
    {"Piecewise", kPiecewise, 1, kAny},
    {"Eq", kEqual, 2, 2},
    {"Ne", kNotEqual, 2, 2},
    {"And", kAnd, 1, kAny},
    {"Or", kOr, 1, kAny},
    {"Not", kNot, 1, 1},
    {"Identity", kIdentity, 1, 1},
    {"FloorDiv", kFloorDiv, 2, 2},
    {"CleanDiv", kFloorDiv, 2, 2},
    {"CeilDiv", kCeilDiv, 2, 2},
    {"TrueDiv", kTrueDiv, 2, 2},
    {"IntTrueDiv", kTrueDiv, 2, 2},
    {"FloatTrueDiv", kTrueDiv, 2, 2},
    {"floor", kFloor, 1, 1},
    {"math.floor", kFloor, 1, 1},
    {"FloorToInt", kFloor, 1, 1},
    {"ceiling", kCeiling, 1, 1},
    {"math.ceil", kCeiling, 1, 1},
    {"CeilToInt", kCeiling, 1, 1},
    {"TruncToInt", kTruncate, 1, 1},
    {"TruncToFloat", kTruncate, 1, 1},
    {"math.trunc", kTruncate, 1, 1},
    {"int", kTruncate, 1, 1},
    {"RoundToInt", kRound, 1, 1},
    {"round", kRound, 1, 1},
    {"ToFloat", kToFloat, 1, 1},
    {"float", kToFloat, 1, 1},
    {"torch.sym_float", kToFloat, 1, 1},
    {"Abs", kAbs, 1, 1},
    {"abs", kAbs, 1, 1},
    {"PowByNatural", kPower, 2, 2},
    {"FloatPow", kPower, 2, 2},
    {"pow", kPower, 2, 2},
    {"LShift", kShiftLeft, 2, 2},
    {"BitwiseFn_bitwise_and", kBitAnd, 2, 2},
    {"BitwiseFn_bitwise_or", kBitOr, 2, 2},
    {"BitwiseFn_bitwise_xor", kBitXor, 2, 2},
};

struct RealRow {
  std::string_view name;
  double (*function)(double);
};

constexpr RealRow kRealRows[] = {
    {"sqrt", std::sqrt}, {"cos", std::cos},   {"cosh", std::cosh},   {"acos", std::acos}, {"sin", std::sin},
    {"sinh", std::sinh}, {"asin", std::asin}, {"tan", std::tan},     {"tanh", std::tanh}, {"atan", std::atan},
    {"exp", std::exp},   {"log", std::log},   {"asinh", std::asinh}, {"log2", std::log2},
};

std::optional<FunctionRow> find_function(std::string_view name) {
  const auto* row = std::ranges::find(kFunctionRows, name, &FunctionRow::name);
  if (row == std::end(kFunctionRows)) return std::nullopt;
  return *row;
}

const RealRow* find_real_function(std::string_view name) {
  for (std::string_view prefix : {"OpaqueUnaryFn_", "math."})
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  const auto* row = std::ranges::find(kRealRows, name, &RealRow::name);
  return row == std::end(kRealRows) ? nullptr : row;
}

/// `0.5`, `2.0`, `1e-05`: digits over a power of ten, where both fit 64 bits.
std::optional<Quantity> exact_decimal(std::string_view text) {
  std::int64_t digits = 0, scale = 1;
  bool in_fraction = false;
  for (char c : text) {
    if (c == '.' && !in_fraction) {
      in_fraction = true;
      continue;
    }
    if (c < '0' || c > '9' || digits > 100'000'000'000'000) return std::nullopt;
    digits = digits * 10 + (c - '0');
    if (in_fraction) scale *= 10;
  }
  const std::int64_t common = std::gcd(digits, scale);
  Quantity value = Quantity::of(Linear(digits / common));
  value.denominator = scale / common;
  return value;
}

}  // namespace

double Quantity::constant() const {
  if (kind == Kind::real) return real;
  return static_cast<double>(numerator.offset) / static_cast<double>(denominator);
}

std::int64_t parse_integer(const Source& source, std::string_view text, bool negative) {
  std::uint64_t value = 0;
  if (text.starts_with('-')) {
    negative = !negative;
    text.remove_prefix(1);
  }
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::uint64_t most = std::uint64_t{std::numeric_limits<std::int64_t>::max()} + (negative ? 1 : 0);
  if (fault != std::errc() || end != text.data() + text.size() || value > most)
    throw Error(Error::Kind::dump, source, text.data(), "expected an integer that fits 64 bits");
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

double parse_real(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  if (text == "inf" || text == "oo" || text == "math.inf" || text == "int_oo") {
    value = std::numeric_limits<double>::infinity();
  } else {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc::result_out_of_range)  // too large or too small: strtod tells which
      value = std::strtod(std::string(text).c_str(), nullptr);
    else if (fault != std::errc())
      value = std::numeric_limits<double>::quiet_NaN();
  }
  return negative ? -value : value;
}

IndexLowering::IndexLowering(const Source& source, const ExprPool& exprs, IndexAlgebra& algebra,
                             std::span<const Variable> variables, const SymbolValues& symbols,
                             OtherNames other_names, int depth)
    : source_(source),
      exprs_(exprs),
      algebra_(algebra),
      variables_(variables),
      symbols_(symbols),
      other_names_(std::move(other_names)),
      depth_(depth) {}

void IndexLowering::fail(const Expr& at, const std::string& sentence) const {
  throw Error(Error::Kind::dump, source_, at.text.data(), sentence);
}

Quantity IndexLowering::lower(ExprId id) {
  try {
    return evaluate(id);
  } catch (const IndexFault& fault) {
    fail(exprs_[id], fault.what());
  }
}

Linear IndexLowering::lower_integer(ExprId id) {
  Quantity value = lower(id);
  if (!value.is_integer()) fail(exprs_[id], "expected an expression whose value is an integer");
  return std::move(value.numerator);
}

Quantity IndexLowering::evaluate(ExprId id) {
  const Expr& expr = exprs_[id];
  if (++depth_ > kMostDepth) fail(expr, "the expression is nested too deeply");
  Quantity value = evaluate_kind(id, expr);
  --depth_;
  return value;
}

Quantity IndexLowering::evaluate_kind(ExprId id, const Expr& expr) {
  const Children children = exprs_.children_of(id);
  switch (expr.kind) {
    case ExprKind::integer:
      return Quantity::of(Linear(parse_integer(source_, expr.text, false)));
    case ExprKind::real:
      if (const auto whole = symbols_.literals.find(expr.text); whole != symbols_.literals.end())
        return Quantity::of_real(whole->second);
      if (const std::optional<Quantity> exact = exact_decimal(expr.text)) return *exact;
      return Quantity::of_real(parse_real(expr.text));
    case ExprKind::boolean:
      return Quantity::of(Linear(expr.text == "True"));
    case ExprKind::name:
      return name(expr);
    case ExprKind::add:
    case ExprKind::sub:
      return sum(id);
    case ExprKind::mul:
      return product(id);
    case ExprKind::neg:
      if (const Expr& inner = exprs_[children[0]]; inner.kind == ExprKind::integer)
        return Quantity::of(Linear(parse_integer(source_, inner.text, true)));
      return negate(evaluate(children[0]));
    case ExprKind::floordiv:
      return floordiv(evaluate(children[0]), evaluate(children[1]));
    case ExprKind::truediv:
      return divide(evaluate(children[0]), evaluate(children[1]));
    case ExprKind::mod:
      return mod(evaluate(children[0]), evaluate(children[1]));
    case ExprKind::pow:
      return power(evaluate(children[0]), evaluate(children[1]));
    case ExprKind::eq:
    case ExprKind::ne:
    case ExprKind::lt:
    case ExprKind::le:
    case ExprKind::gt:
    case ExprKind::ge:
      return compare(expr.kind, evaluate(children[0]), evaluate(children[1]));
    case ExprKind::and_:
      return call_function(kAnd, expr, children);
    case ExprKind::or_:
      return call_function(kOr, expr, children);
    case ExprKind::not_:
      return call_function(kNot, expr, children);
    case ExprKind::conditional: {
      const Quantity condition = evaluate(children[1]);
      return choose(condition, evaluate(children[0]), evaluate(children[2]));
    }
    case ExprKind::call:
      return call(id, expr);
    default:
      fail(expr, "expected an index expression");
  }
}

/// Chains lean to the left: a loop, so that their length is not the depth of a recursion.
Quantity IndexLowering::sum(ExprId id) {
  Quantity total = Quantity::of(Linear());
  for (;;) {
    const Expr& expr = exprs_[id];
    if (expr.kind != ExprKind::add && expr.kind != ExprKind::sub) return add(total, evaluate(id), 1);
    const Children children = exprs_.children_of(id);
    total = add(total, evaluate(children[1]), expr.kind == ExprKind::add ? 1 : -1);
    id = children[0];
  }
}

Quantity IndexLowering::product(ExprId id) {
  Quantity total = Quantity::of(Linear(1));
  for (; exprs_[id].kind == ExprKind::mul; id = exprs_.children_of(id)[0])
    total = multiply(total, evaluate(exprs_.children_of(id)[1]));
  return multiply(total, evaluate(id));
}

Quantity IndexLowering::name(const Expr& expr) {
  for (std::size_t k = 0; k < variables_.size(); ++k)
    if (variables_[k].name == expr.text) return Quantity::of(algebra_.variable(static_cast<std::int32_t>(k)));
  if (const auto found = symbols_.find(expr.text); found != symbols_.end())
    return Quantity::of(Linear(found->second));
  if (const auto found = symbols_.reals.find(expr.text); found != symbols_.reals.end())
    return Quantity::of_real(found->second);
  if (other_names_)
    if (std::optional<Quantity> value = other_names_(expr, depth_)) return *std::move(value);
  for (std::string_view constant : {"oo", "int_oo", "inf", "math.inf", "nan"})
    if (expr.text == constant) return Quantity::of_real(parse_real(expr.text));
  const std::string symbol(expr.text);
  const std::string sentence = "unknown symbol '" + symbol + "': give --sym " + symbol + "=VALUE";
  if (symbols_.pending.contains(symbol))
    throw PendingSymbol(Error::Kind::dump, source_, expr.text.data(), sentence);
  fail(expr, sentence);
}

Quantity IndexLowering::call(ExprId id, const Expr& expr) {
  const Children children = exprs_.children_of(id);
  const Expr& callee = exprs_[children[0]];
  const Children arguments = children.subspan(1);
  if (const std::optional<FunctionRow> row = find_function(callee.text)) {
    if (arguments.size() < row->least || arguments.size() > row->most)
      fail(callee, "expected " + std::to_string(row->least) + (row->most == kAny ? " or more" : "") +
                       " arguments of " + std::string(row->name));
    return call_function(row->function, expr, arguments);
  }
  const RealRow* real = find_real_function(callee.text);
  if (!real || arguments.size() != 1)
    fail(callee, "unknown function '" + std::string(callee.text) + "' in an index expression");
  const Quantity argument = evaluate(arguments[0]);
  return argument.is_constant() ? Quantity::of_real(real->function(argument.constant())) : Quantity::opaque();
}

Quantity IndexLowering::call_function(int function, const Expr& expr, Children arguments) {
  if (function == kPiecewise) return piecewise(expr, arguments);
  const Quantity a = evaluate(arguments[0]);
  const auto argument = [&](std::size_t k) { return evaluate(arguments[k]); };
  const auto folded = [&](auto combine) {
    Quantity total = a;
    for (std::size_t k = 1; k < arguments.size(); ++k) total = combine(total, argument(k));
    return total;
  };
  const auto truth = [&](AtomKind kind) {
    return folded([&](const Quantity& x, const Quantity& y) {
      if (!x.is_integer() || !y.is_integer()) return Quantity::opaque();
      return Quantity::of(algebra_.logical(kind, x.numerator, y.numerator));
    });
  };
  const auto bits = [&](AtomKind kind) {
    const Quantity b = argument(1);
    if (!a.is_integer() || !b.is_integer()) return Quantity::opaque();
    return Quantity::of(algebra_.bits(kind, a.numerator, b.numerator));
  };
  switch (function) {
    case kMinimum:
    case kMaximum:
      return folded(
          [&](const Quantity& x, const Quantity& y) { return extremum(function == kMinimum, x, y); });
    case kModularIndexing: {
      const Quantity quotient = floordiv(a, argument(1));
      return mod(quotient, argument(2));
    }
    case kMod:
      return mod(a, argument(1));
    case kFloorDiv:
      return floordiv(a, argument(1));
    case kCeilDiv:
      return negate(floordiv(negate(a), argument(1)));
    case kTrueDiv:
      return divide(a, argument(1));
    case kFloor:
      return a.kind == Quantity::Kind::opaque ? floor_of_division(arguments[0]) : floor(a);
    case kCeiling:
      return negate(floor(negate(a)));
    case kTruncate:
      return truncate(a);
    case kRound:
      return round(a);
    case kIdentity:
      return a;
    case kToFloat:  // what follows is computed in float64
      return a.is_constant() ? Quantity::of_real(a.constant()) : a;
    case kAbs:
      return extremum(false, a, negate(a));
    case kPower:
      return power(a, argument(1));
    case kShiftLeft:
      return multiply(a, power(Quantity::of(Linear(2)), argument(1)));
    case kWhere: {
      const Quantity yes = argument(1);
      return choose(a, yes, argument(2));
    }
    case kEqual:
      return compare(ExprKind::eq, a, argument(1));
    case kNotEqual:
      return compare(ExprKind::ne, a, argument(1));
    case kAnd:
      return truth(AtomKind::logical_and);
    case kOr:
      return truth(AtomKind::logical_or);
    case kNot:
      return a.is_integer() ? Quantity::of(algebra_.logical_not(a.numerator)) : Quantity::opaque();
    case kBitAnd:
      return bits(AtomKind::bit_and);
    case kBitOr:
      return bits(AtomKind::bit_or);
    case kBitXor:
      return bits(AtomKind::bit_xor);
    default:
      return Quantity::opaque();
  }
}

Quantity IndexLowering::piecewise(const Expr& expr, Children arguments) {
  std::optional<Quantity> value;
  for (std::size_t k = arguments.size(); k-- > 0;) {
    const Children pair = exprs_.children_of(arguments[k]);
    if (exprs_[arguments[k]].kind != ExprKind::tuple || pair.size() != 2)
      fail(exprs_[arguments[k]], "expected a pair (value, condition)");
    const Quantity here = evaluate(pair[0]);
    value = value ? choose(evaluate(pair[1]), here, *value) : here;
  }
  if (!value) fail(expr, "expected a pair (value, condition)");
  return *value;
}

/// floor(a/b) with a variable b: the quotient is no Quantity, its floor is one.
Quantity IndexLowering::floor_of_division(ExprId argument) {
  const Children children = exprs_.children_of(argument);
  const Expr& expr = exprs_[argument];
  if (expr.kind == ExprKind::truediv) return floordiv(evaluate(children[0]), evaluate(children[1]));
  if (expr.kind != ExprKind::call) return Quantity::opaque();
  const std::optional<FunctionRow> row = find_function(exprs_[children[0]].text);
  if (!row || row->function != kTrueDiv) return Quantity::opaque();
  return floordiv(evaluate(children[1]), evaluate(children[2]));
}

}  // namespace ireplay
