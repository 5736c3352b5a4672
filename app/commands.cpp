#include "app/commands.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr Command kCommands[] = {
    {"run", "replay; print the table of ops; compare where there is a reference",
     kPaths | kReading | kChoosing | kRunning | kJudging | kTolerances | kReports, run_command},
    {"check", "parse and check without running: what runs how, what is ambiguous, memory",
     kPaths | kReading | kChoosing | kJson, check_command},
    {"show", "the graph, one line a node; with NODE everything about it", kOnePath | kNode | kReading,
     show_command},
    {"compare", "hold two tensor files against each other", kTwoFiles | kTolerances | kJson, compare_command},
    {"bench", "time in rounds, with warm and flushed caches; hold it against a baseline",
     kPaths | kReading | kChoosing | kRunning | kBaseline | kReports, run_command},
    {"merge", "join the JSON records of several runs, such as shards; write any report from them",
     kRecords | kReports, merge_command},
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
