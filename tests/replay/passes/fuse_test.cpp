#include "replay/passes/fuse.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "replay/case/random_inputs.hpp"
#include "replay/engine.hpp"
#include "tests/support/small_graph.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Two parts as a fused node prints them: a row sum and what divides by it.
const char* const kRowSum = R"(op0_op1: FusedSchedulerNode(SchedulerNode,SchedulerNode)
op0_op1.writes = [MemoryDep('buf0', d0, {d0: 6}), MemoryDep('buf1', 8*d0 + d1, {d0: 6, d1: 8})]
op0_op1.unmet_dependencies = []
op0_op1.met_dependencies = [MemoryDep('arg0_1', 8*d0 + d1, {d0: 6, d1: 8})]
op0_op1.outputs = [
    buf0: ComputedBuffer
    buf0.layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 1], stride=[1, 6])
    buf0.users = [NodeUser(node=SchedulerNode(name='op1'), can_inplace=False, is_weak=False)]
    buf1: ComputedBuffer
    buf1.layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 8], stride=[8, 1])
    buf1.users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)]
]
op0_op1.snodes[0] =
op0: SchedulerNode(ComputedBuffer)
op0.writes = [MemoryDep('buf0', c0, {c0: 6})]
op0.unmet_dependencies = []
op0.met_dependencies = [MemoryDep('arg0_1', c0, {c0: 48})]
op0.outputs = [
    buf0: ComputedBuffer
    buf0.layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 1], stride=[1, 6])
    buf0.users = [NodeUser(node=SchedulerNode(name='op1'), can_inplace=False, is_weak=False)]
]
op0.group.device = cuda:0
op0.group.iteration = (6, 8)
op0.sizes = ((6,), (8,))
arg0_1_layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 8], stride=[8, 1])
buf0_layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 1], stride=[1, 6])
class op0_loop_body:
    var_ranges = {p0: 6, p1: 8}
    index0 = 8*p0 + p1
    index1 = p0
    def body(self, ops):
        get_index = self.get_index('index0')
        load = ops.load('arg0_1', get_index)
        reduction = ops.reduction(torch.float32, torch.float32, 'sum', load)
        get_index_1 = self.get_index('index1')
        store_reduction = ops.store_reduction('buf0', get_index_1, reduction)
        return None
op0_op1.snodes[1] =
op1: SchedulerNode(ComputedBuffer)
op1.writes = [MemoryDep('buf1', c0, {c0: 48})]
op1.unmet_dependencies = [MemoryDep('buf0', c0, {c0: 6})]
op1.met_dependencies = [MemoryDep('arg0_1', c0, {c0: 48})]
op1.outputs = [
    buf1: ComputedBuffer
    buf1.layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 8], stride=[8, 1])
    buf1.users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)]
]
op1.group.device = cuda:0
op1.group.iteration = (48, 1)
op1.sizes = ((48,), ())
arg0_1_layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 8], stride=[8, 1])
buf0_layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 1], stride=[1, 6])
buf1_layout = FixedLayout('cuda:0', torch.bfloat16, size=[6, 8], stride=[8, 1])
class op1_loop_body:
    var_ranges = {p0: 48}
    index0 = p0
    index1 = (p0//8)
    def body(self, ops):
        get_index = self.get_index('index0')
        load = ops.load('arg0_1', get_index)
        get_index_1 = self.get_index('index1')
        load_1 = ops.load('buf0', get_index_1)
        truediv = ops.truediv(load, load_1)
        get_index_2 = self.get_index('index0')
        store = ops.store('buf1', get_index_2, truediv, None)
        return store
)";

TEST(JoinPrograms, RowSumAndItsUserBecomeOneProgramWithoutTheInnerBuffer) {
  Plan plan = SmallGraph(kRowSum, "").plan();
  join_fused_steps(plan);
  ASSERT_EQ(plan.steps.size(), 1U);
  ASSERT_EQ(plan.steps[0].joined.size(), 1U);
  EXPECT_EQ(to_text(plan.steps[0].joined[0], {"arg0_1", "buf1"}),
            "op0_op1: [6] reducing [8]\n"
            "  reads arg0_1 bf16[48]\n"
            "  writes buf1 bf16[48]\n"
            "  each element:\n"
            "    v0 f32 = load arg0_1[8*i0 + r0]\n"
            "    v1 f32 = reduce sum v0\n"
            "  each element:\n"
            "    v2 f32 = truediv v0, v1\n"
            "    store buf1[8*i0 + r0] v2\n");
}

/// The same plan with every fused step run as its joined programs.
Plan fused(Plan plan) {
  for (Step& step : plan.steps)
    if (!step.joined.empty()) step.programs = step.joined;
  return plan;
}

std::vector<fs::path> corpus_cases() {
  std::vector<fs::path> cases;
  for (const char* folder : {"corpus", "corpus_versions/2.6.0", "corpus_versions/2.15.0"})
    for (const auto& entry : fs::directory_iterator(fs::path(IREPLAY_TESTDATA) / folder))
      if (fs::exists(entry.path() / "output_code.py")) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

class JoinedCorpus : public testing::TestWithParam<fs::path> {};

TEST_P(JoinedCorpus, FusedAndPartByPartGiveTheSameBits) {
  const SmallGraph graph(read(GetParam() / "ir_post_fusion.txt"), read(GetParam() / "output_code.py"));
  Plan plan = graph.plan();
  join_fused_steps(plan);
  bool any = false;
  for (const Step& step : plan.steps) any = any || !step.joined.empty();
  if (!any) return;
  std::vector<std::string> random;
  const TensorMap inputs = make_inputs(plan, {}, {}, 7, random);
  const auto engine = make_cpu_engine();
  RunOptions options;
  options.measure = false;
  const TensorMap expected = engine->run(plan, inputs, options).outputs;
  const TensorMap actual = engine->run(fused(plan), inputs, options).outputs;
  ASSERT_EQ(actual.size(), expected.size());
  for (const auto& [name, tensor] : expected) EXPECT_EQ(actual.at(name).data, tensor.data) << name;
}

std::string name_of(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.parent_path().filename().string() + "_" + info.param.filename().string();
  for (char& letter : name)
    if (!std::isalnum(static_cast<unsigned char>(letter))) letter = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, JoinedCorpus, testing::ValuesIn(corpus_cases()), name_of);

}  // namespace
}  // namespace ireplay
