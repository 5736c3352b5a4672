#pragma once

#include "replay/externs/call_frame.hpp"

namespace ireplay {

/// A call that follows from the order of rows, or of all elements. Equal values keep their order; NaN is
/// greater than everything. Throws Error{dump} for numbers that do not fit the tensor.
void run_sort_cpu(SortKind kind, const ExternFrame& frame);

}  // namespace ireplay
