#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"
#include "tests/support/json_schema.hpp"

/// The program from outside: what it prints where, and its exit codes.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Cli : public CommandLine {
 protected:
  /// A case whose reference is off by `factor` in its first output.
  fs::path with_wrong_reference(const std::string& name) {
    const fs::path folder = copy_of(name);
    TensorMap tensors = read_tensors(folder / "outputs.safetensors");
    for (std::byte& byte : tensors.begin()->second.data) byte ^= std::byte{0x40};
    write_safetensors(folder / "outputs.safetensors", tensors);
    return folder;
  }
};

TEST_F(Cli, TheSeedReplaysAndAgreesOnTheCpu) {
  const Outcome run = ireplay("--device cpu " + corpus("seed.0"));
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("PASS  2 agree, 0 skipped, 0 unjudged"), std::string::npos) << run.out;
  EXPECT_EQ(run.err, "");
}

TEST_F(Cli, ATextAloneRunsOnRandomInputsAndClaimsNoComparison) {
  const Outcome run =
      ireplay("--device cpu --no-timing " + corpus("seed_diffusion_small_f32.0/ir_post_fusion.txt"));
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("no reference to compare with; random values in 5 inputs"), std::string::npos)
      << run.out;
  EXPECT_EQ(run.out.find("PASS"), std::string::npos);
}

TEST_F(Cli, AnEmptyTextIsThatOfAGraphThatReturnsItsInputs) {
  const std::string text = put(folder_ / "ir_post_fusion.txt", "");
  const std::string head =
      "import torch\ndef call(args):\n    arg0_1, = args\n    args.clear()\n"
      "    assert_size_stride(arg0_1, (2, 3), (3, 1))\n";
  put(folder_ / "output_code.py",
      head + "    return (reinterpret_tensor(arg0_1, (3, ), (1, ), 3), arg0_1, )\n");
  const std::string saved = "'" + (folder_ / "out.safetensors").string() + "'";
  const std::string options =
      "--device cpu --no-timing --layout 'arg0_1=f32[2,3]' --input arg0_1=arange --save-outputs " + saved +
      " '" + folder_.string() + "'";
  const Outcome run = ireplay(options);
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(read_tensors(folder_ / "out.safetensors").at("output0").size, (Dims{3}));
  put(folder_ / "output_code.py", head + "    buf0 = aten.sort.default(arg0_1)\n    return (arg0_1, )\n");
  EXPECT_EQ(ireplay(options).code, 3);
  fs::remove(folder_ / "output_code.py");
  EXPECT_EQ(ireplay(options).code, 3);
}

TEST_F(Cli, StandardInputIsRead) {
  const Outcome run = ireplay("--device cpu --no-timing - <" + corpus("pw_chain_f32.0/ir_post_fusion.txt"));
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("op0"), std::string::npos);
}

