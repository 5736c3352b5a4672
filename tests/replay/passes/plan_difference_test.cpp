#include "replay/passes/plan_difference.hpp"

#include <gtest/gtest.h>

#include "replay/passes/program_hash.hpp"
#include "tests/support/captured_case.hpp"

namespace ireplay {
namespace {

CapturedCase case_of(const std::string& name) {
  return CapturedCase(find_cases(std::string(IREPLAY_TESTDATA) + "/" + name)[0]);
}

/// `same op0/op0; gone op3_op4/`.
std::string changes(const std::string& first, const std::string& second) {
  const CapturedCase a = case_of(first), b = case_of(second);
  std::string text;
  for (const OpChange& change : find_changes(a.plan(), b.plan())) {
    text += (text.empty() ? "" : "; ") + std::string(name_of(change.kind)) + " ";
    for (const std::size_t step : change.first) text += a.plan().steps[step].name + ",";
    text += "/";
    for (const std::size_t step : change.second) text += b.plan().steps[step].name + ",";
  }
  return text;
}

TEST(PlanDifference, NumberingAndLoopsThatAreMergedDoNotCount) {
  EXPECT_EQ(changes("corpus_versions/2.5.1/seed_diffusion_small_f32.0",
                    "corpus_versions/2.9.1/seed_diffusion_small_f32.0"),
            "same op0,/op0,; same op1,/op1,; same op2,/op2,; same op3,/op3,");
  EXPECT_EQ(
      changes("corpus_versions/2.4.1/dy_dynamic_softmax.0", "corpus_versions/2.5.1/dy_dynamic_softmax.0"),
      "same buf0,/op0,; same buf1_buf2_buf3,/op1_op2_op3,");
}

TEST(PlanDifference, CallsThatChanged) {
  EXPECT_EQ(changes("corpus_versions/2.5.1/mm_linear_gelu_chain.0",
                    "corpus_versions/2.15.0/mm_linear_gelu_chain.0"),
            "changed op0,/op0,; gone op1,/; same op2,/op2,; new /op1,");
}

TEST(PlanDifference, FusedOtherwise) {
  CapturedCase graph = case_of("corpus/rd_layernorm.0");
  Plan apart = graph.plan();
  ASSERT_EQ(apart.steps.size(), 1U);
  const Step whole = apart.steps[0];
  apart.steps.clear();
  for (const LoopProgram& program : whole.programs) {
    Step step = whole;
    step.name = program.node;
    step.programs = {program};
    apart.steps.push_back(step);
  }
  const std::vector<OpChange> split = find_changes(graph.plan(), apart),
                              merged = find_changes(apart, graph.plan());
  ASSERT_EQ(split.size(), 1U);
  EXPECT_EQ(split[0].kind, OpChange::Kind::split);
  EXPECT_EQ(split[0].second, (std::vector<std::size_t>{0, 1, 2}));
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].kind, OpChange::Kind::merged);
}

TEST(ProgramHash, AConstantCounts) {
  const CapturedCase graph = case_of("corpus/rd_layernorm.0");
  LoopProgram program = graph.plan().steps[0].programs[2];
  const std::uint64_t before = hash_of(program);
  EXPECT_EQ(hash_of(program), before);
  for (Instruction& at : program.instructions)
    if (at.opcode == Opcode::constant) at.immediate.f += 1;
  EXPECT_NE(hash_of(program), before);
}

}  // namespace
}  // namespace ireplay
