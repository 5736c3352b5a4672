#include "replay/plan/loop_program.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

std::string sentence_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(LoopProgram, CountsItsPoints) {
  const ProgramBuilder b({2, 3, 4, 5}, 2);
  EXPECT_EQ(parallel_count(b.program), 6);
  EXPECT_EQ(reduction_count(b.program), 20);
  EXPECT_EQ(parallel_count(ProgramBuilder({}, 0).program), 1);
  EXPECT_EQ(reduction_count(ProgramBuilder({7}, 1).program), 1);
  EXPECT_EQ(reduction_count(ProgramBuilder({kMost, kMost, 0}, 0).program), 0);
  EXPECT_EQ(sentence_of([] {
              reduction_count(ProgramBuilder({kMost, 2}, 0).program);
            }),
            "a loop nest has more than 2**63 points");
}

TEST(LoopProgram, AffineIndicesAreSumsOfVariables) {
  ProgramBuilder b({2, 3}, 2);
  const IndexId sum = b.index({3, -1}, 7);
  EXPECT_TRUE(is_affine(b.program, sum));
  EXPECT_TRUE(is_affine(b.program, b.index({}, 4)));
  EXPECT_FALSE(is_affine(b.program, b.atom_index(AtomKind::floordiv, sum, b.index({}, 2))));
  const std::int64_t variables[] = {1, 2};
  EXPECT_EQ(evaluate(b.program, sum, variables, nullptr), 8);
}

struct AtomCase {
  AtomKind kind;
  std::int64_t a, b, expected;
};

class Atoms : public testing::TestWithParam<AtomCase> {};

