#include "replay/cuda/interpreter/launches.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernels/interpreter/policy.hpp"
#include "replay/cuda/interpreter/assemble.hpp"
#include "replay/cuda/interpreter/tiles.hpp"

/// A cost model of a few rules in place of a search: items lie along the axis where most bytes are
/// contiguous, there are as many of them as leave enough threads (policy.hpp), and a reduction is split over
/// blocks as far as the parallel points leave multiprocessors idle.
namespace ireplay {
namespace {

bool has(const LoopProgram& program, Opcode opcode) {
  return std::ranges::any_of(program.instructions,
                             [&](const Instruction& at) { return at.opcode == opcode; });
}

bool has_elements(const LoopProgram& program) {
  return std::ranges::any_of(program.stages, [](const Stage& stage) { return stage.per_element; });
}

/// Neighbouring items should touch neighbouring elements: along which axis do most bytes lie side by side?
ItemAxis choose_axis(const LoopProgram& program) {
  if (!has_elements(program)) return ItemAxis::parallel;
  if (has(program, Opcode::scan))
    return scans_along_rows(program) && reduction_count(program) >= kLeastRowScan ? ItemAxis::reduction
                                                                                  : ItemAxis::parallel;
  const auto ranges = static_cast<std::int32_t>(program.ranges.size());
  const std::int32_t along_row = innermost(program, program.parallel, ranges);
  const std::int32_t along_points = innermost(program, 0, program.parallel);
  if (along_row == kNone) return ItemAxis::parallel;
  if (along_points == kNone) return ItemAxis::reduction;
  std::int64_t row_bytes = 0, point_bytes = 0;
  for (const Stage& stage : program.stages) {
    if (!stage.per_element) continue;
    for (std::int32_t k = stage.begin; k < stage.end; ++k) {
      const Instruction& at = program.instructions[k];
      if (at.opcode != Opcode::load && at.opcode != Opcode::store) continue;
      const auto bytes = static_cast<std::int64_t>(bytes_of(program.buffers[at.buffer].dtype));
      if (std::abs(coefficient_of(program, program.indices[at.index], along_row)) == 1) row_bytes += bytes;
      if (std::abs(coefficient_of(program, program.indices[at.index], along_points)) == 1)
        point_bytes += bytes;
    }
  }
  if (row_bytes == point_bytes)
    return reduction_count(program) >= 32 ? ItemAxis::reduction : ItemAxis::parallel;
  return row_bytes > point_bytes ? ItemAxis::reduction : ItemAxis::parallel;
}

class Planner {
 public:
  Planner(const LoopProgram& program, const DeviceShape& device, const LaunchMemory& memory)
      : program_(program), device_(device), memory_(memory), ranges_(find_ranges(program)) {}

  std::optional<InterpreterLaunch> run_in_batch(std::int32_t number, DeviceFault* fault) {
    if (has_elements(program_) || !fits_32_bits(program_, ranges_) || needs_special(program_) ||
        parallel_count(program_) == 0)
      return std::nullopt;
    set_memory();
    options_.width = MachineWidth::words32_16_items;
    block_x_ = kPointThreads;
    assembled_ = assemble(translate(program_, ranges_, options_), block_x_);
    shape();
    if (!fits(assembled_, kMostSlots) || shared_slots_ < assembled_.head.slots ||
        assembled_.stages.size() != 1)
      return std::nullopt;
    assembled_.head.number = number;
    assembled_.head.fault = fault;
    LoopKernels kernels;
    emit(kernels);
    return kernels.launches.front();
  }

  LoopKernels run(std::int32_t number, DeviceFault* fault) {
    LoopKernels kernels;
    if (parallel_count(program_) == 0) return kernels;
    set_memory();
    options_.axis = choose_axis(program_);
    options_.width = !fits_32_bits(program_, ranges_) ? MachineWidth::words64
                     : needs_special(program_)        ? MachineWidth::words32_special
                                                      : MachineWidth::words32_16_items;
    assembled_ = assemble_best();
    shape();
    if (!rows_fit_) {  // uniforms have no memory but a block's shared
      options_.axis = ItemAxis::parallel;
      assembled_ = assemble_best();
      shape();
    }
    if (is_main(options_.width) && shared_slots_ < assembled_.head.slots) {
      assembled_ = assemble_with(MachineWidth::words32_special);  // the main instantiation cannot spill
      shape();
    }
    spill();
    assembled_.head.number = number;
    assembled_.head.fault = fault;
    emit(kernels);
    kernels.name = name();
    return kernels;
  }

