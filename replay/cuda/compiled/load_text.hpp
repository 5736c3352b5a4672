#pragma once

#include "replay/cuda/compiled/emit_body.hpp"

namespace ireplay {

/// Statements that load a whole vector into `v3[u]`. `unrolled`: "[u]", or empty where one vector is all a
/// thread holds; `guarded`: elements at the ends of a shifted row may not be the program's.
void add_vector_load(const Body& body, ValueId value, const std::string& unrolled, bool guarded,
                     Lines& lines);

}  // namespace ireplay
