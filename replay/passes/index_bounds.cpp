#include "replay/passes/index_bounds.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "parser/source.hpp"
#include "replay/externs/arguments.hpp"
#include "replay/plan/extern_program.hpp"

/// Backward dataflow over storages: from the last step to the first, an index that addresses a dimension of n
/// elements bounds the loads that it is made of by n, and a plain store of a bounded buffer bounds the loads
/// of what is stored, so that bounds travel through copies and conversions. A storage keeps the smallest
/// bound. Arithmetic on the way is passed over: a bound of `x + 1` becomes one of `x`.
namespace ireplay {
namespace {

/// Calls visit(buffer) for the loads that `value` is made of.
void for_each_load(const LoopProgram& program, ValueId value,
                   const std::function<void(const BufferUse&)>& visit) {
  constexpr std::size_t kMost = 256;
  std::vector<ValueId> work{value};
  for (std::size_t done = 0; done < work.size() && done < kMost; ++done) {
    const Instruction& from = program.instructions[static_cast<std::size_t>(work[done])];
    if (from.opcode == Opcode::load) visit(program.buffers[static_cast<std::size_t>(from.buffer)]);
    if (from.dtype == DType::boolean) continue;  // what was compared is no position
    for (const ValueId operand : from.operands)
      if (operand != kNone) work.push_back(operand);
  }
}

/// Bounds by storage, found from the last step to the first.
class BoundFinder {
 public:
  explicit BoundFinder(const Plan& plan) : plan_(plan) {}

  void find() {
    for (auto step = plan_.steps.rbegin(); step != plan_.steps.rend(); ++step) {
      if (step->kind == Step::Kind::extern_call) follow(*step);
      for (auto program = step->programs.rbegin(); program != step->programs.rend(); ++program)
        follow(*program);
    }
  }

  std::int64_t of(std::int32_t buffer) const {
    const auto found = bounds_.find(memory_of(buffer));
    return found == bounds_.end() ? 0 : found->second;
  }

 private:
  /// A storage, or the temporary itself.
  std::int32_t memory_of(std::int32_t buffer) const {
    return is_temporary(buffer) ? buffer : buffer_of(plan_, buffer).storage;
  }

  void limit(const BufferUse& use, std::int64_t bound) {
    if (use.buffer == kNone || bound <= 0 || !is_integer(use.dtype)) return;
    std::int64_t& known = bounds_[memory_of(use.buffer)];
    known = known == 0 ? bound : std::min(known, bound);
  }

  /// `x[mask] = values`: as many elements of the mask are true as there are values.
  void count_trues(const ExternCall& call) try {
    const ExternRow* row = find_extern(call);
    if (row == nullptr) return;
    const ExternArguments args(*row, call);
    if (!args.knows("indices") || !args.knows("values") || !args.knows("self")) return;
    const auto* list = std::get_if<ExternList>(&args.value("indices").value);
    const auto* self = std::get_if<TensorView>(&args.value("self").value);
    if (list == nullptr || list->size() != 1 || self == nullptr) return;
    const auto* mask = std::get_if<TensorView>(&(*list)[0].value);
    const Dims& values = args.tensor("values").size;
    if (mask == nullptr || mask->dtype != DType::boolean || mask->size.size() > self->size.size()) return;
    const std::size_t rest = self->size.size() - mask->size.size();
    if (values.size() == rest + 1 && values[0] > 1 && values[0] <= numel(mask->size))
      bounds_[memory_of(mask->buffer)] = values[0];
  } catch (const Error&) {
    // arguments that do not fit are reported where the call is checked
  }

  void follow(const Step& step) {
    count_trues(step.call);
    if (step.parts == nullptr) return;
    const std::vector<ExternPart>& parts = step.parts->parts;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      if (const auto* loops = std::get_if<LoopPart>(&*part)) follow(loops->program);
    std::erase_if(bounds_, [](const auto& entry) { return is_temporary(entry.first); });
  }

  void follow(const LoopProgram& program) {
    for (const Instruction& instruction : program.instructions) {
      const auto limit_loads = [&](std::int64_t bound) {
        for_each_load(program, instruction.operands[0], [&](const BufferUse& use) { limit(use, bound); });
      };
      if (instruction.opcode == Opcode::indirect && instruction.immediate.i > 0)
        limit_loads(instruction.immediate.i);
      if (instruction.opcode != Opcode::store || instruction.mode != StoreMode::plain) continue;
      const BufferUse& use = program.buffers[static_cast<std::size_t>(instruction.buffer)];
      if (const std::int64_t bound = of(use.buffer); bound > 0 && is_integer(use.dtype)) limit_loads(bound);
    }
  }

  const Plan& plan_;
  std::unordered_map<std::int32_t, std::int64_t> bounds_;
};

}  // namespace

void find_index_bounds(Plan& plan) {
  const auto is_integral = [&](const PlanInput& input) {
    const DType dtype = plan.buffers[static_cast<std::size_t>(input.buffer)].dtype;
    return is_integer(dtype) || dtype == DType::boolean;
  };
  if (std::none_of(plan.inputs.begin(), plan.inputs.end(), is_integral)) return;
  BoundFinder finder(plan);
  finder.find();
  for (PlanInput& input : plan.inputs)
    if (is_integral(input)) input.index_bound = finder.of(input.buffer);
}

}  // namespace ireplay
