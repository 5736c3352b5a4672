// Which schedule a program gets, and what its ranges become: no device, no compiler.
#include <gtest/gtest.h>

#include "replay/cuda/compiled/candidates.hpp"
#include "replay/cuda/compiled/describe.hpp"
#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/kernel_program.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr ScheduleDevice kDevice{132, 2048};

/// Programs are scheduled by their sizes alone: their memory holds nothing.
class Sketch : public ProgramBuilder {
 public:
  using ProgramBuilder::ProgramBuilder;

  std::int32_t buffer(DType dtype, std::int64_t extent) {
    const std::int32_t number = output(dtype, 1);
    program.buffers[static_cast<std::size_t>(number)].extent = extent;
    return number;
  }
  std::string schedule() { return to_text(scheduled()); }
  std::vector<Schedule> candidates() {
    scheduled();
    return candidate_schedules(merged_, memory_, kDevice);
  }
  std::optional<EmittedProgram> emitted() {
    const Schedule chosen = scheduled();
    return emit(merged_, memory_, chosen);
  }

 private:
  Schedule scheduled() {
    merged_ = kernel_program(program);
    memory_.alignment.assign(merged_.buffers.size(), 16);
    memory_.read_only.clear();
    for (const BufferUse& use : merged_.buffers) memory_.read_only.push_back(!use.written);
    return make_schedule(merged_, memory_, kDevice);
  }

  LoopProgram merged_;
  ProgramMemory memory_;
};

/// out[i, j] = in[...] of [rows, columns] elements.
Sketch copy_of(DType dtype, std::int64_t rows, std::int64_t columns, bool transposed) {
  Sketch b({rows, columns}, 2);
  const ValueId x =
      b.load(b.buffer(dtype, rows * columns), transposed ? b.index({1, rows}) : b.index({columns, 1}));
  b.store(b.buffer(dtype, rows * columns), b.index({columns, 1}), x);
  return b;
}

/// Sums along the last variable of [points, elements], which lie in memory as the strides say.
Sketch sum_of(std::int64_t points, std::int64_t elements, std::int64_t point_stride,
              std::int64_t element_stride) {
  Sketch b({points, elements}, 1);
  const ValueId x = b.load(b.buffer(DType::f32, points * elements), b.index({point_stride, element_stride}));
  const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
  b.stage(false);
  b.store(b.buffer(DType::f32, points), b.index({1, 0}), total);
  return b;
}

TEST(MergedRanges, NeighboursThatEveryIndexReadsAsOneAreOne) {
  EXPECT_EQ(merged_ranges(copy_of(DType::f32, 64, 32, false).program).ranges,
            (std::vector<std::int64_t>{2048, 1}));
  EXPECT_EQ(merged_ranges(copy_of(DType::f32, 64, 32, true).program).ranges,
            (std::vector<std::int64_t>{64, 32, 1}));
}

TEST(MergedRanges, ThereIsOneOfEachKind) {
  Sketch b({}, 0);
  b.store(b.buffer(DType::f32, 1), b.index({}), b.load(b.buffer(DType::f32, 1), b.index({})));
  const LoopProgram merged = merged_ranges(b.program);
  EXPECT_EQ(merged.ranges, (std::vector<std::int64_t>{1, 1}));
  EXPECT_EQ(merged.parallel, 1);
}

TEST(Schedule, ElementsInOrderAreWholeAccesses) {
  EXPECT_EQ(copy_of(DType::bf16, 16384, 4096, false).schedule(), "points, blocks of 256, 4 x 8 elements");
  EXPECT_EQ(copy_of(DType::f32, 16384, 4096, false).schedule(), "points, blocks of 256, 4 x 4 elements");
}

TEST(Schedule, LittleWorkIsSpreadOverManyThreads) {
  EXPECT_EQ(copy_of(DType::f32, 64, 64, false).schedule(), "points, blocks of 128, 1 x 1 elements");
}

TEST(Schedule, TransposedOperandsGoThroughTiles) {
  EXPECT_EQ(copy_of(DType::f32, 4096, 4096, true).schedule(),
            "points, blocks of 256, 4 x 4 elements, tiles of 64 x 64 through shared memory");
}

