#include "replay/cuda/timing/sampler.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace ireplay {
namespace {

/// A device of which each run takes a millisecond: it says what it is told to, and counts its runs.
struct Device {
  ClockReading clocks;
  int runs = 0, forgotten = 0;

  Sampler sampler(const RunOptions& options) {
    return {options, [](bool own) { return own; }, [this] { return clocks; }};
  }
  std::vector<double> repeat(Sampler& sampler, double seconds) {
    const auto run = [this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return static_cast<double>(++runs);
    };
    return sampler.repeat(seconds, run, [this] { ++forgotten; });
  }
};

TEST(Sampler, SamplesFollowEachOther) {
  RunOptions options;
  options.repeat = 5;
  Device device;
  Sampler sampler = device.sampler(options);
  EXPECT_EQ(device.repeat(sampler, 1), (std::vector<double>{1, 2, 3, 4, 5}));
  EXPECT_FALSE(sampler.rests());
  EXPECT_EQ(device.forgotten, 0);
  device.clocks.slowdown = "temperature";  // rests do not change that
  EXPECT_EQ(device.repeat(sampler, 1), (std::vector<double>{6, 7, 8, 9, 10}));
  EXPECT_FALSE(sampler.rests());
}

TEST(Sampler, BelowThePowerLimitInBurstsWithRests) {
  RunOptions options;
  options.repeat = 12;
  Device device{{1980, 1980, "power limit"}};
  Sampler sampler = device.sampler(options);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<double> samples = device.repeat(sampler, 1);
  const auto gone = std::chrono::steady_clock::now() - start;
  EXPECT_TRUE(sampler.rests());
  EXPECT_EQ(device.forgotten, 1);
  ASSERT_EQ(samples.size(), 12u);
  EXPECT_EQ(samples[0], 14);  // after 12 in a row, and one that is not counted
  EXPECT_GT(samples[11], 26) << "more than one burst";
  EXPECT_GE(gone, std::chrono::milliseconds(24 + 100 + 2 * 15));
  EXPECT_EQ(device.repeat(sampler, 1).size(), 12u);
  EXPECT_EQ(device.forgotten, 1) << "from then on";
}

TEST(Sampler, ASlowerClockIsSeenBeforeItsReasonIsSaid) {
  RunOptions options;
  options.repeat = 3;
  Device device{{1980, 1980, ""}};
  Sampler sampler = device.sampler(options);
  device.clocks.sm_mhz = 1965;  // a step down, as warmth brings
  EXPECT_EQ(device.repeat(sampler, 1).size(), 3u);
  EXPECT_FALSE(sampler.rests());
  device.clocks.sm_mhz = 1890;
  EXPECT_EQ(device.repeat(sampler, 1).size(), 3u);
  EXPECT_TRUE(sampler.rests());
}

TEST(Sampler, ByTime) {
  RunOptions options;
  Device device;
  Sampler sampler = device.sampler(options);
  EXPECT_GE(device.repeat(sampler, 0.02).size(), 3u);
  device.clocks.slowdown = "power limit";
  EXPECT_GE(device.repeat(sampler, 0.02).size(), 3u);
  EXPECT_TRUE(sampler.rests());
}

}  // namespace
}  // namespace ireplay
