#pragma once

#include <string_view>

#include "parser/model.hpp"

/// The lines that a scheduler text has for a node.
namespace ireplay {

/// The node of that name, fused or a part of one; null where there is none.
const Node* find_node(const Dump& dump, std::string_view name);

/// From the node's header to the line before the next node of the same level, without blank lines at the end.
/// A fused node's lines are those of its parts too.
std::string_view node_text(const Dump& dump, const Node& node);

/// The node's loop body, from its `class` line on; empty for a node without one.
std::string_view body_text(const Dump& dump, const Node& node);

/// The lines of a node without the kernel's listing, which 2.4 and 2.5 print behind `Triton code:`.
std::string_view without_listing(std::string_view node_text);

/// The subgraph (branch, loop body, combine function) that a node of this name is of: `true_graph_0` for
/// `true_graph_0_op1`. Empty for the outer graph's, which are called op1 or buf1.
std::string_view subgraph_of(std::string_view node_name);

/// From the first character of the line that `at` points into.
std::string_view from_line_start(std::string_view text, const char* at);

}  // namespace ireplay