TEST(Schedule, RowsOfAnyLengthAreVectors) {
  EXPECT_EQ(sum_of(8192, 4096, 4096, 1).schedule(),
            "rows, 256 threads of 256 a row, 4 x 4 elements, row in registers");
  EXPECT_EQ(sum_of(8192, 50257, 50257, 1).schedule(),
            "rows, 256 threads of 256 a row, 4 x 4 elements, vectors from the row's own start");
}

TEST(Schedule, FewLongRowsAreSliced) {
  Sketch b = sum_of(1, 1 << 28, 1 << 28, 1);
  EXPECT_EQ(b.schedule(), "rows, 512 threads of 512 a row, 4 x 4 elements, 528 splits");
  const auto emitted = b.emitted();
  ASSERT_TRUE(emitted);
  EXPECT_EQ(emitted->kernels.size(), 2u);  // the splits, and the launch that combines them
  EXPECT_GT(emitted->partial_bytes, 0);
}

TEST(Schedule, StridedReductionsAreColumns) {
  EXPECT_EQ(sum_of(2048, 32768, 1, 2048).schedule().substr(0, 9), "columns, ");
}

TEST(Schedule, WhatFollowsTheColumnAloneIsLoadedOnce) {
  const auto with_bias = [](std::int64_t columns) {
    Sketch b({65536, columns}, 2);
    const ValueId x = b.load(b.buffer(DType::bf16, 65536 * columns), b.index({columns, 1}));
    const ValueId bias = b.load(b.buffer(DType::bf16, columns), b.index({0, 1}));
    b.store(b.buffer(DType::bf16, 65536 * columns), b.index({columns, 1}), b.scalar("add", {x, bias}));
    return b;
  };
  EXPECT_EQ(with_bias(256).schedule(),
            "points, blocks of 256, 2 x 8 elements at one place of the fastest dimension");
  EXPECT_EQ(with_bias(768).schedule(),  // 96 vectors: half of a block's
            "points, blocks of 192, 4 x 8 elements at one place of the fastest dimension");
  EXPECT_EQ(with_bias(1021).schedule().find("one place"), std::string::npos);  // a prime
  // timed beside it: few blocks that go on with what they have computed for the place
  EXPECT_EQ(to_text(with_bias(256).candidates()[1]),
            "points, blocks of 256, 4 x 8 elements at one place of the fastest dimension, 8 rounds");
}

/// Elements one by one leave no narrower vector to try.
TEST(Schedule, RoundsOfSingleElements) {
  Sketch b({1 << 22, 3}, 2);
  const ValueId x = b.load(b.buffer(DType::f32, 3 << 22), b.index({3, 1}));
  const ValueId bias = b.load(b.buffer(DType::f32, 3), b.index({0, 1}));
  b.store(b.buffer(DType::f32, 3 << 22), b.index({3, 1}), b.scalar("add", {x, bias}));
  EXPECT_EQ(b.schedule(), "points, blocks of 192, 4 x 1 elements at one place of the fastest dimension");
  EXPECT_GT(b.candidates().size(), 2u);
}

/// The transposed order is that of the loads; that of the stores decides.
TEST(Schedule, MemoryIsTurnedOnItsWayIn) {
  for (const bool writes_in_order : {false, true}) {
    constexpr std::int64_t kImage = std::int64_t{256} * 3136;
    Sketch b({64, 256, 3136}, 3);
    const IndexId straight = b.index({kImage, 3136, 1}), turned = b.index({kImage, 1, 256});
    const std::int64_t count = 64 * kImage;
    b.store(b.buffer(DType::bf16, count), writes_in_order ? straight : turned,
            b.load(b.buffer(DType::bf16, count), writes_in_order ? turned : straight));
    EXPECT_EQ(b.schedule(), "points, blocks of 256, 2 x 8 elements, tiles of 64 x 64 through shared memory");
  }
}

