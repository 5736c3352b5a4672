#pragma once

#include <vector>

#include "replay/engine.hpp"
#include "replay/passes/excerpt.hpp"

/// A run of a plan op by op, whose memory lies here between the ops, so that what one of them reads can be
/// given to any engine and changed on the way.
namespace ireplay {

class Chain {
 public:
  /// Memory that nothing has written yet reads as NaN, -1 or true, as the engines have it.
  Chain(const Plan& plan, const TensorMap& inputs);

  /// What the excerpt's plan takes as inputs.
  TensorMap inputs_of(const Excerpt& excerpt) const;
  /// Takes over the storages that a run of the excerpt wrote.
  void take(const Excerpt& excerpt, const TensorMap& outputs);

  HostTensor get(const TensorView& view) const;
  /// `tensor` must have the view's type and size.
  void put(const TensorView& view, const HostTensor& tensor);

 private:
  const Plan& plan_;
  std::vector<HostBytes> storages_;
};

}  // namespace ireplay
