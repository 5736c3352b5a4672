#include "replay/plan/loop_stages.hpp"

#include <algorithm>

#include "replay/plan/tensor.hpp"

namespace ireplay {

IndexId add_index_of_points(LoopProgram& program, std::size_t count) {
  IndexExpr index;
  const Dims strides = dense_strides(
      Dims(program.ranges.begin(), program.ranges.begin() + static_cast<std::ptrdiff_t>(count)));
  for (std::size_t d = 0; d < count; ++d) {
    if (strides[d] == 0) continue;
    Atom variable;
    variable.which = static_cast<std::int32_t>(d);
    const auto known = std::ranges::find_if(program.atoms, [&](const Atom& atom) {
      return atom.kind == AtomKind::variable && atom.which == variable.which;
    });
    index.terms.push_back({static_cast<std::int32_t>(known - program.atoms.begin()), strides[d]});
    if (known == program.atoms.end()) program.atoms.push_back(variable);
  }
  std::ranges::sort(index.terms, {}, &IndexTerm::atom);
  program.indices.push_back(std::move(index));
  return static_cast<IndexId>(program.indices.size()) - 1;
}

bool has_effect(const Instruction& instruction) {
  switch (instruction.opcode) {
    case Opcode::store:
    case Opcode::check_bounds:
    case Opcode::device_assert:
      return true;
    case Opcode::indirect:
      return instruction.flag;
    default:
      return false;
  }
}

namespace {

bool is_row_op(Opcode opcode) {
  return opcode == Opcode::reduce || opcode == Opcode::scan || opcode == Opcode::sort;
}

/// What an index reads beside the parallel variables.
struct IndexFacts {
  bool varies = false;          // with a reduction variable
  std::vector<ValueId> values;  // sorted
};

class Arrangement {
 public:
  Arrangement(LoopProgram& program, std::pmr::memory_resource* memory)
      : program_(program),
        count_(program.instructions.size()),
        memory_(memory),
        live_(memory),
        per_element_(memory),
        stage_(memory) {}

  void run() {
    const auto is_value = [](const Atom& atom) { return atom.kind == AtomKind::value; };
    reads_values_ = std::ranges::any_of(program_.atoms, is_value);
    const auto is_row = [](const Instruction& at) { return is_row_op(at.opcode); };
    loops_ = static_cast<std::size_t>(program_.parallel) != program_.ranges.size() ||
             std::ranges::any_of(program_.instructions, is_row);
    if (reads_values_ || loops_) collect_index_facts();
    mark_live();
    if (loops_) {
      assign_stages();
      hoist_shared_invariants();
    } else {
      stage_.assign(count_, 0);
    }
    reorder();
  }

 private:
  void collect_index_facts() {
    facts_.resize(program_.indices.size());
    for (std::size_t k = 0; k < facts_.size(); ++k) {
      IndexFacts& facts = facts_[k];
      for (const IndexTerm& term : program_.indices[k].terms) {
        const Atom& atom = program_.atoms[static_cast<std::size_t>(term.atom)];
        if (atom.kind == AtomKind::variable) facts.varies |= atom.which >= program_.parallel;
        if (atom.kind == AtomKind::value) facts.values.push_back(atom.which);
        for (IndexId arg : atom.args) {
          if (arg == kNone) continue;
          const IndexFacts& inner = facts_[static_cast<std::size_t>(arg)];
          facts.varies |= inner.varies;
          facts.values.insert(facts.values.end(), inner.values.begin(), inner.values.end());
        }
      }
      std::ranges::sort(facts.values);
      facts.values.erase(std::unique(facts.values.begin(), facts.values.end()), facts.values.end());
    }
  }

  template <class Visit>
  void for_each_index(const Instruction& at, Visit visit) const {
    if (at.index != kNone) visit(at.index);
    if (at.opcode != Opcode::bucketize) return;
    const Bucketize& entry = program_.bucketizes[static_cast<std::size_t>(at.extra)];
    for (IndexId index : {entry.length, entry.total, entry.stride, entry.sorter_stride})
      if (index != kNone) visit(index);
  }

  template <class Visit>
  void for_each_operand(const Instruction& at, Visit visit) const {
    for (ValueId operand : at.operands)
      if (operand != kNone) visit(operand);
    if (at.mask != kNone) visit(at.mask);
    if (!reads_values_) return;
    for_each_index(at, [&](IndexId index) {
      for (ValueId value : facts_[static_cast<std::size_t>(index)].values) visit(value);
    });
  }

  void mark_live() {
    live_.assign(count_, false);
    for (std::size_t k = count_; k-- > 0;) {
      const Instruction& at = program_.instructions[k];
      if (has_effect(at)) live_[k] = true;
      if (live_[k])
        for_each_operand(at, [&](ValueId operand) { live_[static_cast<std::size_t>(operand)] = true; });
    }
  }

  bool varies(const Instruction& at) const {
    bool result = at.opcode == Opcode::scan || at.opcode == Opcode::sort;
    for_each_index(at, [&](IndexId index) { result |= facts_[static_cast<std::size_t>(index)].varies; });
    for_each_operand(at, [&](ValueId operand) {
      result |= per_element_[static_cast<std::size_t>(operand)] &&
                program_.instructions[static_cast<std::size_t>(operand)].opcode != Opcode::reduce;
    });
    return result;
  }

