#include "replay/case/cut.hpp"

#include <algorithm>
#include <set>

#include "parser/node_text.hpp"
#include "parser/scheduler/node_places.hpp"
#include "parser/words.hpp"
#include "replay/case/cut_wrapper.hpp"
#include "replay/case/named_things.hpp"
#include "replay/lower/wrapper_facts.hpp"

namespace ireplay {
namespace {

using Names = std::set<std::string, std::less<>>;

/// Lines without the blanks that the first one begins with: a part as a node of its own.
std::string dedented(std::string_view text) {
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line.remove_prefix(std::min(indent, std::min(line.find_first_not_of(' '), line.size())));
    out.append(line).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// A text with some of its places written anew.
class Rewriting {
 public:
  explicit Rewriting(std::string_view text) : text_(text) {}

  void replace(std::string_view place, std::string by) { changes_.emplace_back(place, std::move(by)); }

  std::string done() {
    std::ranges::sort(changes_, {}, [](const Change& change) { return change.first.data(); });
    std::string out;
    const char* at = text_.data();
    for (const auto& [place, by] : changes_) {
      out.append(at, place.data()).append(by);
      at = place.data() + place.size();
    }
    return out.append(at, text_.data() + text_.size());
  }

 private:
  using Change = std::pair<std::string_view, std::string>;
  std::string_view text_;
  std::vector<Change> changes_;
};

class Cutter {
 public:
  Cutter(const ParsedCase& parsed, const GraphHints& hints, const Plan& plan)
      : parsed_(parsed), hints_(hints), plan_(plan) {}

  CutGraph cut(const std::vector<std::string>& ops) {
    for (const std::string& op : ops) keep(op);
    keep_results();
    std::ranges::sort(kept_, {}, [](const Kept& kept) { return kept.node->name.data(); });
    for (const Kept& kept : kept_) collect_names(kept);
    find_inputs();
    for (const Kept& kept : kept_) write(kept);
    find_returns();
    if (parsed_.wrapper) {
      write_wrapper();
    } else {
      find_symbols(result_.text + result_.pre);
    }
    return std::move(result_);
  }

 private:
  struct Kept {
    const Dump* dump;
    const Node* node;
  };

  bool is_kept(const Node* node) const {
    return std::ranges::any_of(kept_, [&](const Kept& kept) { return kept.node == node; });
  }

  void keep(std::string_view op) {
    const Dump* dump = &parsed_.ir;
    const Node* node = find_node(*dump, op);
    if (node == nullptr && parsed_.pre) {
      dump = &*parsed_.pre;
      node = find_node(*dump, op);
    }
    if (node == nullptr)
      throw Error(Error::Kind::usage,
                  "the graph has no node '" + std::string(op) + "'; it has " + list_names(top_names()));
    if (!is_kept(node) && !is_part_of_kept(node)) kept_.push_back({dump, node});
  }

  std::vector<std::string> top_names() const {
    std::vector<std::string> names;
    for (const std::uint32_t top : parsed_.ir.top) names.emplace_back(parsed_.ir.nodes[top].name);
    return names;
  }

  bool is_part_of_kept(const Node* node) const {
    return std::ranges::any_of(kept_, [&](const Kept& kept) {
      bool found = false;
      for_each_part(kept, [&](const Dump&, const Node& part) { found = found || &part == node; });
      return found;
    });
  }

  /// The leaves of a kept node; 2.0 has them in the text before fusion.
  template <class Visit>
  void for_each_part(const Kept& kept, const Visit& visit) const {
    const Node& node = *kept.node;
    if (node.parts.count == 0 && node.part_names.count == 0) return visit(*kept.dump, node);
    for (const std::uint32_t part : slice(kept.dump->parts, node.parts))
      for_each_part({kept.dump, &kept.dump->nodes[part]}, visit);
    if (!parsed_.pre) return;
    for (const std::string_view name : slice(kept.dump->names, node.part_names))
      if (const Node* part = find_node(*parsed_.pre, name)) visit(*parsed_.pre, *part);
  }

  static std::vector<std::string_view> written(const Dump& dump, const Node& node) {
    std::vector<std::string_view> names;
    for (const OutBuffer& buffer : slice(dump.out_buffers, node.outputs)) names.push_back(buffer.name);
    if (names.empty()) {
      for (const Dep& dep : slice(dump.deps, node.writes))
        if (std::ranges::find(names, dep.name) == names.end()) names.push_back(dep.name);
      if (std::ranges::find(names, node.name) == names.end() && node.outputs.count == 0)
        names.push_back(node.name);
    }
    return names;
  }

  /// Nodes that give the results of a kept call their names belong to it.
  void keep_results() {
    for (std::size_t k = 0; k < kept_.size(); ++k) {
      const Kept kept = kept_[k];
      for (const std::string_view name : written(*kept.dump, *kept.node))
        for (const Node& node : kept.dump->nodes) {
          const auto classes = slice(kept.dump->names, node.classes);
          if (classes.empty() || !classes[0].ends_with("MultiOutput") || is_kept(&node)) continue;
          for (const Dep& dep : slice(kept.dump->deps, node.unmet))
            if (dep.name == name) kept_.push_back({kept.dump, &node});
        }
    }
  }

  void collect_names(const Kept& kept) {
    nodes_.emplace(kept.node->name);
    for_each_part(kept, [&](const Dump& dump, const Node& node) {
      nodes_.emplace(node.name);
      for (const std::string_view name : written(dump, node)) {
        written_.emplace(name);
        order_.emplace_back(name);
      }
      const bool is_call = node.scheduler_class == "ExternKernelSchedulerNode";
      for (const OutBuffer& buffer : slice(dump.out_buffers, node.outputs))
        for (const Range range : {is_call ? Range() : buffer.aliases, buffer.mutations})  // views are results
          if (range.count > 0) targets_[std::string(buffer.name)] = slice(dump.names, range)[0];
      for (const Range range : {node.aliases, node.mutations})
        if (range.count > 0) targets_[std::string(node.name)] = slice(dump.names, range)[0];
      for (const Range range : {node.unmet, node.met})
        for (const Dep& dep : slice(dump.deps, range))
          if (dep.kind == DepKind::memory || dep.kind == DepKind::star) read_.emplace(dep.name);
      collect_body_names(dump, node);
    });
  }

  /// A body may name what it reads otherwise than the node's dependencies do: by the buffer that was changed.
  void collect_body_names(const Dump& dump, const Node& node) {
    if (node.body < 0) return;
    for (const Block& block : slice(dump.blocks, dump.bodies[static_cast<std::size_t>(node.body)].blocks))
      for (const Statement& statement : slice(dump.statements, block.statements)) {
        if (!statement.calls_ops("load")) continue;
        const Expr& name = dump.exprs[slice(dump.expr_lists, statement.arguments)[0]];
        if (name.kind == ExprKind::string) read_.emplace(name.text);
      }
  }

  const PlanBuffer* buffer(std::string_view name) const {
    const auto found = std::ranges::find(plan_.buffers, name, &PlanBuffer::name);
    return found == plan_.buffers.end() ? nullptr : &*found;
  }

  void add_input(std::string_view name) {
    if (buffer(name) == nullptr || std::ranges::find(result_.inputs, name) != result_.inputs.end()) return;
    result_.inputs.emplace_back(name);
  }

  void find_inputs() {
    for (const std::string& name : read_)
      if (!written_.contains(name)) add_input(name);
    for (const auto& [name, target] : targets_)
      if (!written_.contains(target)) add_input(target);
  }

  /// The node's lines in the cut graph: users that are left out are OUTPUT; what is waited for and not
  /// written here is there from the start; buffers that have become inputs own their memory.
  std::string lines_of(const Dump& dump, const Node& node) const {
    const std::string_view lines = node_text(dump, node);
    const NodePlaces places = find_places(*dump.source, lines);
    Rewriting text(lines);
    for (const UserPlace& user : places.users)
      if (!user.is_output && !nodes_.contains(user.node))
        text.replace(user.text, "NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)");
    for (const WaitsPlace& waits : places.waits)
      if (!waits.unmet.text.empty()) rewrite(waits, text);
    for (const LayoutPlace& layout : places.layouts)
      if (std::ranges::find(result_.inputs, layout.buffer) != result_.inputs.end() &&
          !layout.text.starts_with("FixedLayout("))
        text.replace(layout.text, fixed_layout(*buffer(layout.buffer)));
    return dedented(text.done());
  }

  void rewrite(const WaitsPlace& waits, Rewriting& text) const {
    std::string unmet, met;
    const auto add = [](std::string& list, std::string_view item) {
      list.append(list.empty() ? "" : ", ").append(item);
    };
    for (const DepPlace& dep : waits.unmet.deps) {
      if (written_.contains(dep.buffer))
        add(unmet, dep.text);
      else if (dep.kind != DepKind::weak)
        add(met, dep.text);
    }
    for (const DepPlace& dep : waits.met.deps)
      if (dep.kind != DepKind::weak) add(met, dep.text);
    text.replace(waits.unmet.text, "[" + unmet + "]");
    text.replace(waits.met.text, "[" + met + "]");
  }

  static std::string fixed_layout(const PlanBuffer& of) {
    const auto list = [](const Dims& dims) {
      std::string items;
      for (const std::int64_t extent : dims)
        items.append(items.empty() ? "" : ", ").append(std::to_string(extent));
      return "[" + items + "]";
    };
    return "FixedLayout('cuda:0', torch." + std::string(info(of.dtype).torch_name) +
           ", size=" + list(of.size) + ", stride=" + list(of.stride) + ")";
  }

  void write(const Kept& kept) {
    result_.text += lines_of(*kept.dump, *kept.node) + "\n\n";
    if (kept.node->part_names.count == 0 || !parsed_.pre) return;
    for_each_part(kept,
                  [&](const Dump& dump, const Node& part) { result_.pre += lines_of(dump, part) + "\n\n"; });
  }

  bool is_read_elsewhere(std::string_view name) const {
    for (const Kept& kept : kept_) {
      bool found = false;
      for_each_part(kept, [&](const Dump& dump, const Node& node) {
        for (const OutBuffer& out : slice(dump.out_buffers, node.outputs))
          if (out.name == name)
            for (const NodeUser& user : slice(dump.users, out.users))
              found = found || user.is_output || !nodes_.contains(user.node);
        if (node.name == name)
          for (const NodeUser& user : slice(dump.users, node.users))
            found = found || user.is_output || !nodes_.contains(user.node);
      });
      if (found) return true;
    }
    return false;
  }

  /// A buffer in an input's memory is seen as that input in the end.
  std::string base_of(std::string name) const {
    for (std::size_t steps = 0; steps < 64; ++steps) {
      const auto target = targets_.find(name);
      if (target == targets_.end()) break;
      name = target->second;
    }
    return name;
  }

  void find_returns() {
    for (const std::string& name : order_) {
      const std::string base = base_of(name);
      if (std::ranges::find(result_.inputs, base) != result_.inputs.end()) {
        if (std::ranges::find(result_.changed, base) == result_.changed.end())
          result_.changed.push_back(base);
        continue;
      }
      if (buffer(name) == nullptr || std::ranges::find(result_.returns, name) != result_.returns.end())
        continue;
      if (is_read_elsewhere(name) || !read_.contains(name)) result_.returns.push_back(name);
    }
  }

  void find_symbols(const std::string& text) {
    SymbolValues known = {hints_.symbols.begin(), hints_.symbols.end()};
    if (parsed_.wrapper) known = read_wrapper(*parsed_.wrapper, hints_).symbols;
    const std::set<std::string_view> words = words_of(text), readable = words_of(hints_.readable);
    for (const auto& [name, value] : known)
      if (words.contains(name) || readable.contains(name)) result_.symbols[name] = value;
  }

  void write_wrapper() {
    CutWrapper wrapper(*parsed_.wrapper, hints_, plan_);
    for (const Kept& kept : kept_)
      for_each_part(kept, [&](const Dump& dump, const Node& node) {
        const auto classes = slice(dump.names, node.classes);
        const bool is_users = !classes.empty() && classes[0] == "UserDefinedTritonKernel";
        const bool is_call = node.scheduler_class == "ExternKernelSchedulerNode" && !is_users;
        std::vector<std::string_view> changes;
        for (const std::string_view name : written(dump, node))
          if (const auto target = targets_.find(name); target != targets_.end())
            changes.push_back(target->second);
        wrapper.keep({written(dump, node), changes, is_call, node.kernel, count_before(dump, node, changes)});
      });
    for (const std::string_view name : wrapper.unknown_names())
      if (!written_.contains(name)) add_input(name);
    find_symbols(result_.text + result_.pre + wrapper.statements());
    result_.wrapper = wrapper.write(result_, targets_, order_);
  }

  /// How many calls before this one change the same buffer, since calls in place bind no names; where a
  /// release does not print what a node changes, how many are of its kernel.
  static std::size_t count_before(const Dump& dump, const Node& node,
                                  const std::vector<std::string_view>& changes) {
    const auto changes_same = [&](const Node& other) {
      if (changes.empty()) return other.kernel == node.kernel;
      for (const OutBuffer& out : slice(dump.out_buffers, other.outputs))
        if (std::ranges::find(slice(dump.names, out.mutations), changes[0]) !=
            slice(dump.names, out.mutations).end())
          return true;
      const auto mutations = slice(dump.names, other.mutations);
      return std::ranges::find(mutations, changes[0]) != mutations.end();
    };
    return static_cast<std::size_t>(std::count_if(dump.nodes.data(), &node, [&](const Node& other) {
      return other.scheduler_class == "ExternKernelSchedulerNode" && changes_same(other);
    }));
  }

  const ParsedCase& parsed_;
  const GraphHints& hints_;
  const Plan& plan_;
  std::vector<Kept> kept_;
  Names nodes_, written_, read_;
  std::vector<std::string> order_;                           // of what is written
  std::map<std::string, std::string, std::less<>> targets_;  // buffer -> whose memory it is in
  CutGraph result_;
};

}  // namespace

CutGraph cut_graph(const ParsedCase& parsed, const GraphHints& hints, const Plan& plan,
                   const std::vector<std::string>& ops) {
  return Cutter(parsed, hints, plan).cut(ops);
}

}  // namespace ireplay
