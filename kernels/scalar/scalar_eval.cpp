#include "kernels/scalar/scalar_eval.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <type_traits>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

constexpr ScalarOpInfo kOps[] = {
#define OP(name, arity, rule, types, cost, ulp, ...) {#name, arity, TypeRule::rule, ulp},
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
};

struct Spelling {
  std::string_view text;
  ScalarOp op;
};

constexpr auto kSpellings = [] {
  std::array spellings = {
#define OP(name, ...) Spelling{#name, ScalarOp::name},
#define ALIAS(text, name) Spelling{text, ScalarOp::name},
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  };
  std::ranges::sort(spellings, {}, &Spelling::text);
  return spellings;
}();

template <class T>
T unpack(Scalar value) {
  if constexpr (std::is_floating_point_v<T>)
    return static_cast<T>(value.f);
  else if constexpr (std::is_same_v<T, bool>)
    return value.i != 0;
  else
    return static_cast<T>(value.i);
}

template <class T>
Scalar pack(T value) {
  if constexpr (std::is_floating_point_v<T>)
    return {.f = value};
  else
    return {.i = static_cast<std::int64_t>(value)};
}

/// Row `op` on operands of type T, given as the host keeps them.
template <ScalarOp op, class T>
Scalar evaluate(const Scalar* operands) {
  using Row = scalar_math::Row<op>;
  T a{}, b{}, c{};
  if constexpr (op == ScalarOp::where)
    a = operands[0].i != 0 ? T{1} : T{0};
  else
    a = unpack<T>(operands[0]);
  if constexpr (Row::kArity > 1) b = unpack<T>(operands[1]);
  if constexpr (Row::kArity > 2) c = unpack<T>(operands[2]);
  return pack(Row::template evaluate<T>(a, b, c));
}

template <class T>
Scalar evaluate_exponent(const Scalar* operands) {
  return pack(scalar_math::exponent(unpack<T>(operands[0])));
}

/// A quotient of integers is the only row that leaves the integers.
template <class T>
Scalar evaluate_integer_quotient(const Scalar* operands) {
  return {.f = static_cast<double>(unpack<T>(operands[0])) / static_cast<double>(unpack<T>(operands[1]))};
}

template <ScalarOp op, class T>
constexpr ScalarFunction function_or_null() {
  if constexpr (scalar_math::Row<op>::template kDefined<T>)
    return &evaluate<op, T>;
  else
    return nullptr;
}

/// By row number.
template <class T>
constexpr ScalarFunction kFunctions[] = {
#define OP(name, ...) function_or_null<ScalarOp::name, T>(),
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
};

ScalarFunction find_function(std::size_t row, DType type) {
  switch (type) {
    case DType::f64:
      return kFunctions<double>[row];
    case DType::f32:
      return kFunctions<float>[row];
    case DType::i64:
      return kFunctions<std::int64_t>[row];
    case DType::i32:
      return kFunctions<std::int32_t>[row];
    case DType::i16:
      return kFunctions<std::int16_t>[row];
    case DType::i8:
      return kFunctions<std::int8_t>[row];
    case DType::u64:
      return kFunctions<std::uint64_t>[row];
    case DType::u32:
      return kFunctions<std::uint32_t>[row];
    case DType::u16:
      return kFunctions<std::uint16_t>[row];
    case DType::u8:
      return kFunctions<std::uint8_t>[row];
    case DType::boolean:
      return kFunctions<bool>[row];
    default:
      return nullptr;
  }
}

}  // namespace

std::optional<ScalarOp> find_scalar_op(std::string_view name) {
  const auto* at = std::ranges::lower_bound(kSpellings, name, {}, &Spelling::text);
  if (at == kSpellings.end() || at->text != name) return std::nullopt;
  return at->op;
}

const ScalarOpInfo& info(ScalarOp op) { return kOps[static_cast<std::size_t>(op)]; }

std::size_t scalar_op_count() { return std::size(kOps); }

DType result_type(ScalarOp op, DType first, DType second) {
  switch (info(op).rule) {
    case TypeRule::boolean:
      return DType::boolean;
    case TypeRule::select:
      return second;
    case TypeRule::real:
      return is_floating(first) ? first : DType::f32;
    default:
      return first;
  }
}

ScalarFunction scalar_function(ScalarOp op, DType type, int result, bool oracle) {
  if (oracle && type == DType::f32) type = DType::f64;
  if (op == ScalarOp::frexp && result == 1) {
    if (!is_floating(type)) return nullptr;
    return type == DType::f64 ? &evaluate_exponent<double> : &evaluate_exponent<float>;
  }
  if (oracle && info(op).rule == TypeRule::real && is_integer(type))
    return type == DType::u64 ? &evaluate_integer_quotient<std::uint64_t>
                              : &evaluate_integer_quotient<std::int64_t>;
  return find_function(static_cast<std::size_t>(op), type);
}

}  // namespace ireplay
