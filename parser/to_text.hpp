#pragma once

#include <string>

#include "parser/model.hpp"

namespace ireplay {

/// An expression with every operation in parentheses, so that the text shows the tree: `((64*z0) + z1)`.
std::string to_text(const ExprPool& exprs, ExprId id);

/// `bf16[2048,256]`, with `:256,1` after it where the strides are not those of a dense tensor, `+4` where
/// there is an offset; the class for a layout without shape.
std::string to_text(const Dump& dump, const Layout& layout);

/// One line per node, parts indented below theirs:
/// `op2 pointwise buf2 bf16[128,256] <- arg3_1 arg4_1 buf1 | load*3 add*2 store`.
std::string to_text(const Dump& dump);

/// Everything that was parsed; for golden files and for reading.
std::string to_full_text(const Dump& dump);

/// Functions with their statements, kernels and statements of the module.
std::string to_text(const Wrapper& wrapper);

}  // namespace ireplay
