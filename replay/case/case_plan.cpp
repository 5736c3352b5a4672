#include "replay/case/case_plan.hpp"

#include <algorithm>

#include "parser/check.hpp"
#include "parser/check_graph.hpp"
#include "parser/fx/fx.hpp"
#include "parser/parse.hpp"
#include "parser/words.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {

GraphTexts ParsedCase::texts() const {
  GraphTexts texts;
  if (!wrapper_alone) (before_fusion ? texts.pre : texts.post) = &ir;
  if (pre) texts.pre = &*pre;
  if (wrapper) texts.wrapper = &*wrapper;
  for (const Dump& subgraph : subgraphs) texts.subgraphs.push_back(&subgraph);
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
  for (std::size_t k = 0; k < count_subgraphs(*texts.ir, graph); ++k)
    parsed.subgraphs.push_back(parse_subgraph(*texts.ir, graph, k));
  if (graph < texts.logged.size()) parsed.wrapper = parse_wrapper(*texts.logged[graph]);
  if (texts.graphs > 1) return parsed;
  if (texts.pre) parsed.pre = parse_dump(*texts.pre);
  if (texts.wrapper) parsed.wrapper = parse_wrapper(*texts.wrapper);
  return parsed;
}

/// `cpp_wrapper` and AOTInductor write the calls in C++.
void refuse_cpp_wrapper(const Source& source) {
  std::string_view word = find_word(source.text(), "CppWrapperCodeCache");
  if (word.empty()) word = find_word(source.text(), "inductor_entry_impl");
  if (word.empty()) return;
  throw Error(Error::Kind::unsupported, source, word.data(),
              "this is a C++ wrapper (cpp_wrapper, AOTInductor), which is not read: capture again with "
              "torch._inductor.config.cpp_wrapper = False, or replay the text alone with --text-only");
}

/// Calls of user-written kernels that PyTorch dropped from text and wrapper, as if they wrote nothing: what
/// they should have written is memory that nothing was written to, and unjudged.
std::vector<std::string> warn_of_lost_kernels(const CaseFiles& files, const Dump& dump) {
  if (files.readable.empty()) return {};
  const auto is_users = [&](const Node& node) {
    const auto classes = slice(dump.names, node.classes);
    return !classes.empty() && classes[0].find("UserDefinedTritonKernel") != std::string_view::npos;
  };
  if (std::ranges::any_of(dump.nodes, is_users)) return {};
  const Source readable(files.readable.string(), read_case_text(files.readable));
  const FxGraph graph = parse_fx_graph(readable, readable.text());
  for (const Expr& node : graph.exprs.nodes)
    if (node.kind == ExprKind::name && node.text.starts_with("torch.ops.higher_order.triton_kernel_wrapper"))
      return {
          readable.name() + ":" + std::to_string(readable.position(node.text.data()).line) +
          ": the graph calls a user-written Triton kernel that is neither in " + dump.source->name() +
          " nor in its wrapper: PyTorch took it for one that writes nothing, and the replay leaves it out "
          "too"};
  return {};
}

}  // namespace

ParsedCase load_graph(const CaseFiles& files, const CaseTexts& texts, std::size_t graph) {
  if (texts.wrapper) refuse_cpp_wrapper(*texts.wrapper);
  ParsedCase parsed = parse(files, texts, graph);
  if (parsed.wrapper_alone) return parsed;
  check(parsed.ir);
  if (parsed.pre) check(*parsed.pre);
  for (const Dump& subgraph : parsed.subgraphs) check(subgraph);
  if (texts.wrapper && texts.graphs == 1) parsed.warnings = warn_of_lost_kernels(files, parsed.ir);
  const bool is_whole = parsed.warnings.empty();  // else the text names users that were dropped
  if (!parsed.ir.top.empty() && is_whole)
    parsed.warnings = check_graph(parsed.ir, parsed.wrapper ? &*parsed.wrapper : nullptr);
  return parsed;
}

Plan lower_graph(const ParsedCase& parsed, const GraphHints& hints, const Evaluator* evaluator) {
  Plan plan = make_plan(parsed.texts(), hints, evaluator);
  plan.warnings.insert(plan.warnings.end(), parsed.warnings.begin(), parsed.warnings.end());
  return plan;
}

GraphHints make_hints(const CaseFiles& files, const CaseFacts& facts, const TensorMap& given,
                      const GraphHints& options, bool text_only) {
  GraphHints hints;
  if (!text_only && !files.readable.empty()) {
    hints.readable = read_case_text(files.readable);
    hints.annotated = read_annotations(hints.readable);
    if (files.wrapper.empty()) hints.tensors = hints.annotated;
  }
  hints.symbols = facts.symbols;
  if (given.empty()) hints.symbols.insert(facts.data_symbols.begin(), facts.data_symbols.end());
  for (const auto& [name, tensor] : facts.tensors) hints.tensors[name] = tensor;
  for (const auto& [name, tensor] : given) {
    const auto known = hints.tensors.find(name);
    const bool agrees = known != hints.tensors.end() && known->second.dtype == tensor.dtype &&
                        known->second.size == tensor.size;
    if (!agrees) hints.tensors[name] = {tensor.dtype, tensor.size, {}};
  }
  for (const auto& [name, value] : options.symbols) hints.symbols[name] = value;
  for (const auto& [name, tensor] : options.tensors) hints.tensors[name] = tensor;
  hints.tf32 = options.tf32 ? options.tf32 : facts.tf32;
  return hints;
}

}  // namespace ireplay
