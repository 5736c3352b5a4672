#include "replay/case/cut.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "replay/case/minimize.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/verdict/bisect.hpp"
#include "tests/support/captured_case.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

/// A case of one op, written, read again and compared with what the op gave in the whole graph.
class CutCase {
 public:
  explicit CutCase(const CaseFiles& files) : files_(files), texts_(read_texts(files, false)) {
    TensorMap given = read_tensors(files.inputs);
    if (!files.pinned.empty()) given.merge(read_tensors(files.pinned));
    hints_ = make_hints(files, read_facts(files.facts), given, {}, false);
    parsed_ = load_graph(files, texts_, 0);
    plan_ = lower_graph(parsed_, hints_);
    std::vector<std::string> drawn;
    inputs_ = make_inputs(plan_, given, {}, 0, drawn);
  }

  const Plan& plan() const { return plan_; }

  void write(const std::string& op, const std::vector<Unit>& units, const fs::path& folder) const {
    const CutGraph cut = cut_graph(parsed_, hints_, plan_, {op});
    const auto engine = make_cpu_engine();
    BisectOptions options;
    options.run.measure = false;
    const OpTensors tensors =
        tensors_of(plan_, inputs_, *engine, {BisectJudge::Kind::cpu, {}, {}}, options, units, cut.inputs);
    write_case(folder, cut, plan_, tensors.before, tensors.after, files_.facts, hints_.readable);
  }

 private:
  CaseFiles files_;
  CaseTexts texts_;
  GraphHints hints_;
  ParsedCase parsed_;
  Plan plan_;
  TensorMap inputs_;
};

TEST(Cut, EveryOpOfAGraphReplaysAlone) {
  const fs::path folder = fs::path(testing::TempDir()) / "ireplay_cut";
  for (const char* name :
       {"corpus/ly_transformer.0", "corpus/rd_layernorm.0", "corpus_versions/2.0.1/rd_groupnorm.0",
        "corpus_versions/2.4.1/ly_mlp_train.0", "corpus_versions/2.15.0/pw_cat_stack_pad.0",
        "corpus_versions/2.9.1/dy_dynamic_softmax.0", "corpus/ix_index_put_acc.0"}) {
    const CutCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/" + name)[0]);
    for (const Unit& step : units_of(graph.plan(), false)) {
      const std::string op = name_of(graph.plan(), step);
      fs::remove_all(folder);
      try {
        graph.write(op, {step}, folder);
        const CapturedCase alone(find_cases(folder.string())[0]);
        RunOptions run;
        run.measure = false;
        const TensorMap outputs = make_cpu_engine()->run(alone.plan(), alone.inputs(), run).outputs;
        EXPECT_TRUE(alone.pytorch().missing.empty()) << name << " " << op;
        EXPECT_FALSE(alone.pytorch().pairs.empty()) << name << " " << op;
        for (const Comparison& row : alone.judge(outputs))
          EXPECT_TRUE(row.passes()) << name << " " << op << ": " << to_text(row);
      } catch (const Error& error) {
        ADD_FAILURE() << name << " " << op << ": " << to_text(error);
      }
    }
  }
  fs::remove_all(folder);
}

TEST(Cut, ANodeThatIsNotThereIsBadUsage) {
  const CutCase graph(find_cases(std::string(IREPLAY_TESTDATA) + "/corpus/rd_layernorm.0")[0]);
  EXPECT_THROW(graph.write("op99", {}, fs::path(testing::TempDir()) / "ireplay_cut"), Error);
}

TEST(Minimize, FindsTheFewestThatAreStillInteresting) {
  std::vector<std::string> items;
  for (int k = 0; k < 40; ++k) items.push_back("op" + std::to_string(k));
  int tried = 0;
  const auto has = [](const std::vector<std::string>& part, const char* item) {
    return std::find(part.begin(), part.end(), item) != part.end();
  };
  const auto both = [&](const std::vector<std::string>& part) {
    tried += 1;
    return has(part, "op3") && has(part, "op31");
  };
  EXPECT_EQ(minimize(items, both), (std::vector<std::string>{"op3", "op31"}));
  EXPECT_LT(tried, 100);
  EXPECT_EQ(minimize(items, [&](const auto& part) { return has(part, "op39"); }),
            std::vector<std::string>{"op39"});
  EXPECT_EQ(minimize({"op0"}, [](const auto&) { return true; }), std::vector<std::string>{"op0"});
}

}  // namespace
}  // namespace ireplay
