#include "parser/wrapper/outline.hpp"

#include <algorithm>

namespace ireplay {
namespace {

class Outliner {
 public:
  explicit Outliner(Wrapper& wrapper) : wrapper_(wrapper) {
    const std::vector<Expr>& nodes = wrapper.exprs.nodes;
    const auto args = std::ranges::find_if(
        nodes, [](const Expr& node) { return node.kind == ExprKind::name && node.text == "args"; });
    if (args != nodes.end()) args_ = static_cast<ExprId>(args - nodes.begin());
  }

  void run() {
    if (args_ == kNoExpr) return;
    for (std::size_t k = 0; k < wrapper_.functions.size(); ++k) {
      const Range body = outline(wrapper_.functions[k].body);
      wrapper_.functions[k].body = body;
    }
  }

 private:
  using Statements = std::vector<std::uint32_t>;
  using Exprs = std::vector<ExprId>;

  /// The statements of a block, innermost blocks first.
  Range outline(Range block) {
    const auto given = slice(wrapper_.body_statements, block);
    const Statements statements(given.begin(), given.end());
    for (const std::uint32_t index : statements) {
      if (wrapper_.statements[index].kind == PyKind::def) continue;  // is a function of its own
      const Range body = outline(wrapper_.statements[index].body);
      wrapper_.statements[index].body = body;
    }
    Statements left;
    for (std::size_t at = 0; at < statements.size();)
      if (!move_out(statements, at, left)) left.push_back(statements[at++]);
    return left.size() == statements.size() ? block : add_block(left);
  }

  /// The subgraph that begins at `at`, if one does: its call is put behind `left`.
  bool move_out(const Statements& statements, std::size_t& at, Statements& left) {
    const std::string_view name = named_above(statements[at]);
    if (name.empty()) return false;
    const std::string_view function = full_name(statements[at], name);
    const bool is_function =
        std::ranges::find(wrapper_.functions, function, &PyFunction::name) != wrapper_.functions.end();
    if (function.empty() || is_function) return false;
    const std::uint32_t first = statements[at];
    std::size_t next = at;
    Exprs parameters, arguments, targets, results;
    const auto collect = [&](Exprs& names, Exprs& values) {
      names.push_back(wrapper_.expr_lists[wrapper_.statements[statements[next]].targets.first]);
      values.push_back(wrapper_.statements[statements[next]].value);
      ++next;
    };
    while (next < statements.size() && is_binding(statements[next], function)) collect(parameters, arguments);
    Statements body;
    while (next < statements.size() && !is_result(statements[next], function))
      body.push_back(statements[next++]);
    while (next < statements.size() && is_result(statements[next], function)) collect(targets, results);
    if (targets.empty()) return false;
    const std::string_view text = wrapper_.statements[first].text;
    if (!parameters.empty())
      body.insert(body.begin(), add({.kind = PyKind::assign,
                                     .text = text,
                                     .targets = add_list(parameters),
                                     .unpacks = true,
                                     .value = args_}));
    body.push_back(add({.kind = PyKind::ret, .text = text, .value = add(ExprKind::tuple, text, results)}));
    wrapper_.functions.push_back({function, add_block(body)});
    const Exprs call{add(ExprKind::name, function, {}), add(ExprKind::list, text, arguments)};
    left.push_back(add({.kind = PyKind::assign,
                        .text = text,
                        .targets = add_list(targets),
                        .unpacks = true,
                        .value = add(ExprKind::call, function, call)}));
    at = next;
    return true;
  }

  /// true_graph_0 of the comment `# subgraph: true_graph_0` above a statement.
  std::string_view named_above(std::uint32_t statement) const {
    constexpr std::string_view kComment = "# subgraph: ";
    std::string_view above = wrapper_.statements[statement].above;
    const std::size_t at = above.rfind(kComment);
    if (at == above.npos) return {};
    above.remove_prefix(at + kComment.size());
    return above.substr(0, above.find_first_of(" \r\n"));
  }

