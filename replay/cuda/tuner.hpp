#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/compiled/cache.hpp"
#include "kernels/device/device.hpp"

/// Which of several ways to run one program is fastest here: found by time, kept from run to run.
namespace ireplay {

enum class Tuning : std::uint8_t {
  off,    // the model's choice, or what was found earlier
  quick,  // programs large enough for it are timed once for a device and kept
  full,   // all programs are timed again
};
/// Throws Error{usage} for other words.
Tuning tuning_of(const std::string& word);

/// `12.3 us`.
std::string microseconds(double us);

class KernelTuner {
 public:
  /// `cache_dir`: what is found lies in its folder `schedules`; empty: nothing is kept.
  KernelTuner(Tuning tuning, const std::string& cache_dir, const DeviceFacts& facts);

  Tuning tuning() const { return tuning_; }
  /// The choice among `texts`, all that counts of each candidate, that an earlier run has found on such a
  /// device.
  std::optional<std::size_t> known(const std::vector<std::string>& texts) const;
  void keep(const std::vector<std::string>& texts, std::size_t choice);

 private:
  std::string key(const std::vector<std::string>& texts) const;

  Tuning tuning_;
  FileCache cache_;
  std::string device_;
};

}  // namespace ireplay
