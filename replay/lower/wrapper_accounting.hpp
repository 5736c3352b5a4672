#pragma once

#include <vector>

#include "replay/lower/graph_buffers.hpp"

/// Whether all that the wrapper does is in the plan: a statement that was skipped makes another graph.
namespace ireplay {

/// An Error{unsupported} at its place for each library call that no node of the text makes (`claimed`, by
/// WrapperFacts::calls, are those that steps were made of) and each kernel that is given nothing that a step
/// writes. Statements of other forms are WrapperFacts::not_understood.
std::vector<Error> find_unaccounted(const WrapperFacts& facts, const std::vector<bool>& claimed,
                                    const Dump& dump, GraphBuffers& buffers, const Plan& plan);

}  // namespace ireplay
