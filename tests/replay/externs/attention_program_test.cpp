// Attention and its gradients as products and loops, run on the CPU, against the rows.
#include <gtest/gtest.h>

#include "replay/cpu/run_parts.hpp"
#include "replay/externs/program.hpp"
#include "tests/support/attention_cases.hpp"
#include "tests/support/extern_judge.hpp"

namespace ireplay {
namespace {

class AttentionProgram : public testing::TestWithParam<TestLayout> {
 protected:
  static void check(AttentionCase at, RandomNumbers& random) {
    at.dtype = DType::f32;  // nothing is rounded on the way
    SCOPED_TRACE(to_text(at));
    const CallCase call = make_attention_call(at, random);
    ExternCase c = make_extern_case(call.text, call.operands, call.results, GetParam());
    const auto program = parts_to_run(c.step(), c.plan);
    ASSERT_TRUE(program);
    run_extern_program_as_written(
        *program, c.plan, [&](const TensorView& view) { return c.view(view); },
        [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
          run_loops(loops, buffers, {});
        });
    const std::vector<HostTensor> want = run_on_cpu(call);
    for (std::size_t k = 0; k < want.size(); ++k)
      expect_near(want[k], c.value(c.call.results[k]), "result " + std::to_string(k));
  }
};

TEST_P(AttentionProgram, RandomCasesAgreeWithTheRows) {
  RandomNumbers random(test_seed());
  for (int k = 0; k < 20; ++k) {
    AttentionCase at = draw_attention_case(random, k % 2 == 1);
    at.rows = std::min<std::int64_t>(at.rows, 40), at.columns = std::min<std::int64_t>(at.columns, 40);
    check(at, random);
    if (HasFatalFailure()) return;
  }
}

TEST_P(AttentionProgram, GradientsOfABias) {
  RandomNumbers random(test_seed());
  for (const char* bias : {"bhlk", "hlk", "bk", "k"}) {
    check({.kernel = "efficient",
           .backward = true,
           .batch = 2,
           .heads = 2,
           .group = 2,
           .rows = 5,
           .columns = 7,
           .bias = bias,
           .bias_gradient = true},
          random);
    if (HasFatalFailure()) return;
  }
}

/// More scores than are made at once: heads of one batch take turns.
TEST_P(AttentionProgram, HeadsTakeTurns) {
  if (GetParam() != TestLayout::dense) return;
  const AttentionCase at{.batch = 2, .heads = 3, .rows = 16384, .columns = 8192};
  for (const bool backward : {false, true}) {
    const std::int64_t heads = at.heads;
    const Dims query{at.batch, heads, at.rows, at.depth}, key{at.batch, heads, at.columns, at.depth};
    CallCase call;
    call.text = backward
                    ? "aten._scaled_dot_product_flash_attention_backward.default(g, q, k, v, o, l, None, "
                      "None, 1, 1, 0.0, False, None, None)"
                    : "aten._scaled_dot_product_flash_attention.default(q, k, v)";
    for (const char* name : {"q", "o", "g"}) call.operands[name] = zeros(DType::bf16, query);
    for (const char* name : {"k", "v"}) call.operands[name] = zeros(DType::bf16, key);
    call.operands["l"] = zeros(DType::f32, {at.batch, heads, at.rows});
    call.results = {zeros(DType::bf16, query), zeros(DType::bf16, key), zeros(DType::bf16, key)};
    if (!backward) call.results = {zeros(DType::bf16, query), zeros(DType::f32, {at.batch, heads, at.rows})};
    const ExternCase c = make_extern_case(call.text, call.operands, call.results);
    const auto program = parts_to_run(c.step(), c.plan);
    ASSERT_TRUE(program);
    std::int64_t bytes = 0;
    for (const ExternTemporary& temporary : program->temporaries) bytes = std::max(bytes, temporary.bytes);
    EXPECT_EQ(bytes, std::int64_t{1} << 30);  // two heads' scores
    EXPECT_EQ(program->parts.size(), backward ? 1 + 4 * 6U : 4 * 3U);
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, AttentionProgram, testing::Values(TestLayout::dense, TestLayout::awkward));

}  // namespace
}  // namespace ireplay
