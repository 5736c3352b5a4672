#pragma once

#include "replay/report/report.hpp"

namespace ireplay {

/// Runs the graph `runs` times in all, `first` being one of them, and says whether the outputs have the same
/// bits. Where they do not, two more runs that keep every buffer find the first one that differs.
RepeatReport check_repeats(Engine& engine, const Plan& plan, const TensorMap& inputs, RunOptions run,
                           const TensorMap& first, int runs);

}  // namespace ireplay
