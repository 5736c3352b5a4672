#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/source.hpp"
#include "parser/words.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/triton/python.hpp"

/// Names, numbers and operators of a listing. What is known of a point without running anything (numbers of
/// the launch, indices, masks) is worked out here; the rest becomes instructions.
namespace ireplay {
namespace {

constexpr int kMaxDepth = 400;

bool is_comparison(ExprKind kind) { return kind != ExprKind::is && triton::compared(kind, 0, 0).has_value(); }

/// Identity where there is none that Inductor generates.
ScalarOp op_of(ExprKind kind) {
  if (kind == ExprKind::truediv) return ScalarOp::truediv;
  if (kind == ExprKind::pow) return ScalarOp::identity;
  return triton::scalar_op_of(kind, false).value_or(ScalarOp::identity);
}

}  // namespace

void KernelLowering::fail(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::unsupported, *listing_.source, at.data(), context_.name + ": " + sentence);
}

void KernelLowering::fail(ExprId at, const std::string& sentence) const { fail(expr(at).text, sentence); }

KernelValue KernelLowering::evaluate(ExprId id, Use use) {
  const Expr& at = expr(id);
  if (++depth_ > kMaxDepth) fail(id, "this expression is nested too deeply");
  const auto leave = [this](KernelValue value) {
    --depth_;
    return value;
  };
  const auto sides = children(id);
  switch (at.kind) {
    case ExprKind::integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(at.text.data(), at.text.data() + at.text.size(), number);
      if (error != std::errc()) return leave(KernelValue::of_real(parse_real(at.text)));
      return leave(KernelValue::of_index(Linear(number), DType::i32, true));
    }
    case ExprKind::real:
      return leave(KernelValue::of_real(parse_real(at.text)));
    case ExprKind::boolean:
      return leave(KernelValue::of_truth(at.text == "True"));
    case ExprKind::none:
      return leave({});
    case ExprKind::string: {
      KernelValue text = KernelValue::of_kind(Kind::text);
      text.text = at.text;
      return leave(text);
    }
    case ExprKind::name:
      return leave(evaluate_name(at));
    case ExprKind::attribute:
      return leave(attribute_of(evaluate(sides[0], use), at.text, id));
    case ExprKind::call:
      return leave(evaluate_call(id, use));
    case ExprKind::subscript:
      return leave(evaluate_subscript(id, use));
    case ExprKind::tuple: {
      KernelValue tuple = KernelValue::of_kind(Kind::tuple);
      for (const ExprId member : sides) tuple.members.push_back(evaluate(member, use));
      return leave(std::move(tuple));
    }
    case ExprKind::neg:
      return leave(negated(evaluate(sides[0], use), id));
    case ExprKind::not_:
      return leave(inverted(evaluate(sides[0], use), id));
    case ExprKind::conditional: {
      const KernelValue condition = evaluate(sides[1], use);
      if (!condition.is(Kind::truth)) fail(id, "which value this is must be known before the kernel runs");
      return leave(evaluate(sides[condition.truth ? 0 : 2], use));
    }
    case ExprKind::is: {
      const KernelValue a = evaluate(sides[0], use), b = evaluate(sides[1], use);
      if (!a.is(Kind::type) || !b.is(Kind::type)) fail(id, "expected types on both sides of 'is'");
      return leave(KernelValue::of_truth(a.dtype == b.dtype));
    }
    default:
      break;
  }
  if (sides.size() != 2 || (op_of(at.kind) == ScalarOp::identity))
    fail(id, "this expression is none of those that Inductor generates");
  KernelValue a = evaluate(sides[0], use), b = evaluate(sides[1], use);
  return leave(binary(at.kind, std::move(a), std::move(b), id, use));
}

KernelValue KernelLowering::evaluate_name(const Expr& name) {
  if (const auto found = names_.find(name.text); found != names_.end()) return found->second;
  if (const auto type = find_triton_type(name.text); type && name.text.starts_with("tl.")) {
    KernelValue value = KernelValue::of_kind(Kind::type);
    value.dtype = *type;
    return value;
  }
  if (const auto [object, attribute] = split_last(name.text); !object.empty())
    if (const auto found = names_.find(object); found != names_.end()) {
      if (attribute == "dtype" || attribute == "shape") {
        KernelValue value = KernelValue::of_kind(attribute == "dtype" ? Kind::type : Kind::block);
        value.dtype = found->second.dtype;
        return value;
      }
    }
  fail(name.text, "'" + std::string(name.text) + "' is unknown here");
}

