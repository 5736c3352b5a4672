#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/compare.hpp"

/// What rounding does to the outputs of a graph, measured.
///
/// A plan is run as it is and then a few times with Monte Carlo arithmetic, in which every sum and every
/// transcendental function rounds at random within what right implementations may do. How far the
/// outputs then lie from the first run is the noise. It is pooled over a tensor, because a rounding that
/// falls the other way at one element in one run does so at another one in the next, and it gives three
/// limits: on an element, by its magnitude, from the largest deviation that was seen; on the root mean
/// square; and on the bias, which chance leaves at noise / sqrt(n) and a wrong factor or a dropped term does
/// not.
namespace ireplay {

struct MeasuredRuns {
  std::shared_ptr<const TensorMap> plain;  // outputs without noise; never null
  std::vector<TensorMap> noisy;
};

/// For a reference that was rounded otherwise than the plan rounds, op by op or not at all, a run that does
/// as the reference did is one of the noisy ones. None where the graph is too large for so many runs, and
/// where noise leads a run into a fault.
/// `computed`, where it is given: inputs that were computed elsewhere (what collectives return) as a run with
/// that noise computes them.
std::optional<MeasuredRuns> measure_noise(const Plan& plan, const TensorMap& inputs,
                                          ReferenceRounding rounding, int threads,
                                          const std::function<TensorMap(std::uint64_t noise)>& computed = {});

/// Whether the CPU measures a graph's noise in about a second.
bool is_quickly_measured(const Plan& plan);

/// The same as of a fused reference by the noisy plan of noisy_plan.hpp, on an engine that runs it: a device.
/// None where there is no such plan, where it does not fit into memory and where noise leads a run into a
/// fault. Of a graph without noise there are no noisy runs, and the plain one's are `outputs`, which outlive
/// them.
std::optional<MeasuredRuns> measure_noise_on(Engine& engine, const Plan& plan, const TensorMap& inputs,
                                             const TensorMap& outputs, const RunOptions& options);

/// The limits of one output.
Limits limits_of(const MeasuredRuns& runs, const std::string& key);

/// Elements that are finite in one run and not in another: rounding decides whether they overflow. Empty
/// where there are none.
Excused broken_by_rounding(const MeasuredRuns& runs, const std::string& key);

/// Both of every output, by key.
struct MeasuredLimits {
  std::map<std::string, Limits, std::less<>> limits;
  std::map<std::string, Excused, std::less<>> excused;
};
MeasuredLimits limits_of(const MeasuredRuns& runs);

}  // namespace ireplay
