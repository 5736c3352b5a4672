#include "replay/engine.hpp"

#include <algorithm>
#include <cmath>

#include "parser/source.hpp"

namespace ireplay {

Timing to_timing(const std::vector<double>& samples) {
  if (samples.empty()) return {};
  std::vector<double> sorted = samples;
  std::ranges::sort(sorted);
  const std::size_t count = sorted.size();
  const double median = count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
  const auto percentile = [&](std::size_t percent) {
    return sorted[std::max<std::size_t>(1, (percent * count + 99) / 100) - 1];
  };
  Timing timing{median, sorted.front(), percentile(95), static_cast<std::int64_t>(count), percentile(5)};
  if (median > 0) timing.noise = (percentile(75) - percentile(25)) / 2 / median;
  timing.raw = samples;
  return timing;
}

#if !defined(IREPLAY_CUDA)
std::unique_ptr<Engine> make_cuda_engine(int) {
  throw Error(Error::Kind::device, "this build of ireplay has no CUDA engine");
}

int count_cuda_devices(std::string* why) {
  if (why != nullptr) *why = "this build of ireplay has no CUDA engine";
  return 0;
}

MachineCode find_machine_code(const std::string&) { return {}; }
#endif

bool have_settled(const std::vector<double>& samples) {
  if (samples.size() < 16) return false;
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
  const double early = to_timing({samples.begin(), middle}).median;
  const double late = to_timing({middle, samples.end()}).median;
  return std::abs(early - late) <= 0.01 * std::min(early, late);
}

}  // namespace ireplay
