#pragma once

#include <string>
#include <vector>

#include "replay/verdict/chain.hpp"
#include "replay/verdict/noise.hpp"

namespace ireplay {

/// A chain several times over, each with rounding of its own: what lies between two tensors that are given
/// may be off by as much as these are. One more breaks ties the other way.
class NoisyChains {
 public:
  NoisyChains(const Plan& plan, const TensorMap& inputs, ReferenceRounding rounding, int runs, int threads);

  /// Runs a unit on all of them. `place` is its number.
  void run(const Excerpt& excerpt, std::uint64_t place);
  void put(const TensorView& view, const HostTensor& tensor);

  /// What the last unit gave on each; `plain` without noise.
  const MeasuredRuns& measured(const TensorMap& plain);  // which outlives what is done with them
  /// Elements of its result that are others when ties are broken the other way.
  Excused tied(const std::string& key, const TensorMap& plain) const;

 private:
  struct NoisyChain {
    Chain chain;
    RunOptions options;
  };
  std::vector<NoisyChain> chains_;
  std::size_t late_ = 0;
  MeasuredRuns measured_;
  TensorMap late_outputs_;
};

}  // namespace ireplay
