#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"
#include "tests/support/json_schema.hpp"

/// Reports from outside: which graphs are in them, and that several are joined.
namespace ireplay {
namespace {

using Json = nlohmann::json;

class Reports : public CommandLine {
 protected:
  void SetUp() override {
    for (const char* name : {"pw_chain_f32.0", "pw_bool_where.0", "rd_arg.0", "pw_ints.0", "mm_vec.0"})
      copy_of(name);
    put(folder_ / "zz_broken/ir_post_fusion.txt", "op0: ?");
  }
  Outcome run(const std::string& arguments) {
    return ireplay("run --device cpu --no-timing '" + folder_.string() + "' " + arguments);
  }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  Json json(const std::string& name) const { return Json::parse(read_file(folder_ / name)); }
  static std::vector<std::string> names(const Json& record) {
    std::vector<std::string> all;
    for (const Json& one : record["runs"]) all.push_back(one["name"]);
    return all;
  }
};

using Names = std::vector<std::string>;

TEST_F(Reports, ShardsHoldEachGraphOnceAndMergeJoinsThem) {
  EXPECT_EQ(run("--json '" + file("all.json") + "'").code, 3);
  EXPECT_EQ(run("--shard 1/2 --json '" + file("1.json") + "'").code, 0);
  EXPECT_EQ(run("--shard 2/2 --json '" + file("2.json") + "'").code, 3);
  EXPECT_EQ(names(json("1.json")), (Names{"mm_vec.0", "pw_chain_f32.0", "rd_arg.0"}));
  EXPECT_EQ(names(json("2.json")), (Names{"pw_bool_where.0", "pw_ints.0", "zz_broken"}));
  const Outcome merged =
      ireplay("merge '" + file("1.json") + "' '" + file("2.json") + "' --json '" + file("m.json") +
              "' --junit '" + file("m.xml") + "' --csv-compare '" + file("m.csv") + "' --trace '" +
              file("m.trace") + "' --html '" + file("m.html") + "'");
  EXPECT_EQ(merged.code, 3) << merged.err;
  EXPECT_NE(merged.out.find("5 of 6 graphs agree with the reference"), std::string::npos) << merged.out;
  const Json all = json("all.json"), joined = json("m.json");
  EXPECT_EQ(joined["runs"].size(), all["runs"].size());
  EXPECT_EQ(joined["host"], all["host"]);
  std::ifstream schema(IREPLAY_SOURCE "/replay/report/run.schema.json");
  EXPECT_EQ(breaches(Json::parse(schema), joined), std::vector<std::string>());
  EXPECT_NE(read_file(file("m.xml")).find("classname=\"rd_arg.0\" name=\"output0\""), std::string::npos);
  EXPECT_TRUE(read_file(file("m.html")).starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(Json::parse(read_file(file("m.trace"))).contains("traceEvents"));
}

TEST_F(Reports, AShardWithNothingInItIsGood) {
  const Outcome empty = run("--shard 9/9 --json '" + file("e.json") + "'");
  EXPECT_EQ(empty.code, 0) << empty.err;
  EXPECT_EQ(json("e.json")["runs"].size(), 0U);
  EXPECT_EQ(run("--shard 3/2").code, 2);
}

TEST_F(Reports, FiltersTakeGraphsByPattern) {
  EXPECT_EQ(run("--filter 'pw_*' --filter mm_vec.0 --json '" + file("f.json") + "'").code, 0);
  EXPECT_EQ(names(json("f.json")), (Names{"mm_vec.0", "pw_bool_where.0", "pw_chain_f32.0", "pw_ints.0"}));
  const Outcome none = run("--filter nothing");
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("none of the 6 graphs has a name like 'nothing'; --filter takes a pattern such as "
                          "'*attention*'"),
            std::string::npos)
      << none.err;
}

TEST_F(Reports, FailFastStopsBehindTheFirstThatDoesNotPass) {
  put(folder_ / "aa_broken/ir_post_fusion.txt", "op0: ?");
  EXPECT_EQ(run("--fail-fast --json '" + file("f.json") + "'").code, 3);
  EXPECT_EQ(names(json("f.json")), (Names{"aa_broken"}));
}

TEST_F(Reports, RepeatedRunsAreHeldAgainstEachOtherBitByBit) {
  const Outcome outcome = run("--filter rd_arg.0 --repeat-check 3 --json '" + file("r.json") + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("repeat  3 runs: equal bits\n"), std::string::npos) << outcome.out;
  EXPECT_EQ(json("r.json")["runs"][0]["repeat"], (Json{{"runs", 3}, {"equal", true}}));
}

TEST_F(Reports, TheRecordSaysWhereEachOpStands) {
  run("--filter pw_chain_f32.0 --json '" + file("r.json") + "'");
  const Json one = json("r.json")["runs"][0], op = one["ops"][0];
  EXPECT_EQ(op["lines"][0], 1);
  EXPECT_EQ(op["reads"][0]["name"], "arg0_1");
  EXPECT_TRUE(one["torch"].get<std::string>().starts_with("2.11"));
  EXPECT_EQ(one["started"].get<std::string>().size(), 20U);
  EXPECT_FALSE(op.contains("us"));
  EXPECT_FALSE(json("r.json")["version"]["toolkit"].get<std::string>().empty());
}

TEST_F(Reports, WithoutAReferenceTheValuesAreDescribed) {
  const Outcome outcome = run("--filter rd_arg.0 --reference none");
  EXPECT_NE(outcome.out.find("output   tensor"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("mean  nan  inf"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace ireplay