 private:
  void set_memory() {
    options_.address = memory_.address;
    options_.scratch = memory_.scratch;
  }
  /// The most items whose slots leave room for the threads that hide latency.
  AssembledProgram assemble_best() {
    if (!is_main(options_.width)) return assemble_with(options_.width);
    for (const ItemPolicy& policy : kItemPolicies) {
      if (!takes(policy)) continue;
      AssembledProgram assembled = assemble_with(main_width(policy.items));
      if (fits(assembled, device_.items_per_thread == policy.items ? kMostSlots : policy.most_slots))
        return assembled;
    }
    return assemble_with(MachineWidth::words32_special);
  }
  bool takes(const ItemPolicy& policy) const {
    if (device_.items_per_thread != 0) return policy.items == device_.items_per_thread || policy.items == 16;
    const std::int64_t elements =
        parallel_count(program_) * std::max<std::int64_t>(reduction_count(program_), 1);
    return elements / device_.multiprocessors >= policy.least_elements;
  }
  static bool fits(const AssembledProgram& assembled, int most_slots) {
    return assembled.head.slots <= most_slots && assembled.block.size() <= kInlineBytes;
  }

  AssembledProgram assemble_with(MachineWidth width) {
    options_.width = width;
    options_.whole_row = false;
    const int items = items_per_thread(width);
    if (options_.axis == ItemAxis::reduction) {
      const std::int64_t points = reduction_count(program_);
      group_ = row_group(points, items, most_threads(items));
      options_.whole_row = points > 0 && points <= std::int64_t{group_} * items;
      block_x_ = std::max(group_, kRowThreads);
      return assemble(translate(program_, ranges_, options_), group_);
    }
    const std::int64_t points = parallel_count(program_);
    if (reduces_columns()) {
      block_x_ = column_threads(points, items);
      return assemble(translate(program_, ranges_, options_), block_x_);
    }
    block_x_ = parallel_threads(points, items, device_.multiprocessors);
    return assemble_in_steps(translate(program_, ranges_, options_));
  }

  /// With the block's size for which most accesses go in steps.
  AssembledProgram assemble_in_steps(const MachineProgram& machine) {
    AssembledProgram best = assemble(machine, block_x_);
    if (!is_main(options_.width) || block_x_ != kPointThreads) return best;
    for (const int threads : kOtherPointThreads) {
      if (best.searched == 0) break;
      AssembledProgram other = assemble(machine, threads);
      if (other.searched >= best.searched) continue;
      best = std::move(other);
      block_x_ = threads;
    }
    return best;
  }

  bool reduces_columns() const {
    return has_elements(program_) && !has(program_, Opcode::scan) && reduction_count(program_) >= 2;
  }

  void shape() {
    if (options_.axis == ItemAxis::reduction)
      shape_rows();
    else
      shape_parallel();
    const std::size_t per_slot = slot_bytes(options_.width) * static_cast<std::size_t>(threads());
    const std::size_t uniforms =
        options_.axis == ItemAxis::reduction
            ? static_cast<std::size_t>(assembled_.head.uniforms) * word_bytes(options_.width) * threads()
            : 0;
    // the main instantiation reads its program from the kernel's argument
    const std::size_t program = is_main(options_.width) ? 0 : (assembled_.block.size() + 15) / 16 * 16;
    program_pieces_ = program <= kMostProgramBytes ? static_cast<int>(program / 16) : 0;
    const std::size_t fixed = uniforms + static_cast<std::size_t>(program_pieces_) * 16;
    const std::size_t room = device_.shared_bytes_per_block - kStaticSharedBytes;
    rows_fit_ = fixed <= room;
    const std::size_t fitting = rows_fit_ ? (room - fixed) / per_slot : 0;
    shared_slots_ =
        static_cast<int>(std::min<std::size_t>(fitting, static_cast<std::size_t>(assembled_.head.slots)));
    shared_bytes_ = static_cast<std::size_t>(shared_slots_) * per_slot + fixed;
  }

