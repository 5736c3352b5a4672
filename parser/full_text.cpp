#include "parser/to_text.hpp"

namespace ireplay {

namespace {

/// Writes a dump with all that was parsed, one fact per line, in a spelling that does not depend on the
/// release.
class FullText {
 public:
  explicit FullText(const Dump& dump) : dump_(dump) {}

  std::string take() { return std::move(text_); }

  void node(const Node& node, std::size_t depth) {
    depth_ = depth;
    line(std::string(node.name) + ": " + std::string(node.scheduler_class) + '(' + names(node.classes) + ')');
    ++depth_;
    deps("writes", node.writes);
    deps("unmet", node.unmet);
    deps("met", node.met);
    if (node.users.count > 0) line("users " + users(node.users));
    for (const OutBuffer& buffer : slice(dump_.out_buffers, node.outputs)) output(buffer);
    if (node.aliases.count > 0) line("aliases " + names(node.aliases));
    if (node.mutations.count > 0) line("mutations " + names(node.mutations));
    if (!node.kernel.empty()) line("kernel " + std::string(node.kernel));
    if (!node.device.empty()) line("device " + std::string(node.device));
    if (node.has_sizes)
      line("sizes [" + list(node.iteration_sizes) + "] [" + list(node.reduction_sizes) + ']');
    for (const BufferLayout& buffer : slice(dump_.buffer_layouts, node.layouts)) {
      line("layout " + std::string(buffer.buffer) + ' ' + layout(dump_.layouts[buffer.layout]));
    }
    if (node.body >= 0) body(dump_.bodies[static_cast<std::size_t>(node.body)]);
    if (!node.device_code.empty()) line("device code, " + std::to_string(node.device_code.size()) + " bytes");
    if (node.part_names.count > 0) line("parts " + names(node.part_names));
    for (const std::uint32_t part : slice(dump_.parts, node.parts)) this->node(dump_.nodes[part], depth + 1);
    depth_ = depth;
  }

 private:
  void line(const std::string& content) {
    text_.append(2 * depth_, ' ');
    text_ += content;
    text_ += '\n';
  }

  std::string expr(ExprId id) const { return to_text(dump_.exprs, id); }

  std::string list(Range range) const {
    std::string text;
    for (const ExprId id : slice(dump_.expr_lists, range)) text += (text.empty() ? "" : ", ") + expr(id);
    return text;
  }

  std::string names(Range range) const {
    std::string text;
    for (const std::string_view name : slice(dump_.names, range)) (text += text.empty() ? "" : " ") += name;
    return text;
  }

  std::string variables(Range range) const {
    std::string text;
    for (const Variable& variable : slice(dump_.variables, range)) {
      text += text.empty() ? "" : ", ";
      if (!variable.name.empty()) text += std::string(variable.name) + ": ";
      text += expr(variable.extent);
    }
    return '{' + text + '}';
  }

  void deps(const char* what, Range range) {
    for (const Dep& dep : slice(dump_.deps, range)) {
      constexpr std::string_view kKinds[] = {"memory", "star", "weak", "other"};
      std::string text = what;
      (text += ' ') += kKinds[static_cast<std::size_t>(dep.kind)];
      (text += ' ') += dep.name;
      if (dep.index != kNoExpr) text += " [" + expr(dep.index) + "] " + variables(dep.variables);
      if (!dep.mode.empty()) (text += ' ') += dep.mode;
      line(text);
    }
  }

  std::string users(Range range) const {
    std::string text;
    for (const NodeUser& user : slice(dump_.users, range)) {
      (text += text.empty() ? "" : " ") += user.node;
      if (user.can_inplace) text += "(in place)";
      if (user.is_weak) text += "(weak)";
    }
    return text;
  }

  std::string layout(const Layout& layout) const {
    if (!layout.has_shape()) return to_text(dump_, layout);
    std::string text = std::string(layout.class_name) + ' ' + std::string(layout.device) + ' ';
    text += std::string(layout.dtype) + '[' + list(layout.size) + "] [" + list(layout.stride) + ']';
    return layout.offset == kNoExpr ? text : text + " + " + expr(layout.offset);
  }

  void output(const OutBuffer& buffer) {
    line("output " + std::string(buffer.name) + ' ' + std::string(buffer.ir_class) + ' ' +
         layout(dump_.layouts[buffer.layout]));
    ++depth_;
    if (buffer.aliases.count > 0) line("aliases " + names(buffer.aliases));
    if (buffer.mutations.count > 0) line("mutations " + names(buffer.mutations));
    if (buffer.users.count > 0) line("users " + users(buffer.users));
    --depth_;
  }

  void body(const LoopBody& body) {
    line("body " + variables(body.variables));
    ++depth_;
    for (const IndexLine& index : slice(dump_.index_lines, body.indices)) {
      line(std::string(index.name) + " = " + expr(index.value));
    }
    for (const Block& block : slice(dump_.blocks, body.blocks)) {
      line(std::string(block.name) + ':');
      ++depth_;
      for (const Statement& statement : slice(dump_.statements, block.statements))
        line(right_side(statement));
      --depth_;
    }
    --depth_;
  }

  std::string right_side(const Statement& statement) const {
    const std::string front = std::string(statement.result) + " = ", name(statement.name);
    switch (statement.kind) {
      case StatementKind::ops_call:
        return front + "ops." + name + '(' + list(statement.arguments) + ')';
      case StatementKind::self_call:
        return front + "self." + name + '(' + list(statement.arguments) + ')';
      case StatementKind::selection:
        return front + name + '[' + std::to_string(statement.selection) + ']';
      case StatementKind::returned:
        return "return " + expr(statement.value);
      case StatementKind::value:
        break;
    }
    return front + expr(statement.value);
  }

  const Dump& dump_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string to_full_text(const Dump& dump) {
  FullText text(dump);
  for (const std::uint32_t index : dump.top) text.node(dump.nodes[index], 0);
  return text.take();
}

}  // namespace ireplay
