#include "replay/passes/depths.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"

/// Forward dataflow over storages, one pass over the steps in order: the depth of a value is the largest of
/// its operands' plus what its own operation adds (one operation; of a reduction as many terms as it
/// accumulates; of a product its inner length, from the count of operations). A store joins its depth to the
/// storage's by the maximum, so a storage holds the deepest path to any of its elements.
namespace ireplay {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 62;  // more terms than that are as good as that many

struct Depth {
  std::int64_t terms = 1, ops = 1;
  void include(const Depth& other) {
    terms = std::max(terms, other.terms);
    ops = std::max(ops, other.ops);
  }
};

/// `values` is scratch: one entry per instruction.
void measure(const Plan& plan, const LoopProgram& program, std::vector<Depth>& depths,
             std::vector<Depth>& values) {
  values.assign(program.instructions.size(), Depth{1, 0});
  const auto depth_at = [&](std::int32_t use) -> Depth& {
    return depths[static_cast<std::size_t>(
        buffer_of(plan, program.buffers[static_cast<std::size_t>(use)].buffer).storage)];
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Instruction& instruction = program.instructions[i];
    for (ValueId operand : instruction.operands)
      if (operand != kNone) values[i].include(values[static_cast<std::size_t>(operand)]);
    switch (instruction.opcode) {
      case Opcode::load:
        values[i].include(depth_at(instruction.buffer));
        break;
      case Opcode::store: {
        Depth stored = values[i];
        if (instruction.mode != StoreMode::plain) stored.terms += parallel_count(program) > 0 ? 64 : 0;
        ++stored.ops;
        depth_at(instruction.buffer).include(stored);
        break;
      }
      case Opcode::scalar:
      case Opcode::convert:
        ++values[i].ops;
        break;
      case Opcode::reduce:
      case Opcode::scan:
        ++values[i].ops;
        values[i].terms = std::min(kLargest, values[i].terms + reduction_count(program));
        break;
      default:
        break;
    }
  }
}

void measure(const Plan& plan, const Step& step, std::vector<Depth>& depths) {
  Depth reached;
  for_each_tensor(step.call, [&](const TensorView& view) {
    reached.include(depths[static_cast<std::size_t>(buffer_of(plan, view.buffer).storage)]);
  });
  ++reached.ops;
  std::int64_t results = 0;
  for (std::int32_t result : step.call.results)
    if (result != kNone) results = std::max(results, numel(buffer_of(plan, result).size));
  if (results > 0) reached.terms += std::max<std::int64_t>(step.flops / (2 * results), 1);
  for (std::int32_t result : step.call.results)
    if (result != kNone) depths[static_cast<std::size_t>(buffer_of(plan, result).storage)].include(reached);
  if (step.call.results.empty())
    for_each_tensor(step.call, [&](const TensorView& view) {
      depths[static_cast<std::size_t>(buffer_of(plan, view.buffer).storage)].include(reached);
    });
}

}  // namespace

void measure_depths(Plan& plan) {
  std::vector<Depth> depths(plan.storages.size()), values;
  for (const Step& step : plan.steps) {
    for (const LoopProgram& program : step.programs) measure(plan, program, depths, values);
    if (step.kind == Step::Kind::extern_call) measure(plan, step, depths);
  }
  for (PlanOutput& output : plan.outputs) {
    if (output.view.buffer == kNone) continue;
    const Depth& depth = depths[static_cast<std::size_t>(buffer_of(plan, output.view.buffer).storage)];
    output.reduction_depth = depth.terms;
    output.op_depth = depth.ops;
  }
}

}  // namespace ireplay
