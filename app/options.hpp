#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/case/case_folder.hpp"
#include "replay/ranks/launch.hpp"

/// The command line as data. How it is spelled only option_groups.cpp and option_values.cpp know, and
/// options.cpp which of it contradicts itself.
namespace ireplay {

using NamedTexts = std::map<std::string, std::string, std::less<>>;

/// A file that an option asks to write; of an option that was not given there is none.
struct OutputFile {
  std::string option, file;
  bool is_report = true;  // may go to standard output; tensors may not
};

struct Options {
  std::string command;
  bool implied_run = false;  // no word named a command
  std::vector<std::string> paths;
  std::vector<OutputFile> outputs;  // all of them

  // what the dump leaves open
  bool text_only = false;
  std::map<std::string, std::int64_t, std::less<>> symbols;
  TensorHints layouts;
  std::string inputs, pinned;
  std::string triton_cache;  // where the graph's original kernels are; empty: in `kernels/` of its case

  // run
  std::string device;                    // cuda, cuda:N, cpu; empty: cuda if there is one
  std::string kernels = "auto";          // compiled, prebuilt, original
  std::string beside;                    // original, none; empty: original where there are some
  std::string tune = "quick";            // off, quick, full
  std::optional<std::string> cache_dir;  // of compiled kernels; none: the user's
  bool unfused = false;
  std::optional<Tf32> tf32;  // unset: as case.json says
  bool own_libraries = true;
  int threads = 0;
  NamedTexts fills;  // --input NAME=randn
  std::uint64_t seed = 0;
  std::string reference;  // a file, cpu, f64 or none; empty: as the case has it
  bool compare = true;
  bool allow_unjudged = false;
  std::optional<double> atol, rtol;
  std::optional<bool> rounded_per_op;  // unset: as case.json says
  bool oracle = false;
  bool force = false;  // run what would take hours
  bool measure = true;
  std::optional<int> warmup, repeat;
  std::optional<double> min_seconds;  // of samples; unset: as the command has it
  bool cold_l2 = false;
  std::string save_outputs, save_intermediates;
  std::string json, csv, csv_compare, junit, trace, html;

  // which graphs
  std::vector<std::string> filters;   // patterns of names
  std::size_t shard = 1, shards = 1;  // from 1
  bool fail_fast = false;
  int repeat_check = 0;              // runs to compare bit by bit; 0: none
  std::optional<RankLaunch> launch;  // one process a rank (launched.hpp)

  // bench
  int rounds = 10;
  std::string baseline;
  double max_slowdown = 0.05;
  bool force_baseline = false;

  // bisect, extract, reduce
  std::string against;           // f64, cpu, original or a file; empty: the case's own tensors, else f64
  std::vector<std::string> ops;  // to extract
  std::string check;             // a command that says whether a candidate is still interesting
  std::string out;               // a folder for the case that is written

  // ops, completion, help
  std::string word;
  bool man = false;

  // show
  std::string node;
  std::string format = "text";

  // all
  int verbosity = 0;  // -1 quiet, 0, 1 verbose
  std::string color = "auto";
  bool progress = true;
};

/// Reads the command line into `options`. A value is the exit code of a command line that is done: 0 after
/// --help and --version (printed to standard output), 2 after bad usage (explained on standard error).
/// Options stand anywhere, before the command too; a repeated option takes one value each time.
std::optional<int> parse_options(int argc, char** argv, Options& options);

/// The command line as a table, for completions and the manual page.
struct OptionRow {
  std::string names;  // -v,--verbose; of a positional its name
  std::string type;   // FILE; empty for a flag
  std::string help, group;
  std::vector<std::string> choices;  // empty: anything
};
struct CommandRow {
  std::string name, help, examples;
  std::vector<OptionRow> positionals, options;
};
std::vector<CommandRow> command_table();

/// What `ireplay COMMAND --help` prints; of the program for an empty name. Throws Error{usage} for a word
/// that names no command.
std::string help_text(const std::string& command);

}  // namespace ireplay
