#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/case/case_folder.hpp"

/// The command line as data. options.cpp is the only file that knows how it is spelled.
namespace ireplay {

using NamedTexts = std::map<std::string, std::string, std::less<>>;

struct Options {
  std::string command;
  std::vector<std::string> paths;

  // what the dump leaves open
  bool text_only = false;
  std::map<std::string, std::int64_t, std::less<>> symbols;
  TensorHints layouts;
  std::string inputs, pinned;

  // run
  std::string device;                    // cuda, cuda:N, cpu; empty: cuda if there is one
  std::string kernels = "auto";          // or prebuilt
  std::optional<std::string> cache_dir;  // of compiled kernels; none: the user's
  bool unfused = false;
  bool allow_tf32 = false;
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
  int repeat_check = 0;  // runs to compare bit by bit; 0: none

  // bench
  int rounds = 10;
  std::string baseline;
  double max_slowdown = 0.05;
  bool force_baseline = false;

  // show
  std::string node;
  std::string format = "text";

  // all
  int verbosity = 0;  // -1 quiet, 0, 1 verbose
  std::string color = "auto";
  bool progress = true;
};

/// Reads the command line into `options`. A value is the exit code of a command line that is done: 0 after
/// --help and
/// --version (printed to standard output), 2 after bad usage (explained on standard error).
std::optional<int> parse_options(int argc, char** argv, Options& options);

}  // namespace ireplay