TEST_P(Atoms, HaveThePythonValue) {
  ProgramBuilder b({1}, 1);
  const IndexId index = b.atom_index(GetParam().kind, b.index({}, GetParam().a), b.index({}, GetParam().b));
  EXPECT_EQ(evaluate(b.program, index, nullptr, nullptr), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    All, Atoms,
    testing::Values(AtomCase{AtomKind::floordiv, 7, 2, 3}, AtomCase{AtomKind::floordiv, -7, 2, -4},
                    AtomCase{AtomKind::floordiv, 7, -2, -4}, AtomCase{AtomKind::floordiv, -8, -2, 4},
                    AtomCase{AtomKind::mod, 7, 3, 1}, AtomCase{AtomKind::mod, -7, 3, 2},
                    AtomCase{AtomKind::mod, 7, -3, -2}, AtomCase{AtomKind::mod, -6, 3, 0},
                    AtomCase{AtomKind::mod, kLeast, -1, 0}, AtomCase{AtomKind::multiply, -3, 5, -15},
                    AtomCase{AtomKind::minimum, -3, 5, -3}, AtomCase{AtomKind::maximum, -3, 5, 5},
                    AtomCase{AtomKind::eq, 4, 4, 1}, AtomCase{AtomKind::ne, 4, 4, 0},
                    AtomCase{AtomKind::lt, 3, 4, 1}, AtomCase{AtomKind::lt, 4, 4, 0},
                    AtomCase{AtomKind::le, 4, 4, 1}, AtomCase{AtomKind::logical_and, 5, 0, 0},
                    AtomCase{AtomKind::logical_or, 5, 0, 1}, AtomCase{AtomKind::bit_and, 6, 3, 2},
                    AtomCase{AtomKind::bit_or, 6, 3, 7}, AtomCase{AtomKind::bit_xor, 6, 3, 5}));

TEST(LoopProgram, SelectAndNotLookAtTheirCondition) {
  ProgramBuilder b({1}, 1);
  const IndexId zero = b.index({}, 0), two = b.index({}, 2), three = b.index({}, 3);
  const auto value = [&](IndexId index) { return evaluate(b.program, index, nullptr, nullptr); };
  EXPECT_EQ(value(b.atom_index(AtomKind::select, two, two, three)), 2);
  EXPECT_EQ(value(b.atom_index(AtomKind::select, zero, two, three)), 3);
  EXPECT_EQ(value(b.atom_index(AtomKind::logical_not, zero)), 1);
  // the side that is not taken is not evaluated
  EXPECT_EQ(value(b.atom_index(AtomKind::select, zero, b.atom_index(AtomKind::mod, two, zero), three)), 3);
}

TEST(LoopProgram, ValuesOfInstructionsAreRead) {
  ProgramBuilder b({1}, 1);
  const IndexId index = b.value_index(1, 10);
  const Scalar values[] = {{.i = 3}, {.i = -4}};
  EXPECT_EQ(evaluate(b.program, index, nullptr, values), -40);
}

TEST(LoopProgram, OverflowAndDivisionByZeroAreErrors) {
  ProgramBuilder b({2}, 1);
  const std::int64_t variables[] = {kMost / 2 + 1};
  const auto evaluation = [&](IndexId index) {
    return sentence_of([&, index] { evaluate(b.program, index, variables, nullptr); });
  };
  const IndexId zero = b.index({}, 0), least = b.index({}, kLeast), minus = b.index({}, -1);
  EXPECT_EQ(evaluation(b.index({2})), "the index's value does not fit 64 bits");
  EXPECT_EQ(evaluation(b.index({1}, kMost / 2 + 1)), "the index's value does not fit 64 bits");
  EXPECT_EQ(evaluation(b.atom_index(AtomKind::floordiv, least, minus)),
            "the index's value does not fit 64 bits");
  EXPECT_EQ(evaluation(b.atom_index(AtomKind::multiply, least, minus)),
            "the index's value does not fit 64 bits");
  EXPECT_EQ(evaluation(b.atom_index(AtomKind::floordiv, minus, zero)), "the index divides by zero");
  EXPECT_EQ(evaluation(b.atom_index(AtomKind::mod, minus, zero)), "the index divides by zero");
}

// ---- verification

struct Damage {
  std::string name;
  std::function<void(LoopProgram&)> damage;
  std::string sentence;
};

void PrintTo(const Damage& at, std::ostream* out) { *out << at.name; }

/// A softmax-like program: load, reduce | exp of the difference, store.
ProgramBuilder two_stages() {
  ProgramBuilder b({2, 3}, 1);
  const auto x = b.input(std::vector<float>{1, 2, 3, 4, 5, 6});
  const auto out = b.output(DType::f32, 6);
  const auto value = b.load(x, b.index({3, 1}));
  const auto largest = b.reduce(ReduceKind::max, {value}, DType::f32);
  b.stage(true);
  b.store(out, b.index({3, 1}), b.scalar("sub", {value, largest}));
  return b;
}

class Verify : public testing::TestWithParam<Damage> {};

TEST_P(Verify, NamesWhatDoesNotFit) {
  ProgramBuilder b = two_stages();
  verify(b.program);
  GetParam().damage(b.program);
  EXPECT_EQ(sentence_of([&] { verify(b.program); }), GetParam().sentence);
}
const std::string kPrefix = "the loop program does not fit together: ";
INSTANTIATE_TEST_SUITE_P(
    Programs, Verify,
    testing::Values(
        Damage{"operand behind", [](LoopProgram& p) { p.instructions[1].operands[0] = 2; },
               "op0: reduction_1 = ops.reduction: " + kPrefix + "operand 2"},
        Damage{"operand missing", [](LoopProgram& p) { p.instructions[2].operands[1] = kNone; },
               "op0: sub_2 = ops.sub: " + kPrefix + "a missing operand"},
        Damage{"reduction read in its stage",
               [](LoopProgram& p) {
                 p.stages = {{0, 4, true}};
               },
               "op0: sub_2 = ops.sub: " + kPrefix + "operand 1 is not complete in its own stage"},
        Damage{"element read once", [](LoopProgram& p) { p.stages[1].per_element = false; },
               "op0: sub_2 = ops.sub: " + kPrefix + "operand 0 is one value for each element"},
        Damage{"reduction outside",
               [](LoopProgram& p) {
                 p.stages = {{0, 1, true}, {1, 4, false}};
               },
               "op0: reduction_1 = ops.reduction: " + kPrefix + "operand 0 is one value for each element"},
        Damage{"buffer", [](LoopProgram& p) { p.instructions[0].buffer = 2; },
               "op0: load_0 = ops.load: " + kPrefix + "the buffer"},
        Damage{"index", [](LoopProgram& p) { p.instructions[0].index = 9; },
               "op0: load_0 = ops.load: " + kPrefix + "an index"},
        Damage{"stages", [](LoopProgram& p) { p.stages[1].begin = 3; }, "op0: " + kPrefix + "a stage"},
        Damage{"labels", [](LoopProgram& p) { p.labels.pop_back(); },
               "op0: " + kPrefix + "the number of labels"},
        Damage{"ranges", [](LoopProgram& p) { p.ranges[0] = -1; }, "op0: " + kPrefix + "a range"},
        Damage{"circular index",
               [](LoopProgram& p) {
                 p.atoms.push_back({AtomKind::logical_not, 0, {0, kNone, kNone}});
                 p.indices[0].terms = {{2, 1}};
               },
               "op0: " + kPrefix + "an index's argument"}));

TEST(LoopProgram, VerificationBoundsTheWorkOfAnIndex) {
  ProgramBuilder b({1}, 1);
  IndexId index = b.index({1});
  for (int k = 0; k < 40; ++k) index = b.atom_index(AtomKind::multiply, index, index);
  EXPECT_EQ(sentence_of([&] { verify(b.program); }), "op0: " + kPrefix + "an index has too many parts");
}

// ---- text

TEST(LoopProgram, TextOfIndices) {
  ProgramBuilder b({2, 3}, 1);
  const IndexId affine = b.index({-1, 4}, -3);
  EXPECT_EQ(to_text(b.program, affine), "-i0 + 4*r0 - 3");
  EXPECT_EQ(to_text(b.program, b.index({}, 5)), "5");
  EXPECT_EQ(to_text(b.program, b.atom_index(AtomKind::mod, affine, b.index({}, 8))),
            "mod(-i0 + 4*r0 - 3, 8)");
  EXPECT_EQ(to_text(b.program, b.value_index(7, 16)), "16*v7");
}

TEST(LoopProgram, TextHasALineForEachInstruction) {
  EXPECT_EQ(to_text(two_stages().program, {"arg0_1", "buf0"}),
            "op0: [2] reducing [3]\n"
            "  reads arg0_1 f32[6]\n"
            "  writes buf0 f32[6]\n"
            "  each element:\n"
            "    v0 f32 = load arg0_1[3*i0 + r0]\n"
            "    v1 f32 = reduce max v0\n"
            "  each element:\n"
            "    v2 f32 = sub v0, v1\n"
            "    store buf0[3*i0 + r0] v2\n");
}

TEST(LoopProgram, TextShowsMasksModesAndSelections) {
  ProgramBuilder b({4}, 1);
  const auto out = b.output(DType::f32, 4);
  const auto mask = b.constant(DType::boolean, 1);
  const auto exponent = b.scalar("frexp", {b.constant(DType::f32, 0.1)}, 1);
  b.store(out, b.index({1}), b.convert(exponent, DType::bf16, true), StoreMode::atomic_add, mask);
  EXPECT_EQ(to_text(b.program),
            "op0: [4]\n"
            "  writes b0 f32[4]\n"
            "  once:\n"
            "    v0 boolean = constant 1\n"
            "    v1 f32 = constant 0.1\n"
            "    v2 i32 = frexp v1 [1]\n"
            "    v3 bf16 = convert v2 rounded\n"
            "    store atomic_add b0[i0] v3 where v0\n");
}

}  // namespace
}  // namespace ireplay
