#include "replay/lower/body/lower_body.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/body_graph.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using test::BodyGraph;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view name) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    if (file == name || (name.starts_with('.') && entry.path().extension() == name))
      found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// ---- golden texts
// -------------------------------------------------------------------------------------------------

/// Programs of every node; what is wrong with a node stands in its program's place.
std::string outcome(const fs::path& input) {
  fs::path listing_file = input;
  const std::string listing = read_file(listing_file.replace_extension(".py"));
  std::string text;
  BodyGraph graph(read_file(input));
  graph.strict = true;
  for (const Node* node : graph.nodes_with_bodies()) {
    try {
      const LoopProgram program = lower_body(graph.context(*node, listing));
      verify(program);
      text += to_text(program, graph.names_of(program));
    } catch (const Error& error) {
      text += to_text(error);
    }
    text += '\n';
  }
  return text;
}

class LoweredGolden : public testing::TestWithParam<fs::path> {};

TEST_P(LoweredGolden, ProgramsAndErrorsAreUnchanged) {
  fs::path golden = GetParam();
  golden.replace_extension(".golden");
  const std::string actual = outcome(GetParam());
  if (std::getenv("IREPLAY_REBASE")) std::ofstream(golden, std::ios::binary) << actual;
  ASSERT_TRUE(fs::exists(golden)) << "no golden file; run once with IREPLAY_REBASE=1 and read the diff";
  EXPECT_EQ(actual, read_file(golden));
}

std::string test_name(const testing::TestParamInfo<fs::path>& at) {
  std::string name = at.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Bodies, LoweredGolden,
                         testing::ValuesIn(files_in(fs::path(IREPLAY_TESTDATA) / "lowered", ".txt")),
                         test_name);

// ---- what a run op by op rounds

/// `label: type` of every value that a run op by op rounds to a narrow type.
std::vector<std::string> roundings(const std::string& statements, DType input = DType::bf16) {
  BodyGraph graph(
      "op0: SchedulerNode(ComputedBuffer)\n"
      "op0.writes = [MemoryDep('buf0', c0, {c0: 8})]\n"
      "op0.unmet_dependencies = []\n"
      "op0.met_dependencies = [MemoryDep('arg0_1', c0, {c0: 8})]\n"
      "op0.outputs = [\n]\n"
      "op0.group.device = cuda:0\n"
      "op0.group.iteration = (8, 1)\n"
      "op0.sizes = ([8], [])\n"
      "class op0_loop_body:\n"
      "    var_ranges = {p0: 8}\n"
      "    index0 = p0\n"
      "    def body(self, ops):\n"
      "        get_index = self.get_index('index0')\n"
      "        load = ops.load('arg0_1', get_index)\n" +
      statements + "        store = ops.store('buf0', get_index, out, None)\n        return store\n");
  graph.set("arg0_1", input, {8}, {1});
  graph.set("buf0", DType::bf16, {8}, {1});
  const LoopProgram program = lower_body(graph.context(*graph.nodes_with_bodies()[0], ""));
  std::vector<std::string> found;
  for (std::size_t i = 0; i < program.rounded_op_by_op.size(); ++i)
    if (program.rounded_op_by_op[i] != DType::f32)
      found.push_back(std::string(to_text(program.instructions[i].opcode)) + ' ' + std::to_string(i) + ": " +
                      std::string(info(program.rounded_op_by_op[i]).name));
  return found;
}

TEST(LowerBody, RoundingsOfARunOpByOpStandWhereTheTextConverts) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(roundings("        wide = ops.to_dtype(load, torch.float32)\n"
                      "        exp = ops.exp(wide)\n"
                      "        constant = ops.constant(2.0, torch.float32)\n"
                      "        mul = ops.mul(exp, constant)\n"
                      "        out = ops.to_dtype(mul, torch.bfloat16)\n"),
            (Found{"scalar 3: bf16"}));
  EXPECT_EQ(roundings("        exp = ops.exp(load)\n"
                      "        neg = ops.neg(exp)\n"
                      "        constant = ops.constant(2.0, torch.bfloat16)\n"
                      "        out = ops.mul(neg, constant)\n"),
            (Found{"scalar 1: bf16", "scalar 4: bf16"}));
  EXPECT_EQ(roundings("        wide = ops.to_dtype(load, torch.float32)\n"
                      "        out = ops.to_dtype(wide, torch.bfloat16)\n"),
            Found{});
  EXPECT_EQ(roundings("        exp = ops.exp(load)\n"
                      "        out = ops.to_dtype(exp, torch.bfloat16)\n",
                      DType::f32),
            (Found{"scalar 1: bf16"}));
}

// ---- every captured body
// ------------------------------------------------------------------------------------------

/// Symbols of the captured graphs: any value does, the layouts follow it.
SymbolValues some_symbols() {
  SymbolValues symbols;
  for (int k = 0; k < 100; ++k)
    for (const char* prefix : {"s", "ps", "u"}) symbols[prefix + std::to_string(k)] = 16;
  return symbols;
}

/// Lowers the body, with the listing of the kernel that fits where the text alone does not tell a scan's
/// function.
std::string fault_of(BodyGraph& graph, const Node& node, const Wrapper* wrapper) {
  std::vector<std::string_view> listings{""};
  if (wrapper)
    for (const PyKernel& kernel : wrapper->kernels) listings.push_back(kernel.source);
  std::string first;
  for (std::string_view listing : listings) {
    try {
      verify(lower_body(graph.context(node, listing)));
      return "";
    } catch (const Error& error) {
      if (first.empty()) first = to_text(error);
    }
  }
  return first;
}

