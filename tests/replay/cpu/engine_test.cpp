#include "replay/engine.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

using Floats = std::vector<float>;

HostTensor tensor(const Dims& size, const Floats& values) { return {DType::f32, size, to_bytes(values)}; }

PlanBuffer dense(const std::string& name, DType dtype, const Dims& size, std::int32_t storage) {
  return {name, dtype, size, dense_strides(size), 0, storage};
}

Storage storage(Storage::Kind kind, const std::string& name, std::int64_t bytes, bool mutated = false) {
  return {kind, name, bytes, 0, 1, 0, mutated};
}

Step loops(const std::string& name, const LoopProgram& program) {
  Step step;
  step.kind = Step::Kind::loops;
  step.name = name;
  step.nodes = {name};
  step.op_kind = "pointwise";
  step.programs = {program};
  return step;
}

/// out[i] = in[i] + 1 on buffers `from` and `to` of a plan.
struct Increment {
  ProgramBuilder builder;

  Increment(std::int64_t count, std::int32_t from, std::int32_t to, DType dtype = DType::f32)
      : builder({count}, 1) {
    const auto x = builder.output(dtype, count), y = builder.output(dtype, count);
    builder.program.buffers[x] = {from, dtype, count, true, false};
    builder.program.buffers[y] = {to, dtype, count, false, true};
    const auto i = builder.index({1});
    builder.store(y, i, builder.scalar("add", {builder.load(x, i), builder.constant(DType::f32, 1)}));
  }
};

struct TwoSteps {
  Increment first{4, 0, 1}, second{4, 1, 2};
  Plan plan;
  TensorMap inputs{{"arg0_1", tensor({4}, {1, 2, 3, 4})}};

  TwoSteps() {
    plan.storages = {storage(Storage::Kind::input, "arg0_1", 16), storage(Storage::Kind::arena, "buf0", 16),
                     storage(Storage::Kind::arena, "buf1", 16)};
    plan.buffers = {dense("arg0_1", DType::f32, {4}, 0), dense("buf0", DType::f32, {4}, 1),
                    dense("buf1", DType::f32, {4}, 2)};
    plan.inputs = {{"arg0_1", 0, 0, false}};
    plan.steps = {loops("op0", first.builder.program), loops("op1", second.builder.program)};
    plan.outputs = {{"output0", "buf1", {2, DType::f32, {4}, {1}, 0}, 1, 1}};
  }

  RunResult run(RunOptions options = {.measure = false}) {
    return make_cpu_engine()->run(plan, inputs, options);
  }
  std::string fault() {
    try {
      run();
    } catch (const Error& error) {
      return error.what();
    }
    return "no fault";
  }
};

TEST(CpuEngine, RunsStepsInOrder) {
  const RunResult result = TwoSteps().run();
  EXPECT_EQ(from_bytes<float>(result.outputs.at("output0").data), (Floats{3, 4, 5, 6}));
  EXPECT_EQ(result.outputs.at("output0").dtype, DType::f32);
  EXPECT_TRUE(result.intermediates.empty());
  ASSERT_EQ(result.steps.size(), 2);
  EXPECT_EQ(result.steps[0].kernel, "cpu");
  EXPECT_EQ(result.steps[0].us.samples, 0);
  EXPECT_EQ(result.peak_memory_bytes, 48);
}

TEST(CpuEngine, KeepsIntermediatesByBufferName) {
  const RunResult result = TwoSteps().run({.measure = false, .keep_intermediates = true});
  ASSERT_EQ(result.intermediates.size(), 2);
  EXPECT_EQ(from_bytes<float>(result.intermediates.at("buf0").data), (Floats{2, 3, 4, 5}));
  EXPECT_EQ(from_bytes<float>(result.intermediates.at("buf1").data), (Floats{3, 4, 5, 6}));
}

TEST(CpuEngine, MeasuresEveryStepAsOftenAsAsked) {
  const RunResult result = TwoSteps().run({.measure = true, .warmup = 1, .repeat = 5});
  EXPECT_EQ(result.steps[0].us.samples, 5);
  EXPECT_EQ(result.launch_us.samples, 5);
  EXPECT_GT(result.steps[1].us.min, 0);
  EXPECT_LE(result.steps[1].us.min, result.steps[1].us.median);
  EXPECT_LE(result.steps[1].us.median, result.steps[1].us.p95);
  EXPECT_DOUBLE_EQ(result.kernel_sum_us, result.steps[0].us.median + result.steps[1].us.median);
  EXPECT_TRUE(result.warnings.empty());
}

