#include "replay/lower/listing/scan_combine.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "replay/lower/listing/kernel_listings.hpp"

namespace ireplay {
namespace {

constexpr const char* kAdd = R"(@triton.jit
def _triton_helper_fn_add0(arg0_0, arg1_0):
    tmp0 = arg0_0 + arg1_0
    return tmp0
)";

constexpr const char* kLogAddExp = R"(@triton.jit
def _triton_helper_fn_minimum_maximum_add_where1(arg0_0, arg1_0):
    tmp0 = triton_helpers.minimum(arg0_0, arg1_0)
    tmp1 = triton_helpers.maximum(arg0_0, arg1_0)
    tmp2 = tmp0 != tmp1
    tmp3 = libdevice.isinf(tmp0).to(tl.int1)
    tmp4 = ~tmp3
    tmp5 = tmp2 | tmp4
    tmp6 = tmp0 - tmp1
    tmp7 = tl_math.exp(tmp6)
    tmp8 = libdevice.log1p(tmp7)
    tmp9 = tmp8 + tmp1
    tmp10 = tl.where(tmp5, tmp9, arg0_0)
    return tmp10
)";

/// cummin; with '>' and `tmp2 > tmp3` it is cummax.
constexpr const char* kCumMin = R"(@triton.jit
def _triton_helper_fn0(arg0_0, arg0_1, arg1_0, arg1_1):
    tmp0 = arg0_0 < arg1_0
    tmp1 = arg0_0 == arg1_0
    tmp2 = arg0_0 != arg0_0
    tmp3 = arg1_0 != arg1_0
    tmp4 = tmp2 > tmp3
    tmp5 = tmp0 | tmp4
    tmp6 = tmp2 & tmp3
    tmp7 = tmp1 | tmp6
    tmp8 = arg0_1 > arg1_1
    tmp9 = tmp7 & tmp8
    tmp10 = tmp5 | tmp9
    tmp11 = tl.where(tmp10, arg0_0, arg1_0)
    tmp12 = tl.where(tmp10, arg0_1, arg1_1)
    return tmp11, tmp12
)";

const std::vector<DType> kFloat{DType::f32}, kInteger{DType::i64}, kPair{DType::f32, DType::i64};

ScanCombine find(std::string_view listing, const std::vector<DType>& types,
                 std::vector<std::string_view> origins = {}, std::optional<double> initial = {}) {
  const BodyListing text(listing, {});
  return find_scan_combine({&text.parsed(), origins, initial}, types);
}

TEST(ScanCombine, KnowsFunctionsByWhatTheyCompute) {
  EXPECT_EQ(find(kAdd, kFloat).kind, ScanKind::sum);
  EXPECT_EQ(find(kAdd, kInteger).kind, ScanKind::sum);
  EXPECT_EQ(find(kLogAddExp, kFloat).kind, ScanKind::logaddexp);
  EXPECT_EQ(find(kCumMin, kPair).kind, ScanKind::cummin);
  const auto single = [](const std::string& body) {
    return find("def _triton_helper_fn7(arg0_0, arg1_0):\n    " + body + "\n", kFloat).kind;
  };
  EXPECT_EQ(single("return arg0_0 * arg1_0"), ScanKind::prod);
  EXPECT_EQ(single("return triton_helpers.maximum(arg0_0, arg1_0)"), ScanKind::max);
  EXPECT_EQ(single("tmp0 = triton_helpers.minimum(arg1_0, arg0_0)\n    return tmp0"), ScanKind::min);
  EXPECT_EQ(single("return tl.minimum(arg0_0, arg1_0, tl.PropagateNan.ALL)"), ScanKind::min);
  EXPECT_EQ(single("return arg0_0 - arg1_0"), ScanKind::program);
  EXPECT_EQ(single("return arg0_0 + arg1_0 * 2"), ScanKind::program);
}

