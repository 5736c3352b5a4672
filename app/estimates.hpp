#pragma once

#include "replay/plan/plan.hpp"

/// What a run will take, estimated from its plan alone, so that it is refused before it exhausts the machine.
namespace ireplay {

struct Options;

/// Before anything of a graph is made: throws Error{device} where the memory that its run takes on the host
/// is not free, and where one run on the CPU is estimated to take more than an hour, unless --force. A run of
/// more than a minute is said on standard error.
void require_resources(const Plan& plan, bool on_cpu, const Options& options);

}  // namespace ireplay
