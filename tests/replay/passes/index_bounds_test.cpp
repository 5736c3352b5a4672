#include "replay/passes/index_bounds.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

std::int32_t add_buffer(Plan& plan, const std::string& name, DType dtype, const Dims& size, bool input) {
  const auto number = static_cast<std::int32_t>(plan.buffers.size());
  plan.storages.push_back({.name = name});
  plan.buffers.push_back({.name = name,
                          .dtype = dtype,
                          .size = size,
                          .stride = dense_strides(size),
                          .offset = 0,
                          .storage = number});
  if (input) plan.inputs.push_back({.name = name, .buffer = number});
  return number;
}

TensorView view_of(const Plan& plan, std::int32_t buffer) {
  const PlanBuffer& of = plan.buffers[static_cast<std::size_t>(buffer)];
  return {buffer, of.dtype, of.size, of.stride, 0};
}

void add_copy(Plan& plan, std::int32_t from, std::int32_t to) {
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
  Step step;
  step.kind = Step::Kind::loops;
  step.programs.push_back(program);
  plan.steps.push_back(step);
}

void add_call(Plan& plan, const std::string& function, std::vector<ExternValue> arguments) {
  Step step;
  step.kind = Step::Kind::extern_call;
  step.call.function = function;
  for (ExternValue& value : arguments) step.call.arguments.push_back({"", std::move(value)});
  plan.steps.push_back(step);
}

class IndexBounds : public testing::Test {
 protected:
  Plan plan_;
  std::int32_t table_ = add_buffer(plan_, "table", DType::f32, {5, 7}, true);
  std::int32_t index_ = add_buffer(plan_, "index", DType::i64, {8}, true);
  std::int32_t copy_ = add_buffer(plan_, "copy", DType::i64, {8}, false);

  std::int64_t bound() {
    find_index_bounds(plan_);
    return plan_.inputs[1].index_bound;
  }
};

TEST_F(IndexBounds, PositionsOfLibraryCallsStayInTheDimension) {
  add_call(plan_, "aten.scatter_reduce_.two",
           {{view_of(plan_, table_)},
            {std::int64_t{-1}},
            {view_of(plan_, index_)},
            {view_of(plan_, table_)},
            {std::string("amax")}});
  EXPECT_EQ(bound(), 7);
}

TEST_F(IndexBounds, TheyAreFollowedThroughCopies) {
  add_copy(plan_, index_, copy_);
  add_call(plan_, "torch.ops.aten.index.Tensor",
           {{view_of(plan_, table_)}, {ExternList{{view_of(plan_, copy_)}, {view_of(plan_, index_)}}}});
  EXPECT_EQ(bound(), 5);
}

TEST_F(IndexBounds, ClassesAndFlatPositionsHaveRowsOfTheirOwn) {
  add_call(plan_, "torch.ops.aten.take.default", {{view_of(plan_, table_)}, {view_of(plan_, index_)}});
  EXPECT_EQ(bound(), 35);
  add_call(
      plan_, "torch.ops.aten.embedding_dense_backward.default",
      {{view_of(plan_, table_)}, {view_of(plan_, index_)}, {std::int64_t{6}}, {std::int64_t{-1}}, {false}});
  EXPECT_EQ(bound(), 6);
}

TEST_F(IndexBounds, ValuesThatAddressNothingHaveNone) {
  add_copy(plan_, index_, copy_);
  EXPECT_EQ(bound(), 0);
}

}  // namespace
}  // namespace ireplay
