#pragma once

#include <cublasLt.h>

#include <map>
#include <optional>
#include <string>

#include "kernels/compiled/cache.hpp"
#include "kernels/libraries/gemm.hpp"

/// Which algorithm runs which product: found once for a problem, and kept from run to run.
namespace ireplay {

struct GemmChoice {
  cublasLtMatmulAlgo_t algorithm{};  // plain bytes, which the same version of the library understands again
  std::int64_t candidate = 0;        // its place among the heuristic's
};

class GemmChoices {
 public:
  /// `made_for`: device and version of the library. An empty `cache_dir`: kept in this process alone; else in
  /// its folder `cublasLt`.
  void use_cache(const std::string& cache_dir, const std::string& made_for);

  std::optional<GemmChoice> find(const GemmProblem& problem);
  void keep(const GemmProblem& problem, const GemmChoice& choice);

 private:
  std::string key_of(const GemmProblem& problem) const;

  std::string made_for_;
  FileCache cache_{""};
  std::map<std::string, GemmChoice> known_;
};

}  // namespace ireplay
