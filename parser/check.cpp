#include "parser/check.hpp"

#include <algorithm>
#include <array>

#include "parser/check_messages.hpp"
#include "parser/name_set.hpp"
#include "parser/text.hpp"

namespace ireplay {

namespace {

constexpr std::string_view kIndirect = "indirect";
constexpr std::string_view kSetIndirect = "set_indirect";
constexpr std::string_view kMasked = "masked_subblock";
constexpr std::array<std::string_view, 6> kShapedLayouts{"FixedLayout",    "FlexibleLayout",
                                                         "MutationLayout", "MutationLayoutSHOULDREMOVE",
                                                         "AliasedLayout",  "NonOwningLayout"};

/// `p` of `p12`; empty for names of another form.
std::string_view letters_before_number(std::string_view name) {
  std::size_t length = name.size();
  while (length > 0 && is_digit(name[length - 1])) --length;
  return length == name.size() ? std::string_view() : name.substr(0, length);
}

class BodyCheck {
 public:
  explicit BodyCheck(const Dump& dump) : dump_(dump) {}

  void check(const Node& node, const LoopBody& body) {
    if (node.has_sizes && body.variables.count != node.iteration_sizes.count + node.reduction_sizes.count) {
      fail(body.name, variables_do_not_match(body.variables.count,
                                             node.iteration_sizes.count + node.reduction_sizes.count));
    }
    collect(body);
    if (!blocks_.contains("body")) fail(body.name, kNoEntry);
    for (const IndexLine& line : slice(dump_.index_lines, body.indices)) check_index(line.value);
    for (const Block& block : slice(dump_.blocks, body.blocks)) check_block(block);
  }

 private:
  [[noreturn]] void fail(std::string_view at, const std::string& sentence) const {
    throw Error(Error::Kind::dump, *dump_.source, at.data(), sentence);
  }

  void collect(const LoopBody& body) {
    variables_.clear();
    indices_.clear();
    blocks_.clear();
    indirect_.clear();
    prefix_ = {};
    for (const Variable& variable : slice(dump_.variables, body.variables)) {
      variables_.insert(variable.name);
      prefix_ = letters_before_number(variable.name);
    }
    for (const IndexLine& line : slice(dump_.index_lines, body.indices)) indices_.insert(line.name);
    for (const Block& block : slice(dump_.blocks, body.blocks)) {
      blocks_.insert(block.name);
      for (const Statement& statement : slice(dump_.statements, block.statements)) {
        if (statement.kind == StatementKind::self_call && statement.name.starts_with(kSetIndirect)) {
          indirect_.insert(statement.name.substr(kSetIndirect.size() - kIndirect.size()));
        }
      }
    }
  }

  void check_index(ExprId id) {
    const Expr& node = dump_.exprs[id];
    for (const ExprId child : dump_.exprs.children_of(id)) check_index(child);
    if (node.kind != ExprKind::name) return;
    const std::string_view prefix = letters_before_number(node.text);
    if (prefix.empty()) return;
    if (prefix == kIndirect && !indirect_.contains(node.text)) fail(node.text, unknown_indirect(node.text));
    if (prefix == prefix_ && !variables_.contains(node.text)) fail(node.text, unknown_variable(node.text));
  }

  void check_block(const Block& block) {
    values_.clear();
    for (const Statement& statement : slice(dump_.statements, block.statements)) {
      for (const ExprId argument : slice(dump_.expr_lists, statement.arguments)) check_value(argument);
      if (statement.value != kNoExpr) check_value(statement.value);
      if (statement.kind == StatementKind::selection) check_name(statement.name);
      if (statement.kind == StatementKind::self_call) check_self(statement);
      if (statement.kind != StatementKind::returned) values_.insert(statement.result);
    }
    const auto statements = slice(dump_.statements, block.statements);
    if (statements.empty() || statements.back().kind != StatementKind::returned)
      fail(block.name, no_return(block.name));
  }

  void check_self(const Statement& statement) {
    if (statement.name.starts_with(kMasked) && !blocks_.contains(statement.name)) {
      fail(statement.name, unknown_block(statement.name));
    }
    if (statement.name != "get_index") return;
    const auto arguments = slice(dump_.expr_lists, statement.arguments);
    if (arguments.size() != 1 || dump_.exprs[arguments[0]].kind != ExprKind::string) {
      fail(statement.name, kGetIndexArgument);
    }
    const std::string_view index = dump_.exprs[arguments[0]].text;
    if (!indices_.contains(index)) fail(index, unknown_index(index));
  }

  void check_value(ExprId id) {
    const Expr& node = dump_.exprs[id];
    if (node.kind == ExprKind::name) return check_name(node.text);
    const auto children = dump_.exprs.children_of(id);
    // the callee of a wrapped function is no value of the body
    const std::size_t first = node.kind == ExprKind::call ? 1 : 0;
    for (std::size_t i = first; i < children.size(); ++i) check_value(children[i]);
  }

  void check_name(std::string_view name) const {
    const bool known = values_.contains(name) || name.find('.') != name.npos;
    if (!known) fail(name, unknown_value(name));
  }

  const Dump& dump_;
  NameSet variables_, indices_, blocks_, indirect_, values_;
  std::string_view prefix_;
};

void check_parts(const Dump& dump, const Node& node) {
  std::string_view rest = node.name;
  for (const std::uint32_t index : slice(dump.parts, node.parts)) {
    const std::string_view part = dump.nodes[index].name;
    if (!rest.starts_with(part)) {
      throw Error(Error::Kind::dump, *dump.source, part.data(), unexpected_part(part, node.name));
    }
    rest.remove_prefix(part.size());
    if (rest.starts_with('_')) rest.remove_prefix(1);
  }
  if (node.parts.count > 0 && !rest.empty()) {
    throw Error(Error::Kind::dump, *dump.source, node.name.data(), missing_parts(node.name, rest));
  }
}

void check_layout(const Dump& dump, const Layout& layout) {
  const bool known =
      std::find(kShapedLayouts.begin(), kShapedLayouts.end(), layout.class_name) != kShapedLayouts.end();
  if (known && !layout.has_shape()) {
    throw Error(Error::Kind::dump, *dump.source, layout.class_name.data(), kLayoutWithoutShape);
  }
  // what a mutated input's layout prints is not the mutated buffer's own: the two may differ in rank
  const bool own_shape = !layout.class_name.starts_with("MutationLayout");
  if (own_shape && layout.size.count != layout.stride.count) {
    throw Error(Error::Kind::dump, *dump.source, layout.class_name.data(),
                ranks_differ(layout.size.count, layout.stride.count));
  }
}

}  // namespace

void check(const Dump& dump) {
  BodyCheck bodies(dump);
  for (const Layout& layout : dump.layouts) check_layout(dump, layout);
  for (const Node& node : dump.nodes) {
    check_parts(dump, node);
    if (node.body >= 0) bodies.check(node, dump.bodies[static_cast<std::size_t>(node.body)]);
  }
}

}  // namespace ireplay
