// Loop programs on the device against the CPU engine's loops, shape by shape and at random.
#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <random>

#include "parser/source.hpp"
#include "replay/engine.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

Engine* engine() {
  static const std::unique_ptr<Engine> made = count_cuda_devices() > 0 ? make_cuda_engine(0) : nullptr;
  return made.get();
}

class CudaLoops : public testing::Test {
 protected:
  void SetUp() override {
    if (engine() == nullptr) GTEST_SKIP() << "no CUDA device";
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
    inputs[name] = {buffer.dtype, {buffer.extent}, std::vector<std::byte>(buffer.data, buffer.data + bytes)};
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
    if (found == result.outputs.end()) continue;
    const std::size_t bytes = bytes_of(buffer.dtype);
    for (std::int64_t k = 0; k < buffer.extent; ++k) {
      const Scalar want = load_element(buffer.data + k * static_cast<std::int64_t>(bytes), buffer.dtype);
      const Scalar got =
          load_element(found->second.data.data() + static_cast<std::size_t>(k) * bytes, buffer.dtype);
      if (!is_floating(buffer.dtype)) {
        ASSERT_EQ(got.i, want.i) << what << ": " << buffer.name << "[" << k << "] by "
                                 << result.steps[0].kernel;
      } else if (std::isnan(want.f) || std::isinf(want.f)) {
        ASSERT_TRUE((std::isnan(want.f) && std::isnan(got.f)) || got.f == want.f)
            << what << ": " << buffer.name << "[" << k << "] = " << got.f << ", not " << want.f;
      } else {
        ASSERT_NEAR(got.f, want.f, rtol * (1 + std::fabs(want.f)))
            << what << ": " << buffer.name << "[" << k << "] by " << result.steps[0].kernel;
      }
    }
  }
}

/// Runs on the device with as many lanes a thread as the size asks for and with the most, then on the CPU.
void expect_agreement(ProgramBuilder& builder, double rtol, const std::string& what) {
  TensorMap inputs;
  std::vector<ProgramBuilder> builders{builder};
  const Plan plan = plan_of(builders, inputs);
  builder.run();
  for (const int lanes : {0, 32}) {
    RunOptions options;
    options.measure = false;
    options.lanes = lanes;
    expect_outputs(builder, "p0.", engine()->run(plan, inputs, options), rtol, what);
    if (testing::Test::HasFatalFailure()) return;
  }
}

std::vector<float> some_floats(std::int64_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(-2, 2);
  std::vector<float> values(static_cast<std::size_t>(count));
  for (float& value : values) value = uniform(random);
  return values;
}

constexpr DType kStored[] = {DType::f64, DType::f32, DType::f16,     DType::bf16,     DType::i64,
                             DType::i32, DType::i16, DType::i8,      DType::u64,      DType::u32,
                             DType::u16, DType::u8,  DType::boolean, DType::f8e4m3fn, DType::f8e5m2};

TEST_F(CudaLoops, ConvertsBetweenAllTypes) {
  for (const DType from : kStored)
    for (const DType to : kStored) {
      const std::int64_t count = 1003;
      ProgramBuilder b({count}, 1);
      const std::int32_t in = b.input(some_floats(count, 1)), middle = b.output(from, count),
                         out = b.output(to, count);
      const IndexId at = b.index({1});
      const ValueId value = b.convert(b.load(in, at), from, true);
      b.store(middle, at, value);
      b.store(out, at, b.convert(value, to, true));
      // unsigned types of a negative float are not the same everywhere
      if (info(from).kind == DTypeClass::unsigned_int || info(to).kind == DTypeClass::unsigned_int) continue;
      expect_agreement(b, 0, std::string(info(from).name) + " to " + std::string(info(to).name));
    }
}

struct Shape {
  std::int64_t points, elements;
};
constexpr Shape kShapes[] = {{1, 1},      {3, 5},     {7, 33},    {2, 5000}, {300, 2},
                             {1, 100000}, {1000, 64}, {64, 4096}, {5, 20001}};

