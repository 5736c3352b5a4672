#include "replay/cuda/compiled/work.hpp"

#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/cuda/compiled/walk.hpp"

namespace ireplay {

bool is_access(const Instruction& at) { return at.opcode == Opcode::load || at.opcode == Opcode::store; }

bool has_scan(const LoopProgram& program) {
  return std::ranges::any_of(program.instructions,
                             [](const Instruction& at) { return at.opcode == Opcode::scan; });
}

std::int64_t element_bytes(const LoopProgram& program, const Instruction& at) {
  return static_cast<std::int64_t>(bytes_of(program.buffers[static_cast<std::size_t>(at.buffer)].dtype));
}

std::vector<bool> depends_beside(const LoopProgram& program, std::int32_t axis) {
  std::vector<bool> before = depends_on(program, 0, axis);
  const std::vector<bool> after = depends_on(program, axis + 1, program.parallel);
  for (std::size_t k = 0; k < before.size(); ++k) before[k] = before[k] || after[k];
  return before;
}

std::int64_t count_along_alone(const LoopProgram& program, std::int32_t axis, Opcode opcode) {
  const std::vector<bool> beside = depends_beside(program, axis);
  const std::vector<bool> along = depends_on(program, axis, axis + 1);
  std::int64_t count = 0;
  for (std::size_t v = 0; v < program.instructions.size(); ++v)
    count += program.instructions[v].opcode == opcode && along[v] && !beside[v] ? 1 : 0;
  return count;
}

std::int64_t bytes_of_vectors(const LoopProgram& program, std::int32_t axis, int vector,
                              bool without_repeated) {
  const Walk walk(program, axis, vector);
  const std::vector<bool> beside = without_repeated ? depends_beside(program, axis) : std::vector<bool>();
  std::int64_t bytes = 0;
  for (std::size_t v = 0; v < program.instructions.size(); ++v) {
    const Instruction& at = program.instructions[v];
    if (at.opcode != Opcode::load || at.index == kNone || (without_repeated && !beside[v])) continue;
    bytes += element_bytes(program, at) * (walk.step(at.index) == 0 ? 1 : vector);
  }
  return std::max<std::int64_t>(bytes, 1);
}

std::int64_t work_beside(const LoopProgram& program, std::int32_t variable) {
  constexpr std::int64_t kFunction = 16, kQuotient = 4;
  const std::vector<bool> beside = depends_beside(program, variable);
  const std::vector<bool> along = depends_on(program, variable, variable + 1);
  std::int64_t work = 0;
  for (std::size_t v = 0; v < program.instructions.size(); ++v) {
    const Instruction& at = program.instructions[v];
    if (!beside[v] || along[v]) continue;
    if (at.opcode == Opcode::random) work += kFunction;
    if (at.opcode != Opcode::scalar) continue;
    const bool is_quotient =
        at.op == ScalarOp::truediv || at.op == ScalarOp::reciprocal || at.op == ScalarOp::sqrt;
    const bool is_function = info(at.op).max_ulp_f32 > 0 && !is_quotient;
    work += is_function ? kFunction : is_quotient ? kQuotient : 1;
  }
  return work;
}

std::int64_t kept_values(const LoopProgram& program) {
  const auto inner = depends_on(program, program.parallel, static_cast<std::int32_t>(program.ranges.size()));
  std::vector<bool> kept(program.instructions.size(), false);
  for (const Stage& stage : program.stages)
    for (ValueId v = stage.begin; v < stage.end; ++v)
      for_each_operand(program, program.instructions[static_cast<std::size_t>(v)], [&](ValueId operand) {
        const Opcode opcode = program.instructions[static_cast<std::size_t>(operand)].opcode;
        if (operand < stage.begin && inner[static_cast<std::size_t>(operand)] && opcode != Opcode::constant &&
            opcode != Opcode::index_expr)
          kept[static_cast<std::size_t>(operand)] = true;
      });
  return std::ranges::count(kept, true);
}

std::int64_t moved_bytes(const LoopProgram& program) {
  std::int64_t bytes = 0;
  for (const BufferUse& use : program.buffers)
    bytes += use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
  return bytes;
}

bool is_of_indices(const LoopProgram& program, ValueId value) {
  const Instruction& at = program.instructions[static_cast<std::size_t>(value)];
  const bool computes = at.opcode == Opcode::constant || at.opcode == Opcode::index_expr ||
                        at.opcode == Opcode::scalar || at.opcode == Opcode::convert;
  bool found = computes && at.mask == kNone;
  for_each_operand(program, at, [&](ValueId operand) { found = found && is_of_indices(program, operand); });
  return found;
}

}  // namespace ireplay
