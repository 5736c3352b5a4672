#pragma once

#include "replay/externs/call_frame.hpp"
#include "replay/externs/extern_table.hpp"

namespace ireplay {

/// Sizes of what sorts and selections return, which engines run by their own sort and not by parts: throws
/// Error{dump} where a result's buffer has another size, the dimension is none of the operand's, or `k` is
/// more than it has. Results of data-dependent size are left alone.
void require_sorted_sizes(const ExternRow& row, const ExternFrame& frame);

}  // namespace ireplay
