#include "tests/support/kernel_shape_cases.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kRows = 16384, kColumns = 4096;

/// Buffers of a program without their contents.
std::int32_t buffer(ProgramBuilder& builder, DType dtype, std::int64_t count, bool written) {
  const std::int32_t number = builder.output(dtype, 0);
  builder.program.buffers[static_cast<std::size_t>(number)] = {number, dtype, count, !written, written};
  return number;
}

ProgramBuilder chain(DType dtype, bool broadcast, const char* third = "abs", std::int64_t rows = kRows) {
  ProgramBuilder b({rows, kColumns}, 2);
  const IndexId all = b.index({kColumns, 1}), columns = b.index({0, 1});
  const ValueId x = b.load(buffer(b, dtype, rows * kColumns, false), all);
  const ValueId y =
      broadcast ? b.load(buffer(b, dtype, kColumns, false), columns) : b.constant(DType::f32, 1.5);
  ValueId value = b.scalar("add", {x, y});
  value = b.scalar("mul", {value, b.constant(DType::f32, 0.5)});
  value = b.scalar(third, {value});
  value = b.scalar("maximum", {value, b.constant(DType::f32, 0.25)});
  value = b.scalar("sub", {value, y});
  b.store(buffer(b, dtype, rows * kColumns, true), all, value);
  return b;
}

ProgramBuilder gelu(DType dtype) {
  ProgramBuilder b({kRows, kColumns}, 2);
  const IndexId all = b.index({kColumns, 1});
  const ValueId x = b.load(buffer(b, dtype, kRows * kColumns, false), all);
  const ValueId y = b.load(buffer(b, dtype, kRows * kColumns, false), all);
  const ValueId sum = b.scalar("add", {x, y});
  const ValueId half = b.scalar("mul", {sum, b.constant(DType::f32, 0.5)});
  const ValueId scaled = b.scalar("mul", {sum, b.constant(DType::f32, 0.7071067811865476)});
  const ValueId bell = b.scalar("add", {b.scalar("erf", {scaled}), b.constant(DType::f32, 1)});
  b.store(buffer(b, dtype, kRows * kColumns, true), all, b.scalar("mul", {half, bell}));
  return b;
}

ProgramBuilder transpose() {
  ProgramBuilder b({8192, 8192}, 2);
  const IndexId straight = b.index({8192, 1}), turned = b.index({1, 8192});
  const std::int64_t count = std::int64_t{8192} * 8192;
  const ValueId x = b.load(buffer(b, DType::f32, count, false), turned);
  const ValueId y = b.load(buffer(b, DType::f32, count, false), straight);
  b.store(buffer(b, DType::f32, count, true), straight, b.scalar("add", {x, y}));
  return b;
}

ProgramBuilder softmax(DType dtype, std::int64_t rows, std::int64_t columns) {
  ProgramBuilder b({rows, columns}, 1);
  const IndexId all = b.index({columns, 1});
  const ValueId x = b.load(buffer(b, dtype, rows * columns, false), all);
  const ValueId top = b.reduce(ReduceKind::max, {x}, DType::f32);
  b.stage(true);
  const ValueId raised = b.scalar("exp", {b.scalar("sub", {x, top})});
  const ValueId total = b.reduce(ReduceKind::sum, {raised}, DType::f32);
  b.stage(true);
  b.store(buffer(b, dtype, rows * columns, true), all, b.scalar("truediv", {raised, total}));
  return b;
}

ProgramBuilder layer_norm() {
  ProgramBuilder b({kRows, kColumns}, 1);
  const DType dtype = DType::bf16;
  const IndexId all = b.index({kColumns, 1}), columns = b.index({0, 1});
  const ValueId x = b.load(buffer(b, dtype, kRows * kColumns, false), all);
  const ValueId y = b.load(buffer(b, dtype, kRows * kColumns, false), all);
  const ValueId sum = b.scalar("add", {x, y});
  const ValueId mean = b.reduce(ReduceKind::welford_reduce, {sum}, DType::f32, 0);
  const ValueId squares = b.reduce(ReduceKind::welford_reduce, {sum}, DType::f32, 1);
  b.stage(false);
  const ValueId variance =
      b.scalar("truediv", {squares, b.constant(DType::f32, static_cast<double>(kColumns))});
  const ValueId scale = b.scalar("rsqrt", {b.scalar("add", {variance, b.constant(DType::f32, 1e-5)})});
  b.stage(true);
  const ValueId weight = b.load(buffer(b, dtype, kColumns, false), columns);
  const ValueId bias = b.load(buffer(b, dtype, kColumns, false), columns);
  const ValueId centered = b.scalar("mul", {b.scalar("sub", {sum, mean}), scale});
  b.store(buffer(b, dtype, kRows * kColumns, true), all,
          b.scalar("add", {b.scalar("mul", {centered, weight}), bias}));
  return b;
}

