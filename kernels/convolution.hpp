#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernels/dtype.hpp"

/// Convolutions and their gradients through cuDNN, which is loaded on first use.
///
/// x is [n, groups * c, positions...], w [groups * f, c, taps...], y [n, groups * f, positions...]; y is x
/// convolved with w, and each of the three can be what is computed from the two others.
namespace ireplay {

/// Strides of tensors [n, channels, positions...] without gaps: as listed, or with the channels innermost.
std::vector<std::int64_t> packed_strides(const std::vector<std::int64_t>& size, bool channels_last);

enum class ConvolutionTensor : std::uint8_t { x, w, y };

struct ConvolutionProblem {
  ConvolutionTensor wanted = ConvolutionTensor::y;
  DType dtype = DType::f32;                             // of all three; sums are float32, float64 for f64
  std::vector<std::int64_t> x, w, y;                    // sizes: two or three dimensions of positions
  std::vector<std::int64_t> stride, padding, dilation;  // one entry for each dimension of positions
  std::int64_t groups = 1;
  /// How all three lie in memory: packed_strides.
  bool channels_last = false;
  void *x_data = nullptr, *w_data = nullptr, *y_data = nullptr;  // multiples of 16
  bool allow_tf32 = false;
};

/// A convolution made ready: descriptors and the algorithm, to be launched any number of times.
class ConvolutionPlan {
 public:
  virtual ~ConvolutionPlan() = default;
  virtual void launch(cudaStream_t stream) const = 0;
  /// "cudnn:fprop/1": the library's number of the algorithm.
  virtual const std::string& algorithm() const = 0;
};

class ConvolutionLibrary {
 public:
  /// Throws CudaError that says what to do where the library cannot be loaded or this build has no headers of
  /// it.
  ConvolutionLibrary();
  ~ConvolutionLibrary();
  /// Among the library's first candidates those count that give the same bits each time and, for float32,
  /// float32's accuracy; they are measured where the work is large enough for it to matter. The wanted tensor
  /// is overwritten then. Null where the library does not take the problem. Plans share one workspace: they
  /// must run on one stream, and not outlive the library.
  std::unique_ptr<ConvolutionPlan> make(const ConvolutionProblem& problem, cudaStream_t stream);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
