#include "app/run_faults.hpp"

#include "app/options.hpp"
#include "replay/passes/index_faults.hpp"

namespace ireplay {
namespace {

Error::Kind kind_of(const std::string& input, const GivenTensors& given, const Options& options) {
  if (options.fills.contains(input)) return Error::Kind::usage;
  if (!given.tensors.contains(input)) return Error::Kind::device;
  return given.own_inputs ? Error::Kind::dump : Error::Kind::usage;
}

/// The statement; of a library call its node.
std::string_view place_of(const IndexFault& fault, const ParsedCase& parsed) {
  if (!fault.label.empty()) return fault.label;
  for (const Node& node : parsed.ir.nodes)
    if (node.name == fault.node) return node.name;
  return {};
}

}  // namespace

Error explained(const Error& fault, const Plan& plan, const TensorMap& inputs, const ParsedCase& parsed,
                const GivenTensors& given, const Options& options) {
  if (fault.kind() != Error::Kind::device) return fault;
  const auto found = find_index_fault(plan, inputs);
  if (!found) return fault;
  const Error::Kind kind = kind_of(found->input, given, options);
  const std::string_view at = place_of(*found, parsed);
  for (const Dump* dump : {&parsed.ir, parsed.pre ? &*parsed.pre : nullptr})
    if (dump != nullptr && dump->source->contains(at.data()))
      return {kind, *dump->source, at.data(), found->sentence};
  return {kind, found->sentence};
}

}  // namespace ireplay
