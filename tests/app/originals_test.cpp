#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"

/// The kernels that Triton compiled, as `show` and `check` tell of them.
namespace ireplay {
namespace {

namespace fs = std::filesystem;
class Originals : public CommandLine {};

TEST_F(Originals, ATableBelowTheGraph) {
  const std::string want =
      "op   original kernel          grid  block  shared  registers  local\n"
      "op1  triton_poi_fused_mul_0      4    128     0 B         10    0 B\n"
      "op2  add_kernel_0               13    128     0 B         14    0 B\n"
      "op3  triton_poi_fused_relu_1     4    128     0 B         10    0 B\n";
  for (const char* command : {"show", "check"}) {
    const Outcome outcome = ireplay(std::string(command) + " " + testdata("corpus_language/2.15/ut_add.0"));
    EXPECT_EQ(outcome.code, 0);
    EXPECT_NE(outcome.out.find(want), std::string::npos) << outcome.out;
  }
}

TEST_F(Originals, SpillsClustersAndArgumentsOfAnOp) {
  const std::string text = ireplay("show " + testdata("corpus/cb_combo_kernels.0") + " op0_op1_op2").out;
  EXPECT_NE(text.find("triton_per_fused_1.cubin: triton_per_fused_1\n"
                      "  grid 17, block 64, shared 1.03 kB, 16 registers, local memory 32 B a thread\n"
                      "  0-8 in_ptr0 *fp32: arg1_1\n"),
            std::string::npos)
      << text;
}

TEST_F(Originals, AreInTheRecords) {
  const auto plan =
      nlohmann::json::parse(ireplay("show --format json " + testdata("corpus/ma_autotune_mm_relu.0")).out);
  for (const auto& op : plan["ops"]) {
    ASSERT_EQ(op["original"].size(), 1u) << op;  // the template and its epilogue are one kernel
    EXPECT_EQ(op["original"][0]["entry"], "triton_tem_fused_add_mm_relu_0");
    EXPECT_EQ(op["original"][0]["grid"], (std::vector<int>{8, 1, 1}));
    EXPECT_EQ(op["original"][0]["registers"], 58);
  }
  const auto checked = nlohmann::json::parse(
      ireplay("check --json - " + testdata("corpus_versions/2.5.1/op_adam_foreach.0")).out);
  EXPECT_EQ(checked["graphs"][0]["ops"][0]["original"][0]["grid"], (std::vector<int>{6, 1, 1}));
}

TEST_F(Originals, ABrokenKernelIsSaidAndTheRestIsShown) {
  const fs::path copy = folder_ / "case";
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/ut_add.0", copy, fs::copy_options::recursive);
  fs::resize_file(copy / "kernels/add_kernel_0.cubin", 100);
  const Outcome outcome = ireplay("show '" + copy.string() + "'");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("op2  add_kernel_0                -      -       -          -      -\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("add_kernel_0 cannot be launched: "), std::string::npos);
  EXPECT_NE(outcome.out.find("does not fit into the file's 100\n"), std::string::npos) << outcome.out;
}

TEST_F(Originals, AKernelThatNoCallLaunchesIsToldOf) {
  const fs::path copy = folder_ / "case";
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/ut_views.0", copy, fs::copy_options::recursive);
  for (const char* extension : {".json", ".cubin"})
    fs::copy_file(copy / (std::string("kernels/add_kernel_0") + extension),
                  copy / (std::string("kernels/other") + extension));
  const std::string text = ireplay("show '" + copy.string() + "'").out;
  EXPECT_NE(text.find("-    other               -    128     0 B         14    0 B\n"
                      "other cannot be launched: no call of it is made here; it may be of a branch that is "
                      "not taken\n"),
            std::string::npos)
      << text;
}

TEST_F(Originals, ACacheThatIsNoneIsBadUsage) {
  const Outcome outcome =
      ireplay("show --triton-cache /nowhere " + testdata("corpus_language/2.15/ut_add.0"));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("cannot read the cache '/nowhere': No such file or directory"),
            std::string::npos)
      << outcome.err;
}

}  // namespace
}  // namespace ireplay
