#include "tests/support/loop_cases.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace ireplay {

std::vector<float> some_floats(std::int64_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(-2, 2);
  std::vector<float> values(static_cast<std::size_t>(count));
  for (float& value : values) value = uniform(random);
  return values;
}

namespace {

constexpr DType kStored[] = {DType::f64, DType::f32, DType::f16,     DType::bf16,     DType::i64,
                             DType::i32, DType::i16, DType::i8,      DType::u64,      DType::u32,
                             DType::u16, DType::u8,  DType::boolean, DType::f8e4m3fn, DType::f8e5m2};

struct Shape {
  std::int64_t points, elements;
};
constexpr Shape kShapes[] = {{1, 1},      {3, 5},     {7, 33},    {2, 5000}, {300, 2},
                             {1, 100000}, {1000, 64}, {64, 4096}, {5, 20001}};

}  // namespace

void conversions(const ExpectAgreement& expect_agreement) {
  for (const DType from : kStored)
    for (const DType to : kStored) {
      const std::int64_t count = 1003;
      ProgramBuilder b({count}, 1);
      const std::int32_t in = b.input(some_floats(count, 1)), middle = b.output(from, count),
                         out = b.output(to, count);
      const IndexId at = b.index({1});
      const ValueId value = b.convert(b.load(in, at), from, true);
      b.store(middle, at, value);
      b.store(out, at, b.convert(value, to, true));
      // unsigned types of a negative float are not the same everywhere
      if (info(from).kind == DTypeClass::unsigned_int || info(to).kind == DTypeClass::unsigned_int) continue;
      expect_agreement(b, 0, std::string(info(from).name) + " to " + std::string(info(to).name));
    }
}

void reductions(const ExpectAgreement& expect_agreement) {
  const struct {
    ReduceKind kind;
    int results;
    DType dtype;
  } kinds[] = {{ReduceKind::sum, 1, DType::f32},
               {ReduceKind::max, 1, DType::f32},
               {ReduceKind::min, 1, DType::f32},
               {ReduceKind::any, 1, DType::boolean},
               {ReduceKind::argmax, 1, DType::i64},
               {ReduceKind::argmin, 1, DType::i64},
               {ReduceKind::welford_reduce, 3, DType::f32},
               {ReduceKind::online_softmax_reduce, 2, DType::f32},
               {ReduceKind::argmax_with_value, 2, DType::f32},
               {ReduceKind::fmax, 1, DType::f32}};
  for (const Shape shape : kShapes)
    for (const bool across : {false, true})
      for (const auto& kind : kinds) {
        ProgramBuilder b({shape.points, shape.elements}, 1);
        const std::int32_t in = b.input(some_floats(shape.points * shape.elements, 2));
        const ValueId x = b.load(in, across ? b.index({1, shape.points}) : b.index({shape.elements, 1}));
        std::vector<ValueId> results;
        for (int k = 0; k < kind.results; ++k) {
          const bool position = kind.kind == ReduceKind::argmax_with_value && k == 1;
          results.push_back(b.reduce(kind.kind, {x}, position ? DType::i64 : kind.dtype, k));
        }
        b.stage(false);
        for (const ValueId result : results)
          b.store(b.output(b.type(result), shape.points), b.index({1, 0}), result);
        expect_agreement(b, 2e-5 * std::sqrt(static_cast<double>(shape.elements)),
                         std::string(to_text(kind.kind)) + (across ? " across " : " along ") +
                             std::to_string(shape.points) + "x" + std::to_string(shape.elements));
      }
}

void integer_reductions(const ExpectAgreement& expect_agreement) {
  for (const Shape shape : kShapes)
    for (const ReduceKind kind : {ReduceKind::sum, ReduceKind::prod, ReduceKind::max, ReduceKind::xor_sum}) {
      std::vector<std::int32_t> values(static_cast<std::size_t>(shape.points * shape.elements));
      std::mt19937 random(3);
      for (auto& value : values) value = static_cast<std::int32_t>(random());
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const ValueId x = b.load(b.input(values), b.index({shape.elements, 1}));
      const ValueId narrow = b.reduce(kind, {x}, DType::i32), wide = b.reduce(kind, {x}, DType::i64);
      b.stage(false);
      b.store(b.output(DType::i32, shape.points), b.index({1, 0}), narrow);
      b.store(b.output(DType::i64, shape.points), b.index({1, 0}), wide);
      expect_agreement(b, 0, std::string(to_text(kind)) + " of " + std::to_string(shape.elements));
    }
}

