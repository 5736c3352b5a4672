#include "parser/to_text.hpp"

namespace ireplay {

namespace {

constexpr std::string_view kKinds[] = {"assign", "expression", "del",   "return",      "with",  "if",
                                       "elif",   "else",       "while", "def",         "class", "raise",
                                       "assert", "pass",       "break", "declaration", "other"};

void write_statements(const Wrapper& wrapper, Range range, std::size_t depth, std::string& text) {
  for (const std::uint32_t index : slice(wrapper.body_statements, range)) {
    const PyStatement& statement = wrapper.statements[index];
    text.append(2 * depth, ' ');
    text += kKinds[static_cast<std::size_t>(statement.kind)];
    for (const ExprId target : slice(wrapper.expr_lists, statement.targets)) {
      text += ' ' + to_text(wrapper.exprs, target);
    }
    if (statement.unpacks) text += " (unpacked)";
    if (statement.kind == PyKind::assign) text += " =";
    const bool has_value = statement.value != kNoExpr;
    if (has_value) text += ' ' + to_text(wrapper.exprs, statement.value);
    if (!has_value && statement.targets.count == 0) (text += ": ") += statement.text;
    if (!statement.comment.empty()) (text += "  # ") += statement.comment;
    text += '\n';
    write_statements(wrapper, statement.body, depth + 1, text);
  }
}

}  // namespace

std::string to_text(const Wrapper& wrapper) {
  std::string text;
  for (const PyKernel& kernel : wrapper.kernels) {
    text += "kernel " + std::string(kernel.name) + ' ' + std::string(kernel.language) + ", " +
            std::to_string(kernel.source.size()) + " bytes, comments " +
            std::to_string(kernel.comments.size()) + '\n';
  }
  for (const PyFunction& function : wrapper.functions) {
    text += "function " + std::string(function.name) + ", " + std::to_string(function.body.count) +
            " statements\n";
  }
  write_statements(wrapper, wrapper.top_level, 0, text);
  return text;
}

}  // namespace ireplay
