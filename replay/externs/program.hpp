#pragma once

#include <memory>
#include <optional>

#include "replay/externs/call_frame.hpp"
#include "replay/plan/extern_program.hpp"

/// Library calls written as parts (replay/plan/extern_program.hpp).
namespace ireplay {

/// Writes Step::parts of a library call, and looks at everything else that a run would refuse. Gives what is
/// wrong with it: an operand that leaves its memory, shapes that do not fit one another, an attribute that
/// means nothing (Error{dump}); no row, arguments that are not covered (Error{unsupported}). Touches no data.
std::optional<Error> write_parts(Step& step, const Plan& plan);
/// The same for all steps of a plan that have none yet, which whoever makes a plan owes the engines. Throws
/// what is wrong with the first one, with its name.
void write_parts(Plan& plan);

/// Step::parts; of numbers that are made ahead the tables that hold them. Null for a kernel in Triton, and
/// for numbers that depend on a tensor.
std::shared_ptr<const ExternProgram> parts_to_run(const Step& step, const Plan& plan);

/// A call's parts. Throws Error{unsupported} that says why, where the row has none for its arguments or
/// types, and Error{dump} for shapes that do not fit.
ExternProgram write_program(const ExternRow& row, const ExternFrame& frame, const ExternCall& call,
                            const Plan& plan);

/// The part as one loop program; none where it would hold complex numbers.
std::optional<LoopPart> as_loops(const ProductPart& product);
std::optional<LoopPart> as_loops(const ConvolutionPart& convolution);

}  // namespace ireplay
