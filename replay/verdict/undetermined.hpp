#pragma once

#include <map>
#include <string>
#include <vector>

#include "replay/plan/plan.hpp"
#include "replay/verdict/compare.hpp"
#include "replay/verdict/reference.hpp"

/// Results that neither the graph nor its inputs determine: what depends on numbers that a library call
/// draws, on inputs that were filled at random, or on vectors of a factorization, of which either sign is
/// right.
namespace ireplay {

/// By Plan::outputs: what the output depends on, as the end of "it depends on"; empty for a determined one.
/// `random_inputs` are those that no file gave.
std::vector<std::string> undetermined_outputs(const Plan& plan,
                                              const std::vector<std::string>& random_inputs);

/// By Plan::outputs: which of `sources`, reasons by buffer that is left to chance, an output depends on.
std::vector<std::string> outputs_depending_on(const Plan& plan,
                                              const std::map<std::int32_t, std::string>& sources);

/// Undetermined outputs that differ from the reference become unjudged, with the reason, those too of which
/// elements that differ were excused for another one. One that agrees stays. `comparisons` begin with one for
/// each pair of `match`.
void withdraw_verdicts(const Plan& plan, const std::vector<std::string>& random_inputs,
                       const ReferenceMatch& match, std::vector<Comparison>& comparisons);

}  // namespace ireplay
