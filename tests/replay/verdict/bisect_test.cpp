#include "replay/verdict/bisect.hpp"

#include <gtest/gtest.h>

#include "tests/support/corruption.hpp"

namespace ireplay {
namespace {

constexpr unsigned kSeed = 20;
constexpr std::uintmax_t kQuick = 200'000;  // bytes of inputs

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : " ").append(name);
  return text.empty() ? "nobody" : text;
}

/// A sample of what tests/bench/bisect_bench.cpp does with every graph.
TEST(Bisect, NamesTheOpThatWasMadeWrong) {
  int tried = 0, exact = 0, number = 0;
  for (const char* folder : {"corpus", "corpus_versions"})
    for (const CaseFiles& files : captured_with_tensors(folder)) {
      if (number++ % 8 != 0 || std::filesystem::file_size(files.inputs) > kQuick) continue;
      std::mt19937 random(kSeed + static_cast<unsigned>(number));
      const CorruptedCase graph(files);
      for (const Fault fault : kFaults) {
        const std::optional<Trial> trial = graph.try_fault(fault, random);
        if (!trial) continue;
        tried += 1;
        exact += trial->is_exact();
        EXPECT_TRUE(trial->is_exact() || trial->is_one_of_two())
            << files.name << " (seed " << kSeed << "): " << name_of(fault) << " of " << trial->op << " ("
            << trial->change << "): named " << list(trial->named);
      }
    }
  EXPECT_GT(tried, 80);
  EXPECT_GE(exact * 100, tried * 95) << exact << " of " << tried << ", seed " << kSeed;
}

TEST(Bisect, NamesNobodyWhereAllIsRight) {
  int number = 0;
  const auto engine = make_cpu_engine();
  for (const CaseFiles& files : captured_with_tensors("corpus")) {
    if (number++ % 4 != 0 || std::filesystem::file_size(files.inputs) > kQuick) continue;
    const CapturedCase graph(files);
    for (const BisectJudge::Kind kind : {BisectJudge::Kind::exact, BisectJudge::Kind::saved}) {
      BisectJudge judge{kind, {}, graph.rounding()};
      for (const OutputPair& pair : graph.pytorch().pairs) judge.saved[pair.name] = pair.want;
      BisectOptions options;
      options.run.measure = false;
      options.chance = graph.random_inputs();
      const Bisection found = bisect(graph.plan(), graph.inputs(), *engine, judge, options);
      EXPECT_FALSE(found.guilt) << files.name << ": " << found.ops[found.guilt->shown].name << ": "
                                << to_text(found.guilt->evidence);
    }
  }
}

/// An op on its own, in a plan whose inputs are its memory, gives what it gives in the whole plan.
TEST(Bisect, AnExcerptComputesWhatTheOpDoes) {
  const CapturedCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus/ly_mlp_train.0")[0]);
  const auto engine = make_cpu_engine();
  RunOptions run;
  run.measure = false;
  run.keep_intermediates = true;
  const TensorMap whole = engine->run(graph.plan(), graph.inputs(), run).intermediates;
  BisectOptions options;
  options.run.measure = false;
  const std::vector<Unit> units = units_of(graph.plan(), true);
  const OpTensors tensors =
      tensors_of(graph.plan(), graph.inputs(), *engine, {BisectJudge::Kind::cpu, {}, {}}, options, units, {});
  std::size_t compared = 0;
  for (const auto& [name, tensor] : tensors.after) {
    const auto found = whole.find(name);
    if (found == whole.end()) continue;
    compared += 1;
    EXPECT_EQ(tensor.data, found->second.data) << name;
  }
  EXPECT_GE(compared, 6U);
}

TEST(Bisect, SavedTensorsOfAnotherShapeAreBadUsage) {
  const CapturedCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus/seed.0")[0]);
  const auto engine = make_cpu_engine();
  BisectJudge judge{BisectJudge::Kind::saved, {}, ReferenceRounding::fused};
  judge.saved["buf0"] = {DType::bf16, {3}, std::vector<std::byte>(6)};
  try {
    bisect(graph.plan(), graph.inputs(), *engine, judge, {});
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::usage);
    EXPECT_STREQ(error.what(), "the saved tensor 'buf0' is bf16[3], but the graph has bf16[2048,256]");
  }
}

}  // namespace
}  // namespace ireplay
