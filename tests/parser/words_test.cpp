#include "parser/words.hpp"

#include <gtest/gtest.h>

#include "parser/node_text.hpp"

namespace ireplay {
namespace {

using Names = std::vector<std::string>;

TEST(Words, AreRunsOfLettersDigitsAndUnderscores) {
  EXPECT_EQ(words_of("buf0.layout = f(s0, 'a_b'),2*s0"),
            (std::set<std::string_view>{"2", "a_b", "buf0", "f", "layout", "s0"}));
  EXPECT_TRUE(words_of("").empty());
  const std::string_view text = "arg0_10 arg0_1";
  EXPECT_EQ(find_word(text, "arg0_1").data(), text.data() + 8);
  EXPECT_FALSE(has_word(text, "arg0"));
  EXPECT_EQ(first_word("true_graph_0_op1: SchedulerNode("), "true_graph_0_op1");
  EXPECT_EQ(first_word(": op1"), "");
}

TEST(Words, NamesOfSizes) {
  EXPECT_EQ(symbols_in("s77 + s0*u3 - zuf0 ps1 zf2 // buf0 s s1x xs0 s0"),
            (Names{"ps1", "s0", "s77", "u3", "zf2", "zuf0"}));
}

TEST(Words, NamesWithLayouts) {
  EXPECT_EQ(laid_out_names("arg0_1_layout = FixedLayout(\n  buf3.layout = FixedLayout(\nbuf4.layouts = 1\n"),
            (Names{"arg0_1", "buf3"}));
}

TEST(Words, DottedNames) {
  const auto [before, last] = split_last("torch.ops.aten.mm");
  EXPECT_EQ(before, "torch.ops.aten");
  EXPECT_EQ(last, "mm");
  EXPECT_EQ(split_last("mm").before, "");
  EXPECT_EQ(split_last("mm").last, "mm");
  EXPECT_EQ(split_last("/a/b.py", '/').last, "b.py");
}

TEST(Words, TheSubgraphThatANodeIsOf) {
  EXPECT_EQ(subgraph_of("op3"), "");
  EXPECT_EQ(subgraph_of("op3_op4"), "");
  EXPECT_EQ(subgraph_of("buf1"), "");
  EXPECT_EQ(subgraph_of("true_graph_0_op1"), "true_graph_0");
  EXPECT_EQ(subgraph_of("repeated_subgraph0_buf2"), "repeated_subgraph0");
  EXPECT_EQ(subgraph_of("cond_body_0_op5_cond_body_0_op6"), "cond_body_0") << "fused";
  EXPECT_EQ(subgraph_of("my_options_0_op1"), "my_options_0");
  EXPECT_EQ(subgraph_of("extern0"), "");
}

}  // namespace
}  // namespace ireplay