TEST_F(CudaLoops, ReducesInEveryShape) {
  const struct {
    ReduceKind kind;
    int results;
    DType dtype;
  } kinds[] = {{ReduceKind::sum, 1, DType::f32},
               {ReduceKind::max, 1, DType::f32},
               {ReduceKind::min, 1, DType::f32},
               {ReduceKind::any, 1, DType::boolean},
               {ReduceKind::argmax, 1, DType::i64},
               {ReduceKind::argmin, 1, DType::i64},
               {ReduceKind::welford_reduce, 3, DType::f32},
               {ReduceKind::online_softmax_reduce, 2, DType::f32},
               {ReduceKind::argmax_with_value, 2, DType::f32},
               {ReduceKind::fmax, 1, DType::f32}};
  for (const Shape shape : kShapes)
    for (const bool across : {false, true})
      for (const auto& kind : kinds) {
        ProgramBuilder b({shape.points, shape.elements}, 1);
        const std::int32_t in = b.input(some_floats(shape.points * shape.elements, 2));
        const ValueId x = b.load(in, across ? b.index({1, shape.points}) : b.index({shape.elements, 1}));
        std::vector<ValueId> results;
        for (int k = 0; k < kind.results; ++k) {
          const bool position = kind.kind == ReduceKind::argmax_with_value && k == 1;
          results.push_back(b.reduce(kind.kind, {x}, position ? DType::i64 : kind.dtype, k));
        }
        b.stage(false);
        for (const ValueId result : results)
          b.store(b.output(b.type(result), shape.points), b.index({1, 0}), result);
        expect_agreement(b, 2e-5 * std::sqrt(static_cast<double>(shape.elements)),
                         std::string(to_text(kind.kind)) + (across ? " across " : " along ") +
                             std::to_string(shape.points) + "x" + std::to_string(shape.elements));
      }
}

TEST_F(CudaLoops, ReducesIntegers) {
  for (const Shape shape : kShapes)
    for (const ReduceKind kind : {ReduceKind::sum, ReduceKind::prod, ReduceKind::max, ReduceKind::xor_sum}) {
      std::vector<std::int32_t> values(static_cast<std::size_t>(shape.points * shape.elements));
      std::mt19937 random(3);
      for (auto& value : values) value = static_cast<std::int32_t>(random());
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const ValueId x = b.load(b.input(values), b.index({shape.elements, 1}));
      const ValueId narrow = b.reduce(kind, {x}, DType::i32), wide = b.reduce(kind, {x}, DType::i64);
      b.stage(false);
      b.store(b.output(DType::i32, shape.points), b.index({1, 0}), narrow);
      b.store(b.output(DType::i64, shape.points), b.index({1, 0}), wide);
      expect_agreement(b, 0, std::string(to_text(kind)) + " of " + std::to_string(shape.elements));
    }
}

TEST_F(CudaLoops, UsesReductionsInLaterStages) {
  for (const Shape shape : kShapes)
    for (const bool across : {false, true}) {
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const IndexId all = across ? b.index({1, shape.points}) : b.index({shape.elements, 1});
      const ValueId x = b.load(b.input(some_floats(shape.points * shape.elements, 4)), all);
      const ValueId top = b.reduce(ReduceKind::max, {x}, DType::f32);
      b.stage(true);
      const ValueId raised = b.scalar("exp", {b.scalar("sub", {x, top})});
      const ValueId total = b.reduce(ReduceKind::sum, {raised}, DType::f32);
      b.stage(false);
      const ValueId inverse = b.scalar("reciprocal", {total});
      b.stage(true);
      b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scalar("mul", {raised, inverse}));
      expect_agreement(b, 1e-5,
                       "softmax " + std::to_string(shape.points) + "x" + std::to_string(shape.elements));
    }
}

