#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <string>

namespace ireplay {

/// Whether a library's first candidates are timed where it has several for a problem.
enum class Measuring : std::uint8_t {
  never,  // what was found earlier, else the library's own choice, which is not kept
  large,  // where there is so much work that it matters
  all,
};

/// A library's problem made ready: descriptors and the algorithm, to be launched any number of times.
class LibraryPlan {
 public:
  virtual ~LibraryPlan() = default;
  virtual void launch(cudaStream_t stream) = 0;
  /// The library's name and number of what runs: "cublasLt:67", "cudnn:fprop/62", "cusolver:Xgetrf".
  virtual const std::string& algorithm() const = 0;
};

}  // namespace ireplay
