#include "replay/case/case_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "parser/source.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class CaseFolder : public testing::Test {
 protected:
  CaseFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / (std::string("ireplay_case_folder_") + test->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~CaseFolder() override { fs::remove_all(root_); }

  fs::path put(const fs::path& name, const std::string& text = "") {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
    return root_ / name;
  }
  std::vector<std::string> names(const fs::path& path) {
    std::vector<std::string> found;
    for (const CaseFiles& files : find_cases(path.string()))
      found.push_back(fs::relative(files.name, root_).string());
    return found;
  }
  std::string fault(const std::string& json) {
    const fs::path file = put("case.json", json);
    try {
      read_facts(file);
    } catch (const Error& error) {
      std::string text = error.what();
      text.erase(1, root_.string().size() + 1);
      return text;
    }
    return "read";
  }
  fs::path root_;
};

TEST_F(CaseFolder, ATreeGivesEveryGraphSorted) {
  put("run/torchinductor/model__2_forward_1.0/ir_post_fusion.txt");
  put("run/torchinductor/model__0_inference_0.0/ir_post_fusion.txt");
  put("run/torchinductor/model__1_inference_1.1/ir_pre_fusion.txt");
  put("run/torchinductor/aot_model_debug.log");
  put("run/torchinductor/no_text/fx_graph_readable.py");
  put("run/torchinductor/published/output_code.py");
  EXPECT_EQ(names(root_),
            (std::vector<std::string>{
                "run/torchinductor/model__0_inference_0.0", "run/torchinductor/model__1_inference_1.1",
                "run/torchinductor/model__2_forward_1.0", "run/torchinductor/published"}));
}

/// A wrapper that is named itself is replayed alone, with the tensors beside it.
TEST_F(CaseFolder, AWrapperIsAloneWhereItIsNamedOrNothingElseIsThere) {
  for (const char* name : {"ir_post_fusion.txt", "ir_pre_fusion.txt", "output_code.py", "inputs.safetensors",
                           "outputs.safetensors", "fx_graph_readable.py"})
    put(std::string("g/") + name);
  const CaseFiles named = find_cases((root_ / "g/output_code.py").string()).at(0);
  EXPECT_TRUE(named.ir.empty() && named.pre.empty() && named.readable.empty());
  EXPECT_EQ(named.wrapper, root_ / "g/output_code.py");
  EXPECT_EQ(named.inputs, root_ / "g/inputs.safetensors");
  EXPECT_EQ(named.outputs, root_ / "g/outputs.safetensors");
  const CaseTexts texts = read_texts(named, false);
  EXPECT_EQ(texts.ir, nullptr);
  EXPECT_NE(texts.wrapper, nullptr);
  put("w/output_code.py");
  EXPECT_TRUE(find_cases((root_ / "w").string()).at(0).ir.empty());
}

TEST_F(CaseFolder, LinksToFoldersAreFollowedOnce) {
  put("a/g/ir_post_fusion.txt");
  fs::create_directory_symlink("..", root_ / "a/up");
  fs::create_directory_symlink(root_ / "a/g", root_ / "b");
  EXPECT_EQ(names(root_), std::vector<std::string>{"a/g"});
  fs::create_directory_symlink("self", root_ / "self");
  EXPECT_EQ(names(root_), std::vector<std::string>{"a/g"});
}

TEST_F(CaseFolder, AFolderBringsItsTensorsAFileOnlyItsTexts) {
  for (const char* name : {"ir_post_fusion.txt", "ir_pre_fusion.txt", "output_code.py", "inputs.safetensors",
                           "outputs.safetensors", "pinned.safetensors", "case.json"})
    put(name);
  const CaseFiles folder = find_cases(root_.string()).at(0);
  EXPECT_FALSE(folder.wrapper.empty() || folder.pre.empty() || folder.inputs.empty() ||
               folder.outputs.empty() || folder.pinned.empty() || folder.facts.empty());
  const CaseFiles file = find_cases((root_ / "ir_post_fusion.txt").string()).at(0);
  EXPECT_FALSE(file.wrapper.empty() || file.pre.empty());
  EXPECT_TRUE(file.inputs.empty() && file.outputs.empty() && file.facts.empty());
  const CaseFiles other = find_cases(put("saved.log").string()).at(0);
  EXPECT_TRUE(other.wrapper.empty() && other.pre.empty());
}

TEST_F(CaseFolder, NothingToReadIsSaid) {
  const auto fault_of = [](const std::string& path) {
    const std::vector<CaseFiles> cases = find_cases(path);
    EXPECT_EQ(cases.size(), 1U);
    return cases.at(0).fault;
  };
  EXPECT_EQ(fault_of("/no/such/file"), "no such file or folder: '/no/such/file'");
  EXPECT_EQ(fault_of(root_.string()), "no ir_post_fusion.txt in or under '" + root_.string() + "'");
}

