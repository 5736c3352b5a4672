#include "replay/lower/make_plan.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/small_graph.hpp"

namespace ireplay {
namespace {

std::string read(const std::string& path) {
  std::ifstream in(std::string(IREPLAY_TESTDATA) + "/corpus/" + path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

SmallGraph corpus(const std::string& name, bool with_wrapper = true) {
  return {read(name + "/ir_post_fusion.txt"), with_wrapper ? read(name + "/output_code.py") : ""};
}

const TensorView& operand(const Plan& plan, std::size_t step, std::size_t argument) {
  return std::get<TensorView>(plan.steps[step].call.arguments[argument].value.value);
}

GraphHints::TensorHint bf16(Dims size) { return {DType::bf16, std::move(size), {}}; }

TEST(MakePlan, OperandsComeFromTheWrapper) {
  const Plan plan = corpus("seed_diffusion.0").plan();
  ASSERT_EQ(plan.steps.size(), 4U);
  EXPECT_EQ(plan.steps[1].call.function, "extern_kernels.mm");
  EXPECT_EQ(operand(plan, 1, 0).size, (Dims{128, 2048}));
  EXPECT_EQ(operand(plan, 1, 0).stride, (Dims{1, 128}));
  EXPECT_TRUE(plan.warnings.empty());
  ASSERT_EQ(plan.outputs.size(), 2U);
  EXPECT_EQ(plan.outputs[0].key, "output0");
  EXPECT_EQ(plan.outputs[0].name, "buf3");
}

TEST(MakePlan, AmbiguousOperandIsTakenInTheStatedOrderWithOneWarning) {
  const Plan plan = corpus("seed.0", false).plan();
  ASSERT_EQ(plan.warnings.size(), 1U);
  EXPECT_EQ(plan.warnings[0],
            "arg0_1: its shape is not printed; taken as bf16[128,2048], as good: bf16[2048,128]. The choice "
            "affects the "
            "numbers, not the timing; say --layout arg0_1=bf16[2048,128] for the other");
  EXPECT_EQ(operand(plan, 1, 0).stride, (Dims{2048, 1}));
  EXPECT_EQ(operand(plan, 3, 0).stride, (Dims{1, 2048}));
}

TEST(MakePlan, GivenLayoutDecidesTheReading) {
  GraphHints hints;
  hints.tensors["arg0_1"] = bf16({2048, 128});
  const Plan plan = corpus("seed.0", false).plan(hints);
  EXPECT_TRUE(plan.warnings.empty());
  EXPECT_EQ(operand(plan, 1, 0).size, (Dims{128, 2048}));
  EXPECT_EQ(operand(plan, 1, 0).stride, (Dims{1, 128}));
  EXPECT_EQ(operand(plan, 3, 0).stride, (Dims{128, 1}));
}

TEST(MakePlan, LayoutThatFitsNoReadingIsAnErrorAtTheNode) {
  GraphHints hints;
  hints.tensors["arg0_1"] = bf16({7, 5});
  EXPECT_EQ(error_of(corpus("seed.0", false), hints),
            "ir_post_fusion.txt:61:1: error: op1: no reading of its operands fits their shapes; give "
            "output_code.py, or "
            "--layout for inputs whose shape the text does not print\n"
            "op1: ExternKernelSchedulerNode(ExternKernelOut)\n^\n");
}

TEST(MakePlan, TensorOfAnotherShapeThanTheGraphTakesIsRefused) {
  GraphHints hints;
  hints.tensors["arg2_1"] = bf16({2048, 255});
  EXPECT_EQ(error_of(corpus("seed.0", false), hints),
            "error: arg2_1: given as bf16[2048,255], but the graph takes bf16[2048,256]\n");
}

TEST(MakePlan, BytesCountABroadcastOperandOnce) {
  const Plan plan = corpus("seed_diffusion.0").plan();
  EXPECT_EQ(plan.steps[0].bytes, 2 * (2 * 2048 * 256 + 2048));
  EXPECT_EQ(plan.steps[1].flops, 2LL * 128 * 2048 * 256);
}

TEST(MakePlan, ReductionDepthFollowsTheProducts) {
  const Plan plan = corpus("seed_diffusion.0").plan();
  EXPECT_GE(plan.outputs[1].reduction_depth, 2048);
  EXPECT_GE(plan.outputs[0].reduction_depth, 2048 + 128);
}

TEST(MakePlan, SeedsAreInputsThatMayBePinned) {
  const Plan plan = corpus("rng_dropout.0").plan();
  ASSERT_EQ(plan.inputs.size(), 2U);
  EXPECT_EQ(plan.inputs[1].name, "buf0");
  EXPECT_TRUE(plan.inputs[1].pinned);
}

TEST(MakePlan, IndexInputsGetTheBoundOfWhatTheyAddress) {
  const Plan plan = corpus("ix_index_put_acc.0").plan();
  for (const PlanInput& input : plan.inputs)
    EXPECT_EQ(input.index_bound, input.name == "arg2_1" ? 32 : 0) << input.name;
}

TEST(MakePlan, SizesFollowTheTensorsThatAreGiven) {
  GraphHints hints;
  hints.symbols = {{"arg0_1", 3}, {"arg1_1", 17}};
  const SmallGraph graph = corpus("dy_dynamic_layer.0");
  EXPECT_EQ(graph.plan(hints).outputs[0].view.size, (Dims{3, 17, 64}));
  hints.symbols = {{"arg0_1", 2}, {"arg1_1", 5}};
  EXPECT_EQ(graph.plan(hints).outputs[0].view.size, (Dims{2, 5, 64}));
}

TEST(MakePlan, TemplateRunsAsTheOpOfItsGraphComment) {
  const Plan plan = corpus("ma_autotune_mm_relu.0").plan();
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_EQ(plan.steps[0].op_kind, "template");
  EXPECT_EQ(plan.steps[0].call.function, "torch.ops.aten.mm.default");
  EXPECT_EQ(operand(plan, 0, 1).stride, (Dims{256, 1}));
}

TEST(MakePlan, TextOfASubgraphIsRefused) {
  std::string text = read("seed_diffusion.0/ir_post_fusion.txt");
  for (std::size_t at = text.find("op0"); at != std::string::npos; at = text.find("op0", at + 16))
    text.insert(at, "true_graph_0_");
  EXPECT_EQ(error_of(SmallGraph(text, "")),
            "ir_post_fusion.txt:1:1: error: this is the text of the subgraph 'true_graph_0': it has "
            "overwritten that of the outer graph; output_code.py has both, and a log of "
            "TORCH_LOGS=ir_post_fusion (2.7 and later) has both\n"
            "true_graph_0_op0: SchedulerNode(ComputedBuffer)\n^\n");
}

TEST(MakePlan, WrapperOfAnotherGraphIsRefused) {
  const SmallGraph graph(read("pw_fp8.0/ir_post_fusion.txt"), read("rd_arg.0/output_code.py"));
  EXPECT_NE(error_of(graph), "no error");
}

}  // namespace
}  // namespace ireplay
