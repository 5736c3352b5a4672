// Library calls on the device against PyTorch's results: the cases of the CPU's own test, through the CUDA
// engine.
#include <gtest/gtest.h>

#include "parser/source.hpp"
#include "replay/engine.hpp"
#include "replay/externs/program.hpp"
#include "tests/support/call_cases.hpp"
#include "tests/support/extern_device.hpp"
#include "tests/support/extern_judge.hpp"

namespace ireplay {
namespace {

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
  plan.steps.push_back(c.step());
  return plan;
}

/// Factorizations that no library has on the device.
bool is_for_lapack(const ExternProgram& program) {
  return std::ranges::any_of(program.parts, [](const auto& part) {
    const auto* solver = std::get_if<SolverPart>(&part);
    return solver != nullptr &&
           (solver->mode.call == SolverCall::ldl || solver->mode.call == SolverCall::ldl_solve ||
            solver->mode.call == SolverCall::general_eigen);
  });
}

class CudaExterns : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }

  static void check(TestLayout layout, bool own_libraries) {
    for (const ExternCase& c : read_extern_cases(GetParam(), layout)) {
      TensorMap inputs;
      const Plan plan = plan_of(c, inputs);
      RunOptions options;
      options.measure = false;
      options.own_libraries = own_libraries;
      try {
        const RunResult result = test_device()->run(plan, inputs, options);
        const auto program = parts_to_run(plan.steps[0], plan);
        if (program && (own_libraries ? !is_for_lapack(*program) : !has_part<SolverPart>(plan.steps[0]))) {
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

class CudaRandomCalls : public testing::TestWithParam<TestLayout> {};

TEST_P(CudaRandomCalls, AgreeWithTheCpu) {
  if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  RandomNumbers random(test_seed());
  for (int round = 0; round < 3; ++round)
    for (const CallCase& call : make_call_cases(random)) {
      const DeviceResults got = run_on_device(call, GetParam());
      const std::string what = call.text + " by " + got.kernel;
      EXPECT_EQ(got.kernel.find("cpu fallback"), std::string::npos) << what;
      const std::vector<HostTensor> want = run_on_cpu(call, GetParam());
      for (std::size_t k = 0; k < want.size(); ++k)
        expect_near(want[k], got.values[k], what + " result " + std::to_string(k));
      if (HasFatalFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Layouts, CudaRandomCalls, testing::Values(TestLayout::dense, TestLayout::awkward));

INSTANTIATE_TEST_SUITE_P(Families, CudaExterns, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

/// Biases that the library adds itself, and those that it cannot take.
TEST(CudaBiases, AreAdded) {
  if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  RandomNumbers random(5);
  std::normal_distribution<double> normal;
  const auto tensor = [&](DType dtype, const Dims& size) {
    return tensor_of(dtype, size, [&](std::int64_t) { return normal(random); });
  };
  for (const DType dtype : {DType::f32, DType::f16, DType::bf16, DType::f64})
    for (const char* scales : {"", ", alpha=0.5", ", beta=0.5"})
      for (const Dims& bias : {Dims{24}, Dims{1, 24}, Dims{16, 1}, Dims{16, 24}}) {
        const CallCase call{
            std::string("extern_kernels.addmm(c, a, b") + scales + ")",
            {{"a", tensor(dtype, {16, 40})}, {"b", tensor(dtype, {40, 24})}, {"c", tensor(dtype, bias)}},
            {zeros(dtype, {16, 24})}};
        for (const TestLayout layout : {TestLayout::dense, TestLayout::awkward})
          expect_near(run_on_cpu(call)[0], run_on_device(call, layout).values[0],
                      call.text + " of " + to_text(dtype, bias));
      }
  const CallCase batched{"extern_kernels.baddbmm(c, a, b)",
                         {{"a", tensor(DType::f32, {3, 16, 40})},
                          {"b", tensor(DType::f32, {3, 40, 24})},
                          {"c", tensor(DType::f32, {24})}},
                         {zeros(DType::f32, {3, 16, 24})}};
  expect_near(run_on_cpu(batched)[0], run_on_device(batched, TestLayout::dense).values[0], batched.text);
}

}  // namespace
}  // namespace ireplay
