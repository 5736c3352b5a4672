#pragma once

#include <string>
#include <vector>

#include "replay/report/report.hpp"

namespace ireplay {

/// The Chrome trace event format, which Perfetto (ui.perfetto.dev) opens: a process per graph, in it a slice
/// per op that was timed, one behind the other, as long as the op's median with warm caches (cold ones where
/// only those were timed); bytes, flops and what else is known of it are arguments. Slices begin where the op
/// before ends: the record holds durations, not moments.
std::string to_trace(const std::vector<GraphReport>& reports);

}  // namespace ireplay
