#pragma once

#include <string>

#include "replay/cuda/compiled/emit_body.hpp"

/// Scans as text: of a row by the threads that share it, of columns by the thread that has them.
namespace ireplay {

/// Bytes of shared memory that a block's scan of rows takes; 0: none.
std::int64_t scan_bytes(const Body& body);

/// Declares what the scan carries through the loop over the reduction of the stage numbered `stage`.
void add_carry(const Body& body, ValueId scan, std::size_t stage, Lines& lines);
/// The scan's values at a thread's vectors, whose operands are known at all of them. `exact`: none of them is
/// past the end.
void add_scan(const Body& body, ValueId scan, std::size_t stage, bool exact, Lines& lines);

}  // namespace ireplay
