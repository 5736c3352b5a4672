#include "replay/verdict/ties.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "replay/engine.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/extern_program.hpp"
#include "replay/plan/loop_stages.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kMostCalls = 16;

/// Rows along one dimension of a dense tensor.
struct Rows {
  std::int64_t count = 1, length = 1, step = 1;

  Rows(const Dims& size, std::size_t dimension) {
    for (std::size_t d = 0; d < size.size(); ++d) {
      if (d == dimension) length = size[d];
      if (d != dimension) count *= size[d];
      if (d > dimension) step *= size[d];
    }
  }
  std::int64_t at(std::int64_t row, std::int64_t position) const {
    return row / step * step * length + row % step + position * step;
  }
};

bool are_equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool has_ties(const HostTensor& from, std::size_t dimension) {
  const std::vector<double> values = to_doubles(from);
  const Rows rows(from.size, dimension);
  std::vector<double> row(static_cast<std::size_t>(rows.length));
  for (std::int64_t r = 0; r < rows.count; ++r) {
    for (std::int64_t k = 0; k < rows.length; ++k)
      row[static_cast<std::size_t>(k)] = values[static_cast<std::size_t>(rows.at(r, k))];
    std::ranges::sort(row, [](double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); });
    if (std::ranges::adjacent_find(row, are_equal) != row.end()) return true;
  }
  return false;
}

/// What a view holds once the first `steps` steps have run, and `last` behind them if there is one.
HostTensor value_before(Plan plan, std::size_t steps, const Step* last, const TensorView& view,
                        const TensorMap& inputs, int threads) {
  plan.steps.resize(steps);
  if (last != nullptr) plan.steps.push_back(*last);
  plan.outputs.assign(1, PlanOutput{.key = "values", .name = "values", .view = view});
  RunOptions options;
  options.measure = false;
  options.threads = threads;
  return make_cpu_engine()->run(plan, inputs, options).outputs.at("values");
}

/// The part of a call that sorts or selects along a dimension, leaves open which of equal values comes first,
/// and gives positions; null where there is none.
const SortPart* find_selection(const Step& step) {
  if (step.parts == nullptr) return nullptr;
  for (const ExternPart& part : step.parts->parts)
    if (const auto* sort = std::get_if<SortPart>(&part);
        sort != nullptr && sort->positions && sort->dimension && !sort->stable)
      return sort;
  return nullptr;
}

std::optional<TiedPositions> of_call(const Plan& plan, std::size_t number, const TensorMap& inputs,
                                     int threads) {
  const Step& step = plan.steps[number];
  const SortPart* const selection = find_selection(step);
  if (selection == nullptr) return std::nullopt;
  return TiedPositions{.buffer = selection->positions->buffer,
                       .by = step.call.function + " (" + step.name + ")",
                       .from = value_before(plan, number, nullptr, selection->self, inputs, threads),
                       .dimension = *selection->dimension};
}

/// The sort that a stored value is the position of, behind conversions; none for another value.
const Instruction* sorted_position(const LoopProgram& program, const Instruction& store) {
  const auto at = [&](ValueId value) { return &program.instructions[static_cast<std::size_t>(value)]; };
  const Instruction* made = at(store.operands[0]);
  while (made->opcode == Opcode::convert) made = at(made->operands[0]);
  const bool is_position =
      made->opcode == Opcode::sort && made->selection > 0 && !made->flag2 &&
      at(made->operands[static_cast<unsigned char>(made->selection)])->opcode == Opcode::index_expr;
  return is_position ? made : nullptr;
}

/// A loop sort's keys, stored where the positions are, tell what lies at each position.
std::optional<TiedPositions> of_store(const Plan& plan, std::size_t number, std::size_t part,
                                      std::size_t instruction, const TensorMap& inputs, int threads) {
  const Step& step = plan.steps[number];
  LoopProgram program = step.programs[part];
  Instruction& store = program.instructions[instruction];
  const Instruction* sort = sorted_position(program, store);
  if (sort == nullptr || program.ranges.empty() || !is_affine(program, store.index)) return std::nullopt;
  const std::int32_t buffer = program.buffers[static_cast<std::size_t>(store.buffer)].buffer;
  const PlanBuffer& target = plan.buffers[static_cast<std::size_t>(buffer)];
  const auto element = static_cast<std::int32_t>(program.ranges.size()) - 1;
  std::int64_t stride = 0;
  for (const IndexTerm& term : program.indices[static_cast<std::size_t>(store.index)].terms)
    if (program.atoms[static_cast<std::size_t>(term.atom)].which == element) stride = term.coefficient;
  std::size_t dimension = 0;
  while (dimension < target.size.size() &&
         (target.size[dimension] != program.ranges.back() || target.stride[dimension] != stride))
    ++dimension;
  if (dimension == target.size.size()) return std::nullopt;

  Plan with_keys = plan;
  const DType type = is_floating(program.instructions[static_cast<std::size_t>(sort->operands[0])].dtype)
                         ? DType::f64
                         : DType::i64;
  PlanBuffer keys = target;
  keys.dtype = type;
  keys.offset = 0;
  keys.storage = static_cast<std::int32_t>(with_keys.storages.size());
  with_keys.storages.push_back({.name = "keys", .bytes = 8 * extent(keys.size, keys.stride)});
  const auto keys_buffer = static_cast<std::int32_t>(with_keys.buffers.size());
  with_keys.buffers.push_back(keys);
  BufferUse use = program.buffers[static_cast<std::size_t>(store.buffer)];
  use.buffer = keys_buffer;
  use.dtype = type;
  store.operands[0] = sort->operands[0];
  store.dtype = program.instructions[static_cast<std::size_t>(sort->operands[0])].dtype;
  store.buffer = static_cast<std::int32_t>(program.buffers.size());
  program.buffers.push_back(use);
  Step last = step;
  last.programs.resize(part);
  last.programs.push_back(std::move(program));
  const TensorView view{keys_buffer, type, keys.size, keys.stride, 0};
  return TiedPositions{.buffer = buffer,
                       .by = "the sort in " + step.name,
                       .from = value_before(with_keys, number, &last, view, inputs, threads),
                       .dimension = dimension};
}

}  // namespace

