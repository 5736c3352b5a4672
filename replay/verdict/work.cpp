#include "replay/verdict/work.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr std::int64_t kMost = 4'000'000'000'000;  // of one step, so that sums do not overflow
constexpr std::int64_t kQuick = 1'000'000'000;

}  // namespace

std::int64_t work_of(const Plan& plan) {
  std::int64_t work = 0;
  for (const Step& step : plan.steps) work += std::min(kMost, step.bytes) + std::min(kMost, step.flops);
  return work;
}

bool is_quick_on_the_cpu(const Plan& plan) { return work_of(plan) <= kQuick; }

}  // namespace ireplay
