// The texts of kernels that are compiled at run time, without a device: the host's compiler takes them, they
// run thread by thread, against the CPU engine's loops.
#include "tests/support/compiled_on_host.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <memory>

#include "replay/cpu/memory.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/engine.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/loop_cases.hpp"
#include "tests/support/random_agreement.hpp"
#include "tests/support/test_seed.hpp"

namespace ireplay {
namespace {

constexpr ScheduleDevice kSmall{1, 64};  // few threads fill it: long vectors and loops on little work
constexpr ScheduleDevice kLarge{132, 2048};

/// Cases are collected, compiled in one go, then run.
class Cases {
 public:
  Cases(ScheduleDevice device, bool other_schedules) : kernels_(device), other_schedules_(other_schedules) {}

  ExpectAgreement collector() {
    return [this](ProgramBuilder& builder, double rtol, const std::string& what) {
      cases_.push_back({builder, builder, rtol, what, 0});
      Case& added = cases_.back();
      added.kernel =
          kernels_.add(added.got.program, added.got.host_buffers(), other_schedules_ ? cases_.size() : 0);
    };
  }

  void expect_agreement() {
    kernels_.compile();
    std::size_t compiled = 0;
    for (Case& one : cases_) {
      const std::string how = kernels_.run(one.kernel);
      if (how != "cpu") ++compiled;
      one.want.run();
      const std::vector<HostBuffer> want = one.want.host_buffers();
      for (std::size_t k = 0; k < want.size() && !testing::Test::HasFatalFailure(); ++k)
        expect_elements(want[k], one.got.host_buffers()[k].data, one.rtol, one.what + " by " + how);
      if (testing::Test::HasFatalFailure()) return;
    }
    std::cout << compiled << " of " << cases_.size() << " programs, " << kernels_.texts() << " kernels\n";
    EXPECT_GT(compiled, 0u);
  }

