#include "replay/case/origin.hpp"

#include <algorithm>

#include "parser/fx/fx.hpp"
#include "parser/node_text.hpp"

namespace ireplay {
namespace {

void add_once(std::vector<std::string>& list, std::string_view item) {
  if (!item.empty() && std::ranges::find(list, item) == list.end()) list.emplace_back(item);
}

/// What the comments in `text`, a piece of `source`, say.
void read_comments(const Source& source, std::string_view text, Origin& origin) {
  const KernelComments comments = parse_kernel_comments(source, text);
  for (const std::string_view name : comments.modules) add_once(origin.modules, name);
  for (const std::string_view name : comments.aten) add_once(origin.aten, name);
  for (const std::string_view name : comments.fx_nodes) add_once(origin.fx_nodes, name);
}

/// The statement of the wrapper that runs a node: the first call that is given one of the buffers that the
/// node writes, or binds one.
class CallFinder {
 public:
  CallFinder(const Wrapper& wrapper, const std::set<std::string_view>& names)
      : wrapper_(wrapper), names_(names) {}

  const PyStatement* find() {
    for (const PyFunction& function : wrapper_.functions)
      if (function.name == "call" || function.name.starts_with("partition_")) look_in(function.body);
    return found_;
  }

 private:
  void look_in(Range body) {
    for (const std::uint32_t index : slice(wrapper_.body_statements, body)) {
      if (found_ != nullptr) return;
      const PyStatement& statement = wrapper_.statements[index];
      look_in(statement.body);
      const bool may_run = statement.kind == PyKind::assign || statement.kind == PyKind::expression;
      if (found_ == nullptr && may_run && runs(statement)) found_ = &statement;
    }
  }

  bool runs(const PyStatement& statement) const {
    if (statement.value == kNoExpr || wrapper_.exprs[statement.value].kind != ExprKind::call) return false;
    const std::string_view callee = wrapper_.exprs[wrapper_.exprs.children_of(statement.value)[0]].text;
    for (const char* other :
         {"empty_strided", "assert_", "reinterpret_tensor", "get_raw_stream", "alloc_from_"})
      if (callee.find(other) != std::string_view::npos) return false;
    const auto targets = slice(wrapper_.expr_lists, statement.targets);
    return names_one(statement.value) ||
           std::ranges::any_of(targets, [&](ExprId target) { return names_one(target); });
  }

  /// Whether one of the names stands in an expression: `buf0`, `buf0.data_ptr()`.
  bool names_one(ExprId id) const {
    const Expr& expr = wrapper_.exprs[id];
    if (expr.kind == ExprKind::name && names_.contains(expr.text.substr(0, expr.text.find('.')))) return true;
    return std::ranges::any_of(wrapper_.exprs.children_of(id),
                               [&](ExprId child) { return names_one(child); });
  }

  const Wrapper& wrapper_;
  const std::set<std::string_view>& names_;
  const PyStatement* found_ = nullptr;
};

/// The node that a part belongs to; null for one that is no part. What a part keeps inside of its kernel the
/// wrapper does not name.
const Node* enclosing(const Dump& dump, const Node& node) {
  const auto number = static_cast<std::uint32_t>(&node - dump.nodes.data());
  for (const Node& other : dump.nodes)
    if (std::ranges::find(slice(dump.parts, other.parts), number) != slice(dump.parts, other.parts).end())
      return &other;
  return nullptr;
}

void read_wrapper(const Dump& dump, const Node& node, const Wrapper& wrapper, Origin& origin) {
  const PyStatement* call = nullptr;
  for (const Node* at = &node; at != nullptr && call == nullptr; at = enclosing(dump, *at)) {
    const std::set<std::string_view> names = buffers_written_by(dump, *at, true);
    call = CallFinder(wrapper, names).find();
  }
  if (call == nullptr) return;
  const Source& source = *wrapper.source;
  origin.wrapper_line = source.name() + ":" + std::to_string(source.position(call->text.data()).line);
  std::string_view callee = wrapper.exprs[wrapper.exprs.children_of(call->value)[0]].text;
  if (callee.ends_with(".run")) callee.remove_suffix(4);
  origin.kernel = callee;
  read_comments(source, call->above, origin);
  for (const PyKernel& kernel : wrapper.kernels)
    if (kernel.name == callee) read_comments(source, kernel.comments, origin);
}

/// Whether a value is `torch.ops.aten.addmm.default(..)`, of `aten.addmm`.
bool calls_one_of(const FxGraph& graph, const FxValue& value, const std::vector<std::string>& aten) {
  if (value.value == kNoExpr || graph.exprs[value.value].kind != ExprKind::call) return false;
  const std::string_view callee = graph.exprs[graph.exprs.children_of(value.value)[0]].text;
  return std::ranges::any_of(
      aten, [&](const std::string& name) { return callee.starts_with("torch.ops." + name + "."); });
}

/// `# File: model.py:12 in forward, code: x = y + 1` stands above the nodes that it became. Library calls
/// have no list of nodes in the wrapper: their operators tell, where only one line of the model calls them.
void read_readable(std::string_view readable, Origin& origin) {
  const bool by_operator = origin.fx_nodes.empty();
  const Source source("fx_graph_readable.py", std::string(readable));
  const FxGraph graph = parse_fx_graph(source, source.text());
  for (const FxValue& value : graph.values) {
    const bool is_node = by_operator
                             ? calls_one_of(graph, value, origin.aten)
                             : std::ranges::find(origin.fx_nodes, value.name) != origin.fx_nodes.end();
    if (value.origin < 0 || !is_node) continue;
    const FxOrigin& place = graph.origins[static_cast<std::size_t>(value.origin)];
    std::string text(place.where);
    if (!place.code.empty()) text.append(": `").append(place.code).append("`");
    add_once(origin.model, text);
  }
  if (by_operator && origin.model.size() > 1) origin.model.clear();
}

}  // namespace

std::set<std::string_view> buffers_written_by(const Dump& dump, const Node& node, bool changed) {
  std::set<std::string_view> names;
  for (const Dep& dep : slice(dump.deps, node.writes)) names.insert(dep.name);
  for (const OutBuffer& buffer : slice(dump.out_buffers, node.outputs)) {
    names.insert(buffer.name);
    if (changed)
      for (const std::string_view target : slice(dump.names, buffer.mutations)) names.insert(target);
  }
  if (changed)
    for (const std::string_view target : slice(dump.names, node.mutations)) names.insert(target);
  if (node.outputs.count == 0) names.insert(node.name);
  return names;
}

Origin find_origin(const ParsedCase& parsed, std::string_view readable, std::string_view op) {
  Origin origin;
  const Dump* dump = &parsed.ir;
  const Node* node = find_node(*dump, op);
  if (node == nullptr && parsed.pre) {
    dump = &*parsed.pre;
    node = find_node(*dump, op);
  }
  if (node == nullptr) return origin;
  origin.file = dump->source->name();
  origin.text = node_text(*dump, *node);
  origin.body = body_text(*dump, *node);
  origin.first_line = dump->source->position(origin.text.data()).line;
  origin.last_line = dump->source->position(origin.text.data() + origin.text.size()).line;
  if (node->scheduler_class == "ExternKernelSchedulerNode") origin.kernel = node->kernel;
  if (parsed.wrapper) read_wrapper(*dump, *node, *parsed.wrapper, origin);
  read_readable(readable, origin);
  return origin;
}

}  // namespace ireplay
