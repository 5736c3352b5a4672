// Prebuilt kernels on large operands: time, bandwidth, and the share of the device's own copy bandwidth
// beside the floor that each shape is held against. Needs a CUDA device. `kernel_bench [NAME [LANES]]` runs
// the shapes whose name contains NAME, on so many lanes a thread (16, 32 or 64; 0: by the size of the work).
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>

#include "replay/engine.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kRows = 16384, kColumns = 4096;

/// A shape of work: its program, the bytes it has to move, the floor in percent of the copy bandwidth.
struct Shape {
  const char* name;
  int floor_percent;
  std::function<ProgramBuilder()> make;
};

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

const Shape kShapes[] = {
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

std::int64_t bytes_of_buffers(const LoopProgram& program) {
  std::int64_t bytes = 0;
  for (const BufferUse& use : program.buffers)
    if (use.extent != 50257 * 1024) bytes += use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
  return bytes;
}

/// A plan of the one program; what it reads is input, what it writes is made.
Plan plan_of(const LoopProgram& program, TensorMap& inputs) {
  Plan plan;
  for (std::size_t k = 0; k < program.buffers.size(); ++k) {
    const BufferUse& use = program.buffers[k];
    const std::int64_t bytes = use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
    const std::string name = "buf" + std::to_string(k);
    Storage storage;
    storage.kind = use.written ? Storage::Kind::arena : Storage::Kind::input;
    storage.name = name;
    storage.bytes = bytes;
    storage.arena_offset = plan.arena_bytes;
    if (use.written) plan.arena_bytes += (bytes + 255) / 256 * 256;
    plan.storages.push_back(storage);
    plan.buffers.push_back({name, use.dtype, {use.extent}, {1}, 0, static_cast<std::int32_t>(k)});
    if (use.written) continue;
    plan.inputs.push_back({name, static_cast<std::int32_t>(k)});
    HostTensor tensor{use.dtype, {use.extent}, std::vector<std::byte>(static_cast<std::size_t>(bytes))};
    std::uint32_t state = 12345;
    auto* words = reinterpret_cast<std::uint32_t*>(tensor.data.data());
    for (std::int64_t w = 0; w < bytes / 4; ++w) {
      state = state * 1664525 + 1013904223;
      // values around 1 in every floating type; indices below the number of words
      words[w] = use.dtype == DType::i64   ? (w % 2 == 0 ? state % 50257 : 0)
                 : use.dtype == DType::f32 ? 0x3f800000u | (state >> 9)
                                           : 0x3f803f80u | (state >> 9 & 0x007f007fu);
    }
    inputs[name] = std::move(tensor);
  }
  Step step;
  step.kind = Step::Kind::loops;
  step.name = program.node;
  step.programs.push_back(program);
  plan.steps.push_back(std::move(step));
  return plan;
}

int run(const char* wanted, int lanes) {
  const std::unique_ptr<Engine> engine = make_cuda_engine(0);
  const DeviceInfo device = engine->device();
  std::printf("%s, copy %.0f GB/s\n%-32s %10s %9s %7s %7s  %s\n", device.name.c_str(), device.copy_gbps,
              "shape", "us", "GB/s", "%copy", "floor", "kernel");
  for (const Shape& shape : kShapes) {
    if (wanted != nullptr && std::strstr(shape.name, wanted) == nullptr) continue;
    const ProgramBuilder builder = shape.make();
    TensorMap inputs;
    const Plan plan = plan_of(builder.program, inputs);
    RunOptions options;
    options.min_seconds = 0.06;
    options.lanes = lanes;
    const RunResult result = engine->run(plan, inputs, options);
    const double us = result.graph_us.median;
    const double gbps = 1e-3 * static_cast<double>(bytes_of_buffers(builder.program)) / us;
    std::printf("%-32s %10.1f %9.0f %6.1f%% %6d%%  %s\n", shape.name, us, gbps, 100 * gbps / device.copy_gbps,
                shape.floor_percent, result.steps[0].kernel.c_str());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace ireplay

int main(int argc, char** argv) {
  try {
    return ireplay::run(argc > 1 ? argv[1] : nullptr, argc > 2 ? std::atoi(argv[2]) : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 5;
  }
}
