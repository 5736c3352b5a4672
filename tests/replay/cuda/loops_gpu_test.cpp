// Loop programs on the device against the CPU engine's loops, shape by shape and at random.
#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <random>

#include "parser/source.hpp"
#include "replay/engine.hpp"
#include "tests/support/extern_device.hpp"
#include "tests/support/loop_cases.hpp"

namespace ireplay {
namespace {

class CudaLoops : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

/// Adds the program's buffers to a plan: inputs with the builder's contents; the written ones are outputs
/// too.
LoopProgram add_to(Plan& plan, TensorMap& inputs, ProgramBuilder& builder, const std::string& prefix) {
  LoopProgram program = builder.program;
  std::size_t k = 0;
  for (const HostBuffer& buffer : builder.host_buffers()) {
    const auto number = static_cast<std::int32_t>(plan.buffers.size());
    const std::string name = prefix + buffer.name;
    const std::int64_t bytes = buffer.extent * static_cast<std::int64_t>(bytes_of(buffer.dtype));
    BufferUse& use = program.buffers[k++];
    use.buffer = number;
    Storage storage;
    storage.kind = Storage::Kind::input;
    storage.name = name;
    storage.bytes = bytes;
    storage.mutated = use.written;
    plan.storages.push_back(storage);
    plan.buffers.push_back({name, buffer.dtype, {buffer.extent}, {1}, 0, number});
    plan.inputs.push_back({name, number});
    inputs[name] = {buffer.dtype, {buffer.extent}, HostBytes(buffer.data, buffer.data + bytes)};
    if (!storage.mutated) continue;
    PlanOutput output;
    output.key = output.name = name;
    output.view = {number, buffer.dtype, {buffer.extent}, {1}, 0};
    plan.outputs.push_back(output);
  }
  return program;
}

Plan plan_of(std::vector<ProgramBuilder>& builders, TensorMap& inputs) {
  Plan plan;
  Step step;
  step.kind = Step::Kind::loops;
  step.name = "op0";
  for (std::size_t k = 0; k < builders.size(); ++k)
    step.programs.push_back(add_to(plan, inputs, builders[k], "p" + std::to_string(k) + "."));
  plan.steps.push_back(std::move(step));
  return plan;
}

/// Compares every element that a program may write, after the CPU has run it.
void expect_outputs(ProgramBuilder& builder, const std::string& prefix, const RunResult& result, double rtol,
                    const std::string& what) {
  for (const HostBuffer& buffer : builder.host_buffers()) {
    const auto found = result.outputs.find(prefix + buffer.name);
    if (found != result.outputs.end())
      expect_elements(buffer, found->second.data.data(), rtol, what + " by " + result.steps[0].kernel);
  }
}

/// Runs on the device on compiled kernels and on prebuilt ones, then on the CPU.
void expect_agreement(ProgramBuilder& builder, double rtol, const std::string& what) {
  TensorMap inputs;
  std::vector<ProgramBuilder> builders{builder};
  const Plan plan = plan_of(builders, inputs);
  builder.run();
  for (const char* kernels : {"auto", "prebuilt"}) {
    RunOptions options;
    options.measure = false;
    options.contract = false;  // as the CPU rounds
    options.kernels = kernels;
    expect_outputs(builder, "p0.", test_device()->run(plan, inputs, options), rtol, what);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST_F(CudaLoops, ConvertsBetweenAllTypes) { conversions(expect_agreement); }

TEST_F(CudaLoops, ReducesInEveryShape) { reductions(expect_agreement); }

TEST_F(CudaLoops, ReducesIntegers) { integer_reductions(expect_agreement); }

TEST_F(CudaLoops, UsesReductionsInLaterStages) { later_stages(expect_agreement); }

TEST_F(CudaLoops, ReadsWhatItOverwrites) { overwriting(expect_agreement); }

TEST_F(CudaLoops, Scans) { scans(expect_agreement); }
TEST_F(CudaLoops, ScansOfColumns) { scans_of_columns(expect_agreement); }
TEST_F(CudaLoops, ScansInStages) { scans_in_stages(expect_agreement); }
TEST_F(CudaLoops, TurnedMemory) { turned_memory(expect_agreement); }
TEST_F(CudaLoops, TurnedConcatenations) { turned_concatenations(expect_agreement); }
TEST_F(CudaLoops, CutRanges) { cut_ranges(expect_agreement); }
TEST_F(CudaLoops, RowsOfTurnedOperands) { rows_of_turned_operands(expect_agreement); }
TEST_F(CudaLoops, MomentsOfShares) { moments_of_shares(expect_agreement); }
TEST_F(CudaLoops, FunctionsBesideAVariable) { functions_beside_a_variable(expect_agreement); }
TEST_F(CudaLoops, SharesOfLongRows) { shares_of_long_rows(expect_agreement); }

TEST_F(CudaLoops, SortsRowsAndGoesOnWithThem) {
  for (const std::int64_t length : {1, 30, 300, 5000}) {
    ProgramBuilder b({5, length}, 1);
    std::vector<float> numbers = some_floats(5 * length, 3);
    for (float& number : numbers) number = number > 1.9f ? NAN : std::floor(4 * number);
    const IndexId here = b.index({length, 1});
    const ValueId key = b.scalar("mul", {b.load(b.input(numbers), here), b.constant(DType::f32, 2)});
    const ValueId position = b.index_expr(b.index({0, 1}), DType::i16);
    const ValueId sorted = b.sort({key, position}, true), order = b.sort({key, position}, true, 1);
    b.stage(true);
    b.store(b.output(DType::f32, 5 * length), here, b.scalar("add", {sorted, key}));
    b.store(b.output(DType::i16, 5 * length), here, order);
    const ValueId back = b.sort({order, sorted}, false, 1);
    b.stage(true);
    b.store(b.output(DType::f32, 5 * length), here, back);
    const std::string what = "sort of " + std::to_string(length);
    TensorMap inputs;
    std::vector<ProgramBuilder> builders{b};
    const Plan plan = plan_of(builders, inputs);
    const RunResult result = test_device()->run(plan, inputs, {.measure = false});
    EXPECT_NE(result.steps[0].kernel.find("sort/"), std::string::npos) << what << result.steps[0].kernel;
    expect_agreement(b, 0, what);
  }
}

TEST_F(CudaLoops, AddsAtomicallyInEveryType) { atomic_additions(expect_agreement); }

TEST_F(CudaLoops, DividesIndices) { divided_indices(expect_agreement); }

TEST_F(CudaLoops, GathersRows) { gathered_rows(expect_agreement); }

TEST_F(CudaLoops, AddsUpGatheredRows) { sums_of_gathered_rows(expect_agreement); }

TEST_F(CudaLoops, GathersElements) { gathered_elements(expect_agreement); }

TEST_F(CudaLoops, GathersAtComputedPlaces) { gathers_at_computed_indices(expect_agreement); }

TEST_F(CudaLoops, RepeatsElements) { repeated_elements(expect_agreement); }

TEST_F(CudaLoops, TurnsTilesOfTransposedOperands) { transposed_operands(expect_agreement); }

TEST_F(CudaLoops, AddsUpColumns) { column_sums(expect_agreement); }

TEST_F(CudaLoops, ReadsAnOperandTwice) { operands_used_twice(expect_agreement); }

TEST_F(CudaLoops, ComputesUniforms) { uniforms_of_rows(expect_agreement); }

TEST_F(CudaLoops, StopsAtAnIndexOutOfRange) {
  const std::int64_t count = 1000;
  std::vector<std::int64_t> places(static_cast<std::size_t>(count), 3);
  places[777] = 50;
  ProgramBuilder b({count}, 1);
  Instruction wrap = ProgramBuilder::with_operands(Opcode::indirect, {b.load(b.input(places), b.index({1}))});
  wrap.dtype = DType::i64;
  wrap.immediate.i = 50;
  wrap.flag = true;
  const ValueId place = b.add(wrap, "indirect");
  b.store(b.output(DType::f32, count), b.index({1}),
          b.load(b.input(some_floats(50, 1)), b.value_index(place)));
  TensorMap inputs;
  std::vector<ProgramBuilder> builders{b};
  const Plan plan = plan_of(builders, inputs);
  try {
    test_device()->run(plan, inputs, {});
    FAIL() << "the run ended without an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::device);
    EXPECT_NE(std::string(error.what()).find("index 50 is out of range 0 <= i < 50"), std::string::npos)
        << error.what();
  }
}

TEST_F(CudaLoops, TakesNothingAndMoreThan32Bits) {
  ProgramBuilder none({0, 5}, 1);
  none.store(none.output(DType::f32, 4), none.index({1, 0}), none.constant(DType::f32, 1));
  expect_agreement(none, 0, "no points");
  ProgramBuilder empty({3, 0}, 1);
  const ValueId total = empty.reduce(
      ReduceKind::sum, {empty.load(empty.input(some_floats(1, 1)), empty.index({0, 1}))}, DType::f32);
  empty.stage(false);
  empty.store(empty.output(DType::f32, 3), empty.index({1, 0}), total);
  expect_agreement(empty, 0, "no elements");
}

TEST_F(CudaLoops, ProgramsOfAForeachNodeShareALaunch) {
  std::vector<ProgramBuilder> builders;
  for (const std::int64_t count : {1, 7, 4096, 100003, 64}) {
    ProgramBuilder& b = builders.emplace_back(std::vector<std::int64_t>{count}, 1);
    const ValueId x = b.load(b.input(some_floats(count, static_cast<unsigned>(count))), b.index({1}));
    const double scale = 1.0 / static_cast<double>(count);
    b.store(b.output(DType::f32, count), b.index({1}), b.scalar("mul", {x, b.constant(DType::f32, scale)}));
  }
  TensorMap inputs;
  const Plan plan = plan_of(builders, inputs);
  RunOptions options;
  options.measure = false;
  const RunResult result = test_device()->run(plan, inputs, options);
  EXPECT_EQ(result.steps[0].kernel, "compiled/batch of 5");
  for (std::size_t k = 0; k < builders.size(); ++k) {
    builders[k].run();
    expect_outputs(builders[k], "p" + std::to_string(k) + ".", result, 0, std::to_string(k));
  }
}

/// Points, rows that are held whole and columns: each has a kernel of thirty-two items, which large tensors
/// alone take.
TEST_F(CudaLoops, LargeTensorsOnThirtyTwoItemsOfPrebuiltKernels) {
  const std::int64_t height = 1100, width = 4003;
  const std::vector<float> numbers = some_floats(height * width, 5);
  std::vector<ProgramBuilder> builders;
  ProgramBuilder& points = builders.emplace_back(std::vector{height, width}, 2);
  const ValueId x = points.load(points.input(numbers), points.index({width, 1}));
  points.store(points.output(DType::f32, height * width), points.index({width, 1}),
               points.scalar("mul", {x, x}));
  for (const bool along_rows : {true, false}) {
    ProgramBuilder& b =
        builders.emplace_back(along_rows ? std::vector{height, width} : std::vector{width, height}, 1);
    const IndexId here = along_rows ? b.index({width, 1}) : b.index({1, width});
    const ValueId element = b.load(b.input(numbers), here);
    const ValueId most = b.reduce(ReduceKind::max, {element}, DType::f32);
    b.stage(true);
    b.store(b.output(DType::f32, height * width), here, b.scalar("sub", {element, most}));
  }
  for (ProgramBuilder& b : builders) {
    std::vector<ProgramBuilder> alone{b};
    TensorMap inputs;
    const Plan plan = plan_of(alone, inputs);
    RunOptions options;
    options.measure = false;
    options.kernels = "prebuilt";
    const RunResult result = test_device()->run(plan, inputs, options);
    EXPECT_NE(result.steps[0].kernel.find("/32x32"), std::string::npos) << result.steps[0].kernel;
    b.run();
    expect_outputs(b, "p0.", result, 0, "large");
  }
}

/// Storage of one byte for each of more elements than 32 bits count.
TEST_F(CudaLoops, MoreElementsThan32BitsCount) {
  const std::int64_t count = (std::int64_t{1} << 31) + 1000;
  ProgramBuilder b({count}, 1);
  const std::int32_t in = b.output(DType::u8, 0), out = b.output(DType::u8, 0);
  b.program.buffers[static_cast<std::size_t>(in)] = {in, DType::u8, count, true, false};
  b.program.buffers[static_cast<std::size_t>(out)] = {out, DType::u8, count, false, true};
  b.store(out, b.index({1}), b.scalar("add", {b.load(in, b.index({1})), b.constant(DType::u8, 1)}));
  Plan plan;
  TensorMap inputs;
  for (const std::int32_t number : {in, out}) {
    Storage storage;
    storage.kind = number == in ? Storage::Kind::input : Storage::Kind::arena;
    storage.name = "buf" + std::to_string(number);
    storage.bytes = count;
    plan.storages.push_back(storage);
    plan.buffers.push_back({storage.name, DType::u8, {count}, {1}, 0, number});
  }
  plan.arena_bytes = count;
  plan.inputs.push_back({"buf" + std::to_string(in), in});
  PlanOutput output;
  output.key = output.name = "tail";
  output.view = {out, DType::u8, {2000}, {1}, count - 2000};
  plan.outputs.push_back(output);
  Step step;
  step.kind = Step::Kind::loops;
  step.name = "op0";
  step.programs.push_back(b.program);
  plan.steps.push_back(std::move(step));
  HostTensor& tensor = inputs["buf" + std::to_string(in)];
  tensor = {DType::u8, {count}, HostBytes(static_cast<std::size_t>(count))};
  for (std::int64_t k = count - 2000; k < count; ++k)
    tensor.data[static_cast<std::size_t>(k)] = static_cast<std::byte>(k % 251);
  RunOptions options;
  options.measure = false;
  const RunResult result = test_device()->run(plan, inputs, options);
  const HostBytes& tail = result.outputs.at("tail").data;
  for (std::int64_t k = 0; k < 2000; ++k)
    ASSERT_EQ(static_cast<int>(tail[static_cast<std::size_t>(k)]), (count - 2000 + k) % 251 + 1) << k;
}

TEST_F(CudaLoops, LeavesNoDeviceMemoryBehind) {
  std::size_t before = 0, after = 0, all = 0;
  for (int round = 0; round < 3; ++round) {
    ProgramBuilder b({1000, 1000}, 1);
    const ValueId x = b.load(b.input(some_floats(1000000, 3)), b.index({1000, 1}));
    const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
    b.stage(false);
    b.store(b.output(DType::f32, 1000), b.index({1, 0}), total);
    expect_agreement(b, 1e-4, "sum");
    ASSERT_EQ(cudaMemGetInfo(&after, &all), cudaSuccess);
    if (round == 0) before = after;
  }
  EXPECT_EQ(after, before);
}

TEST_F(CudaLoops, RandomBodiesAgree) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 300 : static_cast<unsigned>(std::atoi(wanted));
  for (unsigned seed = 1; seed <= count && !HasFatalFailure(); ++seed) {
    ProgramBuilder b = random_program(seed), rows = random_rows(seed);
    expect_agreement(b, 0, "seed " + std::to_string(seed));
    expect_agreement(rows, 1e-2, "rows of seed " + std::to_string(seed));
  }
}

}  // namespace
}  // namespace ireplay
