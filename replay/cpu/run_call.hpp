#pragma once

#include <cstdint>

#include "replay/cpu/loops.hpp"
#include "replay/cpu/wide_memory.hpp"

/// Library calls on the CPU: their parts, sorts, and numbers made on the host.
namespace ireplay {

/// Runs the call of a step whose parts are written on the CPU. `view_of` gives host memory of a tensor
/// operand or of a result buffer; elements lie as the tensor's strides say. The views may hold wider types
/// than the plan says (float64 for every floating type): results are rounded to what the view holds. Of
/// `options` counts what run_extern_program takes. Numbers that are made ahead are drawn from Philox, keyed
/// with `seed` and the name of the result's buffer. Throws Error{unsupported} for a call that nobody knows,
/// Error{device} for a fault in the data, such as an index out of range.
void run_call_cpu(const Step& step, const Plan& plan, const ViewOf& view_of, const LoopOptions& options = {},
                  std::uint64_t seed = 0);

}  // namespace ireplay