TEST(Schedule, RangesAreCutWhereIndicesDivideThem) {
  const auto heads = [](std::int64_t length, bool contiguous) {
    Sketch b({8 * length, 768}, 2);
    const std::int64_t all = length * 8 * 768;
    const IndexId at = b.index({1, 0}), extent = b.index({}, length);
    const IndexId head = b.atom_index(AtomKind::floordiv, at, extent);
    const IndexExpr place{0,
                          {{1, contiguous ? 1 : length},
                           {b.program.indices[static_cast<std::size_t>(head)].terms[0].atom, 768 * length}}};
    b.program.indices.push_back(place);
    const auto turned = static_cast<IndexId>(b.program.indices.size()) - 1;
    b.store(b.buffer(DType::bf16, all), b.index({768, 1}), b.load(b.buffer(DType::f32, all), turned));
    return split_ranges(b.program).ranges;
  };
  EXPECT_EQ(heads(256, false), (std::vector<std::int64_t>{8, 256, 768}));
  EXPECT_EQ(heads(7, true), (std::vector<std::int64_t>{8, 7, 768}));
  // along a range that is stored in order a vector of eight elements is worth more than a plain index
  Sketch b({56}, 1);
  const IndexId group = b.atom_index(AtomKind::floordiv, b.index({1}), b.index({}, 7));
  b.store(b.buffer(DType::f32, 56), b.index({1}), b.load(b.buffer(DType::f32, 8), group));
  EXPECT_EQ(split_ranges(b.program).ranges, (std::vector<std::int64_t>{56}));
}

TEST(Schedule, WhatIsComputedBesideAVariableIsComputedOnce) {
  const auto rotary = [](bool functions) {
    Sketch b({32, 2048, 128}, 3);
    const std::int64_t all = std::int64_t{32} * 2048 * 128;
    const ValueId angle = b.scalar("mul", {b.index_expr(b.index({0, 1, 0}), DType::f32),
                                           b.load(b.buffer(DType::f32, 128), b.index({0, 0, 1}))});
    const ValueId x = b.load(b.buffer(DType::bf16, all), b.index({128, 4096, 1}));
    b.store(b.buffer(DType::bf16, all), b.index({2048 * 128, 128, 1}),
            b.scalar("mul", {x, functions ? b.scalar("cos", {angle}) : angle}));
    return b.schedule();
  };
  EXPECT_EQ(rotary(true), "points, blocks of 256, 4 x 8 elements at one place of all dimensions but one");
  EXPECT_EQ(rotary(false), "points, blocks of 256, 1 x 8 elements");
}

TEST(Schedule, RowsStandAbreastWhereOperandsAreTurned) {
  const auto sums = [](std::int64_t width, bool turned) {
    Sketch b({16, 196, width}, 2);
    const std::int64_t all = width * 16 * 196;
    const ValueId x = b.load(b.buffer(DType::bf16, all), b.index({196 * width, width, 1}));
    const ValueId y = b.load(b.buffer(DType::bf16, all),
                             turned ? b.index({196 * width, 1, 196}) : b.index({196 * width, width, 1}));
    const ValueId sum = b.reduce(ReduceKind::sum, {b.scalar("add", {x, y})}, DType::f32);
    b.stage(false);
    b.store(b.buffer(DType::f32, 16 * 196), b.index({196, 1}), sum);
    return b.schedule();
  };
  EXPECT_EQ(sums(128, true), "rows, 16 threads of 512 a row, 1 x 8 elements, rows abreast, row in registers");
  EXPECT_EQ(sums(128, false), "rows, 16 threads of 128 a row, 1 x 8 elements, row in registers");
  EXPECT_EQ(sums(1 << 15, true).find("abreast"), std::string::npos);  // more than few threads hold
}

TEST(Schedule, FewColumnsGetManyThreads) {
  EXPECT_EQ(sum_of(6656, 121, 1, 6656).schedule(),
            "columns, 64 threads of 256 a column, 2 x 4 elements, column in registers");
}

TEST(Schedule, ScansGoAlongRowsOrColumns) {
  const auto scan_of = [](std::int64_t points, std::int64_t elements, std::vector<std::int64_t> strides) {
    Sketch b({points, elements}, 1);
    const IndexId all = b.index(std::move(strides));
    const ValueId x = b.load(b.buffer(DType::f32, points * elements), all);
    b.store(b.buffer(DType::f32, points * elements), all, b.scan(ScanKind::sum, {x}));
    return b;
  };
  EXPECT_EQ(scan_of(4, 512, {512, 1}).schedule(),
            "rows, 128 threads of 128 a row, 1 x 4 elements, row in registers");
  EXPECT_EQ(scan_of(4096, 8192, {8192, 1}).schedule(), "rows, 256 threads of 256 a row, 4 x 4 elements");
  EXPECT_EQ(scan_of(65536, 512, {1, 65536}).schedule(), "columns, 1 threads of 128 a column, 8 x 1 elements");
  EXPECT_EQ(why_not_compiled(scan_of(64, 1 << 20, {1 << 20, 1}).program), "a scan of few long rows");
  EXPECT_EQ(why_not_compiled(scan_of(64, 4096, {1, 64}).program), "a scan of few long columns");
}

