#include "kernels/device/timing.hpp"

#include <algorithm>
#include <limits>

#include "kernels/device/delay.hpp"
#include "kernels/device/device.hpp"

namespace ireplay {
namespace {

constexpr int kRounds = 5;
constexpr double kHostUs = 30;   // more than the host takes to queue one of them
constexpr double kHopeless = 2;  // times the fastest one's: not timed again
constexpr double kGain = 0.98;   // of the first one's time; what is less is noise

}  // namespace

std::vector<double> time_in_turn(const std::vector<std::function<bool()>>& launches, cudaStream_t stream) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::vector<double> us(launches.size(), kNever);
  std::vector<bool> works(launches.size());
  for (std::size_t k = 0; k < launches.size(); ++k) works[k] = launches[k]();
  const Event start = make_event(), end = make_event();
  for (int round = 0; round < kRounds; ++round)
    for (std::size_t k = 0; k < launches.size(); ++k) {
      if (!works[k] || (round > 0 && us[k] > kHopeless * *std::ranges::min_element(us))) continue;
      launch_delay(kHostUs, stream);
      IREPLAY_CUDA_CALL(cudaEventRecord(start.get(), stream));
      works[k] = launches[k]();
      IREPLAY_CUDA_CALL(cudaEventRecord(end.get(), stream));
      us[k] = works[k] ? std::min(us[k], elapsed_us(start, end)) : kNever;
    }
  return us;
}

std::size_t fastest_of(const std::vector<double>& us) {
  const auto best = std::ranges::min_element(us);
  return *best < kGain * us[0] ? static_cast<std::size_t>(best - us.begin()) : 0;
}

}  // namespace ireplay