void later_stages(const ExpectAgreement& expect_agreement) {
  for (const Shape shape : kShapes)
    for (const bool across : {false, true}) {
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const IndexId all = across ? b.index({1, shape.points}) : b.index({shape.elements, 1});
      const ValueId x = b.load(b.input(some_floats(shape.points * shape.elements, 4)), all);
      const ValueId top = b.reduce(ReduceKind::max, {x}, DType::f32);
      b.stage(true);
      const ValueId raised = b.scalar("exp", {b.scalar("sub", {x, top})});
      const ValueId total = b.reduce(ReduceKind::sum, {raised}, DType::f32);
      b.stage(false);
      const ValueId inverse = b.scalar("reciprocal", {total});
      b.stage(true);
      b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scalar("mul", {raised, inverse}));
      expect_agreement(b, 1e-5,
                       "softmax " + std::to_string(shape.points) + "x" + std::to_string(shape.elements));
    }
}

void overwriting(const ExpectAgreement& expect_agreement) {
  for (const Shape shape : kShapes) {
    ProgramBuilder b({shape.points, shape.elements}, 1);
    const IndexId all = b.index({shape.elements, 1});
    const std::int32_t memory = b.input(some_floats(shape.points * shape.elements, 5));
    const ValueId x = b.load(memory, all);
    b.store(memory, all, b.scalar("mul", {x, b.constant(DType::f32, 3)}));
    const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
    b.stage(true);
    b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scalar("add", {x, total}));
    expect_agreement(b, 1e-4,
                     "in place " + std::to_string(shape.points) + "x" + std::to_string(shape.elements));
  }
}

void scans(const ExpectAgreement& expect_agreement) {
  for (const Shape shape : kShapes)
    for (const ScanKind kind :
         {ScanKind::sum, ScanKind::max, ScanKind::logaddexp, ScanKind::cummax, ScanKind::cummin}) {
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const IndexId all = b.index({shape.elements, 1});
      const ValueId x = b.load(b.input(some_floats(shape.points * shape.elements, 6)), all);
      const bool pair = kind == ScanKind::cummax || kind == ScanKind::cummin;
      b.store(b.output(DType::f32, shape.points * shape.elements), all, b.scan(kind, {x}));
      if (pair) b.store(b.output(DType::i64, shape.points * shape.elements), all, b.scan(kind, {x}, 1));
      expect_agreement(b, 1e-4 * std::sqrt(static_cast<double>(shape.elements)),
                       std::string(to_text(kind)) + " " + std::to_string(shape.points) + "x" +
                           std::to_string(shape.elements));
    }
}

void scans_of_columns(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16, DType::i64})
    for (const Shape shape : {Shape{64, 33}, Shape{100, 500}, Shape{7, 300}}) {
      const bool whole = dtype == DType::i64;
      ProgramBuilder b({shape.points, shape.elements}, 1);
      const IndexId across = b.index({1, shape.points});
      const ValueId x = b.load(b.input_as(dtype, some_floats(shape.points * shape.elements, 20)), across);
      b.store(b.output(dtype, shape.points * shape.elements), across,
              b.scan(whole ? ScanKind::min : ScanKind::sum, {x}));
      expect_agreement(b, dtype == DType::bf16 ? 1e-2 : 1e-3,
                       std::string(info(dtype).name) + " columns " + std::to_string(shape.points) + "x" +
                           std::to_string(shape.elements));
    }
}

/// What is scanned is computed, and what comes of it is read by its own stage and by the next.
void scans_in_stages(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t elements : {5, 64, 1000, 9000}) {
    const std::int64_t rows = 9;
    ProgramBuilder b({rows, elements}, 1);
    const IndexId all = b.index({elements, 1});
    const ValueId x = b.load(b.input(some_floats(rows * elements, 21)), all);
    const ValueId positive = b.convert(b.scalar("gt", {x, b.constant(DType::f32, 0)}), DType::i64);
    const ValueId count = b.scan(ScanKind::sum, {positive}, 0);
    const ValueId most = b.reduce(ReduceKind::max, {count}, DType::i64);
    b.store(b.output(DType::i64, rows * elements), all, b.scalar("mul", {count, positive}));
    b.stage(true);
    b.store(b.output(DType::i64, rows * elements), all, b.scalar("sub", {most, count}));
    expect_agreement(b, 0, "counts of " + std::to_string(elements));
  }
}

