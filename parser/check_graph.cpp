#include "parser/check_graph.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "parser/check_messages.hpp"
#include "parser/text.hpp"

namespace ireplay {

namespace {

using Names = std::unordered_set<std::string_view>;

[[noreturn]] void fail(const Source& source, std::string_view at, const std::string& sentence) {
  throw Error(Error::Kind::dump, source, at.data(), sentence);
}

bool is_computed(const Dump& dump, const Node& node) {
  const auto classes = slice(dump.names, node.classes);
  return node.scheduler_class == "SchedulerNode" && classes.size() == 1 && classes[0] == "ComputedBuffer";
}

bool is_memory_write(const Dep& dep) { return dep.kind == DepKind::memory; }

Names stored_buffers(const Dump& dump, const LoopBody& body) {
  Names stored;
  for (const Block& block : slice(dump.blocks, body.blocks))
    for (const Statement& statement : slice(dump.statements, block.statements)) {
      if (statement.kind != StatementKind::ops_call) continue;
      for (const ExprId argument : slice(dump.expr_lists, statement.arguments))
        if (dump.exprs[argument].kind == ExprKind::string) stored.insert(dump.exprs[argument].text);
    }
  return stored;
}

/// A node has what its kind prints; the last one of a text that was cut has not.
void check_whole(const Dump& dump, const Node& node, bool prints_outputs) {
  if (prints_outputs && node.outputs.count == 0) fail(*dump.source, node.name, no_outputs(node.name));
  if (node.scheduler_class == "ExternKernelSchedulerNode" && node.kernel.empty())
    fail(*dump.source, node.name, no_kernel_line(node.name));
  if (!is_computed(dump, node)) return;
  if (node.body < 0) fail(*dump.source, node.name, no_body(node.name));
  const Names stored = stored_buffers(dump, dump.bodies[static_cast<std::size_t>(node.body)]);
  for (const Dep& dep : slice(dump.deps, node.writes))
    if (is_memory_write(dep) && !stored.contains(dep.name))
      fail(*dump.source, dep.name, no_store(node.name, dep.name));
}

/// The nodes and buffers of a text, each buffer with the place among the top nodes that first writes it.
struct GraphNames {
  Names nodes;
  std::unordered_map<std::string_view, std::size_t> writers;
  bool starts_at_zero = false;  // a node numbered 0 is there
  std::string_view last;        // the name of the node with the largest number
};

/// `12` of `op12`; names of subgraphs stand before it.
std::string_view number_of(std::string_view name) {
  std::size_t first = name.size();
  while (first > 0 && is_digit(name[first - 1])) --first;
  return name.substr(first);
}

bool is_numbered_before(std::string_view a, std::string_view b) {
  const std::string_view x = number_of(a), y = number_of(b);
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

void collect_name(std::string_view node, std::size_t at, GraphNames& names) {
  names.nodes.insert(node);
  names.writers.emplace(node, at);  // up to 2.3 a node has the name of its buffer
  if (number_of(node) == "0") names.starts_at_zero = true;
  if (is_numbered_before(names.last, node)) names.last = node;
}

/// The parts that a node's name `op0_op1` spells, where some releases print none.
void collect_spelled(std::string_view name, std::size_t at, GraphNames& names) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('_'), name.size());
    collect_name(name.substr(0, end), at, names);
    name.remove_prefix(std::min(end + 1, name.size()));
  }
}

void collect_node(const Dump& dump, const Node& node, std::size_t at, GraphNames& names) {
  collect_name(node.name, at, names);
  for (const Dep& dep : slice(dump.deps, node.writes)) names.writers.emplace(dep.name, at);
  for (const OutBuffer& buffer : slice(dump.out_buffers, node.outputs))
    names.writers.emplace(buffer.name, at);
  for (const std::string_view part : slice(dump.names, node.part_names)) collect_name(part, at, names);
  for (const std::uint32_t part : slice(dump.parts, node.parts))
    collect_node(dump, dump.nodes[part], at, names);
  const bool grouped = node.scheduler_class != "SchedulerNode" &&
                       node.scheduler_class != "ExternKernelSchedulerNode" &&
                       node.scheduler_class != "NopKernelSchedulerNode";
  if (grouped && node.parts.count + node.part_names.count == 0) collect_spelled(node.name, at, names);
}

