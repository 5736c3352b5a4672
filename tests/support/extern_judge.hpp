#pragma once

#include <string>

#include "replay/plan/tensor.hpp"

namespace ireplay {

/// Expects integers to be equal, and floats as near as sums that are accumulated in float32 (float64 for
/// float64) and rounded once to the result's type are, measured against the largest value.
void expect_near(const HostTensor& want, const HostTensor& got, const std::string& what);

}  // namespace ireplay