void atomic_additions(const ExpectAgreement& expect_agreement) {
  for (const DType dtype :
       {DType::f32, DType::f64, DType::i64, DType::i32, DType::i16, DType::i8, DType::u8}) {
    const std::int64_t count = 4001, bins = 13;
    std::vector<std::int64_t> places(static_cast<std::size_t>(count));
    for (std::size_t k = 0; k < places.size(); ++k) places[k] = static_cast<std::int64_t>(k * 7 % bins);
    ProgramBuilder b({count}, 1);
    Instruction wrap =
        ProgramBuilder::with_operands(Opcode::indirect, {b.load(b.input(places), b.index({1}))});
    wrap.dtype = DType::i64;
    wrap.immediate.i = bins;
    wrap.flag = true;
    const ValueId place = b.add(wrap, "indirect");
    const ValueId one = b.constant(compute_type(dtype), 1);
    b.store(b.output(dtype, bins), b.value_index(place), one, StoreMode::atomic_add);
    expect_agreement(b, 0, std::string(info(dtype).name));
  }
}

void divided_indices(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t count : {1, 100, 4097, 70000}) {
    ProgramBuilder b({count}, 1);
    const IndexId at = b.index({1}), seven = b.index({}, 7);
    const IndexId group = b.atom_index(AtomKind::floordiv, at, seven),
                  rest = b.atom_index(AtomKind::mod, at, seven);
    const ValueId sum = b.scalar("add", {b.index_expr(group, DType::i64), b.index_expr(rest, DType::i64)});
    b.store(b.output(DType::i64, count), at, sum);
    b.store(b.output(DType::f32, count), at, b.load(b.input(some_floats(count, 7)), group));
    expect_agreement(b, 0, std::to_string(count));
  }
}

void transposed_operands(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t side : {16, 48, 100, 512}) {
    ProgramBuilder b({side, side}, 2);
    const ValueId x = b.load(b.input(some_floats(side * side, 8)), b.index({1, side}));
    const ValueId y = b.load(b.input(some_floats(side * side, 9)), b.index({side, 1}));
    b.store(b.output(DType::bf16, side * side), b.index({side, 1}), b.scalar("sub", {x, y}));
    expect_agreement(b, 0, std::to_string(side));
  }
}

/// Memory that is turned, with the order of what is read or of what is written first in the program.
void turned_memory(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16, DType::f64, DType::u8})
    for (const Shape shape : {Shape{64, 192}, Shape{40, 90}, Shape{128, 16}})
      for (const bool writes_in_order : {false, true}) {
        const std::int64_t images = 3, a = shape.points, c = shape.elements;
        ProgramBuilder b({images, a, c}, 3);
        const IndexId straight = b.index({a * c, c, 1}), turned = b.index({a * c, 1, a});
        const ValueId x =
            b.load(b.input_as(dtype, some_floats(images * a * c, 22)), writes_in_order ? turned : straight);
        const ValueId y = b.load(b.input_as(dtype, some_floats(a, 23)), b.index({0, 1, 0}));
        b.store(b.output(dtype, images * a * c), writes_in_order ? straight : turned,
                b.scalar("maximum", {x, y}));
        expect_agreement(b, 0,
                         std::string(info(dtype).name) + " " + std::to_string(a) + "x" + std::to_string(c) +
                             (writes_in_order ? " in order" : " turned"));
      }
}

/// Two operands behind each other along a dimension, both turned; which one it is follows from the index.
void turned_concatenations(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::f16})
    for (const std::int64_t channels : {64, 48, 20}) {
      const std::int64_t images = 3, places = 160, all = 2 * channels;
      ProgramBuilder b({images, all, places}, 3);
      const std::int64_t count = images * channels * places;
      const ValueId channel = b.index_expr(b.index({0, 1, 0}), DType::i64);
      const ValueId limit = b.constant(DType::i64, static_cast<double>(channels));
      const ValueId first = b.scalar("lt", {channel, limit}), second = b.scalar("ge", {channel, limit});
      const ValueId x =
          b.load(b.input_as(dtype, some_floats(count, 31)), b.index({channels * places, 1, channels}), first);
      const ValueId y = b.load(b.input_as(dtype, some_floats(count, 32)),
                               b.index({channels * places, 1, channels}, -channels), second);
      b.store(b.output(dtype, 2 * count), b.index({all * places, places, 1}),
              b.scalar("where", {first, x, y}));
      expect_agreement(b, 0, std::string(info(dtype).name) + " " + std::to_string(channels));
    }
}

