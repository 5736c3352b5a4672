#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "replay/engine.hpp"
#include "replay/plan/loop_program.hpp"

/// Runs one loop program on the CPU: nested loops, one element at a time.
namespace ireplay {

/// Memory that one of a program's buffers stands for.
struct HostBuffer {
  std::string name;
  std::byte* data = nullptr;  // element 0
  DType dtype = DType::f32;   // f64 for a float buffer of an oracle run
  std::int64_t extent = 0;    // elements that may be addressed
};

struct LoopOptions {
  bool oracle = false;  // floats stay double, nothing is rounded but what the memory's type rounds
  ValueRounding value_rounding = ValueRounding::planned;
  std::uint64_t noise = 0;  // not 0: the seed of random rounding (rounding_noise.hpp)
  /// Unstable sorts take the last of equal keys first, and where values say which elements are stored to the
  /// first of several stores to one wins.
  bool late_ties = false;
  int threads = 1;  // at most; programs whose points may touch each other's elements take one
};

/// `buffers`: one for each of LoopProgram::buffers. Points run in row-major order, so that the last of
/// several plain stores to one element wins. Throws Error{device} at the first point with a fault, with the
/// node, the instruction's label, the index and the bound, and Error{unsupported} for an operation that does
/// not take its operands' type.
void run_loops(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
               const LoopOptions& options);

/// What `run_loops` could not do with this program, or empty.
std::string why_unsupported(const LoopProgram& program);

}  // namespace ireplay
