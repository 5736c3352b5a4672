#include "replay/plan/masked_index.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/program_builder.hpp"
#include "tests/support/test_seed.hpp"

namespace ireplay {
namespace {

struct Masked {
  ProgramBuilder builder;

  explicit Masked(std::vector<std::int64_t> ranges)
      : builder(ranges, static_cast<std::int32_t>(ranges.size())) {}

  ValueId compare(const char* op, IndexId index, std::int64_t limit) {
    return builder.scalar(op, {builder.index_expr(index, DType::i64),
                               builder.constant(DType::i64, static_cast<double>(limit))});
  }
  ValueId both(ValueId a, ValueId b) { return builder.scalar("bitwise_and", {a, b}); }
  bool is_inside(ValueId mask, IndexId index, std::int64_t extent) const {
    return is_inside_where(builder.program, mask, index, extent);
  }
};

TEST(MaskedIndex, PaddingAndConcatenationStayInside) {
  Masked pad({4, 66});
  const IndexId shifted = pad.builder.index({64, 1}, -1), place = pad.builder.index({0, 1}, -1);
  const ValueId first = pad.compare("ge", place, 0), last = pad.compare("lt", place, 64);
  EXPECT_TRUE(pad.is_inside(pad.both(first, last), shifted, 4 * 64));
  EXPECT_FALSE(pad.is_inside(first, shifted, 4 * 64));
  EXPECT_FALSE(pad.is_inside(last, shifted, 4 * 64));
  EXPECT_FALSE(pad.is_inside(pad.both(first, last), shifted, 4 * 64 - 1));
  EXPECT_FALSE(pad.is_inside(kNone, shifted, 4 * 64));

  Masked concatenated({12, 47});
  const IndexId column = concatenated.builder.index({0, 1});
  EXPECT_TRUE(concatenated.is_inside(concatenated.compare("ge", column, 27),
                                     concatenated.builder.index({20, 1}, -27), 240));
  EXPECT_TRUE(concatenated.is_inside(concatenated.compare("gt", column, 26),
                                     concatenated.builder.index({20, 1}, -27), 240));
  EXPECT_TRUE(concatenated.is_inside(concatenated.compare("eq", column, 3),
                                     concatenated.builder.index({0, -1}, 3), 1));
  EXPECT_TRUE(concatenated.is_inside(concatenated.compare("lt", column, 0),
                                     concatenated.builder.index({0, 1}, 1000), 1))
      << "where nothing is, nothing is outside";
}

TEST(MaskedIndex, AConditionOnSeveralVariablesTogether) {
  Masked split({64, 9, 116509});  // 9 * 116509 is 5 more than 1048576
  const ValueId mask = split.compare("lt", split.builder.index({0, 116509, 1}), 1048576);
  const IndexId index = split.builder.index({1048576, 116509, 1});
  EXPECT_TRUE(split.is_inside(mask, index, 64 * 1048576));
  EXPECT_FALSE(split.is_inside(mask, index, 64 * 1048576 - 1));
  EXPECT_TRUE(split.is_inside(mask, split.builder.index({2097152, 233018, 2}), 64 * 2097152));
  EXPECT_FALSE(split.is_inside(mask, split.builder.index({1048576, 116509, 2}), 64 * 1048576));
}

TEST(MaskedIndex, WhatIsNotUnderstoodIsNoPromise) {
  Masked masked({8, 8});
  const IndexId index = masked.builder.index({1, 1}, -4);
  const ValueId known = masked.compare("ge", index, 0), other = masked.compare("lt", index, 8);
  EXPECT_TRUE(masked.is_inside(masked.both(known, other), masked.builder.index({0, 1}), 8));
  EXPECT_FALSE(masked.is_inside(masked.builder.scalar("bitwise_or", {known, other}), index, 8));
  EXPECT_FALSE(masked.is_inside(masked.compare("ne", index, 0), index, 8));
  Masked huge({std::int64_t{1} << 60});
  EXPECT_FALSE(huge.is_inside(huge.compare("lt", huge.builder.index({1}), 5), huge.builder.index({1}), 5));
}

/// Whatever is promised holds at every point.
TEST(MaskedIndex, PromisesHoldEverywhere) {
  const std::uint64_t seed = test_seed();
  std::mt19937_64 random(seed);
  const auto draw = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  constexpr const char* kOps[] = {"lt", "le", "gt", "ge", "eq"};
  int promises = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const std::int64_t n = draw(1, 6), m = draw(1, 6), extent = draw(1, 12);
    Masked masked({n, m});
    struct Condition {
      std::int64_t a, b, c, limit;
      int op;
    };
    std::vector<Condition> conditions;
    ValueId mask = kNone;
    for (std::int64_t k = draw(1, 4); k > 0; --k) {
      const Condition one{draw(-2, 2), draw(-2, 2), draw(-3, 3), draw(-5, 5), static_cast<int>(draw(0, 4))};
      conditions.push_back(one);
      const ValueId next =
          masked.compare(kOps[one.op], masked.builder.index({one.a, one.b}, one.c), one.limit);
      mask = mask == kNone ? next : masked.both(mask, next);
    }
    const std::int64_t x = draw(-3, 3), y = draw(-3, 3), z = draw(-6, 6);
    if (!masked.is_inside(mask, masked.builder.index({x, y}, z), extent)) continue;
    ++promises;
    for (std::int64_t i = 0; i < n; ++i)
      for (std::int64_t j = 0; j < m; ++j) {
        bool holds = true;
        for (const Condition& one : conditions) {
          const std::int64_t value = one.a * i + one.b * j + one.c;
          const bool results[] = {value<one.limit, value <= one.limit, value> one.limit, value >= one.limit,
                                  value == one.limit};
          holds = holds && results[one.op];
        }
        const std::int64_t at = x * i + y * j + z;
        ASSERT_TRUE(!holds || (at >= 0 && at < extent)) << "trial " << trial << " of seed " << seed;
      }
  }
  EXPECT_GT(promises, 100);
}

}  // namespace
}  // namespace ireplay