/// An index that is cut: heads that lie apart in memory become columns beside each other.
void cut_ranges(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t length : {256, 96, 7}) {
    const std::int64_t heads = 8, width = 96;
    ProgramBuilder b({heads * length, width}, 2);
    const IndexId at = b.index({1, 0}), extent = b.index({}, length);
    const IndexId head = b.atom_index(AtomKind::floordiv, at, extent),
                  row = b.atom_index(AtomKind::mod, at, extent);
    IndexExpr place = {0, {{1, length}}};
    for (const auto& [index, factor] : {std::pair{head, width * length}, std::pair{row, std::int64_t{1}}})
      place.terms.push_back({b.program.indices[static_cast<std::size_t>(index)].terms[0].atom, factor});
    b.program.indices.push_back(place);
    const auto turned = static_cast<IndexId>(b.program.indices.size()) - 1;
    const ValueId x = b.load(b.input(some_floats(heads * length * width, 33)), turned);
    b.store(b.output(DType::bf16, heads * length * width), b.index({width, 1}), x);
    expect_agreement(b, 0, std::to_string(length));
  }
}

/// Rows of two operands, one of which lies row beside row: their moments, and a softmax.
void rows_of_turned_operands(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16})
    for (const Shape shape : {Shape{196, 128}, Shape{40, 64}, Shape{33, 600}})
      for (const bool softmax : {false, true}) {
        const std::int64_t images = 3, rows = shape.points, width = shape.elements,
                           all = images * rows * width;
        ProgramBuilder b({images, rows, width}, 2);
        const IndexId straight = b.index({rows * width, width, 1});
        const ValueId x = b.load(b.input_as(dtype, some_floats(all, 35)), b.index({rows * width, 1, rows}));
        const ValueId y = b.scalar("add", {x, b.load(b.input_as(dtype, some_floats(all, 36)), straight)});
        if (softmax) {
          const ValueId top = b.reduce(ReduceKind::max, {y}, DType::f32);
          b.stage(true);
          const ValueId power = b.scalar("exp", {b.scalar("sub", {y, top})});
          const ValueId sum = b.reduce(ReduceKind::sum, {power}, DType::f32);
          b.stage(true);
          b.store(b.output(DType::f32, all), straight, b.scalar("truediv", {power, sum}));
        } else {
          const ValueId mean = b.reduce(ReduceKind::welford_reduce, {y}, DType::f32, 0);
          const ValueId m2 = b.reduce(ReduceKind::welford_reduce, {y}, DType::f32, 1);
          b.stage(false);
          b.store(b.output(DType::f32, images * rows), b.index({rows, 1}), mean);
          b.store(b.output(DType::f32, images * rows), b.index({rows, 1}), m2);
        }
        expect_agreement(b, 1e-3,
                         std::string(info(dtype).name) + " " + std::to_string(rows) + "x" +
                             std::to_string(width) + (softmax ? " softmax" : " moments"));
      }
}

/// Variances that were split: the last share is shorter, and its missing elements weigh nothing.
void moments_of_shares(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t columns : {512, 60})
    for (const bool rows : {false, true}) {
      const std::int64_t shares = 13, share = 121, elements = 1568;
      ProgramBuilder b({shares, columns, share}, 2);
      const IndexId place = b.index({share, 0, 1});
      const ValueId one = b.constant(DType::f32, 1), zero = b.constant(DType::f32, 0);
      const ValueId here = b.scalar(
          "lt", {b.index_expr(place, DType::i32), b.constant(DType::i32, static_cast<double>(elements))});
      const ValueId x =
          b.load(b.input_as(DType::bf16, some_floats(columns * elements, 34)),
                 rows ? b.index({share, elements, 1}) : b.index({share * columns, 1, columns}), here);
      const ValueId m2 = b.scalar("where", {here, zero, zero}), weight = b.scalar("where", {here, one, zero});
      std::array<ValueId, 3> results{};
      for (int k = 0; k < 3; ++k)
        results[static_cast<std::size_t>(k)] =
            b.reduce(ReduceKind::welford_combine, {x, m2, weight}, DType::f32, k);
      b.stage(false);
      for (const ValueId result : results)
        b.store(b.output(DType::f32, shares * columns), b.index({columns, 1}), result);
      expect_agreement(b, 1e-4, std::to_string(columns) + (rows ? " rows" : " columns"));
    }
}