TEST_F(Cli, ADifferenceIsExitCodeOne) {
  const Outcome run = ireplay("--device cpu '" + with_wrong_reference("pw_chain_f32.0").string() + "'");
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_NE(run.out.find("FAIL"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("want"), std::string::npos);
}

TEST_F(Cli, BadUsageIsExitCodeTwo) {
  EXPECT_EQ(ireplay("").code, 2);
  EXPECT_EQ(ireplay("--kernels fast " + corpus("seed.0")).code, 2);
  EXPECT_EQ(
      ireplay("--device cpu --inputs " + put(folder_ / "x.safetensors", "nonsense") + " " + corpus("seed.0"))
          .code,
      2);
}

TEST_F(Cli, AnUnreadableDumpIsExitCodeThreeAtItsPlace) {
  const std::string file =
      put(folder_ / "ir_post_fusion.txt", "op0: SchedulerNode(ComputedBuffer)\nop0.writes = [MemoryDep(\n");
  const Outcome run = ireplay("--device cpu " + file);
  EXPECT_EQ(run.code, 3);
  EXPECT_NE(run.err.find("ir_post_fusion.txt:"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("expected"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("^"), std::string::npos) << run.err;
}

TEST_F(Cli, AUserWrittenTritonKernelIsReplayedAroundAndNamed) {
  const Outcome run = ireplay("run --device cpu '" IREPLAY_TESTDATA "/faults/user_triton_kernel'");
  EXPECT_EQ(run.code, 0) << run.err << run.out;
  EXPECT_NE(
      run.out.find(
          "warning: op1: a user-written Triton kernel that can't be run: no wrapper is there that has its "
          "call and its text (ir_post_fusion.txt:24); replayed around, with 'buf2' as given or random"),
      run.out.npos)
      << run.out;
}

TEST_F(Cli, AnUnsupportedOpIsExitCodeFourBeforeAnythingRuns) {
  const fs::path folder = copy_of("pw_chain_f32.0");
  fs::remove(folder / "output_code.py");
  std::string text = read_file(folder / "ir_post_fusion.txt");
  const std::size_t at = text.find("= ops.", text.find("ops.load"));
  const std::size_t begin = at + 6, end = text.find('(', begin);
  text.replace(begin, end - begin, "no_such_op");
  put(folder / "ir_post_fusion.txt", text);
  const Outcome run = ireplay("--device cpu '" + folder.string() + "'");
  EXPECT_EQ(run.code, 4) << run.err << run.out;
  EXPECT_NE(run.err.find("no_such_op"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("ir_post_fusion.txt:"), std::string::npos) << run.err;
  EXPECT_EQ(ireplay("check '" + folder.string() + "'").code, 4);
}

TEST_F(Cli, AMissingDeviceIsExitCodeFiveAndSaysWhy) {
  const Outcome run = ireplay("--device cuda:99 " + corpus("pw_chain_f32.0"));
  EXPECT_EQ(run.code, 5) << run.out;
  EXPECT_FALSE(run.err.empty());
  // a dump that cannot be read comes first
  EXPECT_EQ(ireplay("--device cuda:99 " + put(folder_ / "ir_post_fusion.txt", "?")).code, 3);
}

TEST_F(Cli, SeveralGraphsGiveTheWorstExitCodeAndASummary) {
  const std::string good = corpus("pw_chain_f32.0"),
                    wrong = "'" + with_wrong_reference("pw_bool_where.0").string() + "'";
  const std::string broken = put(folder_ / "broken/ir_post_fusion.txt", "op0: ?");
  const Outcome two = ireplay("--device cpu --no-timing " + good + " " + wrong);
  EXPECT_EQ(two.code, 1);
  EXPECT_NE(two.out.find("1 of 2 graphs agree with the reference\n1 of 2 graphs differ"), std::string::npos)
      << two.out;
  EXPECT_EQ(ireplay("--device cpu --no-timing " + broken + " " + wrong + " " + good).code, 3);
}

TEST_F(Cli, ReportsAreWrittenAsAsked) {
  const std::string to = (folder_ / "report").string();
  const Outcome run = ireplay("--device cpu " + corpus("seed.0") + " --json '" + to + ".json' --csv '" + to +
                              ".csv' --junit '" + to + ".xml' --save-outputs '" + to + ".safetensors'");
  EXPECT_EQ(run.code, 0) << run.err;
  const auto json = nlohmann::json::parse(read_file(to + ".json"));
  EXPECT_EQ(json["schema"], "ireplay.run/2");
  EXPECT_EQ(json["status"], "pass");
  EXPECT_EQ(json["runs"][0]["engine"]["device"], "cpu");
  EXPECT_EQ(json["runs"][0]["compare"].size(), 2U);
  std::ifstream schema(IREPLAY_SOURCE "/replay/report/run.schema.json");
  EXPECT_EQ(breaches(nlohmann::json::parse(schema), json), std::vector<std::string>());
  EXPECT_TRUE(read_file(to + ".csv").starts_with("dump,op,hash,kind"));
  EXPECT_NE(read_file(to + ".xml").find("failures=\"0\" errors=\"0\""), std::string::npos);
  const Outcome same = ireplay("compare '" + to + ".safetensors' '" + to + ".safetensors'");
  EXPECT_EQ(same.code, 0) << same.out;
  const Outcome other = ireplay("compare '" + to + ".safetensors' " + corpus("seed.0/inputs.safetensors"));
  EXPECT_EQ(other.code, 2) << other.out;
  const Outcome on_stdout = ireplay("--device cpu --no-timing --json - " + corpus("seed.0"));
  EXPECT_EQ(nlohmann::json::parse(on_stdout.out)["schema"], "ireplay.run/2");
}

TEST_F(Cli, CheckAndShowNeedNoDevice) {
  const Outcome check =
      ireplay("check " + corpus("seed_diffusion.0") + " --json '" + (folder_ / "check.json").string() + "'");
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_NE(check.out.find("library calls"), std::string::npos) << check.out;
  EXPECT_EQ(nlohmann::json::parse(read_file(folder_ / "check.json"))["graphs"][0]["status"], "ok");
  const Outcome show = ireplay("show " + corpus("pw_chain_f32.0"));
  EXPECT_EQ(show.code, 0) << show.err;
  EXPECT_NE(show.out.find("pointwise"), std::string::npos) << show.out;
  EXPECT_NE(ireplay("show " + corpus("pw_chain_f32.0") + " op0").out.find("arg0_1["), std::string::npos);
  EXPECT_EQ(ireplay("show " + corpus("pw_chain_f32.0") + " op99").code, 2);
  EXPECT_TRUE(ireplay("show --format dot " + corpus("seed.0")).out.starts_with("digraph"));
  EXPECT_EQ(nlohmann::json::parse(ireplay("show --format json " + corpus("seed.0")).out)["schema"],
            "ireplay.plan/1");
}

TEST_F(Cli, OpsListsTheTables) {
  const Outcome ops = ireplay("ops --json '" + (folder_ / "ops.json").string() + "'");
  EXPECT_EQ(ops.code, 0);
  EXPECT_NE(ops.out.find("convolution_backward"), std::string::npos);
  EXPECT_GT(nlohmann::json::parse(read_file(folder_ / "ops.json"))["scalar_ops"].size(), 50U);
}

TEST_F(Cli, ColourOnlyWhereAsked) {
  EXPECT_EQ(ireplay("--device cpu --no-timing " + corpus("pw_chain_f32.0")).out.find('\x1b'),
            std::string::npos);
  EXPECT_NE(ireplay("--device cpu --no-timing --color always " + corpus("pw_chain_f32.0")).out.find('\x1b'),
            std::string::npos);
}

}  // namespace
}  // namespace ireplay
