// Loop programs with sorts: the machine computes what is sorted, the sorting kernels sort it, the machine
// goes on from there.
#include <algorithm>
#include <limits>
#include <map>

#include "kernels/sort/sort.hpp"
#include "replay/cuda/interpreter/nodes.hpp"
#include "replay/cuda/programs.hpp"

namespace ireplay {
namespace {

/// A value of every point of the iteration space, in scratch memory, and its row-major index.
struct Spread {
  std::int32_t buffer = kNone;  // of the program that writes or reads it
  std::byte* data = nullptr;
  DType dtype = DType::f32;
};

class SortingStep : public CudaStep {
 public:
  /// One key's order, and what is brought into it.
  struct Sorting {
    RowSort sort;
    struct Moved {
      DType dtype;
      Rows from, to;
    };
    std::vector<Moved> moved;
  };

  void program(std::unique_ptr<LoopProgram> program, std::vector<std::byte*> scratch, CudaContext& context) {
    std::vector<std::byte*> addresses;
    std::size_t next = 0;
    for (const BufferUse& use : program->buffers)
      addresses.push_back(use.buffer == kNone ? scratch[next++] : context.memory.address(use.buffer));
    auto step = make_program_step(*program, addresses, context);
    name(step->kernel);
    programs_.push_back(std::move(program));
    parts_.push_back({std::move(step), {}});
  }
  void sort(std::vector<Sorting> sortings) {
    for (const Sorting& sorting : sortings) name(sorting.sort.kernel());
    parts_.push_back({nullptr, std::move(sortings)});
  }

  void launch(cudaStream_t stream) override {
    for (const Part& part : parts_) {
      if (part.program) part.program->launch(stream);
      for (const Sorting& sorting : part.sortings) {
        sorting.sort.launch(stream);
        for (const Sorting::Moved& moved : sorting.moved)
          sorting.sort.permute(moved.from, moved.to, moved.dtype, stream);
      }
    }
  }

 private:
  struct Part {
    std::unique_ptr<CudaStep> program;
    std::vector<Sorting> sortings;
  };
  void name(const std::string& part) {
    if (kernel.find(part) == kernel.npos) kernel += (kernel.empty() ? "" : " + ") + part;
  }

  std::vector<std::unique_ptr<LoopProgram>> programs_;  // which faults name
  std::vector<Part> parts_;
};

bool is_sort(const Instruction& at) { return at.opcode == Opcode::sort; }

std::size_t first_sorting_stage(const LoopProgram& program) {
  const auto first = std::ranges::find_if(program.instructions, is_sort) - program.instructions.begin();
  std::size_t stage = 0;
  while (program.stages[stage].end <= first) ++stage;
  return stage;
}

/// Whether both halves do together what the whole does: nothing that the second one computes once more is
/// overwritten by the first, and the kernels take every sort.
bool can_split(const LoopProgram& program, const Plan& plan) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (parallel_count(program) > kMost || reduction_count(program) >= kMost) return false;
  const auto end = static_cast<std::size_t>(program.stages[first_sorting_stage(program)].end);
  const auto storage_of = [&](std::int32_t number) {
    const std::int32_t buffer = program.buffers[static_cast<std::size_t>(number)].buffer;
    return buffer == kNone ? kNone : plan.buffers[static_cast<std::size_t>(buffer)].storage;
  };
  std::vector<std::int32_t> read, written;  // kNone: scratch memory, which is written once
  for (std::size_t k = 0; k < end; ++k) {
    const Instruction& at = program.instructions[k];
    if (is_sort(at)) {
      const DType key = compute_type(program.instructions[static_cast<std::size_t>(at.operands[0])].dtype);
      if (at.mask != kNone || !has_sort_order(key)) return false;
    }
    if (at.opcode == Opcode::store)
      written.push_back(storage_of(at.buffer));
    else if (at.buffer != kNone)
      read.push_back(storage_of(at.buffer));
    if (at.opcode == Opcode::bucketize) {
      const Bucketize& table = program.bucketizes[static_cast<std::size_t>(at.extra)];
      for (const std::int32_t buffer : {table.boundaries, table.sorter})
        if (buffer != kNone) read.push_back(storage_of(buffer));
    }
  }
  return std::ranges::none_of(written, [&](std::int32_t storage) {
    return storage != kNone && std::ranges::count(read, storage) > 0;
  });
}

/// The number of the index that counts the points of the iteration space.
IndexId index_of_points(LoopProgram& program) {
  IndexExpr index;
  const Dims strides = dense_strides(program.ranges);
  for (std::size_t d = 0; d < strides.size(); ++d) {
    auto atom = std::ranges::find_if(program.atoms, [&](const Atom& at) {
      return at.kind == AtomKind::variable && at.which == static_cast<std::int32_t>(d);
    });
    if (atom == program.atoms.end()) {
      Atom variable;
      variable.which = static_cast<std::int32_t>(d);
      atom = program.atoms.insert(atom, variable);
    }
    if (strides[d] != 0)
      index.terms.push_back({static_cast<std::int32_t>(atom - program.atoms.begin()), strides[d]});
  }
  std::ranges::sort(index.terms, {}, &IndexTerm::atom);
  program.indices.push_back(std::move(index));
  return static_cast<IndexId>(program.indices.size()) - 1;
}

/// Splits a program at its first stage with sorts into what comes before and what comes after them.
/// `scratch`: of the program's own buffers that are none of the plan's.
class Splitter {
 public:
  Splitter(const LoopProgram& program, const std::vector<std::byte*>& scratch, CudaContext& context)
      : program_(program), context_(context), scratch_before_(scratch), scratch_after_(scratch) {
    const std::size_t stage = first_sorting_stage(program);
    const auto end = static_cast<std::size_t>(program.stages[stage].end);
    before_ = std::make_unique<LoopProgram>(program);
    after_ = std::make_unique<LoopProgram>(program);
    index_ = index_of_points(*before_);
    index_of_points(*after_);
    before_->stages.resize(stage + 1);
    before_->instructions.resize(end);
    before_->labels.resize(end);
    for (std::size_t k = 0; k < end; ++k) {
      const Instruction& at = program.instructions[k];
      if (at.opcode == Opcode::store) after_->instructions[k] = Instruction{};
      if (is_sort(at)) replace_sort(k);
    }
  }

