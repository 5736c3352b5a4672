// Which instructions gathering loads become, by what is known of their indices. Needs no GPU.
#include "replay/cuda/interpreter/item_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "replay/cuda/interpreter/assemble.hpp"
#include "tests/support/kernel_shape_cases.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kWords = 64;

AssembledProgram assembled(const LoopProgram& program, ItemAxis axis, int threads = 128) {
  TranslateOptions options;
  options.axis = axis;
  options.width = MachineWidth::words32_32_items;
  options.address = [](std::int32_t buffer) {
    return reinterpret_cast<std::byte*>((static_cast<std::int64_t>(buffer) + 1) << 32);
  };
  return assemble(translate(program, find_ranges(program), options), threads);
}

std::vector<DeviceInstruction> instructions_of(const AssembledProgram& program) {
  std::vector<DeviceInstruction> all(static_cast<std::size_t>(program.stages.back().end));
  std::memcpy(all.data(), program.block.data(), all.size() * sizeof(DeviceInstruction));
  return all;
}

std::vector<MachineOp> ops_of(const std::vector<DeviceInstruction>& instructions) {
  std::vector<MachineOp> ops;
  for (const DeviceInstruction& in : instructions) ops.push_back(in.op);
  return ops;
}

ValueId wrapped(ProgramBuilder& b, ValueId index, std::int64_t size) {
  Instruction wrap = ProgramBuilder::with_operands(Opcode::indirect, {index});
  wrap.dtype = DType::i64;
  wrap.immediate.i = size;
  wrap.flag = true;
  return b.add(wrap, "indirect");
}

/// Rows of a table at loaded indices, stored as they are.
struct Case {
  const char* name;
  std::int64_t width, stride, offset;
  DType table, stored;
  bool reduces, masked;
  MachineOp load;
};

ProgramBuilder program_of(const Case& at) {
  const std::int64_t tokens = 64;
  ProgramBuilder b({tokens, at.width}, at.reduces ? 1 : 2);
  const ValueId token =
      wrapped(b, b.load(b.input(std::vector<std::int64_t>(tokens)), b.index({1, 0})), kWords);
  IndexExpr index = b.program.indices[static_cast<std::size_t>(b.value_index(token, at.stride))];
  index.terms.insert(index.terms.begin(), {1, 1});
  index.offset = at.offset;
  b.program.indices.push_back(index);
  const IndexId from = static_cast<IndexId>(b.program.indices.size()) - 1;
  const IndexId all = b.index({at.width, 1});
  const ValueId mask =
      at.masked
          ? b.scalar("gt", {b.load(b.output(DType::f32, tokens * at.width), all), b.constant(DType::f32, 0)})
          : kNone;
  const ValueId x = b.load(b.output(at.table, at.offset + kWords * at.stride), from, mask);
  if (!at.reduces) {
    b.store(b.output(at.stored, tokens * at.width), all, x);
    return b;
  }
  const ValueId top = b.reduce(ReduceKind::max, {x}, DType::f32);
  b.stage(false);
  b.store(b.output(at.stored, tokens), b.index({1, 0}), top);
  return b;
}

constexpr auto kVectors = MachineOp::load_gathered, kItems = MachineOp::load_scattered,
               kAny = MachineOp::load;
constexpr auto kF32 = DType::f32, kBf16 = DType::bf16, kBool = DType::boolean, kI64 = DType::i64;

constexpr Case kCases[] = {
    {"rows of bf16", 1024, 1024, 0, kBf16, kBf16, false, false, kVectors},
    {"rows of bf16 stored as f32", 1024, 1024, 0, kBf16, kF32, false, false, kVectors},
    {"rows of f32", 1024, 1024, 0, kF32, kF32, false, false, kVectors},
    {"rows of bools", 1024, 1024, 0, kBool, kBool, false, false, kVectors},
    {"rows of i64", 1024, 1024, 0, kI64, kI64, false, false, kVectors},
    {"rows further apart", 640, 648, 8, kBf16, kBf16, false, false, kVectors},
    {"rows of twelve f32", 12, 12, 0, kF32, kF32, false, false, kVectors},
    {"rows of twelve bf16", 12, 12, 0, kBf16, kBf16, false, false, kItems},
    {"rows of twelve bf16, sixteen apart", 12, 16, 0, kBf16, kF32, false, false, kItems},
    {"rows that begin anywhere", 640, 641, 0, kF32, kF32, false, false, kItems},
    {"rows that begin at even offsets", 640, 642, 0, kF32, kF32, false, false, kItems},
    {"rows from the second element on", 640, 640, 1, kF32, kF32, false, false, kItems},
    {"rows from the fifth element on f32", 640, 640, 4, kF32, kF32, false, false, kVectors},
    {"rows from the fifth element on bf16", 640, 640, 4, kBf16, kBf16, false, false, kItems},
    {"masked rows", 640, 640, 0, kF32, kF32, false, true, kItems},
    {"rows of six", 6, 8, 0, kF32, kF32, false, false, kAny},
    {"a reduction of bf16", 1024, 1024, 0, kBf16, kF32, true, false, kVectors},
    {"a reduction of f32", 1000, 1000, 0, kF32, kF32, true, false, kVectors},
    {"a reduction of bf16, no whole vectors", 1004, 1024, 0, kBf16, kF32, true, false, kItems},
    {"a reduction of f32, no whole vectors", 1001, 1024, 0, kF32, kF32, true, false, kItems},
    {"sixteen-bit integers", 1024, 1024, 0, DType::i16, DType::i16, false, false, kAny},
};

