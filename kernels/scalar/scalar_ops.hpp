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

}  // namespace scalar_math

/// frexp's second result.
template <class T>
IREPLAY_HD inline int apply_exponent(T a) {
  return scalar_math::exponent(a);
}

}  // namespace ireplay
