#include "replay/passes/split_sorts.hpp"

#include <gtest/gtest.h>

#include "tests/support/program_builder.hpp"
#include "tests/support/run_apart.hpp"

namespace ireplay {
namespace {

Plan plan_of(const ProgramBuilder& builder) {
  Plan plan;
  for (std::size_t k = 0; k < builder.program.buffers.size(); ++k) {
    PlanBuffer& buffer = plan.buffers.emplace_back();
    buffer.storage = static_cast<std::int32_t>(k);
  }
  return plan;
}

/// How many parts ran without a sort; all buffers are as the whole program leaves them.
int expect_apart(ProgramBuilder whole) {
  ProgramBuilder apart = whole;
  whole.run();
  int parts = 0;
  run_apart(apart.program, apart.host_buffers(), plan_of(apart),
            [&](const LoopProgram& part, const std::vector<HostBuffer>& buffers) {
              for (const Instruction& at : part.instructions) EXPECT_NE(at.opcode, Opcode::sort);
              run_loops(part, buffers, {});
              ++parts;
            });
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(whole.program.buffers.size()); ++k)
    EXPECT_EQ(whole.values<std::uint8_t>(k), apart.values<std::uint8_t>(k)) << "buffer " << k;
  return parts;
}

const std::vector<std::int64_t> kKeys = {5, -1, 3, 3, 9, 0, 2, 6, 4, 4, -7, 1};

/// Keys and 16-bit positions are sorted; the one is computed with, the other is where something is stored.
TEST(SplitSorts, ScatterAtTheSortedPositions) {
  ProgramBuilder b({3, 4}, 1);
  const auto x = b.input(kKeys), sorted = b.output(DType::i64, 12), scattered = b.output(DType::f32, 12);
  const IndexId at = b.index({4, 1});
  const ValueId key = b.load(x, at),
                position = b.convert(b.index_expr(b.index({0, 1}), DType::i64), DType::i16);
  const ValueId first = b.sort({key, position}, false, 0), second = b.sort({key, position}, false, 1);
  b.stage(true);
  b.store(sorted, at, b.scalar("add", {first, b.constant(DType::i64, 1)}));
  Instruction indirect = ProgramBuilder::with_operands(Opcode::indirect, {b.convert(second, DType::i64)});
  indirect.dtype = DType::i64;
  indirect.immediate.i = 4;
  indirect.flag = true;
  const ValueId place = b.add(indirect, "indirect");
  const IndexId there = b.value_index(place);
  IndexExpr& index = b.program.indices[static_cast<std::size_t>(there)];
  index.terms.insert(index.terms.begin(), {0, 4});
  b.store(scattered, there, b.convert(first, DType::f32));
  EXPECT_EQ(expect_apart(b), 2);
}

TEST(SplitSorts, OneSortAfterTheOther) {
  ProgramBuilder b({3, 4}, 1);
  const auto x = b.input(kKeys), out = b.output(DType::i64, 12), total = b.output(DType::i64, 3);
  const IndexId at = b.index({4, 1});
  const ValueId key = b.load(x, at);
  const ValueId sum = b.reduce(ReduceKind::sum, {key}, DType::i64);
  const ValueId sorted = b.sort({key}, true);
  b.stage(true);
  const ValueId changed =
      b.scalar("remainder", {b.scalar("mul", {sorted, sorted}), b.constant(DType::i64, 7)});
  const ValueId again = b.sort({changed, sorted}, false, 1);
  b.stage(true);
  b.store(out, at, b.scalar("sub", {again, sum}));
  b.stage(false);
  b.store(total, b.index({1}), sum);
  EXPECT_EQ(expect_apart(b), 3);
}

TEST(SplitSorts, NotWhereTheFirstHalfOverwritesWhatTheSecondReads) {
  ProgramBuilder b({3, 4}, 1);
  const auto x = b.input(kKeys);
  const IndexId at = b.index({4, 1});
  const ValueId key = b.load(x, at);
  const ValueId sorted = b.sort({key}, false);
  b.store(x, at, b.scalar("neg", {key}));
  b.stage(true);
  b.store(x, at, b.scalar("add", {sorted, key}));
  EXPECT_FALSE(split_sorts(b.program, plan_of(b)));
}

TEST(SplitSorts, NothingToSplit) {
  ProgramBuilder b({4}, 1);
  b.store(b.output(DType::f32, 4), b.index({1}), b.constant(DType::f32, 1));
  EXPECT_FALSE(split_sorts(b.program, plan_of(b)));
}

}  // namespace
}  // namespace ireplay
