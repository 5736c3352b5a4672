#pragma once

#include <CLI/CLI.hpp>

#include "app/commands.hpp"
#include "app/options.hpp"

namespace ireplay {

/// Gives a command of the command line all that it takes: its positionals and its groups of options, which
/// several commands share. What is given goes into `options`, which must outlive `app`.
void add_options(CLI::App& app, const Command& command, Options& options);

}  // namespace ireplay
