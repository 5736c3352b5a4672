#pragma once

#include <vector>

#include "tests/support/extern_device.hpp"

namespace ireplay {

/// Calls on random operands of those rows whose results depend on more than a recorded case shows: draws,
/// alignments, segments, slices, divisors, margins.
std::vector<CallCase> make_call_cases(RandomNumbers& random);

}  // namespace ireplay
