#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>

#include "parser/parse.hpp"
#include "replay/engine.hpp"
#include "replay/graph.hpp"
#include "replay/join_programs.hpp"
#include "tests/support/body_evaluator.hpp"
#include "tests/support/random_body.hpp"

/// Bodies drawn at random, run by the engine and read a second time by something that knows nothing of it.
namespace ireplay {
namespace {

/// What approximated functions may differ by, seen in the type that holds the result.
double tolerance_of(DType dtype) {
  switch (dtype) {
    case DType::f64:
      return 1e-11;
    case DType::bf16:
      return 0x1p-7;
    case DType::f16:
      return 0x1p-10;
    default:
      return 1e-5;
  }
}

bool is_same(double got, double want, double tolerance) {
  if (std::isnan(got) || std::isnan(want)) return std::isnan(got) && std::isnan(want);
  return got == want || std::abs(got - want) <= tolerance * (1e-3 + std::abs(want));
}

double element(const HostTensor& tensor, std::size_t k) {
  const Scalar value = load_element(tensor.data.data() + k * bytes_of(tensor.dtype), tensor.dtype);
  return is_floating(tensor.dtype) ? value.f : static_cast<double>(value.i);
}

void expect_same(const HostTensor& got, const HostTensor& want, bool exact) {
  ASSERT_EQ(to_text(got.dtype, got.size), to_text(want.dtype, want.size));
  const double tolerance = exact || !is_floating(want.dtype) ? 0 : tolerance_of(want.dtype);
  for (std::size_t k = 0; k < static_cast<std::size_t>(numel(want.size)); ++k)
    ASSERT_PRED3(is_same, element(got, k), element(want, k), tolerance) << "element " << k;
}

void expect_outputs(const Plan& plan, const RandomBody& body, const TensorMap& want) {
  const RunResult result = make_cpu_engine()->run(plan, body.inputs, {.measure = false, .threads = 1});
  for (const PlanOutput& output : plan.outputs) {
    const auto found = want.find(output.name);
    ASSERT_NE(found, want.end()) << output.name;
    expect_same(result.outputs.at(output.key), found->second, body.exact);
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
  const std::uint64_t first = std::random_device()();
  std::cout << "seeds from " << first << '\n';
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
