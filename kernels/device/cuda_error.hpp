#pragma once

#include <stdexcept>

namespace ireplay {

/// A call of the driver, the runtime or a CUDA library that failed; what cannot be loaded, too.
class CudaError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace ireplay
