// Factorizations as programs, run on the CPU, against the rows' own implementations.
#include "replay/cpu/solver.hpp"

#include <gtest/gtest.h>

#include "replay/cpu/run_parts.hpp"
#include "tests/support/solver_cases.hpp"

namespace ireplay {
namespace {

/// The results of the call's program.
std::vector<HostTensor> run_program(const CallCase& call, TestLayout layout, const std::string& what) {
  ExternCase c = make_extern_case(call.text, call.operands, call.results, layout);
  const auto program = parts_to_run(c.step(), c.plan);
  if (!program) throw std::runtime_error(what + " has no program");
  run_extern_program_as_written(
      *program, c.plan, [&](const TensorView& view) { return c.view(view); },
      [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
        run_loops(loops, buffers, {});
      });
  std::vector<HostTensor> got;
  for (const std::int32_t result : c.call.results) got.push_back(c.value(result));
  return got;
}

void expect_programs_agree(TestLayout layout) {
  RandomNumbers random(7);
  for (int round = 0; round < 3; ++round)
    for (const CallCase& call : make_solver_cases(random, 12)) {
      const std::string what =
          call.text + " of " +
          to_text(call.operands.begin()->second.dtype, call.operands.begin()->second.size);
      const std::vector<HostTensor> got = run_program(call, layout, what);
      expect_same_factors(call, run_on_cpu(call, layout), got, what);
      if (testing::Test::HasFatalFailure()) return;
    }
}

TEST(SolverPrograms, AgreeWithTheRows) { expect_programs_agree(TestLayout::dense); }
TEST(SolverPrograms, AgreeWithTheRowsInAwkwardMemory) { expect_programs_agree(TestLayout::awkward); }

TEST(SolverPrograms, ComplexPivotsAreLapacks) {
  for (const DType dtype : {DType::c64, DType::c128})
    for (const PivotCase& c : make_pivot_cases(dtype)) {
      expect_lapack_pivots(c, run_on_cpu(c.call), c.call.text + " by its row");
      expect_lapack_pivots(c, run_program(c.call, TestLayout::dense, c.call.text),
                           c.call.text + " by its program");
    }
}

}  // namespace
}  // namespace ireplay