  /// Device memory for the slots that shared memory has no room for; fewer blocks where it would be too much.
  void spill() {
    const std::int64_t spilled = assembled_.head.slots - shared_slots_;
    if (spilled == 0) return;
    const std::int64_t per_slot = static_cast<std::int64_t>(slot_bytes(options_.width)) * threads();
    const std::int64_t per_block = spilled * per_slot * splits_;
    blocks_ = std::clamp<std::int64_t>(kMostSpillBytes / per_block, 1, blocks_);
    spill_ = memory_.scratch(per_block * blocks_);
  }

  int threads() const { return options_.axis == ItemAxis::reduction ? block_x_ : block_x_ * group_; }

  void shape_rows() {
    const std::int64_t rows = parallel_count(program_), per_block = block_x_ / group_;
    blocks_ = row_blocks((rows + per_block - 1) / per_block, device_.multiprocessors);
    const std::int64_t chunk = std::int64_t{group_} * items_per_thread(options_.width);
    const std::int64_t chunks = (reduction_count(program_) + chunk - 1) / chunk;
    tile_status_bytes_ = 0;
    splits_ = options_.whole_row ? 1 : splits_for(blocks_, chunks / kChunksOfASplit, device_.multiprocessors);
    if (splits_ == 1 || !scans_in_one_pass(chunks)) return;
    splits_ = 1;
    tile_status_bytes_ = ScanTileStatus::bytes(assembled_.head.uniforms, rows, chunks);
    blocks_ = std::min(rows * chunks, std::int64_t{device_.multiprocessors} * kResidentBlocks);
  }

  /// Whether blocks take a row's chunks in turn and look back (ScanTileStatus).
  bool scans_in_one_pass(std::int64_t chunks) const {
    return has(program_, Opcode::scan) && is_main(options_.width) && assembled_.stages.size() == 1 &&
           group_ == block_x_ && group_ > 32 && chunks <= kMostChunksOfAPass;
  }

  void shape_parallel() {
    const std::int64_t points = parallel_count(program_), items = items_per_thread(options_.width);
    group_ = 1;
    splits_ = 1;
    blocks_ = point_blocks((points + items * block_x_ - 1) / (items * block_x_), device_.multiprocessors);
    if (!reduces_columns()) return;
    const std::int64_t shares = reduction_count(program_) / kPointsOfAThread;
    group_ = static_cast<int>(
        std::clamp<std::int64_t>(shares, 1, most_threads(static_cast<int>(items)) / block_x_));
    splits_ = splits_for(blocks_, shares / group_, device_.multiprocessors);
    splits_ = even_splits(splits_, reduction_count(program_), group_);
  }

  // ---- one launch, or one up to each reduction that blocks share

  void emit(LoopKernels& kernels) {
    InterpreterLaunch launch;
    launch.axis = options_.axis;
    launch.width = options_.width;
    launch.one_stage = assembled_.stages.size() == 1 && assembled_.stages[0].kind == StageKind::plain;
    launch.blocks = static_cast<unsigned>(blocks_);
    launch.block_x = static_cast<unsigned>(block_x_);
    launch.shared_bytes = shared_bytes_;
    ProgramArgument& argument = launch.argument;
    argument.head = assembled_.head;
    argument.spill = spill_;
    argument.shared_slots = shared_slots_;
    argument.program_pieces = program_pieces_;
    argument.group = group_;
    argument.splits = static_cast<std::int32_t>(splits_);
    if (tile_status_bytes_ > 0) argument.tile_status = memory_.scratch(tile_status_bytes_);
    launch.clear_bytes = tile_status_bytes_;
    if (assembled_.block.size() > sizeof argument.block)
      argument.remote = memory_.upload(assembled_.block);
    else
      std::memcpy(argument.block, assembled_.block.data(), assembled_.block.size());
    const auto stages = static_cast<std::int32_t>(assembled_.stages.size());
    argument.first_stage = 0;
    if (splits_ > 1 && has(program_, Opcode::scan)) {
      argument.partials = partials();
      argument.last_stage = assembled_.block_reductions.back().stage + 1;
      argument.totals = 1;
      kernels.launches.push_back(launch);
      argument.totals = 0;
      argument.partial_splits = argument.splits;
    } else if (splits_ > 1) {
      argument.partials = partials();
      for (const BlockReduction& reduction : assembled_.block_reductions) {
        if (reduction.stage < argument.first_stage) continue;
        argument.last_stage = reduction.stage + 1;
        if (options_.axis == ItemAxis::parallel)
          launch.after = combinations(argument.partials, reduction.stage);
        kernels.launches.push_back(launch);
        launch.after.clear();
        argument.first_stage = argument.last_stage;
        argument.partial_splits = argument.splits;
      }
      if (!elements_after(argument.first_stage)) argument.splits = 1;
    }
    argument.last_stage = stages;
    const bool stored =
        argument.first_stage > 0 && store_at_once(argument.first_stage, kernels.launches.back().after);
    if (argument.first_stage < stages && !stored) kernels.launches.push_back(launch);
  }

