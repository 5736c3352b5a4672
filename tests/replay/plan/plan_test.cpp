#include "replay/plan/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"
#include "tests/support/test_seed.hpp"

namespace ireplay {
namespace {

Storage arena(std::int64_t bytes, std::int32_t first, std::int32_t last) {
  return {Storage::Kind::arena, "buf", bytes, first, last, -1, false};
}

Plan placed(std::vector<Storage> storages) {
  Plan plan;
  plan.storages = std::move(storages);
  place_storages(plan);
  return plan;
}

TEST(PlaceStorages, WhatIsAliveTogetherLiesApart) {
  const Plan plan = placed({arena(100, 0, 1), arena(300, 0, 1)});
  EXPECT_EQ(plan.storages[1].arena_offset, 0) << "the larger one first";
  EXPECT_EQ(plan.storages[0].arena_offset, 512);
  EXPECT_EQ(plan.arena_bytes, 768);
}

TEST(PlaceStorages, ReusesWhatHasEnded) {
  const Plan plan = placed({arena(1000, 0, 1), arena(1000, 1, 2), arena(1000, 2, 3)});
  EXPECT_EQ(plan.storages[2].arena_offset, plan.storages[0].arena_offset);
  EXPECT_EQ(plan.arena_bytes, 2048);
}

TEST(PlaceStorages, AStepsInputIsNotItsOutput) {
  const Plan plan = placed({arena(256, 0, 1), arena(256, 1, 1)});
  EXPECT_NE(plan.storages[0].arena_offset, plan.storages[1].arena_offset);
}

TEST(PlaceStorages, NeighbouringHolesBecomeOne) {
  const Plan plan = placed({arena(256, 0, 0), arena(256, 0, 0), arena(256, 0, 5), arena(512, 1, 1)});
  EXPECT_EQ(plan.arena_bytes, 768);
}

TEST(PlaceStorages, TheLastHoleGrows) {
  const Plan plan = placed({arena(256, 0, 5), arena(256, 0, 0), arena(1024, 1, 1)});
  EXPECT_EQ(plan.arena_bytes, 256 + 1024);
}

TEST(PlaceStorages, InputsAndEmptyStoragesTakeNothing) {
  Storage input = arena(4096, 0, 9);
  input.kind = Storage::Kind::input;
  const Plan plan = placed({input, arena(0, 0, 3)});
  EXPECT_EQ(plan.arena_bytes, 0);
  EXPECT_EQ(plan.storages[0].arena_offset, -1);
  EXPECT_EQ(plan.storages[1].arena_offset, 0);
}

TEST(PlaceStorages, TooMuchIsAnError) {
  const std::int64_t huge = std::int64_t{1} << 62;
  EXPECT_THROW(placed({arena(huge, 0, 1), arena(huge, 0, 1), arena(huge, 0, 1)}), Error);
}

std::vector<Storage> random_storages(std::size_t count, std::int32_t steps, std::mt19937& random) {
  std::vector<Storage> storages;
  for (std::size_t k = 0; k < count; ++k) {
    const auto first = static_cast<std::int32_t>(random() % steps);
    const auto length = static_cast<std::int32_t>(random() % 20);
    storages.push_back(
        arena(static_cast<std::int64_t>(random() % 5000), first, std::min(steps - 1, first + length)));
  }
  return storages;
}

TEST(PlaceStorages, NoTwoLiveOnesOverlap) {
  const auto seed = static_cast<unsigned>(test_seed());
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 50; ++round) {
    const Plan plan = placed(random_storages(60, 40, random));
    std::int64_t most_alive = 0;
    for (std::int32_t step = 0; step < 40; ++step) {
      std::vector<std::pair<std::int64_t, std::int64_t>> alive;
      for (const Storage& at : plan.storages)
        if (at.bytes > 0 && at.first_step <= step && step <= at.last_step)
          alive.emplace_back(at.arena_offset, at.arena_offset + at.bytes);
      std::ranges::sort(alive);
      std::int64_t bytes = 0;
      for (std::size_t k = 0; k < alive.size(); ++k) {
        EXPECT_EQ(alive[k].first % 256, 0);
        EXPECT_LE(alive[k].second, plan.arena_bytes);
        EXPECT_GE(alive[k].first, k == 0 ? 0 : alive[k - 1].second);
        bytes += alive[k].second - alive[k].first;
      }
      most_alive = std::max(most_alive, bytes);
    }
    EXPECT_GE(plan.arena_bytes, most_alive);
  }
}

TEST(PlaceStorages, TakesAHundredThousandWithoutPause) {
  std::mt19937 random(1);
  std::vector<Storage> storages = random_storages(100'000, 50'000, random);
  const auto start = std::chrono::steady_clock::now();
  placed(std::move(storages));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Plan, TextShowsStoragesStepsAndOutputs) {
  ProgramBuilder b({4}, 1);
  const auto x = b.input(std::vector<float>(4)), y = b.output(DType::f32, 4);
  b.store(y, b.index({1}), b.scalar("exp", {b.load(x, b.index({1}))}));
  Plan plan;
  plan.storages = {{Storage::Kind::input, "arg0_1", 16, 0, 0, 0, true}, arena(16, 0, 1)};
  plan.storages[1].name = "buf0";
  place_storages(plan);
  plan.buffers = {{"arg0_1", DType::f32, {2, 2}, {2, 1}, 0, 0}, {"buf0", DType::f32, {4}, {1}, 0, 1}};
  plan.inputs = {{"arg0_1", 0, 0, false}};
  Step loops;
  loops.kind = Step::Kind::loops;
  loops.name = "op0";
  loops.op_kind = "pointwise";
  loops.programs = {b.program};
  loops.bytes = 32;
  Step call;
  call.kind = Step::Kind::extern_call;
  call.name = "op1";
  call.op_kind = "extern";
  call.call.function = "aten.topk.default";
  const TensorView view{1, DType::f32, {2, 2}, {1, 2}, 0};
  call.call.arguments = {
      {"", {view}},
      {"", {std::int64_t{2}}},
      {"largest", {true}},
      {"dims", {ExternList{{std::int64_t{1}}, {0.5}, {std::string("sum")}, {DType::bf16}, {}}}}};
  call.call.results = {0, kNone};
  plan.steps = {loops, call};
  plan.outputs = {{"output0", "buf0", view, 3, 2}, {"output1", "", {}, 1, 1}};
  plan.warnings = {"a warning"};
  EXPECT_EQ(to_text(plan),
            "arena of 256 bytes\n"
            "storages:\n"
            "  arg0_1 16 bytes, input, steps 0 to 0, mutated\n"
            "  buf0 16 bytes, arena at 0, steps 0 to 1\n"
            "buffers:\n"
            "  arg0_1 f32[2,2]:2,1 in arg0_1\n"
            "  buf0 f32[4]:1 in buf0\n"
            "inputs:\n"
            "  arg0_1 f32[2,2]\n"
            "steps:\n"
            "  op0 pointwise, 32 bytes\n"
            "    op0: [4]\n"
            "      reads arg0_1 f32[4]\n"
            "      writes buf0 f32[4]\n"
            "      once:\n"
            "        v0 f32 = load arg0_1[i0]\n"
            "        v1 f32 = exp v0\n"
            "        store buf0[i0] v1\n"
            "  op1 extern\n"
            "    aten.topk.default(buf0 f32[2,2]:1,2, 2, largest=True, dims=[1, 0.5, 'sum', bfloat16, None]) "
            "-> arg0_1, _\n"
            "outputs:\n"
            "  output0 = buf0 f32[2,2]:1,2, depth 2, reducing 3\n"
            "  output1 = no tensor, depth 1, reducing 1\n"
            "warning: a warning\n");
}

}  // namespace
}  // namespace ireplay
