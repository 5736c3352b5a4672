#pragma once

#include <optional>
#include <vector>

#include "replay/lower/wrapper_facts.hpp"

/// A graph of which only the wrapper is there: its calls, in the order of execution, as the nodes of a dump
/// whose text is the wrapper's.
namespace ireplay {

struct WrapperNodes {
  struct Call {
    const KernelCall* kernel = nullptr;  // one of the three; none for a node that only names buffers
    const CallFact* library = nullptr;
    std::optional<std::size_t> subgraph = {};  // of WrapperFacts::subgraph_calls
  };
  Dump dump;
  std::vector<Call> calls;  // by node
};

/// Every buffer of the wrapper is an output of the node that first mentions it, or read by a node and written
/// by none. `facts`, which must outlive the result, are changed: a buffer that takes over the memory of
/// another one becomes a view of it, since kernels read what lies there. What a subgraph returned is an
/// output of the first node that mentions it. A call whose result's size is `undecided` gets no node.
WrapperNodes nodes_of_wrapper(WrapperFacts& facts);

}  // namespace ireplay