KernelValue KernelLowering::attribute_of(const KernelValue& value, std::string_view attribute,
                                         ExprId at) const {
  if (attribute != "dtype" && attribute != "shape")
    fail(at, "'." + std::string(attribute) + "' is none of what Inductor generates");
  KernelValue made = KernelValue::of_kind(attribute == "dtype" ? Kind::type : Kind::block);
  made.dtype = value.dtype;
  return made;
}

/// `tmp3[:, None]`, `tl.arange(0, XBLOCK)[None, :]`: a new axis. `pair[1]`: a member.
KernelValue KernelLowering::evaluate_subscript(ExprId id, Use use) {
  const auto sides = children(id);
  KernelValue value = evaluate(sides[0], use);
  if (!value.is(Kind::tuple)) return value;
  const KernelValue number = evaluate(sides[1]);
  if (!number.is(Kind::index) || !number.index.is_constant() || number.index.offset < 0 ||
      number.index.offset >= static_cast<std::int64_t>(value.members.size()))
    fail(id, "expected the number of a member");
  return value.members[static_cast<std::size_t>(number.index.offset)];
}

// ---- operators
// -----------------------------------------------------------------------------------------------------

KernelValue KernelLowering::binary(ExprKind kind, KernelValue a, KernelValue b, ExprId at, Use use) {
  const auto either = [&](Kind of) { return a.is(of) || b.is(of); };
  if (either(Kind::unknown)) return KernelValue::of_kind(Kind::unknown);
  if (kind == ExprKind::add && either(Kind::start)) {  // the begin of a block and its elements' numbers
    if (either(Kind::block_elements)) return KernelValue::of_kind(Kind::block_elements);
  }
  if (is_comparison(kind)) {
    for (KernelValue* side : {&a, &b})
      if (side->is(Kind::start)) *side = KernelValue::of_index(Linear(0));
  }
  if (either(Kind::block) || either(Kind::start)) return KernelValue::of_kind(Kind::block);
  if (either(Kind::block_elements)) return KernelValue::of_kind(Kind::unknown);
  if (a.is(Kind::pointer)) {
    if (kind != ExprKind::add) fail(at, "expected '+' behind a pointer");
    a.index.add(linear(b, at));
    return a;
  }
  if (kind == ExprKind::and_ || kind == ExprKind::or_) return conjunction(kind, a, b, at);
  if (either(Kind::carried) || either(Kind::update) || either(Kind::compared))
    return with_carried(kind, a, b);
  if (a.is(Kind::index) && b.is(Kind::index)) return binary_index(kind, a, b);
  if (a.is_constant() && b.is_constant() && a.weak && b.weak) return binary_real(kind, a, b, at);
  if (use == Use::address && !is_comparison(kind)) {
    const DType type = common_type(a, b);
    if (!is_floating(type))
      return binary_index(kind, KernelValue::of_index(linear(a, at), a.dtype),
                          KernelValue::of_index(linear(b, at), b.dtype));
  }
  const KernelValue operands[] = {a, b};
  return apply(op_of(kind), operands, at, kind == ExprKind::truediv);
}

/// C's quotient and remainder, which Triton's `//` and `%` are.
KernelValue KernelLowering::truncated_quotient(const Linear& a, const Linear& b, bool remainder,
                                               DType dtype) {
  const auto non_negative = [&](const Linear& x) { return algebra_->bounds(x).lo >= 0; };
  Linear quotient;
  if (non_negative(a) && non_negative(b)) {
    if (remainder) return KernelValue::of_index(algebra_->mod(a, b), dtype);
    return KernelValue::of_index(algebra_->floordiv(a, b), dtype);
  }
  Linear minus = a;
  minus.scale(-1);
  Linear opposite = algebra_->floordiv(minus, b);
  opposite.scale(-1);
  quotient =
      algebra_->select(algebra_->compare(AtomKind::lt, a, Linear(0)), opposite, algebra_->floordiv(a, b));
  if (!remainder) return KernelValue::of_index(std::move(quotient), dtype);
  Linear rest = a;
  rest.add(algebra_->multiply(quotient, b), -1);
  return KernelValue::of_index(std::move(rest), dtype);
}

