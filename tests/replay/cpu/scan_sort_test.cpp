#include "replay/cpu/scan_sort.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
using Floats = std::vector<float>;
using Ints = std::vector<std::int64_t>;

// ---- scans and sorts

Floats scanned(ScanKind kind, const Floats& values) {
  ProgramBuilder b({static_cast<std::int64_t>(values.size())}, 0);
  const auto x = b.input(values);
  const auto out = b.output(DType::f32, static_cast<std::int64_t>(values.size()));
  const auto result = b.scan(kind, {b.load(x, b.index({1}))});
  b.store(out, b.index({1}), result);
  b.run();
  return b.values<float>(out);
}

TEST(CpuScanSort, ScansAreInclusive) {
  EXPECT_EQ(scanned(ScanKind::sum, {1, 2, 3}), (Floats{1, 3, 6}));
  EXPECT_EQ(scanned(ScanKind::prod, {2, 3, -1}), (Floats{2, 6, -6}));
  EXPECT_EQ(scanned(ScanKind::max, {2, 1, 3}), (Floats{2, 2, 3}));
  EXPECT_EQ(scanned(ScanKind::min, {2, 1, 3}), (Floats{2, 1, 1}));
  EXPECT_EQ(scanned(ScanKind::sum, {16777216, 1, 1}), (Floats{16777216, 16777216, 16777218}));
  EXPECT_EQ(scanned(ScanKind::logaddexp, {-kInf, 0, 0, kInf}),
            (Floats{-kInf, 0, static_cast<float>(std::log(2.0)), kInf}));
}

TEST(CpuScanSort, EachRowIsScannedAnew) {
  ProgramBuilder b({2, 2}, 1);
  const auto x = b.input(Ints{1, 2, 3, 4});
  const auto out = b.output(DType::i64, 4);
  b.store(out, b.index({2, 1}), b.scan(ScanKind::sum, {b.load(x, b.index({2, 1}))}));
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out), (Ints{1, 3, 3, 7}));
}

Ints cumulative_positions(ScanKind kind, const Floats& values) {
  const auto count = static_cast<std::int64_t>(values.size());
  ProgramBuilder b({count}, 0);
  const auto x = b.input(values);
  const auto out = b.output(DType::i64, count);
  const auto position = b.index_expr(b.index({1}), DType::i64);
  b.store(out, b.index({1}), b.scan(kind, {b.load(x, b.index({1})), position}, 1));
  b.run();
  return b.values<std::int64_t>(out);
}

TEST(CpuScanSort, CumulativeExtremaTakeTheLaterIndexOfTies) {
  EXPECT_EQ(cumulative_positions(ScanKind::cummax, {1, 3, 3, 2}), (Ints{0, 1, 2, 2}));
  EXPECT_EQ(cumulative_positions(ScanKind::cummin, {3, 1, 2, 1}), (Ints{0, 1, 1, 3}));
  EXPECT_EQ(cumulative_positions(ScanKind::cummax, {1, kNaN, 5, kNaN, 2}), (Ints{0, 1, 1, 3, 3}));
}

TEST(CpuScanSort, ScansCombineByAProgram) {
  // (a, b) then (c, d): (a * c, b * c + d), the scan of a linear recurrence
  ProgramBuilder b({3}, 0);
  const auto x = b.input(Floats{2, 3, 4}), y = b.input(Floats{1, 1, 1});
  const auto out = b.output(DType::f32, 3);
  CombineProgram combine;
  combine.members = 2;
  const auto row = [](std::string_view name, ValueId left, ValueId right) {
    Instruction at = ProgramBuilder::with_operands(Opcode::scalar, {left, right});
    at.op = find_scalar_op(name).value();
    return at;
  };
  combine.instructions = {row("mul", 0, 2), row("mul", 1, 2), row("add", 5, 3)};
  combine.results = {4, 6};
  b.program.combines.push_back(combine);
  const auto result = b.scan(ScanKind::program, {b.load(x, b.index({1})), b.load(y, b.index({1}))}, 1);
  b.program.instructions[result].extra = 0;
  b.store(out, b.index({1}), result);
  b.run();
  EXPECT_EQ(b.values<float>(out), (Floats{1, 4, 17}));
}

TEST(CpuScanSort, AProgramCarriesUpToFourValues) {
  // running sum, product and number of elements, and the one before the last
  ProgramBuilder b({4}, 0);
  const auto x = b.input(Floats{2, 3, 4, 5});
  const auto value = b.load(x, b.index({1}));
  const auto one = b.constant(DType::f32, 1);
  CombineProgram combine;
  combine.members = 4;
  const auto row = [](std::string_view name, ValueId left, ValueId right) {
    Instruction at = ProgramBuilder::with_operands(Opcode::scalar, {left, right});
    at.op = find_scalar_op(name).value();
    return at;
  };
  combine.instructions = {row("add", 0, 4), row("mul", 1, 5), row("add", 2, 6)};
  combine.results = {8, 9, 10, 0};
  b.program.combines.push_back(combine);
  std::vector<std::int32_t> outputs;
  for (int member = 0; member < 4; ++member) {
    const auto result = b.scan(ScanKind::program, {value, value, one, value}, member);
    b.program.instructions[result].extra = 0;
    outputs.push_back(b.output(DType::f32, 4));
    b.store(outputs.back(), b.index({1}), result);
  }
  b.run();
  EXPECT_EQ(b.values<float>(outputs[0]), (Floats{2, 5, 9, 14}));
  EXPECT_EQ(b.values<float>(outputs[1]), (Floats{2, 6, 24, 120}));
  EXPECT_EQ(b.values<float>(outputs[2]), (Floats{1, 2, 3, 4}));
  EXPECT_EQ(b.values<float>(outputs[3]), (Floats{2, 2, 5, 9}));
}

struct SortCase {
  bool descending;
  Ints order;
};

TEST(CpuScanSort, SortsAreStableWithNanAsTheLargest) {
  const Floats keys{2, kNaN, 1, 2, kNaN, -0.0f, 0.0f};
  for (const SortCase& at : {SortCase{false, {2, 5, 6, 0, 3, 1, 4}}, SortCase{true, {1, 4, 0, 3, 2, 5, 6}}}) {
    ProgramBuilder b({7}, 0);
    const auto x = b.input(keys);
    const auto order = b.output(DType::i64, 7);
    const auto key = b.load(x, b.index({1})), position = b.index_expr(b.index({1}), DType::i64);
    const auto sorted = b.sort({key, position}, at.descending, 1);
    b.stage(true);
    b.store(order, b.index({1}), sorted);
    b.run();
    Ints expected = at.order;
    if (!at.descending) expected = {5, 6, 2, 0, 3, 1, 4};
    EXPECT_EQ(b.values<std::int64_t>(order), expected);
  }
}

TEST(CpuScanSort, SortedValuesFeedLaterStages) {
  ProgramBuilder b({2, 3}, 1);
  const auto x = b.input(Ints{3, 1, 2, 9, 8, 7});
  const auto out = b.output(DType::i64, 6);
  const auto sorted = b.sort({b.load(x, b.index({3, 1}))}, false);
  b.stage(true);
  b.store(out, b.index({3, 1}), b.scalar("add", {sorted, b.constant(DType::i64, 1)}));
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out), (Ints{2, 3, 4, 8, 9, 10}));
}

}  // namespace
}  // namespace ireplay