void shares_of_long_rows(const ExpectAgreement& expect_agreement) {
  struct Cut {
    std::int64_t shares, share, elements;  // of a row; the last share has fewer
  };
  for (const Cut cut : {Cut{2, 9001, 18000}, Cut{3, 8203, 24602}, Cut{2, 18000, 32003}, Cut{1, 18011, 18011}})
    for (const bool exponentials : {false, true})
      for (const DType dtype : {DType::bf16, DType::f32}) {
        const std::int64_t rows = 2;
        ProgramBuilder b({rows, cut.shares, cut.share}, 2);
        const ValueId here = b.scalar("lt", {b.index_expr(b.index({0, cut.share, 1}), DType::i32),
                                             b.constant(DType::i32, static_cast<double>(cut.elements))});
        const ValueId x = b.load(b.input_as(dtype, some_floats(rows * cut.elements, 35)),
                                 b.index({cut.elements, cut.share, 1}), here);
        const ValueId of_row =
            b.load(b.input_as(DType::f32, some_floats(rows, 36)), b.index({1, 0, 0}), here);
        const double none = exponentials ? 0 : -std::numeric_limits<double>::infinity();
        const ValueId term = exponentials ? b.scalar("exp", {b.scalar("sub", {x, of_row})}) : x;
        const ValueId counted = b.scalar("where", {here, term, b.constant(DType::f32, none)});
        const ValueId result =
            b.reduce(exponentials ? ReduceKind::sum : ReduceKind::max, {counted}, DType::f32);
        b.stage(false);
        b.store(b.output(DType::f32, rows * cut.shares), b.index({cut.shares, 1}), result);
        expect_agreement(b, 1e-4,
                         std::string(info(dtype).name) + " " + std::to_string(cut.shares) + " shares of " +
                             std::to_string(cut.elements) + (exponentials ? ", exponentials" : ", largest"));
      }
}

void functions_beside_a_variable(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::bf16, DType::f32})
    for (const std::int64_t heads : {24, 6, 3})
      for (const bool heads_first : {true, false}) {
        const std::int64_t positions = 64, width = 32;
        const Dims ranges = heads_first ? Dims{heads, positions, width} : Dims{positions, heads, width};
        ProgramBuilder b(ranges, 3);
        const IndexId place = heads_first ? b.index({0, 1, 0}) : b.index({1, 0, 0});
        const ValueId angle =
            b.scalar("mul", {b.index_expr(place, DType::f32),
                             b.load(b.input_as(DType::f32, some_floats(width, 37)), b.index({0, 0, 1}))});
        const ValueId x =
            b.load(b.input_as(dtype, some_floats(heads * positions * width, 38)),
                   heads_first ? b.index({width, heads * width, 1}) : b.index({width, positions * width, 1}));
        const ValueId turned =
            b.scalar("add", {b.scalar("mul", {x, b.scalar("cos", {angle})}), b.scalar("sin", {angle})});
        b.store(b.output(dtype, heads * positions * width), b.index({ranges[1] * width, width, 1}), turned);
        expect_agreement(b, dtype == DType::f32 ? 1e-5 : 1e-2,
                         std::string(info(dtype).name) + " " + std::to_string(heads) +
                             (heads_first ? " heads of positions" : " heads beside a position"));
      }
}

void column_sums(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16, DType::f16})
    for (const Shape shape : {Shape{64, 20001}, Shape{1024, 300}, Shape{100, 5000}, Shape{41, 700}})
      for (const bool mean : {false, true}) {
        ProgramBuilder b({shape.points, shape.elements}, 1);
        const std::int32_t from = b.input_as(dtype, some_floats(shape.points * shape.elements, 10));
        const ValueId total =
            b.reduce(ReduceKind::sum, {b.load(from, b.index({1, shape.points}))}, DType::f32);
        b.stage(false);
        const ValueId count = b.constant(DType::f32, static_cast<double>(shape.elements));
        b.store(b.output(DType::f32, shape.points + 4), b.index({1, 0}, 4),
                mean ? b.scalar("truediv", {total, count}) : total);
        expect_agreement(b, 1e-3,
                         std::string(info(dtype).name) + " " + std::to_string(shape.points) + "x" +
                             std::to_string(shape.elements) + (mean ? ", mean" : ", sum"));
      }
}

