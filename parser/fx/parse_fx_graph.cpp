#include "parser/fx/fx.hpp"
#include "parser/fx/fx_grammar.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"
#include "parser/to_text.hpp"

namespace ireplay {

namespace {

/// Takes what the rules match. What stands before the first `def forward` is dropped.
class FxBuilder : public ExpressionBuilder {
 public:
  explicit FxBuilder(FxGraph& graph) : ExpressionBuilder(graph.exprs), graph_(graph) {}

  void begin_attempt() { clear(); }
  void take_back_attempt() { clear(); }

  void dtype(std::string_view text) { type_ = {.dtype = text == "b8" ? "bool" : text}; }
  void size() { type_.size = take_list(); }
  void stride() {
    type_.stride = take_list();
    type_.has_stride = true;
  }
  void type() {
    type_number_ = static_cast<std::int32_t>(graph_.types.size());
    graph_.types.push_back(type_);
  }
  void drop() { take(); }

  void where(std::string_view text) {
    origin_ = static_cast<std::int32_t>(graph_.origins.size());
    graph_.origins.push_back({text, {}});
  }
  void code(std::string_view text) { graph_.origins.back().code = text; }
  void no_origin() { origin_ = -1; }

  void forward() {
    graph_.functions.push_back({.parameters = {next_value(), 0}, .values = {next_value(), 0}});
    origin_ = -1;
  }
  void value_name(std::string_view name) {
    name_ = name;
    type_number_ = -1;
  }
  void parameter() {
    add();
    ++graph_.functions.back().parameters.count;
    ++graph_.functions.back().values.first;
  }
  void name_and_type() {
    if (graph_.functions.empty()) return;
    add();
    ++graph_.functions.back().values.count;
  }
  void value() {
    const ExprId id = take();
    if (!graph_.functions.empty()) graph_.values.back().value = id;
  }
  void returned() {
    const ExprId id = take();
    if (graph_.functions.empty()) return;
    const ExprKind kind = pool_[id].kind;
    const bool several = kind == ExprKind::tuple || kind == ExprKind::list;
    Range& range = graph_.functions.back().returned;
    range.first = next_list();
    if (several)
      for (const ExprId element : pool_.children_of(id)) graph_.expr_lists.push_back(element);
    else
      graph_.expr_lists.push_back(id);
    range.count = next_list() - range.first;
  }

 private:
  std::uint32_t next_value() const { return static_cast<std::uint32_t>(graph_.values.size()); }
  std::uint32_t next_list() const { return static_cast<std::uint32_t>(graph_.expr_lists.size()); }

  void add() { graph_.values.push_back({.name = name_, .type = type_number_, .origin = origin_}); }

  Range take_list() {
    const ExprId id = take();
    Range range{next_list(), 0};
    for (const ExprId element : pool_.children_of(id)) graph_.expr_lists.push_back(element);
    range.count = next_list() - range.first;
    return range;
  }

  FxGraph& graph_;
  FxType type_;
  std::string_view name_;
  std::int32_t type_number_ = -1, origin_ = -1;
};

}  // namespace

namespace grammar {

template <>
struct action<fx_dtype> : with_text<&FxBuilder::dtype> {};
template <>
struct action<fx_size> : without_text<&FxBuilder::size> {};
template <>
struct action<fx_stride> : without_text<&FxBuilder::stride> {};
template <>
struct action<fx_type_end> : without_text<&FxBuilder::type> {};
template <>
struct action<fx_other_value> : without_text<&FxBuilder::drop> {};
template <>
struct action<fx_where> : with_text<&FxBuilder::where> {};
template <>
struct action<fx_code> : with_text<&FxBuilder::code> {};
template <>
struct action<fx_no_file> : without_text<&FxBuilder::no_origin> {};
template <>
struct action<fx_forward_begin> : without_text<&FxBuilder::forward> {};
template <>
struct action<fx_parameter_name> : with_text<&FxBuilder::value_name> {};
template <>
struct action<fx_parameter_end> : without_text<&FxBuilder::parameter> {};
template <>
struct action<fx_value_name> : with_text<&FxBuilder::value_name> {};
template <>
struct action<fx_name_and_type> : without_text<&FxBuilder::name_and_type> {};
template <>
struct action<fx_known_value> : without_text<&FxBuilder::value> {};
template <>
struct action<fx_return> : without_text<&FxBuilder::returned> {};

}  // namespace grammar

FxGraph parse_fx_graph(const Source& source, std::string_view text) {
  FxGraph graph;
  graph.source = &source;
  with_located_errors(source, text, [&] {
    FxBuilder build(graph);
    parse_rule<grammar::fx_text>(text, build);
  });
  return graph;
}

namespace {

std::string list_text(const FxGraph& graph, Range range) {
  std::string text = "[";
  for (const ExprId id : slice(graph.expr_lists, range)) {
    if (text.size() > 1) text += ", ";
    text += to_text(graph.exprs, id);
  }
  return text + "]";
}

std::string value_text(const FxGraph& graph, const FxValue& value) {
  std::string text(value.name);
  if (value.type >= 0) {
    const FxType& type = graph.types[static_cast<std::size_t>(value.type)];
    text.append(": ").append(type.dtype).append(list_text(graph, type.size));
    if (type.has_stride) text += list_text(graph, type.stride);
  }
  if (value.value != kNoExpr) text.append(" = ").append(to_text(graph.exprs, value.value));
  if (value.origin >= 0) {
    const FxOrigin& origin = graph.origins[static_cast<std::size_t>(value.origin)];
    text.append("  # ").append(origin.where);
    if (!origin.code.empty()) text.append(": ").append(origin.code);
  }
  return text + "\n";
}

}  // namespace

std::string to_text(const FxGraph& graph) {
  std::string text;
  for (const FxFunction& function : graph.functions) {
    text += "forward\n";
    for (const FxValue& value : slice(graph.values, function.parameters))
      text.append("  parameter ").append(value_text(graph, value));
    for (const FxValue& value : slice(graph.values, function.values))
      text.append("  ").append(value_text(graph, value));
    text.append("  return ").append(list_text(graph, function.returned)).append("\n");
  }
  return text;
}

}  // namespace ireplay
