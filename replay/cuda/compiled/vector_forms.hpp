#pragma once

#include "replay/cuda/compiled/emit_body.hpp"

/// Which instructions work on a whole vector at once, and which differ within one.
namespace ireplay {

bool store_varies(const Body& body, ValueId store);
bool is_vector_store(const Body& body, ValueId store);
/// Four float32 neighbours in one update.
bool is_vector_atomic(const Body& body, ValueId store);
/// Rows: every element of the vector counts, also where they are equal.
bool reduce_varies(const Body& body, ValueId reduce);
/// Whether the reduction's state takes vectors.
bool takes_vectors(const Body& body, ValueId reduce);

}  // namespace ireplay