 private:
  struct Case {
    ProgramBuilder got, want;
    double rtol;
    std::string what;
    std::size_t kernel;
  };
  CompiledOnHost kernels_;
  bool other_schedules_;
  std::deque<Case> cases_;
};

struct HostRun {
  const char* name;
  ScheduleDevice device;
  bool other_schedules;  // those that only time would choose, in turn
};

class CompiledOnHostTest : public testing::TestWithParam<HostRun> {};

TEST_P(CompiledOnHostTest, AgreeOnLoops) {
  Cases cases(GetParam().device, GetParam().other_schedules);
  for (const auto suite : {conversions,
                           reductions,
                           integer_reductions,
                           later_stages,
                           overwriting,
                           atomic_additions,
                           divided_indices,
                           transposed_operands,
                           column_sums,
                           operands_used_twice,
                           uniforms_of_rows,
                           gathered_rows,
                           sums_of_gathered_rows,
                           gathered_elements,
                           gathers_at_computed_indices,
                           repeated_elements,
                           scans,
                           scans_of_columns,
                           scans_in_stages,
                           turned_memory,
                           turned_concatenations,
                           cut_ranges,
                           rows_of_turned_operands,
                           moments_of_shares,
                           shares_of_long_rows,
                           functions_beside_a_variable})
    suite(cases.collector());
  cases.expect_agreement();
}

TEST_P(CompiledOnHostTest, AgreeOnRandomPrograms) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 60 : static_cast<unsigned>(std::atoi(wanted));
  Cases cases(GetParam().device, GetParam().other_schedules);
  for (unsigned seed = 1; seed <= count; ++seed) {
    ProgramBuilder points = random_program(seed), rows = random_rows(seed);
    cases.collector()(points, 0, "seed " + std::to_string(seed));
    cases.collector()(rows, 1e-2, "rows of seed " + std::to_string(seed));
  }
  cases.expect_agreement();
}

/// Programs of several lengths and two formulas: two launches, for the arguments of one are limited.
TEST(CompiledBatchOnHost, AgreesProgramByProgram) {
  CompiledOnHost kernels(kLarge);
  std::deque<ProgramBuilder> builders;
  for (std::int64_t k = 0; k < 150; ++k) {
    const std::int64_t count = k % 3 == 0 ? 1000 + k : 64;
    ProgramBuilder& b = builders.emplace_back(std::vector<std::int64_t>{count}, 1);
    const ValueId x = b.load(b.input(some_floats(count, static_cast<unsigned>(k))), b.index({1}));
    const ValueId y = b.load(b.input_as(DType::bf16, some_floats(count, 99)), b.index({1}));
    b.store(b.output(DType::f32, count), b.index({1}), b.scalar(k % 2 == 0 ? "mul" : "sub", {x, y}));
  }
  std::deque<ProgramBuilder> want = builders;
  std::vector<const LoopProgram*> programs;
  std::vector<std::vector<HostBuffer>> buffers;
  for (ProgramBuilder& b : builders) {
    programs.push_back(&b.program);
    buffers.push_back(b.host_buffers());
  }
  const std::size_t batch = kernels.add_batch(programs, buffers);
  kernels.compile();
  kernels.run(batch);
  EXPECT_GT(kernels.launches(batch), 1u);
  for (std::size_t k = 0; k < want.size(); ++k) {
    want[k].run();
    const std::vector<HostBuffer> of_want = want[k].host_buffers();
    for (std::size_t n = 0; n < of_want.size(); ++n)
      expect_elements(of_want[n], buffers[k][n].data, 0, "program " + std::to_string(k));
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, CompiledOnHostTest,
                         testing::Values(HostRun{"Small", kSmall, false}, HostRun{"Large", kLarge, false},
                                         HostRun{"OtherSchedules", kSmall, true}),
                         [](const auto& run) { return std::string(run.param.name); });

/// A plan whose programs are all on compiled kernels; the plan outlives it.
class PlanOnHost {
 public:
  /// `candidate`: of the first program, the next one's is one further.
  PlanOnHost(const Plan& plan, bool unfused, CompiledOnHost& kernels, std::size_t candidate = 0)
      : plan_(plan), kernels_(kernels), memory_(plan, false) {
    for (const Step& step : plan.steps) {
      const bool joined = !unfused && !step.joined.empty();
      for (const LoopProgram& program : joined ? step.joined : step.programs) {
        std::vector<HostBuffer> buffers;
        buffers.reserve(program.buffers.size());
        for (const BufferUse& use : program.buffers) buffers.push_back(memory_.buffer(use));
        numbers_.push_back(kernels.add(program, buffers, candidate == 0 ? 0 : candidate++));
      }
      of_step_.push_back(numbers_.size());
    }
  }

  TensorMap run(const TensorMap& inputs) {
    memory_.fill(inputs);
    std::size_t next = 0;
    for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
      for (; next < of_step_[s]; ++next) kernels_.run(numbers_[next]);
      if (plan_.steps[s].kind == Step::Kind::extern_call)
        run_call_cpu(plan_.steps[s], plan_,
                     [this](const TensorView& tensor) { return memory_.view(tensor); });
    }
    TensorMap outputs;
    for (const PlanOutput& output : plan_.outputs)
      if (output.view.buffer != kNone) outputs[output.key] = memory_.gather(output.view);
    return outputs;
  }

 private:
  const Plan& plan_;
  CompiledOnHost& kernels_;
  HostMemory memory_;
  std::vector<std::size_t> numbers_, of_step_;
};

/// Bodies drawn at random, part by part and joined.
TEST_P(CompiledOnHostTest, AgreeOnRandomBodies) {
  struct Drawn {
    std::uint64_t seed;
    RandomBody body;
    Plan plan;
  };
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const std::uint64_t count = wanted == nullptr ? 60 : std::strtoull(wanted, nullptr, 10);
  CompiledOnHost kernels(GetParam().device);
  std::deque<Drawn> drawn;
  std::deque<std::pair<const Drawn*, std::unique_ptr<PlanOnHost>>> runs;
  for (std::uint64_t seed = test_seed(), end = seed + count; seed < end; ++seed) {
    RandomBody body = random_body(seed, seed % 8 == 0);
    Plan plan = plan_of(body);
    drawn.push_back({seed, std::move(body), std::move(plan)});
    for (const bool unfused : {true, false})
      runs.emplace_back(&drawn.back(), std::make_unique<PlanOnHost>(drawn.back().plan, unfused, kernels,
                                                                    GetParam().other_schedules ? seed : 0));
  }
  kernels.compile();
  int failed = 0;
  for (auto& [of, run] : runs) {
    const TensorMap want =
        make_cpu_engine()->run(of->plan, of->body.inputs, {.measure = false, .threads = 1}).outputs;
    const testing::AssertionResult same = outputs_agree(of->plan, of->body, run->run(of->body.inputs), want);
    EXPECT_TRUE(same) << "seed " << of->seed << '\n' << of->body.text;
    if (!same && ++failed == 20) return;
  }
  std::cout << runs.size() << " runs, " << kernels.texts() << " kernels\n";
}

std::int64_t points_of(const Plan& plan) {
  std::int64_t points = 0;
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      points += parallel_count(program) * std::max<std::int64_t>(reduction_count(program), 1);
  return points;
}

/// Every `stride`th captured graph, fused and part by part.
void replay_captured(const char* folder, std::size_t stride) {
  constexpr std::int64_t kMostPoints = 1'000'000;
  std::size_t number = 0, replayed = 0;
  CompiledOnHost kernels(kSmall);
  std::deque<CapturedCase> captured;
  struct Run {
    std::string name;
    const CapturedCase* captured;
    std::unique_ptr<PlanOnHost> on_host;
  };
  std::deque<Run> runs;
  for (const CaseFiles& files : captured_with_tensors(folder)) {
    if (number++ % stride != 0) continue;
    const CapturedCase& one = captured.emplace_back(files);
    if (points_of(one.plan()) > kMostPoints) {
      captured.pop_back();
      continue;
    }
    for (const bool unfused : {false, true})
      runs.push_back({files.name + (unfused ? ", part by part" : ""), &one,
                      std::make_unique<PlanOnHost>(one.plan(), unfused, kernels)});
  }
  kernels.compile();
  for (const Run& run : runs) {
    SCOPED_TRACE(run.name);
    ++replayed;
    for (const Comparison& c : run.captured->judge(run.on_host->run(run.captured->inputs())))
      EXPECT_TRUE(c.passes() || c.status == Status::skipped) << to_text(c);
  }
  std::cout << replayed << " runs, " << kernels.texts() << " kernels\n";
  EXPECT_GT(replayed, 0u);
}

std::size_t stride_of_graphs() {
  const char* wanted = std::getenv("IREPLAY_GRAPH_STRIDE");
  return wanted == nullptr ? 2 : static_cast<std::size_t>(std::atoi(wanted));
}

TEST(CompiledGraphsOnHost, Corpus) { replay_captured("corpus", stride_of_graphs()); }
TEST(CompiledGraphsOnHost, Captures) { replay_captured("captures", stride_of_graphs()); }
TEST(CompiledGraphsOnHost, Versions) { replay_captured("corpus_versions", stride_of_graphs()); }

}  // namespace
}  // namespace ireplay
