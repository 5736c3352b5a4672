#pragma once

#include <optional>
#include <string_view>

#include "kernels/scalar/dtype.hpp"

namespace ireplay {

/// `tl.float32`, `tl.int1`, `tl.float8e4nv`, and as a signature spells them, `fp32`, `i1`; none for a name
/// that is no type of ours.
std::optional<DType> find_triton_type(std::string_view name);

}  // namespace ireplay
