#pragma once

#include <string>

#include "replay/report/report.hpp"

namespace ireplay {

/// JUnit XML, valid UTF-8 whatever the names hold: a test suite per graph with its time and when it began, a
/// test case per op with its time and one per output. An output that differs and an op that became slower
/// than the baseline allows are failures, outputs that were not judged are skipped with the reason, and a
/// graph that could not run is the one case `replay` with an error. Class names are the graphs', relative to
/// PATH.
std::string to_junit(const std::vector<GraphReport>& reports);

}  // namespace ireplay
