#include "replay/externs/counted_sizes.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

namespace ireplay {
namespace {

template <class T>
HostTensor tensor(DType dtype, Dims size, const std::vector<T>& values) {
  HostTensor made{dtype, std::move(size), HostBytes(values.size() * sizeof(T))};
  std::memcpy(made.data.data(), values.data(), made.data.size());
  return made;
}

/// The count of a call whose tensor arguments are `tensors`, the others `rest`.
std::optional<std::int64_t> count(const std::string& function, const std::vector<HostTensor>& tensors,
                                  std::vector<ExternArgument> rest = {}) {
  ExternCall call{.function = function};
  for (std::size_t k = 0; k < tensors.size(); ++k)
    call.arguments.push_back({"",
                              {TensorView{static_cast<std::int32_t>(k), tensors[k].dtype, tensors[k].size,
                                          dense_strides(tensors[k].size), 0}}});
  call.arguments.insert(call.arguments.end(), rest.begin(), rest.end());
  return count_results(
      call, [&](const TensorView& view) { return tensors[static_cast<std::size_t>(view.buffer)]; });
}

HostTensor floats(Dims size, const std::vector<float>& values) {
  return tensor(DType::f32, std::move(size), values);
}
HostTensor integers(Dims size, const std::vector<std::int64_t>& values) {
  return tensor(DType::i64, std::move(size), values);
}
HostTensor bools(Dims size, const std::vector<std::uint8_t>& values) {
  return tensor(DType::boolean, std::move(size), values);
}

TEST(ResultSizes, CountsWhatIsSet) {
  EXPECT_EQ(count("torch.ops.aten.nonzero.default", {floats({2, 3}, {0, 1, -0.0F, 2, 0, -3})}), 3);
  EXPECT_EQ(count("aten.nonzero", {bools({4}, {1, 0, 1, 1})}), 3);
  EXPECT_EQ(
      count("aten.masked_select", {floats({2, 3}, {1, 2, 3, 4, 5, 6}), bools({2, 3}, {1, 0, 0, 1, 1, 0})}),
      3);
  EXPECT_EQ(count("aten.masked_select", {floats({2, 3}, {1, 2, 3, 4, 5, 6}), bools({3}, {1, 0, 1})}), 4);
}

TEST(ResultSizes, SumsRepeatsAndFindsTheLargestBin) {
  EXPECT_EQ(count("aten.repeat_interleave.Tensor", {integers({3}, {2, 0, 5})}), 7);
  EXPECT_EQ(count("aten.bincount", {integers({3}, {2, 0, 5})}), 6);
}

TEST(ResultSizes, CountsDistinctRows) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(count("aten._unique2", {floats({6}, {1, 2, 1, 3, 2, 1})}), 3);
  EXPECT_EQ(count("aten._unique2", {floats({4}, {kNan, 1, kNan, 1})}), 3);
  EXPECT_EQ(count("aten.unique_consecutive", {integers({6}, {1, 1, 2, 2, 1, 1})}), 3);
  EXPECT_EQ(count("aten.unique_dim", {integers({3, 2}, {1, 2, 3, 4, 1, 2})}, {{"", {std::int64_t{0}}}}), 2);
  EXPECT_EQ(count("aten.unique_dim", {integers({2, 3}, {1, 1, 2, 4, 4, 3})}, {{"", {std::int64_t{1}}}}), 2);
}

TEST(ResultSizes, SaysNothingOfOtherCalls) {
  EXPECT_EQ(count("aten.relu", {floats({1}, {1})}), std::nullopt);
  EXPECT_EQ(count("torch.ops.mylib.filter.default", {floats({1}, {1})}), std::nullopt);
}

}  // namespace
}  // namespace ireplay
