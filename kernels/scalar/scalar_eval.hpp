#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernels/scalar/scalar.hpp"

/// The rows of scalar_ops.def as data, and their values on the host.
namespace ireplay {

enum class ScalarOp : std::uint16_t;  // enumerators are the rows' names (scalar_ops.hpp)

/// How a row's result type follows from its operands' (compute) types.
enum class TypeRule : std::uint8_t {
  same,               // the first operand's
  boolean,            // bool
  select,             // where(c, a, b): that of a
  real,               // the first operand's if floating, else f32 (int_truediv)
  mantissa_exponent,  // frexp: two results, the operand's type and i32
  given,              // named in the text: trunc_to_int(x, dtype). The row gives the operand's type, a
                      // conversion follows
};

struct ScalarOpInfo {
  std::string_view name;  // the dump's own: add, logical_and, modified_bessel_i0
  int arity;
  TypeRule rule;
  double max_ulp_f32;  // stated bound of the f32 result against the correctly rounded one, host and device
};

/// None for a name that is not a row.
std::optional<ScalarOp> find_scalar_op(std::string_view name);
const ScalarOpInfo& info(ScalarOp op);
std::size_t scalar_op_count();

/// The type of the result for operands of type `first` (and, for select, `second`).
DType result_type(ScalarOp op, DType first, DType second);

/// One evaluation. All value operands have compute type `type` (for select: operands 1 and 2; operand 0 is a
/// bool). f32 rows are computed in float, f64 rows in double, integers in their own width with wrap-around.
/// `result` 1 is frexp's exponent. With `oracle`, an f32 row is computed in double and not rounded.
using ScalarFunction = Scalar (*)(const Scalar* operands);
/// The function for `op` on operands of compute type `type`; null where the op has no meaning for that type.
ScalarFunction scalar_function(ScalarOp op, DType type, int result = 0, bool oracle = false);

}  // namespace ireplay
