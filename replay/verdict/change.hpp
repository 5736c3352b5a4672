#pragma once

#include <string_view>
#include <vector>

/// Whether something became slower, from samples of before and of now.
///
/// Samples that one run takes within milliseconds share the state of the machine, so they are not independent
/// of each other; rounds, each on memory of its own and some time apart, nearly are. What is tested is
/// therefore one number of each round, the lower quartile of its samples (what interferes only adds time), by
/// the exact Mann-Whitney test; how much slower, and how sure that is, say the Hodges-Lehmann estimate and
/// interval of the ratio.
namespace ireplay {

/// Microseconds, by round in order of time.
using Rounds = std::vector<std::vector<double>>;

enum class Change { same, faster, slower, unsure };

/// SAME, FASTER, SLOWER, UNSURE.
std::string_view name_of(Change change);
/// The word's change; `unsure` for any other.
Change to_change(std::string_view name);

/// Now over before: 1.1 is ten percent slower.
struct ChangeEstimate {
  Change verdict = Change::unsure;
  double ratio = 1, low = 0, high = 0;  // high 0: there are too few rounds for an interval
};

/// Two-sided level of the interval.
inline constexpr double kChangeConfidence = 0.95;

/// A side's rounds, and the samples in each of them of a fixed piece of work: by these the machine's own
/// speed is taken out. Where either side has none of them, times are taken as they are.
struct TimedRounds {
  const Rounds& times;
  const Rounds& yardstick;
};

/// SAME: the whole interval lies within `limit` on both sides (an equivalence test). Else SLOWER where all of
/// it lies above 1 + limit / 2, FASTER where all of it lies below 1 / (1 + limit / 2), and UNSURE where it
/// could hide a change beyond the limit or there are too few rounds; four of each suffice. Neither bound is
/// less than a quarter of a microsecond, which is what clocks can tell.
ChangeEstimate estimate_change(const TimedRounds& before, const TimedRounds& now, double limit);

/// How fast the machine is now over before, by the yardstick; 1 where it is not known.
double speed_change(const Rounds& before, const Rounds& now);

/// How many of the `n` times `m` differences, in order of size, lie outside the interval at either end; -1
/// where even all of them are not enough for that confidence.
int outside_of_interval(std::size_t n, std::size_t m, double confidence);

}  // namespace ireplay
