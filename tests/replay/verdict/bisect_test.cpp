#include "replay/verdict/bisect.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

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
      for (const OutputPair& pair : graph.pytorch().pairs) judge.saved[pair.name] = *pair.want;
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

/// The CPU engine, with an error in one op where it is asked for the graph's own kernels, or where it is not.
class OneWrongKernel : public Engine {
 public:
  OneWrongKernel(std::string op, bool original) : op_(std::move(op)), original_(original) {}
  DeviceInfo device() override { return cpu_->device(); }
  std::vector<std::string> unsupported(const Plan& plan) override { return cpu_->unsupported(plan); }
  RunResult run(const Plan& plan, const TensorMap& inputs, const RunOptions& options) override {
    RunResult result = cpu_->run(plan, inputs, options);
    const bool runs_it = std::ranges::find(plan.steps, op_, &Step::name) != plan.steps.end();
    if (!runs_it || (options.kernels == "original") != original_) return result;
    for (const PlanOutput& output : plan.outputs) {
      HostTensor& tensor = result.outputs.at(output.key);
      if (tensor.dtype != DType::f32) continue;
      for (std::size_t at = 0; at < tensor.data.size(); at += sizeof(float)) {
        float value = 0;
        std::memcpy(&value, &tensor.data[at], sizeof value);
        value *= 1.05F;
        std::memcpy(&tensor.data[at], &value, sizeof value);
      }
    }
    return result;
  }

 private:
  std::string op_;
  bool original_;
  std::unique_ptr<Engine> cpu_ = make_cpu_engine();
};

TEST(Bisect, TheGraphsOwnKernelsAreJudgesThatFloat64Judges) {
  const CapturedCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus_language/2.15/ut_add.0")[0]);
  BisectOptions options;
  options.by_node = false;
  for (const bool original : {true, false}) {
    OneWrongKernel engine("op1", original);
    const Bisection found =
        bisect(graph.plan(), graph.inputs(), engine, {BisectJudge::Kind::original, {}, {}}, options);
    ASSERT_TRUE(found.guilt);
    EXPECT_EQ(found.ops[found.guilt->shown].name, "op1");
    EXPECT_EQ(found.guilt->verdict, original ? "the graph's own kernel is wrong" : "ireplay is wrong");
  }
}

TEST(Bisect, SavedTensorsOfAnotherShapeAreBadUsage) {
  const CapturedCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus/seed.0")[0]);
  const auto engine = make_cpu_engine();
  BisectJudge judge{BisectJudge::Kind::saved, {}, ReferenceRounding::fused};
  judge.saved["buf0"] = {DType::bf16, {3}, HostBytes(6)};
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
