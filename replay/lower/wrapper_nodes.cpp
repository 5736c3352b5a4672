#include "replay/lower/wrapper_nodes.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

/// Each call of the wrapper becomes a node that writes the buffers which it is the first to mention and reads
/// the others among its arguments; a buffer that takes over another's memory becomes a view of the one at the
/// end of that chain.
namespace ireplay {
namespace {

constexpr std::uint32_t kPlain = 0, kTuple = 1;  // of Dump::layouts

class NodeWriter {
 public:
  explicit NodeWriter(WrapperFacts& facts) : facts_(facts) {
    nodes_.dump.source = facts.wrapper->source;
    nodes_.dump.layouts.resize(2);
    nodes_.dump.layouts[kTuple].class_name = "MultiOutputLayout";
    known_.insert(facts.inputs.begin(), facts.inputs.end());
    for (const auto& [name, item] : facts.items) items_[item.first].push_back(name);
    for (const CallFact& call : facts.calls) results_.insert(call.results.begin(), call.results.end());
    for (const auto& [name, view] : facts.views)  // `buf3 = buf2`: a lone result under its node's name
      if (!view.size && !view.dtype && results_.contains(view.buffer)) items_[view.buffer].push_back(name);
    for (auto& [base, names] : items_) std::ranges::sort(names);
  }

  WrapperNodes write() {
    adopt_reuses();
    std::size_t kernel = 0, library = 0, subgraph = 0;
    constexpr auto kNever = std::numeric_limits<std::size_t>::max();
    for (;;) {
      const auto order = [](const auto& calls, std::size_t next) {
        return next < calls.size() ? calls[next].order : kNever;
      };
      const std::size_t of_kernel = order(facts_.kernel_calls, kernel),
                        of_library = order(facts_.calls, library),
                        of_subgraph = order(facts_.subgraph_calls, subgraph);
      const std::size_t first = std::min({of_kernel, of_library, of_subgraph});
      if (first == kNever) break;
      if (first == of_kernel)
        add_kernel(facts_.kernel_calls[kernel++]);
      else if (first == of_library)
        add_library(facts_.calls[library++]);
      else
        add_subgraph(subgraph++);
    }
    add_returned();
    return std::move(nodes_);
  }

 private:
  /// A name without a layout of its own is the other buffer, unless a library call writes it anew; one with a
  /// layout is a view of it.
  void adopt_reuses() {
    const auto is_new = [&](std::string_view name) {
      const auto reuse = facts_.reuses.find(name);
      return reuse != facts_.reuses.end() && !reuse->second.size && !reuse->second.dtype &&
             results_.contains(name);
    };
    for (const auto& [name, view] : facts_.reuses) {
      if (is_new(name)) continue;
      NamedView root = view;
      for (std::size_t steps = 0; steps < facts_.reuses.size() && !is_new(root.buffer); ++steps) {
        const auto next = facts_.reuses.find(root.buffer);
        if (next == facts_.reuses.end()) break;
        const NamedView& of = next->second;
        if (!root.size) root.size = of.size, root.stride = of.stride;
        if (!root.dtype) root.dtype = of.dtype;
        root.buffer = of.buffer;
        root.offset += of.offset;
      }
      facts_.views.emplace(name, root);
    }
  }

  void begin(std::string_view name, const char* scheduler_class) {
    Node node;
    node.name = name;
    node.scheduler_class = scheduler_class;
    node.outputs.first = static_cast<std::uint32_t>(nodes_.dump.out_buffers.size());
    node.unmet.first = static_cast<std::uint32_t>(nodes_.dump.deps.size());
    nodes_.dump.top.push_back(static_cast<std::uint32_t>(nodes_.dump.nodes.size()));
    nodes_.dump.nodes.push_back(node);
    nodes_.calls.emplace_back();
  }

  Node& node() { return nodes_.dump.nodes.back(); }

  void end() {
    node().outputs.count = static_cast<std::uint32_t>(nodes_.dump.out_buffers.size()) - node().outputs.first;
    node().unmet.count = static_cast<std::uint32_t>(nodes_.dump.deps.size()) - node().unmet.first;
  }

  void add_output(std::string_view name) {
    if (!known_.insert(name).second) return;
    OutBuffer out;
    out.name = name;
    out.layout = items_.contains(name) ? kTuple : kPlain;
    nodes_.dump.out_buffers.push_back(out);
  }

  /// A buffer that a call is given: allocated before, or nowhere, which makes it a constant.
  void mention(std::string_view name) {
    if (name.empty() || known_.contains(name) || facts_.symbols.contains(name)) return;
    if (const auto result = facts_.subgraph_results.find(name); result != facts_.subgraph_results.end()) {
      mention(result->second.view);
      return add_output(name);
    }
    const std::string_view first = name;
    bool is_view = false;
    for (std::size_t steps = 0; steps <= facts_.views.size(); ++steps) {
      const auto view = facts_.views.find(name);
      if (view == facts_.views.end() || view->second.buffer == name || is_lone_result(name, view->second))
        break;
      const bool has_own_layout = view->second.size || view->second.dtype;  // else it is a second name
      if (has_own_layout) add_output(name);
      is_view = is_view || has_own_layout;
      name = view->second.buffer;
      if (known_.contains(name)) break;
    }
    if (is_view) add_output(first);
    if (known_.contains(name)) return;
    if (const auto view = facts_.views.find(name); view != facts_.views.end()) return add_output(name);
    if (const auto item = facts_.items.find(name); item != facts_.items.end()) return;
    const auto layout = facts_.layouts.find(name);
    if (layout != facts_.layouts.end() && layout->second.size) return add_output(name);
    Dep dep;
    dep.name = name;
    dep.kind = DepKind::star;
    nodes_.dump.deps.push_back(dep);
  }

