#include "replay/cuda/compiled/passes.hpp"

#include <algorithm>
#include <map>

namespace ireplay {
namespace {

bool is_reduce(const Body& body, ValueId value) { return at_of(body, value).opcode == Opcode::reduce; }

/// Stores and reductions of a per-element stage happen for every element, whatever they depend on.
bool is_inner(const Body& body, ValueId value) {
  const Opcode opcode = at_of(body, value).opcode;
  return body.inner[static_cast<std::size_t>(value)] || opcode == Opcode::store || opcode == Opcode::reduce;
}

/// Adds inner values of earlier stages that `value` needs, those it needs itself first.
void add_needed(const Body& body, ValueId value, ValueId stage_begin, std::vector<bool>& taken) {
  for_each_operand(body.program, at_of(body, value), [&](ValueId operand) {
    const auto at = static_cast<std::size_t>(operand);
    if (operand >= stage_begin || taken[at] || !body.inner[at] || is_reduce(body, operand)) return;
    taken[at] = true;
    add_needed(body, operand, stage_begin, taken);
  });
}

bool may_alias(const Body& body, const Instruction& a, const Instruction& b) {
  return a.buffer == b.buffer || (!body.memory.read_only[static_cast<std::size_t>(a.buffer)] &&
                                  !body.memory.read_only[static_cast<std::size_t>(b.buffer)]);
}

bool is_stored_before(const Body& body, ValueId load, ValueId stage_begin) {
  for (ValueId v = 0; v < stage_begin; ++v)
    if (at_of(body, v).opcode == Opcode::store && v > load &&
        may_alias(body, at_of(body, v), at_of(body, load)))
      return true;
  return false;
}

/// Puts first what loads wait for, those of `once` and those of the first level.
void put_loads_first(const Body& body, Pass& pass) {
  std::vector<bool> wanted(body.program.instructions.size(), false);
  const auto want_operands = [&](ValueId value) {
    for_each_operand(body.program, at_of(body, value),
                     [&](ValueId operand) { wanted[static_cast<std::size_t>(operand)] = true; });
  };
  if (!pass.levels.empty()) std::ranges::for_each(pass.levels.front(), want_operands);
  for (std::size_t k = pass.once.size(); k-- > 0;) {
    const ValueId value = pass.once[k];
    const auto at = static_cast<std::size_t>(value);
    wanted[at] = wanted[at] || at_of(body, value).opcode == Opcode::load;
    if (wanted[at]) want_operands(value);
  }
  const auto rest = std::stable_partition(pass.once.begin(), pass.once.end(), [&](ValueId value) {
    return wanted[static_cast<std::size_t>(value)];
  });
  pass.before_loads = static_cast<std::size_t>(rest - pass.once.begin());
}

}  // namespace

std::vector<ReduceState> find_states(const LoopProgram& program) {
  std::vector<ReduceState> states;
  std::map<std::vector<std::int32_t>, std::size_t> known;
  for (std::size_t s = 0; s < program.stages.size(); ++s)
    for (ValueId v = program.stages[s].begin; v < program.stages[s].end; ++v) {
      const Instruction& at = program.instructions[static_cast<std::size_t>(v)];
      if (at.opcode != Opcode::reduce) continue;
      const auto key = std::vector<std::int32_t>{static_cast<std::int32_t>(s),
                                                 at.kind,
                                                 static_cast<std::int32_t>(at.dtype),
                                                 at.operands[0],
                                                 at.operands[1],
                                                 at.operands[2],
                                                 at.mask};
      const auto [found, is_new] = known.emplace(key, states.size());
      if (is_new) states.push_back({{}, static_cast<std::int32_t>(s)});
      states[found->second].values.push_back(v);
    }
  return states;
}

Pass make_pass(const Body& body, std::size_t number) {
  const LoopProgram& program = body.program;
  const Stage& stage = program.stages[number];
  Pass pass;
  std::vector<bool> taken(program.instructions.size(), false);
  // values of a row in registers and of a thread's points are still there
  if (!body.schedule.whole && body.schedule.family != Family::points)
    for (ValueId v = stage.begin; v < stage.end; ++v) add_needed(body, v, stage.begin, taken);
  std::vector<ValueId> list;
  for (ValueId v = 0; v < stage.begin; ++v) {
    if (!taken[static_cast<std::size_t>(v)]) continue;
    list.push_back(v);
    if (at_of(body, v).opcode == Opcode::load && is_stored_before(body, v, stage.begin))
      pass.reads_overwritten = true;
  }
  for (ValueId v = stage.begin; v < stage.end; ++v) (is_inner(body, v) ? list : pass.once).push_back(v);

  std::vector<std::size_t> level(program.instructions.size(), 0);
  for (std::size_t k = 0; k < list.size(); ++k) {
    const ValueId v = list[k];
    std::size_t& own = level[static_cast<std::size_t>(v)];
    const Instruction& at = at_of(body, v);
    for_each_operand(program, at, [&](ValueId operand) {
      const Opcode opcode = at_of(body, operand).opcode;
      // a scan begins when its operands are known at all of a thread's vectors, and so does what reads it
      const bool waits = (opcode == Opcode::load || opcode == Opcode::scan || at.opcode == Opcode::scan) &&
                         std::ranges::find(list, operand) != list.end();
      own = std::max(own, level[static_cast<std::size_t>(operand)] + (waits ? 1 : 0));
    });
    if (at.opcode == Opcode::load || at.opcode == Opcode::store)
      for (std::size_t before = 0; before < k; ++before) {  // the order of accesses to the same memory stays
        const Instruction& other = at_of(body, list[before]);
        const bool stores = other.opcode == Opcode::store || at.opcode == Opcode::store;
        if (!stores || (other.opcode != Opcode::load && other.opcode != Opcode::store)) continue;
        if (may_alias(body, at, other))
          own = std::max(own, level[static_cast<std::size_t>(list[before])] +
                                  (other.opcode == Opcode::store && at.opcode == Opcode::load ? 1 : 0));
      }
    if (pass.levels.size() <= own) pass.levels.resize(own + 1);
    pass.levels[own].push_back(v);
  }
  put_loads_first(body, pass);
  return pass;
}

}  // namespace ireplay
