// Which kernels large and small shapes get on a device of 132 multiprocessors. Needs no GPU.
#include "replay/cuda/interpreter/launches.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "kernels/interpreter/policy.hpp"
#include "tests/support/kernel_shape_cases.hpp"

namespace ireplay {
namespace {

/// What a launch is expected to be.
struct Expected {
  const char* shape;
  const char* name;
  std::size_t launches;
  unsigned block_x;
};
constexpr Expected kExpected[] = {
    {"chain of five f32", "pointwise/32x32", 1, 128},
    {"chain of five bf16", "pointwise/32x32", 1, 128},
    {"chain of five f32, broadcast", "pointwise/32x32", 1, 128},
    {"chain of five with a sigmoid f32", "pointwise/32x32", 1, 128},
    {"chain of five bf16, broadcast", "pointwise/32x32", 1, 128},
    {"row softmax f32 16k x 4k", "rows/32x32", 1, 128},
    {"row softmax bf16 16k x 4k", "rows/32x32", 1, 128},
    {"add and row layernorm bf16", "rows/32x32", 1, 128},
    {"column sum f32 64k x 1k", "columns/32x32 in 512", 1, 32},
    {"full sum f32 256m", "long rows/32x32 in 528", 2, 128},
    {"scan f32 64 x 1m", "long rows/32x32 in one pass", 1, 128},
    {"row softmax f32 64 x 4k", "rows/32x16", 1, 256},
    {"gather of rows bf16", "pointwise/32x32", 1, 128},
};

const KernelShapeCase& case_of(const char* name) {
  for (const KernelShapeCase& found : kernel_shape_cases())
    if (std::strcmp(found.name, name) == 0) return found;
  throw std::logic_error(std::string("no shape ") + name);
}

/// Launches over memory that nobody touches: buffers 4 GiB apart.
LoopKernels plan(const LoopProgram& program) {
  const auto at = [](std::int64_t number) { return reinterpret_cast<std::byte*>((number + 1) << 32); };
  const LaunchMemory memory{[&](std::int32_t buffer) { return at(buffer); },
                            [&](std::int64_t) { return at(1000); },
                            [](const std::vector<std::byte>&) -> const unsigned char* {
                              throw std::logic_error("a short program stays in the kernel's argument");
                            }};
  return make_launches(program, {132, std::size_t{227} * 1024, 0}, memory, 0, nullptr);
}

class CudaLaunches : public testing::TestWithParam<Expected> {};

TEST_P(CudaLaunches, AreOfTheExpectedKernels) {
  const Expected& want = GetParam();
  const ProgramBuilder builder = case_of(want.shape).make();
  const LoopKernels kernels = plan(builder.program);
  EXPECT_EQ(kernels.name, want.name);
  ASSERT_EQ(kernels.launches.size(), want.launches);
  EXPECT_EQ(kernels.launches[0].block_x, want.block_x);
}

INSTANTIATE_TEST_SUITE_P(Shapes, CudaLaunches, testing::ValuesIn(kExpected), [](const auto& shape) {
  std::string name = shape.param.shape;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
});

TEST(CudaLaunches, RowsThatItemsHoldWholeAreOneStageWithoutSlots) {
  for (const char* shape : {"row softmax f32 16k x 4k", "add and row layernorm bf16"}) {
    const ProgramBuilder builder = case_of(shape).make();
    const InterpreterLaunch launch = plan(builder.program).launches[0];
    EXPECT_EQ(launch.argument.last_stage, 1) << shape;
    EXPECT_EQ(launch.argument.head.slots, 0) << shape;
    EXPECT_EQ(shape_of(launch), KernelShape::rows) << shape;
  }
}

TEST(CudaLaunches, SumsOfColumnsAreStoredByWhoeverCombinesTheirSplits) {
  const ProgramBuilder builder = case_of("column sum f32 64k x 1k").make();
  const InterpreterLaunch launch = plan(builder.program).launches[0];
  ASSERT_EQ(launch.after.size(), 1U);
  EXPECT_EQ(launch.after[0].to.memory, reinterpret_cast<void*>(std::uintptr_t{2} << 32));
  EXPECT_EQ(launch.after[0].splits, 512);
}

TEST(CudaLaunches, ScansInOnePassBeginWithClearedTileStatus) {
  const ProgramBuilder builder = case_of("scan f32 64 x 1m").make();
  const InterpreterLaunch launch = plan(builder.program).launches[0];
  EXPECT_NE(launch.argument.tile_status, nullptr);
  EXPECT_EQ(launch.clear_bytes, ScanTileStatus::bytes(1, 64, 256));
  EXPECT_EQ(launch.blocks, 132U * static_cast<unsigned>(kResidentBlocks));
}

}  // namespace
}  // namespace ireplay
