#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// The one interface that the CPU and the CUDA engine implement.
namespace ireplay {

struct Together;

/// Microseconds over the samples of one quantity.
struct Timing {
  double median = 0, min = 0, p95 = 0;
  std::int64_t samples = 0;  // 0: not measured
  double p5 = 0;
  double noise = 0;         // half the distance of the quartiles over the median: 0.01 is one percent
  std::vector<double> raw;  // the samples in order of time; empty where only the figures were kept
};

/// Of samples in microseconds in order of time; percentiles are nearest ranks.
Timing to_timing(const std::vector<double>& samples);

/// Whether more samples would hardly move the median: there are sixteen at least, and the medians of their
/// two halves in order of time are within one percent of each other.
bool have_settled(const std::vector<double>& samples);

/// What the CPU engine rounds values to between loads and stores, beside their compute type.
enum class ValueRounding : std::uint8_t {
  planned,
  per_op,  // to the narrow type that a run op by op rounds each to
};

struct OriginalGroup;  // replay/cuda/original/places.hpp

struct RunOptions {
  bool measure = true;  // time each step after the checked run
  int warmup = 3;
  int repeat = 0;            // 0: until `min_seconds`
  double min_seconds = 0.1;  // of samples, for the whole replay; four times as long until medians settle
  bool cold_l2 = false;      // flush the caches (the L2 of a GPU) before each sample
  /// CPU: times are what the process's threads worked, together, which other programs on the machine do not
  /// change; false: what went by on the clock.
  bool processor_time = false;
  bool oracle = false;  // CPU: every float in double, nothing rounded in between
  /// CPU: not 0: sums, transcendental functions and library calls round at random within what right
  /// implementations may do (Monte Carlo arithmetic); equal numbers give equal runs.
  std::uint64_t noise = 0;
  /// Inputs that are looked for here before they are among those of the run.
  TensorMap beside;
  /// More runs beside the first one, untimed: each with these tensors in the place of the inputs of their
  /// names.
  std::vector<TensorMap> variants;
  /// CPU: unstable sorts and selections take the last of equal values first, and of several stores to one
  /// element, where values say which, the first one wins.
  bool late_ties = false;
  ValueRounding value_rounding = ValueRounding::planned;
  bool unfused = true;  // run Step::programs part by part; false: Step::joined where there is one
  bool keep_intermediates = false;
  bool own_libraries = true;     // false: our own kernels even where cuBLAS or cuDNN would run
  int threads = 0;               // CPU: 0 = all cores
  std::string kernels = "auto";  // CUDA: compiled, prebuilt, original, or auto for the best of ours
  /// CUDA: the kernels that Triton compiled for the graph; null: none. Those that users wrote run wherever
  /// they are here, the others where `kernels` is original.
  const std::vector<OriginalGroup>* originals = nullptr;
  /// CUDA, compiled: off (libraries choose too, where nothing was found earlier), quick (large programs are
  /// timed with a few schedules, once for a device) or full (all of them, again); what is not `measure`d is
  /// not tuned either, but libraries' large problems are.
  std::string tune = "quick";
  bool contract = true;   // CUDA, compiled: a*b + c may round once, as in Triton's kernels
  std::string cache_dir;  // where compiled kernels are kept; empty: nowhere
  /// CUDA: the other ranks, with which collectives run; all ranks run at once, each its own plan.
  const Together* together = nullptr;
  std::function<void(std::int64_t done, std::int64_t total, std::string_view what)> progress = {};
};

struct StepResult {
  Timing us;           // CUDA: between two events, without waiting for the host and less what the events cost
  std::string kernel;  // what ran: pointwise/f32x4, cublasLt, cpu
  std::string algorithm;  // cublasLt:<id> ...
  std::string schedule;   // of a compiled kernel: how its loops are cut, and why so
  /// Where the graph's own kernel ran: the step, this or an earlier one, at which it was launched and timed.
  std::int32_t original = kNone;
  std::string not_original = {};  // why one of ours ran in the place of a kernel of the graph
};

/// Tensors of an oracle run are float64 wherever the graph's own are floats: nothing is rounded on the way
/// out either. (Only memory that the graph sees as two types keeps its own.)
struct RunResult {
  TensorMap outputs;                // by PlanOutput::key; an integer or None that is returned has no entry
  std::vector<TensorMap> variants;  // outputs of each of RunOptions::variants
  TensorMap intermediates;          // by buffer name, only if asked for
  TensorMap collected;              // what collectives with other ranks returned (ranks/together.hpp)
  std::string kernels;              // CUDA: those that ran: compiled, prebuilt, original
  std::vector<StepResult> steps;    // one per Plan::steps
  Timing launch_us, graph_us, cold_us;
  Timing yardstick_us;  // CPU, processor time: a fixed piece of work between the samples, which says how fast
                        // the machine is at that time
  double kernel_sum_us = 0;
  int sm_clock_mhz = 0;   // while the device was timed; 0: not known
  std::string throttled;  // why the device held its clocks down while it was timed; empty: it did not
  double start_up_ms = 0;
  double compile_ms = 0;  // that the graph waited for kernels being compiled, or fetched from the cache
  std::int64_t peak_memory_bytes = 0;
  std::vector<std::string> warnings;
};

struct DeviceInfo {
  std::string name;  // NVIDIA H100 80GB HBM3; the CPU's model name
  int sm = 0;        // 90; 0 on the CPU
  std::string driver;
  double copy_gbps = 0;      // measured copy bandwidth, bytes read plus written; 0: not measured
  double matmul_tflops = 0;  // measured on large products of the fastest type; 0: not measured
  double peak_tflops = 0;    // bf16 tensor cores by datasheet rate of the clocks; 0: unknown
  std::int64_t memory_bytes = 0, free_bytes = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual DeviceInfo device() = 0;
  /// What a step cannot do here, one sentence each ("op4: no kernel for aten.foo.default"); empty if the plan
  /// can run.
  virtual std::vector<std::string> unsupported(const Plan& plan) = 0;
  /// Runs on `inputs` (keys: PlanInput::name; all must be there), returns what `PlanOutput`s name.
  /// A fault in the program (index out of range, device assert) and a failing library throw
  /// Error{Kind::device}.
  virtual RunResult run(const Plan& plan, const TensorMap& inputs, const RunOptions& options) = 0;
};

std::unique_ptr<Engine> make_cpu_engine();
/// Throws Error{device} that says what is missing (no driver, no device of that number, too old a driver).
std::unique_ptr<Engine> make_cuda_engine(int device);
/// How many CUDA devices there are; 0 where there is no driver. `why` (if given) says why.
int count_cuda_devices(std::string* why = nullptr);

/// A kernel's text and entry -> its machine code (a cubin) for compute capability 9.0.
using MachineCode = std::function<std::vector<std::byte>(const std::string& text, const std::string& entry)>;
/// By NVRTC, which needs no device; empty where there is none. Kernels lie in `cache_dir` if that is not
/// empty.
MachineCode find_machine_code(const std::string& cache_dir);

}  // namespace ireplay
