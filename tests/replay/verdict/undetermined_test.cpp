#include "replay/verdict/undetermined.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

std::int32_t add_buffer(Plan& plan, const std::string& name) {
  const auto number = static_cast<std::int32_t>(plan.buffers.size());
  plan.storages.push_back({.name = name, .bytes = 16});
  plan.buffers.push_back(
      {.name = name, .dtype = DType::f32, .size = {4}, .stride = {1}, .offset = 0, .storage = number});
  return number;
}

TensorView view_of(std::int32_t buffer) { return {buffer, DType::f32, {4}, {1}, 0}; }

void add_loop(Plan& plan, std::vector<std::int32_t> reads, std::int32_t to) {
  LoopProgram program;
  for (const std::int32_t buffer : reads) program.buffers.push_back({buffer, DType::f32, 4, true, false});
  program.buffers.push_back({to, DType::f32, 4, false, true});
  Step step;
  step.kind = Step::Kind::loops;
  step.programs.push_back(program);
  plan.steps.push_back(step);
}

void add_call(Plan& plan, const std::string& function, std::vector<ExternValue> arguments,
              std::vector<std::int32_t> results) {
  Step step;
  step.kind = Step::Kind::extern_call;
  step.name = "op" + std::to_string(plan.steps.size());
  step.call.function = function;
  for (ExternValue& value : arguments) step.call.arguments.push_back({"", std::move(value)});
  step.call.results = std::move(results);
  plan.steps.push_back(step);
}

std::int32_t add_input(Plan& plan, const std::string& name) {
  const std::int32_t buffer = add_buffer(plan, name);
  plan.inputs.push_back({.name = name, .buffer = buffer});
  return buffer;
}

void add_output(Plan& plan, std::int32_t buffer) {
  plan.outputs.push_back({.key = "output" + std::to_string(plan.outputs.size()),
                          .name = plan.buffers[static_cast<std::size_t>(buffer)].name,
                          .view = view_of(buffer)});
}

TEST(Undetermined, WhatReadsDrawnNumbersIsNamedAndNothingElse) {
  Plan plan;
  const std::int32_t x = add_buffer(plan, "x"), drawn = add_buffer(plan, "drawn"),
                     sum = add_buffer(plan, "sum"), other = add_buffer(plan, "other"),
                     product = add_buffer(plan, "product");
  plan.inputs.push_back({.name = "x", .buffer = x});
  add_call(plan, "torch.ops.aten.uniform.default", {{view_of(x)}}, {drawn});
  add_loop(plan, {x, drawn}, sum);
  add_loop(plan, {x}, other);
  add_call(plan, "extern_kernels.mm", {{view_of(other)}, {ExternList{{view_of(sum)}}}}, {product});
  for (const std::int32_t output : {sum, other, product}) add_output(plan, output);
  const std::string reason = "random numbers of torch.ops.aten.uniform.default (op0)";
  EXPECT_EQ(undetermined_outputs(plan, {}), (std::vector<std::string>{reason, "", reason}));
}

TEST(Undetermined, MemoryThatNothingWasWrittenToIsLeftToChance) {
  Plan plan;
  const std::int32_t x = add_input(plan, "x"), hole = add_buffer(plan, "hole"), sum = add_buffer(plan, "sum"),
                     other = add_buffer(plan, "other");
  add_loop(plan, {x, hole}, sum);
  add_loop(plan, {x}, other);
  for (const std::int32_t output : {sum, other, hole}) add_output(plan, output);
  const std::string reason = "'hole', whose memory nothing was written to";
  EXPECT_EQ(undetermined_outputs(plan, {}), (std::vector<std::string>{reason, "", reason}));
}

