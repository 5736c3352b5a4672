#pragma once

#include <string_view>

/// Sources of kernels/ as text, for kernels that are compiled at run time. Made when the project is built
/// (source_text.cmake): comments and includes are left out, each text needs those before it.
namespace ireplay {

std::string_view scalar_source_text();    // narrow floats, the arithmetic of scalar rows, Philox
std::string_view special_source_text();   // series and loops of the special rows
std::string_view compiled_source_text();  // prelude.cuh, reductions.cuh, updates.cuh of kernels/compiled

}  // namespace ireplay
