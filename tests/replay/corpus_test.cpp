#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "replay/engine.hpp"
#include "tests/support/captured_case.hpp"

/// Every captured graph on the CPU engine against the tensors that PyTorch returned.
namespace ireplay {

void PrintTo(const CaseFiles& files, std::ostream* out) { *out << files.name; }

namespace {

namespace fs = std::filesystem;

std::vector<CaseFiles> cases_under(const std::string& folder) {
  return find_cases((fs::path(IREPLAY_TESTDATA) / folder).string());
}

std::string test_name(const testing::TestParamInfo<CaseFiles>& info) {
  std::string name = fs::relative(info.param.name, IREPLAY_TESTDATA).string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

struct Replayed {
  std::vector<Comparison> comparisons;
  std::vector<std::string> warnings;
  std::size_t references = 0;  // that can be compared
};

Replayed replay(const CaseFiles& files, bool text_only) {
  const CapturedCase captured(files, text_only);
  RunOptions options;
  options.measure = false;
  const RunResult result = make_cpu_engine()->run(captured.plan(), captured.inputs(), options);
  Replayed replayed{captured.judge(result.outputs), captured.plan().warnings, captured.references()};
  if (!captured.random_inputs().empty())
    replayed.warnings.push_back("random values in " + captured.random_inputs().front());
  return replayed;
}

class Corpus : public testing::TestWithParam<CaseFiles> {};

TEST_P(Corpus, AgreesWithPyTorch) {
  if (GetParam().inputs.empty()) GTEST_SKIP() << "this release could not run the graph: there are no tensors";
  try {
    const Replayed replayed = replay(GetParam(), false);
    for (const Comparison& c : replayed.comparisons)
      EXPECT_TRUE(c.passes() || c.status == Status::skipped) << to_text(c);
    EXPECT_GE(replayed.comparisons.size(), replayed.references)
        << "a tensor of the reference was not compared";
  } catch (const Error& error) {
    FAIL() << to_text(error);
  }
}

/// Without output_code.py a graph either agrees, or is refused, or says that the text left something open.
TEST_P(Corpus, TextAloneAgreesOrSaysWhatItLeavesOpen) {
  if (GetParam().inputs.empty()) GTEST_SKIP() << "this release could not run the graph: there are no tensors";
  try {
    const Replayed replayed = replay(GetParam(), true);
    for (const Comparison& c : replayed.comparisons)
      EXPECT_TRUE(c.status != Status::fail || !replayed.warnings.empty()) << to_text(c);
  } catch (const Error& error) {
    EXPECT_FALSE(std::string(error.what()).empty());
    EXPECT_NE(error.kind(), Error::Kind::device) << to_text(error);
  }
}

std::vector<CaseFiles> with_earlier_text(const std::string& folder) {
  std::vector<CaseFiles> cases = cases_under(folder);
  std::erase_if(cases, [](const CaseFiles& files) { return files.pre.empty(); });
  return cases;
}

class BeforeFusion : public testing::TestWithParam<CaseFiles> {};

/// The nodes one by one, with the wrapper of the fused ones.
TEST_P(BeforeFusion, AgreesWithPyTorch) {
  if (GetParam().inputs.empty()) GTEST_SKIP() << "this release could not run the graph: there are no tensors";
  CaseFiles files = GetParam();
  files.ir = std::exchange(files.pre, {});
  files.before_fusion = true;
  for (const Comparison& c : replay(files, false).comparisons)
    EXPECT_TRUE(c.passes() || c.status == Status::skipped) << to_text(c);
}

INSTANTIATE_TEST_SUITE_P(Captured, Corpus, testing::ValuesIn(cases_under("corpus")), test_name);
INSTANTIATE_TEST_SUITE_P(Versions, Corpus, testing::ValuesIn(cases_under("corpus_versions")), test_name);
INSTANTIATE_TEST_SUITE_P(Forms, Corpus, testing::ValuesIn(cases_under("captures")), test_name);

/// Branches, loops, subgraphs and sizes that data decides. Graphs of which a part is replayed around, and
/// those whose outer text is lost, are in language_test.cpp.
std::vector<CaseFiles> language_cases() {
  std::vector<CaseFiles> cases = cases_under("corpus_language");
  std::erase_if(cases, [](const CaseFiles& files) {
    const auto has = [&](const char* part) { return files.name.find(part) != files.name.npos; };
    return has("2.5/ut_autotune") || has("2.8/ut_autotune") || (has("co_") && !has("co_tp_mlp.1")) ||
           has("2.5/cf_");
  });
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Language, Corpus, testing::ValuesIn(language_cases()), test_name);
INSTANTIATE_TEST_SUITE_P(Captured, BeforeFusion, testing::ValuesIn(with_earlier_text("corpus")), test_name);
INSTANTIATE_TEST_SUITE_P(Forms, BeforeFusion, testing::ValuesIn(cases_under("captures")), test_name);

}  // namespace
}  // namespace ireplay