ProgramBuilder column_sum() {
  ProgramBuilder b({1024, 65536}, 1);
  const ValueId x = b.load(buffer(b, DType::f32, std::int64_t{1024} * 65536, false), b.index({1, 1024}));
  const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
  b.stage(false);
  b.store(buffer(b, DType::f32, 1024, true), b.index({1, 0}), total);
  return b;
}

ProgramBuilder full_sum() {
  ProgramBuilder b({std::int64_t{1} << 28}, 0);
  const ValueId x = b.load(buffer(b, DType::f32, std::int64_t{1} << 28, false), b.index({1}));
  const ValueId total = b.reduce(ReduceKind::sum, {x}, DType::f32);
  b.stage(false);
  b.store(buffer(b, DType::f32, 1, true), b.index({0}), total);
  return b;
}

ProgramBuilder long_scan() {
  ProgramBuilder b({64, std::int64_t{1} << 20}, 1);
  const std::int64_t count = std::int64_t{64} << 20;
  const IndexId all = b.index({std::int64_t{1} << 20, 1});
  const ValueId x = b.load(buffer(b, DType::f32, count, false), all);
  b.store(buffer(b, DType::f32, count, true), all, b.scan(ScanKind::sum, {x}));
  return b;
}

ProgramBuilder gather_rows() {
  const std::int64_t tokens = 131072, width = 1024, words = 50257;
  ProgramBuilder b({tokens, width}, 2);
  const ValueId token = b.load(buffer(b, DType::i64, tokens, false), b.index({1, 0}));
  Instruction wrap = ProgramBuilder::with_operands(Opcode::indirect, {token});
  wrap.dtype = DType::i64;
  wrap.immediate.i = words;
  wrap.flag = true;
  const ValueId row = b.add(wrap, "indirect");
  IndexExpr at = b.program.indices[static_cast<std::size_t>(b.value_index(row, width))];
  at.terms.insert(at.terms.begin(), {1, 1});
  b.program.indices.push_back(at);
  const ValueId x = b.load(buffer(b, DType::bf16, words * width, false),
                           static_cast<IndexId>(b.program.indices.size()) - 1);
  b.store(buffer(b, DType::bf16, tokens * width, true), b.index({width, 1}),
          b.scalar("mul", {x, b.constant(DType::f32, 2)}));
  return b;
}

const std::vector<KernelShapeCase> kCases = {
    {"chain of five f32", 95, [] { return chain(DType::f32, false); }},
    {"chain of five bf16", 85, [] { return chain(DType::bf16, false); }},
    {"chain of five f32, broadcast", 95, [] { return chain(DType::f32, true); }},
    {"chain of five bf16, broadcast", 85, [] { return chain(DType::bf16, true); }},
    {"chain of five with a sigmoid f32", 0, [] { return chain(DType::f32, true, "sigmoid"); }},
    {"add and exact gelu bf16", 0, [] { return gelu(DType::bf16); }},
    {"transposing read f32", 80, [] { return transpose(); }},
    {"row softmax f32 16k x 4k", 90, [] { return softmax(DType::f32, kRows, kColumns); }},
    {"row softmax bf16 16k x 4k", 65, [] { return softmax(DType::bf16, kRows, kColumns); }},
    {"row softmax bf16 64 x 1m", 0, [] { return softmax(DType::bf16, 64, std::int64_t{1} << 20); }},
    {"add and row layernorm bf16", 60, [] { return layer_norm(); }},
    {"column sum f32 64k x 1k", 85, [] { return column_sum(); }},
    {"full sum f32 256m", 90, [] { return full_sum(); }},
    {"scan f32 64 x 1m", 50, [] { return long_scan(); }},
    {"chain of five f32, 4 rows", 0, [] { return chain(DType::f32, false, "abs", 4); }},
    {"row softmax f32 64 x 4k", 0, [] { return softmax(DType::f32, 64, kColumns); }},
    {"gather of rows bf16", 0, [] { return gather_rows(); }},
};

}  // namespace

std::span<const KernelShapeCase> kernel_shape_cases() { return kCases; }

}  // namespace ireplay
