#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <string>

#include "kernels/compiled/compiler.hpp"

/// Kernels that were compiled at run time, loaded and launched through the driver's interface, whose
/// functions the CUDA runtime finds, so that nothing is linked with the driver.
struct CUmod_st;
struct CUfunc_st;

namespace ireplay {

/// A kernel loaded into the current device's primary context, where it stays until destruction. Move-only.
/// Its functions throw CudaError; after `launch`, errors of the kernel itself show in later calls, as with
/// the runtime.
class CompiledKernel {
 public:
  /// Loads all of it now, so that the first launch may be inside of a stream capture.
  CompiledKernel(const KernelCode& code, const std::string& entry);

  struct Facts {
    int registers;     // a thread
    int shared_bytes;  // a block, static
    int local_bytes;   // a thread: arrays that are indexed, and registers that did not fit
    int max_threads;   // a block
  };
  Facts facts() const { return facts_; }
  int blocks_per_multiprocessor(int threads, std::size_t dynamic_shared) const;
  /// To be called before a launch or `blocks_per_multiprocessor` with more than 48 KiB.
  void set_max_dynamic_shared(std::size_t bytes) const;

  /// `arguments`: an address of the value of each parameter, read before this returns. `programmatic`: the
  /// kernel may begin while the launch before it in `stream` still runs, and waits where its text says
  /// griddepcontrol.wait; for compute capability 9.0 and later.
  void launch(dim3 grid, dim3 block, std::size_t dynamic_shared, void** arguments, cudaStream_t stream,
              bool programmatic) const;

  CompiledKernel(CompiledKernel&& other) noexcept;
  CompiledKernel& operator=(CompiledKernel&& other) noexcept;
  ~CompiledKernel();

 private:
  CUmod_st* module_ = nullptr;
  CUfunc_st* function_ = nullptr;
  Facts facts_{};
};

}  // namespace ireplay
