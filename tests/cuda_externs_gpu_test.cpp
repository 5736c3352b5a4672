// Library calls on the device against PyTorch's results: the cases of the CPU's own test, through the CUDA
// engine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parser/source.hpp"
#include "replay/engine.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

Engine* engine() {
  static const std::unique_ptr<Engine> made = count_cuda_devices() > 0 ? make_cuda_engine(0) : nullptr;
  return made.get();
}

/// The case as a plan of one step: every storage is an input, given byte by byte.
Plan plan_of(const ExternCase& c, TensorMap& inputs) {
  Plan plan = c.plan;
  plan.inputs.clear();
  plan.outputs.clear();
  plan.steps.clear();
  for (std::size_t k = 0; k < plan.storages.size(); ++k) {
    const auto bytes = static_cast<std::int64_t>(c.memory[k].size());
    const std::string name = "storage" + std::to_string(k);
    plan.storages[k].kind = Storage::Kind::input;
    plan.storages[k].bytes = bytes;
    plan.inputs.push_back({name, static_cast<std::int32_t>(plan.buffers.size())});
    plan.buffers.push_back({name, DType::u8, {bytes}, {1}, 0, static_cast<std::int32_t>(k)});
    inputs[name] = {DType::u8, {bytes}, c.memory[k]};
  }
  for (const auto& [buffer, want] : c.expected) {
    const PlanBuffer& at = c.plan.buffers[static_cast<std::size_t>(buffer)];
    PlanOutput output;
    output.key = std::to_string(buffer);
    output.view = {buffer, at.dtype, at.size, at.stride, at.offset};
    plan.outputs.push_back(output);
  }
  Step step;
  step.kind = Step::Kind::extern_call;
  step.name = c.name;
  step.call = c.call;
  plan.steps.push_back(std::move(step));
  return plan;
}

/// Of sums accumulated in float32 and rounded once to the result's type.
double allowed(DType dtype, double largest) {
  switch (dtype) {
    case DType::f64:
      return 1e-12 * largest;
    case DType::f32:
      return 1e-5 * largest;
    case DType::f16:
      return 2e-3 * largest;
    case DType::bf16:
      return 1.6e-2 * largest;
    default:
      return 0;
  }
}

void expect_near(const HostTensor& want, const HostTensor& got, const std::string& what) {
  ASSERT_EQ(want.size, got.size) << what;
  if (!is_floating(want.dtype)) {
    EXPECT_EQ(want.data, got.data) << what;
    return;
  }
  const std::size_t bytes = bytes_of(want.dtype);
  double largest = 0;
  for (std::size_t at = 0; at < want.data.size(); at += bytes) {
    const double value = load_element(want.data.data() + at, want.dtype).f;
    if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
  }
  for (std::size_t at = 0; at < want.data.size(); at += bytes) {
    const double wanted = load_element(want.data.data() + at, want.dtype).f;
    const double gotten = load_element(got.data.data() + at, want.dtype).f;
    if (wanted == gotten || (std::isnan(wanted) && std::isnan(gotten))) continue;
    ASSERT_LE(std::fabs(wanted - gotten), allowed(want.dtype, largest)) << what << " at " << at / bytes;
  }
}

class CudaExterns : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (engine() == nullptr) GTEST_SKIP() << "no CUDA device";
  }

  static void check(TestLayout layout, bool own_libraries) {
    for (const ExternCase& c : read_extern_cases(GetParam(), layout)) {
      TensorMap inputs;
      const Plan plan = plan_of(c, inputs);
      RunOptions options;
      options.measure = false;
      options.own_libraries = own_libraries;
      try {
        const RunResult result = engine()->run(plan, inputs, options);
        for (const auto& [buffer, want] : c.expected)
          expect_near(want, result.outputs.at(std::to_string(buffer)),
                      c.name + " by " + result.steps[0].kernel);
      } catch (const Error& error) {
        ADD_FAILURE() << c.name << ": " << error.what();
      }
    }
  }
};

TEST_P(CudaExterns, AreWhatPyTorchComputes) { check(TestLayout::dense, true); }
TEST_P(CudaExterns, MayLieInMemoryInAnyWay) { check(TestLayout::awkward, true); }
TEST_P(CudaExterns, NeedNoLibraries) { check(TestLayout::dense, false); }

INSTANTIATE_TEST_SUITE_P(Families, CudaExterns,
                         testing::Values("products", "convolutions", "attention", "sorting", "scans",
                                         "indexing", "embeddings", "pooling", "tensors"),
                         [](const auto& family) { return std::string(family.param); });

}  // namespace
}  // namespace ireplay
