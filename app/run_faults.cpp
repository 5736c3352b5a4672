#include "app/run_faults.hpp"

#include <algorithm>

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

std::vector<const Dump*> dumps_of(const ParsedCase& parsed) {
  std::vector<const Dump*> dumps = {&parsed.ir, parsed.pre ? &*parsed.pre : nullptr};
  for (const Dump& subgraph : parsed.subgraphs) dumps.push_back(&subgraph);
  std::erase_if(dumps, [](const Dump* dump) { return dump == nullptr || dump->source == nullptr; });
  return dumps;
}

/// Whether an engine means this statement: `self.set_indirect0 set_indirect0` or `set_indirect0 = ...`.
bool names(std::string_view said, std::string_view label) {
  const std::size_t equals = label.find(" = ");
  if (label.empty() || equals == label.npos) return !label.empty() && said == label;
  const std::string_view name = label.substr(0, equals), what = label.substr(equals + 3);
  return said == label ||
         (said.size() == what.size() + 1 + name.size() && said.starts_with(what) && said.ends_with(name));
}

/// The statement of `op0: self.set_indirect0 set_indirect0: ...`; empty where no program has it.
std::string_view statement_of(std::string_view sentence, std::string_view node, const Plan& plan) {
  std::string_view said = sentence.substr(std::min(sentence.size(), node.size() + 2));
  said = said.substr(0, said.find(": "));
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      if (program.node == node)
        for (const std::string_view label : program.labels)
          if (names(said, label)) return label;
  return {};
}

}  // namespace

Error placed(const Error& fault, const Plan& plan, const ParsedCase& parsed) {
  const std::string sentence = fault.what();
  const std::string_view node = std::string_view(sentence).substr(0, sentence.find(": "));
  if (fault.has_place()) return fault;
  const std::string_view statement = statement_of(sentence, node, plan);
  for (const Dump* dump : dumps_of(parsed)) {
    if (!statement.empty() && dump->source->contains(statement.data()))
      return {fault.kind(), *dump->source, statement.data(), sentence};
    for (const Node& at : dump->nodes)
      if (at.name == node) return {fault.kind(), *dump->source, at.name.data(), sentence};
  }
  return fault;
}

Error explained(const Error& fault, const Plan& plan, const TensorMap& inputs, const ParsedCase& parsed,
                const GivenTensors& given, const Options& options) {
  const auto found = fault.kind() == Error::Kind::device ? find_wrong_index(plan, inputs) : std::nullopt;
  if (!found) return placed(fault, plan, parsed);
  const Error::Kind kind = kind_of(found->input, given, options);
  const std::string_view at = place_of(*found, parsed);
  for (const Dump* dump : dumps_of(parsed))
    if (dump->source->contains(at.data())) return {kind, *dump->source, at.data(), found->sentence};
  return {kind, found->sentence};
}

}  // namespace ireplay
