// How indices are computed on the device, evaluated on the host: these tests need no GPU, only the CUDA
// build.
#include "replay/cuda/interpreter/machine_index.hpp"

#include <gtest/gtest.h>

#include <random>

#include "replay/cuda/interpreter/tiles.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

std::int64_t quotient(std::int64_t n, const IndexDigit& digit, bool wide) {
  const auto product = static_cast<unsigned __int128>(n) * digit.magic;
  return static_cast<std::int64_t>(product >> (wide ? 64 : 32) >> digit.shift);
}

TEST(CudaIndex, DividesByMultiplying) {
  std::mt19937_64 random(1);
  for (const bool wide : {false, true})
    for (int round = 0; round < 20000; ++round) {
      const int bits = 1 + static_cast<int>(random() % (wide ? 62 : 30));
      const auto divisor = static_cast<std::int64_t>(2 + random() % (std::uint64_t{1} << bits));
      IndexDigit digit;
      set_divisor(digit, divisor, wide);
      const std::int64_t limit = wide ? INT64_MAX : INT32_MAX;
      for (const std::int64_t n :
           {std::int64_t{0}, divisor - 1, divisor, std::min(limit, 2 * divisor - 1), limit,
            static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit))})
        ASSERT_EQ(quotient(n, digit, wide), n / divisor) << n << " / " << divisor << (wide ? " wide" : "");
    }
}

std::int64_t along(const std::vector<IndexDigit>& digits, std::int64_t coordinate) {
  std::int64_t sum = 0;
  for (const IndexDigit& digit : digits) {
    if (digit.extent == 0) return sum + coordinate * digit.stride;
    const std::int64_t left = quotient(coordinate, digit, false);
    sum += (coordinate - left * static_cast<std::int64_t>(digit.extent)) * digit.stride;
    coordinate = left;
  }
  return sum;
}

TEST(CudaIndex, GroupsComeToTheSameAsVariables) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> ranges, coefficients;
    std::int64_t points = 1;
    for (int d = 0; d < 4; ++d) {
      ranges.push_back(1 + static_cast<std::int64_t>(random() % 6));
      coefficients.push_back(static_cast<std::int64_t>(random() % 4) - 1);
      points *= ranges.back();
    }
    const MachineIndex index = make_index({ranges, 4, false, false}, 7, coefficients);
    for (std::int64_t point = 0; point < points; ++point) {
      std::int64_t want = 7, rest = point;
      for (int d = 4; d-- > 0; rest /= ranges[static_cast<std::size_t>(d)])
        want += rest % ranges[static_cast<std::size_t>(d)] * coefficients[static_cast<std::size_t>(d)];
      ASSERT_EQ(index.offset + along(index.item_digits, point), want)
          << "round " << round << ", point " << point;
    }
  }
}

TEST(CudaIndex, DivisionsOfThePlacesComeToTheSameAsGroups) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> ranges, coefficients;
    for (int d = 0; d < 5; ++d) {
      ranges.push_back(1 + static_cast<std::int64_t>(random() % 5));
      coefficients.push_back(static_cast<std::int64_t>(random() % 5) - 1);
    }
    const MachineIndex index = make_index({ranges, 3, round % 2 == 0, false}, 7, coefficients);
    const DividedIndex divisions = divided(index);
    const bool turned = round % 2 == 0;  // the reduction's two variables are the items'
    const std::int64_t parallel = ranges[0] * ranges[1] * ranges[2], reduced = ranges[3] * ranges[4];
    for (std::int64_t item = 0; item < (turned ? reduced : parallel); ++item)
      for (std::int64_t other = 0; other < (turned ? parallel : reduced); ++other) {
        std::int64_t sum = divisions.inner * item + divisions.away * other;
        for (const DividedIndex::Division& at : divisions.divisions)
          sum += at.skip * quotient(at.of_other ? other : item, at.by, false);
        ASSERT_EQ(sum, along(index.item_digits, item) + along(index.other_digits, other))
            << "round " << round << ", item " << item << ", other " << other;
      }
  }
}

TEST(CudaIndex, PlacesThatNeverReachADivisorAreNotDivided) {
  MachineIndex index;
  for (const auto& [extent, stride] :
       {std::pair{std::uint64_t{1} << 20, 1}, {std::uint64_t{1} << 20, 2}, {0, 3}})
    index.item_digits.emplace_back().extent = extent, index.item_digits.back().stride = stride;
  ASSERT_EQ(divided(index).divisions.size(), 1u) << "2^40 is beyond words of 32 bits";
}

