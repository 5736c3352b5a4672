#include "replay/cpu/run_parts.hpp"

#include <exception>
#include <limits>
#include <map>
#include <optional>

#include "parser/source.hpp"
#include "replay/cpu/products.hpp"
#include "replay/cpu/solver.hpp"
#include "replay/cpu/sorts.hpp"
#include "replay/cpu/wide_memory.hpp"

namespace ireplay {
namespace {

/// One temporary or storage, as all parts see it.
struct Region {
  std::optional<DType> part;  // what its elements are made of
  bool mixed = false;         // seen as two types: then its bytes matter
  bool read = false, written = false, wide = false;
  std::vector<TensorView> results;  // tensors that parts write
  WideBlock block;                  // if wide
  std::vector<std::byte> bytes;     // of a temporary that is not
};

/// The memory of one run of a program.
class PartMemory {
 public:
  PartMemory(const ExternProgram& program, const Plan& plan, const ViewOf& view_of, bool widens)
      : plan_(plan), view_of_(view_of), temporaries_(program.temporaries.size()) {
    if (widens)
      for (const ExternPart& part : program.parts) note(uses_of(part));
    for (std::size_t k = 0; k < temporaries_.size(); ++k) make(temporaries_[k], program.temporaries[k]);
    for (auto& [storage, region] : storages_) find_wide(region);
  }

  HostView view(const TensorView& tensor) {
    Region* const region = find(tensor);
    if (region != nullptr && region->wide) return region->block.view(tensor);
    if (!is_temporary(tensor)) return view_of_(tensor);
    std::byte* const data =
        region->bytes.data() + tensor.offset * static_cast<std::int64_t>(bytes_of(tensor.dtype));
    return {data, tensor.dtype, tensor.size, tensor.stride};
  }

  /// Rounds results that are held wide into the plan's memory.
  void finish() {
    for (auto& [storage, region] : storages_)
      if (region.wide)
        for (const TensorView& result : region.results)
          copy_elements(region.block.view(result), view_of_(result));
  }

 private:
  std::int32_t storage_of(const TensorView& tensor) const {
    return plan_.buffers[static_cast<std::size_t>(tensor.buffer)].storage;
  }

  Region* find(const TensorView& tensor) {
    if (is_temporary(tensor)) return &temporaries_[temporary_of(tensor)];
    const auto found = storages_.find(storage_of(tensor));
    return found == storages_.end() ? nullptr : &found->second;
  }

  void note(const std::vector<TensorUse>& uses) {
    for (const TensorUse& use : uses) {
      Region& region = is_temporary(*use.tensor) ? *find(*use.tensor) : storages_[storage_of(*use.tensor)];
      const DType part = part_of(use.tensor->dtype);
      region.mixed = region.mixed || (region.part && *region.part != part);
      region.part = part;
      region.read = region.read || use.read;
      region.written = region.written || use.written;
      if (use.written) region.results.push_back(*use.tensor);
      region.block.cover(*use.tensor);
    }
  }

  /// A temporary's memory; what nothing has written yet reads as NaN.
  static void make(Region& region, const ExternTemporary& from) try {
    region.wide = region.part && !region.mixed && is_floating(*region.part);
    if (!region.wide || !from.table.empty()) {
      region.bytes = from.table;
      region.bytes.resize(static_cast<std::size_t>(from.bytes), std::byte{0xFF});
    }
    if (!region.wide) return;
    const TensorView all{
        0, *region.part, {from.bytes / static_cast<std::int64_t>(bytes_of(*region.part))}, {1}};
    region.block.cover(all);
    if (!from.numbers.empty())
      region.block.values() = from.numbers;
    else if (!from.table.empty())
      region.block.load(all, [&](const TensorView& view) {
        return HostView{region.bytes.data(), view.dtype, view.size, view.stride};
      });
    else
      region.block.values().assign(static_cast<std::size_t>(all.size[0]),
                                   std::numeric_limits<double>::quiet_NaN());
  } catch (const std::exception&) {
    throw Error(Error::Kind::device,
                "no memory for a temporary of " + std::to_string(from.bytes) + " bytes, held as float64");
  }

  /// What is read again, or added to, must not be rounded before the last part has run.
  void find_wide(Region& region) const {
    if (region.mixed || !region.read || !region.written || !is_floating(*region.part)) return;
    const TensorView& any = region.results[0];
    if (view_of_(any).dtype == wide_type(any.dtype)) return;
    region.wide = true;
    region.block.load(any, view_of_);
  }

  const Plan& plan_;
  const ViewOf& view_of_;
  std::vector<Region> temporaries_;
  std::map<std::int32_t, Region> storages_;
};

std::vector<HostBuffer> buffers_of(const LoopPart& part, PartMemory& memory) {
  std::vector<HostBuffer> buffers;
  for (std::size_t k = 0; k < part.tensors.size(); ++k) {
    const HostView view = memory.view(part.tensors[k]);
    buffers.push_back({"operand", view.data, view.dtype, part.program.buffers[k].extent});
  }
  return buffers;
}

/// Runs parts in double; where rounding is drawn at random, loops in their own types, each with its own
/// draws.
struct WideRunner {
  PartMemory& memory;
  ViewOf view_of;
  LoopOptions options;

  void operator()(const LoopPart& part) {
    if (options.noise != 0) options.noise += 1;
    run_loops(part.program, buffers_of(part, memory),
              {.oracle = options.noise == 0, .noise = options.noise, .threads = options.threads});
  }
  void operator()(const ProductPart& part) const {
    run_product_cpu(part, view_of, options.value_rounding == ValueRounding::per_op);
  }
  void operator()(const ConvolutionPart& part) const { run_convolution_cpu(part, view_of); }
  void operator()(const SolverPart& part) const { run_solver_cpu(part, view_of); }
  void operator()(const SortPart& part) const { run_sort_cpu(part, view_of, options.late_ties); }
};

/// Runs parts as loops.
struct LoopsRunner {
  PartMemory& memory;
  ViewOf view_of;
  const LoopRunner& run_program;

  void operator()(const LoopPart& part) const { run_program(part.program, buffers_of(part, memory)); }
  void operator()(const SolverPart& part) const { run_solver_cpu(part, view_of); }
  void operator()(const SortPart& part) const { run_sort_cpu(part, view_of); }
  template <class Part>
  void operator()(const Part& part) const {
    const std::optional<LoopPart> loops = as_loops(part);
    if (!loops) throw Error(Error::Kind::unsupported, "a part of complex numbers");
    (*this)(*loops);
  }
};

}  // namespace

void run_extern_program(const ExternProgram& program, const Plan& plan,
                        const std::function<HostView(const TensorView&)>& view_of,
                        const LoopOptions& options) {
  PartMemory memory(program, plan, view_of, /*widens=*/true);
  WideRunner run{memory, [&](const TensorView& tensor) { return memory.view(tensor); }, options};
  for (const ExternPart& part : program.parts) std::visit(run, part);
  memory.finish();
}

void run_extern_program_as_written(const ExternProgram& program, const Plan& plan,
                                   const std::function<HostView(const TensorView&)>& view_of,
                                   const LoopRunner& run_program) {
  PartMemory memory(program, plan, view_of, /*widens=*/false);
  const LoopsRunner run{memory, [&](const TensorView& tensor) { return memory.view(tensor); }, run_program};
  for (const ExternPart& part : program.parts) std::visit(run, part);
}

}  // namespace ireplay
