#pragma once

#include <string>

namespace ireplay {

/// Why a text is no JSON to be read: it `is no valid JSON`, `is nested too deeply` (more than `most_depth`
/// objects and lists within each other), `has 'key' twice` in one object. Empty where it is good.
/// Takes time in proportion to the text's length.
std::string json_fault(const std::string& text, std::size_t most_depth);

}  // namespace ireplay