TEST(CudaGathers, AreVectorsWhereThatIsKnown) {
  for (const Case& at : kCases) {
    const ProgramBuilder b = program_of(at);
    const auto ops =
        ops_of(instructions_of(assembled(b.program, at.reduces ? ItemAxis::reduction : ItemAxis::parallel)));
    for (const MachineOp op : {kVectors, kItems, kAny})
      EXPECT_EQ(std::ranges::find(ops, op) != ops.end(), op == at.load)
          << at.name << ": " << static_cast<int>(op);
  }
}

TEST(CudaGathers, OfRowsNeedNoSlotAndGoInSteps) {
  const auto found = std::ranges::find_if(kernel_shape_cases(), [](const KernelShapeCase& at) {
    return std::strcmp(at.name, "gather of rows bf16") == 0;
  });
  const ProgramBuilder b = found->make();
  const AssembledProgram program = assembled(b.program, ItemAxis::parallel);
  const auto instructions = instructions_of(program);
  EXPECT_EQ(ops_of(instructions),
            (std::vector{MachineOp::load_repeated, MachineOp::wrap_index, MachineOp::int_mul_scalar,
                         MachineOp::load_gathered, MachineOp::f32_mul_scalar, MachineOp::store_linear_bf16}));
  EXPECT_NE(instructions[0].flags & kStepped, 0);
  EXPECT_NE(instructions[3].flags & kStepped, 0);
  EXPECT_EQ(program.head.slots, 0);
  EXPECT_EQ(program.searched, 0);
}

TEST(CudaGathers, ValuesAreTheSameAndMultiplesAsFarAsTheirOperandsAre) {
  ProgramBuilder b({64, 24}, 2);
  const std::int32_t from = b.input(std::vector<std::int32_t>(64 * 24));
  const ValueId row = b.load(from, b.index({1, 0})), item = b.load(from, b.index({24, 1}));
  const auto times = [&](ValueId value, double factor) {
    return b.scalar("mul", {value, b.constant(DType::i32, factor)});
  };
  const struct {
    ValueId value;
    int same, multiple;
  } cases[] = {
      {row, 8, 1},
      {item, 1, 1},
      {times(row, 12), 8, 4},
      {times(item, -16), 1, 8},
      {b.scalar("add", {times(row, 6), times(item, 4)}), 1, 2},
      {b.scalar("sub", {times(row, 8), b.constant(DType::i32, 4)}), 8, 4},
      {b.scalar("maximum", {times(row, 0), times(row, 16)}), 8, 8},
      {b.scalar("where", {b.scalar("lt", {item, row}), times(row, 8), times(row, 4)}), 1, 4},
      {wrapped(b, times(row, 8), 20), 8, 4},
      {b.index_expr(b.index({24, 0}, 8), DType::i64), 8, 8},
      {b.index_expr(b.index({24, 4}), DType::i64), 1, 4},
      {b.scalar("bitwise_and", {times(row, 8), times(row, 8)}), 8, 1},
  };
  // each is stored where it can be told from the others
  std::int64_t offset = 0;
  for (const auto& at : cases)
    b.store(b.output(DType::i64, 64 * 24 * 20), b.index({24, 1}, 64 * 24 * offset++), at.value);
  TranslateOptions options;
  options.address = [](std::int32_t buffer) {
    return reinterpret_cast<std::byte*>((static_cast<std::int64_t>(buffer) + 1) << 32);
  };
  const MachineProgram machine = translate(b.program, find_ranges(b.program), options);
  const std::vector<ItemValue> values = item_values(machine);
  std::size_t which = 0;
  for (const MachineInstruction& instruction : machine.instructions) {
    if (instruction.in.op != MachineOp::store) continue;
    const ItemValue& found = values[static_cast<std::size_t>(instruction.a.number)];
    EXPECT_EQ(found.same, cases[which].same) << which;
    EXPECT_EQ(found.multiple, cases[which].multiple) << which;
    ++which;
  }
  EXPECT_EQ(which, std::size(cases));
}

}  // namespace
}  // namespace ireplay
