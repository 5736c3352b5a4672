#include <gtest/gtest.h>

#include "tests/support/extern_device.hpp"
#include "tests/support/noise_agreement.hpp"

namespace ireplay {
namespace {

TEST(NoisyPlanOnDevice, IsAsNoisyAsTheCpuEngine) {
  if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  expect_noise_agrees(*test_device());
}

}  // namespace
}  // namespace ireplay
