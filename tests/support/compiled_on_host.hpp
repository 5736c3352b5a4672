#pragma once

#include <memory>
#include <string>
#include <vector>

#include "replay/cpu/loops.hpp"
#include "replay/cuda/compiled/emit.hpp"

namespace ireplay {

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
  /// Throws std::runtime_error with what the compiler says.
  void compile();
  /// Runs the program, on the CPU engine's loops where it has no kernel; says how. Throws Error{device} at a
  /// fault.
  std::string run(std::size_t number) const;
  std::size_t texts() const { return texts_.size(); }

 private:
  struct Entry {
    LoopProgram program;
    std::vector<HostBuffer> buffers;
    Schedule schedule;
    EmittedProgram emitted;
    std::vector<std::size_t> kernels;  // into texts_
  };
  ScheduleDevice device_;
  std::vector<Entry> entries_;
  std::vector<std::string> texts_;
  void* library_ = nullptr;
};

}  // namespace ireplay