KernelValue KernelLowering::binary_index(ExprKind kind, const KernelValue& a, const KernelValue& b) {
  const DType type = common_type(a, b);
  const bool weak = a.weak && b.weak;
  if (is_comparison(kind)) {
    if (const auto known = decided(kind, a, b)) return KernelValue::of_truth(*known);
    const KernelValue operands[] = {a, b};
    return apply(op_of(kind), operands, statement_->value);
  }
  switch (kind) {
    case ExprKind::add:
    case ExprKind::sub: {
      Linear sum = a.index;
      sum.add(b.index, kind == ExprKind::add ? 1 : -1);
      return KernelValue::of_index(std::move(sum), type, weak);
    }
    case ExprKind::mul:
      return KernelValue::of_index(algebra_->multiply(a.index, b.index), type, weak);
    case ExprKind::floordiv:
    case ExprKind::mod: {
      KernelValue value = truncated_quotient(a.index, b.index, kind == ExprKind::mod, type);
      value.weak = weak;
      return value;
    }
    default:
      break;
  }
  if (kind == ExprKind::truediv && a.index.is_constant() && b.index.is_constant() && b.index.offset != 0)
    return KernelValue::of_real(static_cast<double>(a.index.offset) / static_cast<double>(b.index.offset),
                                DType::f32, weak);
  const KernelValue operands[] = {a, b};
  return apply(op_of(kind), operands, statement_->value, kind == ExprKind::truediv);
}

KernelValue KernelLowering::binary_real(ExprKind kind, const KernelValue& a, const KernelValue& b,
                                        ExprId at) const {
  const double x = a.constant(), y = b.constant();
  if (is_comparison(kind)) return KernelValue::of_truth(*triton::compared(kind, x, y));
  switch (kind) {
    case ExprKind::add:
      return KernelValue::of_real(x + y);
    case ExprKind::sub:
      return KernelValue::of_real(x - y);
    case ExprKind::mul:
      return KernelValue::of_real(x * y);
    case ExprKind::truediv:
      return KernelValue::of_real(x / y);
    default:
      fail(at, "this operation on numbers is none of those that Inductor generates");
  }
}

KernelValue KernelLowering::conjunction(ExprKind kind, const KernelValue& a, const KernelValue& b,
                                        ExprId at) {
  const bool neutral = kind == ExprKind::and_;
  for (const auto& [known, other] : {std::pair(&a, &b), std::pair(&b, &a)})
    if (known->is(Kind::truth)) return known->truth == neutral ? *other : KernelValue::of_truth(!neutral);
  if (kind == ExprKind::or_ && (a.is(Kind::carried) || b.is(Kind::carried))) return with_carried(kind, a, b);
  for (const KernelValue* side : {&a, &b})
    if (side->is(Kind::carried) || side->is(Kind::update) || side->is(Kind::compared))
      return KernelValue::of_kind(Kind::unknown);
  const KernelValue operands[] = {a, b};
  return apply(op_of(kind), operands, at);
}

/// Where the ranges of the variables decide a comparison.
std::optional<bool> KernelLowering::decided(ExprKind kind, const KernelValue& a, const KernelValue& b) const {
  Linear apart = a.index;
  apart.add(b.index, -1);
  const Bounds bounds = algebra_->bounds(apart);
  switch (kind) {
    case ExprKind::eq:
    case ExprKind::ne:
      if (bounds.lo == 0 && bounds.hi == 0) return kind == ExprKind::eq;
      if (bounds.lo > 0 || bounds.hi < 0) return kind == ExprKind::ne;
      return std::nullopt;
    case ExprKind::lt:
      if (bounds.hi < 0) return true;
      return bounds.lo >= 0 ? std::optional(false) : std::nullopt;
    case ExprKind::le:
      if (bounds.hi <= 0) return true;
      return bounds.lo > 0 ? std::optional(false) : std::nullopt;
    case ExprKind::gt:
      if (bounds.lo > 0) return true;
      return bounds.hi <= 0 ? std::optional(false) : std::nullopt;
    default:
      if (bounds.lo >= 0) return true;
      return bounds.hi < 0 ? std::optional(false) : std::nullopt;
  }
}

