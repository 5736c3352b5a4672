#include "replay/report/report.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr double kLaunchFloorUs = 2;  // below it, starting a kernel takes longer than its work

/// The least time on this device, in microseconds: of its memory traffic and of its arithmetic.
struct Floor {
  double memory_us = 0, compute_us = 0;
  double us() const { return std::max(memory_us, compute_us); }
};

void add_rates(OpReport& op, const DeviceInfo& device) {
  if (op.us.samples == 0 || op.us.median <= 0) return;
  const auto bytes = static_cast<double>(op.bytes), flops = static_cast<double>(op.flops);
  op.gbps = bytes / op.us.median * 1e-3;
  op.tflops = flops / op.us.median * 1e-6;
  if (device.copy_gbps <= 0 || (op.bytes == 0 && op.flops == 0)) return;
  op.of_copy = op.gbps / device.copy_gbps;
  Floor floor{.memory_us = bytes / device.copy_gbps * 1e-3};
  if (device.peak_tflops > 0) floor.compute_us = flops / device.peak_tflops * 1e-6;
  op.roofline = floor.us() / op.us.median;
  op.bound = floor.us() < kLaunchFloorUs          ? "launch"
             : floor.compute_us > floor.memory_us ? "compute"
                                                  : "memory";
}

}  // namespace

GraphReport make_report(const Plan& plan, const RunResult& result, const DeviceInfo& device) {
  GraphReport report;
  report.device = device;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    OpReport op;
    op.name = step.name;
    op.nodes = step.nodes;
    op.kind = step.op_kind;
    op.bytes = step.bytes;
    op.flops = step.flops;
    if (i < result.steps.size()) {
      op.kernel = result.steps[i].kernel;
      op.algorithm = result.steps[i].algorithm;
      op.us = result.steps[i].us;
    }
    add_rates(op, device);
    report.bytes += op.bytes;
    report.flops += op.flops;
    report.ops.push_back(std::move(op));
  }
  report.kernels = result.kernels;
  report.launch_us = result.launch_us;
  report.graph_us = result.graph_us;
  report.cold_us = result.cold_us;
  report.kernel_sum_us = result.kernel_sum_us;
  report.sm_clock_mhz = result.sm_clock_mhz;
  report.start_up_ms = result.start_up_ms;
  report.peak_memory_bytes = result.peak_memory_bytes;
  report.warnings = plan.warnings;
  report.warnings.insert(report.warnings.end(), result.warnings.begin(), result.warnings.end());
  return report;
}

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
