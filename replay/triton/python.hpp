#pragma once

#include <optional>
#include <string_view>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/model.hpp"
#include "replay/triton/value.hpp"

/// Python's own arithmetic, on what is known when a kernel is compiled. All throw Refusal.
namespace ireplay::triton {

std::int64_t to_integer(std::string_view text);
double to_real(std::string_view text);

/// Integers of 64 bits; `//` and `%` round down.
Value of_integers(ExprKind kind, std::int64_t a, std::int64_t b);
Value of_reals(ExprKind kind, double a, double b);
/// The op that an operator is on elements; none for one that is no op of its own (`/`, `is`). Integers are
/// divided as in C, floats as in Python.
std::optional<ScalarOp> scalar_op_of(ExprKind kind, bool of_floats);
/// None where the operator is no comparison.
std::optional<bool> compared(ExprKind kind, double a, double b);
/// None for what is no number.
std::optional<double> number_of(const Value& value);
/// Of what are no tensors: numbers, None, strings, types, tuples.
bool are_equal(const Value& a, const Value& b);

}  // namespace ireplay::triton
