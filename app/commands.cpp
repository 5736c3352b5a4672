#include "app/commands.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr Command kCommands[] = {
    {"run", "replay; print the table of ops; compare where there is a reference",
     kPaths | kReading | kOnEngine | kRunning | kTolerances, run_command},
    {"check", "parse and check without running: what runs how, what is ambiguous, memory",
     kPaths | kReading | kJson, check_command},
    {"show", "the graph, one line a node; with a NODE or BUFFER everything about it",
     kOnePath | kNode | kReading, show_command},
    {"bisect", "which op is at fault: every op on its own inputs and on the judge's",
     kOnePath | kReading | kOnEngine | kAgainst | kOut | kJson, bisect_command},
    {"extract", "a case folder of a few ops, with their tensors",
     kOnePath | kOps | kReading | kOnEngine | kAgainst | kOut, extract_command},
    {"reduce", "the fewest ops, as a case folder, that still fail or that --check accepts",
     kOnePath | kReading | kOnEngine | kAgainst | kCheck | kOut, reduce_command},
    {"diff", "two texts of one model: which ops are the same, split, merged, new, gone",
     kTwoPaths | kReading | kJson, diff_command},
    {"compare", "hold two tensor files against each other", kTwoFiles | kTolerances | kJson, compare_command},
    {"ops", "the tables: scalar ops, externs, element types", kJson, ops_command},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto row = std::find_if(std::begin(kCommands), std::end(kCommands),
                                [&](const Command& command) { return command.name == name; });
  return row == std::end(kCommands) ? nullptr : row;
}

}  // namespace ireplay