TEST_F(CudaLoops, ReadsWhatItOverwrites) {
  for (const Shape shape : kShapes) {
    ProgramBuilder b({shape.points, shape.elements}, 1);
    const IndexId all = b.index({shape.elements, 1});
    const std::int32_t memory = b.input(some_floats(shape.points * shape.elements, 5));
    const ValueId x = b.load(memory, all);
    b.store(memory, all, b.scalar("mul", {x, b.constant(DType::f32, 3)}));
    const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
    b.stage(true);
    b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scalar("add", {x, total}));
    expect_agreement(b, 1e-4,
                     "in place " + std::to_string(shape.points) + "x" + std::to_string(shape.elements));
  }
}

TEST_F(CudaLoops, Scans) {
  for (const Shape shape : kShapes)
    for (const ScanKind kind :
         {ScanKind::sum, ScanKind::max, ScanKind::logaddexp, ScanKind::cummax, ScanKind::cummin}) {
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const IndexId all = b.index({shape.elements, 1});
      const ValueId x = b.load(b.input(some_floats(shape.points * shape.elements, 6)), all);
      const bool pair = kind == ScanKind::cummax || kind == ScanKind::cummin;
      b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scan(kind, {x}));
      if (pair) b.store(b.output(DType::i64, shape.points * shape.elements), all, b.scan(kind, {x}, 1));
      expect_agreement(b, 1e-4 * std::sqrt(static_cast<double>(shape.elements)),
                       std::string(to_text(kind)) + " " + std::to_string(shape.points) + "x" +
                           std::to_string(shape.elements));
    }
}

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
    const RunResult result = engine()->run(plan, inputs, {.measure = false});
    EXPECT_NE(result.steps[0].kernel.find("sort/"), std::string::npos) << what << result.steps[0].kernel;
    expect_agreement(b, 0, what);
  }
}

TEST_F(CudaLoops, AddsAtomicallyInEveryType) {
  for (const DType dtype :
       {DType::f32, DType::f64, DType::i64, DType::i32, DType::i16, DType::i8, DType::u8}) {
    const std::int64_t count = 4001, bins = 13;
    std::vector<std::int64_t> places(static_cast<std::size_t>(count));
    for (std::size_t k = 0; k < places.size(); ++k) places[k] = static_cast<std::int64_t>(k * 7 % bins);
    ProgramBuilder b({count}, 1);
    Instruction wrap =
        ProgramBuilder::with_operands(Opcode::indirect, {b.load(b.input(places), b.index({1}))});
    wrap.dtype = DType::i64;
    wrap.immediate.i = bins;
    wrap.flag = true;
    const ValueId place = b.add(wrap, "indirect");
    const ValueId one = b.constant(compute_type(dtype), 1);
    b.store(b.output(dtype, bins), b.value_index(place), one, StoreMode::atomic_add);
    expect_agreement(b, 0, std::string(info(dtype).name));
  }
}

TEST_F(CudaLoops, DividesIndices) {
  for (const std::int64_t count : {1, 100, 4097, 70000}) {
    ProgramBuilder b({count}, 1);
    const IndexId at = b.index({1}), seven = b.index({}, 7);
    const IndexId group = b.atom_index(AtomKind::floordiv, at, seven),
                  rest = b.atom_index(AtomKind::mod, at, seven);
    const ValueId sum = b.scalar("add", {b.index_expr(group, DType::i64), b.index_expr(rest, DType::i64)});
    b.store(b.output(DType::i64, count), at, sum);
    b.store(b.output(DType::f32, count), at, b.load(b.input(some_floats(count, 7)), group));
    expect_agreement(b, 0, std::to_string(count));
  }
}

