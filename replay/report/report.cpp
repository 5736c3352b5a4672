#include "replay/report/report.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "replay/passes/program_hash.hpp"
#include "replay/report/step_buffers.hpp"

namespace ireplay {
namespace {

constexpr double kLaunchFloorUs = 2;  // of a GPU: below it, starting a kernel takes longer than its work

bool is_product(const OpReport& op) { return (op.kind == "extern" || op.kind == "template") && op.flops > 0; }

void add_limit(OpReport& op, const DeviceInfo& device) {
  const Timing& us = op.us.samples > 0 ? op.us : op.cold_us;
  if (us.samples == 0 || us.median <= 0 || device.copy_gbps <= 0 || (op.bytes == 0 && op.flops == 0)) return;
  if (is_product(op) && device.matmul_tflops <= 0) return;
  const double memory_us = static_cast<double>(op.bytes) / device.copy_gbps * 1e-3;
  const double compute_us = is_product(op) ? static_cast<double>(op.flops) / device.matmul_tflops * 1e-6 : 0;
  const double least_us = std::max(memory_us, compute_us);
  const bool starts = device.sm > 0 && least_us < kLaunchFloorUs;
  op.bound = starts ? "launch" : compute_us > memory_us ? "compute" : "memory";
  op.of_limit = least_us / us.median;
}

/// Its buffers by name, and the op that wrote what it reads.
class Tensors {
 public:
  explicit Tensors(const Plan& plan) : plan_(plan) {}

  void add_to(OpReport& op, const Step& step, std::int32_t number) {
    const StepBuffers buffers(step);
    for (const std::int32_t buffer : buffers.reads) op.reads.push_back(describe(buffer));
    for (const std::int32_t buffer : buffers.writes) {
      op.writes.push_back({name_of(buffer), layout_of(buffer)});
      writers_[storage_of(buffer)] = number;
    }
  }

 private:
  const PlanBuffer& at(std::int32_t buffer) const { return plan_.buffers[static_cast<std::size_t>(buffer)]; }
  const std::string& name_of(std::int32_t buffer) const { return at(buffer).name; }
  std::string layout_of(std::int32_t buffer) const { return to_text(at(buffer).dtype, at(buffer).size); }
  /// Views of one memory have one writer; buffers without memory their own.
  std::int32_t storage_of(std::int32_t buffer) const {
    return at(buffer).storage == kNone ? -2 - buffer : at(buffer).storage;
  }
  TensorReport describe(std::int32_t buffer) const {
    const auto writer = writers_.find(storage_of(buffer));
    return {name_of(buffer), layout_of(buffer), writer == writers_.end() ? -1 : writer->second};
  }

