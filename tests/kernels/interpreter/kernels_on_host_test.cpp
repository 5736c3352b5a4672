// The interpreter's kernels and the planning of their launches, without a device: the kernels are compiled
// for the host and run there, against the CPU engine's loops.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "parser/source.hpp"
#include "replay/cpu/run_parts.hpp"
#include "replay/externs/program.hpp"
#include "replay/verdict/bisect.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/extern_case.hpp"
#include "tests/support/extern_judge.hpp"
#include "tests/support/host_grid.hpp"
#include "tests/support/host_kernel_engine.hpp"
#include "tests/support/loop_cases.hpp"
#include "tests/support/noise_agreement.hpp"
#include "tests/support/random_agreement.hpp"

namespace ireplay {
namespace {

/// Runs on the host's kernels with as many items a thread as the size asks for and with thirty-two.
void expect_agreement(ProgramBuilder& builder, double rtol, const std::string& what) {
  std::vector<std::pair<std::string, ProgramBuilder>> runs;
  for (const int items : {0, 32}) {
    ProgramBuilder& own = runs.emplace_back("", builder).second;
    runs.back().first = run_on_kernels(builder.program, own.host_buffers(), items);
  }
  builder.run();
  const std::vector<HostBuffer> want = builder.host_buffers();
  for (auto& [kernel, own] : runs)
    for (std::size_t k = 0; k < want.size() && !testing::Test::HasFatalFailure(); ++k)
      expect_elements(want[k], own.host_buffers()[k].data, rtol, what + " by " + kernel);
}

constexpr std::int64_t kMostPoints = 2'000'000;

/// How often all programs of a plan go through their bodies.
std::int64_t points_of(const Plan& plan) {
  std::int64_t points = 0;
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      points += parallel_count(program) * std::max<std::int64_t>(reduction_count(program), 1);
  return points;
}

TEST(KernelsOnHost, ConvertBetweenAllTypes) { conversions(expect_agreement); }
TEST(KernelsOnHost, ReduceInEveryShape) { reductions(expect_agreement); }
TEST(KernelsOnHost, ReduceIntegers) { integer_reductions(expect_agreement); }
TEST(KernelsOnHost, UseReductionsInLaterStages) { later_stages(expect_agreement); }
TEST(KernelsOnHost, ReadWhatTheyOverwrite) { overwriting(expect_agreement); }
TEST(KernelsOnHost, Scan) { scans(expect_agreement); }
TEST(KernelsOnHost, ScansOfColumns) { scans_of_columns(expect_agreement); }
TEST(KernelsOnHost, ScansInStages) { scans_in_stages(expect_agreement); }
TEST(KernelsOnHost, TurnedMemory) { turned_memory(expect_agreement); }
TEST(KernelsOnHost, TurnedConcatenations) { turned_concatenations(expect_agreement); }
TEST(KernelsOnHost, CutRanges) { cut_ranges(expect_agreement); }
TEST(KernelsOnHost, RowsOfTurnedOperands) { rows_of_turned_operands(expect_agreement); }
TEST(KernelsOnHost, MomentsOfShares) { moments_of_shares(expect_agreement); }
TEST(KernelsOnHost, SharesOfLongRows) { shares_of_long_rows(expect_agreement); }
TEST(KernelsOnHost, AddAtomicallyInEveryType) { atomic_additions(expect_agreement); }
TEST(KernelsOnHost, DivideIndices) { divided_indices(expect_agreement); }
TEST(KernelsOnHost, TurnTilesOfTransposedOperands) { transposed_operands(expect_agreement); }
TEST(KernelsOnHost, AddUpColumns) { column_sums(expect_agreement); }
TEST(KernelsOnHost, ReadAnOperandTwice) { operands_used_twice(expect_agreement); }
TEST(KernelsOnHost, ComputeUniforms) { uniforms_of_rows(expect_agreement); }

TEST(KernelsOnHost, GatherRows) { gathered_rows(expect_agreement); }
TEST(KernelsOnHost, AddUpGatheredRows) { sums_of_gathered_rows(expect_agreement); }
TEST(KernelsOnHost, GatherElements) { gathered_elements(expect_agreement); }
TEST(KernelsOnHost, GatherAtComputedIndices) { gathers_at_computed_indices(expect_agreement); }
TEST(KernelsOnHost, RepeatElements) { repeated_elements(expect_agreement); }

TEST(KernelsOnHost, GathersOutOfBoundsSayWhere) {
  const struct {
    BadGather bad;
    const char* message;  // after the statement's name
  } cases[] = {
      {{65, 64, 64, 0, 40, 53, true, DType::bf16}, "indirect: index 53 of 53"},
      {{65, 64, 64, 0, 40, -54, true, DType::f32}, "indirect: index -1 of 53"},
      {{65, 64, 64, 0, 40, (std::int64_t{1} << 40) + 1, true, DType::f32},
       "indirect: index 2147483647 of 53"},
      {{65, 64, 64, 0, 40, 1 - (std::int64_t{1} << 40), true, DType::f32},
       "indirect: index -2147483595 of 53"},
      {{65, 4, 4, 0, 40, 53, false, DType::f32}, "load: index 212 of 212"},
      {{65, 8, 8, 0, 40, 53, false, DType::bf16}, "load: index 424 of 424"},
      {{65, 8, 8, 0, 40, -1, false, DType::bf16}, "load: index -8 of 424"},
      {{65, 8, 8, 3, 40, 52, false, DType::bf16}, "load: index 421 of 421"},
      {{65, 8, 8, 5, 40, 52, false, DType::f16}, "load: index 419 of 419"},
      {{65, 4, 4, 3, 40, 52, false, DType::f32}, "load: index 209 of 209"},
      {{65, 8, 9, 0, 40, -1, false, DType::bf16}, "load: index -9 of 424"},
      {{65, 3, 3, 0, 64, 53, false, DType::f32}, "load: index 159 of 159"},
  };
  for (const auto& [bad, message] : cases)
    for (const int items : {16, 32}) {
      ProgramBuilder b = gather_with_one_bad_index(bad);
      try {
        run_on_kernels(b.program, b.host_buffers(), items);
        ADD_FAILURE() << message << " is not found by " << items << " items";
      } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find(std::string("ops.") + message), std::string::npos)
            << to_text(error) << ", not " << message;
      }
    }
}