TEST_F(CudaLoops, TurnsTilesOfTransposedOperands) {
  for (const std::int64_t side : {16, 48, 100, 512}) {
    ProgramBuilder b({side, side}, 2);
    const ValueId x = b.load(b.input(some_floats(side * side, 8)), b.index({1, side}));
    const ValueId y = b.load(b.input(some_floats(side * side, 9)), b.index({side, 1}));
    b.store(b.output(DType::bf16, side * side), b.index({side, 1}), b.scalar("sub", {x, y}));
    expect_agreement(b, 0, std::to_string(side));
  }
}

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
    engine()->run(plan, inputs, {});
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
  const RunResult result = engine()->run(plan, inputs, options);
  EXPECT_EQ(result.steps[0].kernel, "batch of 5");
  for (std::size_t k = 0; k < builders.size(); ++k) {
    builders[k].run();
    expect_outputs(builders[k], "p" + std::to_string(k) + ".", result, 0, std::to_string(k));
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
  tensor = {DType::u8, {count}, std::vector<std::byte>(static_cast<std::size_t>(count))};
  for (std::int64_t k = count - 2000; k < count; ++k)
    tensor.data[static_cast<std::size_t>(k)] = static_cast<std::byte>(k % 251);
  RunOptions options;
  options.measure = false;
  const RunResult result = engine()->run(plan, inputs, options);
  const std::vector<std::byte>& tail = result.outputs.at("tail").data;
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

/// A body of random ops over a few operands of random layouts; ops that are exact, so that every bit has to
/// agree.
ProgramBuilder random_program(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(bound));
  };
  const bool plain = pick(2) == 0;  // only what the main interpreter knows
  const std::int64_t rows = 1 + pick(40), columns = pick(2) == 0 ? 8 * (1 + pick(40)) : 1 + pick(300);
  ProgramBuilder b({rows, columns}, 2);
  std::vector<ValueId> values;
  for (std::int64_t k = 0; k < 2 + pick(3); ++k) {
    const std::int64_t layout = pick(4);
    const IndexId at = layout == 0   ? b.index({columns, 1})
                       : layout == 1 ? b.index({1, rows})
                       : layout == 2 ? b.index({0, 1})
                                     : b.index({1, 0});
    values.push_back(b.load(b.input(some_floats(rows * columns, seed + static_cast<unsigned>(k))), at));
  }
  values.push_back(b.constant(DType::f32, 0.5));
  const char* binary[] = {"add", "sub", "mul", "maximum", "minimum", "truediv"};
  const char* unary[] = {"neg", "abs", "relu", "sqrt", "square", "floor", "ceil", "sign"};
  for (std::int64_t k = 0; k < 3 + pick(40); ++k) {
    const auto any = [&] {
      return values[static_cast<std::size_t>(pick(static_cast<std::int64_t>(values.size())))];
    };
    const std::int64_t what = pick(10);
    if (what < 5)
      values.push_back(b.scalar(binary[pick(6)], {any(), any()}));
    else if (what < 8)
      values.push_back(b.scalar(unary[pick(plain ? 5 : 8)], {any()}));
    else
      values.push_back(b.scalar("where", {b.scalar("lt", {any(), any()}), any(), any()}));
  }
  for (std::int64_t k = 0; k < 1 + pick(2); ++k)
    b.store(b.output(std::array{DType::f32, DType::f16, DType::bf16}[static_cast<std::size_t>(pick(3))],
                     rows * columns),
            pick(4) == 0 ? b.index({1, rows}) : b.index({columns, 1}),
            values[values.size() - 1 - static_cast<std::size_t>(k)]);
  if (pick(4) == 0)
    b.store(b.output(DType::boolean, rows * columns), b.index({columns, 1}),
            b.scalar("lt", {values.back(), values.front()}));
  return b;
}

TEST_F(CudaLoops, RandomBodiesAgree) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 300 : static_cast<unsigned>(std::atoi(wanted));
  for (unsigned seed = 1; seed <= count && !HasFatalFailure(); ++seed) {
    ProgramBuilder b = random_program(seed);
    expect_agreement(b, 0, "seed " + std::to_string(seed));
  }
}

}  // namespace
}  // namespace ireplay
