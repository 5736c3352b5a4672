#include "replay/verdict/ties.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "replay/engine.hpp"
#include "replay/verdict/judge.hpp"
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

/// Rows -1, 0, -6 and 2 of six, of which the second and the third are one.
TEST(Ties, AnyOfSeveralStoresToOneElementMayWin) {
  const CapturedCase graph = captured("captures/2.15.0/put_negative_cpu.0");
  EXPECT_EQ(buffers_stored_by_value(graph.plan()).size(), 1U);
  TensorMap inputs = graph.inputs();
  inputs["arg1_1"] = tensor<std::int64_t>(DType::i64, {4}, {-1, 0, -6, 2});
  RunOptions options;
  options.measure = false;
  const TensorMap reference = make_cpu_engine()->run(graph.plan(), inputs, options).outputs;
  options.late_ties = true;
  TensorMap other = make_cpu_engine()->run(graph.plan(), inputs, options).outputs;
  ReferenceMatch match;
  for (std::size_t k = 0; k < graph.plan().outputs.size(); ++k)
    match.pairs.push_back(
        {graph.plan().outputs[k].key, k, borrowed(reference.at(graph.plan().outputs[k].key))});
  const auto judged = [&] {
    return judge_outputs(graph.plan(), inputs, other, match, ReferenceRounding::fused, 1).at(0);
  };
  EXPECT_EQ(judged().status, Status::pass);
  EXPECT_EQ(judged().not_compared, 5);  // a row

  HostTensor& wrong = other.at(match.pairs[0].name);
  wrong.data.back() ^= std::byte{1};  // of the last row, which is stored to once
  EXPECT_EQ(judged().status, Status::fail);
  EXPECT_EQ(judged().mismatched, 1);
}

}  // namespace
}  // namespace ireplay
