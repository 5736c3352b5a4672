#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "replay/cuda/compiled/schedule.hpp"

/// Several programs in one launch, as PyTorch's foreach kernels: each block works on one of them.
namespace ireplay {

/// A program with its ranges merged, on memory that is there, and how it is walked.
struct BatchMember {
  LoopProgram program;
  std::vector<std::byte*> addresses;  // of element 0 of its buffers
  ProgramMemory memory;
  Schedule schedule;
  int number = 0;  // of the program in faults
};

/// None where the program is not one of points, or has no compiled form.
std::optional<BatchMember> batch_member(const LoopProgram& program, std::vector<std::byte*> addresses,
                                        const ScheduleDevice& device);

struct EmittedBatch {
  std::string text;                 // without what stands in front of all kernels (prelude.hpp)
  std::vector<std::byte> argument;  // the kernel's only one, by value
  std::int64_t blocks = 0;
  int threads = 0;
  std::size_t programs = 0;
  std::string schedules;  // those of its programs, each once
};

/// Programs that do not touch each other's memory, in as few launches as their arguments fit. `fault`: where
/// faults go, on the device.
std::vector<EmittedBatch> emit_batches(std::span<const BatchMember> members, void* fault);

}  // namespace ireplay