GraphNames collect_names(const Dump& dump) {
  GraphNames names;
  for (std::size_t at = 0; at < dump.top.size(); ++at)
    collect_node(dump, dump.nodes[dump.top[at]], at, names);
  return names;
}

/// `buf12`.
bool is_buffer_name(std::string_view name) {
  return name.starts_with("buf") && name.size() > 3 && number_of(name).size() == name.size() - 3;
}

/// One walk over the top nodes: each buffer that a node waits for is written above.
class FlowCheck {
 public:
  FlowCheck(const Dump& dump, const GraphNames& names, const Wrapper* wrapper)
      : dump_(dump),
        names_(names),
        wrapper_(wrapper),
        excerpt_(wrapper == nullptr && starts_in_the_middle()) {}

  std::vector<std::string> run() {
    for (std::size_t at = 0; at < dump_.top.size(); ++at) {
      check_reads(dump_.nodes[dump_.top[at]], at);
      check_met(dump_.nodes[dump_.top[at]], at);
    }
    for (const Node& node : dump_.nodes) check_users(node);
    return std::move(warnings_);
  }

 private:
  bool starts_in_the_middle() const {
    if (names_.starts_at_zero) return false;
    for (const std::uint32_t index : dump_.top)
      for (const Dep& dep : slice(dump_.deps, dump_.nodes[index].unmet))
        if (is_read(dep) && !names_.writers.contains(dep.name)) return true;
    return false;
  }

  static bool is_read(const Dep& dep) { return dep.kind == DepKind::memory || dep.kind == DepKind::star; }

  void absent(std::string_view at, const std::string& sentence) {
    if (!excerpt_) fail(*dump_.source, at, sentence);
    const Position place = dump_.source->position(at.data());
    if (told_.insert(sentence).second)
      warnings_.push_back(dump_.source->name() + ":" + std::to_string(place.line) + ": " + sentence);
  }

  /// A user's kernel that has an epilogue in its text never fills what it was to fill: nobody allocates it.
  bool keeps(const Node& node, std::string_view buffer) const {
    if (node.scheduler_class != "FusedExternTritonKernelSchedulerNode") return false;
    for (const OutBuffer& out : slice(dump_.out_buffers, node.outputs))
      if (std::ranges::find(slice(dump_.names, out.mutations), buffer) !=
          slice(dump_.names, out.mutations).end())
        return true;
    return false;
  }

  void check_reads(const Node& node, std::size_t at) {
    for (const Dep& dep : slice(dump_.deps, node.unmet)) {
      if (!is_read(dep) || keeps(node, dep.name)) continue;
      const auto writer = names_.writers.find(dep.name);
      if (writer == names_.writers.end()) {
        absent(dep.name, no_writer(node.name, dep.name));
      } else if (writer->second > at) {
        fail(*dump_.source, dep.name, written_below(node.name, dep.name));
      }
    }
  }

  /// What counts as met before the graph begins is no buffer that a node below writes.
  void check_met(const Node& node, std::size_t at) const {
    for (const Dep& dep : slice(dump_.deps, node.met)) {
      if (!is_read(dep) || !is_buffer_name(dep.name)) continue;
      const auto writer = names_.writers.find(dep.name);
      if (writer != names_.writers.end() && writer->second > at)
        fail(*dump_.source, dep.name, written_below(node.name, dep.name));
    }
  }

  void check_users(const Node& node) {
    check_users(slice(dump_.users, node.users), node.name);
    for (const OutBuffer& buffer : slice(dump_.out_buffers, node.outputs))
      check_users(slice(dump_.users, buffer.users), buffer.name);
  }

  bool is_there(const NodeUser& user) const { return user.is_output || names_.nodes.contains(user.node); }

