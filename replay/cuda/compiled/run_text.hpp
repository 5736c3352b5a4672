#pragma once

#include "replay/cuda/compiled/emit_body.hpp"
#include "replay/cuda/compiled/passes.hpp"

/// Columns: the elements of a column that a thread holds at once, reduced among themselves first.
namespace ireplay {

/// Whether the reduction is cheaper of several elements at once than one after the other: moments take one
/// division for all of them, exponentials one rescaling.
bool takes_runs(const Body& body, ValueId value);
/// Statements behind the loop over the thread's vectors. `exact`: each of them is one of the program's.
void add_run(const Body& body, const std::vector<ReduceState>& states, ValueId value, bool exact,
             Lines& lines);

}  // namespace ireplay
