#pragma once

#include <string>

#include "replay/report/report.hpp"

namespace ireplay {

/// One row per op of every graph, RFC 4180, with a header; figures that were not measured are empty.
std::string to_csv(const std::vector<GraphReport>& reports);

}  // namespace ireplay