  /// `buf3 = buf2` behind a library call.
  bool is_lone_result(std::string_view name, const NamedView& view) const {
    const auto items = items_.find(view.buffer);
    return !view.size && !view.dtype && items != items_.end() &&
           std::ranges::find(items->second, name) != items->second.end();
  }

  void add_kernel(const KernelCall& call) {
    begin(call.kernel, "TritonKernelCall");
    nodes_.calls.back().kernel = &call;
    for (const NamedView& argument : call.arguments) mention(argument.buffer);
    end();
  }

  void mention(const std::optional<NamedView>& view) {
    if (view) mention(view->buffer);
  }

  void add_subgraph(std::size_t number) {
    const SubgraphCall& call = facts_.subgraph_calls[number];
    begin(call.node, "SubgraphCall");
    nodes_.calls.back().subgraph = number;
    for (const SubgraphValue& argument : call.arguments) mention(argument.view);
    end();
  }

  /// The call that a size is asked of, which data decides and nobody knows yet.
  bool waits(const CallFact& call) const {
    if (!facts_.undecided || !facts_.undecided->dimension || !facts_.undecided->value.view) return false;
    std::string_view asked = facts_.undecided->value.view->buffer;
    for (std::size_t steps = 0; steps <= facts_.views.size() + facts_.items.size(); ++steps) {
      if (std::ranges::find(call.results, asked) != call.results.end()) return true;
      const auto item = facts_.items.find(asked);
      const auto view = facts_.views.find(asked);
      if (item != facts_.items.end())
        asked = item->second.first;
      else if (view != facts_.views.end())
        asked = view->second.buffer;
      else
        break;
    }
    return false;
  }

  void add_library(const CallFact& call) {
    if (waits(call)) return;
    begin(call.results.empty() ? call.function : call.results[0], "ExternKernelSchedulerNode");
    nodes_.calls.back().library = &call;
    node().kernel = call.function;
    if (!call.method_self.empty()) mention(call.method_self);
    mention_names(call.call, false);
    for (const std::string_view result : call.results) {
      mention_target(result);
      if (const auto items = items_.find(result); items != items_.end())
        for (const std::string_view item : items->second) add_output(item);
    }
    end();
  }

  /// `out=` may name a view; any other result comes to be here.
  void mention_target(std::string_view name) {
    if (facts_.views.contains(name))
      mention(name);
    else
      add_output(name);
  }

  /// Buffers among the arguments; types, devices and keywords are none.
  void mention_names(ExprId id, bool is_argument) {
    const Expr& at = facts_.wrapper->exprs[id];
    const auto children = facts_.wrapper->exprs.children_of(id);
    if (at.kind == ExprKind::name) {
      const bool dotted = at.text.find('.') != std::string_view::npos;
      if (is_argument && !dotted && (known_buffer(at.text) || is_constant(at.text))) mention(at.text);
      return;
    }
    for (std::size_t k = 0; k < children.size(); ++k)
      mention_names(children[k], at.kind != ExprKind::call || k > 0);
  }

  bool known_buffer(std::string_view name) const {
    const auto layout = facts_.layouts.find(name);
    return (layout != facts_.layouts.end() && layout->second.size) || facts_.views.contains(name) ||
           facts_.subgraph_results.contains(name);
  }

  /// `constant0 = None  # ...` at the module's level.
  bool is_constant(std::string_view name) const {
    const Wrapper& wrapper = *facts_.wrapper;
    for (const std::uint32_t index : slice(wrapper.body_statements, wrapper.top_level)) {
      const PyStatement& statement = wrapper.statements[index];
      if (statement.kind != PyKind::assign || statement.value == kNoExpr) continue;
      if (wrapper.exprs[statement.value].kind != ExprKind::none) continue;
      for (const ExprId target : slice(wrapper.expr_lists, statement.targets))
        if (wrapper.exprs[target].text == name) return true;
    }
    return false;
  }

  /// Buffers that no call has seen: allocated and returned, or asked for what comes next.
  void add_returned() {
    begin("call", "NopKernelSchedulerNode");
    if (facts_.undecided && !facts_.undecided->dimension) mention(facts_.undecided->value.view);
    for (const ExprId value : facts_.returns)
      if (const auto view = read_view(facts_, value); view && known_buffer(view->buffer))
        mention(view->buffer);
    end();
  }

  WrapperFacts& facts_;
  WrapperNodes nodes_;
  std::unordered_set<std::string_view> known_, results_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> items_;
};

}  // namespace

WrapperNodes nodes_of_wrapper(WrapperFacts& facts) { return NodeWriter(facts).write(); }

}  // namespace ireplay
