#include "app/run_faults.hpp"

#include "app/options.hpp"
#include "replay/passes/index_faults.hpp"

namespace ireplay {
namespace {

Error::Kind kind_of(const std::string& input, const GivenTensors& given, const Options& options) {
  if (input.empty()) return Error::Kind::dump;
  if (options.fills.contains(input)) return Error::Kind::usage;
  if (!given.tensors.contains(input)) return Error::Kind::device;
  return given.own_inputs ? Error::Kind::dump : Error::Kind::usage;
}

/// The statement; of a library call its node.
std::string_view place_of(const WrongIndex& fault, const ParsedCase& parsed) {
  if (!fault.label.empty()) return fault.label;
  for (const Node& node : parsed.ir.nodes)
    if (node.name == fault.node) return node.name;
  return {};
}

/// `op0: mm: ...` is told at op0 where the engine knows no place.
Error at_node(const Error& fault, const ParsedCase& parsed) {
  const std::string sentence = fault.what();
  const std::string_view node = std::string_view(sentence).substr(0, sentence.find(": "));
  for (const Dump* dump : {&parsed.ir, parsed.pre ? &*parsed.pre : nullptr})
    if (dump != nullptr && !fault.has_place())
      for (const Node& at : dump->nodes)
        if (at.name == node) return {fault.kind(), *dump->source, at.name.data(), sentence};
  return fault;
}

}  // namespace

Error explained(const Error& fault, const Plan& plan, const TensorMap& inputs, const ParsedCase& parsed,
                const GivenTensors& given, const Options& options) {
  const auto found = fault.kind() == Error::Kind::device ? find_wrong_index(plan, inputs) : std::nullopt;
  if (!found) return at_node(fault, parsed);
  const Error::Kind kind = kind_of(found->input, given, options);
  const std::string_view at = place_of(*found, parsed);
  for (const Dump* dump : {&parsed.ir, parsed.pre ? &*parsed.pre : nullptr})
    if (dump != nullptr && dump->source->contains(at.data()))
      return {kind, *dump->source, at.data(), found->sentence};
  return {kind, found->sentence};
}

}  // namespace ireplay
