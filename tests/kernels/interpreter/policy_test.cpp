#include "kernels/interpreter/policy.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

TEST(Policy, ShortRowsShareAsFewThreadsAsHoldThem) {
  EXPECT_EQ(row_group(0, 16, 256), 1);
  EXPECT_EQ(row_group(1, 16, 256), 1);
  EXPECT_EQ(row_group(16, 16, 256), 1);
  EXPECT_EQ(row_group(17, 16, 256), 2);
  EXPECT_EQ(row_group(48, 16, 256), 4);
  EXPECT_EQ(row_group(4096, 16, 256), 256);
  EXPECT_EQ(row_group(4097, 16, 256), 256);
  EXPECT_EQ(row_group(std::int64_t{1} << 40, 4, 256), 256);
}

TEST(Policy, ARowGroupIsAPowerOfTwoAndHoldsTheRow) {
  for (std::int64_t points = 1; points <= 4096; ++points) {
    const int group = row_group(points, 16, 256);
    EXPECT_EQ(group & (group - 1), 0) << points;
    EXPECT_GE(group * 16, points);
  }
}

TEST(Policy, SmallTensorsAreSpreadOverTheChip) {
  EXPECT_EQ(parallel_threads(std::int64_t{1} << 26, 16, 132), 128);
  EXPECT_EQ(parallel_threads(132 * 64 * 16, 16, 132), 64);
  EXPECT_EQ(parallel_threads(100, 16, 132), 32);
}

TEST(Policy, FewLongReductionsAreSplit) {
  EXPECT_EQ(splits_for(1, 65536, 132), 528);
  EXPECT_EQ(splits_for(1, 10, 132), 10) << "no split without work";
  EXPECT_EQ(splits_for(64, 256, 132), 8);
  EXPECT_EQ(splits_for(264, 256, 132), 1) << "enough blocks as it is";
  EXPECT_EQ(splits_for(1, 0, 132), 1);
  EXPECT_EQ(even_splits(660, 65536, 4), 656) << "25 rounds either way";
  EXPECT_EQ(even_splits(8, 64, 4), 8);
  EXPECT_EQ(even_splits(5, 7, 1), 4) << "two rounds";
}

TEST(Policy, BlocksTakeOneTileOfPointsOrTwoOfRows) {
  EXPECT_EQ(point_blocks(0, 132), 1);
  EXPECT_EQ(point_blocks(8192, 132), 8192);
  EXPECT_EQ(point_blocks(1 << 20, 132), 128 * 132) << "so many that they take tiles in turns";
  EXPECT_EQ(row_blocks(0, 132), 1);
  EXPECT_EQ(row_blocks(1000, 132), 1000) << "fewer than fill the chip several times: one each";
  EXPECT_EQ(row_blocks(8192, 132), 32 * 132);
  EXPECT_EQ(row_blocks(10001, 132), 5001);
  EXPECT_EQ(row_blocks(1 << 20, 132), 64 * 132);
}

}  // namespace
}  // namespace ireplay
