#pragma once

#include <functional>
#include <string>

#include "replay/case/case_plan.hpp"

namespace ireplay {

struct Options;

/// For commands that make plans and do not run them: every graph that the options name, parsed, checked and
/// lowered. A graph that fails goes to `failed`; what fails before there is a graph is thrown.
void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed);

}  // namespace ireplay
