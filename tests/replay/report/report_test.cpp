#include "replay/report/report.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "parser/source.hpp"
#include "replay/report/csv.hpp"
#include "replay/report/json.hpp"
#include "replay/report/junit.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/table.hpp"
#include "replay/report/trace.hpp"
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
  DeviceInfo device{.name = "NVIDIA H100 80GB HBM3", .sm = 90, .driver = "580.65", .copy_gbps = 3000};
  device.matmul_tflops = 900;
  device.memory_bytes = 85'000'000'000;
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
            R"(seed.0  on NVIDIA H100 80GB HBM3 (sm_90), copies at 3000 GB/s
op   kind       runs as             warm    bytes  bound    of limit
op0  pointwise  pointwise/f32x4   125 us   300 MB  memory       80 %
op1  extern     cublasLt         12.5 us  6.00 MB  compute      36 %
total  graph 131 us, launches 140 us (launch-bound: 6.4 %), ops add up to 138 us, 50 samples,
       traffic 306 MB, memory 512 MB
warning: 'arg0_1' may be transposed: the first reading was taken

output   verdict  tensor          off  max err/allowed  ulp p99  rms err
output0  pass     bf16[2048,256]    0             0.53     1.00  0.00012
PASS  1 agrees, 0 skipped, 0 unjudged
)");
}

/// The same run beside one on the graph's own kernels.
GraphReport beside() {
  GraphReport report = measured();
  RunResult result;
  result.steps.resize(3);
  result.steps[0] = {.us = {100, 99, 110, 50}, .kernel = "original/triton_poi_fused_add_0", .original = 0};
  result.steps[2].not_original = "no launch of a kernel was found for it";
  result.graph_us = {121, 120, 130, 50};
  result.kernel_sum_us = 112.5;
  result.warnings = {"1 of 2 kernels is ours"};
  add_original(report, result);
  report.original->verdict = {
      "output0: ours differ from the reference, the graph's own kernels agree with it"};
  report.original->agrees = false;
  return report;
}

TEST(ReportTable, TheGraphsOwnKernelsStandBesideOurs) {
  const std::string table = to_table(beside(), {});
  EXPECT_EQ(table.substr(0, table.find("\n\noutput")),
            R"(seed.0  on NVIDIA H100 80GB HBM3 (sm_90), copies at 3000 GB/s
op   kind       runs as             warm  original  ratio    bytes  bound    of limit
op0  pointwise  pointwise/f32x4   125 us    100 us   1.25   300 MB  memory       80 %
op1  extern     cublasLt         12.5 us                   6.00 MB  compute      36 %
total  graph 131 us, launches 140 us (launch-bound: 6.4 %), ops add up to 138 us, 50 samples,
       traffic 306 MB, memory 512 MB
original  1 of 2 kernels, graph 121 us, ops add up to 112 us
original  output0: ours differ from the reference, the graph's own kernels agree with it
warning: 'arg0_1' may be transposed: the first reading was taken
warning: 1 of 2 kernels is ours)");
}

TEST(ReportTable, ABenchEndsWithOpsWhoseOwnKernelsAreFarFromTheLimit) {
  GraphReport report = beside();
  report.comparisons.clear();
  report.warnings.clear();
  report.ops[0].original_us = 250;
  report.ops[0].of_original = 0.5;
  const std::string end = "opportunity  op0: its own kernel takes 250 us, ours 125 us; at least 100 us\n";
  EXPECT_FALSE(to_table(report, {}).ends_with(end));
  report.ops[0].warm_rounds = {{125}};
  EXPECT_TRUE(to_table(report, {}).ends_with(end)) << to_table(report, {});
  report.ops[0].of_original = 0.9;  // ours is no better
  EXPECT_TRUE(find_opportunities(report).empty());
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
  return nlohmann::json::parse(
      to_json(reports, {"1.2.3", "run", "2026-01-01T00:00:00Z", "here", 0, "abc", "CUDA 13.0"}));
}

TEST(ReportJson, HoldsTheKeysOfTheSchemaAndNoOthersForWhatWasNotMeasured) {
  const auto json = parsed({measured()});
  EXPECT_EQ(json["schema"], "ireplay.run/2");
  EXPECT_EQ(json["version"]["release"], "1.2.3");
  EXPECT_EQ(json["status"], "pass");
  EXPECT_EQ(json["exit_code"], 0);
  const auto& run = json["runs"][0];
  EXPECT_EQ(json["version"]["commit"], "abc");
  EXPECT_EQ(run["device"]["copy_gbps"], 3000.0);
  EXPECT_EQ(run["device"]["matmul_tflops"], 900.0);
  EXPECT_EQ(run["engine"], (nlohmann::json{{"device", "cuda"}, {"kernels", "prebuilt"}}));
  EXPECT_EQ(run["total"]["graph_us"]["median"], 131.0);
  EXPECT_EQ(run["total"]["kernel_sum_us"], 137.5);
  EXPECT_FALSE(run["total"].contains("cold_us"));
  EXPECT_FALSE(run["total"].contains("compile_ms"));
  const auto& op = run["ops"][0];
  EXPECT_EQ(op["us"]["warm"]["samples"], 50);
  EXPECT_FALSE(op["us"].contains("cold"));
  EXPECT_DOUBLE_EQ(op["of_limit"], 0.8);
  EXPECT_FALSE(op.contains("hash"));  // these steps have no program
  EXPECT_EQ(op["bound"], "memory");
  EXPECT_FALSE(op.contains("algorithm"));
  EXPECT_EQ(run["ops"][1]["algorithm"], "cublasLt:52");
  EXPECT_EQ(run["ops"][1]["bound"], "compute");
  EXPECT_FALSE(run["ops"][2].contains("us"));
  EXPECT_EQ(run["compare"][0]["tolerance"]["why"], "measured: 5 runs");
  EXPECT_EQ(run["compare"][0]["ulp"]["p99"], 1.0);
  EXPECT_EQ(run["warnings"].size(), 1U);
}

