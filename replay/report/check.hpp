#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/model.hpp"
#include "parser/source.hpp"
#include "replay/plan/plan.hpp"
#include "replay/report/originals.hpp"

/// What a graph would do, without doing it: `ireplay check`.
namespace ireplay {

struct CheckReport {
  /// A node of the dump, or a step of the plan where there is one.
  struct Row {
    std::string name, kind;  // as in OpReport; without a plan the scheduler's class
    std::vector<std::string> nodes;
    std::string how;        // loops, library, kernel text, collective, nothing to run, replayed around
    std::string function;   // of a library call
    std::string cpu, cuda;  // what runs it there; "-": nothing does
    std::string why_not;    // why it cannot be replayed; empty where it can
    std::string place;      // of that: file:line
  };
  std::string dump;
  std::string torch, gpu;  // that wrote it; empty: not said
  std::string status;      // ok, unsupported, error
  int exit_code = 0;
  std::string error;    // for a person; empty where the plan was made
  std::string blocker;  // in a word: all_reduce, while_loop; of a text that cannot be read: its first words
  std::vector<std::string> missing;  // what the command line could add: --sym u0=VALUE
  std::vector<Row> rows;
  std::size_t inputs = 0, outputs = 0;
  std::int64_t input_bytes = 0, arena_bytes = 0, traffic_bytes = 0, flops = 0;
  std::vector<OriginalUse> originals;  // launches of the kernels that Triton compiled
  std::vector<std::string> warnings;   // ambiguities and inferred shapes among them

  std::int64_t memory_bytes() const { return input_bytes + arena_bytes; }
};

CheckReport make_check_report(const Plan& plan);

/// Of a graph that has no plan. `dump`: its text, where that could be parsed; `faults`: everything that is
/// not supported, else the one error.
CheckReport make_check_report(const Error& error, const std::vector<Error>& faults, const Dump* dump);

/// A heading with counts, a row per node, memory, warnings; every row within `width`. Not the error, which
/// belongs on standard error.
std::string to_text(const CheckReport& report, std::size_t width);

/// One page over several graphs: how many replay and what stops the others, by release of PyTorch, the
/// largest ones, what is missing.
std::string to_summary(const std::vector<CheckReport>& reports, std::size_t width);

/// {"schema": "ireplay.check/1", "version", "graphs": [...], "summary"}.
std::string to_json(const std::vector<CheckReport>& reports, const std::string& version);

}  // namespace ireplay
