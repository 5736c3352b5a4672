#include "kernels/device/clocks.hpp"

#include <cuda_runtime_api.h>
#include <dlfcn.h>

namespace ireplay {
namespace {

// nvml.h's own numbers
constexpr int kSuccess = 0, kSmClock = 1;
struct Reason {
  unsigned long long bit;
  const char* words;
};
constexpr Reason kReasons[] = {{0x04, "power limit"},
                               {0x08, "hardware slowdown"},
                               {0x20, "temperature"},
                               {0x40, "temperature (hardware)"},
                               {0x80, "power brake"}};

}  // namespace

struct ClockMonitor::Functions {
  void* library = nullptr;
  void* device = nullptr;
  int (*clock)(void*, int, unsigned*) = nullptr;
  int (*max_clock)(void*, int, unsigned*) = nullptr;
  int (*reasons)(void*, unsigned long long*) = nullptr;
  int (*shutdown)() = nullptr;

  template <class Function>
  bool find(const char* symbol, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, symbol));
    return function != nullptr;
  }

  bool open() {
    library = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
    int (*init)() = nullptr;
    int (*by_bus)(const char*, void**) = nullptr;
    char bus[32] = {};
    int number = 0;
    return library != nullptr && find("nvmlInit_v2", init) && find("nvmlShutdown", shutdown) &&
           find("nvmlDeviceGetHandleByPciBusId_v2", by_bus) && find("nvmlDeviceGetClockInfo", clock) &&
           find("nvmlDeviceGetMaxClockInfo", max_clock) &&
           find("nvmlDeviceGetCurrentClocksThrottleReasons", reasons) &&
           cudaGetDevice(&number) == cudaSuccess &&
           cudaDeviceGetPCIBusId(bus, sizeof bus, number) == cudaSuccess && init() == kSuccess &&
           by_bus(bus, &device) == kSuccess;
  }
};

ClockMonitor::ClockMonitor() : functions_(std::make_unique<Functions>()) {
  if (!functions_->open()) functions_.reset();
}
ClockMonitor::~ClockMonitor() {
  if (functions_) functions_->shutdown();
}

ClockReading ClockMonitor::read() const {
  ClockReading reading;
  if (!functions_) return reading;
  unsigned mhz = 0;
  unsigned long long bits = 0;
  if (functions_->clock(functions_->device, kSmClock, &mhz) == kSuccess)
    reading.sm_mhz = static_cast<int>(mhz);
  if (functions_->max_clock(functions_->device, kSmClock, &mhz) == kSuccess)
    reading.max_mhz = static_cast<int>(mhz);
  if (functions_->reasons(functions_->device, &bits) != kSuccess) return reading;
  for (const Reason& reason : kReasons)
    if ((bits & reason.bit) != 0)
      reading.slowdown += (reading.slowdown.empty() ? "" : ", ") + std::string(reason.words);
  return reading;
}

}  // namespace ireplay
