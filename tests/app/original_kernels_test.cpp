#include <gtest/gtest.h>

#include <cstring>

#include "app/judging.hpp"
#include "app/options.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/command_line.hpp"

/// What the program says of the graph's own kernels where there is no device, and how three sides compare.
namespace ireplay {
namespace {

class OriginalKernels : public CommandLine {
 protected:
  void expect_refused(const std::string& arguments, int code, const std::string& sentence) {
    const Outcome outcome = ireplay(arguments, "CUDA_VISIBLE_DEVICES=");
    EXPECT_EQ(outcome.code, code) << arguments;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(sentence), std::string::npos) << outcome.err;
  }
};

TEST_F(OriginalKernels, NeedADevice) {
  const std::string graph = corpus("pw_transpose.0");
  expect_refused("run --kernels original " + graph, 5, "error: --kernels original needs a CUDA device: ");
  expect_refused("run --beside original " + graph, 5, "error: --beside original needs a CUDA device: ");
  expect_refused("bisect --against original " + graph, 5, "error: --against original needs a CUDA device: ");
  EXPECT_EQ(ireplay("run --beside none --no-timing " + graph, "CUDA_VISIBLE_DEVICES=").code, 0);
}

TEST_F(OriginalKernels, ContradictionsAreBadUsage) {
  const std::string graph = corpus("pw_transpose.0");
  expect_refused("run --device cpu --kernels original " + graph, 2, "--device cpu contradicts --kernels");
  expect_refused("run --device cpu --beside original " + graph, 2, "--device cpu contradicts --beside");
  expect_refused("run --kernels original --beside none " + graph, 2,
                 "--kernels original contradicts --beside");
  expect_refused("run --beside theirs " + graph, 2, "--beside: theirs not in {original,none}");
  expect_refused("run --kernels theirs " + graph, 2,
                 "expected auto, compiled, prebuilt or original, not 'theirs'");
  expect_refused("bisect --device cpu --against original " + graph, 2,
                 "--against original needs a GPU for the graph's own kernels; say --device cuda");
  expect_refused("extract op0 --against original " + graph, 2,
                 "--against original is for run, bench and bisect: extract runs parts of ops, for which the "
                 "graph has no kernels of its own");
}

// ---- three sides

/// A graph whose reference, our outputs and the original kernels' outputs are what PyTorch returned, each
/// times a factor.
class ThreeSides : public testing::Test {
 protected:
  ThreeSides()
      : files_(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus/pw_transpose.0").at(0)), case_(files_) {}

  TensorMap outputs(float factor) const {
    TensorMap tensors;
    for (const OutputPair& pair : case_.pytorch().pairs) {
      HostTensor tensor = *pair.want;
      EXPECT_EQ(tensor.dtype, DType::f32);
      for (std::size_t at = 0; at < tensor.data.size(); at += sizeof(float)) {
        float value = 0;
        std::memcpy(&value, &tensor.data[at], sizeof value);
        value *= factor;
        std::memcpy(&tensor.data[at], &value, sizeof value);
      }
      tensors.emplace(case_.plan().outputs[pair.output].key, std::move(tensor));
    }
    return tensors;
  }

  GraphReport judge(float ours, float theirs, const std::string& reference = "") {
    GraphReport report;
    report.original.emplace();
    const TensorMap our_outputs = outputs(ours);
    TensorMap their_outputs = outputs(theirs);
    if (last_bits_) their_outputs.begin()->second.data[0] ^= std::byte{1};
    Options options;
    options.reference = reference;
    judge_run(report,
              {case_.plan(),
               case_.inputs(),
               our_outputs,
               files_,
               read_facts(files_.facts),
               nullptr,
               engine_.get(),
               &how_,
               {},
               &their_outputs},
              options);
    return report;
  }

  CaseFiles files_;
  CapturedCase case_;
  const std::unique_ptr<Engine> engine_ = make_cpu_engine();  // in the place of a GPU's
  const RunOptions how_;
  bool last_bits_ = false;  // one element of theirs is another number, by as little as there is
};

using Sentences = std::vector<std::string>;

TEST_F(ThreeSides, Agree) {
  const GraphReport report = judge(1, 1);
  EXPECT_EQ(report.status, "pass");
  EXPECT_TRUE(report.original->agrees);
  EXPECT_EQ(report.original->verdict,
            Sentences{"reference and ours agree, ours bit by bit with the graph's own kernels"});
  last_bits_ = true;
  EXPECT_EQ(judge(1, 1).original->verdict, Sentences{"reference, ours and the graph's own kernels agree"});
}

TEST_F(ThreeSides, OneOfThemDisagrees) {
  const GraphReport theirs = judge(1, 1.01F);
  EXPECT_EQ(theirs.status, "pass");
  EXPECT_FALSE(theirs.original->agrees);
  EXPECT_EQ(theirs.original->verdict.at(0),
            "output0: the graph's own kernels differ from the reference, ours agree with it");
  const GraphReport ours = judge(1.01F, 1);
  EXPECT_EQ(ours.status, "fail");
  EXPECT_EQ(ours.original->verdict.at(0),
            "output0: ours differ from the reference, the graph's own kernels agree with it");
  const GraphReport reference = judge(1.01F, 1.01F);
  EXPECT_EQ(reference.status, "fail");
  EXPECT_EQ(reference.original->verdict.at(0),
            "output0: ours and the graph's own kernels agree, the reference differs from both");
  EXPECT_EQ(judge(1.01F, 0.99F).original->verdict.at(0),
            "output0: ours, the reference and the graph's own kernels all differ");
}

TEST_F(ThreeSides, WithNothingAskedForNothingIsCompared) {
  const GraphReport report = judge(1, 1.01F, "none");
  EXPECT_EQ(report.status, "ran");
  EXPECT_TRUE(report.original->verdict.empty());
}

}  // namespace
}  // namespace ireplay
