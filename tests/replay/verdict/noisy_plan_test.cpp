#include "replay/verdict/noisy_plan.hpp"

#include <gtest/gtest.h>

#include "tests/support/noise_agreement.hpp"

namespace ireplay {
namespace {

TEST(NoisyPlan, IsAsNoisyAsTheCpuEngine) { expect_noise_agrees(*make_cpu_engine(), 2); }

}  // namespace
}  // namespace ireplay
