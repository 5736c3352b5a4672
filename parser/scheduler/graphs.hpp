#pragma once

#include <string_view>
#include <vector>

namespace ireplay {

/// One graph of a log: its own text and those of its branches and loop bodies, which follow it.
struct GraphText {
  std::string_view text;
  std::vector<std::string_view> subgraphs;
};

/// The graphs of a log. A text begins at a line BEFORE FUSION or AFTER FUSION, or where a node's name comes
/// again; one whose nodes are not called `op0` or `buf0` is a subgraph's. One graph for a text without nodes.
std::vector<GraphText> split_graphs(std::string_view text);

/// Whether a line may belong to a scheduler's text: it begins with the name of a node or buffer (`op0: `,
/// `buf1.writes`, `arg0_1_layout = `), or is of a loop body.
bool is_line_of_graph(std::string_view line);

}  // namespace ireplay