  /// `while_loop_body_graph_0_true_graph_0` for `true_graph_0` within a loop: what its names begin with.
  std::string_view full_name(std::uint32_t statement, std::string_view name) const {
    const PyStatement& at = wrapper_.statements[statement];
    for (const ExprId target : slice(wrapper_.expr_lists, at.targets)) {
      const std::string_view text = first_name(target);
      const std::size_t place = text.rfind(name);
      if (place != text.npos && text.substr(place + name.size()).starts_with('_'))
        return text.substr(0, place + name.size());
    }
    for (const std::uint32_t inner : slice(wrapper_.body_statements, at.body))
      if (const std::string_view found = full_name(inner, name); !found.empty()) return found;
    return {};
  }

  std::string_view first_name(ExprId id) const {
    while (wrapper_.exprs[id].kind == ExprKind::subscript) id = wrapper_.exprs.children_of(id)[0];
    return wrapper_.exprs[id].text;
  }

  static bool is_of(std::string_view name, std::string_view function) {
    return name.size() > function.size() && name.starts_with(function) && name[function.size()] == '_';
  }

  bool mentions(ExprId id, std::string_view function) const {
    if (wrapper_.exprs[id].kind == ExprKind::name && is_of(wrapper_.exprs[id].text, function)) return true;
    return std::ranges::any_of(wrapper_.exprs.children_of(id),
                               [&](ExprId child) { return mentions(child, function); });
  }

  bool assigns_one(std::uint32_t statement) const {
    const PyStatement& at = wrapper_.statements[statement];
    return at.kind == PyKind::assign && at.targets.count == 1 && !at.unpacks && at.value != kNoExpr;
  }

  /// `true_graph_0_arg0_1 = arg2_1`
  bool is_binding(std::uint32_t statement, std::string_view function) const {
    if (!assigns_one(statement)) return false;
    const PyStatement& at = wrapper_.statements[statement];
    const std::string_view name = first_name(wrapper_.expr_lists[at.targets.first]);
    return is_of(name, function) && name.substr(function.size()).starts_with("_arg") &&
           !mentions(at.value, function);
  }

  /// `buf1[0] = true_graph_0_buf1`, `buf0_cond_result = while_loop_cond_graph_0_buf0`
  bool is_result(std::uint32_t statement, std::string_view function) const {
    if (!assigns_one(statement)) return false;
    const PyStatement& at = wrapper_.statements[statement];
    return !is_of(first_name(wrapper_.expr_lists[at.targets.first]), function) &&
           mentions(at.value, function);
  }

  std::uint32_t add(PyStatement statement) {
    wrapper_.statements.push_back(statement);
    return static_cast<std::uint32_t>(wrapper_.statements.size() - 1);
  }

  ExprId add(ExprKind kind, std::string_view text, const Exprs& children) {
    ExprPool& exprs = wrapper_.exprs;
    Expr node;
    node.kind = kind;
    node.count = static_cast<std::uint32_t>(children.size());
    node.first = static_cast<std::uint32_t>(exprs.children.size());
    node.text = text;
    exprs.children.insert(exprs.children.end(), children.begin(), children.end());
    exprs.nodes.push_back(node);
    return static_cast<ExprId>(exprs.nodes.size() - 1);
  }

  Range add_list(const Exprs& list) {
    const Range range{static_cast<std::uint32_t>(wrapper_.expr_lists.size()),
                      static_cast<std::uint32_t>(list.size())};
    wrapper_.expr_lists.insert(wrapper_.expr_lists.end(), list.begin(), list.end());
    return range;
  }

  Range add_block(const Statements& statements) {
    const Range range{static_cast<std::uint32_t>(wrapper_.body_statements.size()),
                      static_cast<std::uint32_t>(statements.size())};
    wrapper_.body_statements.insert(wrapper_.body_statements.end(), statements.begin(), statements.end());
    return range;
  }

  Wrapper& wrapper_;
  ExprId args_ = kNoExpr;  // the name `args`
};

}  // namespace

void outline_subgraphs(Wrapper& wrapper) { Outliner(wrapper).run(); }

}  // namespace ireplay
