#pragma once

#include <cstdint>
#include <vector>

#include "replay/externs/call_frame.hpp"
#include "replay/triton/launch.hpp"

/// Kernels in Triton, interpreted: program instances one after the other, every value a block. Slow and
/// plain, and the same language whoever wrote the kernel.
namespace ireplay {

/// What one launch does.
struct TritonEffects {
  std::vector<bool> read, written;  // by pointer among the arguments, descriptors included, in order
  double operations = 0;            // of all program instances, as far as they are alike
};

/// Runs a program instance dry, any one, without memory: what the kernel asks for that is not known here
/// throws Error{unsupported} at its place in the kernel's text.
TritonEffects inspect(const TritonLaunch& launch);

struct TritonOptions {
  bool oracle = false;      // floats stay double, nothing is rounded on the way
  bool op_by_op = false;    // the other side rounded every value to its narrow type
  std::uint64_t noise = 0;  // not 0: the seed of random rounding (rounding_noise.hpp)
};

/// Runs the kernel of `call` on the memory that `view_of` gives of its operands and results. Accesses outside
/// of the memory of a pointer's tensor throw Error{device} at their place.
void run_triton(const ExternCall& call, const Plan& plan, const ExternFrame::ViewOf& view_of,
                const TritonOptions& options);

}  // namespace ireplay
