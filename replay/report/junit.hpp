#pragma once

#include <string>

#include "replay/report/report.hpp"

namespace ireplay {

/// JUnit XML: a test suite per graph, a test case per compared output and one, `replay`, for the run itself.
/// An output that differs is a failure, a graph that could not run is an error, one without a reference has
/// `replay` alone.
std::string to_junit(const std::vector<GraphReport>& reports);

}  // namespace ireplay
