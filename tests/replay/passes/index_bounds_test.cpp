#include "replay/passes/index_bounds.hpp"

#include <gtest/gtest.h>

#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

const HostTensor kTable = zeros(DType::f32, {5, 7}), kIndex = zeros(DType::i64, {8});

LoopProgram copy_of(std::int32_t from, std::int32_t to) {
  LoopProgram program;
  program.buffers = {{from, DType::i64, 8, true, false}, {to, DType::i64, 8, false, true}};
  Instruction load;
  load.opcode = Opcode::load;
  load.dtype = DType::i64;
  load.buffer = 0;
  Instruction store = load;
  store.opcode = Opcode::store;
  store.operands[0] = 0;
  store.mode = StoreMode::plain;
  store.buffer = 1;
  program.instructions = {load, store};
  return program;
}

std::int32_t buffer_named(const Plan& plan, std::string_view name) {
  const auto found = std::ranges::find(plan.buffers, name, &PlanBuffer::name);
  return static_cast<std::int32_t>(found - plan.buffers.begin());
}

/// The bound of input `i`; with `copied` that of an input which is copied to `i` first.
std::int64_t bound_of(const char* text, const TensorMap& operands, const std::vector<HostTensor>& results,
                      bool copied = false) {
  const ExternCase c = make_extern_case(text, operands, results);
  Plan plan = c.plan;
  std::int32_t input = buffer_named(plan, "i");
  if (copied) {
    PlanBuffer source = plan.buffers[static_cast<std::size_t>(input)];
    source.storage = static_cast<std::int32_t>(plan.storages.size());
    plan.storages.push_back({.name = "source"});
    plan.buffers.push_back(source);
    Step step{.kind = Step::Kind::loops};
    step.programs.push_back(copy_of(static_cast<std::int32_t>(plan.buffers.size()) - 1, input));
    plan.steps.push_back(std::move(step));
    input = static_cast<std::int32_t>(plan.buffers.size()) - 1;
  }
  plan.inputs = {{.name = "i", .buffer = input}};
  plan.steps.push_back(c.step());
  find_index_bounds(plan);
  return plan.inputs[0].index_bound;
}

TEST(IndexBounds, PositionsOfLibraryCallsStayInTheDimension) {
  EXPECT_EQ(bound_of("aten.scatter_reduce_.two(t, -1, i, t, 'amax')",
                     {{"t", kTable}, {"i", zeros(DType::i64, {5, 7})}}, {}),
            7);
}

TEST(IndexBounds, TheSmallestOneHoldsAndTheyAreFollowedThroughCopies) {
  for (const bool copied : {false, true})
    EXPECT_EQ(bound_of("torch.ops.aten.index.Tensor(t, [i, i])", {{"t", kTable}, {"i", kIndex}},
                       {zeros(DType::f32, {8})}, copied),
              5);
}

TEST(IndexBounds, ClassesAndFlatPositionsHaveTheirOwn) {
  EXPECT_EQ(
      bound_of("torch.ops.aten.take.default(t, i)", {{"t", kTable}, {"i", kIndex}}, {zeros(DType::f32, {8})}),
      35);
  EXPECT_EQ(bound_of("torch.ops.aten.embedding_dense_backward.default(g, i, 6, -1, False)",
                     {{"g", zeros(DType::f32, {8, 3})}, {"i", kIndex}}, {zeros(DType::f32, {6, 3})}),
            6);
  EXPECT_EQ(bound_of("aten.max_pool2d_with_indices_backward(g, x, [2, 2], [2, 2], [0, 0], [1, 1], False, i)",
                     {{"g", zeros(DType::f32, {1, 2, 3, 2})},
                      {"x", zeros(DType::f32, {1, 2, 6, 4})},
                      {"i", zeros(DType::i64, {1, 2, 3, 2})}},
                     {zeros(DType::f32, {1, 2, 6, 4})}),
            24);
}

TEST(IndexBounds, TheyAreFollowedThroughTemporaries) {
  EXPECT_EQ(bound_of("aten.bincount(i)", {{"i", kIndex}}, {zeros(DType::i64, {4})}), 4);
}

TEST(IndexBounds, ValuesThatAddressNothingHaveNone) {
  EXPECT_EQ(bound_of("aten.nonzero(i)", {{"i", kIndex}}, {zeros(DType::i64, {3, 1})}), 0);
  EXPECT_EQ(bound_of("aten.cumsum(i, 0)", {{"i", kIndex}}, {kIndex}, true), 0);
}

}  // namespace
}  // namespace ireplay
