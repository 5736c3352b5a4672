#pragma once

#include "replay/triton/machine.hpp"

/// Every function that builtins.def names.
namespace ireplay::triton::builtins {

#define BUILTIN(name, signature, function) Value function(Machine& machine, const Arguments& given);
#define HINT(name)
#define MATH(name, op)
#include "replay/triton/builtins.def"
#undef BUILTIN
#undef HINT
#undef MATH

/// A function of scalar_ops.def, all operands of one type.
Value math(Machine& machine, const Arguments& given);
Value hint(Machine& machine, const Arguments& given);
/// A block of what the pointer points to; bounds are checked along `checked` dimensions.
Value load_block(Machine& machine, const BlockPointer& block, const std::vector<bool>& checked,
                 bool pads_with_nan);
void store_block(Machine& machine, const BlockPointer& block, const Value& values,
                 const std::vector<bool>& checked);

}  // namespace ireplay::triton::builtins