  /// The block reductions of `stage`, to be put together before the next launch.
  std::vector<CombineLaunch> combinations(void* partials, std::int32_t stage) const {
    std::vector<CombineLaunch> result;
    for (const BlockReduction& reduction : assembled_.block_reductions)
      if (reduction.stage == stage)
        result.push_back({options_.width, partials, reduction, splits_, parallel_count(program_), {}});
    return result;
  }

  /// Where `stage` is the last one and all that it does is to store each reduction's result once, whoever
  /// puts its splits together does so: a launch less.
  bool store_at_once(std::int32_t stage, std::vector<CombineLaunch>& combining) const {
    if (stage + 1 != static_cast<std::int32_t>(assembled_.stages.size())) return false;
    const MachineStage& last = assembled_.stages.back();
    std::vector<CombineLaunch> storing = combining;
    for (std::int32_t k = last.begin; k < last.end; ++k) {
      DeviceInstruction in;
      std::memcpy(&in, assembled_.block.data() + static_cast<std::size_t>(k) * sizeof in, sizeof in);
      const bool stores = in.op == MachineOp::store_linear_b32 || in.op == MachineOp::store_linear_bf16 ||
                          in.op == MachineOp::store_linear_f16;
      if (!stores || (in.before & ~kEndsStage) != kTakesFirst || in.a_kind != OperandKind::slot) return false;
      const auto found = std::ranges::find_if(storing, [&](const CombineLaunch& at) {
        return at.reduction.state == in.a && at.to.memory == nullptr;
      });
      if (found == storing.end()) return false;
      found->to = {in.memory, static_cast<std::int64_t>(in.immediate1), in.storage};
    }
    combining = std::move(storing);
    return true;
  }

  std::byte* partials() const {
    return memory_.scratch(std::max(1, assembled_.head.uniforms) * splits_ * parallel_count(program_) *
                           word_bytes(options_.width));
  }

  bool elements_after(std::int32_t stage) const {
    return std::any_of(assembled_.stages.begin() + stage, assembled_.stages.end(),
                       [](const MachineStage& at) { return at.kind == StageKind::elements; });
  }
  std::string name() const {
    const char* shape = options_.axis == ItemAxis::reduction ? (options_.whole_row ? "rows" : "long rows")
                        : has(program_, Opcode::scan)        ? "scan"
                        : has_elements(program_)             ? "columns"
                                                             : "pointwise";
    return std::string(shape) + "/" + std::to_string(8 * word_bytes(options_.width)) + "x" +
           std::to_string(items_per_thread(options_.width)) +
           (splits_ > 1 ? " in " + std::to_string(splits_) : "") +
           (tile_status_bytes_ > 0 ? " in one pass" : "");
  }

  const LoopProgram& program_;
  const DeviceShape& device_;
  const LaunchMemory& memory_;
  ProgramRanges ranges_;
  TranslateOptions options_;
  AssembledProgram assembled_;
  int group_ = 1, block_x_ = 128, shared_slots_ = 0, program_pieces_ = 0;
  std::int64_t blocks_ = 1, splits_ = 1;
  std::int64_t tile_status_bytes_ = 0;
  std::size_t shared_bytes_ = 0;
  bool rows_fit_ = true;
  void* spill_ = nullptr;
};

}  // namespace

LoopKernels make_launches(const LoopProgram& program, const DeviceShape& device, const LaunchMemory& memory,
                          std::int32_t number, DeviceFault* fault) {
  const std::optional<LoopProgram> tiled = tiled_for_transposes(program);
  return Planner(tiled ? *tiled : program, device, memory).run(number, fault);
}

std::optional<InterpreterLaunch> make_batch_member(const LoopProgram& program, const DeviceShape& device,
                                                   const LaunchMemory& memory, std::int32_t number,
                                                   DeviceFault* fault) {
  return Planner(program, device, memory).run_in_batch(number, fault);
}

}  // namespace ireplay