// ---- variables that a loop hands on
// -------------------------------------------------------------------------------

KernelValue KernelLowering::updated(ReduceKind kind, const KernelValue& carried, const KernelValue& value) {
  KernelValue made = KernelValue::of_kind(Kind::update);
  made.dtype = carried.dtype;
  made.reduce = kind;
  made.text = carried.text;
  const bool by_value = value.is(Kind::value) || value.is_number() || value.is(Kind::truth);
  if (!by_value) return KernelValue::of_kind(Kind::unknown);
  made.source = kind == ReduceKind::any ? DType::boolean : compute_type(carried.dtype);
  made.operands[0] = id_of(value, made.source, statement_->value);
  return made;
}

/// `_tmp4 + tmp3` and its kin; of other operations on such a variable the value is not known.
KernelValue KernelLowering::with_carried(ExprKind kind, const KernelValue& a, const KernelValue& b) {
  const bool first = a.is(Kind::carried);
  const KernelValue &carried = first ? a : b, &other = first ? b : a;
  if (!carried.is(Kind::carried)) return KernelValue::of_kind(Kind::unknown);
  switch (kind) {
    case ExprKind::add:
      return updated(ReduceKind::sum, carried, other);
    case ExprKind::mul:
      return updated(ReduceKind::prod, carried, other);
    case ExprKind::or_:
      return updated(ReduceKind::any, carried, other);
    case ExprKind::bit_xor:
      return updated(ReduceKind::xor_sum, carried, other);
    case ExprKind::lt:
    case ExprKind::gt: {  // up to 2.0: the greater one is found with `_tmp4 < tmp3`
      if (!first || !(b.is(Kind::value) || b.is_number() || b.is(Kind::truth)))
        return KernelValue::of_kind(Kind::unknown);
      KernelValue made = KernelValue::of_kind(Kind::compared);
      made.reduce = kind == ExprKind::lt ? ReduceKind::max : ReduceKind::min;
      made.text = carried.text;
      made.source = b.is(Kind::value) ? compute_type(b.dtype) : compute_type(carried.dtype);
      made.operands[0] = id_of(b, made.source, statement_->value);
      return made;
    }
    default:
      return KernelValue::of_kind(Kind::unknown);
  }
}

// ---- signs
// ---------------------------------------------------------------------------------------------------------

KernelValue KernelLowering::negated(const KernelValue& value, ExprId at) {
  if (value.is(Kind::index)) {
    Linear minus = value.index;
    minus.scale(-1);
    return KernelValue::of_index(std::move(minus), value.dtype, value.weak);
  }
  if (value.is(Kind::real)) return KernelValue::of_real(-value.real, value.dtype, value.weak);
  return apply(ScalarOp::neg, std::span(&value, 1), at);
}

/// `~`: of a mask that it does not hold, of an integer its bits.
KernelValue KernelLowering::inverted(const KernelValue& value, ExprId at) {
  if (value.is(Kind::truth)) return KernelValue::of_truth(!value.truth);
  return apply(ScalarOp::bitwise_not, std::span(&value, 1), at);
}

Linear KernelLowering::linear(const KernelValue& value, ExprId at) {
  if (value.is(Kind::index)) return value.index;
  if (value.is(Kind::truth)) return Linear(value.truth ? 1 : 0);
  if (!value.is(Kind::value) || is_floating(value.dtype))
    fail(at, "expected an integer as a part of an address");
  const auto ranged = ranged_.find(value.value);
  if (ranged != ranged_.end())
    return algebra_->value(ranged->second.first, {0, std::max<std::int64_t>(ranged->second.second - 1, 0)});
  const std::size_t bits = bytes_of(value.dtype) * 8;
  Bounds bounds{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  if (value.dtype == DType::boolean)
    bounds = {0, 1};
  else if (bits < 64 && info(value.dtype).kind == DTypeClass::signed_int)
    bounds = {-(std::int64_t{1} << (bits - 1)), (std::int64_t{1} << (bits - 1)) - 1};
  else if (bits < 64)
    bounds = {0, (std::int64_t{1} << bits) - 1};
  return algebra_->value(convert_to(value.value, DType::i64), bounds);
}

}  // namespace ireplay
