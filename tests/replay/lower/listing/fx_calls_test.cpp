#include "replay/lower/listing/fx_calls.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ireplay {
namespace {

constexpr const char* kGraph = R"fx(class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[4, 9][9, 1]cuda:0", arg1_1: i64[3], arg2_1: "Sym(s0)", arg3_1: "f32[s0, 4, s0 - Max(1, s0)]"):
        # File: model.py:3, code: y = sort(x)
        sort = torch.ops.aten.sort.default(arg0_1, 1)
        getitem: "f32[4, 9]" = sort[0]
        getitem_1: "i64[4, 9]" = sort[1];  sort = None
        searchsorted: i32[3] = torch.ops.aten.searchsorted.Tensor(arg1_1, arg1_1, out_int32 = True)
        sort_1 = torch.ops.aten.sort.default(arg3_1, 1)
        getitem_2: "f32[s0, 4, 9]" = sort_1[0]
        getitem_3: "i64[2, 4, 9][36, 1, 4]cuda:0" = sort_1[1];  sort_1 = None
        return (getitem_1, None, getitem_2, searchsorted)
)fx";

ExternCall call_of(const std::string& function, std::vector<Dims> sizes) {
  ExternCall call;
  call.function = function;
  for (const Dims& size : sizes)
    call.arguments.push_back({"", {TensorView{0, DType::f32, size, dense_strides(size), 0}}});
  return call;
}

TEST(FxCalls, ResultsAreThoseOfTheCallWithTheSameOperands) {
  FxCalls graph(kGraph);
  const FxCalls::Call* sort = graph.take(call_of("aten.sort", {{4, 9}}));
  ASSERT_NE(sort, nullptr);
  ASSERT_EQ(sort->results.size(), 2U);
  EXPECT_EQ(sort->results[0].second.size, (Dims{4, 9}));
  EXPECT_EQ(sort->results[1].first, 1);
  EXPECT_EQ(sort->results[1].second.dtype, DType::i64);
  EXPECT_EQ(graph.take(call_of("aten.sort", {{4, 9}})), nullptr) << "it has been taken";
}

TEST(FxCalls, ScansAreThoseOfTensorsOfThatSize) {
  const FxCalls graph(
      std::string_view("def forward(self, x: \"f32[4, 9]\", y: \"f32[3]\"):\n"
                       "    cumsum: \"f32[4, 9]\" = torch.ops.aten.cumsum.default(x, 1)\n"
                       "    cummax = torch.ops.aten.cummax.default(y, 0)\n"));
  EXPECT_EQ(graph.scans(36), std::vector<std::string_view>{"cumsum"});
  EXPECT_EQ(graph.scans(3), std::vector<std::string_view>{"cummax"});
  EXPECT_TRUE(graph.scans(9).empty());
  const FxCalls own(
      std::string_view("def forward(self, x: \"f32[4, 9]\"):\n"
                       "    cumsum: \"f32[4, 9]\" = torch.ops.aten.cumsum.default(x, 1)\n"
                       "    scan = torch.ops.higher_order.associative_scan(combine_graph_0, [x], ())\n"));
  EXPECT_TRUE(own.scans(36).empty());
}

TEST(FxCalls, SymbolsInOperandsFitEverySizeAndInResultsNone) {
  FxCalls graph(kGraph);
  EXPECT_EQ(graph.take(call_of("aten.sort.default", {{2, 5, 7}})), nullptr);
  const FxCalls::Call* sort = graph.take(call_of("torch.ops.aten.sort.default", {{2, 4, 7}}));
  ASSERT_NE(sort, nullptr);
  ASSERT_EQ(sort->results.size(), 1U);
  EXPECT_EQ(sort->results[0].first, 1);
  EXPECT_EQ(sort->results[0].second.stride, (Dims{36, 1, 4}));
}

TEST(FxCalls, SymbolsWithValuesAreExtents) {
  FxCalls graph(kGraph, {{"s0", 2}});
  EXPECT_EQ(graph.take(call_of("aten.sort", {{3, 4, 0}})), nullptr);
  const FxCalls::Call* sort = graph.take(call_of("aten.sort", {{2, 4, 0}}));
  ASSERT_NE(sort, nullptr);
  ASSERT_EQ(sort->results.size(), 2U);
  EXPECT_EQ(sort->results[0].second.size, (Dims{2, 4, 9}));
}

TEST(FxCalls, UnquotedTypesOfOldReleasesAreRead) {
  FxCalls graph(kGraph);
  const FxCalls::Call* search = graph.take(call_of("aten.searchsorted", {{3}, {3}}));
  ASSERT_NE(search, nullptr);
  EXPECT_EQ(search->results[0].second.dtype, DType::i32);
}

TEST(FxCalls, IntegersTellCallsOfOneOpApart) {
  FxCalls graph(
      "def forward(self, x: \"f32[4, 9]\"):\n"
      "    slice_1: \"f32[4, 9]\" = torch.ops.aten.slice.Tensor(x, 0, 0, 9223372036854775807)\n"
      "    slice_2: \"f32[4, 3]\" = torch.ops.aten.slice.Tensor(slice_1, 1, -3, 9223372036854775807)\n"
      "    view: \"f32[12]\" = torch.ops.aten.view.default(slice_2, [12])\n");
  ExternCall second = call_of("aten.slice.Tensor", {{4, 9}});
  for (const std::int64_t value : {1, -3}) second.arguments.push_back({"", {value}});
  second.arguments.push_back({"", {std::numeric_limits<std::int64_t>::max()}});
  ASSERT_NE(graph.take(second), nullptr);
  const FxCalls::Call* first = graph.take(call_of("aten.slice.Tensor", {{4, 9}}));
  ASSERT_NE(first, nullptr) << "without integers it is the one that is left";
  EXPECT_EQ(first->name, "slice_1");
  EXPECT_NE(graph.take(call_of("aten.reshape.default", {{4, 3}})), nullptr) << "a view under its other name";
}

TEST(FxCalls, BrokenTextsGiveNothing) {
  for (const char* text : {"", "def forward(self",
                           "def forward(self, a: \"f32[\"):\n x = torch.ops.aten.sort(\n y = sort[\n return",
                           "def forward(self):\n = torch.ops.(\n: \"[\" = [0]\n return ("})
    EXPECT_EQ(FxCalls(text).take(call_of("aten.topk", {})), nullptr) << text;
}

}  // namespace
}  // namespace ireplay