  /// Up to 2.3, where a node has its buffer's name: the wrapper does without it.
  bool is_unknown_to_wrapper(std::string_view node) const {
    if (wrapper_ == nullptr || !is_buffer_name(node)) return false;
    const std::string_view text = wrapper_->source->text();
    for (std::size_t at = text.find(node); at != text.npos; at = text.find(node, at + 1))
      if (at + node.size() == text.size() || !is_digit(text[at + node.size()])) return false;
    return true;
  }

  /// A user that was dead code is still named; it lies between the nodes that are there, or the wrapper has
  /// nothing of that name either.
  void check_users(std::span<const NodeUser> users, std::string_view buffer) {
    const bool has_others = std::ranges::any_of(users, [&](const NodeUser& user) { return is_there(user); });
    for (const NodeUser& user : users)
      if (!is_there(user) && !(has_others && is_numbered_before(user.node, names_.last)) &&
          !is_unknown_to_wrapper(user.node))
        absent(user.node, no_user(buffer, user.node));
  }

  const Dump& dump_;
  const GraphNames& names_;
  const Wrapper* wrapper_;
  bool excerpt_;
  std::unordered_set<std::string> told_;
  std::vector<std::string> warnings_;
};

/// `true_graph_0_op2`, `repeated_subgraph0_op1`: the text of a subgraph, whose names are its own.
bool is_of_subgraph(std::string_view node) { return !node.starts_with("op") && !node.starts_with("buf"); }

/// The layout that the text prints for each buffer and input.
std::unordered_map<std::string_view, const Layout*> collect_layouts(const Dump& dump) {
  std::unordered_map<std::string_view, const Layout*> layouts;
  for (const OutBuffer& buffer : dump.out_buffers) layouts.emplace(buffer.name, &dump.layouts[buffer.layout]);
  for (const BufferLayout& line : dump.buffer_layouts)
    layouts.emplace(line.buffer, &dump.layouts[line.layout]);
  return layouts;
}

/// Whether two sizes contradict each other: only numbers that differ do, symbols may have any value.
bool contradict(const Expr& a, const Expr& b) {
  return a.kind == ExprKind::integer && b.kind == ExprKind::integer && a.text != b.text;
}

/// What `call` says of the buffers that it returns, allocates and asserts is what the text says.
class WrapperCheck {
 public:
  WrapperCheck(const Wrapper& wrapper, const Dump& dump, const GraphNames& names)
      : wrapper_(wrapper), dump_(dump), names_(names), layouts_(collect_layouts(dump)) {}

  void run() const {
    for (const PyFunction& function : wrapper_.functions)
      if (function.name == "call") check_statements(function.body);
  }

 private:
  /// Those in `with torch.cuda._DeviceGuard(0):` among them.
  void check_statements(Range body) const {
    std::vector<Range> open{body};
    while (!open.empty()) {
      const Range statements = open.back();
      open.pop_back();
      for (const std::uint32_t index : slice(wrapper_.body_statements, statements)) {
        const PyStatement& statement = wrapper_.statements[index];
        if (statement.kind == PyKind::with) open.push_back(statement.body);
        if (statement.kind != PyKind::with) check(statement);
      }
    }
  }

  void check(const PyStatement& statement) const {
    if (statement.value == kNoExpr) return;
    if (statement.kind == PyKind::ret) return check_returned(statement.value);
    const Expr& value = wrapper_.exprs[statement.value];
    if (value.kind != ExprKind::call) return;
    const auto children = wrapper_.exprs.children_of(statement.value);
    const std::string_view callee = wrapper_.exprs[children[0]].text;
    const auto arguments = children.subspan(1);
    const auto targets = slice(wrapper_.expr_lists, statement.targets);
    if (callee == "assert_size_stride" && arguments.size() >= 2) {
      check_size(arguments[0], arguments[1]);
      if (arguments.size() >= 3) check_stride(arguments[0], arguments[2]);
    } else if (callee.starts_with("empty_strided") && targets.size() == 1 && arguments.size() >= 3) {
      check_size(targets[0], arguments[0]);
      check_dtype(targets[0], arguments[2]);
    }
  }

