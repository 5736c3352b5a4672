#pragma once

#include <memory>
#include <string>

/// What the device's clocks do while it is timed, by the driver's management library (NVML).
namespace ireplay {

struct ClockReading {
  int sm_mhz = 0;        // 0: not known
  int max_mhz = 0;       // the highest that the device has
  std::string slowdown;  // why the clocks are held down ("power limit"); empty: they are not
};

class ClockMonitor {
 public:
  /// For the current CUDA device. Without the library, or where it refuses, readings are empty.
  ClockMonitor();
  ~ClockMonitor();
  ClockReading read() const;

 private:
  struct Functions;
  std::unique_ptr<Functions> functions_;
};

}  // namespace ireplay
