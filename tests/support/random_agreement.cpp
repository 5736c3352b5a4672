#include "tests/support/random_agreement.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "parser/parse.hpp"
#include "replay/lower/make_plan.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/verdict/judge.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/random_body.hpp"
#include "tests/support/same_tensors.hpp"
#include "tests/support/test_seed.hpp"

namespace ireplay {
namespace {

/// Whether a program adds up floats: the device does so in their own type, the CPU in double.
bool adds_floats(const Plan& plan) {
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      for (const Instruction& instruction : program.instructions)
        if ((instruction.opcode == Opcode::reduce || instruction.opcode == Opcode::scan ||
             instruction.mode == StoreMode::atomic_add) &&
            is_floating(instruction.dtype))
          return true;
  return false;
}

}  // namespace

testing::AssertionResult outputs_agree(const Plan& plan, const RandomBody& body, const TensorMap& got,
                                       const TensorMap& want) {
  ReferenceMatch match;
  for (std::size_t k = 0; k < plan.outputs.size(); ++k)
    match.pairs.push_back({plan.outputs[k].key, k, borrowed(want.at(plan.outputs[k].key))});
  const bool judged = adds_floats(plan);
  const auto comparisons = judged ? judge_outputs(plan, body.inputs, got, match, ReferenceRounding::fused, 1)
                                  : std::vector<Comparison>();
  for (std::size_t k = 0; k < plan.outputs.size(); ++k) {
    const std::string& key = plan.outputs[k].key;
    testing::AssertionResult same = are_same(got.at(key), want.at(key), body.exact);
    if (!same && !(judged && comparisons[k].passes()))
      return same << " (" << key << (judged ? "; " + to_text(comparisons[k]) : "") << ")";
  }
  return testing::AssertionSuccess();
}

Plan plan_of(const RandomBody& body) {
  const Source source("body", body.text);
  const Dump dump = parse_dump(source);
  Plan plan = make_plan({&dump, nullptr, nullptr}, {});
  join_fused_steps(plan);
  return plan;
}

namespace {

void check(Engine& engine, const RandomBody& body, std::int64_t& joined) {
  const Plan plan = plan_of(body);
  for (const Step& step : plan.steps) joined += step.joined.empty() ? 0 : 1;
  RunOptions options;
  options.measure = false;
  options.threads = 1;
  const TensorMap want = make_cpu_engine()->run(plan, body.inputs, options).outputs;
  for (const bool unfused : {true, false}) {
    options.unfused = unfused;
    const RunResult got = engine.run(plan, body.inputs, options);
    std::string kernels;
    for (const StepResult& step : got.steps) kernels += step.kernel + "; ";
    EXPECT_EQ(kernels.find("cpu"), kernels.npos) << kernels;
    ASSERT_TRUE(outputs_agree(plan, body, got.outputs, want))
        << (unfused ? "part by part" : "joined") << " by " << kernels;
  }
}

}  // namespace

void expect_random_bodies_agree(Engine& engine, std::uint64_t count) {
  if (const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS")) count = std::strtoull(wanted, nullptr, 10);
  const std::uint64_t first = test_seed();
  std::cout << count << " bodies with seeds from " << first << '\n';
  std::int64_t joined = 0, failed = 0;
  for (std::uint64_t seed = first; seed < first + count && failed < 20; ++seed) {
    const RandomBody body = random_body(seed, seed % 8 == 0);
    SCOPED_TRACE("seed " + std::to_string(seed) + '\n' + body.text);
    const int before = testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count();
    try {
      check(engine, body, joined);
    } catch (const Error& error) {
      ADD_FAILURE() << to_text(error);
    }
    failed +=
        testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count() > before ? 1 : 0;
  }
  std::cout << joined << " fused nodes joined\n";
  EXPECT_GT(joined, 0);
}

}  // namespace ireplay