  std::unique_ptr<LoopProgram> before() { return std::move(before_); }
  std::unique_ptr<LoopProgram> after() { return std::move(after_); }
  const std::vector<std::byte*>& scratch_before() const { return scratch_before_; }
  const std::vector<std::byte*>& scratch_after() const { return scratch_after_; }

  std::vector<SortingStep::Sorting> sortings() const {
    std::vector<SortingStep::Sorting> sortings;
    for (const auto& [key, moves] : moves_) {
      SortProblem problem;
      problem.input = rows_of(spread_.at(key.first));
      problem.dtype = spread_.at(key.first).dtype;
      problem.rows = parallel_count(program_), problem.length = reduction_count(program_);
      problem.descending = key.second;
      problem.multiprocessors = context_.shape.multiprocessors;
      std::byte* const scratch = context_.memory.scratch(RowSort::scratch_bytes(problem));
      sortings.push_back({RowSort(problem, scratch), {}});
      for (const auto& [from, to] : moves)
        sortings.back().moved.push_back({from.dtype, rows_of(from), rows_of(to)});
    }
    return sortings;
  }

 private:
  std::int64_t points() const { return parallel_count(program_) * reduction_count(program_); }

  Rows rows_of(const Spread& spread) const {
    Rows rows;
    rows.data = spread.data;
    make_layout({parallel_count(program_)}, {reduction_count(program_)}, rows.rows);
    make_layout({reduction_count(program_)}, {1}, rows.elements);
    return rows;
  }

  Spread add_spread(DType dtype, LoopProgram& program, std::vector<std::byte*>& scratch, bool written) const {
    Spread spread;
    spread.dtype = compute_type(dtype);
    spread.buffer = static_cast<std::int32_t>(program.buffers.size());
    spread.data = context_.memory.scratch(points() * static_cast<std::int64_t>(bytes_of(spread.dtype)));
    program.buffers.push_back({kNone, spread.dtype, points(), !written, written});
    scratch.push_back(spread.data);
    return spread;
  }

  /// The value stored by the first half, at the end of the stage.
  const Spread& spread_of(ValueId value) {
    if (const auto known = spread_.find(value); known != spread_.end()) return known->second;
    const DType dtype = program_.instructions[static_cast<std::size_t>(value)].dtype;
    const Spread spread = add_spread(dtype, *before_, scratch_before_, true);
    Instruction store;
    store.opcode = Opcode::store;
    store.dtype = compute_type(dtype);
    store.operands[0] = value;
    store.mode = StoreMode::plain;
    store.buffer = spread.buffer;
    store.index = index_;
    before_->instructions.push_back(store);
    before_->labels.emplace_back("sort");
    ++before_->stages.back().end;
    return spread_.emplace(value, spread).first->second;
  }

  void replace_sort(std::size_t number) {
    const Instruction& sort = program_.instructions[number];
    before_->instructions[number] = Instruction{};
    spread_of(sort.operands[0]);
    const Spread& from = spread_of(sort.operands[static_cast<std::uint8_t>(sort.selection)]);
    const Spread to = add_spread(from.dtype, *after_, scratch_after_, false);
    Instruction load;
    load.opcode = Opcode::load;
    load.dtype = sort.dtype;
    load.buffer = to.buffer;
    load.index = index_;
    after_->instructions[number] = load;
    moves_[{sort.operands[0], sort.flag}].push_back({from, to});
  }

  const LoopProgram& program_;
  CudaContext& context_;
  IndexId index_ = kNone;
  std::unique_ptr<LoopProgram> before_, after_;
  std::vector<std::byte*> scratch_before_, scratch_after_;
  std::map<ValueId, Spread> spread_;
  std::map<std::pair<ValueId, bool>, std::vector<std::pair<Spread, Spread>>> moves_;
};

}  // namespace

std::unique_ptr<CudaStep> make_sorting_step(const LoopProgram& program, CudaContext& context) {
  if (parallel_count(program) == 0 || reduction_count(program) == 0) return nullptr;
  auto step = std::make_unique<SortingStep>();
  auto rest = std::make_unique<LoopProgram>(program);
  std::vector<std::byte*> scratch;
  while (std::ranges::any_of(rest->instructions, is_sort)) {
    if (!can_split(*rest, context.plan)) return nullptr;
    Splitter parts(*rest, scratch, context);
    auto sortings = parts.sortings();
    auto before = parts.before(), after = parts.after();
    if (!why_not_on_machine(*before).empty()) return nullptr;
    step->program(std::move(before), parts.scratch_before(), context);
    step->sort(std::move(sortings));
    scratch = parts.scratch_after();
    rest = std::move(after);
  }
  if (!why_not_on_machine(*rest).empty()) return nullptr;
  step->program(std::move(rest), scratch, context);
  return step;
}

}  // namespace ireplay
