#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "replay/case/origin.hpp"

/// Where an op comes from, as `show`, `bisect` and their JSON say it.
namespace ireplay {

/// "file", "first_line", "last_line" and "text" (without the kernel's listing) where the text has the op,
/// "kernel" and "call" where the wrapper has it, and the lists "modules", "aten", "fx_nodes" and "model".
nlohmann::ordered_json to_json(const Origin& origin);

/// `runs as triton_poi_fused_add_0 at output_code.py:140`, `of the model's y (aten.add)`, the lines of the
/// model; a line each, behind so many blanks.
std::string to_provenance(const Origin& origin, std::size_t blanks);

/// The lines of a text, each behind so many blanks; after the first `most` of them `...`.
std::string indented(std::string_view text, std::size_t blanks,
                     std::size_t most = static_cast<std::size_t>(-1));

/// `a, b, c`
std::string join(const std::vector<std::string>& list, std::string_view between = ", ");

}  // namespace ireplay
