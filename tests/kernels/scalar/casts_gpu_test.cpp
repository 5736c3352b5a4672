#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>

#include "replay/case/tensor_file.hpp"
#include "tests/support/extern_device.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

/// The cases of casts_test.cpp, computed by a loop program on the device.
class CastTableOnDevice : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

/// A plan that loads `in`, converts and stores: `in` is an input, `out` an output.
Plan cast_plan(const HostTensor& in, DType to) {
  const std::int64_t count = numel(in.size);
  ProgramBuilder b({count}, 1);
  const std::int32_t from = b.output(in.dtype, count), into = b.output(to, count);
  const ValueId value = b.load(from, b.index({1}));
  b.store(into, b.index({1}), b.convert(value, to, true));
  b.program.buffers[static_cast<std::size_t>(from)].written = false;
  Plan plan;
  for (const BufferUse& use : b.program.buffers) {
    const bool given = use.buffer == from;
    Storage storage;
    storage.kind = given ? Storage::Kind::input : Storage::Kind::arena;
    storage.name = given ? "in" : "out";
    storage.bytes = count * static_cast<std::int64_t>(bytes_of(use.dtype));
    plan.storages.push_back(storage);
    plan.buffers.push_back({storage.name, use.dtype, {count}, {1}, 0, use.buffer});
  }
  plan.inputs.push_back({"in", from});
  PlanOutput output;
  output.key = output.name = "out";
  output.view = {into, to, {count}, {1}, 0};
  plan.outputs.push_back(output);
  Step step;
  step.kind = Step::Kind::loops;
  step.name = "op0";
  step.programs.push_back(b.program);
  plan.steps.push_back(std::move(step));
  return plan;
}

/// NaN of a type with several has a payload that hardware chooses.
bool is_wide_nan(const std::byte* element, DType dtype) {
  return is_floating(dtype) && bytes_of(dtype) >= 4 && std::isnan(load_element(element, dtype).f);
}

void expect_same_bits(const HostTensor& got, const HostTensor& want, const std::string& what) {
  const std::size_t bytes = bytes_of(want.dtype);
  ASSERT_EQ(got.data.size(), want.data.size()) << what;
  for (std::size_t at = 0; at < want.data.size(); at += bytes) {
    if (std::memcmp(got.data.data() + at, want.data.data() + at, bytes) == 0) continue;
    const bool both_nan =
        is_wide_nan(got.data.data() + at, want.dtype) && is_wide_nan(want.data.data() + at, want.dtype);
    ASSERT_TRUE(both_nan) << what << ": element " << at / bytes << " is "
                          << load_element(got.data.data() + at, want.dtype).f << ", not "
                          << load_element(want.data.data() + at, want.dtype).f;
  }
}

TEST_F(CastTableOnDevice, StoresTheBitsThatPyTorchStores) {
  const TensorMap tables = read_tensors(IREPLAY_TESTDATA "/corpus/tables/casts.safetensors");
  std::size_t casts = 0;
  for (const auto& [name, want] : tables) {
    if (name.ends_with(".in")) continue;
    HostTensor in = tables.find(name.substr(0, name.find('.')) + ".in")->second;
    in.size = {numel(in.size)};
    const Plan plan = cast_plan(in, want.dtype);
    for (const char* kernels : {"auto", "prebuilt"}) {
      RunOptions options;
      options.measure = false;
      options.kernels = kernels;
      const RunResult result = test_device()->run(plan, {{"in", in}}, options);
      expect_same_bits(result.outputs.at("out"), want, name + " by " + result.steps[0].kernel);
    }
    ++casts;
  }
  EXPECT_EQ(casts + 5, tables.size());
}

}  // namespace
}  // namespace ireplay
