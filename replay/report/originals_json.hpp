#pragma once

#include <nlohmann/json.hpp>

#include "replay/report/originals.hpp"

namespace ireplay {

/// {kernel, call, file, entry, grid, block, cluster, shared_bytes, registers, local_bytes ..} of each launch
/// that belongs to the op; what is not known is absent.
nlohmann::ordered_json originals_to_json(const std::vector<OriginalUse>& originals, const std::string& op);

}  // namespace ireplay
