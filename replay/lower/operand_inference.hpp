#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/lower/graph_buffers.hpp"

/// What library calls read where the scheduler text alone is there: it names the buffers, sorted as strings,
/// and neither their order nor the views taken of them.
namespace ireplay {

/// The operands of an extern node from names and shapes. Throws Error{unsupported} for ops whose arguments
/// can't be inferred ("its arguments are only in output_code.py") and Error{dump} where no reading fits.
/// Several readings that fit give a warning in `plan.warnings` and a Guess; `hints` may say which one is
/// taken, else it is the first of the stated order: operands in the order of the dependencies, untransposed
/// before transposed, but a square right operand that is an input of the graph, which is nearly always a
/// weight, transposed.
ExternCall infer_operands(const Dump& dump, const Node& node, const GraphHints& hints, GraphBuffers& buffers,
                          Plan& plan);

/// Before any step is made: shapes of inputs that only library calls read (the text prints no layout for
/// them), from all calls that read them together. Known shapes of hints are already in `buffers`.
void infer_input_shapes(const Dump& dump, const GraphHints& hints, GraphBuffers& buffers, Plan& plan);

}  // namespace ireplay
