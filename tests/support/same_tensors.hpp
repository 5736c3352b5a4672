#pragma once

#include <gtest/gtest.h>

#include "replay/plan/tensor.hpp"

/// Two evaluations of one body held against each other.
namespace ireplay {

/// The same type and shape; NaN equals only NaN. Elements are the same bits where `exact` (zeros of both
/// signs are one) and in integers, else within what approximated functions may differ by in the type that
/// holds them. The first element that is off is named.
testing::AssertionResult are_same(const HostTensor& got, const HostTensor& want, bool exact);

}  // namespace ireplay
