#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/change.hpp"
#include "replay/verdict/compare.hpp"

/// What a run has to tell about one graph; the writers (table, JSON, CSV, JUnit, trace, HTML) only print it.
/// A quantity that was not measured is zero or empty here and absent there.
namespace ireplay {

/// A tensor that an op reads or writes, and who made it.
struct TensorReport {
  std::string name, layout;  // buf3, bf16[128,256]
  std::int32_t op = -1;      // of those read: the op that wrote it, -1 for an input of the graph
};

/// Texts about an op for pages that show it; empty unless they were asked for.
struct OpTexts {
  std::string ir;       // of the dump
  std::string program;  // what engines run
  std::string kernel;   // schedule and source of the GPU's kernels
};

struct OpReport {
  std::string name;                            // op0_op1
  std::vector<std::string> nodes;              // its parts
  std::string hash;                            // of its program, whatever it is called
  std::int64_t first_line = 0, last_line = 0;  // in the IR text; 0: not known
  std::string kind;                            // pointwise, reduction, extern ...
  std::string kernel, algorithm, schedule;
  Timing us, cold_us;               // with warm caches; with flushed ones
  Rounds warm_rounds, cold_rounds;  // the samples of a bench
  std::int64_t bytes = 0, flops = 0;
  std::string bound;                     // memory, compute, launch: what limits it on this device
  double of_limit = 0;                   // least possible time on this device over the measured one
  std::optional<ChangeEstimate> change;  // against the baseline
  double original_us = 0;                // of the kernel that Triton compiled for it
  double of_original = 0;                // our time over it, of all ops that the kernel computes
  std::vector<TensorReport> reads, writes;
  OpTexts texts;
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
  std::string hint;                   // what to do
};

/// `code`: reading (what the texts leave open), running, reference, blunt-limit, baseline, original.
struct WarningReport {
  std::string code, text;
};

/// One total of a graph against the baseline's: launches, graph, cold.
struct TotalChange {
  std::string name;
  ChangeEstimate change;
};

/// Whether several runs gave the same bits.
struct RepeatReport {
  std::int64_t runs = 0;
  bool equal = true;
  std::string op, buffer,
      output;                  // where they first differ; op and buffer empty where only outputs are known
  std::int64_t differing = 0;  // elements of the first output that differs
};

/// The graph on the kernels that Triton compiled for it, beside a run on ours.
struct OriginalReport {
  std::size_t ops = 0, ours = 0;  // of the graph's kernels: those that were its own, and those that were not
  Timing graph_us, launch_us;
  double kernel_sum_us = 0;
  bool agrees = true;                // with whatever ours was compared with, and with ours
  std::vector<std::string> verdict;  // a sentence for each output where one of the three disagrees
};

struct GraphReport {
  std::string dump;    // as the user would write it
  std::string name;    // of the graph, relative to the PATH it was found under
  std::string hash;    // of its ops' programs
  std::string torch;   // release that wrote the dump
  std::string status;  // pass, fail, unjudged, ran (nothing to compare with), slower, error, unsupported
  int exit_code = 0;
  std::string error;    // for a person, with place and caret; empty where it ran
  ErrorReport fault;    // the same as data
  std::string engine;   // cuda, cpu
  std::string kernels;  // those that ran: prebuilt; empty on the CPU
  DeviceInfo device;
  std::string clock;  // processor: times are what the threads worked; empty: what went by
  std::vector<OpReport> ops;
  Timing launch_us, graph_us, cold_us;
  Rounds launch_rounds, graph_rounds, cold_rounds;
  Rounds warm_yardstick, cold_yardstick;  // of a bench on the CPU: how fast the machine was in each round
  std::optional<RepeatReport> repeat;     // of --repeat-check
  std::optional<OriginalReport> original;
  std::vector<TotalChange> changes;  // against the baseline
  std::size_t without_baseline = 0;  // ops that have no counterpart there
  std::int64_t sm_clock_mhz = 0;     // while the device was timed; 0: not known
  std::string throttled;             // why its clocks were held down; empty: they were not
  double kernel_sum_us = 0, start_up_ms = 0, compile_ms = 0, parse_ms = 0, lower_ms = 0, verdict_ms = 0,
         wall_s = 0;
  std::int64_t bytes = 0, flops = 0, peak_memory_bytes = 0;
  std::vector<Comparison> comparisons;  // a row for each output
  std::string against;    // what they were compared with: the CPU engine; empty for tensors of a file
  std::string reproduce;  // the command that shows a failure again
  std::vector<InputReport> inputs;
  std::vector<std::string> random_inputs;
  std::uint64_t seed = 0;  // of these
  std::string started;     // RFC 3339, UTC
  std::vector<WarningReport> warnings;

  void warn(const std::string& code, const std::string& text) { warnings.push_back({code, text}); }
};

/// The rows and totals of a run; comparisons, status and the times of reading are the caller's. `cold`: the
/// result was measured with flushed caches.
GraphReport make_report(const Plan& plan, const RunResult& result, const DeviceInfo& device,
                        bool cold = false);

/// The figures of a run of the same plan on the graph's own kernels; how its outputs compare is the caller's.
void add_original(GraphReport& report, const RunResult& result);

/// Ops whose own kernel is far above the least time on this device while ours is not, those that lose most
/// first: what a better kernel of Triton's would win.
struct Opportunity {
  std::size_t op = 0;                           // GraphReport::ops
  double least_us = 0, own_us = 0, our_us = 0;  // on this device; of the graph's own kernel; of ours
};
std::vector<Opportunity> find_opportunities(const GraphReport& report);

/// Sets `bound` and `of_limit` of ops that were timed, from what was measured of the device: the copy
/// bandwidth and, for products, the rate of large ones. Without the ceiling that matters an op has neither.
void add_limits(GraphReport& report);

/// Whether it has nothing to run: a view, a nop.
bool does_nothing(const OpReport& op);

/// Of two exit codes the one that counts: that of a signal, else the first of 3, 4, 5, 2, 1, 7, 6.
int worse_exit_code(int a, int b);

/// The exit code of several graphs: the worst that any of them has, else 0.
int exit_code_of(const std::vector<GraphReport>& reports);

/// pass, fail, unjudged, ran, error ... of several graphs: that of the worst.
std::string status_of(const std::vector<GraphReport>& reports);

}  // namespace ireplay
