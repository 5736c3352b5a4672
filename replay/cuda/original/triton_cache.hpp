#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "parser/model.hpp"
#include "replay/cuda/original/kernel_files.hpp"

/// A cache folder of Triton's or of Inductor's (which has Triton's inside) as a source of original kernels.
namespace ireplay {

/// What a cache has for one compiled kernel.
struct CachedKernel {
  OriginalKernel kernel;               // its name is the function's
  std::string hash;                    // of its folder, as .best_config files name it
  std::shared_ptr<const Source> ttir;  // null: the cache has none
};

struct TritonCache {
  std::filesystem::path folder;
  std::vector<CachedKernel> kernels;
  /// Configurations that autotuning chose: by the hash of the compiled kernel (2.8 and later), and by the
  /// name of the file, which up to 2.5 is that of the kernel's listing.
  std::map<std::string, KernelConfig, std::less<>> best_by_hash, best_by_file;
};

/// Everything below a folder. Throws Error{usage} where it cannot be read or has no kernel.
TritonCache read_triton_cache(const std::filesystem::path& folder);

/// The cached kernel of each Triton listing of a wrapper, under the variable that launches it. A kernel is
/// the one of a listing if its TTIR names the listing's file; where the TTIR names none, the function's name
/// must be the only one. Of several configurations the one that autotuning chose is taken. What cannot be
/// told apart has a fault; a listing that was never compiled is left out.
std::vector<OriginalKernel> kernels_of(const TritonCache& cache, const Wrapper& wrapper);

}  // namespace ireplay
