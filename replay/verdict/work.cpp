#include "replay/verdict/work.hpp"

#include <algorithm>
#include <limits>

#include "replay/plan/checked.hpp"

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

std::int64_t evaluations_of(const Plan& plan) {
  Checked total = 0;
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs) {
      Checked evaluations = static_cast<std::int64_t>(program.instructions.size());
      for (const std::int64_t range : program.ranges) evaluations = checked_multiply(evaluations, range);
      total = checked_add(total, evaluations);
    }
  return total.value_or(std::numeric_limits<std::int64_t>::max());
}

bool is_quick_on_the_cpu(const Plan& plan) { return work_of(plan) <= kQuick; }

}  // namespace ireplay