TEST(CudaIndex, NeighboursThatFitAreOneGroup) {
  const MachineIndex dense = make_index({{4, 5, 6}, 3, false, false}, 0, {30, 6, 1});
  ASSERT_EQ(dense.item_digits.size(), 1u);
  EXPECT_EQ(dense.item_digits[0].extent, 0u) << "nothing to divide";
  const MachineIndex row = make_index({{4, 5, 6}, 3, false, false}, 0, {0, 0, 1});
  ASSERT_EQ(row.item_digits.size(), 1u);
  EXPECT_EQ(row.item_digits[0].extent, 6u) << "what lies outside of the row is dropped";
}

TEST(CudaIndex, StepsLeadFromAThreadsFirstVectorToTheOthersInEveryTile) {
  std::mt19937 random(4);
  int found = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> ranges, coefficients;
    for (int d = 0; d < 3; ++d) {
      ranges.push_back(d == 0 ? 64 : std::int64_t{1} << random() % 8);
      if (random() % 3 == 0) ranges.back() *= 3;
      coefficients.push_back(random() % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % 100));
    }
    coefficients.back() = 1;
    const MachineIndex index = make_index({ranges, 3, false, false}, 0, coefficients);
    const int items = random() % 2 == 0 ? 16 : 32, threads = random() % 2 == 0 ? 32 : 24;
    const int vector_items = random() % 2 == 0 ? 4 : 8;
    const auto steps = vector_steps(index.item_digits, items, threads, vector_items);
    if (!steps) continue;
    ++found;
    const std::int64_t tile = std::int64_t{items} * threads, points = ranges[0] * ranges[1] * ranges[2];
    for (std::int64_t first = 0; first + tile <= points; first += tile)
      for (std::int64_t rank = 0; rank < threads; ++rank)
        for (std::int64_t q = 0; q < items / 4; ++q) {
          const std::int64_t base = first + rank * vector_items;
          const std::int64_t odd = vector_items == 8 ? 4 : 4 * threads, even = 8 * threads;
          ASSERT_EQ(along(index.item_digits, base + q % 2 * odd + q / 2 * even),
                    along(index.item_digits, base) + q % 2 * steps->odd + q / 2 * steps->even)
              << "round " << round << ", vector_items " << q << " of thread " << rank << " from " << first;
        }
  }
  EXPECT_GT(found, 30);
}

TEST(CudaIndex, RowsThatDivideATileGoInSteps) {
  const MachineIndex bias = make_index({{8192, 4096}, 2, false, false}, 0, {0, 1});
  EXPECT_TRUE(vector_steps(bias.item_digits, 32, 128, 8).has_value());
  const MachineIndex odd_bias = make_index({{8192, 768}, 2, false, false}, 0, {0, 1});
  EXPECT_FALSE(vector_steps(odd_bias.item_digits, 32, 128, 8).has_value());
  EXPECT_TRUE(vector_steps(odd_bias.item_digits, 32, 96, 8).has_value())
      << "four rows of 768 are a tile of 96 threads";
}

TEST(CudaTiles, VisitTheSameElementsInAnotherOrder) {
  ProgramBuilder b({32, 48}, 2);
  const IndexId turned = b.index({1, 32}), straight = b.index({48, 1});
  b.store(b.output(DType::f32, 32 * 48), straight, b.load(b.output(DType::f32, 32 * 48), turned));
  const auto tiled = tiled_for_transposes(b.program);
  ASSERT_TRUE(tiled.has_value());
  EXPECT_EQ(tiled->ranges, (std::vector<std::int64_t>{1, 3, 32, 16}));
  EXPECT_EQ(tiled->parallel, 4);
  for (std::int64_t i = 0; i < 32; ++i)
    for (std::int64_t j = 0; j < 48; ++j) {
      const std::int64_t variables[] = {i / 32, j / 16, i % 32, j % 16};
      ASSERT_EQ(evaluate(*tiled, turned, variables, nullptr), i + 32 * j);
      ASSERT_EQ(evaluate(*tiled, straight, variables, nullptr), 48 * i + j);
    }
}

TEST(CudaTiles, LeaveAloneWhatLiesAlongOneVariable) {
  ProgramBuilder b({32, 48}, 2);
  b.store(b.output(DType::f32, 32 * 48), b.index({48, 1}), b.load(b.output(DType::f32, 48), b.index({0, 1})));
  EXPECT_FALSE(tiled_for_transposes(b.program).has_value());
}

}  // namespace
}  // namespace ireplay
