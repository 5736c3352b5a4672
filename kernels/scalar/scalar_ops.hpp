#pragma once

#include "kernels/scalar/airy_function.hpp"
#include "kernels/scalar/bessel_functions.hpp"
#include "kernels/scalar/error_functions.hpp"
#include "kernels/scalar/gamma_functions.hpp"
#include "kernels/scalar/modified_bessel_functions.hpp"
#include "kernels/scalar/orthogonal_polynomials.hpp"
#include "kernels/scalar/scalar_math.hpp"

/// The rows of scalar_ops.def as code: an enumerator, a template on the type, and switches for interpreters.
/// Compiles on the host, under nvcc and as text given to NVRTC.
namespace ireplay {

enum class ScalarOp : unsigned short {
#define OP(name, ...) name,
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
};

enum class ScalarCost : unsigned char { simple, special };

/// Sets of compute types, the words of the table's column.
struct ScalarTypes {
  enum : unsigned {
    floats = 1,
    ints = 2,
    bools = 4,
    numbers = floats | ints,
    bits = ints | bools,
    any = numbers | bools
  };
};

namespace scalar_math {

/// `Row<ScalarOp::add>::evaluate<float>(a, b, c)`; operands past `kArity` are not read. Comparisons return
/// bool, truediv of integers float, all others T. where: a is the condition, 0 or not. frexp: the mantissa.
template <ScalarOp op>
struct Row;

#define OP(name, arity, rule, types, cost, ulp, value, ...)                                             \
  template <>                                                                                           \
  struct Row<ScalarOp::name> : ScalarTypes {                                                            \
    static constexpr int kArity = arity;                                                                \
    static constexpr ScalarCost kCost = ScalarCost::cost;                                               \
    static constexpr unsigned kTypes = types;                                                           \
    template <class T>                                                                                  \
    static constexpr bool kDefined = (kTypes & (kIsFloat<T>  ? floats                                   \
                                                : kIsBool<T> ? bools                                    \
                                                             : ints)) != 0;                             \
    template <class T>                                                                                  \
    IREPLAY_HD static auto evaluate([[maybe_unused]] T a, [[maybe_unused]] T b, [[maybe_unused]] T c) { \
      return value;                                                                                     \
    }                                                                                                   \
  };
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP

template <ScalarOp op, int arity, ScalarCost cost, class T>
IREPLAY_HD inline T evaluate_if(T a, T b, T c) {
  using Op = Row<op>;
  if constexpr (Op::kArity == arity && Op::kCost == cost && Op::template kDefined<T>)
    return static_cast<T>(Op::template evaluate<T>(a, b, c));
  else
    return T(0);
}

template <int arity, ScalarCost cost, class T>
IREPLAY_HD inline T apply(ScalarOp op, T a, T b, T c) {
  switch (op) {
#define OP(name, ...)  \
  case ScalarOp::name: \
    return evaluate_if<ScalarOp::name, arity, cost, T>(a, b, c);
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  }
  return T(0);
}

}  // namespace scalar_math

/// What a row costs: an interpreter can leave the special ones to an instantiation of its own.
IREPLAY_HD constexpr ScalarCost cost_of(ScalarOp op) {
  switch (op) {
#define OP(name, arity, rule, types, cost, ...) \
  case ScalarOp::name:                          \
    return ScalarCost::cost;
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  }
  return ScalarCost::simple;
}

/// One row picked at run time among those of the given cost; bool results are 0 or 1 of type T. Rows of
/// another arity or cost, and rows that are not defined for T, give 0. truediv of integers: convert the
/// operands to float first.
template <class T, ScalarCost cost = ScalarCost::simple>
IREPLAY_HD inline T apply_unary(ScalarOp op, T a) {
  return scalar_math::apply<1, cost, T>(op, a, T(0), T(0));
}

template <class T, ScalarCost cost = ScalarCost::simple>
IREPLAY_HD inline T apply_binary(ScalarOp op, T a, T b) {
  return scalar_math::apply<2, cost, T>(op, a, b, T(0));
}

template <class T, ScalarCost cost = ScalarCost::simple>
IREPLAY_HD inline T apply_ternary(ScalarOp op, T a, T b, T c) {
  return scalar_math::apply<3, cost, T>(op, a, b, c);
}

/// frexp's second result.
template <class T>
IREPLAY_HD inline int apply_exponent(T a) {
  return scalar_math::exponent(a);
}

}  // namespace ireplay
