#include "replay/cpu/prepared_loops.hpp"

#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/source.hpp"
#include "replay/cpu/scan_sort.hpp"
#include "replay/plan/rounding_noise.hpp"
#include "replay/plan/scalar_functions.hpp"

namespace ireplay {

DType held_type(DType dtype, bool oracle) {
  return oracle && is_floating(dtype) ? DType::f64 : compute_type(dtype);
}

namespace {

/// Calls `visit(value)` for every value that the instruction reads, those in its indices included.
template <class Visit>
class Readings {
 public:
  Readings(const LoopProgram& program, Visit visit) : program_(program), visit_(visit) {}

  void of(const Instruction& at) {
    for (ValueId operand : at.operands)
      if (operand != kNone) visit_(operand);
    if (at.mask != kNone) visit_(at.mask);
    of_index(at.index);
    if (at.opcode != Opcode::bucketize) return;
    const Bucketize& entry = program_.bucketizes[at.extra];
    for (IndexId index : {entry.length, entry.stride, entry.sorter_stride}) of_index(index);
  }

 private:
  void of_index(IndexId index) {
    if (index == kNone) return;
    for (const IndexTerm& term : program_.indices[index].terms) {
      const Atom& atom = program_.atoms[term.atom];
      if (atom.kind == AtomKind::value) visit_(atom.which);
      for (IndexId arg : atom.args) of_index(arg);
    }
  }

  const LoopProgram& program_;
  Visit visit_;
};

void sort_unique(std::vector<ValueId>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Finds which values are kept for every element of a row, because they are read in another pass over it.
void find_rows(PreparedLoops& prepared) {
  const LoopProgram& program = prepared.program;
  const auto stages = static_cast<std::int32_t>(program.stages.size());
  std::vector<std::int32_t> stage_of(program.instructions.size());
  prepared.reads.resize(stages);
  prepared.keeps.resize(stages);
  for (std::int32_t stage = 0; stage < stages; ++stage) {
    const Stage& here = program.stages[stage];
    for (ValueId value = here.begin; value < here.end; ++value) {
      stage_of[value] = stage;
      const Instruction& at = program.instructions[value];
      const auto visit = [&](ValueId operand) {
        const std::int32_t from = stage_of[operand];
        if (from == stage || !here.per_element || !program.stages[from].per_element) return;
        if (program.instructions[operand].opcode == Opcode::reduce) return;
        prepared.reads[stage].push_back(operand);
        if (program.instructions[operand].opcode != Opcode::sort) prepared.keeps[from].push_back(operand);
      };
      Readings(program, visit).of(at);
      if (at.opcode != Opcode::sort) continue;
      for (ValueId operand : at.operands)
        if (operand != kNone) prepared.keeps[stage].push_back(operand);
    }
  }
  prepared.row_of.assign(program.instructions.size(), kNone);
  const auto give_row = [&](ValueId value) {
    if (prepared.row_of[value] == kNone) prepared.row_of[value] = prepared.rows++;
  };
  for (std::int32_t stage = 0; stage < stages; ++stage) {
    sort_unique(prepared.reads[stage]);
    sort_unique(prepared.keeps[stage]);
    std::ranges::for_each(prepared.keeps[stage], give_row);
    for (ValueId value = program.stages[stage].begin; value < program.stages[stage].end; ++value)
      if (program.instructions[value].opcode == Opcode::sort) give_row(value);
  }
}

void find_roundings(PreparedLoops& prepared, ValueRounding rounding) {
  const LoopProgram& program = prepared.program;
  const std::vector<DType>& noted = program.rounded_op_by_op;
  if (rounding == ValueRounding::planned || noted.empty()) return;
  prepared.rounded_to.assign(program.instructions.size(), DType::f64);
  for (std::size_t value = 0; value < program.instructions.size(); ++value) {
    if (value < noted.size() && noted[value] != DType::f32) prepared.rounded_to[value] = noted[value];
  }
}

bool is_sum(const Instruction& at) {
  return at.opcode == Opcode::scalar && is_floating(at.dtype) &&
         (at.op == ScalarOp::add || at.op == ScalarOp::sub);
}

/// A reduction of a few elements is written out as a sum of sums. `in_order`: the other side adds as the text
/// says; one that was computed op by op does not.
void find_noise(PreparedLoops& prepared, bool in_order) {
  const LoopProgram& program = prepared.program;
  prepared.units.assign(program.instructions.size(), 0);
  for (std::size_t value = 0; value < program.instructions.size(); ++value) {
    const Instruction& at = program.instructions[value];
    if (at.opcode == Opcode::random && is_floating(at.dtype)) prepared.units[value] = units_apart(at.random);
    if (at.opcode != Opcode::scalar || !is_floating(at.dtype)) continue;
    prepared.units[value] = units_apart(at.op);
    const auto sums = [&](ValueId operand) {
      return operand != kNone && is_sum(program.instructions[operand]);
    };
    if (!in_order && is_sum(at) && std::ranges::any_of(at.operands, sums)) prepared.units[value] = kSum;
  }
  const std::vector<bool> contracted = contracted_products(program);
  for (std::size_t value = 0; value < contracted.size(); ++value)
    if (contracted[value]) prepared.units[value] = kProduct;
}

}  // namespace

PreparedLoops prepare(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
                      const LoopOptions& options) {
  verify(program);
  const bool oracle = options.oracle;
  PreparedLoops prepared{program, buffers, oracle, options.late_ties, options.noise, {}, {}, {}, {}, {},
                         0,       {},      {}};
  const auto count = static_cast<ValueId>(program.instructions.size());
  prepared.functions.assign(count, nullptr);
  for (ValueId value = 0; value < count; ++value) {
    const Instruction& at = program.instructions[value];
    prepared.types.push_back(held_type(at.dtype, oracle));
    if (at.opcode == Opcode::scalar) prepared.functions[value] = function_of(program, value, oracle);
    if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_cas)
      throw Error(Error::Kind::unsupported,
                  name_of(program, value) + "no meaning is known for mode 'atomic_cas'");
  }
  find_rows(prepared);
  find_roundings(prepared, options.value_rounding);
  if (options.noise != 0 && !oracle) find_noise(prepared, options.value_rounding != ValueRounding::per_op);
  return prepared;
}

}  // namespace ireplay
