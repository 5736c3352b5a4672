#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ireplay {

/// One line on standard error that says how far a run is. It appears after a second, on a terminal only, and
/// is wiped before anything else is printed.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// The graph that the next updates are about: `graph 3 of 12: model__2_forward_1.0`.
  void begin(std::string title);
  void update(std::int64_t done, std::int64_t total, std::string_view what);
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;
  bool enabled_;
  bool shown_ = false;
  std::string title_;
  Clock::time_point start_, last_;
};

}  // namespace ireplay
