#pragma once

#include "parser/model.hpp"

/// The three grammars. `source` must outlive the result, which points into it.
/// A text that is not of the language throws Error{Kind::dump} with its place and what was expected there.
/// Unknown attribute lines, classes, ops and statements parse; what they mean is decided later.
namespace ireplay {

/// `ir_post_fusion.txt`, `ir_pre_fusion.txt`, or a log with such a text in it.
/// A log with several graphs gives the nodes of the graph number `graph`, counted from 0.
Dump parse_dump(const Source& source, std::size_t graph = 0);

/// How many graphs the text holds: 1 for a file of a debug directory. A log prints the subgraphs of a graph
/// (branches, loop bodies) behind it; they count with it.
std::size_t count_graphs(const Source& source);

/// The subgraphs of graph number `graph`, and one of them.
std::size_t count_subgraphs(const Source& source, std::size_t graph);
Dump parse_subgraph(const Source& source, std::size_t graph, std::size_t number);

/// `output_code.py`: the functions and, of kernels, their listings as raw text.
Wrapper parse_wrapper(const Source& source);

/// One expression alone, such as the value of an option `--layout` or a size in case.json.
ExprId parse_expression(const Source& source, ExprPool& pool);

}  // namespace ireplay
