#pragma once

#include <string>
#include <vector>

#include "app/options.hpp"

/// What other programs are told of the command line, all from the one table of options.
namespace ireplay {

/// A completion script. `shell`: bash, zsh or fish.
std::string to_completion(const std::string& shell, const std::vector<CommandRow>& commands);

/// ireplay(1) in the man macros.
std::string to_man_page(const std::vector<CommandRow>& commands, const std::string& version);

}  // namespace ireplay
