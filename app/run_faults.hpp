#pragma once

#include "app/given_names.hpp"

namespace ireplay {

/// What an engine's fault comes from: where an element of an input is no position in what it indexes, that
/// element, at the statement that uses it. Bad usage where the command line gave the input, a faulty case
/// where the case did. Any other fault is `placed`.
Error explained(const Error& fault, const Plan& plan, const TensorMap& inputs, const ParsedCase& parsed,
                const GivenTensors& given, const Options& options);

/// A fault without a place that begins as `op0: mm: ...` at the statement or the node that it names.
Error placed(const Error& fault, const Plan& plan, const ParsedCase& parsed);

}  // namespace ireplay
