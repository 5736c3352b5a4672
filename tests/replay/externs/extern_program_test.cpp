// Library calls written as loop programs and products, run on the CPU, against PyTorch's results.
#include <gtest/gtest.h>

#include "parser/source.hpp"
#include "replay/cpu/run_parts.hpp"
#include "replay/externs/program.hpp"
#include "tests/support/call_cases.hpp"
#include "tests/support/extern_judge.hpp"

namespace ireplay {
namespace {

class ExternProgramCases : public testing::TestWithParam<const char*> {
 protected:
  static void check(TestLayout layout) {
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      try {
        const auto program = parts_to_run(c.step(), c.plan);
        if (!program) continue;
        run_extern_program_as_written(
            *program, c.plan, [&](const TensorView& view) { return c.view(view); },
            [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
              run_loops(loops, buffers, {});
            });
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        continue;
      }
      for (const auto& [buffer, want] : c.expected)
        expect_near(want, c.value(buffer),
                    c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
  }
};

TEST_P(ExternProgramCases, AreWhatPyTorchComputes) { check(TestLayout::dense); }
TEST_P(ExternProgramCases, MayLieInMemoryInAnyWay) { check(TestLayout::awkward); }

INSTANTIATE_TEST_SUITE_P(Families, ExternProgramCases, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

class RandomCalls : public testing::TestWithParam<TestLayout> {};

TEST_P(RandomCalls, AgreeWithTheRows) {
  RandomNumbers random(test_seed());
  for (int round = 0; round < 4; ++round)
    for (const CallCase& call : make_call_cases(random)) {
      SCOPED_TRACE(call.text);
      ExternCase c = make_extern_case(call.text, call.operands, call.results, GetParam());
      const std::vector<HostTensor> want = run_on_cpu(call, GetParam());
      const auto program = parts_to_run(c.step(), c.plan);
      ASSERT_TRUE(program);
      run_extern_program_as_written(
          *program, c.plan, [&](const TensorView& view) { return c.view(view); },
          [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
            run_loops(loops, buffers, {});
          });
      for (std::size_t k = 0; k < want.size(); ++k)
        expect_near(want[k], c.value(c.call.results[k]), call.text + " result " + std::to_string(k));
      if (HasFatalFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Layouts, RandomCalls, testing::Values(TestLayout::dense, TestLayout::awkward));

}  // namespace
}  // namespace ireplay
