#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "tests/support/loop_cases.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kWords = 53;  // rows of a table

ValueId wrapped(ProgramBuilder& b, ValueId index, std::int64_t size, bool checked = true) {
  Instruction wrap = ProgramBuilder::with_operands(Opcode::indirect, {index});
  wrap.dtype = DType::i64;
  wrap.immediate.i = size;
  wrap.flag = checked;
  return b.add(wrap, "indirect");
}

/// The index `affine`, and `coefficient` times a value.
IndexId with_value(ProgramBuilder& b, IndexId affine, ValueId value, std::int64_t coefficient) {
  IndexExpr at = b.program.indices[static_cast<std::size_t>(affine)];
  const IndexExpr of_value = b.program.indices[static_cast<std::size_t>(b.value_index(value, coefficient))];
  at.terms.insert(at.terms.end(), of_value.terms.begin(), of_value.terms.end());
  b.program.indices.push_back(at);
  return static_cast<IndexId>(b.program.indices.size()) - 1;
}

/// Indices of both signs, as the type asks for.
std::int32_t indices(ProgramBuilder& b, DType dtype, std::int64_t count, std::int64_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::int64_t> wide(static_cast<std::size_t>(count));
  for (std::int64_t& index : wide)
    index = static_cast<std::int64_t>(random() % static_cast<unsigned>(2 * size)) - size;
  if (dtype == DType::i64) return b.input(wide);
  return b.input(std::vector<std::int32_t>(wide.begin(), wide.end()));
}

/// Of random elements.
std::int32_t table(ProgramBuilder& b, DType dtype, std::int64_t count) {
  std::vector<float> floats = some_floats(count, 21);
  if (is_floating(dtype)) return b.input_as(dtype, floats);
  const auto as = [&]<class T>(T) {
    std::vector<T> values;
    for (const float number : floats) values.push_back(static_cast<T>(std::lround(number * 1000)));
    return b.input(values);
  };
  if (dtype == DType::i64) return as(std::int64_t{});
  if (dtype == DType::i32) return as(std::int32_t{});
  if (dtype == DType::u8) return as(std::uint8_t{});
  if (dtype == DType::i16) return as(std::int16_t{});
  std::vector<std::uint8_t> bits;
  for (const float number : floats) bits.push_back(number > 0 ? 1 : 0);
  const std::int32_t made = b.input(bits);
  b.program.buffers[static_cast<std::size_t>(made)].dtype = DType::boolean;
  return made;
}

constexpr DType kTables[] = {DType::f32, DType::bf16,    DType::f16, DType::i64,
                             DType::i32, DType::boolean, DType::u8,  DType::i16};
constexpr DType kIndices[] = {DType::i64, DType::i32};

/// Rows of a table: `stride` from row to row, from element `offset` on.
struct Rows {
  std::int64_t tokens, width, stride, offset;
};
constexpr Rows kRows[] = {{37, 1024, 1024, 0}, {200, 768, 768, 0},  {37, 640, 648, 8}, {37, 640, 641, 0},
                          {37, 640, 640, 1},   {50, 12, 12, 0},     {51, 20, 24, 4},   {40, 6, 8, 0},
                          {100, 3, 4, 0},      {33, 1001, 1008, 0}, {16, 2, 2, 0}};

std::string text(const Rows& rows, DType dtype, DType index) {
  return std::string(info(dtype).name) + " by " + std::string(info(index).name) + ", " +
         std::to_string(rows.tokens) + " rows of " + std::to_string(rows.width) + " " +
         std::to_string(rows.stride) + " apart";
}

}  // namespace

void gathered_rows(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : kTables)
    for (const DType index : kIndices)
      for (const Rows& rows : kRows) {
        ProgramBuilder b({rows.tokens, rows.width}, 2);
        const ValueId token = b.load(indices(b, index, rows.tokens, kWords, 22), b.index({1, 0}));
        const IndexId at =
            with_value(b, b.index({0, 1}, rows.offset), wrapped(b, token, kWords), rows.stride);
        const ValueId x = b.load(table(b, dtype, rows.offset + kWords * rows.stride), at);
        b.store(b.output(dtype, rows.tokens * rows.width), b.index({rows.width, 1}), x);
        expect_agreement(b, 0, text(rows, dtype, index));
      }
}

void sums_of_gathered_rows(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16, DType::f16})
    for (const Rows& rows : kRows) {
      ProgramBuilder b({rows.tokens, rows.width}, 1);
      const IndexId own = b.index({1, 0}), all = b.index({rows.width, 1});
      const ValueId token = b.load(indices(b, DType::i64, rows.tokens, kWords, 23), own);
      const IndexId at = with_value(b, b.index({0, 1}, rows.offset), wrapped(b, token, kWords), rows.stride);
      const ValueId x = b.load(table(b, dtype, rows.offset + kWords * rows.stride), at);
      const ValueId y = b.load(b.input_as(dtype, some_floats(rows.tokens * rows.width, 24)), all);
      const ValueId sum = b.scalar("add", {x, y});
      const ValueId top = b.reduce(ReduceKind::max, {sum}, DType::f32);
      b.stage(true);
      b.store(b.output(dtype, rows.tokens * rows.width), all, b.scalar("sub", {sum, top}));
      expect_agreement(b, 0, text(rows, dtype, DType::i64));
    }
}

