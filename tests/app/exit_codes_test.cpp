#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/broken_dumps.hpp"
#include "tests/support/command_line.hpp"

/// The table of exit codes, each from a run of its own, and which of two wins: 3, 4, 5, 2, 1, 7, 6, 0.
namespace ireplay {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class ExitCodes : public CommandLine {
 protected:
  static constexpr int kInOrder[] = {3, 4, 5, 2, 1, 7, 6, 0};
  static constexpr const char* kEnoughForMost = "ulimit -v 4000000;";

  ExitCodes() {
    graphs_[0] = corpus("pw_ints.0");
    graphs_[1] = with_reference("verdict/rd_arg_wrong_integer.safetensors", "differs");
    graphs_[3] = put(folder_ / "unreadable/ir_post_fusion.txt", "op0: ?");
    graphs_[4] = testdata("faults/three_unsupported");
    graphs_[5] = put(folder_ / "needs_64_gb/ir_post_fusion.txt",
                     to_text({.size = "4000000000", .ranges = "p0: 4000000000"}));
    graphs_[7] = with_reference("verdict/rd_arg_four_of_six.safetensors", "unjudged");
  }

  std::string with_reference(const std::string& reference, const std::string& name) {
    const fs::path to = folder_ / name;
    fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus/rd_arg.0", to);
    fs::copy_file(fs::path(IREPLAY_TESTDATA) / reference, to / "outputs.safetensors",
                  fs::copy_options::overwrite_existing);
    return "'" + to.string() + "'";
  }

  Outcome run(const std::string& arguments) {
    return ireplay("run --device cpu --no-timing " + arguments, kEnoughForMost);
  }
  fs::path record_of(int code) const { return folder_ / ("ends_with_" + std::to_string(code) + ".json"); }
  std::string to_record(int code) const { return " --json '" + record_of(code).string() + "'"; }
  Json read_record(int code) const { return Json::parse(read_file(record_of(code))); }

  int run_to_record(int code) {
    if (code == 2)
      return run(corpus("ix_gather_embedding.0") + " --input arg0_1=" + testdata("faults/index_outside.npy") +
                 to_record(2))
          .code;
    if (code != 6) return run(graphs_[code] + to_record(code)).code;
    const std::string bench = "bench --device cpu --min-time 0.05 " + graphs_[0] + to_record(6);
    EXPECT_EQ(ireplay(bench).code, 0);
    Json baseline = read_record(6);
    for (Json& round : baseline["runs"][0]["ops"][0]["us"]["warm"]["rounds"])
      for (Json& sample : round) sample = sample.get<double>() / 3;
    return ireplay(bench + " --max-slowdown 20% --baseline " + put(folder_ / "base.json", baseline.dump()))
        .code;
  }

  std::map<int, std::string> graphs_;  // by the code of a run of each, quoted
};

TEST_F(ExitCodes, EachHasItsRunAndTheWorstOfTwoWins) {
  for (const int code : kInOrder) {
    ASSERT_EQ(run_to_record(code), code);
    ASSERT_EQ(read_record(code)["exit_code"], code);
    ASSERT_EQ(read_record(code)["runs"].size(), 1U);
  }
  for (std::size_t worse = 0; worse < std::size(kInOrder); ++worse)
    for (std::size_t better = worse + 1; better < std::size(kInOrder); ++better)
      EXPECT_EQ(ireplay("merge '" + record_of(kInOrder[better]).string() + "' '" +
                        record_of(kInOrder[worse]).string() + "'")
                    .code,
                kInOrder[worse])
          << "beside " << kInOrder[better];
}

TEST_F(ExitCodes, TheWorstGraphOfARunWins) {
  std::string all;
  for (const int code : {0, 7, 1, 5, 4, 3}) {
    all += " " + graphs_[code];
    EXPECT_EQ(run(all).code, code);
  }
  EXPECT_EQ(run(graphs_[1] + " " + graphs_[7] + " --input no_such_input=ones").code, 2);
  EXPECT_EQ(run(graphs_[0] + " " + graphs_[5] + " --input no_such_input=ones").code, 5);
}

TEST_F(ExitCodes, OfOneGraphBadUsageIsSaidBeforeItRuns) {
  EXPECT_EQ(run(graphs_[0] + " --input no_such_input=ones").code, 2);
  EXPECT_EQ(ireplay("--device cuda:99 " + graphs_[0]).code, 5);
  EXPECT_EQ(ireplay("--device cuda:99 " + graphs_[3]).code, 3);
}

TEST_F(ExitCodes, CheckEndsAsTheRunDoes) {
  for (const int code : {0, 3, 4}) EXPECT_EQ(ireplay("check " + graphs_[code]).code, code);
  EXPECT_EQ(ireplay("check " + graphs_[0] + " " + graphs_[4]).code, 4);
  EXPECT_EQ(ireplay("check " + graphs_[3] + " " + graphs_[4]).code, 3);
}

}  // namespace
}  // namespace ireplay
