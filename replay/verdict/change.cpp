#include "replay/verdict/change.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace ireplay {
namespace {

constexpr double kClockUs =
    0.25;  // CUDA events count half microseconds; reading a processor clock takes as long
constexpr std::size_t kMostRounds =
    40;  // of each side are compared: the exact distribution grows with the square

constexpr std::string_view kNames[] = {"SAME", "FASTER", "SLOWER", "UNSURE"};

double lower_quartile(std::vector<double> samples) {
  const auto at = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 4);
  std::nth_element(samples.begin(), at, samples.end());
  return *at;
}

double middle_of(const std::vector<double>& sorted) {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return middle_of(values);
}

std::vector<double> to_quartiles(const Rounds& rounds) {
  std::vector<double> numbers;
  for (const auto& round : rounds)
    if (!round.empty() && numbers.size() < kMostRounds)
      numbers.push_back(std::max(lower_quartile(round), 1e-6));
  return numbers;
}

/// As long as the rounds would have taken where the yardstick takes `standard`.
std::vector<double> to_quartiles(const TimedRounds& rounds, double standard) {
  std::vector<double> times = to_quartiles(rounds.times);
  const std::vector<double> yardstick = to_quartiles(rounds.yardstick);
  if (standard <= 0 || yardstick.size() != times.size()) return times;
  for (std::size_t i = 0; i < times.size(); ++i) times[i] *= standard / yardstick[i];
  return times;
}

/// `resolution`: the least part of the time that a clock tells.
Change judge(const ChangeEstimate& estimate, double limit, double resolution) {
  const double half = 1 + std::max(limit / 2, resolution), whole = 1 + std::max(limit, resolution);
  if (estimate.low >= 1 / whole && estimate.high <= whole) return Change::same;
  if (estimate.low > half) return Change::slower;
  return estimate.high < 1 / half ? Change::faster : Change::unsure;
}

}  // namespace

std::string_view name_of(Change change) { return kNames[static_cast<std::size_t>(change)]; }

Change to_change(std::string_view name) {
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  return found == std::end(kNames) ? Change::unsure : static_cast<Change>(found - std::begin(kNames));
}

int outside_of_interval(std::size_t n, std::size_t m, double confidence) {
  // ways[j][u]: arrangements of i values of one side and j of the other in which u pairs stand the wrong way
  // round; by the largest value, which belongs to one side or to the other
  std::vector<std::vector<double>> ways(m + 1, std::vector<double>(n * m + 1, 0));
  for (std::size_t j = 0; j <= m; ++j) ways[j][0] = 1;
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= m; ++j)
      for (std::size_t u = n * m + 1; u-- > 0;) ways[j][u] = (u >= j ? ways[j][u - j] : 0) + ways[j - 1][u];
  double all = 0, below = 0;
  for (const double count : ways[m]) all += count;
  int outside = -1;
  for (const double count : ways[m]) {
    below += count;
    if (below / all > (1 - confidence) / 2) break;
    ++outside;
  }
  return outside;
}

double speed_change(const Rounds& before, const Rounds& now) {
  const std::vector<double> was = to_quartiles(before), is = to_quartiles(now);
  return was.empty() || is.empty() ? 1 : median_of(was) / median_of(is);
}

ChangeEstimate estimate_change(const TimedRounds& before, const TimedRounds& now, double limit) {
  const bool both = before.yardstick.size() == before.times.size() &&
                    now.yardstick.size() == now.times.size() && !before.yardstick.empty();
  const double standard = both ? median_of(to_quartiles(before.yardstick)) : 0;
  const std::vector<double> old_times = to_quartiles(before, standard),
                            new_times = to_quartiles(now, standard);
  ChangeEstimate estimate;
  if (old_times.empty() || new_times.empty()) return estimate;
  std::vector<double> differences;
  differences.reserve(old_times.size() * new_times.size());
  for (const double is : new_times)
    for (const double was : old_times) differences.push_back(std::log(is / was));
  std::sort(differences.begin(), differences.end());
  estimate.ratio = std::exp(middle_of(differences));
  const int outside = outside_of_interval(new_times.size(), old_times.size(), kChangeConfidence);
  if (outside < 0) return estimate;
  const auto skipped = static_cast<std::size_t>(outside);
  estimate.low = std::exp(differences[skipped]);
  estimate.high = std::exp(differences[differences.size() - 1 - skipped]);
  estimate.verdict = judge(estimate, limit, kClockUs / median_of(old_times));
  return estimate;
}

}  // namespace ireplay
