#pragma once

#include <cstdint>
#include <functional>

#include "replay/externs/extern_table.hpp"

/// Library calls on the CPU, as their rows compute them.
namespace ireplay {

/// Runs `call` on the CPU. `view_of` gives host memory of a tensor operand or of a result buffer.
/// The views may hold wider types than the plan says (float64 for every floating type): results are rounded
/// to what the view holds. Ops that draw numbers take them from Philox, keyed with `seed` and the name of the
/// result's buffer. Throws Error{unsupported} for argument combinations that the row does not cover,
/// Error{dump} for shapes that do not fit, Error{device} for an index out of range in the data.
void run_extern_cpu(const ExternCall& call, const Plan& plan,
                    const std::function<HostView(const TensorView&)>& view_of, std::uint64_t seed = 0);

}  // namespace ireplay
