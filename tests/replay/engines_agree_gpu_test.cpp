#include <gtest/gtest.h>

#include "tests/support/extern_device.hpp"
#include "tests/support/random_agreement.hpp"

/// Bodies drawn at random on the device and on the CPU: everything that the language has, where
/// cuda_loops_gpu_test draws larger programs of fewer ops.
namespace ireplay {
namespace {

TEST(EnginesAgreeOnDevice, OnBodiesDrawnAtRandom) {
  if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  expect_random_bodies_agree(*test_device(), 300);
}

}  // namespace
}  // namespace ireplay