TEST(CpuEngine, TellsProgress) {
  std::vector<std::string> told;
  RunOptions options{.measure = false};
  options.progress = [&](std::int64_t done, std::int64_t total, std::string_view what) {
    told.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + std::string(what));
  };
  TwoSteps().run(options);
  EXPECT_EQ(told, (std::vector<std::string>{"0/2 op0", "1/2 op1", "2/2 "}));
}

TEST(CpuEngine, InputsTakeTheirStridesAndOutputsTheirView) {
  TwoSteps t;
  t.plan.storages[0].bytes = 40;
  t.plan.buffers[0] = {"arg0_1", DType::f32, {2, 2}, {1, 2}, 1, 0};  // transposed, one element in
  t.inputs["arg0_1"] = tensor({2, 2}, {1, 2, 3, 4});
  t.plan.outputs[0].view = {2, DType::f32, {2}, {2}, 1};
  t.plan.outputs.push_back({"output1", "", {}, 1, 1});
  const RunResult result = t.run();
  EXPECT_EQ(from_bytes<float>(result.outputs.at("output0").data), (Floats{4 + 1, 4 + 2}));
  EXPECT_EQ(result.outputs.count("output1"), 0) << "no tensor is returned there";
}

TEST(CpuEngine, WhatNobodyWroteIsNan) {
  TwoSteps t;
  t.plan.steps.pop_back();
  for (float value : from_bytes<float>(t.run().outputs.at("output0").data)) EXPECT_TRUE(std::isnan(value));
}

TEST(CpuEngine, MutatedInputsStartAnewForEveryTimedRun) {
  TwoSteps t;
  const Increment in_place(4, 0, 0);
  t.plan.steps = {loops("op0", in_place.builder.program)};
  t.plan.storages[0].mutated = true;
  t.plan.outputs[0].view.buffer = 0;
  const RunResult result = t.run({.measure = true, .warmup = 2, .repeat = 3});
  EXPECT_EQ(from_bytes<float>(result.outputs.at("output0").data), (Floats{2, 3, 4, 5}));
  EXPECT_TRUE(result.warnings.empty());

  t.plan.storages[0].mutated = false;  // as if the plan did not know
  const RunResult drifting = t.run({.measure = true, .warmup = 0, .repeat = 1});
  EXPECT_EQ(drifting.warnings,
            std::vector<std::string>{"output0: the timed runs gave other values than the first one"});
}

TEST(CpuEngine, OracleRoundsNothingBetweenSteps) {
  TwoSteps t;
  for (PlanBuffer& buffer : t.plan.buffers) buffer.dtype = DType::bf16;
  for (Storage& at : t.plan.storages) at.bytes = 8;
  const Increment first(4, 0, 1, DType::bf16), second(4, 1, 2, DType::bf16);
  t.plan.steps = {loops("op0", first.builder.program), loops("op1", second.builder.program)};
  t.plan.outputs[0].view.dtype = DType::bf16;
  // 0x3b80 = 1/256
  t.inputs["arg0_1"] = {
      DType::bf16, {4}, to_bytes(std::vector<std::uint8_t>{0x80, 0x3b, 0, 0, 0x80, 0x3f, 0, 0x40})};
  EXPECT_EQ(from_bytes<std::uint8_t>(t.run().outputs.at("output0").data),
            (std::vector<std::uint8_t>{0x00, 0x40, 0x00, 0x40, 0x40, 0x40, 0x80, 0x40}));
  const RunResult result = t.run({.measure = false, .oracle = true, .keep_intermediates = true});
  EXPECT_EQ(result.outputs.at("output0").dtype, DType::f64);
  EXPECT_EQ(from_bytes<double>(result.outputs.at("output0").data),
            (std::vector<double>{2 + 1.0 / 256, 2, 3, 4}));
  EXPECT_EQ(from_bytes<double>(result.intermediates.at("buf0").data),
            (std::vector<double>{1 + 1.0 / 256, 1, 2, 3}));
}

