// The ops of real graphs on compiled and on prebuilt kernels: time, bandwidth, and the share of what the
// device can do. Needs a CUDA device. `kernel_bench [NAME [FOLDER]]` runs the graphs of testdata/perf (of
// FOLDER) whose path contains NAME; inputs are drawn.
#include <cstdio>
#include <exception>
#include <string>

#include "app/options.hpp"
#include "app/planning.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/report/report.hpp"

namespace ireplay {
namespace {

constexpr double kLeastShare = 0.02;  // of the graph's time; smaller ops are not listed

void print_ops(const GraphReport& report, const char* kernels) {
  std::printf("  %-9s %10.1f us as one graph\n", kernels, report.graph_us.median);
  for (const OpReport& op : report.ops) {
    const double us = op.us.median;
    if (us <= 0 || us < kLeastShare * report.kernel_sum_us) continue;
    std::printf("    %-40s %10.1f us %7.0f GB/s", op.name.substr(0, 40).c_str(), us,
                1e-3 * static_cast<double>(op.bytes) / us);
    if (op.of_limit > 0) std::printf(" %5.1f%% of its limit", 100 * op.of_limit);
    std::printf("  %s\n", op.kernel.c_str());
  }
}

int run(const std::string& wanted, const std::string& folder) {
  const std::unique_ptr<Engine> engine = make_cuda_engine(0);
  const DeviceInfo device = engine->device();
  std::printf("%s, copy %.0f GB/s\n", device.name.c_str(), device.copy_gbps);
  Options options;
  options.paths = {folder};
  int failed = 0;
  for_each_plan(
      options,
      [&](const std::string& name, const Plan& plan) {
        if (name.find(wanted) == name.npos) return;
        std::printf("%s\n", name.c_str());
        std::vector<std::string> random;
        const TensorMap inputs = make_inputs(plan, {}, {}, 1, random);
        for (const char* kernels : {"compiled", "prebuilt"}) {
          RunOptions run_options;
          run_options.kernels = kernels;
          print_ops(make_report(plan, engine->run(plan, inputs, run_options), device), kernels);
        }
        std::fflush(stdout);
      },
      [&](const std::string& name, const Error& error) {
        std::printf("%s: %s\n", name.c_str(), error.what());
        ++failed;
      });
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ireplay

int main(int argc, char** argv) {
  try {
    return ireplay::run(argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "testdata/perf");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 5;
  }
}