void gathered_elements(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : kTables)
    for (const DType index : kIndices)
      for (const bool masked : {false, true})
        for (const std::int64_t columns : {1024, 640, 100, 33, 3}) {
          const std::int64_t rows = 40;
          ProgramBuilder b({rows, columns}, 2);
          const IndexId all = b.index({columns, 1});
          const ValueId column =
              wrapped(b, b.load(indices(b, index, rows * columns, columns, 25), all), columns);
          const ValueId mask = masked ? b.scalar("gt", {b.load(b.input(some_floats(rows * columns, 26)), all),
                                                        b.constant(DType::f32, 0)})
                                      : kNone;
          const std::int32_t from = table(b, dtype, rows * columns);
          const ValueId of_row = b.load(from, with_value(b, b.index({columns, 0}), column, 1), mask),
                        of_column = b.load(from, with_value(b, b.index({0, 1}), column, 1), mask),
                        of_first = b.load(from, b.value_index(column), mask);
          for (const ValueId value : {of_row, of_column, of_first})
            b.store(b.output(dtype, rows * columns), all, value);
          expect_agreement(b, 0,
                           std::string(info(dtype).name) + " by " + std::string(info(index).name) +
                               (masked ? ", masked, " : ", ") + std::to_string(columns) + " columns");
        }
}

void gathers_at_computed_indices(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::bf16, DType::f32})
    for (const std::int64_t width : {64, 1024}) {
      const std::int64_t tokens = 65;
      ProgramBuilder b({tokens, width}, 2);
      const IndexId own = b.index({1, 0}), all = b.index({width, 1});
      const ValueId a = wrapped(b, b.load(indices(b, DType::i64, tokens, kWords, 27), own), kWords),
                    c = wrapped(b, b.load(indices(b, DType::i32, tokens, kWords, 28), own), kWords);
      const std::int32_t from = table(b, dtype, 2 * kWords * width + 8);
      // vectors: an index that is gathered itself, sums of multiples; none: multiples of two
      const ValueId again =
          wrapped(b, b.load(indices(b, DType::i64, kWords, kWords, 29), b.value_index(a)), kWords);
      const ValueId both = b.scalar("add", {b.scalar("mul", {a, b.constant(DType::i64, 8)}),
                                            b.scalar("mul", {c, b.constant(DType::i64, 16)})});
      const ValueId even = b.scalar("mul", {a, b.constant(DType::i64, 2)});
      const ValueId least =
          b.scalar("minimum", {b.scalar("mul", {a, b.constant(DType::i64, 24)}), b.constant(DType::i64, 32)});
      ValueId sum = b.load(from, with_value(b, b.index({0, 1}), again, width));
      for (const ValueId moved : {both, even, least})
        sum = b.scalar("maximum", {sum, b.load(from, with_value(b, b.index({0, 1}), moved, 1))});
      sum = b.scalar("maximum", {sum, b.load(from, with_value(b, b.index({0, 1}, 8), a, width))});
      b.store(b.output(dtype, tokens * width), all, sum);
      expect_agreement(b, 0, std::string(info(dtype).name) + " in rows of " + std::to_string(width));
    }
}

void repeated_elements(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : kTables)
    for (const std::int64_t columns : {1024, 640, 100, 12, 6}) {
      const std::int64_t rows = 70;
      ProgramBuilder b({rows, columns}, 2);
      const std::int32_t from = table(b, dtype, 3 * rows);
      for (const std::int64_t stride : {1, 3})
        b.store(b.output(dtype, rows * columns), b.index({columns, 1}), b.load(from, b.index({stride, 0})));
      expect_agreement(b, 0, std::string(info(dtype).name) + " along " + std::to_string(columns));
    }
}

ProgramBuilder gather_with_one_bad_index(const BadGather& bad) {
  ProgramBuilder b({bad.rows, bad.width}, 2);
  std::vector<std::int64_t> tokens(static_cast<std::size_t>(bad.rows), 1);
  tokens[static_cast<std::size_t>(bad.bad_row)] = bad.index;
  // unchecked ones have to be few to be computed with in 32 bits
  const std::int32_t from_tokens =
      bad.checked ? b.input(tokens) : b.input(std::vector<std::int16_t>(tokens.begin(), tokens.end()));
  ValueId row = b.load(from_tokens, b.index({1, 0}));
  if (bad.checked) row = wrapped(b, row, kWords);
  const std::int32_t from = table(b, bad.dtype, kWords * bad.width - bad.missing);
  const ValueId x = b.load(from, with_value(b, b.index({0, 1}), row, bad.stride));
  b.store(b.output(bad.dtype, bad.rows * bad.width), b.index({bad.width, 1}), x);
  return b;
}

}  // namespace ireplay