TEST(CpuEngine, InputsMustBeThereAndFit) {
  TwoSteps t;
  t.inputs["arg0_1"] = tensor({2}, {1, 2});
  EXPECT_EQ(t.fault(), "input 'arg0_1' is f32[2], expected f32[4]");
  t.inputs["arg0_1"] = {DType::i32, {4}, HostBytes(16)};
  EXPECT_EQ(t.fault(), "input 'arg0_1' is i32[4], expected f32[4]");
  t.inputs.clear();
  EXPECT_EQ(t.fault(), "input 'arg0_1' is missing: expected f32[4]");
}

TEST(CpuEngine, NothingLeavesItsStorage) {
  TwoSteps t;
  t.plan.buffers[1].offset = 1;
  EXPECT_EQ(t.fault(), "buffer 'buf0' leaves its storage of 4 elements");
  t.plan.buffers[1].offset = 0;
  t.plan.steps[0].programs[0].buffers[1].extent = 5;
  EXPECT_EQ(t.fault(), "buffer 'buf0' leaves its storage of 4 elements");
  t.plan.steps[0].programs[0].buffers[1].extent = 4;
  t.plan.outputs[0].view.stride = {2};
  EXPECT_EQ(t.fault(), "buffer 'buf1' leaves its storage of 4 elements");
}

TEST(CpuEngine, FaultsNameNodeInstructionIndexAndBound) {
  TwoSteps t;
  t.plan.steps[1].programs[0].node = "op1";
  t.plan.steps[1].programs[0].indices[0].offset = 2;
  EXPECT_EQ(t.fault(), "op1: ops.load load_0: index 4 is outside of buffer 'buf0' (4 elements)");
}

TEST(CpuEngine, TooLittleMemoryIsAnErrorThatSaysHowMuch) {
  TwoSteps t;
  t.plan.storages[1].bytes = std::int64_t{1} << 60;
  EXPECT_EQ(t.fault().substr(0, 34), "the graph needs 1.15 EB of memory,");
}

TEST(CpuEngine, SaysWhatItCannotRun) {
  TwoSteps t;
  EXPECT_TRUE(make_cpu_engine()->unsupported(t.plan).empty());
  t.plan.steps[1].kind = Step::Kind::extern_call;
  t.plan.steps[1].programs.clear();
  t.plan.steps[1].call.function = "aten.no_such_op.default";
  const std::vector<std::string> sentences = make_cpu_engine()->unsupported(t.plan);
  ASSERT_EQ(sentences.size(), 1);
  EXPECT_EQ(sentences[0].substr(0, 5), "op1: ");
}

TEST(CpuEngine, NamesItsDevice) {
  const DeviceInfo device = make_cpu_engine()->device();
  EXPECT_FALSE(device.name.empty());
  EXPECT_EQ(device.sm, 0);
  EXPECT_GT(device.memory_bytes, 0);
}

TEST(Timings, MedianLeastAndPercentile) {
  EXPECT_EQ(to_timing({}).samples, 0);
  const Timing odd = to_timing({3, 1, 2});
  EXPECT_EQ(odd.median, 2);
  EXPECT_EQ(odd.min, 1);
  EXPECT_EQ(odd.p95, 3);
  EXPECT_EQ(to_timing({4, 1, 2, 3}).median, 2.5);
  std::vector<double> hundred;
  for (int k = 100; k > 0; --k) hundred.push_back(k);
  EXPECT_EQ(to_timing(hundred).p95, 95);
  EXPECT_EQ(to_timing(hundred).samples, 100);
}

TEST(Timings, SettleWhenLaterOnesAreLikeEarlierOnes) {
  EXPECT_FALSE(have_settled({}));
  EXPECT_FALSE(have_settled(std::vector<double>(15, 1.0)));
  EXPECT_TRUE(have_settled(std::vector<double>(16, 1.0)));
  std::vector<double> warming(32, 1.0);
  std::fill(warming.begin(), warming.begin() + 16, 1.02);
  EXPECT_FALSE(have_settled(warming));
  std::fill(warming.begin(), warming.begin() + 16, 1.005);
  EXPECT_TRUE(have_settled(warming));
}

}  // namespace
}  // namespace ireplay
