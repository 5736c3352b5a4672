#pragma once

#include <string>

/// Libraries found at run time, so that the binary starts where they are missing.
namespace ireplay {

/// A shared library, opened on construction and kept open until the process ends.
class Library {
 public:
  /// `stem` is "cublasLt"; tries the loader's own search, then the usual CUDA folders and $CUDA_HOME, newest
  /// version first. Throws CudaError that names what was looked for.
  explicit Library(const std::string& stem);
  /// Throws CudaError where the library lacks `symbol`.
  template <class Function>
  Function find(const char* symbol) const {
    return reinterpret_cast<Function>(find_symbol(symbol));
  }

 private:
  void* find_symbol(const char* symbol) const;
  std::string stem_;
  void* handle_ = nullptr;
};

}  // namespace ireplay
