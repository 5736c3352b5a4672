#include "replay/verdict/ties.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/captured_case.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

template <class T>
HostTensor tensor(DType dtype, Dims size, const std::vector<T>& values) {
  HostTensor made{dtype, std::move(size), HostBytes(values.size() * sizeof(T))};
  std::copy_n(reinterpret_cast<const std::byte*>(values.data()), made.data.size(), made.data.data());
  return made;
}

HostTensor positions(const std::vector<std::int64_t>& values) { return tensor(DType::i64, {2, 3}, values); }

/// Rows of four of which three are picked.
TiedPositions picked() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  return {.buffer = 0,
          .by = "topk",
          .from = tensor<float>(DType::f32, {2, 4}, {5, 7, 5, 1, nan, 2, nan, 2}),
          .dimension = 1,
          .has_ties = true};
}

CapturedCase captured(const std::string& name) {
  return CapturedCase(find_cases((fs::path(IREPLAY_TESTDATA) / name).string()).at(0));
}

TEST(Ties, PositionsOfEqualValuesAreFree) {
  const auto excused = equal_picks(picked(), positions({1, 0, 2, 0, 2, 1}), positions({1, 2, 0, 2, 0, 3}));
  ASSERT_TRUE(excused.has_value());
  EXPECT_TRUE(std::ranges::all_of(*excused, [](std::uint8_t x) { return x != 0; }));
}

TEST(Ties, PositionsOfOtherValuesAreNot) {
  const auto excused = equal_picks(picked(), positions({1, 0, 3, 0, 2, 1}), positions({1, 0, 2, 0, 2, 1}));
  ASSERT_TRUE(excused.has_value());
  EXPECT_EQ((*excused)[2], 0);
}

TEST(Ties, NoPositionIsPickedTwiceOrLiesOutside) {
  EXPECT_FALSE(equal_picks(picked(), positions({1, 0, 0, 0, 2, 1}), positions({1, 0, 2, 0, 2, 1})));
  EXPECT_FALSE(equal_picks(picked(), positions({1, 0, 4, 0, 2, 1}), positions({1, 0, 2, 0, 2, 1})));
}

TEST(Ties, ALibraryCallSelectsFromItsOperand) {
  const CapturedCase graph = captured("captures/2.9.1/topk_ties.0");
  const std::vector<TiedPositions> found = find_tied_positions(graph.plan(), graph.inputs(), 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].has_ties);
  EXPECT_EQ(found[0].dimension, 0U);
  EXPECT_EQ(found[0].from.size.size(), 3U);
}

/// The case sorts one tensor stably and without that; what is sorted lies where the positions are stored.
TEST(Ties, ALoopSortsWhatItsKeysAre) {
  const CapturedCase graph = captured("corpus/rd_sort.0");
  const std::vector<TiedPositions> found = find_tied_positions(graph.plan(), graph.inputs(), 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].by.substr(0, 12), "the sort in ");
  const HostTensor& input = graph.inputs().begin()->second;
  ASSERT_EQ(found[0].from.size, input.size);
  const std::vector<double> keys = to_doubles(found[0].from), values = to_doubles(input);
  EXPECT_EQ(keys, values);
}

}  // namespace
}  // namespace ireplay
