#include "replay/case/case_plan.hpp"

#include "parser/check.hpp"
#include "parser/check_graph.hpp"
#include "parser/parse.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {

GraphTexts ParsedCase::texts() const {
  GraphTexts texts;
  if (!wrapper_alone) (before_fusion ? texts.pre : texts.post) = &ir;
  if (pre) texts.pre = &*pre;
  if (wrapper) texts.wrapper = &*wrapper;
  return texts;
}

namespace {

/// PyTorch writes an empty text for a graph that returns its inputs: the wrapper alone says how.
bool is_blank(const Source& source) {
  return source.text().find_first_not_of(" \t\r\n") == std::string_view::npos;
}

ParsedCase parse(const CaseFiles& files, const CaseTexts& texts, std::size_t graph) {
  ParsedCase parsed;
  parsed.before_fusion = files.before_fusion;
  if (!texts.ir) {
    parsed.wrapper_alone = true;
    parsed.wrapper = parse_wrapper(*texts.wrapper);
    return parsed;
  }
  if (texts.wrapper && is_blank(*texts.ir)) {
    parsed.ir.source = texts.ir.get();
    parsed.wrapper = parse_wrapper(*texts.wrapper);
    return parsed;
  }
  parsed.ir = parse_dump(*texts.ir, graph);
  if (texts.graphs > 1) return parsed;
  if (texts.pre) parsed.pre = parse_dump(*texts.pre);
  if (texts.wrapper) parsed.wrapper = parse_wrapper(*texts.wrapper);
  return parsed;
}

}  // namespace

ParsedCase load_graph(const CaseFiles& files, const CaseTexts& texts, std::size_t graph) {
  ParsedCase parsed = parse(files, texts, graph);
  if (parsed.wrapper_alone) return parsed;
  check(parsed.ir);
  if (parsed.pre) check(*parsed.pre);
  if (!parsed.ir.top.empty())
    parsed.warnings = check_graph(parsed.ir, parsed.wrapper ? &*parsed.wrapper : nullptr);
  return parsed;
}

Plan lower_graph(const ParsedCase& parsed, const GraphHints& hints) {
  Plan plan = make_plan(parsed.texts(), hints);
  plan.warnings.insert(plan.warnings.end(), parsed.warnings.begin(), parsed.warnings.end());
  return plan;
}

GraphHints make_hints(const CaseFiles& files, const CaseFacts& facts, const TensorMap& given,
                      const GraphHints& options, bool text_only) {
  GraphHints hints;
  if (!text_only && !files.readable.empty()) {
    hints.readable = read_file(files.readable);
    if (files.wrapper.empty()) hints.tensors = read_annotations(hints.readable);
  }
  hints.symbols = facts.symbols;
  for (const auto& [name, tensor] : facts.tensors) hints.tensors[name] = tensor;
  for (const auto& [name, tensor] : given) {
    const auto known = hints.tensors.find(name);
    const bool agrees = known != hints.tensors.end() && known->second.dtype == tensor.dtype &&
                        known->second.size == tensor.size;
    if (!agrees) hints.tensors[name] = {tensor.dtype, tensor.size, {}};
  }
  for (const auto& [name, value] : options.symbols) hints.symbols[name] = value;
  for (const auto& [name, tensor] : options.tensors) hints.tensors[name] = tensor;
  return hints;
}

}  // namespace ireplay
