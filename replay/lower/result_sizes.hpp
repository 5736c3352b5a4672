#pragma once

#include <functional>
#include <optional>

#include "replay/plan/plan.hpp"

/// Extents of results that no shape tells, only the values of the operands.
namespace ireplay {

/// How many rows (`nonzero`, the ops of unique) or elements (`masked_select`, `repeat_interleave`,
/// `bincount`) a call returns. None for other calls. `value` gives a tensor's contents, dense.
std::optional<std::int64_t> count_results(const ExternCall& call,
                                          const std::function<HostTensor(const TensorView&)>& value);

}  // namespace ireplay
