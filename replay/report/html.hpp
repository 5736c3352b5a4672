#pragma once

#include <string>
#include <vector>

#include "replay/report/json.hpp"

namespace ireplay {

/// One page that needs nothing but a browser: per graph the table of ops, bars of their times, the roofline
/// where ceilings were measured, the graph (an op opens by a click: shapes, times, the texts of
/// OpReport::texts), what the comparison found with a histogram of errors.
std::string to_html(const std::vector<GraphReport>& reports, const RunHeader& header);

}  // namespace ireplay