  const Plan& plan_;
  std::map<std::int32_t, std::int32_t> writers_;  // by storage: the last op that wrote it
};

void add_results(GraphReport& report, const RunResult& result, bool cold) {
  for (std::size_t i = 0; i < report.ops.size() && i < result.steps.size(); ++i) {
    report.ops[i].kernel = result.steps[i].kernel;
    report.ops[i].algorithm = result.steps[i].algorithm;
    report.ops[i].schedule = result.steps[i].schedule;
    (cold ? report.ops[i].cold_us : report.ops[i].us) = result.steps[i].us;
  }
  report.kernels = result.kernels;
  report.launch_us = result.launch_us;
  report.graph_us = result.graph_us;
  report.cold_us = result.cold_us;
  report.kernel_sum_us = result.kernel_sum_us;
  report.sm_clock_mhz = result.sm_clock_mhz;
  report.throttled = result.throttled;
  report.start_up_ms = result.start_up_ms;
  report.compile_ms = result.compile_ms;
  report.peak_memory_bytes = result.peak_memory_bytes;
}

}  // namespace

GraphReport make_report(const Plan& plan, const RunResult& result, const DeviceInfo& device, bool cold) {
  GraphReport report;
  report.device = device;
  std::uint64_t all = 0xCBF29CE484222325U;
  Tensors tensors(plan);
  for (const Step& step : plan.steps) {
    OpReport op;
    op.name = step.name;
    op.nodes = step.nodes;
    const std::uint64_t hash = hash_of(step, plan);
    if (hash != 0) op.hash = to_hex(hash);
    all = (all ^ hash) * 0x100000001B3U;  // FNV-1a over the ops
    op.kind = step.op_kind;
    op.bytes = step.bytes;
    op.flops = step.flops;
    tensors.add_to(op, step, static_cast<std::int32_t>(report.ops.size()));
    report.bytes += op.bytes;
    report.flops += op.flops;
    report.ops.push_back(std::move(op));
  }
  report.hash = to_hex(all);
  add_results(report, result, cold);
  add_limits(report);
  for (const std::string& warning : plan.warnings) report.warn("reading", warning);
  for (const std::string& warning : result.warnings) report.warn("running", warning);
  return report;
}

void add_original(GraphReport& report, const RunResult& result) {
  OriginalReport& original = report.original.emplace();
  std::map<std::int32_t, double> ours;  // by the step that launches
  for (std::size_t k = 0; k < result.steps.size(); ++k) {
    const std::int32_t launched = result.steps[k].original;
    const bool is_own = launched != kNone;
    if (is_own) {
      original.ops += 1;
      ours[launched] += report.ops[k].us.median;
    } else if (!result.steps[k].not_original.empty()) {
      original.ours += 1;
    }
  }
  for (const auto& [step, us] : ours) {
    const Timing& own = result.steps[static_cast<std::size_t>(step)].us;
    if (own.samples == 0) continue;
    OpReport& op = report.ops[static_cast<std::size_t>(step)];
    op.original_us = own.median;
    op.of_original = us / own.median;
  }
  original.graph_us = result.graph_us;
  original.launch_us = result.launch_us;
  original.kernel_sum_us = result.kernel_sum_us;
  for (const std::string& warning : result.warnings)
    if (std::ranges::find(report.warnings, warning, &WarningReport::text) == report.warnings.end())
      report.warn("original", warning);
}

std::vector<Opportunity> find_opportunities(const GraphReport& report) {
  constexpr double kFar = 1.25;  // above the least time
  std::vector<Opportunity> found;
  for (std::size_t k = 0; k < report.ops.size(); ++k) {
    const OpReport& op = report.ops[k];
    if (op.original_us <= 0 || op.of_original <= 0 || op.of_limit <= 0) continue;
    Opportunity here{k, op.of_limit * op.us.median, op.original_us, op.of_original * op.original_us};
    if (report.device.sm > 0) here.least_us = std::max(here.least_us, kLaunchFloorUs);
    if (here.own_us > kFar * here.least_us && here.own_us > kFar * here.our_us) found.push_back(here);
  }
  std::ranges::sort(found, std::greater<>(), [](const Opportunity& at) { return at.own_us - at.our_us; });
  return found;
}

void add_limits(GraphReport& report) {
  for (OpReport& op : report.ops) add_limit(op, report.device);
}

bool does_nothing(const OpReport& op) { return op.kind == "view" || op.kind == "nop"; }

VerdictCounts count_verdicts(const std::vector<Comparison>& comparisons) {
  VerdictCounts counts;
  for (const Comparison& c : comparisons) {
    std::size_t* const of[] = {&counts.passed, &counts.failed, &counts.skipped, &counts.unjudged,
                               &counts.ran};
    *of[static_cast<std::size_t>(c.status)] += 1;
  }
  return counts;
}

int worse_exit_code(int a, int b) {
  if (a >= 128 || b >= 128) return std::max(a, b);
  for (const int code : {3, 4, 5, 2, 1, 7, 6})
    if (a == code || b == code) return code;
  return std::max(a, b);
}

int exit_code_of(const std::vector<GraphReport>& reports) {
  int worst = 0;
  for (const GraphReport& report : reports) worst = worse_exit_code(worst, report.exit_code);
  return worst;
}

std::string status_of(const std::vector<GraphReport>& reports) {
  for (const char* status : {"error", "unsupported", "fail", "unjudged", "slower", "pass"})
    for (const GraphReport& report : reports)
      if (report.status == status) return status;
  return "ran";
}

}  // namespace ireplay
