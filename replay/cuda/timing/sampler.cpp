#include "replay/cuda/timing/sampler.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

// The limit is on the mean power of some tens of milliseconds, and a busy device draws less than twice of it.
constexpr double kBurstSeconds = 0.005;
constexpr std::chrono::milliseconds kRest{15}, kRecovery{100};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Sampler::Sampler(const RunOptions& options, std::function<bool(bool)> all,
                 std::function<ClockReading()> clocks)
    : options_(options), all_(std::move(all)), clocks_(std::move(clocks)) {}

void Sampler::warm_up(const Sample& sample) const {
  const Clock::time_point start = Clock::now();
  const auto is_done = [&] { return options_.repeat == 0 && seconds_since(start) >= options_.min_seconds; };
  for (int k = 0; k < options_.warmup && !all_(is_done()); ++k) sample();
}

bool Sampler::is_held_down() const {
  constexpr double kSlower = 0.99;
  const ClockReading now = clocks_();
  return now.slowdown.find("power") != std::string::npos || now.sm_mhz < kSlower * now.max_mhz;
}

bool Sampler::is_enough(const std::vector<double>& samples, double gone, double seconds) const {
  constexpr std::size_t kBetweenLooks = 16;
  if (options_.repeat > 0) return samples.size() >= static_cast<std::size_t>(options_.repeat);
  if (samples.size() < 3 || gone < seconds) return false;
  return gone >= 4 * seconds || (samples.size() % kBetweenLooks == 0 && have_settled(samples));
}

std::vector<double> Sampler::in_a_row(double seconds, const Sample& sample) const {
  std::vector<double> samples;
  const Clock::time_point start = Clock::now();
  while (!all_(is_enough(samples, seconds_since(start), seconds))) samples.push_back(sample());
  return samples;
}

std::vector<double> Sampler::in_bursts(double seconds, const Sample& sample) const {
  std::vector<double> samples;
  double gone = 0;
  while (!all_(is_enough(samples, gone, seconds))) {
    std::this_thread::sleep_for(kRest);
    sample();  // caches have seen other work, or none
    const Clock::time_point start = Clock::now();
    do samples.push_back(sample());
    while (!all_(seconds_since(start) >= kBurstSeconds || is_enough(samples, gone, seconds)));
    gone += seconds_since(start);
  }
  return samples;
}

std::vector<double> Sampler::repeat(double seconds, const Sample& sample,
                                    const std::function<void()>& forget) {
  if (!rests_) {
    std::vector<double> samples = in_a_row(seconds, sample);
    if (all_(!is_held_down())) return samples;
    rests_ = true;
    if (forget) forget();
    std::this_thread::sleep_for(kRecovery);
  }
  return in_bursts(seconds, sample);
}

}  // namespace ireplay
