#include "replay/lower/wrapper_accounting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "parser/parse.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/data/data_plan.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/test_seed.hpp"

/// No statement of a wrapper is skipped in silence.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::vector<CaseFiles> captured_cases() {
  std::vector<CaseFiles> all;
  for (const char* folder : {"corpus", "corpus_versions", "captures"}) {
    const auto found = find_cases((fs::path(IREPLAY_TESTDATA) / folder).string());
    all.insert(all.end(), found.begin(), found.end());
  }
  std::erase_if(all, [](const CaseFiles& files) { return files.wrapper.empty(); });
  return all;
}

/// What making the plan says; empty where it is made.
std::string refusal(const CaseFiles& files, const std::string& wrapper) {
  try {
    CaseTexts texts = read_texts(files, false);
    texts.wrapper = std::make_shared<const Source>("output_code.py", wrapper);
    const ParsedCase parsed = load_graph(files, texts, 0);
    lower_with_data(parsed, make_hints(files, read_facts(files.facts), {}, {}, false), {{}});
  } catch (const Error& error) {
    return to_text(error);
  }
  return {};
}

/// `statement` before one of the statements of `call` that stand at its own indentation.
std::string with_statement(const std::string& wrapper, const std::string& statement, std::size_t which) {
  const std::size_t call = wrapper.find("args.clear()");
  if (call == wrapper.npos) return {};
  const std::size_t line = wrapper.rfind('\n', call) + 1;
  const std::string indentation = wrapper.substr(line, wrapper.find_first_not_of(' ', line) - line);
  std::vector<std::size_t> places;
  for (std::size_t at = wrapper.find('\n', call) + 1; at < wrapper.size();) {
    const std::size_t end = std::min(wrapper.find('\n', at), wrapper.size());
    const std::string text = wrapper.substr(at, end - at);
    const bool is_own = text.starts_with(indentation) && text.size() > indentation.size() &&
                        text[indentation.size()] != ' ' && text[indentation.size()] != '#';
    if (!text.empty() && !text.starts_with(indentation)) break;  // the next function
    if (is_own) places.push_back(at);
    if (is_own && text.substr(indentation.size()).starts_with("return")) break;
    at = end + 1;
  }
  if (places.empty()) return {};
  std::string changed = wrapper;
  changed.insert(places[which % places.size()], indentation + statement + "\n");
  return changed;
}

TEST(WrapperAccounting, EveryStatementOfTheCorporaIsUnderstood) {
  for (const CaseFiles& files : captured_cases()) {
    const Source source("output_code.py", test::read_text(files.wrapper));
    const Wrapper wrapper = parse_wrapper(source);
    const WrapperFacts facts = read_wrapper(wrapper, {});
    for (const auto& [text, why] : facts.not_understood)
      ADD_FAILURE() << files.name << ": " << text << ": " << why;
  }
}

TEST(WrapperAccounting, AStatementThatNoNodeStandsForIsRefused) {
  const char* const statements[] = {
      "buf0.zero_()",
      "torch.ops.aten.fill_.Scalar(buf0, 1)",
      "triton_poi_other.run(other, 16, stream=stream0)",
      "other = buf0 @ buf0",
      "buf0 += 1",
      "for other in range(3): buf0.add_(1)",
      "other = torch.ops.aten.sort.default(buf0)",
      "async_work.launch(buf0)",
  };
  const auto seed = static_cast<unsigned>(test_seed());
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<CaseFiles> cases = captured_cases();
  std::shuffle(cases.begin(), cases.end(), random);
  cases.resize(24);
  for (const CaseFiles& files : cases) {
    const std::string wrapper = test::read_text(files.wrapper);
    const std::string statement = statements[random() % std::size(statements)];
    const std::string changed = with_statement(wrapper, statement, random());
    if (changed.empty()) continue;
    EXPECT_EQ(refusal(files, wrapper), "") << files.name;
    const std::string said = refusal(files, changed);
    EXPECT_NE(said, "") << files.name << ": " << statement;
    EXPECT_NE(said.find("wrapper"), said.npos) << files.name << ": " << statement << "\n" << said;
  }
}

std::string refusal_of_small(const std::string& statement) {
  const std::string text =
      "op0: SchedulerNode(ComputedBuffer)\nop0.writes = [MemoryDep('buf0', c0, {c0: 8})]\n"
      "op0.unmet_dependencies = []\nop0.met_dependencies = [MemoryDep('arg0_1', c0, {c0: 8})]\n"
      "op0.outputs = [\n    buf0: ComputedBuffer\n"
      "    buf0.layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1])\n"
      "    buf0.users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)]\n]\n"
      "op0.group.device = cpu\nop0.group.iteration = ((8,), ())\nop0.sizes = ([8], [])\n"
      "arg0_1_layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1])\n"
      "buf0_layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1])\n"
      "class op0_loop_body:\n    var_ranges = {p0: 8}\n    index0 = p0\n    def body(self, ops):\n"
      "        get_index = self.get_index('index0')\n        load = ops.load('arg0_1', get_index)\n"
      "        get_index_1 = self.get_index('index0')\n"
      "        store = ops.store('buf0', get_index_1, load, None)\n        return store\n";
  const std::string wrapper =
      "def call(args):\n    arg0_1, = args\n    args.clear()\n"
      "    buf0 = empty_strided_cpu((8, ), (1, ), torch.float32)\n    cpp_fused_0(arg0_1, buf0)\n    " +
      statement + "\n    return (buf0, )\n";
  try {
    const Source source("ir.txt", text), wrapper_source("output_code.py", wrapper);
    const Dump dump = parse_dump(source);
    const Wrapper parsed = parse_wrapper(wrapper_source);
    GraphHints hints;
    hints.tensors["arg0_1"] = {DType::f32, {8}, {1}};
    make_plan({.post = &dump, .wrapper = &parsed}, hints);
  } catch (const Error& error) {
    const std::string said = to_text(error);
    return std::to_string(static_cast<int>(error.kind())) + " " + said.substr(0, said.find('\n'));
  }
  return "no error";
}

TEST(WrapperAccounting, SaysWhichStatementAndWhy) {
  EXPECT_EQ(refusal_of_small("pass"), "no error");
  EXPECT_EQ(refusal_of_small("workspace_0.zero_()"), "no error");
  EXPECT_EQ(refusal_of_small("buf0.zero_()"),
            "4 output_code.py:6:5: error: the wrapper calls 'buf0.zero_', and no node of the text does: it "
            "would be "
            "left out");
  EXPECT_EQ(refusal_of_small("cpp_fused_1(other)"),
            "4 output_code.py:6:5: error: the wrapper calls the kernel 'cpp_fused_1', and no node of the "
            "text writes "
            "what it is given: it would be left out");
  EXPECT_EQ(
      refusal_of_small("buf0 += 1"),
      "4 output_code.py:6:5: error: the statement 'buf0 += 1' of the wrapper can't be replayed: it is not "
      "understood");
  EXPECT_EQ(
      refusal_of_small("if unknown > 3: cpp_fused_0(arg0_1, buf0)"),
      "4 output_code.py:6:5: error: the statement 'if unknown > 3:' of the wrapper can't be replayed: its "
      "condition is neither a size nor read from a tensor");
}

}  // namespace
}  // namespace ireplay
