#include "replay/case/origin.hpp"

#include <algorithm>

#include "parser/node_text.hpp"
#include "replay/case/named_things.hpp"

namespace ireplay {
namespace {

void add_once(std::vector<std::string>& list, std::string_view item) {
  if (!item.empty() && std::ranges::find(list, item) == list.end()) list.emplace_back(item);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

/// Calls `visit` for each line, with its first character's place.
template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void add_list(std::string_view text, std::vector<std::string>& list) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    add_once(list, trimmed(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

/// What stands in brackets after `marker`.
std::string_view bracketed(std::string_view line, std::string_view marker) {
  const std::size_t at = line.find(marker);
  if (at == std::string_view::npos) return {};
  line = line.substr(at + marker.size());
  return line.substr(0, line.find(']'));
}

/// `# Topologically Sorted Source Nodes: [a, b], Original ATen: [aten.add]`, and lines `#   a => add, mul`.
void read_comments(std::string_view comments, Origin& origin) {
  for_each_line(comments, [&](std::string_view line) {
    add_list(bracketed(line, "Source Nodes: ["), origin.modules);
    add_list(bracketed(line, "Original ATen: ["), origin.aten);
    const std::size_t arrow = line.find(" => ");
    if (arrow != std::string_view::npos && trimmed(line).starts_with("#"))
      add_list(line.substr(arrow + 4), origin.fx_nodes);
  });
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
    return std::ranges::any_of(names_, [&](std::string_view name) { return has_word(statement.text, name); });
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
  read_comments(comments_above(source.text(), call->text.data()), origin);
  for (const PyKernel& kernel : wrapper.kernels)
    if (kernel.name == callee) read_comments(kernel.comments, origin);
}

/// `torch.ops.aten.addmm.` of `aten.addmm`.
bool calls_one_of(std::string_view line, const std::vector<std::string>& aten) {
  return std::ranges::any_of(aten, [&](const std::string& name) {
    const std::size_t at = line.find("torch.ops." + name);
    return at != std::string_view::npos && line.substr(at + 10 + name.size()).starts_with(".");
  });
}

/// `# File: model.py:12 in forward, code: x = y + 1` stands above the nodes that it became. Library calls
/// have no list of nodes in the wrapper: their operators tell, where only one line of the model calls them.
void read_readable(std::string_view readable, Origin& origin) {
  constexpr std::string_view kFile = "# File: ", kCode = ", code: ";
  const bool by_operator = origin.fx_nodes.empty();
  std::string_view file;
  for_each_line(readable, [&](std::string_view line) {
    line = trimmed(line);
    if (line.starts_with("# No stacktrace")) file = {};
    if (line.starts_with(kFile)) file = line.substr(kFile.size());
    const std::string_view name = line.substr(0, line.find_first_of(":= "));
    const bool is_node = by_operator ? calls_one_of(line, origin.aten)
                                     : std::ranges::find(origin.fx_nodes, name) != origin.fx_nodes.end();
    if (file.empty() || !is_node) return;
    const std::size_t code = file.find(kCode);
    std::string text(file.substr(0, code));
    if (code != std::string_view::npos)
      text.append(": `").append(file.substr(code + kCode.size())).append("`");
    add_once(origin.model, text);
  });
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

std::string_view comments_above(std::string_view text, const char* at) {
  const auto end = static_cast<std::size_t>(from_line_start(text, at).data() - text.data());
  std::size_t begin = end;
  while (begin > 0) {
    const std::size_t line = begin < 2 ? 0 : text.rfind('\n', begin - 2) + 1;
    const std::string_view above = trimmed(text.substr(line, begin - 1 - line));
    if (!above.starts_with("#") && above.find("_stream(") == std::string_view::npos) break;
    begin = line;
  }
  return text.substr(begin, end - begin);
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
