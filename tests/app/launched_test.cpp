#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"

/// Processes that a launcher started: each replays the graphs of its own rank. Without GPUs what collectives
/// return is computed from the folders of all ranks.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

const std::string kCase = IREPLAY_TESTDATA "/corpus_language/2.15/co_a2a.0";
constexpr const char* kSecond = "RANK=1 WORLD_SIZE=2 LOCAL_RANK=1";

class Launched : public CommandLine {
 protected:
  Outcome run(const std::string& arguments, const std::string& environment) {
    return ireplay("run --device cpu --no-timing " + arguments, environment);
  }
  bool is_there(const char* name) const { return fs::exists(folder_ / name); }
  std::string at(const char* name) const { return "'" + (folder_ / name).string() + "'"; }
};

TEST_F(Launched, EachTakesItsOwnRank) {
  const std::string good = "rank 1: " + kCase + "/rank1: PASS  1 agrees, 0 skipped, 0 unjudged\n";
  for (const std::string& path : {kCase, kCase + "/rank{rank}"}) {
    const Outcome second = run(path, kSecond);
    EXPECT_EQ(second.code, 0) << second.err;
    EXPECT_EQ(second.out, good);
    const Outcome first = run(path, "RANK=0 WORLD_SIZE=2");
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_TRUE(first.out.starts_with(kCase + "/rank0  on ")) << first.out;
    EXPECT_EQ(first.out.find("rank1"), std::string::npos) << first.out;
  }
  EXPECT_EQ(run(kCase, "SLURM_PROCID=1 SLURM_NTASKS=2").out, good);
  EXPECT_EQ(run(kCase, "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2").out, good);
}

TEST_F(Launched, ProcessesOfOneRankAndShardsTakeAll) {
  for (const char* environment : {"RANK=0 WORLD_SIZE=1", "SLURM_PROCID=0 SLURM_NTASKS=1"})
    EXPECT_NE(run(kCase, environment).out.find("2 of 2 graphs agree"), std::string::npos);
  const Outcome shard = run(kCase + " --shard 1/2", kSecond);
  EXPECT_NE(shard.out.find("co_a2a.0/rank0  on"), std::string::npos) << shard.out;
}

TEST_F(Launched, ReportsAreOfRankZeroOrHaveTheRankInTheirNames) {
  EXPECT_EQ(run(kCase + " --json " + at("one.json") + " --junit " + at("j.{rank}.xml"), kSecond).code, 0);
  EXPECT_FALSE(is_there("one.json"));
  EXPECT_TRUE(is_there("j.1.xml"));
  EXPECT_EQ(run(kCase + " --json " + at("one.json"), "RANK=0 WORLD_SIZE=2").code, 0);
  EXPECT_TRUE(is_there("one.json"));
}

TEST_F(Launched, WhatDoesNotFitIsSaid) {
  const auto expect = [&](const Outcome& outcome, const std::string& error) {
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err, "error: " + error + "\n");
  };
  expect(run(kCase, "RANK=2 WORLD_SIZE=3"),
         "there is no folder rank2 under '" + kCase +
             "', and torchrun launched 3 processes; PATH is the folder that holds rank0, rank1, .., or has "
             "{rank} in its place");
  expect(run(kCase, "RANK=2 WORLD_SIZE=2"), "RANK is 2, but WORLD_SIZE is 2");
  expect(run(kCase + " --repeat-check 3", kSecond),
         "--repeat-check takes one process, and this is one of several of a launch");
}

TEST_F(Launched, CheckTellsWhatRunsCollectives) {
  const Outcome outcome = ireplay("check " + kCase + "/rank0");
  EXPECT_NE(outcome.out.find("1 collective"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("all ranks' inputs  NCCL, all ranks"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace ireplay
