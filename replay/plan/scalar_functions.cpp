#include "replay/plan/scalar_functions.hpp"

#include <array>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/source.hpp"

namespace ireplay {

std::string name_of(const LoopProgram& program, ValueId value) {
  std::string text = program.node + ": ";
  const std::string_view label = program.labels[value];
  if (label.empty()) return text;
  const std::size_t equals = label.find(" = ");
  if (equals != label.npos) text.append(label.substr(equals + 3)).append(" ");
  return text.append(label.substr(0, equals)).append(": ");
}

DType operand_type(const Instruction& scalar, const DType* operand_types) {
  return compute_type(operand_types[info(scalar.op).rule == TypeRule::select ? 1 : 0]);
}

ScalarFunction function_of(const LoopProgram& program, ValueId value, bool oracle) {
  const Instruction& at = program.instructions[value];
  std::array<DType, 4> types{};
  for (int k = 0; k < 4; ++k)
    if (at.operands[k] != kNone) types[k] = program.instructions[at.operands[k]].dtype;
  const DType type = operand_type(at, types.data());
  const ScalarFunction function = scalar_function(at.op, type, at.selection, oracle);
  if (function == nullptr)
    throw Error(Error::Kind::unsupported,
                name_of(program, value) + "not defined for " + std::string(info(type).torch_name));
  return function;
}

}  // namespace ireplay