void operands_used_twice(const ExpectAgreement& expect_agreement) {
  for (const DType dtype : {DType::f32, DType::bf16, DType::f16})
    for (const std::int64_t columns : {4096, 2048, 1024, 768, 320, 30}) {
      const std::int64_t rows = 40;
      ProgramBuilder b({rows, columns}, 2);
      const IndexId all = b.index({columns, 1});
      const ValueId x = b.load(b.input_as(dtype, some_floats(rows * columns, 11)), all);
      const ValueId y = b.load(b.input_as(dtype, some_floats(columns, 12)), b.index({0, 1}));
      const ValueId sum = b.scalar("maximum", {b.scalar("add", {x, y}), b.constant(DType::f32, 0.25)});
      b.store(b.output(dtype, rows * columns), all, b.scalar("sub", {b.scalar("mul", {y, sum}), y}));
      expect_agreement(b, 0, std::string(info(dtype).name) + " in rows of " + std::to_string(columns));
    }
}

void uniforms_of_rows(const ExpectAgreement& expect_agreement) {
  for (const std::int64_t columns : {4096, 2056, 640, 33})
    for (const DType dtype : {DType::f32, DType::bf16}) {
      const std::int64_t rows = 5;
      ProgramBuilder b({rows, columns}, 1);
      const IndexId all = b.index({columns, 1}), own = b.index({1, 0});
      const ValueId scale = b.load(b.input_as(dtype, some_floats(rows, 13)), own);
      const ValueId x = b.load(b.input_as(dtype, some_floats(rows * columns, 14)), all);
      const ValueId scaled = b.scalar("mul", {x, b.scalar("abs", {scale})});
      const ValueId top = b.reduce(ReduceKind::max, {scaled}, DType::f32);
      b.stage(false);
      const ValueId bound = b.scalar("maximum", {top, b.constant(DType::f32, 0.5)});
      b.store(b.output(dtype, rows), own, bound);
      b.stage(true);
      b.store(b.output(DType::f32, rows * columns), all, b.scalar("div_rn", {scaled, bound}));
      b.stage(false);
      b.store(b.output(DType::f32, rows), own, b.scalar("add", {bound, top}));
      expect_agreement(b, 0, std::string(info(dtype).name) + " in rows of " + std::to_string(columns));
    }
}

ProgramBuilder random_program(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(bound));
  };
  const bool plain = pick(2) == 0;  // only what the main interpreter knows
  const std::int64_t rows = 1 + pick(40), columns = pick(2) == 0 ? 8 * (1 + pick(40)) : 1 + pick(300);
  ProgramBuilder b({rows, columns}, 2);
  std::vector<ValueId> values;
  for (std::int64_t k = 0; k < 2 + pick(3); ++k) {
    const std::int64_t layout = pick(4);
    const IndexId at = layout == 0   ? b.index({columns, 1})
                       : layout == 1 ? b.index({1, rows})
                       : layout == 2 ? b.index({0, 1})
                                     : b.index({1, 0});
    values.push_back(b.load(b.input(some_floats(rows * columns, seed + static_cast<unsigned>(k))), at));
  }
  values.push_back(b.constant(DType::f32, 0.5));
  const char* binary[] = {"add", "sub", "mul", "maximum", "minimum", "div_rn"};
  const char* unary[] = {"neg", "abs", "relu", "sqrt", "square", "floor", "ceil", "sign"};
  for (std::int64_t k = 0; k < 3 + pick(40); ++k) {
    const auto any = [&] {
      return values[static_cast<std::size_t>(pick(static_cast<std::int64_t>(values.size())))];
    };
    const std::int64_t what = pick(10);
    if (what < 5)
      values.push_back(b.scalar(binary[pick(6)], {any(), any()}));
    else if (what < 8)
      values.push_back(b.scalar(unary[pick(plain ? 5 : 8)], {any()}));
    else
      values.push_back(b.scalar("where", {b.scalar("lt", {any(), any()}), any(), any()}));
  }
  for (std::int64_t k = 0; k < 1 + pick(2); ++k)
    b.store(b.output(std::array{DType::f32, DType::f16, DType::bf16}[static_cast<std::size_t>(pick(3))],
                     rows * columns),
            pick(4) == 0 ? b.index({1, rows}) : b.index({columns, 1}),
            values[values.size() - 1 - static_cast<std::size_t>(k)]);
  if (pick(4) == 0)
    b.store(b.output(DType::boolean, rows * columns), b.index({columns, 1}),
            b.scalar("lt", {values.back(), values.front()}));
  return b;
}

