#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "replay/cpu/noise.hpp"
#include "replay/plan/plan.hpp"

/// Random rounding of library calls, whatever they compute.
namespace ireplay {

/// Whether a call computes: moving, selecting and comparing elements is exact everywhere.
bool is_arithmetic(const ExternCall& call);

/// Stands between a call and its memory. A stable algorithm's result is the exact one of operands that are
/// off by a few roundings: operands are handed out as float64 copies, each element off by up to sqrt(terms)
/// roundings of the compute type (terms: how many go into one element of the result), and results are taken
/// in float64 and moved as far before they are rounded to their type. Attention rounds its probabilities to
/// the tensors' type on the way, which shows as a rounding of the values.
class NoisyCall {
 public:
  using ViewOf = std::function<HostView(const TensorView&)>;
  /// `step` must be a call.
  NoisyCall(const Step& step, const Plan& plan, const ViewOf& view_of, std::uint64_t seed);

  HostView view(const TensorView& tensor);
  /// Writes the results to their memory.
  void finish();

 private:
  struct Copy {
    TensorView of;
    HostView target;
    HostTensor values;
    bool is_result = false;
  };
  bool is_written(const TensorView& tensor) const;
  bool is_fresh_result(const TensorView& tensor) const;
  double amount_of(const TensorView& tensor) const;
  void perturb(HostTensor& values, double amount);

  const Step& step_;
  const Plan& plan_;
  const ViewOf& view_of_;
  RoundingNoise noise_;
  double roundings_ = 1;  // sqrt(terms)
  std::deque<Copy> copies_;
};

}  // namespace ireplay
