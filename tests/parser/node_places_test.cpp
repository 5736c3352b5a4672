#include "parser/scheduler/node_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "parser/node_text.hpp"
#include "parser/parse.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

std::string shown(const DepsPlace& place) {
  std::string text = "[";
  for (const DepPlace& dep : place.deps)
    text.append(text.size() > 1 ? ", " : "")
        .append(dep.buffer)
        .append(dep.kind == DepKind::weak ? " (weak)" : "");
  return text + "]";
}

std::string shown(const NodePlaces& places) {
  std::string text;
  for (const UserPlace& user : places.users)
    text.append("user ").append(user.node).append(" in ").append(user.text).append("\n");
  for (const WaitsPlace& waits : places.waits)
    text += "waits for " + shown(waits.unmet) + ", has " + shown(waits.met) + "\n";
  for (const LayoutPlace& layout : places.layouts)
    text.append("layout of ").append(layout.buffer).append(": ").append(layout.text).append("\n");
  return text;
}

constexpr const char* kText =
    "op0: SchedulerNode(ComputedBuffer)\n"
    "op0.writes = [MemoryDep('buf0', c0, {c0: 64})]\n"
    "op0.unmet_dependencies = []\n"
    "op0.met_dependencies = [MemoryDep('arg0_1', c0, {c0: 64})]\n"
    "op0.outputs = [\n"
    "    buf0: ComputedBuffer\n"
    "    buf0.layout = FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n"
    "    buf0.users = [\n"
    "        NodeUser(node=SchedulerNode(name='op1'), can_inplace=True, is_weak=False),\n"
    "        NodeUser(node=OUTPUT, can_inplace=False, is_weak=False),\n"
    "    ]\n"
    "]\n"
    "op0.group.device = cuda:0\n"
    "op0.group.iteration = (64, 1)\n"
    "op0.sizes = ([64], [])\n"
    "arg0_1_layout = FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n"
    "buf0_layout = FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n"
    "class op0_loop_body:\n"
    "    var_ranges = {p0: 64}\n"
    "    index0 = p0\n"
    "    def body(self, ops):\n"
    "        get_index = self.get_index('index0')\n"
    "        load = ops.load('arg0_1', get_index)\n"
    "        get_index_1 = self.get_index('index0')\n"
    "        store = ops.store('buf0', get_index_1, load, None)\n"
    "        return store\n\n\n"
    "op1: ExternKernelSchedulerNode(ExternKernelOut)\n"
    "op1.writes = [StarDep(name='buf1', mode=None)]\n"
    "op1.unmet_dependencies = \n"
    "    [   StarDep(name='buf0', mode=None),\n"
    "        WeakDep(name='buf7', mutating_buf='buf1')]\n"
    "op1.met_dependencies = [StarDep(name='arg1_1', mode=None)]\n"
    "op1.outputs = [\n"
    "    buf1: ExternKernelOut\n"
    "    buf1.layout = FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n"
    "    buf1.users = [NodeUser(node=FusedSchedulerNode(nodes=op2_op3), can_inplace=False, is_weak=False)]\n"
    "]\n"
    "op1.node.kernel = extern_kernels.mm\n";

TEST(NodePlaces, AreWhatANodeNamesOutsideOfIt) {
  const Source source("ir_post_fusion.txt", kText);
  const Dump dump = parse_dump(source);
  EXPECT_EQ(shown(find_places(source, node_text(dump, dump.nodes[0]))),
            "user op1 in NodeUser(node=SchedulerNode(name='op1'), can_inplace=True, is_weak=False)\n"
            "user OUTPUT in NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)\n"
            "waits for [], has [arg0_1]\n"
            "layout of arg0_1: FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n"
            "layout of buf0: FixedLayout('cuda:0', torch.float32, size=[64], stride=[1])\n");
  EXPECT_EQ(
      shown(find_places(source, node_text(dump, dump.nodes[1]))),
      "user op2_op3 in NodeUser(node=FusedSchedulerNode(nodes=op2_op3), can_inplace=False, is_weak=False)\n"
      "waits for [buf0, buf7 (weak)], has [arg1_1]\n");
}

/// Every dump of every release: the places are those of the dump's own model.
TEST(NodePlaces, AgreeWithTheModelOfTheDump) {
  for (const auto& file : test::files_below("dumps", [](const auto& f) { return f.extension() == ".txt"; })) {
    const Source source(file.string(), test::read_text(file));
    const Dump dump = parse_dump(source);
    for (const Node& node : dump.nodes) {
      if (node.is_part || node.parts.count > 0) continue;
      const NodePlaces places = find_places(source, node_text(dump, node));
      std::vector<std::string_view> places_users, users;
      for (const UserPlace& user : places.users) places_users.push_back(user.node);
      for (const OutBuffer& out : slice(dump.out_buffers, node.outputs))
        for (const NodeUser& user : slice(dump.users, out.users)) users.push_back(user.node);
      for (const NodeUser& user : slice(dump.users, node.users)) users.push_back(user.node);
      EXPECT_EQ(places_users, users) << file << " " << node.name;
      if (places.waits.empty()) {  // an excerpt without these lines
        EXPECT_EQ(node.unmet.count + node.met.count, 0u) << file << " " << node.name;
        continue;
      }
      ASSERT_EQ(places.waits.size(), 1u) << file << " " << node.name;
      const auto same = [](const DepPlace& place, const Dep& dep) {
        return place.buffer == dep.name && place.kind == dep.kind;
      };
      EXPECT_TRUE(std::ranges::equal(places.waits[0].unmet.deps, slice(dump.deps, node.unmet), same));
      EXPECT_TRUE(std::ranges::equal(places.waits[0].met.deps, slice(dump.deps, node.met), same));
    }
  }
}

}  // namespace
}  // namespace ireplay
