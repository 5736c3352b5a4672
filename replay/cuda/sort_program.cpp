// Loop programs with sorts: the machine computes what is sorted, the sorting kernels sort it, the machine
// goes on from there.
#include <algorithm>
#include <limits>

#include "kernels/sort/sort.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "replay/cuda/programs.hpp"
#include "replay/passes/split_sorts.hpp"

namespace ireplay {
namespace {

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

  /// The program's buffers lie at `addresses`.
  void program(std::unique_ptr<LoopProgram> program, const std::vector<std::byte*>& addresses,
               CudaContext& context) {
    auto step = make_program_step(*program, addresses, context);
    name(step->kernel);
    programs_.push_back(std::move(program));
    parts_.push_back({std::move(step), {}});
  }
  void sort(std::vector<Sorting> sortings) {
    for (const Sorting& sorting : sortings) name(sorting.sort.kernel());
    parts_.push_back({nullptr, std::move(sortings)});
  }

  void prepare() override {
    for (const Part& part : parts_)
      if (part.program) part.program->prepare();
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

bool has_sorts(const LoopProgram& program) {
  return std::ranges::any_of(program.instructions,
                             [](const Instruction& at) { return at.opcode == Opcode::sort; });
}

/// Makes memory for the exchanged values among a half's buffers, which follow those that have an address.
void allocate_exchanged(const LoopProgram& half, std::vector<std::byte*>& addresses, CudaContext& context) {
  while (addresses.size() < half.buffers.size()) {
    const BufferUse& use = half.buffers[addresses.size()];
    addresses.push_back(context.memory.scratch(use.extent * static_cast<std::int64_t>(bytes_of(use.dtype))));
  }
}

Rows rows_of(const LoopProgram& program, std::byte* data) {
  const std::int64_t length = reduction_count(program);
  Rows rows;
  rows.data = data;
  make_layout({parallel_count(program)}, {length}, rows.rows);
  make_layout({length}, {1}, rows.elements);
  return rows;
}

SortingStep::Sorting make_sorting(const SortedKey& key, const LoopProgram& program,
                                  const std::vector<std::byte*>& before, const std::vector<std::byte*>& after,
                                  CudaContext& context) {
  const auto rows = [&](const std::vector<std::byte*>& addresses, std::int32_t buffer) {
    return rows_of(program, addresses[static_cast<std::size_t>(buffer)]);
  };
  SortProblem problem;
  problem.input = rows(before, key.key);
  problem.dtype = key.dtype;
  problem.rows = parallel_count(program), problem.length = reduction_count(program);
  problem.descending = key.descending;
  problem.multiprocessors = context.shape.multiprocessors;
  SortingStep::Sorting sorting{RowSort(problem, context.memory.scratch(RowSort::scratch_bytes(problem))), {}};
  for (const SortedKey::Moved& moved : key.moved)
    sorting.moved.push_back({moved.dtype, rows(before, moved.from), rows(after, moved.to)});
  return sorting;
}

}  // namespace

std::unique_ptr<CudaStep> make_sorting_step(const LoopProgram& program, CudaContext& context) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (parallel_count(program) == 0 || reduction_count(program) == 0) return nullptr;
  if (parallel_count(program) > kMost || reduction_count(program) >= kMost) return nullptr;
  auto step = std::make_unique<SortingStep>();
  auto rest = std::make_unique<LoopProgram>(program);
  std::vector<std::byte*> addresses;
  for (const BufferUse& use : program.buffers) addresses.push_back(context.memory.address(use.buffer));
  while (has_sorts(*rest)) {
    auto split = split_sorts(*rest, context.plan);
    if (!split || !why_not_on_machine(split->before).empty()) return nullptr;
    if (!std::ranges::all_of(split->keys, [](const SortedKey& key) { return has_sort_order(key.dtype); }))
      return nullptr;
    std::vector<std::byte*> before = addresses;
    allocate_exchanged(split->before, before, context);
    allocate_exchanged(split->after, addresses, context);
    std::vector<SortingStep::Sorting> sortings;
    sortings.reserve(split->keys.size());
    for (const SortedKey& key : split->keys)
      sortings.push_back(make_sorting(key, *rest, before, addresses, context));
    step->program(std::make_unique<LoopProgram>(std::move(split->before)), before, context);
    step->sort(std::move(sortings));
    rest = std::make_unique<LoopProgram>(std::move(split->after));
  }
  if (!why_not_on_machine(*rest).empty()) return nullptr;
  step->program(std::move(rest), addresses, context);
  return step;
}

}  // namespace ireplay
