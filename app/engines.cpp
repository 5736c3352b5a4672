#include "app/engines.hpp"

#include "app/logging.hpp"
#include "app/options.hpp"

namespace ireplay {

bool is_on_cpu(const Options& options) {
  std::string why;
  return options.device.empty() ? count_cuda_devices(&why) == 0 : options.device == "cpu";
}

namespace {

/// What only a GPU can do is not left out silently.
void refuse_without_device(const Options& options) {
  std::string why;
  const char* const asked = options.kernels == "original"   ? "--kernels original"
                            : options.beside == "original"  ? "--beside original"
                            : options.against == "original" ? "--against original"
                                                            : nullptr;
  if (asked != nullptr && count_cuda_devices(&why) == 0)
    throw Error(Error::Kind::device, std::string(asked) + " needs a CUDA device: " + why);
}

}  // namespace

Engine& Engines::get() {
  if (engine_) return *engine_;
  std::string device = options_.device, why;
  if (device.empty()) {
    refuse_without_device(options_);
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