  /// Even stages are loops over the elements, odd ones run once.
  void assign_stages() {
    stage_.assign(count_, 0);
    per_element_.assign(count_, false);
    for (std::size_t k = 0; k < count_; ++k) {
      const Instruction& at = program_.instructions[k];
      std::int32_t stage = 0;
      for_each_operand(at, [&](ValueId operand) {
        const auto from = static_cast<std::size_t>(operand);
        const Opcode opcode = program_.instructions[from].opcode;
        const std::int32_t delay = opcode == Opcode::reduce ? 1 : opcode == Opcode::sort ? 2 : 0;
        stage = std::max(stage, stage_[from] + delay);
      });
      per_element_[k] = varies(at) || is_row_op(at.opcode);
      const bool once = !per_element_[k] && (stage > 0 || at.opcode == Opcode::store);
      stage_[k] = stage + ((stage % 2 == 1) != once ? 1 : 0);
    }
  }

  void hoist_shared_invariants() {
    constexpr std::int32_t kBefore = -1;
    for (std::size_t k = count_; k-- > 0;) {
      if (!live_[k] || stage_[k] % 2 == 0) continue;
      for_each_operand(program_.instructions[k], [&](ValueId operand) {
        const auto from = static_cast<std::size_t>(operand);
        if (!per_element_[from] && stage_[from] == 0) stage_[from] = kBefore;
      });
    }
  }

  void reorder() {
    std::pmr::vector<std::int32_t> order(memory_);
    order.reserve(count_);
    for (std::size_t k = 0; k < count_; ++k)
      if (live_[k]) order.push_back(static_cast<std::int32_t>(k));
    const auto stage_of = [&](std::int32_t k) { return stage_[static_cast<std::size_t>(k)]; };
    if (!std::ranges::is_sorted(order, {}, stage_of)) std::ranges::stable_sort(order, {}, stage_of);
    for (std::size_t at = 0; at < order.size(); ++at) {
      const std::int32_t stage = stage_of(order[at]);
      const auto begin = static_cast<std::int32_t>(at);
      if (at == 0 || stage != stage_of(order[at - 1]))
        program_.stages.push_back({begin, begin, loops_ && stage % 2 == 0});
      program_.stages.back().end = begin + 1;
    }
    renumber(order);
  }

  void renumber(const std::pmr::vector<std::int32_t>& order) {
    std::pmr::vector<ValueId> renamed(count_, kNone, memory_);
    bool unchanged = order.size() == count_;
    for (std::size_t at = 0; at < order.size(); ++at) {
      renamed[static_cast<std::size_t>(order[at])] = static_cast<ValueId>(at);
      unchanged = unchanged && order[at] == static_cast<std::int32_t>(at);
    }
    if (unchanged) return;
    std::vector<Instruction> instructions;
    std::vector<std::string_view> labels;
    instructions.reserve(order.size());
    labels.reserve(order.size());
    for (std::int32_t from : order) {
      Instruction at = program_.instructions[static_cast<std::size_t>(from)];
      for (ValueId& operand : at.operands)
        if (operand != kNone) operand = renamed[static_cast<std::size_t>(operand)];
      if (at.mask != kNone) at.mask = renamed[static_cast<std::size_t>(at.mask)];
      instructions.push_back(at);
      labels.push_back(program_.labels[static_cast<std::size_t>(from)]);
    }
    if (std::vector<DType>& rounded = program_.rounded_op_by_op; !rounded.empty()) {
      rounded.resize(count_, DType::f32);
      std::vector<DType> moved;
      for (const std::int32_t from : order) moved.push_back(rounded[static_cast<std::size_t>(from)]);
      rounded = std::move(moved);
    }
    program_.instructions = std::move(instructions);
    program_.labels = std::move(labels);
    for (Atom& atom : program_.atoms)
      if (atom.kind == AtomKind::value)
        atom.which = std::max(renamed[static_cast<std::size_t>(atom.which)], 0);
  }

  LoopProgram& program_;
  const std::size_t count_;
  std::pmr::memory_resource* const memory_;
  bool reads_values_ = false, loops_ = false;
  std::vector<IndexFacts> facts_;
  std::pmr::vector<bool> live_, per_element_;
  std::pmr::vector<std::int32_t> stage_;
};

}  // namespace

std::vector<bool> indices_by_value(const LoopProgram& program) {
  std::vector<bool> by_value(program.indices.size());
  for (std::size_t k = 0; k < program.indices.size(); ++k)
    for (const IndexTerm& term : program.indices[k].terms) {
      const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
      by_value[k] = by_value[k] || atom.kind == AtomKind::value;
      for (const IndexId arg : atom.args)
        by_value[k] = by_value[k] || (arg != kNone && by_value[static_cast<std::size_t>(arg)]);
    }
  return by_value;
}

bool stores_by_value(const LoopProgram& program) {
  const std::vector<bool> by_value = indices_by_value(program);
  return std::ranges::any_of(program.instructions, [&](const Instruction& at) {
    return at.opcode == Opcode::store && at.mode == StoreMode::plain && at.index != kNone &&
           by_value[static_cast<std::size_t>(at.index)];
  });
}

void arrange_stages(LoopProgram& program, std::pmr::memory_resource* memory) {
  Arrangement(program, memory).run();
}

}  // namespace ireplay