std::vector<std::int32_t> buffers_of_positions(const Plan& plan) {
  std::vector<std::int32_t> found;
  for (const Step& step : plan.steps) {
    if (const SortPart* selection = find_selection(step)) found.push_back(selection->positions->buffer);
    for (const LoopProgram& program : step.programs)
      for (const Instruction& at : program.instructions)
        if (at.opcode == Opcode::store && sorted_position(program, at) != nullptr)
          found.push_back(program.buffers[static_cast<std::size_t>(at.buffer)].buffer);
  }
  std::erase(found, kNone);
  return found;
}

std::vector<std::int32_t> buffers_stored_by_value(const Plan& plan) {
  std::vector<std::int32_t> found;
  for (const Step& step : plan.steps) {
    const bool in_parts =
        step.parts != nullptr && std::ranges::any_of(step.parts->parts, [](const auto& part) {
          const auto* loops = std::get_if<LoopPart>(&part);
          return loops != nullptr && stores_by_value(loops->program);
        });
    if (!in_parts && std::ranges::none_of(step.programs, stores_by_value)) continue;
    const std::vector<std::int32_t> written = written_buffers(step);
    found.insert(found.end(), written.begin(), written.end());
  }
  std::erase(found, kNone);
  return found;
}

std::vector<TiedPositions> find_tied_positions(const Plan& plan, const TensorMap& inputs, int threads) {
  std::vector<TiedPositions> found;
  const auto add = [&](std::optional<TiedPositions> positions) {
    if (!positions) return;
    positions->has_ties = has_ties(positions->from, positions->dimension);
    found.push_back(*std::move(positions));
  };
  for (std::size_t k = 0; k < plan.steps.size() && found.size() < kMostCalls; ++k) {
    const Step& step = plan.steps[k];
    if (step.kind == Step::Kind::extern_call) add(of_call(plan, k, inputs, threads));
    for (std::size_t part = 0; part < step.programs.size(); ++part)
      for (std::size_t i = 0; i < step.programs[part].instructions.size(); ++i)
        if (step.programs[part].instructions[i].opcode == Opcode::store)
          add(of_store(plan, k, part, i, inputs, threads));
  }
  return found;
}

std::optional<Excused> equal_picks(const TiedPositions& positions, const HostTensor& got,
                                   const HostTensor& want) {
  const std::size_t dimension = positions.dimension;
  Dims size = got.size;
  if (size.size() + 1 == positions.from.size.size())
    size.insert(size.begin() + static_cast<std::ptrdiff_t>(dimension), 1);
  if (got.size != want.size || size.size() != positions.from.size.size()) return std::nullopt;
  for (std::size_t d = 0; d < size.size(); ++d)
    if (d != dimension && size[d] != positions.from.size[d]) return std::nullopt;
  const std::vector<double> from = to_doubles(positions.from), ours = to_doubles(got),
                            theirs = to_doubles(want);
  const Rows picks(size, dimension), values(positions.from.size, dimension);
  Excused excused(ours.size(), 0);
  for (std::int64_t row = 0; row < picks.count; ++row) {
    std::set<double> seen;
    for (std::int64_t k = 0; k < picks.length; ++k) {
      const auto at = static_cast<std::size_t>(picks.at(row, k));
      const auto is_position = [&](double x) {
        return x >= 0 && x < static_cast<double>(values.length) && x == std::floor(x);
      };
      if (!is_position(ours[at]) || !seen.insert(ours[at]).second) return std::nullopt;
      if (!is_position(theirs[at])) continue;
      const auto value = [&](double position) {
        return from[static_cast<std::size_t>(values.at(row, static_cast<std::int64_t>(position)))];
      };
      if (are_equal(value(ours[at]), value(theirs[at]))) excused[at] = 1;
    }
  }
  return excused;
}

}  // namespace ireplay
