#pragma once

#include "app/given_names.hpp"

namespace ireplay {

/// What an engine's fault comes from: where an element of an input is no position in what it indexes, that
/// element, at the statement that uses it. Bad usage where the command line gave the input, a faulty case
/// where the case did. Any other fault that names its node is placed there.
Error explained(const Error& fault, const Plan& plan, const TensorMap& inputs, const ParsedCase& parsed,
                const GivenTensors& given, const Options& options);

}  // namespace ireplay
