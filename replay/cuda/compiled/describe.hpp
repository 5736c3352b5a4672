#pragma once

#include <cstdint>
#include <string>

#include "replay/cuda/compiled/schedule.hpp"
#include "replay/engine.hpp"
#include "replay/plan/plan.hpp"

/// What a step's compiled kernels look like, for people.
namespace ireplay {

/// A program that is ready to be scheduled for buffers which start at multiples of 16 bytes, as a run places
/// them where the graph's layouts allow it.
ProgramMemory memory_in_plan(const LoopProgram& program, const Plan& plan);

/// The schedule and the source of each kernel of a step of loops, fused as it runs, or why there is none;
/// empty for other steps. Without the text that stands in front of every kernel. With `machine_code`
/// also what a block takes of a multiprocessor.
std::string describe_kernels(const Step& step, const Plan& plan, const ScheduleDevice& device,
                             const MachineCode& machine_code = {});

/// How many blocks a multiprocessor of compute capability 9.0 holds at once (CUDA C++ Programming Guide,
/// Technical Specifications per Compute Capability).
int blocks_of_multiprocessor(int threads, int registers, std::int64_t shared_bytes);

}  // namespace ireplay
