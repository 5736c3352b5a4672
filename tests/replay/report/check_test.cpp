#include "replay/report/check.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "parser/parse.hpp"

namespace ireplay {
namespace {

constexpr const char* kText = R"(op0: ExternKernelSchedulerNode(FallbackKernel)
op0.writes = [StarDep(name='buf0', mode=None)]
op0.unmet_dependencies = []
op0.met_dependencies = []
op0.node.kernel = torch.ops._c10d_functional.all_reduce_.default
op1: ExternKernelSchedulerNode(UserDefinedTritonKernel)
op1.writes = [StarDep(name='buf1', mode=None)]
op1.unmet_dependencies = []
op1.met_dependencies = []
op1.node.kernel = None
)";

TEST(Check, HasARowForEveryNodeOfAGraphThatDoesNotReplay) {
  const Source source("case/ir_post_fusion.txt", kText);
  const Dump dump = parse_dump(source);
  const Error fault(Error::Kind::unsupported, source, dump.nodes[0].name.data(), "op0: a collective");
  CheckReport report = make_check_report(fault, {fault}, &dump);
  report.dump = "case";
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.blocker, "all_reduce");
  EXPECT_EQ(report.exit_code, 4);
  const std::string text = to_text(report, 100);
  EXPECT_NE(text.find("case  2 nodes, 1 of them can't be replayed\n"), std::string::npos) << text;
  EXPECT_NE(text.find("no: a collective, ir_post_fusion.txt:1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nop1 "), std::string::npos) << text;
  std::istringstream lines(to_text(report, 80).substr(0, text.find("case/ir")));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Check, CountsSeveralGraphsOnOnePage) {
  CheckReport good, bad, worse;
  good.status = "ok";
  good.torch = "2.9.1+cu128";
  good.dump = "a/good";
  good.input_bytes = 1'000'000;
  good.arena_bytes = 500'000;
  bad.exit_code = worse.exit_code = 4;
  bad.blocker = "all_reduce";
  worse.blocker = "while_loop";
  worse.missing = {"--sym u0=VALUE"};
  worse.dump = "b/worse";
  EXPECT_EQ(to_summary({good, bad, bad, worse}, 100),
            "4 graphs: 1 replays, 3 do not: all_reduce 2, while_loop 1\n"
            "torch: unknown 3, 2.9 1\n"
            "missing: --sym u0=VALUE (b/worse)\n"
            "largest  ops   memory  traffic\n"
            "a/good     0  1.50 MB      0 B\n");
  const auto json = nlohmann::json::parse(to_json({good, bad, bad, worse}, "1"));
  EXPECT_EQ(json["summary"]["blockers"]["all_reduce"], 2);
  EXPECT_EQ(json["summary"]["replay"], 1);
}

TEST(Check, FaultsOfTextsAreCountedWithoutTheNamesInThem) {
  const Error first(Error::Kind::dump, "unknown buffer 'arg0_1'"),
      second(Error::Kind::dump, "unknown buffer 'x'");
  EXPECT_EQ(make_check_report(first, {}, nullptr).blocker, "unknown buffer ..");
  EXPECT_EQ(make_check_report(second, {}, nullptr).blocker, "unknown buffer ..");
}

}  // namespace
}  // namespace ireplay
