#include "replay/report/report.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "replay/report/csv.hpp"
#include "replay/report/json.hpp"
#include "replay/report/junit.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/table.hpp"
#include "tests/support/json_schema.hpp"

namespace ireplay {
namespace {

Step step(const std::string& name, const std::string& kind, std::int64_t bytes, std::int64_t flops) {
  Step made;
  made.name = name;
  made.nodes = {name};
  made.op_kind = kind;
  made.bytes = bytes;
  made.flops = flops;
  return made;
}

/// A run on a device that copies 3000 GB/s and multiplies 900 TFLOP/s.
GraphReport measured() {
  Plan plan;
  plan.steps = {step("op0", "pointwise", 300'000'000, 50'000'000),
                step("op1", "extern", 6'000'000, 4'000'000'000), step("op2", "nop", 0, 0)};
  plan.warnings = {"'arg0_1' may be transposed: the first reading was taken"};
  RunResult result;
  result.steps = {
      {{125, 124, 130, 50}, "pointwise/f32x4", ""}, {{12.5, 12.4, 13, 50}, "cublasLt", "cublasLt:52"}, {}};
  result.launch_us = {140, 139, 150, 50};
  result.graph_us = {131, 130.5, 140, 50};
  result.kernel_sum_us = 137.5;
  result.kernels = "prebuilt";
  result.peak_memory_bytes = 512'000'000;
  DeviceInfo device{"NVIDIA H100 80GB HBM3", 90, "580.65", 3000, 900, 85'000'000'000, 80'000'000'000};
  GraphReport report = make_report(plan, result, device);
  report.dump = "seed.0";
  report.status = "pass";
  report.engine = "cuda";
  report.parse_ms = 1.5;
  Comparison good;
  good.name = "output0";
  good.status = Status::pass;
  good.dtype = DType::bf16;
  good.size = {2048, 256};
  good.elements = 524'288;
  good.max_abs = 0.015625;
  good.max_ulp = good.ulp_p99 = 1;
  good.max_err_over_allowed = 0.53;
  good.rms = 0.00012;
  good.cosine = 0.99999991;
  good.limits = {.kind = Limits::Kind::measured, .rms = 0.01, .why = "measured: 5 runs"};
  report.comparisons = {good};
  return report;
}

GraphReport failed() {
  GraphReport report = measured();
  report.dump = "model<1>";
  report.status = "fail";
  report.exit_code = 1;
  Comparison& c = report.comparisons[0];
  c.status = Status::fail;
  c.mismatched = 2;
  c.ours.nan = 1;
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  c.worst = {{{3, 17}, {.f = nan}, {.f = 1.5}, infinity, 0.01}, {{0, 0}, {.f = -2}, {.f = 1.25}, 3.25, 0.01}};
  report.reproduce = "ireplay run m --seed 0";
  Comparison missing = without_figures("output1", Status::fail, "got f32[2], the reference is f32[3]");
  report.comparisons.push_back(missing);
  return report;
}

GraphReport broken() {
  GraphReport report;
  report.dump = "b";
  report.status = "error";
  report.exit_code = 3;
  report.fault = {
      .kind = "dump", .file = "b/ir_post_fusion.txt", .message = "expected ']'", .line = 1, .column = 5};
  report.error = "b/ir_post_fusion.txt:1:5: error: expected ']'\n[128 256]\n    ^\n";
  return report;
}

TEST(ReportTable, ReadsAsAligned) {
  EXPECT_EQ(to_table(measured(), {}),
            R"(seed.0  on NVIDIA H100 80GB HBM3 (sm_90, copies at 3000 GB/s)
op   kind       kernel              time    bytes  GB/s  TFLOP/s  of copy
op0  pointwise  pointwise/f32x4   125 us   300 MB  2400               80%
op1  extern     cublasLt         12.5 us  6.00 MB   480      320      16%
total  launch by launch 140 us (median of 50), as one graph 131 us (median of 50),
       ops add up to 138 us, traffic 306 MB, memory 512 MB
warning: 'arg0_1' may be transposed: the first reading was taken

output   verdict  tensor          off  max err/allowed  ulp p99  rms err
output0  pass     bf16[2048,256]    0             0.53     1.00  0.00012
PASS  1 agrees, 0 skipped, 0 unjudged
)");
}

TEST(ReportTable, ShowsTheWorstElementsOfWhatDiffers) {
  const std::string table = to_table(failed(), {});
  EXPECT_NE(table.find(R"(  output0:
    off 2 of 524288 (0.00038 %), nan 1/0, inf 0/0
    limits measured: 5 runs
    index   got  want  error  allowed
    [3,17]  nan   1.5    inf     0.01
    [0,0]    -2  1.25    3.2     0.01
  output1:
    got f32[2], the reference is f32[3]
FAIL  2 differ, 0 agree, 0 skipped, 0 unjudged
reproduce: ireplay run m --seed 0
)"),
            std::string::npos)
      << table;
}

TEST(ReportTable, NoRowIsWiderThanTheTerminal) {
  GraphReport report = measured();
  for (int i = 0; i < 60; ++i) report.ops[0].name += "_op" + std::to_string(i);
  report.ops[0].kernel = "pointwise/compiled/vec8x4";
  report.comparisons[0].name = "mutated.a_name_that_somebody_made_very_long_indeed";
  for (const std::size_t width : {80U, 100U}) {
    report.warnings.clear();
    std::istringstream lines(to_table(report, {.width = width}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), width) << line;
  }
}

TEST(ReportTable, ColoursAndOpsThatDoNothingOnlyOnRequest) {
  EXPECT_EQ(to_table(measured(), {}).find('\x1b'), std::string::npos);
  EXPECT_EQ(to_table(measured(), {}).find("op2"), std::string::npos);
  const std::string table = to_table(measured(), {.color = true, .verbose = true});
  EXPECT_NE(table.find("\x1b[32mPASS\x1b[0m"), std::string::npos);
  EXPECT_NE(table.find("op2  nop"), std::string::npos);
}

TEST(ReportTable, SummaryCountsAndNames) {
  EXPECT_EQ(to_summary({measured(), failed(), broken()}, {}),
            "1 of 3 graphs agree with the reference\n1 of 3 graphs differ from the reference:\n  model<1>\n1 "
            "of 3 graphs failed:\n  b\n");
}

nlohmann::json parsed(const std::vector<GraphReport>& reports) {
  return nlohmann::json::parse(to_json(reports, {"1.2.3", "run", "2026-01-01T00:00:00Z", "here"}));
}

TEST(ReportJson, HoldsTheKeysOfTheSchemaAndNoOthersForWhatWasNotMeasured) {
  const auto json = parsed({measured()});
  EXPECT_EQ(json["schema"], "ireplay.run/2");
  EXPECT_EQ(json["version"]["release"], "1.2.3");
  EXPECT_EQ(json["status"], "pass");
  EXPECT_EQ(json["exit_code"], 0);
  const auto& run = json["runs"][0];
  EXPECT_EQ(run["device"]["peak_gbps"], 3000.0);
  EXPECT_EQ(run["device"]["peak_tflops"]["bf16"], 900.0);
  EXPECT_EQ(run["engine"], (nlohmann::json{{"device", "cuda"}, {"kernels", "prebuilt"}}));
  EXPECT_EQ(run["total"]["graph_us"]["median"], 131.0);
  EXPECT_EQ(run["total"]["kernel_sum_us"], 137.5);
  EXPECT_FALSE(run["total"].contains("cold_us"));
  EXPECT_FALSE(run["total"].contains("compile_ms"));
  const auto& op = run["ops"][0];
  EXPECT_EQ(op["us"]["samples"], 50);
  EXPECT_DOUBLE_EQ(op["gbps"], 2400.0);
  EXPECT_DOUBLE_EQ(op["roofline"], 0.8);
  EXPECT_EQ(op["bound"], "memory");
  EXPECT_FALSE(op.contains("algorithm"));
  EXPECT_EQ(run["ops"][1]["algorithm"], "cublasLt:52");
  EXPECT_EQ(run["ops"][1]["bound"], "compute");
  EXPECT_FALSE(run["ops"][2].contains("us"));
  EXPECT_EQ(run["compare"][0]["tolerance"]["why"], "measured: 5 runs");
  EXPECT_EQ(run["compare"][0]["ulp"]["p99"], 1.0);
  EXPECT_EQ(run["warnings"].size(), 1U);
}

TEST(ReportJson, ManyGraphsAreAListWithOneStatus) {
  const auto json = parsed({measured(), failed(), broken()});
  EXPECT_EQ(json["status"], "error");
  EXPECT_EQ(json["exit_code"], 3);
  ASSERT_EQ(json["runs"].size(), 3U);
  EXPECT_EQ(json["runs"][1]["compare"][0]["worst"][0]["got"], "nan");
  EXPECT_EQ(json["runs"][1]["compare"][1]["reason"], "got f32[2], the reference is f32[3]");
  EXPECT_FALSE(json["runs"][2].contains("ops"));
  EXPECT_EQ(json["runs"][2]["error"]["line"], 1);
  EXPECT_EQ(json["runs"][2]["error"]["message"], "expected ']'");
}

TEST(ReportJson, KeepsItsSchema) {
  std::ifstream file(IREPLAY_SOURCE "/replay/report/run.schema.json");
  const auto schema = nlohmann::json::parse(file);
  EXPECT_EQ(breaches(schema, parsed({measured(), failed(), broken()})), std::vector<std::string>());
  EXPECT_EQ(breaches(schema, parsed({})), std::vector<std::string>());
  auto wrong = parsed({failed()});
  wrong["runs"][0]["compare"][0]["status"] = "green";
  wrong["runs"][0].erase("dump");
  EXPECT_EQ(breaches(schema, wrong).size(), 2U);
}

TEST(ReportCsv, HasARowPerOp) {
  GraphReport report = measured();
  report.dump = "a,\"b\"";
  EXPECT_EQ(
      to_csv({report}),
      "dump,op,kind,kernel,median_us,min_us,p95_us,samples,bytes,gbps,flops,tflops,roofline,bound\n"
      "\"a,\"\"b\"\"\",op0,pointwise,pointwise/f32x4,125,124,130,50,300000000,2400,50000000,0.4,0.8,memory\n"
      "\"a,\"\"b\"\"\",op1,extern,cublasLt,12.5,12.4,13,50,6000000,480,4000000000,320,0.355556,compute\n"
      "\"a,\"\"b\"\"\",op2,nop,,,,,,0,,0,,,\n");
}

TEST(ReportJunit, NamesWhatFailed) {
  EXPECT_EQ(to_junit({failed(), broken()}), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ireplay">
  <testsuite name="model&lt;1&gt;" tests="3" failures="2" errors="0" skipped="0">
    <testcase classname="model&lt;1&gt;" name="replay" time="0.000140"/>
    <testcase classname="model&lt;1&gt;" name="output0" time="0"><failure message="2 of 524288 elements out of tolerance, max abs 0.016, nan 1/0, inf 0/0"/></testcase>
    <testcase classname="model&lt;1&gt;" name="output1" time="0"><failure message="got f32[2], the reference is f32[3]"/></testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="b" name="replay" time="0.000000"><error message="error">b/ir_post_fusion.txt:1:5: error: expected ']'&#10;[128 256]&#10;    ^&#10;</error></testcase>
  </testsuite>
</testsuites>
)");
}

TEST(ReportJunit, IsUtf8WhateverNamesHold) {
  GraphReport report = broken();
  report.dump = "caf\xC3\xA9 \xFF\xE9 \x01";
  const std::string text = to_junit({report});
  EXPECT_NE(text.find("classname=\"caf\xC3\xA9 ?? ?\""), std::string::npos) << text;
}

TEST(ReportJunit, WhatWasNotJudgedIsSkippedWithTheReason) {
  GraphReport report = measured();
  report.comparisons.push_back(without_figures("output1", Status::unjudged, "it depends on chance"));
  const std::string text = to_junit({report});
  EXPECT_NE(text.find("<skipped message=\"unjudged: it depends on chance\"/>"), std::string::npos) << text;
  EXPECT_NE(text.find("skipped=\"1\""), std::string::npos) << text;
}

TEST(Report, ExitCodesHaveAnOrderOfPrecedence) {
  const auto codes = [](const std::vector<int>& list) {
    std::vector<GraphReport> reports(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) reports[i].exit_code = list[i];
    return exit_code_of(reports);
  };
  EXPECT_EQ(codes({0, 0}), 0);
  EXPECT_EQ(codes({0, 6}), 6);
  EXPECT_EQ(codes({6, 7}), 7);
  EXPECT_EQ(codes({6, 7, 1, 0}), 1);
  EXPECT_EQ(codes({1, 2}), 2);
  EXPECT_EQ(codes({2, 5}), 5);
  EXPECT_EQ(codes({5, 4}), 4);
  EXPECT_EQ(codes({1, 2, 3, 4, 5, 6}), 3);
}

TEST(Report, NumbersKeepThreeDigits) {
  EXPECT_EQ(print_microseconds(0.851), "0.85 us");
  EXPECT_EQ(print_microseconds(12.34), "12.3 us");
  EXPECT_EQ(print_microseconds(999.6), "1.00 ms");
  EXPECT_EQ(print_microseconds(2'500'000), "2.50 s");
  EXPECT_EQ(print_bytes(512), "512 B");
  EXPECT_EQ(print_bytes(2'097'152), "2.10 MB");
  EXPECT_EQ(print_percent(0.934), "93%");
  EXPECT_EQ(print_percent(0.004), "0.4%");
  EXPECT_EQ(print_rate(0.001), "0.001");
  EXPECT_EQ(print_element({.integral = true, .i = -7}), "-7");
}

}  // namespace
}  // namespace ireplay
