#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/compare.hpp"

/// What a run has to tell about one graph; the writers (report_table, report_json, ...) only print it.
/// A quantity that was not measured is zero or empty here and absent there.
namespace ireplay {

struct OpReport {
  std::string name;                // op0_op1
  std::vector<std::string> nodes;  // its parts
  std::string kind;                // pointwise, reduction, extern ...
  std::string kernel, algorithm;
  Timing us;
  std::int64_t bytes = 0, flops = 0;
  double gbps = 0, tflops = 0;
  double roofline = 0;  // least possible time on this device over the measured one
  double of_copy = 0;   // gbps over the device's copy bandwidth
  std::string bound;    // memory, compute, launch
};

/// How many outputs have which status.
struct VerdictCounts {
  std::size_t passed = 0, failed = 0, skipped = 0, unjudged = 0, ran = 0;
};
VerdictCounts count_verdicts(const std::vector<Comparison>& comparisons);

/// Where an input's values came from: file, case, random, or how --input fills it.
struct InputReport {
  std::string name, from;
};

/// An error as data; GraphReport::error is the text for a person.
struct ErrorReport {
  std::string kind;  // usage, dump, unsupported, device
  std::string file, message;
  std::int64_t line = 0, column = 0;  // 0: no place
};

struct GraphReport {
  std::string dump;    // as the user would write it
  std::string status;  // pass, fail, unjudged, ran (nothing to compare with), error, unsupported
  int exit_code = 0;
  std::string error;    // for a person, with place and caret; empty where it ran
  ErrorReport fault;    // the same as data
  std::string engine;   // cuda, cpu
  std::string kernels;  // those that ran: prebuilt; empty on the CPU
  DeviceInfo device;
  std::vector<OpReport> ops;
  Timing launch_us, graph_us, cold_us;
  std::int64_t sm_clock_mhz = 0;  // while the device was timed; 0: not known
  double kernel_sum_us = 0, start_up_ms = 0, parse_ms = 0, lower_ms = 0, verdict_ms = 0;
  std::int64_t bytes = 0, flops = 0, peak_memory_bytes = 0;
  std::vector<Comparison> comparisons;  // a row for each output
  std::string against;    // what they were compared with: the CPU engine; empty for tensors of a file
  std::string reproduce;  // the command that shows a failure again
  std::vector<InputReport> inputs;
  std::vector<std::string> random_inputs;
  std::uint64_t seed = 0;  // of these
  std::vector<std::string> warnings;
};

/// The rows and totals of a run; comparisons, status and the times of reading are the caller's.
GraphReport make_report(const Plan& plan, const RunResult& result, const DeviceInfo& device);

/// Of two exit codes the one that counts: that of a signal, else the first of 3, 4, 5, 2, 1, 7, 6.
int worse_exit_code(int a, int b);

/// The exit code of several graphs: the worst that any of them has, else 0.
int exit_code_of(const std::vector<GraphReport>& reports);

/// pass, fail, unjudged, ran, error ... of several graphs: that of the worst.
std::string status_of(const std::vector<GraphReport>& reports);

}  // namespace ireplay