TEST_F(CaseFolder, AFaultIsThrownWhereTheTextsAreRead) {
  try {
    read_texts(find_cases("/no/such/file").at(0), false);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::dump);
    EXPECT_EQ(to_text(error), "error: no such file or folder: '/no/such/file'\n");
  }
}

TEST_F(CaseFolder, FactsOfACaseAreRead) {
  const CaseFacts facts = read_facts(put("case.json", R"({"inputs": [
      {"name": "arg0_1", "value": 3}, {"name": "arg1_1", "value": 2.5},
      {"name": "arg2_1", "dtype": "torch.bfloat16", "size": [3, 4], "stride": [1, 3]}],
    "outputs": [{"name": "output0", "value": null}, {"name": "output1", "dtype": "torch.int64", "size": [], "stride": []}],
    "returns": ["None", "buf3"], "reference_rounding": "per_op", "more": {"to": ["come"]}})"));
  EXPECT_EQ(facts.symbols.size(), 1U);
  EXPECT_EQ(facts.symbols.at("arg0_1"), 3);
  EXPECT_EQ(facts.tensors.at("arg2_1").stride, (Dims{1, 3}));
  ASSERT_EQ(facts.outputs.size(), 2U);
  EXPECT_FALSE(facts.outputs[0]);
  EXPECT_EQ(facts.outputs[1]->dtype, DType::i64);
  EXPECT_EQ(facts.returns.at(1), "buf3");
  EXPECT_TRUE(facts.rounded_per_op);
}

TEST_F(CaseFolder, AReferenceThatWasComputedEagerlyIsRoundedOpByOp) {
  const auto rounded_per_op = [&](const std::string& json) {
    return read_facts(put("case.json", json)).rounded_per_op;
  };
  EXPECT_TRUE(rounded_per_op(R"({"reference": "the same ATen graph run eagerly on the CPU"})"));
  EXPECT_FALSE(rounded_per_op(R"({"reference": "compiled"})"));
  EXPECT_FALSE(rounded_per_op(R"({"reference": "eager", "reference_rounding": "fused"})"));
}

TEST_F(CaseFolder, BrokenFactsSayWhatIsWrong) {
  EXPECT_EQ(fault("{"), "'case.json' is no case file: it is no valid JSON");
  EXPECT_EQ(fault(std::string(100'000, '[')), "'case.json' is no case file: it is nested too deeply");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "name": "b"}]})"),
            "'case.json' is no case file: it has 'name' twice");
  EXPECT_EQ(fault("[]"), "'case.json' is no case file: it is no object");
  EXPECT_EQ(fault(R"({"inputs": 3})"), "'case.json' is no case file: 'inputs' is no list");
  EXPECT_EQ(fault(R"({"inputs": [3]})"), "'case.json' is no case file: an entry has no 'name'");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "dtype": "float33"}]})"),
            "'case.json' is no case file: the type 'float33' is unknown");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "dtype": "int8"}]})"),
            "'case.json' is no case file: a tensor has no 'size'");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "dtype": "int8", "size": [-1]}]})"),
            "'case.json' is no case file: 'size' is no list of counts");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "dtype": "int8", "size": [18446744073709551615]}]})"),
            "'case.json' is no case file: 'size' is no list of counts");
  EXPECT_EQ(fault(R"({"inputs": [{"name": "a", "dtype": "int8", "size": [1], "stride": []}]})"),
            "'case.json' is no case file: a 'stride' is not as long as its 'size'");
  EXPECT_EQ(fault(R"({"reference_rounding": "loose"})"),
            "'case.json' is no case file: 'reference_rounding' must be \"per_op\" or \"fused\"");
}

TEST(Annotations, OfEveryReleaseAreRead) {
  const TensorHints quoted = read_annotations(
      "class <lambda>(torch.nn.Module):\n"
      "    def forward(self, arg0_1: \"Sym(s0)\", arg1_1: \"f32[8, 64][64, 1]cuda:0\", arg2_1: \"f32[s0, "
      "64]\", arg3_1: \"i64[]\", "
      "arg4_1: \"b8[2][1]\"):\n        x: \"f32[3]\" = 1\n");
  EXPECT_EQ(quoted.size(), 3U);
  EXPECT_EQ(quoted.at("arg1_1").stride, (Dims{64, 1}));
  EXPECT_EQ(quoted.at("arg3_1").size, Dims{});
  EXPECT_EQ(quoted.at("arg4_1").dtype, DType::boolean);
  const TensorHints bare =
      read_annotations("def forward(self, arg0_1: bf16[33, 1000], arg1_1: f32[], arg2_1):\n");
  EXPECT_EQ(bare.at("arg0_1").size, (Dims{33, 1000}));
  EXPECT_EQ(bare.size(), 2U);
  EXPECT_TRUE(read_annotations("def forward(self, ").empty());
  EXPECT_TRUE(read_annotations("").empty());
}

}  // namespace
}  // namespace ireplay
