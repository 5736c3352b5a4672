#include "replay/traffic.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "replay/extern_cpu.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 62;

std::int64_t saturating_multiply(std::int64_t a, std::int64_t b) {
  return a != 0 && b > kLargest / a ? kLargest : a * b;
}

const PlanBuffer& buffer_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)];
}

void for_each_tensor(const ExternValue& value, const std::function<void(const TensorView&)>& visit) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) visit(*view);
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& item : *list) for_each_tensor(item, visit);
}

void for_each_tensor(const ExternCall& call, const std::function<void(const TensorView&)>& visit) {
  for (const ExternArgument& argument : call.arguments) for_each_tensor(argument.value, visit);
}

/// Marks the variables that an index depends on; an indirect one may reach anything.
void mark_variables(const LoopProgram& program, IndexId index, std::uint64_t& used) {
  for (const IndexTerm& term : program.indices[static_cast<std::size_t>(index)].terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::variable)
      used |= std::uint64_t{1} << (atom.which % 64);
    else if (atom.kind == AtomKind::value)
      used = ~std::uint64_t{0};
    else
      for (IndexId arg : atom.args)
        if (arg != kNone) mark_variables(program, arg, used);
  }
}

/// Distinct elements that one access reaches at most: the product of the extents its index depends on.
std::int64_t touched(const LoopProgram& program, const Instruction& access) {
  const std::int64_t extent = program.buffers[static_cast<std::size_t>(access.buffer)].extent;
  if (access.index == kNone) return std::min<std::int64_t>(extent, 1);
  std::uint64_t used = 0;
  mark_variables(program, access.index, used);
  std::int64_t count = 1;
  for (std::size_t v = 0; v < program.ranges.size(); ++v)
    if ((used >> (v % 64) & 1) != 0) count = saturating_multiply(count, program.ranges[v]);
  return std::min(count, extent);
}

/// What one step reads and writes of a buffer, in elements.
struct BufferTraffic {
  std::int32_t buffer = kNone;
  std::int64_t read = 0, written = 0;
  std::size_t written_by = kNobody;  // number of the program
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
};

/// Traffic of the loops of one step after the other, buffer by buffer. What an earlier program of the step
/// wrote is not read again.
class LoopTraffic {
 public:
  explicit LoopTraffic(const Plan& plan) : plan_(plan), entry_of_(plan.buffers.size(), kNone) {}

  std::int64_t bytes(const Step& step, const std::unordered_set<std::int32_t>& inner) {
    for (std::size_t number = 0; number < step.programs.size(); ++number) {
      const LoopProgram& program = step.programs[number];
      for (const Instruction& access : program.instructions) {
        if (access.opcode != Opcode::load && access.opcode != Opcode::store &&
            access.opcode != Opcode::load_seed)
          continue;
        const std::int32_t buffer = program.buffers[static_cast<std::size_t>(access.buffer)].buffer;
        if (!inner.contains(buffer)) include(access, touched(program, access), number, traffic_of(buffer));
      }
    }
    std::int64_t total = 0;
    for (const BufferTraffic& entry : entries_) {
      total += (entry.read + entry.written) *
               static_cast<std::int64_t>(bytes_of(buffer_of(plan_, entry.buffer).dtype));
      entry_of_[static_cast<std::size_t>(entry.buffer)] = kNone;
    }
    entries_.clear();
    return total;
  }

 private:
  BufferTraffic& traffic_of(std::int32_t buffer) {
    std::int32_t& entry = entry_of_[static_cast<std::size_t>(buffer)];
    if (entry == kNone) {
      entry = static_cast<std::int32_t>(entries_.size());
      entries_.push_back({buffer});
    }
    return entries_[static_cast<std::size_t>(entry)];
  }

  static void include(const Instruction& access, std::int64_t count, std::size_t number,
                      BufferTraffic& entry) {
    if (access.opcode == Opcode::store) {
      entry.written = std::max(entry.written, count);
      if (entry.written_by == BufferTraffic::kNobody) entry.written_by = number;
      if (access.mode != StoreMode::plain) entry.read = std::max(entry.read, count);
    } else if (entry.written_by == BufferTraffic::kNobody || entry.written_by == number) {
      entry.read = std::max(entry.read, count);
    }
  }

  const Plan& plan_;
  std::vector<std::int32_t>
      entry_of_;  // by buffer, into entries_; kNone for those that the step leaves alone
  std::vector<BufferTraffic> entries_;
};

std::int64_t loop_flops(const LoopProgram& program) {
  std::int64_t flops = 0;
  const std::int64_t rows = parallel_count(program), columns = reduction_count(program);
  for (const Stage& stage : program.stages)
    for (std::int32_t i = stage.begin; i < stage.end; ++i) {
      const Opcode opcode = program.instructions[static_cast<std::size_t>(i)].opcode;
      if (opcode == Opcode::scalar || opcode == Opcode::reduce || opcode == Opcode::scan)
        flops += stage.per_element ? saturating_multiply(rows, columns) : rows;
    }
  return flops;
}

std::int64_t view_bytes(const TensorView& view) {
  std::int64_t count = 1;
  for (std::size_t d = 0; d < view.size.size(); ++d) count *= view.stride[d] == 0 ? 1 : view.size[d];
  return count * static_cast<std::int64_t>(bytes_of(view.dtype));
}

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

