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
  kReports = 256,
  kJudging = 512,    // reference, repeats
  kBaseline = 1024,  // rounds, baseline
  kRecords = 2048,   // FILE... of --json
  kWord = 4096,      // [NAME]
  kChoosing = 8192,  // --filter, --shard
};

struct Command {
  std::string_view name, help;
  unsigned takes;
  int (*run)(const Options&);  // the exit code; may throw Error
};

/// Every command of the program, one row each.
std::span<const Command> commands();
/// Null for a word that names none.
const Command* find_command(std::string_view name);

int run_command(const Options& options);
int check_command(const Options& options);
int show_command(const Options& options);
int compare_command(const Options& options);
int ops_command(const Options& options);
int merge_command(const Options& options);

}  // namespace ireplay
