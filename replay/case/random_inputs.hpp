#pragma once

#include <map>
#include <string>
#include <string_view>

#include "replay/plan/plan.hpp"

/// Tensors for the inputs that the user gave no values for. Equal seeds give equal tensors on every machine,
/// whatever the other inputs are: each input draws from its own stream, named by the seed and the input's
/// name.
namespace ireplay {

/// `fill` is one of randn, rand, zeros, ones, arange, index, an .npy file, or empty for the type's default:
/// randn for floats, both values for bools, integers below the bound for indices and from 0 to 9 for other
/// integers, all 64 bits for seeds that the graph would have drawn. Throws Error{usage} for an unknown fill,
/// for `index` where the graph states no bound and for a file whose tensor does not fit.
HostTensor make_input(const Plan& plan, const PlanInput& input, std::string_view fill, std::uint64_t seed);

/// All inputs of the plan: `given` ones as they are (checked for type and shape), the others by `fills` (by
/// input name) or their default. Names of inputs that were filled at random go to `random`.
TensorMap make_inputs(const Plan& plan, const TensorMap& given,
                      const std::map<std::string, std::string, std::less<>>& fills, std::uint64_t seed,
                      std::vector<std::string>& random);

}  // namespace ireplay
