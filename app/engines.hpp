#pragma once

#include <memory>
#include <string>

#include "replay/engine.hpp"

namespace ireplay {

struct Options;

/// Whether the options ask for the CPU, or ask for nothing and there is no CUDA device.
bool is_on_cpu(const Options& options);

/// The engine that the options ask for, made when it is first needed, so that a dump that cannot be read says
/// so even where the device is missing.
class Engines {
 public:
  explicit Engines(const Options& options) : options_(options) {}

  /// --device, else the first CUDA device, else the CPU, which is said on standard error.
  /// Throws Error{device} where a device that was asked for is not there.
  Engine& get();
  /// cuda or cpu; of the engine that `get` made.
  const std::string& name() const { return name_; }

 private:
  const Options& options_;
  std::unique_ptr<Engine> engine_;
  std::string name_;
};

}  // namespace ireplay