/// The nearest element of a row half as long, as a resize computes it.
Sketch resized(std::int64_t source) {
  Sketch b({4096, 512}, 2);
  Instruction place;
  place.opcode = Opcode::index_expr;
  place.dtype = DType::f32;
  place.index = b.index({0, 1});
  const ValueId scaled = b.scalar("mul", {b.add(place, "index_expr"), b.constant(DType::f32, 0.5)});
  Instruction whole = ProgramBuilder::with_operands(Opcode::convert, {scaled});
  whole.dtype = DType::i64;
  whole.source = DType::f32;
  Instruction at = ProgramBuilder::with_operands(Opcode::indirect, {b.add(whole, "to_dtype")});
  at.dtype = DType::i64;
  at.immediate.i = source;
  at.flag = true;
  const ValueId column = b.add(at, "set_indirect");
  b.store(b.buffer(DType::f32, 4096 * 512), b.index({512, 1}),
          b.load(b.buffer(DType::f32, source), b.value_index(column)));
  return b;
}

TEST(Schedule, IndicesThatAreKnownToLieInsideAreNotChecked) {
  EXPECT_EQ(resized(256).emitted()->kernels[0].text.find("faults.wrapped"), std::string::npos);
  EXPECT_NE(resized(255).emitted()->kernels[0].text.find("faults.wrapped"), std::string::npos);
}

TEST(Schedule, CandidatesDifferFromTheModelsChoice) {
  const std::vector<Schedule> of_tiles = copy_of(DType::f32, 4096, 4096, true).candidates();
  ASSERT_GT(of_tiles.size(), 2u);
  EXPECT_EQ(to_text(of_tiles[0]),
            "points, blocks of 256, 4 x 4 elements, tiles of 64 x 64 through shared memory");
  for (std::size_t k = 1; k < of_tiles.size(); ++k) EXPECT_NE(of_tiles[k], of_tiles[0]);
  EXPECT_GT(sum_of(320, 209716, 209716, 1).candidates().size(), 2u);
  EXPECT_GT(resized(256).candidates().size(), 1u);  // its places are computed, not loaded
  Sketch gather({4096}, 1);
  const ValueId row = gather.load(gather.buffer(DType::i64, 4096), gather.index({1}));
  gather.store(gather.buffer(DType::f32, 4096), gather.index({1}),
               gather.load(gather.buffer(DType::f32, 4096), gather.value_index(row)));
  EXPECT_EQ(gather.candidates().size(), 1u);
}

TEST(Schedule, EqualProgramsHaveEqualTexts) {
  Sketch a = copy_of(DType::f32, 512, 512, false), b = copy_of(DType::f32, 512, 512, false);
  b.program.node = "op7";
  EXPECT_EQ(a.emitted()->kernels[0].text, b.emitted()->kernels[0].text);
}

/// By NVIDIA's occupancy calculator for compute capability 9.0.
TEST(Occupancy, FollowsFromRegistersThreadsAndSharedMemory) {
  EXPECT_EQ(blocks_of_multiprocessor(256, 32, 0), 8);
  EXPECT_EQ(blocks_of_multiprocessor(256, 94, 0), 2);
  EXPECT_EQ(blocks_of_multiprocessor(256, 46, 16640), 5);
  EXPECT_EQ(blocks_of_multiprocessor(1024, 65, 0), 0);
  EXPECT_EQ(blocks_of_multiprocessor(32, 16, 0), 32);
  EXPECT_EQ(blocks_of_multiprocessor(128, 32, 100 * 1024), 2);
}

TEST(Schedule, SaysWhatHasNoKernel) {
  Sketch empty({0, 4}, 2);
  EXPECT_EQ(why_not_compiled(empty.program), "an empty range");
  EXPECT_EQ(why_not_compiled(copy_of(DType::c64, 2, 2, false).program), "complex numbers");
}

}  // namespace
}  // namespace ireplay
