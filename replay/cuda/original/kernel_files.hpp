#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/cuda/original/cubin.hpp"

/// Kernels that Triton compiled, as they lie on disk: a cubin, perhaps the PTX that it was made of, and a
/// JSON file of what a launch needs.
namespace ireplay {

using KernelConfig = std::map<std::string, std::int64_t, std::less<>>;  // XBLOCK: 256 ..

/// How a tensor descriptor that the host makes is laid out (`tensordesc_meta`).
struct TmaRule {
  std::int64_t swizzle = 0, element_bytes = 0, element_type = 0;  // as Triton numbers them
  std::vector<std::int64_t> block;
  bool fp4_padded = false;
};

struct OriginalKernel {
  std::string name;                         // the variable that the wrapper launches; of a cache the function
  std::filesystem::path facts, cubin, ptx;  // the last one may be absent
  std::int64_t warps = 0, ctas = 1;         // 32 * warps threads a block, `ctas` blocks a cluster
  std::array<std::int64_t, 3> cluster = {1, 1, 1};
  std::int64_t shared = 0;  // bytes a block, dynamic
  std::int64_t global_scratch = 0, global_scratch_align = 1, profile_scratch = 0, profile_scratch_align = 1;
  bool programmatic = false;  // launch_pdl: may begin while the launch before it still runs
  bool cooperative = false;
  std::vector<TmaRule> tma_rules;  // by descriptor among the arguments
  KernelConfig config;             // XBLOCK ..: the configuration that was compiled
  bool config_known = true;        // a cache does not always say it
  std::string torch, triton;
  CubinKernel code;
  std::string fault;  // why it can't be used; the rest may be unset
};

/// The kernels of a folder such as `kernels/` of a case, sorted by name: one for each `NAME.json`. A file
/// that cannot be read is a kernel with a fault, which names the file and what is wrong in it; a folder that
/// is not there has no kernels.
std::vector<OriginalKernel> read_kernels(const std::filesystem::path& folder);

/// One kernel by its JSON file. Its cubin is `NAME.cubin` beside it.
OriginalKernel read_kernel(const std::filesystem::path& facts);

}  // namespace ireplay
