#include "app/commands.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr Command kCommands[] = {
    {"run", "replay; print the table of ops; compare where there is a reference",
     kPaths | kReading | kOriginals | kChoosing | kOnEngine | kRunning | kJudging | kTolerances | kReports,
     "ireplay cases/\n"
     "ireplay run model__0_forward_1.0 --device cpu --reference f64\n"
     "ireplay cases/ --shard 2/8 --json 2.json --junit 2.xml\n"
     "ireplay model.0 --html model.html",
     run_command},
    {"check", "parse and check without running: what runs how, what is ambiguous, memory",
     kPaths | kReading | kChoosing | kOriginals | kJson,
     "ireplay check torch_compile_debug/\n"
     "ireplay check cases/ --json check.json",
     check_command},
    {"show", "the graph, one line a node; with a NODE or BUFFER everything about it",
     kOnePath | kNode | kReading | kOriginals,
     "ireplay show model.0\n"
     "ireplay show model.0 op3\n"
     "ireplay show model.0 --format svg",
     show_command},
    {"bisect", "which op is at fault: every op on its own inputs and on the judge's",
     kOnePath | kReading | kOriginals | kOnEngine | kAgainst | kOut | kJson,
     "ireplay bisect model.0 --against f64", bisect_command},
    {"extract", "a case folder of a few ops, with their tensors",
     kOnePath | kOps | kReading | kOnEngine | kAgainst | kOut, "ireplay extract model.0 op3 op4 --out small/",
     extract_command},
    {"reduce", "the fewest ops, as a case folder, that still fail or that --check accepts",
     kOnePath | kReading | kOnEngine | kAgainst | kCheck | kOut, "ireplay reduce model.0 --out small/",
     reduce_command},
    {"diff", "two texts of one model: which ops are the same, split, merged, new, gone",
     kTwoPaths | kReading | kJson, "ireplay diff old/model.0 new/model.0", diff_command},
    {"compare", "hold two tensor files against each other", kTwoFiles | kTolerances | kJson,
     "ireplay compare ours.safetensors theirs.safetensors --rtol 1e-3", compare_command},
    {"bench", "time in rounds, with warm and flushed caches; hold it against a baseline",
     kPaths | kReading | kOriginals | kChoosing | kOnEngine | kRunning | kBaseline | kReports,
     "ireplay bench cases/ --json base.json\n"
     "ireplay bench cases/ --baseline base.json --max-slowdown 3%",
     run_command},
    {"merge", "join the JSON records of several runs, such as shards; write any report from them",
     kRecords | kReports, "ireplay merge shard-*.json --json all.json --junit all.xml --html all.html",
     merge_command},
    {"ops", "the tables of scalar ops, library calls and element types, or what has NAME in it",
     kOpName | kJson,
     "ireplay ops\n"
     "ireplay ops attention",
     ops_command},
    {"completion", "what a shell needs to complete options: bash, zsh or fish", kShell,
     "ireplay completion bash > ~/.local/share/bash-completion/completions/ireplay\n"
     "ireplay completion fish > ~/.config/fish/completions/ireplay.fish",
     completion_command},
    {"help", "what a command does, with all of its options; --man: the manual page", kTopic,
     "ireplay help bench\n"
     "ireplay help --man | man -l -",
     help_command},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto row = std::find_if(std::begin(kCommands), std::end(kCommands),
                                [&](const Command& command) { return command.name == name; });
  return row == std::end(kCommands) ? nullptr : row;
}

}  // namespace ireplay
