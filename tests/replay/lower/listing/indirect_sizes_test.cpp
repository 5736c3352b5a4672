#include "replay/lower/listing/indirect_sizes.hpp"

#include <gtest/gtest.h>

#include "tests/support/body_graph.hpp"

namespace ireplay {
namespace {

/// A gather `arg1_1[index]` with 16 values of indirect0, p1 < 8 and p2 < 3 beside it.
class Gather {
 public:
  Gather(const std::string& index, Dims size, Dims stride) : graph_(text(index)) {
    graph_.set("arg0_1", DType::i64, {16}, {1});
    graph_.set("arg1_1", DType::f32, std::move(size), std::move(stride));
  }
  std::int64_t size(std::string_view listing = {}) {
    return IndirectSizes(graph_.context(*graph_.nodes_with_bodies().at(0), listing)).find(0);
  }

 private:
  static std::string text(const std::string& index) {
    return "op0: SchedulerNode(ComputedBuffer)\nop0.writes = []\nop0.unmet_dependencies = []\n"
           "op0.met_dependencies = []\nop0.outputs = [\n]\nop0.group.device = cuda:0\nop0.group.iteration = "
           "(384, 1)\n"
           "op0.sizes = ([16, 8, 3], [])\nclass op0_loop_body:\n    var_ranges = {p0: 16, p1: 8, p2: 3}\n"
           "    index0 = p0\n    index1 = " +
           index +
           "\n    def body(self, ops):\n        get_index = self.get_index('index0')\n"
           "        load = ops.load('arg0_1', get_index)\n        set_indirect0 = self.set_indirect0(load)\n"
           "        get_index_1 = self.get_index('index1')\n        load_1 = ops.load('arg1_1', "
           "get_index_1)\n"
           "        return load_1\n";
  }
  test::BodyGraph graph_;
};

constexpr const char* kAsserts120 =
    "tl.device_assert((0 <= tmp4) & (tmp4 < 120), \"index out of bounds: 0 <= tmp4 < 120\")";

TEST(IndirectSizes, FollowFromTheDimensionThatTheIndexWalksAlong) {
  EXPECT_EQ(Gather("8*indirect0 + p1", {50, 8}, {8, 1}).size(), 50);
  EXPECT_EQ(Gather("indirect0 + 9*p1", {8, 9}, {9, 1}).size(), 9);
  EXPECT_EQ(Gather("indirect0 + 50*p1", {50, 8}, {1, 50}).size(), 50);  // a transposed layout
  EXPECT_EQ(Gather("7*indirect0 + 63*p1 + p2", {8, 9, 7}, {63, 7, 1}).size(), 9);
  EXPECT_EQ(Gather("-8*indirect0 - p1 + 399", {50, 8}, {8, 1}).size(), 50);  // flipped
}

TEST(IndirectSizes, AreOpenWhereSeveralReadingsFit) {
  EXPECT_EQ(Gather("indirect0", {4, 5, 6}, {30, 6, 1}).size(), kNone);        // a flat view, or one row
  EXPECT_EQ(Gather("8*indirect0 + p1 + 80", {50, 8}, {8, 1}).size(), kNone);  // a slice of unknown length
  EXPECT_EQ(Gather("indirect0 + 30*p1", {240}, {1}).size(), kNone);           // the layout is flat
  EXPECT_EQ(Gather("ModularIndexing(indirect0, 1, 50)", {50}, {1}).size(), kNone);
  EXPECT_EQ(Gather("3*indirect0", {50, 8}, {8, 1}).size(), kNone);
}

/// `padded[value - 1]` in a masked block is shorter than what the value itself walks along.
TEST(IndirectSizes, AccessesUnderAMaskSayLessThanOthers) {
  const auto sizes = [](const std::string& whole) {
    test::BodyGraph graph(
        "op0: SchedulerNode(ComputedBuffer)\nop0.writes = []\nop0.unmet_dependencies = []\n"
        "op0.met_dependencies = []\nop0.outputs = [\n]\nop0.group.device = cuda:0\n"
        "op0.group.iteration = (16, 1)\nop0.sizes = ([16], [])\nclass op0_loop_body:\n"
        "    var_ranges = {p0: 16}\n    index0 = p0\n    index1 = indirect0\n    index2 = indirect1 - 1\n"
        "    def body(self, ops):\n        get_index = self.get_index('index0')\n"
        "        load = ops.load('arg0_1', get_index)\n        set_indirect0 = self.set_indirect0(load)\n"
        "        load_1 = ops.load('arg0_1', get_index)\n        set_indirect1 = "
        "self.set_indirect1(load_1)\n" +
        whole +
        "        masked_subblock1 = self.masked_subblock1(load, 0.0)\n        return masked_subblock1\n"
        "    def masked_subblock1(self, ops):\n        get_index = self.get_index('index2')\n"
        "        load = ops.load('arg2_1', get_index)\n        return load\n");
    graph.set("arg0_1", DType::i64, {16}, {1});
    graph.set("arg1_1", DType::f32, {10}, {1});
    graph.set("arg2_1", DType::f32, {8}, {1});
    const IndirectSizes found(graph.context(*graph.nodes_with_bodies().at(0)));
    return std::pair{found.find(0), found.find(1)};
  };
  EXPECT_EQ(sizes("        get_index_1 = self.get_index('index1')\n"
                  "        load_2 = ops.load('arg1_1', get_index_1)\n"),
            (std::pair<std::int64_t, std::int64_t>(10, 10)));
  EXPECT_EQ(sizes(""), (std::pair<std::int64_t, std::int64_t>(kNone, kNone)));
}

TEST(IndirectSizes, AreSettledByTheListing) {
  EXPECT_EQ(Gather("indirect0", {4, 5, 6}, {30, 6, 1}).size(kAsserts120), 120);
  EXPECT_EQ(Gather("indirect0", {4, 5, 6}, {30, 6, 1}).size("tmp1 = tl.full([XBLOCK], 120, tl.int32)"), 120);
  EXPECT_EQ(Gather("indirect0 + 30*p1", {240}, {1}).size("tmp1 = tmp0 + 30"), 30);
  EXPECT_EQ(Gather("8*indirect0 + p1", {50, 8}, {8, 1}).size("\"index out of bounds: 0 <= tmp4 < 20\""), 20);
}

TEST(IndirectSizes, ReadsEverySpellingOfAListing) {
  const ListingSizes sizes = parse_listing_sizes(
      "tmp1 = tl.full([XBLOCK, 1], 50, tl.int32)\n"
      "tl.device_assert(((0 <= tmp4) & (tmp4 < 50)) | ~(xmask), \"index out of bounds: 0 <= tmp4 < 50\")\n"
      "TORCH_CHECK((0 <= tmp9) & (tmp9 < 7L), \"index out of bounds: 0 <= tmp9 < 7L\")\n"
      "tl.device_assert((tmp2 < ks0), \"index out of bounds: 0 <= tmp2 < ks0\")\n"
      "tl.device_assert((tmp5 < 2*ks0), \"index out of bounds: 0 <= tmp5 < 2*ks0\")\n"
      "out_ptr0[static_cast<int64_t>(x1 + 12L*x0)] = tmp8 + 16*x1\n");
  EXPECT_EQ(sizes.asserted, (std::vector<std::int64_t>{7, 50}));
  EXPECT_EQ(sizes.mentioned, (std::vector<std::int64_t>{50}));
}

}  // namespace
}  // namespace ireplay