/// Whether an op writes its first argument: ATen marks such names with a trailing underscore.
bool writes_first_argument(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  return row != nullptr ? row->name.ends_with("_") : call.results.empty();
}

}  // namespace

const TensorView* first_tensor(const ExternValue& value) {
  if (const auto* tensor = std::get_if<TensorView>(&value.value)) return tensor;
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& member : *list)
      if (const TensorView* tensor = first_tensor(member)) return tensor;
  return nullptr;
}

std::vector<std::int32_t> written_buffers(const Step& step) {
  std::vector<std::int32_t> written;
  for (const LoopProgram& program : step.programs)
    for (const BufferUse& use : program.buffers)
      if (use.written) written.push_back(use.buffer);
  for (std::int32_t result : step.call.results)
    if (result != kNone) written.push_back(result);
  if (step.kind != Step::Kind::extern_call || !step.call.results.empty()) return written;
  for (const ExternArgument& argument : step.call.arguments)
    if (const TensorView* tensor = first_tensor(argument.value)) return {tensor->buffer};
  return written;
}

std::vector<std::unordered_set<std::int32_t>> inner_buffers(const Plan& plan) {
  std::vector<std::int32_t> writer(plan.buffers.size(), -1);
  std::vector<bool> outside(plan.buffers.size(), false);
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone) outside[static_cast<std::size_t>(output.view.buffer)] = true;
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    for (const LoopProgram& program : plan.steps[s].programs)
      for (const BufferUse& use : program.buffers) {
        std::int32_t& owner = writer[static_cast<std::size_t>(use.buffer)];
        if (owner == -1 && use.written) owner = static_cast<std::int32_t>(s);
        if (owner != static_cast<std::int32_t>(s)) outside[static_cast<std::size_t>(use.buffer)] = true;
      }
    for_each_tensor(plan.steps[s].call,
                    [&](const TensorView& view) { outside[static_cast<std::size_t>(view.buffer)] = true; });
    for (std::int32_t result : plan.steps[s].call.results)
      if (result != kNone) outside[static_cast<std::size_t>(result)] = true;
  }
  std::vector<int> sharers(plan.storages.size(), 0);
  for (const PlanBuffer& buffer : plan.buffers) ++sharers[static_cast<std::size_t>(buffer.storage)];
  std::vector<std::unordered_set<std::int32_t>> inner(plan.steps.size());
  for (std::size_t b = 0; b < plan.buffers.size(); ++b) {
    const Storage& storage = plan.storages[static_cast<std::size_t>(plan.buffers[b].storage)];
    const bool own = storage.kind == Storage::Kind::arena &&
                     sharers[static_cast<std::size_t>(plan.buffers[b].storage)] == 1;
    if (writer[b] >= 0 && !outside[b] && own)
      inner[static_cast<std::size_t>(writer[b])].insert(static_cast<std::int32_t>(b));
  }
  return inner;
}

void count_traffic(Plan& plan) {
  const auto inner = inner_buffers(plan);
  LoopTraffic traffic(plan);
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    Step& step = plan.steps[s];
    if (step.kind == Step::Kind::loops) {
      step.bytes = traffic.bytes(step, inner[s]);
      for (const LoopProgram& program : step.programs) step.flops += loop_flops(program);
    }
    if (step.kind != Step::Kind::extern_call) continue;
    step.flops = flops_of(step.call, plan);
    for_each_tensor(step.call, [&](const TensorView& view) { step.bytes += view_bytes(view); });
    for (std::int32_t result : step.call.results)
      if (result != kNone) {
        const PlanBuffer& buffer = buffer_of(plan, result);
        step.bytes += numel(buffer.size) * static_cast<std::int64_t>(bytes_of(buffer.dtype));
      }
  }
}

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

void find_lifetimes(Plan& plan) {
  std::vector<bool> seen(plan.storages.size(), false);
  const auto touch = [&](std::int32_t buffer, std::size_t step, bool writes) {
    const auto at = static_cast<std::size_t>(buffer_of(plan, buffer).storage);
    Storage& storage = plan.storages[at];
    if (!seen[at] && storage.kind == Storage::Kind::arena)
      storage.first_step = static_cast<std::int32_t>(step);
    seen[at] = true;
    storage.last_step = static_cast<std::int32_t>(step);
    if (writes && storage.kind != Storage::Kind::arena) storage.mutated = true;
  };
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    const Step& step = plan.steps[s];
    for (const LoopProgram& program : step.programs)
      for (const BufferUse& use : program.buffers) touch(use.buffer, s, use.written);
    if (step.kind != Step::Kind::extern_call) continue;
    bool first = writes_first_argument(step.call);
    for_each_tensor(step.call, [&](const TensorView& view) {
      touch(view.buffer, s, first);
      first = false;
    });
    for (std::int32_t result : step.call.results)
      if (result != kNone) touch(result, s, true);
  }
  const auto last = static_cast<std::int32_t>(plan.steps.empty() ? 0 : plan.steps.size() - 1);
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone)
      plan.storages[static_cast<std::size_t>(buffer_of(plan, output.view.buffer).storage)].last_step = last;
}

}  // namespace ireplay
