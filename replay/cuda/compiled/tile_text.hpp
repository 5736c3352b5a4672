#pragma once

#include <string>

#include "replay/cuda/compiled/emit_body.hpp"

/// Tiles of points (Schedule::tile_lead): where a block stands, and the operands that it turns in shared
/// memory.
namespace ireplay {

/// Declares, for each of a thread's vectors, the variables and where it lies in the tile (tile_lead_at,
/// tile_across_at); `in` where the tile may reach past the ranges.
void add_tile_positions(const Body& body, bool exact, Lines& lines);
/// Brings every staged operand to shared memory, in order along `across`, and waits for the block.
void add_staging(const Body& body, Lines& lines);
/// Whether a staged load is read in words, which hold elements of several of a thread's vectors, and its
/// statements, which stand where `u` counts the vectors.
bool reads_words(const Body& body, ValueId load);
void add_word_reads(const Body& body, ValueId load, Lines& lines);
/// One element of a staged load: `e` counts along the vector.
std::string staged_element(const Body& body, ValueId load, const std::string& element);

}  // namespace ireplay
