#pragma once

#include <optional>
#include <string_view>

#include "kernels/scalar/scalar_eval.hpp"

namespace ireplay {

/// The row of scalar_ops.def that a library call applies to every element; none where there is no such row.
std::optional<ScalarOp> scalar_op_of(std::string_view function);

}  // namespace ireplay
