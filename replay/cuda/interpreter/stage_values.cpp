#include "replay/cuda/interpreter/stage_values.hpp"

/// Which values a later stage computes again, and which it cannot: a depth-first search from each stage's
/// effects through what they read of earlier passes over the elements. A load there whose memory has been
/// written in between ends the search: its value is kept in memory of its own.
namespace ireplay {
namespace {

bool overlap(const LoopProgram& program, const TranslateOptions& options, std::int32_t a, std::int32_t b) {
  const std::byte *first = options.address(a), *second = options.address(b);
  const auto bytes = [&](std::int32_t k) {
    return program.buffers[k].extent * static_cast<std::int64_t>(bytes_of(program.buffers[k].dtype));
  };
  return first < second + bytes(b) && second < first + bytes(a);
}

/// Buffers are told apart by where they lie: two names may share memory.
std::int32_t storage_key(const LoopProgram& program, const TranslateOptions& options, std::int32_t buffer) {
  for (std::int32_t other = 0; other < buffer; ++other)
    if (overlap(program, options, other, buffer)) return other;
  return buffer;
}

/// What one stage reads of earlier passes over the elements.
struct KeptOfStage {
  const LoopProgram& program;
  const TranslateOptions& options;
  std::int32_t stage;
  const std::set<std::int32_t>& written;  // storage keys
  StageValues& values;
  std::set<ValueId> seen;

  void find(ValueId value) {
    if (!seen.insert(value).second) return;
    const Instruction& at = program.instructions[value];
    const std::int32_t own = values.stage_of[value];
    const bool earlier = own != stage;
    if (earlier && (at.opcode == Opcode::reduce || !is_element_stage(program, own))) return;
    if (earlier && at.opcode == Opcode::load && written.contains(storage_key(program, options, at.buffer))) {
      values.kept.insert(value);
      return;
    }
    each_operand(program, value, [&](ValueId operand) { find(operand); });
  }
};

void find_kept(const LoopProgram& program, const TranslateOptions& options, StageValues& values) {
  std::set<std::int32_t> written;
  for (std::int32_t stage = 0; stage < static_cast<std::int32_t>(program.stages.size()); ++stage) {
    const Stage& at = program.stages[stage];
    KeptOfStage kept{program, options, stage, written, values, {}};
    for (ValueId value = at.begin; value < at.end; ++value)
      if (is_root(program.instructions[value])) kept.find(value);
    for (ValueId value = at.begin; value < at.end; ++value)
      if (program.instructions[value].opcode == Opcode::store)
        written.insert(storage_key(program, options, program.instructions[value].buffer));
  }
}

}  // namespace

bool is_element_stage(const LoopProgram& program, std::int32_t stage) {
  return program.stages[stage].per_element;
}

bool is_root(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::store:
    case Opcode::check_bounds:
    case Opcode::device_assert:
    case Opcode::reduce:
      return true;
    case Opcode::indirect:
      return at.flag;
    default:
      return false;
  }
}

StageValues find_stage_values(const LoopProgram& program, const TranslateOptions& options) {
  StageValues values;
  values.stage_of.resize(program.instructions.size());
  for (std::int32_t stage = 0; stage < static_cast<std::int32_t>(program.stages.size()); ++stage)
    for (ValueId value = program.stages[stage].begin; value < program.stages[stage].end; ++value)
      values.stage_of[value] = stage;
  values.used_later.assign(program.instructions.size(), false);
  for (ValueId value = 0; value < static_cast<ValueId>(program.instructions.size()); ++value)
    each_operand(program, value, [&](ValueId operand) {
      if (values.stage_of[operand] != values.stage_of[value]) values.used_later[operand] = true;
    });
  if (!options.whole_row) find_kept(program, options, values);
  return values;
}

}  // namespace ireplay
