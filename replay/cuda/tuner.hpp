#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <functional>
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

/// One of several ways to do the same.
struct Candidate {
  std::string name;  // for people
  std::string text;  // all that counts for its time
  std::function<void()> launch;
};

class KernelTuner {
 public:
  /// `cache_dir`: what is found lies in its folder `schedules`; empty: nothing is kept.
  KernelTuner(Tuning tuning, const std::string& cache_dir, const DeviceFacts& facts);

  Tuning tuning() const { return tuning_; }
  /// The choice among `texts`, all that counts of each candidate, that an earlier run has found on such a
  /// device.
  std::optional<std::size_t> known(const std::vector<std::string>& texts) const;
  struct Found {
    std::size_t choice;
    std::string figures;  // `12.3 us, others took: rows/2x8 14.0 us`
  };
  /// The fastest one, which `known` gives from now on.
  Found find(const std::vector<Candidate>& candidates, cudaStream_t stream);

 private:
  void keep(const std::vector<std::string>& texts, std::size_t choice);
  std::string key(const std::vector<std::string>& texts) const;

  Tuning tuning_;
  FileCache cache_;
  std::string device_;
};

}  // namespace ireplay
