#include "tests/support/noise_agreement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/captured_case.hpp"

namespace ireplay {
namespace {

/// Noise of single numbers is a matter of chance: five draws of one, four of the other.
constexpr double kLeast = 0.2, kLeastMedian = 0.8, kMostMedian = 1.5;
constexpr double kWide = 4;
constexpr std::size_t kFewWide = 6;

struct NoiseRatios {
  std::vector<double> values;
  std::vector<std::string> wide;
};

void compare_noise(const CapturedCase& captured, const std::string& name, const MeasuredRuns& own,
                   const MeasuredRuns& planned, NoiseRatios& ratios) {
  for (const OutputPair& pair : captured.pytorch().pairs) {
    const std::string& key = captured.plan().outputs[pair.output].key;
    const HostTensor& plain = own.plain->at(key);
    const Limits limits = limits_of(own, key), with_plan = limits_of(planned, key);
    if (!is_floating(plain.dtype) || !(limits.rms > 0)) continue;
    const double ratio = with_plan.rms / limits.rms;
    EXPECT_GT(ratio, kLeast) << name << " " << key;
    ratios.values.push_back(ratio);
    if (ratio > kWide) ratios.wide.push_back(name + " " + key);
  }
}

bool are_equal(const TensorMap& a, const TensorMap& b) {
  return std::ranges::all_of(a,
                             [&](const auto& entry) { return entry.second.data == b.at(entry.first).data; });
}

}  // namespace

void expect_noise_agrees(Engine& engine, std::size_t every) {
  NoiseRatios ratios;
  RunOptions options;
  std::size_t number = 0, exact = 0;
  for (const CaseFiles& files : captured_with_tensors("corpus")) {
    if (number++ % every != 0) continue;
    const CapturedCase captured(files);
    const MeasuredRuns* own = captured.noise(ReferenceRounding::fused);
    if (own == nullptr || captured.rounding() != ReferenceRounding::fused) continue;
    const auto planned = measure_noise_on(engine, captured.plan(), captured.inputs(), *own->plain, options);
    ASSERT_TRUE(planned) << files.name;
    if (planned->noisy.empty()) {
      ++exact;
      for (const TensorMap& run : own->noisy) EXPECT_TRUE(are_equal(run, *own->plain)) << files.name;
    }
    for (const Comparison& c : captured.judge(*planned->plain))
      EXPECT_TRUE(c.passes() || c.status == Status::skipped) << files.name << ": " << to_text(c);
    compare_noise(captured, files.name, *own, *planned, ratios);
  }
  EXPECT_GT(exact, 0U);
  ASSERT_GT(ratios.values.size(), 100 / every);
  std::ranges::sort(ratios.values);
  const double median = ratios.values[ratios.values.size() / 2];
  EXPECT_GT(median, kLeastMedian);
  EXPECT_LT(median, kMostMedian);
  EXPECT_LE(ratios.wide.size(), kFewWide) << testing::PrintToString(ratios.wide);
}

}  // namespace ireplay
