// What the CPU holds wide while it runs the parts of a call, and rounds once.
#include "replay/cpu/run_parts.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "replay/cpu/wide_memory.hpp"
#include "replay/plan/loop_writer.hpp"

namespace ireplay {
namespace {

/// A plan of one storage of float32 and its memory.
struct OneStorage {
  Plan plan;
  std::vector<float> memory;

  explicit OneStorage(std::vector<float> values) : memory(std::move(values)) {
    const auto count = static_cast<std::int64_t>(memory.size());
    plan.storages.push_back({.name = "s", .bytes = 4 * count});
    plan.buffers.push_back({.name = "s", .size = {count}, .stride = {1}, .storage = 0});
  }
  ViewOf views() {
    return [this](const TensorView& tensor) {
      return HostView{reinterpret_cast<std::byte*>(memory.data() + tensor.offset), tensor.dtype, tensor.size,
                      tensor.stride};
    };
  }
};

LoopPart add_to(const TensorView& tensor, double value) {
  LoopWriter loops("add", tensor.size, tensor.size.size());
  const std::vector<Index> here = loops.range(0, tensor.size.size());
  loops.store(tensor, here, loops.load(tensor, here) + value);
  return loops.finish();
}

TEST(RunParts, AResultThatIsReadAgainIsRoundedOnce) {
  OneStorage of({0, 1, 2, 3, 4, 5});
  const TensorView view{0, DType::f32, {2}, {3}, 1};
  ExternProgram program;
  for (int k = 0; k < 4; ++k) program.parts.emplace_back(add_to(view, 0x1p-25));  // too little for float32
  run_extern_program(program, of.plan, of.views());
  EXPECT_EQ(of.memory, (std::vector<float>{0, 1 + 0x1p-23F, 2, 3, 4, 5}));
}

TEST(RunParts, TemporariesAndTheirTablesAreFloat64) {
  OneStorage of({0});
  const TensorView result{0, DType::f32, {1}, {1}, 0}, table{kFirstTemporary, DType::f32, {1}, {1}, 0},
      temporary{kFirstTemporary + 1, DType::f32, {1}, {1}, 0};
  const double number = 1 + 0x1p-40;
  ExternProgram program;
  program.temporaries = {{4, std::vector<std::byte>(4), {number}}, {4, {}, {}}};
  LoopWriter copy("copy", {1}, 1);
  copy.store(temporary, {copy.at(0)}, copy.load(table, {copy.at(0)}));
  program.parts.emplace_back(copy.finish());
  LoopWriter scale("scale", {1}, 1);
  scale.store(result, {scale.at(0)}, (scale.load(temporary, {scale.at(0)}) - 1) * 0x1p40);
  program.parts.emplace_back(scale.finish());
  run_extern_program(program, of.plan, of.views());
  EXPECT_EQ(of.memory[0], 1);
}

TEST(RunParts, TypesAreAsWrittenForADevice) {
  OneStorage of({1});
  ExternProgram program;
  for (int k = 0; k < 4; ++k) program.parts.emplace_back(add_to({0, DType::f32, {1}, {1}, 0}, 0x1p-25));
  run_extern_program_as_written(program, of.plan, of.views(),
                                [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
                                  run_loops(loops, buffers, {});
                                });
  EXPECT_EQ(of.memory[0], 1);
}

TEST(WideBlock, LiesAsTheStorageDoes) {
  OneStorage of({0, 1, 2, 3, 4, 5, 6, 7});
  WideBlock block;
  const TensorView pairs{0, DType::c64, {2}, {2}, 1}, reals{0, DType::f32, {2}, {4}, 3};
  block.cover(pairs), block.cover(reals);
  block.load(pairs, of.views());
  EXPECT_EQ(block.values(), (std::vector<double>{2, 3, 4, 5, 6, 7}));
  const HostView view = block.view(reals);
  EXPECT_EQ(view.dtype, DType::f64);
  double last = 0;
  std::memcpy(&last, view.data + 8 * view.stride[0], sizeof last);
  EXPECT_EQ(last, 7);
  EXPECT_EQ(block.view(pairs).dtype, DType::c128);
}

}  // namespace
}  // namespace ireplay
