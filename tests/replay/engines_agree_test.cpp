#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "parser/parse.hpp"
#include "replay/engine.hpp"
#include "replay/lower/make_plan.hpp"
#include "replay/passes/fuse.hpp"
#include "tests/support/body_evaluator.hpp"
#include "tests/support/random_body.hpp"
#include "tests/support/same_tensors.hpp"
#include "tests/support/test_seed.hpp"

/// Bodies drawn at random, run by the engine and read a second time by something that knows nothing of it.
namespace ireplay {
namespace {

void expect_outputs(const Plan& plan, const RandomBody& body, const TensorMap& want) {
  const RunResult result = make_cpu_engine()->run(plan, body.inputs, {.measure = false, .threads = 1});
  for (const PlanOutput& output : plan.outputs) {
    const auto found = want.find(output.name);
    ASSERT_NE(found, want.end()) << output.name;
    ASSERT_TRUE(are_same(result.outputs.at(output.key), found->second, body.exact));
  }
}

/// The plan with every fused node as the programs that its parts were joined to.
Plan joined(Plan plan) {
  for (Step& step : plan.steps)
    if (!step.joined.empty()) step.programs = step.joined;
  return plan;
}

/// Counts the fused nodes whose parts were joined.
void check(const RandomBody& body, std::int64_t& joined_nodes) {
  const Source source("body", body.text);
  const Dump dump = parse_dump(source);
  const TensorMap want = evaluate_dump(dump, body.inputs);
  Plan plan = make_plan({&dump, nullptr, nullptr}, {});
  join_fused_steps(plan);
  ASSERT_GE(plan.outputs.size(), 1);
  expect_outputs(plan, body, want);
  for (const Step& step : plan.steps) joined_nodes += step.joined.empty() ? 0 : 1;
  SCOPED_TRACE("joined");
  expect_outputs(joined(plan), body, want);
}

TEST(EnginesAgree, OnBodiesDrawnAtRandom) {
  const std::uint64_t first = test_seed();
  std::int64_t joined_nodes = 0, bodies = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t seed = first; seed < first + 3000; ++seed) {
    const RandomBody body = random_body(seed);
    SCOPED_TRACE("seed " + std::to_string(seed) + '\n' + body.text);
    try {
      check(body, joined_nodes);
      ++bodies;
    } catch (const Error& error) {
      FAIL() << to_text(error);
    }
    if (HasFatalFailure()) return;
    if (std::chrono::steady_clock::now() - start > std::chrono::seconds(20)) break;
  }
  std::cout << bodies << " bodies, " << joined_nodes << " fused nodes joined\n";
  EXPECT_GT(bodies, 50);
  EXPECT_GT(joined_nodes, 0);
}

}  // namespace
}  // namespace ireplay
