#pragma once

#include <functional>
#include <vector>

#include "kernels/device/clocks.hpp"
#include "replay/engine.hpp"

/// How often what is timed on a device is repeated, and when.
namespace ireplay {

class Sampler {
 public:
  using Sample = std::function<double()>;  // one run, in microseconds

  /// `all`: whether all ranks of a run say so; it makes them end at the same sample, and begin each at once.
  /// `clocks`: the device's, now.
  Sampler(const RunOptions& options, std::function<bool(bool)> all, std::function<ClockReading()> clocks);

  /// Warm-up runs are cut short where one of them takes longer than all samples may.
  void warm_up(const Sample& sample) const;

  /// A number of samples, or until enough time has gone by and the median has settled, or four times as much
  /// has. Where the device is slow then, as it is at its power limit, all are taken again in short bursts
  /// with rests between them, here and from then on: then `forget` is called first.
  std::vector<double> repeat(double seconds, const Sample& sample, const std::function<void()>& forget = {});

  bool rests() const { return rests_; }

 private:
  /// Slower than it can be, or at its power limit, which the driver is some tens of milliseconds late to say.
  bool is_held_down() const;
  bool is_enough(const std::vector<double>& samples, double gone, double seconds) const;
  std::vector<double> in_a_row(double seconds, const Sample& sample) const;
  std::vector<double> in_bursts(double seconds, const Sample& sample) const;

  const RunOptions& options_;
  std::function<bool(bool)> all_;
  std::function<ClockReading()> clocks_;
  bool rests_ = false;
};

}  // namespace ireplay
