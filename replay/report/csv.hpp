#pragma once

#include <string>
#include <vector>

#include "replay/report/report.hpp"

/// Comma-separated values after RFC 4180, with a header line; empty cells for what was not measured.
namespace ireplay {

/// A row per op.
std::string to_csv(const std::vector<GraphReport>& reports);
/// A row per output.
std::string to_comparison_csv(const std::vector<GraphReport>& reports);

}  // namespace ireplay
