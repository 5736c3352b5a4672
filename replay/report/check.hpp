#pragma once

#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// What a plan would do, without doing it: `ireplay check`.
namespace ireplay {

struct CheckReport {
  struct Row {
    std::string name, kind;  // as in OpReport
    std::vector<std::string> nodes;
    std::string how;        // loops, library, nothing to run
    std::string function;   // of a library call
    std::string cpu, cuda;  // what runs it there; "-": nothing does
  };
  std::string dump;
  std::string status;  // ok, unsupported, error
  int exit_code = 0;
  std::string error;  // for a person; empty where the plan was made
  std::vector<Row> rows;
  std::size_t inputs = 0, outputs = 0;
  std::int64_t input_bytes = 0, arena_bytes = 0, traffic_bytes = 0, flops = 0;
  std::vector<std::string> warnings;  // ambiguities and inferred shapes among them
};

CheckReport make_check_report(const Plan& plan);

/// A heading with counts, a row per step, memory, warnings.
std::string to_text(const CheckReport& report);

/// {"schema": "ireplay.check/1", "version", "graphs": [...]}.
std::string to_json(const std::vector<CheckReport>& reports, const std::string& version);

}  // namespace ireplay
