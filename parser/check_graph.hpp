#pragma once

#include <string>
#include <vector>

#include "parser/model.hpp"

namespace ireplay {

/// What makes a text one whole graph, beyond what `check` says of each node alone: every node has the lines
/// and the stores that its kind prints, every user that a buffer names is there, every buffer that a node
/// waits for is written, and written above, and (where there is a wrapper) every buffer that the wrapper
/// returns occurs in the text. A user that was removed as dead code may be absent: the buffer has others, and
/// later nodes are there. Throws Error{dump} at the first place that is at fault.
///
/// An excerpt from the middle of a graph, which starts after node 0 and reads what came before it, is taken
/// as it is without a wrapper: the warnings returned say which buffers and users lie outside of it.
std::vector<std::string> check_graph(const Dump& dump, const Wrapper* wrapper);

}  // namespace ireplay
