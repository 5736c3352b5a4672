#pragma once

#include <span>
#include <string_view>

namespace ireplay {

struct Options;

/// Groups of options and arguments that a command takes.
enum Takes : unsigned {
  kPaths = 1,     // PATH...
  kOnePath = 2,   // PATH
  kTwoFiles = 4,  // A B
  kNode = 8,      // [NODE] --format
  kReading = 16,  // what the dump leaves open
  kRunning = 32,  // values, device, timing
  kTolerances = 64,
  kJson = 128,
  kOnEngine = 256,   // values of inputs and the device
  kAgainst = 512,    // --against
  kOut = 1024,       // --out
  kOps = 2048,       // OP...
  kCheck = 4096,     // --check
  kTwoPaths = 8192,  // A B
  kReports = 16384,
  kJudging = 32768,      // reference, repeats
  kBaseline = 65536,     // rounds, baseline
  kRecords = 131072,     // FILE... of --json
  kOpName = 262144,      // [NAME]
  kChoosing = 524288,    // --filter, --shard
  kShell = 1048576,      // SHELL
  kTopic = 2097152,      // [COMMAND] --man
  kOriginals = 4194304,  // --triton-cache
};

struct Command {
  std::string_view name, help;
  unsigned takes;
  std::string_view examples;   // for --help, a line each
  int (*run)(const Options&);  // the exit code; may throw Error
};

/// Every command of the program, one row each.
std::span<const Command> commands();
/// Null for a word that names none.
const Command* find_command(std::string_view name);

int run_command(const Options& options);
int check_command(const Options& options);
int show_command(const Options& options);
int bisect_command(const Options& options);
int diff_command(const Options& options);
int extract_command(const Options& options);
int reduce_command(const Options& options);
int compare_command(const Options& options);
int ops_command(const Options& options);
int merge_command(const Options& options);
int completion_command(const Options& options);
int help_command(const Options& options);

}  // namespace ireplay
