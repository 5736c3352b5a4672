#include "parser/check_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

#include "parser/check.hpp"
#include "parser/parse.hpp"
#include "tests/support/golden.hpp"

/// Whether a text is one whole graph, and the wrapper's: each small broken graph with its message, and the
/// captured ones cut anywhere.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

struct Checked {
  std::string error;  // empty where the graph is whole
  std::vector<std::string> warnings;
  bool lacks_parts = false;  // of a grouped node: some releases print none, so lowering judges these
  bool is_whole() const { return error.empty() && !lacks_parts; }
};

Checked check_texts(const std::string& text, const std::string& wrapper_text = "") {
  Checked result;
  try {
    const Source source("ir.txt", text), wrapper_source("output_code.py", wrapper_text);
    const Dump dump = parse_dump(source);
    Wrapper wrapper;
    if (!wrapper_text.empty()) wrapper = parse_wrapper(wrapper_source);
    result.lacks_parts = std::ranges::any_of(dump.nodes, [](const Node& node) {
      return node.name.find('_') != node.name.npos && node.parts.count == 0;
    });
    check(dump);
    result.warnings = check_graph(dump, wrapper_text.empty() ? nullptr : &wrapper);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::dump);
    result.error = to_text(error);
  }
  return result;
}

fs::path fault(const std::string& name) { return fs::path(IREPLAY_TESTDATA) / "faults" / name; }

Checked check_fault(const std::string& name) { return check_texts(test::read_text(fault(name))); }

Checked check_folder(const std::string& name) {
  return check_texts(test::read_text(fault(name) / "ir_post_fusion.txt"),
                     test::read_text(fault(name) / "output_code.py"));
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

TEST(CheckGraph, NamesTheUserThatACutTook) {
  EXPECT_EQ(first_line(check_fault("cut_at_node.txt").error),
            "ir.txt:83:55: error: 'buf2' is used by 'op3', which is not in this text");
}

TEST(CheckGraph, NamesTheBufferWhoseWriterIsMissing) {
  EXPECT_EQ(first_line(check_fault("node_missing.txt").error),
            "ir.txt:63:38: error: node 'op2' reads 'buf1', which no node of this text writes");
}

TEST(CheckGraph, NamesTheBlockThatHasNoEnd) {
  EXPECT_EQ(first_line(check_fault("cut_in_body.txt").error),
            "ir.txt:18:9: error: the text ends early: the block 'body' has no `return`");
}

TEST(CheckGraph, RefusesAConsumerBeforeItsProducer) {
  EXPECT_EQ(first_line(check_fault("read_before_write.txt").error),
            "ir.txt:3:38: error: node 'op1' reads 'buf0', which is written below it");
}

TEST(CheckGraph, TakesAnExcerptFromTheMiddleWithWarnings) {
  const Checked excerpt = check_fault("excerpt.txt");
  EXPECT_EQ(excerpt.error, "");
  EXPECT_EQ(excerpt.warnings,
            (std::vector<std::string>{"ir.txt:4: node 'op5' reads 'buf2', which no node of this text writes",
                                      "ir.txt:5: node 'op5' reads 'buf4', which no node of this text writes",
                                      "ir.txt:12: 'buf5' is used by 'op6', which is not in this text",
                                      "ir.txt:13: 'buf5' is used by 'op9', which is not in this text"}));
}

TEST(CheckGraph, RefusesTheWrapperOfAnotherGraph) {
  EXPECT_EQ(
      first_line(check_folder("other_wrapper").error),
      "output_code.py:49:28: error: 'arg0_1' has another size at ir.txt:7: the two files are not of one "
      "graph");
}

TEST(CheckGraph, RefusesAnotherTypeThanTheWrapperAllocates) {
  EXPECT_EQ(first_line(check_folder("other_type").error),
            "output_code.py:115:13: error: 'buf0' has another type at ir.txt:7: the two files are not of one "
            "graph");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line + "\n");
  while (!lines.empty() && lines.back() == "\n") lines.pop_back();
  return lines;
}

/// Without a wrapper a text that was cut between two nodes can be whole; with one it never is.
TEST(CheckGraph, RefusesCapturedGraphsThatAreCut) {
  std::mt19937 random(20240520);
  int cuts = 0, halves = 0, accepted = 0, accepted_with_wrapper = 0, accepted_halves = 0;
  for (const fs::path& file : test::files_below("corpus", [](const fs::path& path) {
         return path.filename() == "ir_post_fusion.txt" && fs::exists(path.parent_path() / "output_code.py");
       })) {
    const std::vector<std::string> lines = lines_of(test::read_text(file));
    const std::string wrapper = test::read_text(file.parent_path() / "output_code.py");
    for (int i = 0; i <= 10; ++i) {
      const std::size_t kept = i == 0 ? lines.size() / 2 : 1 + random() % (lines.size() - 1);
      std::string text;
      for (std::size_t line = 0; line < kept; ++line) text += lines[line];
      const bool alone = check_texts(text).is_whole();
      (i == 0 ? halves : cuts) += 1;
      (i == 0 ? accepted_halves : accepted) += alone;
      accepted_with_wrapper += check_texts(text, wrapper).is_whole();
    }
  }
  EXPECT_GT(halves, 70);
  EXPECT_LE(accepted_halves, 2);  // two graphs of two independent products, cut between them
  EXPECT_EQ(accepted_with_wrapper, 0);
  EXPECT_LT(accepted, cuts / 50);
}

/// Ten graphs at every line: with the wrapper none is taken; alone none but whole nodes, before another one.
TEST(CheckGraph, RefusesACutAtAnyLine) {
  int graphs = 0;
  for (const fs::path& file : test::files_below("corpus", [](const fs::path& path) {
         return path.filename() == "ir_post_fusion.txt" && fs::exists(path.parent_path() / "output_code.py");
       })) {
    const std::vector<std::string> lines = lines_of(test::read_text(file));
    if (lines.size() > 200) continue;
    const std::string wrapper = test::read_text(file.parent_path() / "output_code.py");
    std::string text;
    for (std::size_t kept = 1; kept < lines.size(); ++kept) {
      text += lines[kept - 1];
      const bool before_node =
          lines[kept].starts_with("op") && lines[kept].find("Node(") != std::string::npos;
      EXPECT_FALSE(check_texts(text, wrapper).is_whole()) << file << ", " << kept << " lines";
      EXPECT_TRUE(before_node || !check_texts(text).is_whole()) << file << ", " << kept << " lines";
    }
    if (++graphs == 10) return;
  }
  ADD_FAILURE() << "only " << graphs << " graphs";
}

}  // namespace
}  // namespace ireplay
