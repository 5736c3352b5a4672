#pragma once

#include <map>
#include <optional>
#include <vector>

#include "replay/cpu/wide_memory.hpp"
#include "replay/plan/plan.hpp"
#include "replay/plan/rounding_noise.hpp"

/// Random rounding of library calls, whatever they compute.
namespace ireplay {

/// Stands between a call and its memory: operands are handed out as float64 copies, off at random by as much
/// as passes/call_noise.hpp says, and results are taken in float64 and moved as far before they are rounded
/// to their type.
class NoisyCall {
 public:
  /// `step` must be a call.
  NoisyCall(const Step& step, const Plan& plan, const ViewOf& view_of, std::uint64_t seed);

  HostView view(const TensorView& tensor);
  /// Writes the results to their memory.
  void finish();

 private:
  /// A storage as the call sees it.
  struct Held {
    std::optional<DType> part;
    bool mixed = false;  // seen as two types
    std::vector<TensorView> operands, results;
    WideBlock block;
    /// Where operands are written: their numbers, and what they were off to. What the call leaves is exact.
    std::vector<double> given, moved;
    bool is_held() const;
  };
  void find_tensors();
  Held& note(const TensorView& tensor);
  void load(Held& held);
  double amount_of(const TensorView& tensor) const;
  void perturb(WideBlock& block, const TensorView& tensor, double amount);

  const Step& step_;
  const Plan& plan_;
  const ViewOf& view_of_;
  RoundingNoise noise_;
  std::map<std::int32_t, Held> held_;
};

}  // namespace ireplay