TEST(KernelsOnHost, RandomBodiesAgree) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 300 : static_cast<unsigned>(std::atoi(wanted));
  for (unsigned seed = 1; seed <= count && !HasFatalFailure(); ++seed) {
    ProgramBuilder b = random_program(seed), rows = random_rows(seed);
    expect_agreement(b, 0, "seed " + std::to_string(seed));
    if (!HasFatalFailure()) expect_agreement(rows, 1e-2, "rows of seed " + std::to_string(seed));
  }
}

TEST(KernelsOnHost, AgreeOnEverythingThatBodiesMayHold) {
  for (const int items : {0, 32}) expect_random_bodies_agree(*make_host_kernel_engine(items), 200);
}

/// Captured graphs, fused as they are and part by part, against PyTorch's tensors.
TEST(KernelsOnHost, ReplayCapturedGraphs) {
  int replayed = 0;
  for (const char* folder : {"corpus", "captures", "corpus_versions"})
    for (const CaseFiles& files : captured_with_tensors(folder)) {
      const CapturedCase captured(files);
      if (points_of(captured.plan()) > kMostPoints) continue;
      ++replayed;
      for (const bool unfused : {false, true})
        for (const int items : {0, 32}) {
          RunOptions options;
          options.measure = false;
          options.unfused = unfused;
          const RunResult run =
              make_host_kernel_engine(items)->run(captured.plan(), captured.inputs(), options);
          for (const Comparison& c : captured.judge(run.outputs))
            EXPECT_TRUE(c.passes() || c.status == Status::skipped)
                << files.name << ", " << items << " items" << (unfused ? ", part by part: " : ": ")
                << to_text(c);
        }
    }
  std::cout << replayed << " graphs\n";
  EXPECT_GT(replayed, 200);
}

/// The kernels op by op, fused as the engine fuses and node by node, held against both judges.
TEST(KernelsOnHost, NoOpOfACapturedGraphIsAtFault) {
  const auto engine = make_host_kernel_engine(0);
  int number = 0;
  for (const CaseFiles& files : captured_with_tensors("corpus")) {
    if (number++ % 6 != 0) continue;
    const CapturedCase captured(files);
    if (points_of(captured.plan()) > kMostPoints / 10) continue;
    for (const auto kind : {BisectJudge::Kind::cpu, BisectJudge::Kind::exact})
      for (const bool by_node : {false, true}) {
        BisectOptions options;
        options.by_node = by_node;
        const Bisection found = bisect(captured.plan(), captured.inputs(), *engine,
                                       {kind, {}, ReferenceRounding::fused}, options);
        EXPECT_FALSE(found.guilt) << files.name << ": " << found.ops[found.guilt->shown].name << ": "
                                  << to_text(found.guilt->evidence);
        EXPECT_TRUE(found.other_as_a_whole.empty()) << files.name;
      }
  }
}

/// Library calls that are written as loop programs, against PyTorch's results.
class CallsOnHostKernels : public testing::TestWithParam<const char*> {};

TEST_P(CallsOnHostKernels, AreWhatPyTorchComputes) {
  for (const TestLayout layout : {TestLayout::dense, TestLayout::awkward})
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      const auto program = parts_to_run(c.step(), c.plan);
      if (!program) continue;
      run_extern_program_as_written(
          *program, c.plan, [&](const TensorView& view) { return c.view(view); },
          [](const LoopProgram& part, const std::vector<HostBuffer>& buffers) {
            run_on_kernels(part, buffers, 0);
          });
      for (const auto& [buffer, want] : c.expected)
        expect_near(want, c.value(buffer),
                    c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
}

INSTANTIATE_TEST_SUITE_P(Families, CallsOnHostKernels, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

TEST(KernelsOnHost, ThreadsThatWaitInVainAreFound) {
  const auto parted = [first = true]() mutable {
    if (std::exchange(first, false))
      meet_block();
    else
      meet_warp();
  };
  EXPECT_THROW(run_grid({1, 1, 32, 1}, parted), std::logic_error);
}

TEST(KernelsOnHost, MeasureNoise) { expect_noise_agrees(*make_host_kernel_engine(0), 8); }

}  // namespace
}  // namespace ireplay
