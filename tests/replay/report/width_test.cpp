#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "replay/case/case_plan.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/check.hpp"
#include "replay/report/table.hpp"

/// No row of a table is wider than the terminal, for any captured graph.
namespace ireplay {
namespace {

Plan plan_of(const CaseFiles& files, const CaseTexts& texts) {
  TensorMap given;
  if (!files.inputs.empty()) given = read_tensors(files.inputs);
  return lower_graph(load_graph(files, texts, 0),
                     make_hints(files, read_facts(files.facts), given, {}, false));
}

/// As if everything had been measured and judged, with figures as wide as they get.
GraphReport report_of(const Plan& plan) {
  RunResult result;
  for (std::size_t k = 0; k < plan.steps.size(); ++k)
    result.steps.push_back({to_timing({999.4, 999.5}), "pointwise/compiled/vec8x4", "cublasLt:21"});
  result.launch_us = result.graph_us = result.cold_us = to_timing({999.4, 1100});
  result.peak_memory_bytes = 123'000'000;
  DeviceInfo device{.name = "NVIDIA H100 80GB HBM3", .sm = 90, .copy_gbps = 3000, .matmul_tflops = 700};
  GraphReport report = make_report(plan, result, device);
  report.dump = "testdata/corpus/a_graph";
  report.status = "pass";
  report.warnings.clear();  // sentences may break
  for (OpReport& op : report.ops) {
    op.cold_us = op.us;
    op.warm_rounds = {{1}};
    op.change = ChangeEstimate{Change::unsure, 1.1, 0.9, 1.3};
  }
  for (const PlanOutput& output : plan.outputs) {
    Comparison c = without_figures(output.key, Status::pass, "");
    c.dtype = output.view.dtype;
    c.size = output.view.size;
    c.elements = 1'000'000;
    c.mismatched = 999'999;
    c.max_err_over_allowed = 1.2e-7;
    c.rms = 1.2e-7;
    report.comparisons.push_back(c);
  }
  return report;
}

void expect_fits(const std::string& text, std::size_t width, const std::string& name) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(line.size(), width) << name << " at " << width << ":\n" << line;
}

TEST(Width, NoRowOfAnyCapturedGraphWraps) {
  std::size_t graphs = 0;
  for (const char* tree : {"/corpus", "/corpus_versions"})
    for (const CaseFiles& files : find_cases(std::string(IREPLAY_TESTDATA) + tree)) {
      const CaseTexts texts = read_texts(files, false);
      Plan plan = plan_of(files, texts);
      plan.warnings.clear();
      const GraphReport report = report_of(plan);
      CheckReport check = make_check_report(plan);
      check.dump = report.dump;
      for (const std::size_t width : {80U, 100U}) {
        expect_fits(to_table(report, {.width = width}), width, files.name);
        expect_fits(to_text(check, width), width, files.name);
      }
      graphs += 1;
    }
  EXPECT_GT(graphs, 250U);
}

}  // namespace
}  // namespace ireplay
