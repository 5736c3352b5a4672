#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "replay/cpu/loops.hpp"
#include "replay/cuda/compiled/batch.hpp"
#include "replay/cuda/compiled/emit.hpp"

namespace ireplay {

struct HostFault {
  std::int32_t set = 0, program = 0, instruction = 0, padding = 0;
  std::int64_t index = 0, bound = 0;
};

/// Loop programs on the kernels that are compiled at run time, without a device: their texts go through the
/// host's C++ compiler, all at once, and run there thread by thread (host_grid.hpp).
class CompiledOnHost {
 public:
  explicit CompiledOnHost(ScheduleDevice device) : device_(device) {}
  ~CompiledOnHost();
  CompiledOnHost(const CompiledOnHost&) = delete;

  /// The number of the program on these buffers, whose addresses stay what they are. Equal texts are one.
  /// `candidate`: by which of its schedules, counted round.
  std::size_t add(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
                  std::size_t candidate = 0);
  /// The number of several independent programs in as few launches as their arguments fit.
  std::size_t add_batch(const std::vector<const LoopProgram*>& programs,
                        const std::vector<std::vector<HostBuffer>>& buffers);
  /// Throws std::runtime_error with what the compiler says.
  void compile();
  /// Runs the program, on the CPU engine's loops where it has no kernel; says how. Throws Error{device} at a
  /// fault.
  std::string run(std::size_t number) const;
  std::size_t texts() const { return texts_.size(); }
  /// Launches of a batch.
  std::size_t launches(std::size_t number) const { return entries_[number].batches.size(); }

 private:
  struct Entry {
    LoopProgram program;
    std::vector<HostBuffer> buffers;
    Schedule schedule;
    EmittedProgram emitted;
    std::vector<std::size_t> kernels;  // into texts_
    std::vector<EmittedBatch> batches;
    std::shared_ptr<HostFault> fault;
  };
  std::size_t number_of(const std::string& text);
  void launch(std::size_t text, std::int64_t blocks, std::int64_t splits, int threads,
              void** arguments) const;

  ScheduleDevice device_;
  std::set<ScalarOp> ops_;  // of batches
  std::vector<Entry> entries_;
  std::vector<std::string> texts_;
  void* library_ = nullptr;
};

}  // namespace ireplay
