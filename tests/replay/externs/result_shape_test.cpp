#include "replay/externs/result_shape.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

/// A call of these operands, each a tensor of its own, and of integers behind them.
struct Call {
  Plan plan;
  ExternCall call;

  Call(std::string function, const std::vector<std::pair<DType, Dims>>& operands,
       const std::vector<ExternValue>& rest = {}) {
    call.function = std::move(function);
    for (const auto& [dtype, size] : operands) {
      const auto number = static_cast<std::int32_t>(plan.buffers.size());
      plan.storages.push_back(
          {.name = "operand", .bytes = numel(size) * static_cast<std::int64_t>(bytes_of(dtype))});
      PlanBuffer buffer{.name = "operand", .dtype = dtype, .size = size, .stride = dense_strides(size)};
      buffer.storage = number;
      plan.buffers.push_back(std::move(buffer));
      call.arguments.push_back({"", {TensorView{number, dtype, size, dense_strides(size), 0}}});
    }
    for (const ExternValue& value : rest) call.arguments.push_back({"", value});
  }

  std::optional<ResultShape> shape(DType dtype, std::int64_t position = 0) const {
    return shape_of_result(call, position, dtype, plan);
  }
};

ExternValue number(std::int64_t value) { return {value}; }
ExternValue list(const Dims& values) {
  ExternList list;
  for (const std::int64_t value : values) list.push_back(number(value));
  return {list};
}

TEST(ResultShape, OfViewsHasTheirStrides) {
  const Call sliced("aten.slice.Tensor", {{DType::c64, {2, 3, 9}}}, {number(2), number(0), number(4)});
  ASSERT_TRUE(sliced.shape(DType::c64));
  EXPECT_EQ(sliced.shape(DType::c64)->size, (Dims{2, 3, 4}));
  EXPECT_EQ(sliced.shape(DType::c64)->stride, (Dims{27, 9, 1}));
  const Call turned("aten.permute.default", {{DType::f32, {2, 3, 4}}}, {list({2, 0, 1})});
  EXPECT_EQ(turned.shape(DType::f32)->size, (Dims{4, 2, 3}));
  EXPECT_EQ(turned.shape(DType::f32)->stride, (Dims{1, 12, 4}));
}

TEST(ResultShape, OfReshapesIsWhatTheyAskFor) {
  const Call whole("aten.reshape.default", {{DType::f32, {4, 6}}}, {list({2, -1, 3})});
  EXPECT_EQ(whole.shape(DType::f32)->size, (Dims{2, 4, 3}));
  const Call wider("aten.unsqueeze.default", {{DType::f32, {4, 6}}}, {number(-1)});
  EXPECT_EQ(wider.shape(DType::f32)->size, (Dims{4, 6, 1}));
  const Call narrower("aten.squeeze.dim", {{DType::f32, {1, 6, 1}}}, {number(0)});
  EXPECT_EQ(narrower.shape(DType::f32)->size, (Dims{6, 1}));
  EXPECT_FALSE(Call("aten.reshape.default", {{DType::f32, {4, 6}}}, {list({5, 5})}).shape(DType::f32));
}

TEST(ResultShape, OfArithmeticIsThatOfItsOperandsTogether) {
  const Call sum("aten.add.Tensor", {{DType::c64, {3, 1}}, {DType::c64, {2, 1, 4}}});
  EXPECT_EQ(sum.shape(DType::c64)->size, (Dims{2, 3, 4}));
}

TEST(ResultShape, OfEachResultIsItsOwn) {
  const Call inverse("aten.linalg_inv_ex.default", {{DType::f32, {2, 3, 3}}});
  EXPECT_EQ(inverse.shape(DType::f32, 0)->size, (Dims{2, 3, 3}));
  EXPECT_EQ(inverse.shape(DType::i32, 1)->size, (Dims{2}));
  const Call largest("aten.topk.default", {{DType::f32, {4, 9}}}, {number(2)});
  EXPECT_EQ(largest.shape(DType::i64, 1)->size, (Dims{4, 2}));
}

TEST(ResultShape, IsNoneWhereNothingSaysIt) {
  EXPECT_FALSE(Call("aten.no_such_op.default", {{DType::f32, {3}}}).shape(DType::f32));
  EXPECT_FALSE(Call("aten.nonzero.default", {{DType::f32, {3}}}).shape(DType::i64));
  EXPECT_FALSE(Call("aten.mm.default", {{DType::f32, {2, 3}}, {DType::f32, {4, 5}}}).shape(DType::f32));
  EXPECT_FALSE(Call("aten.mm.default", {{DType::f32, {2, 3}}, {DType::f32, {3, 5}}}).shape(DType::f32, -1));
}

}  // namespace
}  // namespace ireplay
