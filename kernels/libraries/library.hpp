#pragma once

#include <optional>
#include <string>

/// Libraries found at run time, so that the binary starts where they are missing.
namespace ireplay {

/// The file of `stem` that a look into LD_LIBRARY_PATH and the folders of `Library` finds first, without
/// opening it. Nothing where only the loader's own list knows it, if that.
std::optional<std::string> find_library_file(const std::string& stem);

/// A shared library, opened on construction and kept open until the process ends.
class Library {
 public:
  /// `stem` is "cublasLt"; tries the loader's own search, then $CUDA_HOME, the usual CUDA folders and
  /// NVIDIA's packages of $CONDA_PREFIX and $VIRTUAL_ENV, newest version first. Throws CudaError that names
  /// what was looked for.
  explicit Library(const std::string& stem);
  /// The library of that file. Throws CudaError with the loader's own words.
  static Library open_file(const std::string& path);
  /// Throws CudaError where the library lacks `symbol`.
  template <class Function>
  Function find(const char* symbol) const {
    return reinterpret_cast<Function>(find_symbol(symbol));
  }

 private:
  Library() = default;
  void* find_symbol(const char* symbol) const;
  std::string stem_;
  void* handle_ = nullptr;
};

}  // namespace ireplay
