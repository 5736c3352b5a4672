// Library calls on the device against PyTorch's results: the cases of the CPU's own test, through the CUDA
// engine.
#include <gtest/gtest.h>

#include "parser/source.hpp"
#include "replay/engine.hpp"
#include "replay/extern_program.hpp"
#include "tests/support/extern_case.hpp"
#include "tests/support/extern_judge.hpp"

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
        const auto program = make_extern_program(c.call, c.plan);
        if (program && (own_libraries || !needs_solver(*program))) {
          EXPECT_NE(result.steps[0].kernel, "cpu fallback") << c.name;
        }
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

INSTANTIATE_TEST_SUITE_P(Families, CudaExterns, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

}  // namespace
}  // namespace ireplay
