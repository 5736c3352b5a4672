#include "replay/passes/fuse.hpp"

#include <optional>
#include <set>

#include "replay/passes/dataflow.hpp"
#include "replay/passes/join.hpp"
#include "replay/plan/loop_stages.hpp"

/// Greedy joining in program order: a part joins the group before it where the whole group, made anew with
/// it, joins (join.hpp), else it begins the next group. Stores that only the group itself read are then
/// dropped and the stages arranged again. Order is kept, so no dependency between groups can turn round.
namespace ireplay {
namespace {

/// A group is made anew with every part that it wins: this bounds the work.
constexpr std::size_t kMostParts = 64;

/// A program that is not yet arranged into stages, or one that stayed as it was.
struct Group {
  std::vector<const LoopProgram*> parts;
  LoopProgram program;
};

/// Without the stores that nobody reads. Reads of other groups come from memory.
void drop_inner_stores(std::vector<Group>& groups, const std::unordered_set<std::int32_t>& inner) {
  std::set<std::int32_t> loaded;
  for (const Group& group : groups)
    for (const Instruction& at : group.program.instructions)
      if (at.opcode == Opcode::load)
        loaded.insert(group.program.buffers[static_cast<std::size_t>(at.buffer)].buffer);
  for (Group& group : groups) {
    if (group.parts.size() == 1) continue;
    LoopProgram& program = group.program;
    const auto is_dead = [&](const Instruction& at) {
      if (at.opcode != Opcode::store || at.mode != StoreMode::plain) return false;
      const std::int32_t buffer = program.buffers[static_cast<std::size_t>(at.buffer)].buffer;
      return inner.contains(buffer) && !loaded.contains(buffer);
    };
    for (Instruction& at : program.instructions)
      if (is_dead(at)) at = Instruction{.opcode = Opcode::constant};  // nothing reads it: arranging drops it
  }
}

/// BufferUse entries of what is still accessed.
void drop_unused_buffers(LoopProgram& program) {
  std::vector<std::int32_t> renamed(program.buffers.size(), kNone);
  std::vector<BufferUse> used;
  const auto rename = [&](std::int32_t& entry) {
    if (entry == kNone) return;
    std::int32_t& to = renamed[static_cast<std::size_t>(entry)];
    if (to == kNone) {
      to = static_cast<std::int32_t>(used.size());
      used.push_back(program.buffers[static_cast<std::size_t>(entry)]);
      used.back().read = used.back().written = false;
    }
    entry = to;
  };
  for (Instruction& at : program.instructions) {
    rename(at.buffer);
    if (at.buffer == kNone) continue;
    (at.opcode == Opcode::store ? used[static_cast<std::size_t>(at.buffer)].written
                                : used[static_cast<std::size_t>(at.buffer)].read) = true;
  }
  for (Bucketize& entry : program.bucketizes) {
    rename(entry.boundaries);
    rename(entry.sorter);
    for (const std::int32_t use : {entry.boundaries, entry.sorter})
      if (use != kNone) used[static_cast<std::size_t>(use)].read = true;
  }
  program.buffers = std::move(used);
}

}  // namespace

std::vector<LoopProgram> join_programs(const std::vector<LoopProgram>& parts, const Plan& plan,
                                       const std::unordered_set<std::int32_t>& inner) {
  std::vector<Group> groups;
  for (const LoopProgram& part : parts) {
    if (!groups.empty() && groups.back().parts.size() < kMostParts) {
      std::vector<const LoopProgram*> wider = groups.back().parts;
      wider.push_back(&part);
      if (auto joined = join_parts(wider, plan)) {
        groups.back() = {std::move(wider), std::move(*joined)};
        continue;
      }
    }
    groups.push_back({{&part}, part});
  }
  drop_inner_stores(groups, inner);
  std::vector<LoopProgram> programs;
  for (Group& group : groups) {
    if (group.parts.size() > 1) {
      group.program.node = group.parts.front()->node;
      for (std::size_t i = 1; i < group.parts.size(); ++i) group.program.node += "_" + group.parts[i]->node;
      arrange_stages(group.program);
      drop_unused_buffers(group.program);
      verify(group.program);
    }
    programs.push_back(std::move(group.program));
  }
  return programs;
}

void join_fused_steps(Plan& plan) {
  const auto inner = inner_buffers(plan);
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    Step& step = plan.steps[s];
    if (step.programs.size() < 2) continue;
    step.joined = join_programs(step.programs, plan, inner[s]);
    if (step.joined.size() == step.programs.size()) step.joined.clear();
  }
}

}  // namespace ireplay
