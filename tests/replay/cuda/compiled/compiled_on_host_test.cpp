// The texts of kernels that are compiled at run time, without a device: the host's compiler takes them, they
// run thread by thread, against the CPU engine's loops.
#include "tests/support/compiled_on_host.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>

#include "replay/cpu/memory.hpp"
#include "replay/cpu/run_call.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/loop_cases.hpp"
#include "tests/support/random_body.hpp"

namespace ireplay {
namespace {

constexpr ScheduleDevice kSmall{1, 64};  // few threads fill it: long vectors and loops on little work
constexpr ScheduleDevice kLarge{132, 2048};

/// Cases are collected, compiled in one go, then run.
class Cases {
 public:
  explicit Cases(ScheduleDevice device) : kernels_(device) {}

  ExpectAgreement collector() {
    return [this](ProgramBuilder& builder, double rtol, const std::string& what) {
      cases_.push_back({builder, builder, rtol, what, 0});
      Case& added = cases_.back();
      added.kernel = kernels_.add(added.got.program, added.got.host_buffers());
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
  std::deque<Case> cases_;
};

class CompiledOnHostTest : public testing::TestWithParam<ScheduleDevice> {};

TEST_P(CompiledOnHostTest, AgreeOnLoops) {
  Cases cases(GetParam());
  for (const auto suite : {conversions, reductions, integer_reductions, later_stages, overwriting,
                           atomic_additions, divided_indices, transposed_operands, column_sums,
                           operands_used_twice, uniforms_of_rows, gathered_rows, sums_of_gathered_rows,
                           gathered_elements, gathers_at_computed_indices, repeated_elements})
    suite(cases.collector());
  cases.expect_agreement();
}

TEST_P(CompiledOnHostTest, AgreeOnRandomPrograms) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 60 : static_cast<unsigned>(std::atoi(wanted));
  Cases cases(GetParam());
  for (unsigned seed = 1; seed <= count; ++seed) {
    ProgramBuilder points = random_program(seed), rows = random_rows(seed);
    cases.collector()(points, 0, "seed " + std::to_string(seed));
    cases.collector()(rows, 1e-2, "rows of seed " + std::to_string(seed));
  }
  cases.expect_agreement();
}

INSTANTIATE_TEST_SUITE_P(Devices, CompiledOnHostTest, testing::Values(kSmall, kLarge),
                         [](const auto& device) {
                           return std::string(device.param.multiprocessors == 1 ? "Small" : "Large");
                         });

/// A captured graph whose programs are all on compiled kernels.
class GraphOnHost {
 public:
  GraphOnHost(const CaseFiles& files, bool unfused, CompiledOnHost& kernels)
      : captured(files), kernels_(kernels), memory_(captured.plan(), false) {
    for (const Step& step : captured.plan().steps) {
      const bool joined = !unfused && !step.joined.empty();
      for (const LoopProgram& program : joined ? step.joined : step.programs) {
        std::vector<HostBuffer> buffers;
        for (const BufferUse& use : program.buffers) buffers.push_back(memory_.buffer(use));
        numbers_.push_back(kernels.add(program, buffers));
      }
      of_step_.push_back(numbers_.size());
    }
  }

  TensorMap run() {
    memory_.fill(captured.inputs());
    const Plan& plan = captured.plan();
    std::size_t next = 0;
    for (std::size_t s = 0; s < plan.steps.size(); ++s) {
      for (; next < of_step_[s]; ++next) kernels_.run(numbers_[next]);
      if (plan.steps[s].kind == Step::Kind::extern_call)
        run_call_cpu(plan.steps[s].call, plan,
                     [this](const TensorView& tensor) { return memory_.view(tensor); });
    }
    TensorMap outputs;
    for (const PlanOutput& output : plan.outputs)
      if (output.view.buffer != kNone) outputs[output.key] = memory_.gather(output.view);
    return outputs;
  }

  CapturedCase captured;

 private:
  CompiledOnHost& kernels_;
  HostMemory memory_;
  std::vector<std::size_t> numbers_, of_step_;
};

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
  std::deque<std::pair<std::string, GraphOnHost>> graphs;
  for (const CaseFiles& files : captured_with_tensors(folder)) {
    if (number++ % stride != 0 || points_of(CapturedCase(files).plan()) > kMostPoints) continue;
    for (const bool unfused : {false, true})
      graphs.emplace_back(std::piecewise_construct,
                          std::forward_as_tuple(files.name + (unfused ? ", part by part" : "")),
                          std::forward_as_tuple(files, unfused, kernels));
  }
  kernels.compile();
  for (auto& [name, graph] : graphs) {
    SCOPED_TRACE(name);
    ++replayed;
    for (const Comparison& c : graph.captured.judge(graph.run()))
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