class CapturedBodies : public testing::TestWithParam<fs::path> {};

TEST_P(CapturedBodies, Lower) {
  int bodies = 0;
  for (const char* file : {"ir_post_fusion.txt", "ir_pre_fusion.txt"}) {
    for (const fs::path& path : files_in(GetParam(), file)) {
      SCOPED_TRACE(path.string());
      BodyGraph graph(read_file(path), some_symbols());
      const fs::path code = path.parent_path() / "output_code.py";
      const Source source("output_code.py", read_file(code));
      const Wrapper wrapper = fs::exists(code) ? parse_wrapper(source) : Wrapper();
      for (const Node* node : graph.nodes_with_bodies()) {
        EXPECT_EQ(fault_of(graph, *node, &wrapper), "") << node->name;
        ++bodies;
      }
    }
  }
  EXPECT_GT(bodies, 0);
}

std::vector<fs::path> corpora() {
  std::vector<fs::path> found{fs::path(IREPLAY_TESTDATA) / "corpus"};
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(IREPLAY_TESTDATA) / "corpus_versions"))
    if (entry.is_directory()) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(Releases, CapturedBodies, testing::ValuesIn(corpora()), [](const auto& at) {
  std::string name = at.param.filename().string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

// ---- what a golden text cannot show
// --------------------------------------------------------------------------------

TEST(LowerBody, ScansOfAFusedKernelTakeTheirOwnHelpers) {
  for (const char* release :
       {"corpus", "corpus_versions/2.4.1", "corpus_versions/2.9.1", "corpus_versions/2.15.0"}) {
    SCOPED_TRACE(release);
    const fs::path folder = fs::path(IREPLAY_TESTDATA) / release / "rd_cumsum_scan.0";
    BodyGraph graph(read_file(folder / "ir_post_fusion.txt"));
    const Source source("output_code.py", read_file(folder / "output_code.py"));
    const Wrapper wrapper = parse_wrapper(source);
    std::vector<ScanKind> kinds;
    for (const Node* node : graph.nodes_with_bodies()) {
      if (!node->is_part) continue;  // the fused ones: cumsum and logcumsumexp
      for (const Instruction& at :
           lower_body(graph.context(*node, wrapper.kernels.at(0).source)).instructions)
        if (at.opcode == Opcode::scan) kinds.push_back(at.scan);
    }
    EXPECT_EQ(kinds, (std::vector<ScanKind>{ScanKind::sum, ScanKind::logaddexp}));
  }
}

TEST(LowerBody, ReleasesThatLoseTheIdentityGiveTheSamePrograms) {
  const auto programs = [](const std::string& release) {
    BodyGraph graph(read_file(fs::path(IREPLAY_TESTDATA) / "corpus_versions" / release /
                              "pw_cat_stack_pad.0" / "ir_post_fusion.txt"));
    std::string text;
    for (const Node* node : graph.nodes_with_bodies()) {
      const LoopProgram program = lower_body(graph.context(*node));
      text += to_text(program, graph.names_of(program));
    }
    return text;
  };
  const std::string printed = programs("2.10.0");
  for (const char* release : {"2.5.1", "2.6.0", "2.7.1", "2.8.0", "2.9.1"})
    EXPECT_EQ(programs(release), printed) << release;
}

TEST(LowerBody, AStoreOfATwinnedBufferWritesBoth) {
  BodyGraph graph(read_file(fs::path(IREPLAY_TESTDATA) / "lowered" / "random_fourfold.txt"));
  graph.set("buf1.unrounded", DType::f32, {128}, {1});
  const Node& node = *graph.nodes_with_bodies().at(0);
  BodyContext context = graph.context(node);
  const BodyContext::StoreBuffers both{graph.index_of("buf1"), graph.index_of("buf1.unrounded")};
  context.store_buffers = [&](std::string_view) { return both; };
  const LoopProgram program = lower_body(context);
  std::vector<std::int32_t> written;
  for (const BufferUse& use : program.buffers)
    if (use.written) written.push_back(use.buffer);
  EXPECT_EQ(written, std::vector<std::int32_t>(both.begin(), both.end()));
}

TEST(LowerBody, TheCpuBackendHasItsOwnRandomNumbers) {
  BodyGraph graph(read_file(fs::path(IREPLAY_TESTDATA) / "lowered" / "random.txt"));
  BodyContext context = graph.context(*graph.nodes_with_bodies().at(0));
  context.cpu_random = true;
  std::vector<RandomKind> kinds;
  for (const Instruction& at : lower_body(context).instructions)
    if (at.opcode == Opcode::random) kinds.push_back(at.random);
  EXPECT_EQ(kinds,
            (std::vector<RandomKind>{RandomKind::rand_cpu, RandomKind::randn_cpu, RandomKind::randint64_cpu,
                                     RandomKind::randint64_cpu, RandomKind::rand_cpu}));
}

TEST(LowerBody, IndicesStartAtTheViewAndReachToTheEndOfTheStorage) {
  BodyGraph graph(read_file(fs::path(IREPLAY_TESTDATA) / "lowered" / "bad-outside.txt"));
  graph.set("arg0_1", DType::f32, {64}, {64}, 7);
  graph.set("buf0", DType::f32, {64}, {64}, 0);
  const LoopProgram program = graph.lower();
  EXPECT_EQ(program.buffers.at(0).extent, 63 * 64 + 1);
  EXPECT_FALSE(program.instructions.at(0).checked);
}

}  // namespace
}  // namespace ireplay