TEST(ScanCombine, ReadsAUsersFunctionAsAProgram) {
  const ScanCombine combine = find(R"(@triton.jit
def _triton_helper_fn0(arg0_0, arg0_1, arg1_0, arg1_1):
    tmp0 = 0.5
    tmp1 = tl.full([1], float("-inf"), tl.float32)
    tmp2 = (arg0_0 + arg1_0) * tmp0
    tmp3 = tl.where(tmp2 > tmp1, tmp2, -arg1_0)
    tmp4 = arg0_1.to(tl.int32) << 1
    return tmp3, tmp4
)",
                                   kPair);
  EXPECT_EQ(combine.sentence, "");
  ASSERT_EQ(combine.kind, ScanKind::program);
  EXPECT_EQ(combine.program.members, 2);
  ASSERT_EQ(combine.program.results.size(), 2U);
  for (const Instruction& at : combine.program.instructions)
    EXPECT_TRUE(at.opcode == Opcode::scalar || at.opcode == Opcode::constant || at.opcode == Opcode::convert);
}

TEST(ScanCombine, TakesTheHelperThatTheScanCalls) {
  const std::string listing =
      std::string(kAdd) + kLogAddExp +
      "    tmp3, = tl.associative_scan((tmp2,), 1, _triton_helper_fn_add0)\n"
      "    tmp4, = tl.associative_scan((tmp2,), 1, _triton_helper_fn_minimum_maximum_add_where1)\n";
  const BodyListing text(listing, {});
  ScanSource source{&text.parsed(), {}, {}};
  source.count = 2;
  EXPECT_EQ(find_scan_combine(source, kFloat).kind, ScanKind::sum);
  source.number = 1;
  EXPECT_EQ(find_scan_combine(source, kFloat).kind, ScanKind::logaddexp);
  source.count = 3;  // the listing joined two of them
  EXPECT_NE(find_scan_combine(source, kFloat).sentence, "");
  const std::vector<std::string_view> origins{"aten.cumsum"};
  source.origins = origins;
  EXPECT_EQ(find_scan_combine(source, kFloat).kind, ScanKind::sum);
}

TEST(ScanCombine, TakesTheOriginOrTheInitialValueWithoutAListing) {
  EXPECT_EQ(find("", kFloat, {"aten.add", "aten.logcumsumexp"}).kind, ScanKind::logaddexp);
  EXPECT_EQ(find("", kPair, {"torch.ops.aten.cummax.default"}).kind, ScanKind::cummax);
  EXPECT_EQ(find("", kFloat, {}, 1).kind, ScanKind::prod);
  EXPECT_EQ(find("", kFloat, {}, -std::numeric_limits<double>::infinity()).kind, ScanKind::logaddexp);
  EXPECT_NE(find("", kFloat, {"aten.cummax"}).sentence, "");
  EXPECT_NE(find("", kFloat, {"aten.cumsum", "aten.cumprod"}).sentence, "");
}

TEST(ScanCombine, SaysWhatItDoesNotUnderstand) {
  const auto sentence = [](const std::string& body) {
    return find("def _triton_helper_fn7(arg0_0, arg1_0):\n    " + body + "\n    return tmp0\n", kFloat)
        .sentence;
  };
  const std::string prefix = "the scan's combine function is not understood: _triton_helper_fn7: ";
  EXPECT_EQ(sentence("tmp0 = arg0_0 + tmp9"), prefix + "'tmp9' is unknown here");
  EXPECT_EQ(sentence("tmp0 = frobnicate(arg0_0)"), prefix + "the function 'frobnicate' is not supported");
  EXPECT_EQ(sentence("tmp0 = tl.where(arg0_0, arg1_0)"),
            prefix + "expected an argument number 3 of tl.where");
  const std::string other = prefix + "this statement is none of those that Inductor generates";
  EXPECT_EQ(sentence("for k in range(3): pass"), other);
  EXPECT_EQ(sentence("tmp0 = " + std::string(3000, '(') + std::string(3000, ')')), other);
  EXPECT_EQ(sentence("tmp0 = " + std::string(30000, '-') + "arg0_0"), other);
  for (std::size_t length = 0; length < 300; ++length)  // every cut is a sentence or a kind
    find(std::string_view(kLogAddExp).substr(0, length), kFloat);
}

}  // namespace
}  // namespace ireplay
