#include "app/engines.hpp"

#include "app/logging.hpp"
#include "app/options.hpp"

namespace ireplay {

bool is_on_cpu(const Options& options) {
  std::string why;
  return options.device.empty() ? count_cuda_devices(&why) == 0 : options.device == "cpu";
}

Engine& Engines::get() {
  if (engine_) return *engine_;
  std::string device = options_.device, why;
  if (device.empty()) {
    device = count_cuda_devices(&why) > 0 ? "cuda" : "cpu";
    if (device == "cpu") log_note("running on the CPU: " + why);
  }
  if (device == "cpu") {
    engine_ = make_cpu_engine();
    name_ = "cpu";
  } else {
    engine_ = make_cuda_engine(device == "cuda" ? 0 : std::stoi(device.substr(5)));
    name_ = "cuda";
  }
  return *engine_;
}

}  // namespace ireplay
