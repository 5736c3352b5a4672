#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "kernels/compiled/cache.hpp"

/// Kernels from their text: compiled in the background on all cores, and remembered from run to run.
namespace ireplay {

/// One kernel's text, which includes no header. Equal texts are compiled once.
struct KernelText {
  std::string entry;  // name of its extern "C" __global__ function
  std::string text;
};

struct KernelCode {
  std::vector<std::byte> cubin;  // machine code, or PTX where NVRTC does not know the device
  bool from_cache = false;
  double milliseconds = 0;  // that one thread took for it, be it the compiler or the cache
};

struct CompilerOptions {
  int sm = 90;            // compute capability, 90 for 9.0
  std::string cache_dir;  // kernels lie in its folder `kernels`; empty: no cache
  bool contract = true;   // a product and the sum it goes into may round once
  int threads = 0;        // 0: as many as the machine has cores
};

/// Any thread may call any function. A kernel's name in the cache is made of its text and entry, the options,
/// the architecture, the version of NVRTC and of this program.
class KernelCompiler {
 public:
  /// Does nothing yet: NVRTC is looked for on first use, opened when the first kernel is not in the cache,
  /// and threads are started as kernels come.
  explicit KernelCompiler(CompilerOptions options);
  /// Waits for the kernels that are being compiled; those not begun are dropped.
  ~KernelCompiler();
  KernelCompiler(const KernelCompiler&) = delete;
  KernelCompiler& operator=(const KernelCompiler&) = delete;

  /// Empty where NVRTC is there, else what was looked for. A library that is there and cannot be opened shows
  /// as an error of `get`.
  std::string why_unavailable();
  /// Compiles it in the background, at once or when a thread is free; never blocks.
  void start(const KernelText& text);
  /// Waits for it, and does it here if no thread has begun. Throws CudaError with NVRTC's log and the
  /// numbered lines of the text around the first error, each time it is asked. The reference lasts as long as
  /// this object.
  const KernelCode& get(const KernelText& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