TEST(Undetermined, DropoutOfNothingIsDetermined) {
  for (const double p : {0.0, 0.5}) {
    Plan plan;
    const std::int32_t x = add_input(plan, "x"), kept = add_buffer(plan, "kept");
    add_call(plan, "torch.ops.aten.native_dropout.default", {{view_of(x)}, {p}, {true}}, {kept});
    add_output(plan, kept);
    EXPECT_EQ(undetermined_outputs(plan, {})[0].empty(), p == 0);
  }
}

TEST(Undetermined, AttentionWithDropoutDraws) {
  for (const double p : {0.0, 0.5}) {
    Plan plan;
    const std::int32_t x = add_input(plan, "x"), out = add_buffer(plan, "out");
    add_call(plan, "torch.ops.aten._scaled_dot_product_flash_attention.default",
             {{view_of(x)}, {view_of(x)}, {view_of(x)}, {p}}, {out});
    add_output(plan, out);
    EXPECT_EQ(undetermined_outputs(plan, {})[0].empty(), p == 0);
  }
}

TEST(Undetermined, InputsFilledAtRandomAndDrawnSeedsCount) {
  Plan plan;
  const std::int32_t x = add_buffer(plan, "x"), seeds = add_buffer(plan, "seeds"), a = add_buffer(plan, "a"),
                     b = add_buffer(plan, "b");
  plan.inputs.push_back({.name = "x", .buffer = x});
  plan.inputs.push_back({.name = "seeds", .buffer = seeds, .pinned = true});
  add_loop(plan, {x}, a);
  add_loop(plan, {seeds}, b);
  add_output(plan, a);
  add_output(plan, b);
  EXPECT_EQ(undetermined_outputs(plan, {}), (std::vector<std::string>{"", ""}));
  EXPECT_EQ(
      undetermined_outputs(plan, {"x", "seeds"}),
      (std::vector<std::string>{"'x', which was filled at random", "random numbers of the seeds 'seeds'"}));
}

TEST(Undetermined, ValuesOfADecompositionAreDeterminedAndItsVectorsAreNot) {
  Plan plan;
  const std::int32_t a = add_input(plan, "a"), values = add_buffer(plan, "values"),
                     vectors = add_buffer(plan, "vectors");
  add_call(plan, "torch.ops.aten._linalg_eigh.default", {{view_of(a)}}, {values, vectors});
  add_output(plan, values);
  add_output(plan, vectors);
  EXPECT_EQ(
      undetermined_outputs(plan, {}),
      (std::vector<std::string>{
          "", "the signs of vectors of torch.ops.aten._linalg_eigh.default (op0), of which both are right"}));
}

TEST(Undetermined, OnlyOutputsThatDifferLoseTheirVerdict) {
  Plan plan;
  const std::int32_t x = add_input(plan, "x"), drawn = add_buffer(plan, "drawn");
  add_call(plan, "torch.ops.aten.uniform.default", {{view_of(x)}}, {drawn});
  for (int i = 0; i < 3; ++i) add_output(plan, drawn);
  add_output(plan, x);
  add_output(plan, drawn);
  ReferenceMatch match;
  std::vector<Comparison> comparisons(6);
  for (std::size_t i = 0; i < 5; ++i) match.pairs.push_back({"output" + std::to_string(i), i, {}});
  for (std::size_t i : {0U, 1U, 3U, 4U}) comparisons[i].elements = 4;
  comparisons[0].status = Status::pass;
  comparisons[2].reason = "shapes differ";
  comparisons[4].status = Status::pass;
  comparisons[4].not_compared = 3;  // ties were broken the other way
  comparisons[5].reason = "the graph returns no such tensor";
  withdraw_verdicts(plan, {}, match, comparisons);
  const std::vector<Status> wanted{Status::pass, Status::unjudged, Status::fail,
                                   Status::fail, Status::unjudged, Status::fail};
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(comparisons[i].status, wanted[i]) << i;
  EXPECT_EQ(comparisons[1].reason, "it depends on random numbers of torch.ops.aten.uniform.default (op0)");
}

}  // namespace
}  // namespace ireplay
