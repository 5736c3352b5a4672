// Factorizations as programs, run on the CPU, against the rows' own implementations.
#include "replay/solver_cpu.hpp"

#include <gtest/gtest.h>

#include "tests/support/solver_cases.hpp"

namespace ireplay {
namespace {

void expect_programs_agree(TestLayout layout) {
  RandomNumbers random(7);
  for (int round = 0; round < 3; ++round)
    for (const CallCase& call : make_solver_cases(random, 12)) {
      ExternCase c = make_extern_case(call.text, call.operands, call.results, layout);
      const std::optional<ExternProgram> program = make_extern_program(c.call, c.plan);
      const std::string what =
          call.text + " of " +
          to_text(call.operands.begin()->second.dtype, call.operands.begin()->second.size);
      ASSERT_TRUE(program) << what;
      run_extern_program(*program, c.plan, [&](const TensorView& view) { return c.view(view); });
      std::vector<HostTensor> got;
      for (const std::int32_t result : c.call.results) got.push_back(c.value(result));
      expect_same_factors(call, run_on_cpu(call, layout), got, what);
      if (testing::Test::HasFatalFailure()) return;
    }
}

TEST(SolverPrograms, AgreeWithTheRows) { expect_programs_agree(TestLayout::dense); }
TEST(SolverPrograms, AgreeWithTheRowsInAwkwardMemory) { expect_programs_agree(TestLayout::awkward); }

}  // namespace
}  // namespace ireplay