TEST(ReportJson, TheGraphsOwnKernelsAreInTheRecordAndComeBack) {
  const auto json = parsed({beside()});
  const auto& run = json["runs"][0];
  EXPECT_EQ(run["ops"][0]["original_us"], 100.0);
  EXPECT_EQ(run["ops"][0]["of_original"], 1.25);
  EXPECT_FALSE(run["ops"][1].contains("original_us"));
  EXPECT_EQ(run["original"]["ops"], 1);
  EXPECT_EQ(run["original"]["fallbacks"], 1);
  EXPECT_EQ(run["original"]["agrees"], false);
  EXPECT_EQ(run["original"]["graph_us"]["median"], 121.0);
  EXPECT_EQ(run["original"]["verdict"].size(), 1U);
  EXPECT_EQ(run["warnings"].back()["code"], "original");
  std::ifstream file(IREPLAY_SOURCE "/replay/report/run.schema.json");
  EXPECT_EQ(breaches(nlohmann::json::parse(file), json), std::vector<std::string>());
  EXPECT_EQ(parsed(read_record(json.dump(), "it").graphs), json);
}

TEST(ReportJson, SaysHowCompiledKernelsCameAbout) {
  GraphReport report = measured();
  report.ops[0].schedule = "rows of 256 threads";
  report.throttled = "power";
  report.compile_ms = 75;
  const auto json = parsed({report});
  EXPECT_EQ(json["runs"][0]["ops"][0]["schedule"], "rows of 256 threads");
  EXPECT_EQ(json["runs"][0]["device"]["throttled"], "power");
  EXPECT_EQ(json["runs"][0]["total"]["compile_ms"], 75);
  std::ifstream file(IREPLAY_SOURCE "/replay/report/run.schema.json");
  EXPECT_EQ(breaches(nlohmann::json::parse(file), json), std::vector<std::string>());
  EXPECT_EQ(parsed(read_record(json.dump(), "it").graphs), json);
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

TEST(ReportJson, ReadsBackWhatItWrote) {
  GraphReport report = failed();
  report.ops[0].cold_us = to_timing({3, 1, 2});
  report.ops[0].warm_rounds = {{1, 2}, {3}};
  report.ops[0].change = ChangeEstimate{Change::slower, 1.1, 1.05, 1.2};
  report.changes = {{"launch", {Change::unsure, 1.01, 0, 0}}};
  report.repeat = RepeatReport{3, false, "op0", "buf0", "output0", 4};
  report.ops[0].reads = {{"arg0_1", "bf16[2]"}};
  report.ops[1].reads = {{"buf0", "bf16[2]", 0}};
  report.started = "2026-01-01T00:00:00Z";
  report.comparisons.push_back(describe_output("output2", {DType::f32, {2}, HostBytes(8)}));
  const std::string text = to_json({report, broken()}, {"1.2.3", "bench", "2026", "here", 2, "abc", ""});
  const RunRecord record = read_record(text, "r.json");
  EXPECT_EQ(to_json(record.graphs, record.header), text);
  EXPECT_EQ(to_junit(record.graphs), to_junit({report, broken()}));
  std::ifstream file(IREPLAY_SOURCE "/replay/report/run.schema.json");
  EXPECT_EQ(breaches(nlohmann::json::parse(file), nlohmann::json::parse(text)), std::vector<std::string>());
}

TEST(ReportJson, SaysWhatIsNoRecord) {
  const auto message = [](const std::string& text) {
    try {
      read_record(text, "r.json");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(message("{}"),
            "'r.json' is no record of a run: its \"schema\" is not \"ireplay.run/2\"; give a file "
            "that --json wrote");
  EXPECT_TRUE(message("[1").starts_with("'r.json' is no record of a run: "));
  EXPECT_TRUE(message(R"({"schema": "ireplay.run/2", "version": {}})").starts_with("'r.json' is no record"));
}

TEST(ReportTrace, IsASlicePerTimedOpOneBehindTheOther) {
  const auto json = nlohmann::json::parse(to_trace({measured()}));
  ASSERT_EQ(json["traceEvents"].size(), 4U);
  const auto& first = json["traceEvents"][2];
  EXPECT_EQ(first["ph"], "X");
  EXPECT_EQ(first["dur"], 125.0);
  EXPECT_EQ(first["args"]["bytes"], 300'000'000);
  EXPECT_EQ(json["traceEvents"][3]["ts"], 125.0);
  EXPECT_EQ(json["traceEvents"][3]["args"]["flops"], 4'000'000'000);
}

TEST(ReportTable, ShowsWhatRanWithoutAReference) {
  GraphReport report = measured();
  report.status = "ran";
  report.comparisons = {describe_output("output0", {DType::f32, {2}, HostBytes(8)})};
  EXPECT_NE(to_table(report, {})
                .find("output   tensor  min  max  mean  nan  inf\n"
                      "output0  f32[2]    0    0     0    0    0\n"
                      "no reference to compare with\n"),
            std::string::npos)
      << to_table(report, {});
}

TEST(ReportCsv, HasARowPerOp) {
  GraphReport report = measured();
  report.dump = "a,\"b\"";
  for (OpReport& op : report.ops) op.hash = "0123";
  EXPECT_EQ(
      to_csv({report}),
      "dump,op,hash,kind,kernel,warm_us,min_us,p5_us,p95_us,samples,noise,cold_us,cold_samples,bytes,flops,"
      "bound,of_limit,original_us,baseline,ratio\n"
      "\"a,\"\"b\"\"\",op0,0123,pointwise,pointwise/f32x4,125,124,,130,50,,,,300000000,50000000,memory,"
      "0.8,,,\n"
      "\"a,\"\"b\"\"\",op1,0123,extern,cublasLt,12.5,12.4,,13,50,,,,6000000,4000000000,compute,0.355556"
      ",,,\n"
      "\"a,\"\"b\"\"\",op2,0123,nop,,,,,,,,,,0,0,,,,,\n");
}

TEST(ReportCsv, HasARowPerOutput) {
  EXPECT_EQ(to_comparison_csv({measured(), failed()}),
            "dump,output,status,reason,dtype,numel,off,max_err_over_allowed,max_abs,rms,ulp_p99,nan_ours,"
            "nan_reference,inf_ours,inf_reference,min,max,mean,tolerance\n"
            "seed.0,output0,pass,,bf16,524288,0,0.53,0.015625,0.00012,1,0,0,0,0,,,,measured\n"
            "model<1>,output0,fail,,bf16,524288,2,0.53,0.015625,0.00012,1,1,0,0,0,,,,measured\n"
            "model<1>,output1,fail,\"got f32[2], the reference is f32[3]\",,,,,,,,,,,,,,,\n");
}

TEST(ReportJunit, NamesWhatFailed) {
  GraphReport report = failed();
  report.name = "deep/model<1>";
  report.started = "2026-01-01T00:00:00Z";
  report.wall_s = 1.5;
  EXPECT_EQ(to_junit({report, broken()}), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ireplay">
  <testsuite name="deep/model&lt;1&gt;" tests="5" failures="2" errors="0" skipped="1" time="1.500000" timestamp="2026-01-01T00:00:00Z">
    <testcase classname="deep/model&lt;1&gt;" name="op0" time="0.000125"/>
    <testcase classname="deep/model&lt;1&gt;" name="op1" time="0.000012"/>
    <testcase classname="deep/model&lt;1&gt;" name="op2" time="0.000000"><skipped message="nop: nothing to run"/></testcase>
    <testcase classname="deep/model&lt;1&gt;" name="output0" time="0"><failure type="differs" message="2 of 524288 elements out of tolerance, max abs 0.016, nan 1/0, inf 0/0">[3,17] got nan, want 1.5, error inf, allowed 0.01&#10;[0,0] got -2, want 1.25, error 3.2, allowed 0.01&#10;reproduce: ireplay run m --seed 0&#10;</failure></testcase>
    <testcase classname="deep/model&lt;1&gt;" name="output1" time="0"><failure type="differs" message="got f32[2], the reference is f32[3]">reproduce: ireplay run m --seed 0&#10;</failure></testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="1" skipped="0" time="0.000000">
    <testcase classname="b" name="replay" time="0"><error type="dump" message="expected ']'">b/ir_post_fusion.txt:1:5: error: expected ']'&#10;[128 256]&#10;    ^&#10;</error></testcase>
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
  EXPECT_NE(text.find("skipped=\"2\""), std::string::npos) << text;
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
  EXPECT_EQ(print_percent(0.934), "93 %");
  EXPECT_EQ(print_percent(0.004), "0.4 %");
  EXPECT_EQ(print_change(1.0312), "+3.1 %");
  EXPECT_EQ(print_change(0.5), "-50 %");
  EXPECT_EQ(print_rate(0.001), "0.001");
  EXPECT_EQ(print_element({.integral = true, .i = -7}), "-7");
}

}  // namespace
}  // namespace ireplay
