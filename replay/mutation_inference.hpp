#pragma once

#include "replay/graph_buffers.hpp"

namespace ireplay {

/// Releases up to 2.4 leave the mutations of foreach kernels out of the text. What such a node writes, and
/// the wrapper neither allocates nor anybody reads, is written into one of the kernel's inputs: pointer
/// `out_ptr7` of its listing is where the node's buffer number 7 goes, in the order of the parts. Turns those
/// buffers into mutations.
void infer_mutations(const Dump& dump, const WrapperFacts& facts, GraphBuffers& buffers);

}  // namespace ireplay
