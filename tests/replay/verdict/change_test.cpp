#include "replay/verdict/change.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace ireplay {
namespace {

/// Samples of ten rounds around `us`: rounds differ by 1 %, samples in a round by 2 %, and one in ten is hit
/// by something that takes up to half as long again.
Rounds simulated(double us, std::mt19937& random, int rounds = 10) {
  std::normal_distribution<double> of_round(1, 0.01), of_sample(1, 0.02);
  std::uniform_real_distribution<double> chance(0, 1);
  Rounds made;
  for (int r = 0; r < rounds; ++r) {
    const double middle = us * of_round(random);
    std::vector<double> samples;
    for (int i = 0; i < 30; ++i) {
      const double hit = chance(random) < 0.1 ? 1 + 0.5 * chance(random) : 1;
      samples.push_back(middle * of_sample(random) * hit);
    }
    made.push_back(samples);
  }
  return made;
}

Rounds scaled(Rounds rounds, double factor) {
  for (auto& round : rounds)
    for (double& sample : round) sample *= factor;
  return rounds;
}

ChangeEstimate plain(const Rounds& before, const Rounds& now, double limit = 0.05) {
  return estimate_change({before, {}}, {now, {}}, limit);
}

constexpr unsigned kSeed = 20261130;

TEST(Change, NothingChangedIsTheSameForNearlyAllOps) {
  std::mt19937 random(kSeed);
  int same = 0;
  constexpr int kOps = 400;
  for (int op = 0; op < kOps; ++op) {
    const double us = 5 + op;
    same += plain(simulated(us, random), simulated(us, random)).verdict == Change::same;
  }
  EXPECT_GE(same, kOps * 95 / 100) << "seed " << kSeed;
}

TEST(Change, TenPercentSlowerIsFoundEachTime) {
  std::mt19937 random(kSeed);
  for (int run = 0; run < 10; ++run) {
    const ChangeEstimate slower = plain(simulated(40, random), scaled(simulated(40, random), 1.1));
    EXPECT_EQ(slower.verdict, Change::slower) << "run " << run << ", seed " << kSeed;
    EXPECT_NEAR(slower.ratio, 1.1, 0.02);
    EXPECT_LT(slower.low, slower.ratio);
    EXPECT_GT(slower.high, slower.ratio);
    EXPECT_EQ(plain(simulated(40, random), scaled(simulated(40, random), 0.9)).verdict, Change::faster);
  }
}

TEST(Change, WhatCouldHideASlowdownIsUnsure) {
  const Rounds before = {{100}, {101}, {99}, {120}, {98}}, now = {{100}, {131}, {99}, {104}, {97}};
  EXPECT_EQ(plain(before, now).verdict, Change::unsure);
}

TEST(Change, ThreeRoundsAreTooFew) {
  const Rounds few = {{100}, {100}, {100}}, slow = {{200}, {200}, {200}};
  const ChangeEstimate estimate = plain(few, slow);
  EXPECT_EQ(estimate.verdict, Change::unsure);
  EXPECT_EQ(estimate.high, 0);
  EXPECT_DOUBLE_EQ(estimate.ratio, 2);
  EXPECT_EQ(plain({}, few).verdict, Change::unsure);
}

TEST(Change, DifferencesThatNoClockTellsAreNone) {
  EXPECT_EQ(plain({{1}, {1}, {1}, {1}, {1}}, {{1.2}, {1.2}, {1.2}, {1.2}, {1.2}}).verdict, Change::same);
}

TEST(Change, TheYardstickTakesTheMachinesSpeedOut) {
  std::mt19937 random(kSeed);
  const Rounds before = simulated(40, random), now = scaled(simulated(40, random), 1.3);
  const Rounds yardstick = simulated(900, random), slow_yardstick = scaled(simulated(900, random), 1.3);
  EXPECT_EQ(plain(before, now).verdict, Change::slower);
  EXPECT_EQ(estimate_change({before, yardstick}, {now, slow_yardstick}, 0.05).verdict, Change::same);
  EXPECT_EQ(estimate_change({before, yardstick}, {scaled(now, 1.1), slow_yardstick}, 0.05).verdict,
            Change::slower);
  EXPECT_NEAR(speed_change(yardstick, slow_yardstick), 1 / 1.3, 0.02);
}

/// Of the table of critical values of the Mann-Whitney test, two-sided, 1 %.
TEST(Change, IntervalsEndWhereTheTableOfTheTestSays) {
  EXPECT_EQ(outside_of_interval(5, 5, 0.99), 0);
  EXPECT_EQ(outside_of_interval(4, 4, 0.99), -1);
  EXPECT_EQ(outside_of_interval(8, 8, 0.99), 7);
  EXPECT_EQ(outside_of_interval(10, 10, 0.99), 16);
  EXPECT_EQ(outside_of_interval(10, 10, 0.95), 23);
  EXPECT_EQ(outside_of_interval(7, 12, 0.99), 12);
  EXPECT_EQ(outside_of_interval(20, 20, 0.99), 105);
}

}  // namespace
}  // namespace ireplay