  void check_returned(ExprId id) const {
    const Expr& value = wrapper_.exprs[id];
    for (const ExprId child : wrapper_.exprs.children_of(id)) check_returned(child);
    if (value.kind == ExprKind::name && is_buffer_name(value.text) && !names_.writers.contains(value.text))
      fail(*wrapper_.source, value.text, not_in_text(value.text, dump_.source->name()));
  }

  const Layout* layout_of(ExprId id) const {
    const auto found = layouts_.find(wrapper_.exprs[id].text);
    const bool known = wrapper_.exprs[id].kind == ExprKind::name && found != layouts_.end();
    return known && found->second->has_shape() ? found->second : nullptr;
  }

  void check_size(ExprId buffer, ExprId size) const {
    const Layout* layout = layout_of(buffer);
    if (layout == nullptr || wrapper_.exprs[size].kind != ExprKind::tuple) return;
    const auto ours = slice(dump_.expr_lists, layout->size);
    const auto theirs = wrapper_.exprs.children_of(size);
    bool agrees = ours.size() == theirs.size();
    for (std::size_t d = 0; agrees && d < ours.size(); ++d)
      agrees = !contradict(dump_.exprs[ours[d]], wrapper_.exprs[theirs[d]]);
    if (!agrees) disagree(buffer, "size", *layout);
  }

  /// That of a dimension with one element or none may be anything.
  void check_stride(ExprId buffer, ExprId stride) const {
    const Layout* layout = layout_of(buffer);
    if (layout == nullptr || wrapper_.exprs[stride].kind != ExprKind::tuple) return;
    const auto sizes = slice(dump_.expr_lists, layout->size), ours = slice(dump_.expr_lists, layout->stride);
    const auto theirs = wrapper_.exprs.children_of(stride);
    if (sizes.size() != ours.size() || ours.size() != theirs.size()) return;
    for (std::size_t d = 0; d < ours.size(); ++d) {
      const Expr& size = dump_.exprs[sizes[d]];
      const bool counts = size.kind == ExprKind::integer && size.text != "0" && size.text != "1";
      if (counts && contradict(dump_.exprs[ours[d]], wrapper_.exprs[theirs[d]]))
        disagree(buffer, "stride", *layout);
    }
  }

  void check_dtype(ExprId buffer, ExprId dtype) const {
    constexpr std::string_view kTorch = "torch.";
    const Layout* layout = layout_of(buffer);
    const std::string_view text = wrapper_.exprs[dtype].text;
    if (layout == nullptr || !text.starts_with(kTorch)) return;
    if (text.substr(kTorch.size()) != layout->dtype) disagree(buffer, "type", *layout);
  }

  [[noreturn]] void disagree(ExprId buffer, std::string_view what, const Layout& layout) const {
    const std::string_view name = wrapper_.exprs[buffer].text;
    const Position place = dump_.source->position(layout.class_name.data());
    fail(*wrapper_.source, name,
         other_layout(name, what, dump_.source->name() + ":" + std::to_string(place.line)));
  }

  const Wrapper& wrapper_;
  const Dump& dump_;
  const GraphNames& names_;
  std::unordered_map<std::string_view, const Layout*> layouts_;
};

}  // namespace

std::vector<std::string> check_graph(const Dump& dump, const Wrapper* wrapper) {
  const bool prints_outputs =
      std::ranges::any_of(dump.nodes, [](const Node& node) { return node.outputs.count != 0; });
  for (const Node& node : dump.nodes) check_whole(dump, node, prints_outputs);
  const GraphNames names = collect_names(dump);
  std::vector<std::string> warnings = FlowCheck(dump, names, wrapper).run();
  const bool is_own = !dump.top.empty() && !is_of_subgraph(dump.nodes[dump.top[0]].name);
  if (wrapper != nullptr && is_own) WrapperCheck(*wrapper, dump, names).run();
  return warnings;
}

}  // namespace ireplay
