// Graphs of which only output_code.py is there: replayed by its kernels' listings, against PyTorch's tensors
// and against the replay of the scheduler text.
#include <gtest/gtest.h>

#include <algorithm>

#include "replay/engine.hpp"
#include "replay/triton/launch.hpp"
#include "tests/support/captured_case.hpp"

namespace ireplay {

void PrintTo(const CaseFiles& files, std::ostream* out) { *out << files.name; }

namespace {

namespace fs = std::filesystem;

/// Cases of a folder with kernels in Triton and with tensors.
std::vector<CaseFiles> triton_cases(const std::string& folder) {
  std::vector<CaseFiles> cases = captured_with_tensors(folder);
  std::erase_if(cases, [](const CaseFiles& files) {
    if (files.wrapper.empty()) return true;
    const CaseTexts texts = read_texts(files, false);
    return texts.wrapper->text().find("async_compile.triton(") == std::string_view::npos;
  });
  return cases;
}

CaseFiles without_scheduler_text(const CaseFiles& files) {
  CaseFiles alone = find_cases(files.wrapper.string()).front();
  alone.outputs = files.outputs;
  return alone;
}

TensorMap run_on_cpu(const CapturedCase& captured) {
  RunOptions options;
  options.measure = false;
  return make_cpu_engine()->run(captured.plan(), captured.inputs(), options).outputs;
}

bool all_pass(const std::vector<Comparison>& comparisons) {
  return std::ranges::all_of(comparisons,
                             [](const Comparison& c) { return c.passes() || c.status == Status::skipped; });
}

/// A kernel's own text rounds where the kernel does.
bool runs_from_text(const Plan& plan) {
  return std::ranges::any_of(plan.steps, [](const Step& step) { return is_triton(step.call); });
}

std::string test_name(const testing::TestParamInfo<CaseFiles>& info) {
  std::string name = fs::relative(info.param.name, IREPLAY_TESTDATA).string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

class WrapperAlone : public testing::TestWithParam<CaseFiles> {};

TEST_P(WrapperAlone, AgreesWithPyTorchAndWithTheSchedulerText) {
  try {
    const CapturedCase alone(without_scheduler_text(GetParam())), whole(GetParam());
    for (const Step& step : alone.plan().steps)
      if (step.op_kind == "opaque") GTEST_SKIP() << step.name << " is replayed around";
    const TensorMap outputs = run_on_cpu(alone);
    const std::vector<Comparison> comparisons = alone.judge(outputs);
    EXPECT_TRUE(all_pass(comparisons));
    EXPECT_GE(comparisons.size(), alone.references()) << "a tensor of the reference was not compared";
    if (runs_from_text(alone.plan())) return;  // of a template: the scheduler's text runs the library's op
    for (const Comparison& c : alone.judge(outputs, run_on_cpu(whole)))
      EXPECT_TRUE(c.passes() || c.status == Status::skipped) << to_text(c);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::unsupported) << to_text(error);
    GTEST_SKIP() << to_text(error);
  }
}

INSTANTIATE_TEST_SUITE_P(Captured, WrapperAlone, testing::ValuesIn(triton_cases("corpus")), test_name);
INSTANTIATE_TEST_SUITE_P(Versions, WrapperAlone, testing::ValuesIn(triton_cases("corpus_versions")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Forms, WrapperAlone, testing::ValuesIn(triton_cases("captures")), test_name);

/// What cannot be lowered is counted: of twenty graphs at most one.
TEST(WrappersAlone, AreRefusedSeldom) {
  std::size_t lowered = 0, all = 0;
  std::string refused;
  for (const char* folder : {"corpus", "corpus_versions", "captures"})
    for (const CaseFiles& files : triton_cases(folder)) {
      ++all;
      try {
        const CapturedCase alone(without_scheduler_text(files));
        ++lowered;
      } catch (const Error& error) {
        refused.append(to_text(error));
      }
    }
  EXPECT_GE(20 * lowered, 19 * all) << lowered << " of " << all << " are lowered\n" << refused;
}

}  // namespace
}  // namespace ireplay
