#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ireplay {

/// What in `value` breaks `schema`, one line each: a place and what is wrong there. Knows the words of JSON
/// Schema that ours use: type, const, enum, required, properties, additionalProperties (false), items and
/// $ref into $defs.
std::vector<std::string> breaches(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace ireplay
