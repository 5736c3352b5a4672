#pragma once

#include <string>

#include "kernels/scalar/scalar_eval.hpp"
#include "replay/plan/loop_program.hpp"

/// What computes the scalar instructions of a loop program.
namespace ireplay {

/// `op3: ops.load load_2: `
std::string name_of(const LoopProgram& program, ValueId value);

/// The type that an operation's function is looked up with: its value operands' compute type.
DType operand_type(const Instruction& scalar, const DType* operand_types);

/// The function of a scalar instruction for its operands' types; with `oracle` the one in float64. Throws
/// Error{unsupported} where the op is not defined for them.
ScalarFunction function_of(const LoopProgram& program, ValueId value, bool oracle = false);

}  // namespace ireplay