ProgramBuilder random_rows(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(bound));
  };
  const std::array stored{DType::f32, DType::bf16, DType::f16};
  const std::int64_t rows = 1 + pick(20);
  const std::int64_t columns = pick(3) == 0 ? 1 + pick(3000) : 8 * (1 + pick(600));
  ProgramBuilder b({rows, columns}, 1);
  const IndexId all = b.index({columns, 1}), along = b.index({0, 1});
  const auto operand = [&](IndexId at, std::int64_t count) {
    const DType dtype = stored[static_cast<std::size_t>(pick(3))];
    return b.load(b.input_as(dtype, some_floats(count, static_cast<unsigned>(random()))), at);
  };
  ValueId x = operand(all, rows * columns);
  for (std::int64_t k = pick(3); k > 0; --k)
    x = b.scalar(std::array{"add", "sub", "mul"}[static_cast<std::size_t>(pick(3))],
                 {x, operand(pick(2) == 0 ? all : along, rows * columns)});
  if (pick(2) == 0) {
    const ValueId mean = b.reduce(ReduceKind::welford_reduce, {x}, DType::f32, 0);
    const ValueId squares = b.reduce(ReduceKind::welford_reduce, {x}, DType::f32, 1);
    b.stage(false);
    const ValueId variance =
        b.scalar("truediv", {squares, b.constant(DType::f32, static_cast<double>(columns))});
    const ValueId scale = b.scalar("rsqrt", {b.scalar("add", {variance, b.constant(DType::f32, 1e-3)})});
    if (pick(2) == 0) b.store(b.output(DType::f32, rows), b.index({1, 0}), scale);
    b.stage(true);
    ValueId value = b.scalar("mul", {b.scalar("sub", {x, mean}), scale});
    if (pick(2) == 0) value = b.scalar("mul", {value, operand(along, columns)});
    if (pick(2) == 0) value = b.scalar("add", {operand(along, columns), value});
    b.store(b.output(stored[static_cast<std::size_t>(pick(3))], rows * columns), all, value);
    return b;
  }
  const ValueId top = b.reduce(ReduceKind::max, {x}, DType::f32);
  b.stage(true);
  const ValueId raised = b.scalar("exp", {b.scalar("sub", {x, top})});
  const ValueId total = b.reduce(ReduceKind::sum, {raised}, DType::f32);
  const bool by_row = pick(2) == 0;
  ValueId divisor = total;
  if (by_row) {
    b.stage(false);
    divisor = b.scalar("reciprocal", {total});
  }
  b.stage(true);
  const ValueId result = b.scalar(by_row ? "mul" : "truediv", {raised, divisor});
  b.store(b.output(stored[static_cast<std::size_t>(pick(3))], rows * columns), all,
          pick(2) == 0 ? result : b.scalar("add", {result, operand(all, rows * columns)}));
  return b;
}

void expect_elements(const HostBuffer& wanted, const std::byte* got_bytes, double rtol,
                     const std::string& what) {
  const std::size_t bytes = bytes_of(wanted.dtype);
  for (std::int64_t k = 0; k < wanted.extent; ++k) {
    const Scalar want = load_element(wanted.data + k * static_cast<std::int64_t>(bytes), wanted.dtype);
    const Scalar got = load_element(got_bytes + static_cast<std::size_t>(k) * bytes, wanted.dtype);
    if (!is_floating(wanted.dtype)) {
      ASSERT_EQ(got.i, want.i) << what << ": " << wanted.name << "[" << k << "]";
    } else if (std::isnan(want.f) || std::isinf(want.f)) {
      ASSERT_TRUE((std::isnan(want.f) && std::isnan(got.f)) || got.f == want.f)
          << what << ": " << wanted.name << "[" << k << "] = " << got.f << ", not " << want.f;
    } else {
      ASSERT_NEAR(got.f, want.f, rtol * (1 + std::fabs(want.f)))
          << what << ": " << wanted.name << "[" << k << "]";
    }
  }
}

}  // namespace ireplay
