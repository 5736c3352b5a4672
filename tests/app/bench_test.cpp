#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"

/// `ireplay bench` from outside. How it judges samples is tests/replay/verdict/change_test.cpp's matter; here
/// times are real, so that limits leave room for a busy machine.
namespace ireplay {
namespace {

using Json = nlohmann::json;

class Bench : public CommandLine {
 protected:
  Outcome bench(const std::string& arguments) {
    return ireplay("bench --device cpu --min-time 0.1 " + corpus("pw_ints.0") + " " + arguments);
  }
  Json record() { return Json::parse(read_file(file())); }
  std::string file() const { return folder_ / "base.json"; }
  void measure_baseline() {
    const Outcome outcome = bench("--json '" + file() + "'");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
  }
  void put_baseline(const Json& json) { put(file(), json.dump()); }
  static void scale(Json& rounds, double factor) {
    for (Json& round : rounds)
      for (Json& sample : round) sample = sample.get<double>() * factor;
  }
};

TEST_F(Bench, KeepsTheSamplesOfEachRound) {
  const Outcome outcome = bench("--rounds 6 --json '" + file() + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("processor time"), std::string::npos) << outcome.out;
  const Json json = record();
  EXPECT_EQ(json["command"], "bench");
  const Json& op = json["runs"][0]["ops"][0];
  EXPECT_EQ(op["us"]["warm"]["rounds"].size(), 6U);
  EXPECT_EQ(op["us"]["cold"]["rounds"].size(), 6U);
  EXPECT_EQ(json["runs"][0]["total"]["launch_us"]["rounds"].size(), 6U);
  EXPECT_EQ(json["runs"][0]["total"]["yardstick_us"]["warm"].size(), 6U);
}

TEST_F(Bench, NothingChangedIsTheSame) {
  measure_baseline();
  const Outcome outcome = bench("--max-slowdown 100% --baseline '" + file() + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("SAME"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.out.find("SLOWER"), std::string::npos) << outcome.out;
}

TEST_F(Bench, ASlowerOpIsExitCode6AndAFasterOneIsGood) {
  measure_baseline();
  const Json json = record();
  Json quick = json, slow = json;
  scale(quick["runs"][0]["ops"][0]["us"]["warm"]["rounds"], 0.4);
  put_baseline(quick);
  const Outcome slower =
      bench("--max-slowdown 20% --baseline '" + file() + "' --junit '" + (folder_ / "j.xml").string() + "'");
  EXPECT_EQ(slower.code, 6) << slower.out << slower.err;
  EXPECT_NE(slower.out.find("SLOWER +"), std::string::npos) << slower.out;
  EXPECT_NE(read_file(folder_ / "j.xml").find("<failure type=\"slower\""), std::string::npos);
  for (auto& op : slow["runs"][0]["ops"])
    if (op.contains("us")) scale(op["us"]["warm"]["rounds"], 3);
  scale(slow["runs"][0]["total"]["launch_us"]["rounds"], 3);
  put_baseline(slow);
  const Outcome faster = bench("--baseline '" + file() + "'");
  EXPECT_EQ(faster.code, 0) << faster.out << faster.err;
  EXPECT_NE(faster.out.find("FASTER -"), std::string::npos) << faster.out;
}

TEST_F(Bench, ABaselineOfAnotherDeviceIsRefusedUnlessForced) {
  measure_baseline();
  Json json = record();
  json["runs"][0]["device"]["name"] = "Another CPU";
  put_baseline(json);
  const Outcome refused = bench("--baseline '" + file() + "'");
  EXPECT_EQ(refused.code, 2) << refused.out;
  EXPECT_NE(refused.err.find("was measured under other conditions: device Another CPU in the baseline, "),
            std::string::npos)
      << refused.err;
  EXPECT_NE(refused.err.find("--force-baseline compares all the same"), std::string::npos) << refused.err;
  const Outcome forced = bench("--force-baseline --max-slowdown 100% --baseline '" + file() + "'");
  EXPECT_EQ(forced.code, 0) << forced.out << forced.err;
  EXPECT_NE(forced.out.find("warning: device Another CPU in the baseline"), std::string::npos) << forced.out;
}

TEST_F(Bench, OpsAreMatchedByWhatTheyCompute) {
  measure_baseline();
  Json json = record();
  Json& run = json["runs"][0];
  run["name"] = "renamed";
  for (auto& op : run["ops"]) op["name"] = "x" + op["name"].get<std::string>();
  put_baseline(json);
  EXPECT_EQ(bench("--max-slowdown 100% --baseline '" + file() + "'").out.find("counterpart"),
            std::string::npos);
  run["name"] = "pw_ints.0";
  run["hash"] = "other";
  run["ops"][0]["hash"] = "other";
  put_baseline(json);
  const Outcome other = bench("--max-slowdown 100% --baseline '" + file() + "'");
  EXPECT_NE(other.out.find("warning: 1 op has no counterpart in the baseline"), std::string::npos)
      << other.out;
}

TEST_F(Bench, ARunWithoutRoundsIsNoBaseline) {
  ireplay("run --device cpu " + corpus("pw_ints.0") + " --json '" + file() + "'");
  const Outcome outcome = bench("--baseline '" + file() + "'");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(
      outcome.err.find("holds no samples to compare with; write a baseline with ireplay bench --json FILE"),
      std::string::npos)
      << outcome.err;
}

}  // namespace
}  // namespace ireplay
