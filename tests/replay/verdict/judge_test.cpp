#include "replay/verdict/judge.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kCount = 4096;

/// out = (x + c) - c, in float32: what is left of x is off by half a unit in the last place of c.
Plan cancelling_plan(double c) {
  Plan plan;
  for (const char* name : {"x", "out"}) {
    const auto number = static_cast<std::int32_t>(plan.buffers.size());
    plan.storages.push_back({.kind = number == 0 ? Storage::Kind::input : Storage::Kind::arena,
                             .name = name,
                             .bytes = kCount * 4});
    plan.buffers.push_back(
        {.name = name, .dtype = DType::f32, .size = {kCount}, .stride = {1}, .offset = 0, .storage = number});
  }
  plan.inputs.push_back({.name = "x", .buffer = 0});
  plan.outputs.push_back({.key = "out", .name = "out", .view = {1, DType::f32, {kCount}, {1}, 0}});
  LoopProgram program;
  program.node = "op0";
  program.ranges = {kCount};
  program.parallel = 1;
  program.atoms = {{.kind = AtomKind::variable, .which = 0}};
  program.indices = {{0, {{0, 1}}}};
  program.buffers = {{0, DType::f32, kCount, true, false}, {1, DType::f32, kCount, false, true}};
  const auto add = [&](Opcode opcode, std::array<ValueId, 4> operands) -> Instruction& {
    Instruction instruction;
    instruction.opcode = opcode;
    instruction.operands = operands;
    program.instructions.push_back(instruction);
    program.labels.push_back("");
    return program.instructions.back();
  };
  Instruction& load = add(Opcode::load, {kNone, kNone, kNone, kNone});
  load.buffer = 0;
  load.index = 0;
  add(Opcode::constant, {kNone, kNone, kNone, kNone}).immediate.f = c;
  add(Opcode::scalar, {0, 1, kNone, kNone}).op = ScalarOp::add;
  add(Opcode::scalar, {2, 1, kNone, kNone}).op = ScalarOp::sub;
  Instruction& store = add(Opcode::store, {3, kNone, kNone, kNone});
  store.buffer = 1;
  store.index = 0;
  store.mode = StoreMode::plain;
  program.stages = {{0, 5, false}};
  Step step;
  step.kind = Step::Kind::loops;
  step.name = "op0";
  step.op_kind = "pointwise";
  step.programs = {program};
  step.bytes = 8 * kCount;
  plan.steps = {step};
  place_storages(plan);
  return plan;
}

HostTensor tensor_of(const std::vector<float>& values) {
  HostTensor tensor{DType::f32, {kCount}, HostBytes(values.size() * 4)};
  std::memcpy(tensor.data.data(), values.data(), tensor.data.size());
  return tensor;
}

std::vector<float> random_numbers() {
  std::mt19937 engine(5);
  std::vector<float> values(kCount);
  for (float& value : values) value = static_cast<float>(engine()) / 2147483648.0F - 1.0F;
  return values;
}

/// The verdict on a run of (x + c) - c whose reference is `want`; `rounded`: what a run op by op rounds x + c
/// to.
Comparison verdict(double c, const std::vector<float>& want,
                   ReferenceRounding rounding = ReferenceRounding::fused, DType rounded = DType::f32) {
  Plan plan = cancelling_plan(c);
  plan.steps[0].programs[0].rounded_op_by_op = {DType::f32, DType::f32, rounded};
  const TensorMap inputs{{"x", tensor_of(random_numbers())}};
  RunOptions options;
  options.measure = false;
  const TensorMap outputs = make_cpu_engine()->run(plan, inputs, options).outputs;
  ReferenceMatch match;
  match.pairs.push_back({"out", 0, std::make_shared<const HostTensor>(tensor_of(want))});
  return judge_outputs(plan, inputs, outputs, match, rounding).at(0);
}

TEST(Judge, RoundingThatTheGraphAmplifiesIsAllowed) {
  const Comparison c = verdict(4096, random_numbers(), ReferenceRounding::exact);
  EXPECT_GT(c.max_abs, 1e-4);
  EXPECT_TRUE(c.passes()) << c.max_err_over_allowed;
  EXPECT_EQ(c.limits.why, "measured: 6 runs");  // with the one that rounds as the reference does
}

TEST(Judge, RealErrorsBesideItAreNot) {
  std::vector<float> want = random_numbers();
  want[17] += 0.01F;
  EXPECT_FALSE(verdict(4096, want, ReferenceRounding::exact).passes());
  want = random_numbers();
  for (float& value : want) value *= 1.01F;
  EXPECT_FALSE(verdict(4096, want, ReferenceRounding::exact).passes());
}

TEST(Judge, GraphsThatAmplifyNothingHaveLittleNoise) {
  std::vector<float> want = random_numbers();
  EXPECT_TRUE(verdict(0, want).passes());
  want[17] += 1e-5F;
  const Comparison c = verdict(0, want);
  EXPECT_FALSE(c.passes());
}

TEST(Judge, WhatARunOpByOpRoundsIsAllowedWhereTheReferenceIsOne) {
  std::vector<float> want = random_numbers();
  for (float& value : want) {
    const std::int64_t units =
        std::lrint((value + 4) * 64);  // bfloat16 has 64 numbers between 4 and 5, 32 above
    value = static_cast<float>(units) / 64 - 4;
  }
  EXPECT_TRUE(verdict(4, want, ReferenceRounding::per_op, DType::bf16).passes());
  EXPECT_FALSE(verdict(4, want).passes());
  want[17] += 1;
  EXPECT_FALSE(verdict(4, want, ReferenceRounding::per_op, DType::bf16).passes());
}

}  // namespace
}  // namespace ireplay
