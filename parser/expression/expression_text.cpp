#include <array>

#include "parser/to_text.hpp"

namespace ireplay {

namespace {

/// The text of an operation with two operands, by kind; empty for other kinds.
std::string_view infix_of(ExprKind kind) {
  switch (kind) {
    case ExprKind::add:
      return " + ";
    case ExprKind::sub:
      return " - ";
    case ExprKind::mul:
      return "*";
    case ExprKind::floordiv:
      return "//";
    case ExprKind::truediv:
      return "/";
    case ExprKind::mod:
      return "%";
    case ExprKind::pow:
      return "**";
    case ExprKind::eq:
      return " == ";
    case ExprKind::ne:
      return " != ";
    case ExprKind::lt:
      return " < ";
    case ExprKind::le:
      return " <= ";
    case ExprKind::gt:
      return " > ";
    case ExprKind::ge:
      return " >= ";
    case ExprKind::and_:
      return " and ";
    case ExprKind::or_:
      return " or ";
    case ExprKind::bit_xor:
      return " ^ ";
    case ExprKind::shift_left:
      return " << ";
    case ExprKind::shift_right:
      return " >> ";
    case ExprKind::is:
      return " is ";
    default:
      return {};
  }
}

class Writer {
 public:
  explicit Writer(const ExprPool& exprs) : exprs_(exprs) {}

  std::string take() { return std::move(text_); }

  void write(ExprId id) {
    const Expr& node = exprs_[id];
    const auto children = exprs_.children_of(id);
    const std::string_view infix = infix_of(node.kind);
    if (!infix.empty()) return operation(children, infix);
    switch (node.kind) {
      case ExprKind::string:
        return quoted_text(node.text);
      case ExprKind::call:
        return called(children);
      case ExprKind::keyword:
        return after(std::string(node.text) + "=", children[0]);
      case ExprKind::subscript:
        return subscript(children);
      case ExprKind::attribute:
        return attribute(node, children[0]);
      case ExprKind::tuple:
        return list(children, '(', children.size() == 1 ? ",)" : ")");
      case ExprKind::list:
        return list(children, '[', "]");
      case ExprKind::dict:
        return pairs(children);
      case ExprKind::set:
        return list(children, '{', "}");
      case ExprKind::neg:
        return after("-", children[0]);
      case ExprKind::not_:
        return after("not ", children[0]);
      case ExprKind::conditional:
        return conditional(children);
      case ExprKind::slice:
        return slice(children);
      default:
        text_ += node.text;
    }
  }

 private:
  using Children = std::span<const ExprId>;

  /// Whether the text begins with an operator, which would take in what follows it.
  bool has_prefix(ExprId id) const {
    const Expr& node = exprs_[id];
    const bool is_number = node.kind == ExprKind::integer || node.kind == ExprKind::real;
    return node.kind == ExprKind::neg || node.kind == ExprKind::not_ ||
           (is_number && node.text.starts_with('-'));
  }

  void grouped(ExprId id, bool group) {
    if (group) text_ += '(';
    write(id);
    if (group) text_ += ')';
  }

  /// What a call, an index or an attribute follows.
  void base(ExprId id) {
    const ExprKind kind = exprs_[id].kind;
    const bool is_number = kind == ExprKind::integer || kind == ExprKind::real || kind == ExprKind::imaginary;
    grouped(id, has_prefix(id) || is_number);
  }

  void operation(Children operands, std::string_view infix) {
    text_ += '(';
    grouped(operands[0], has_prefix(operands[0]));
    text_ += infix;
    grouped(operands[1], exprs_[operands[1]].kind == ExprKind::not_);
    text_ += ')';
  }

  void quoted_text(std::string_view content) {
    text_ += '\'';
    text_ += content;
    text_ += '\'';
  }

  void called(Children children) {
    base(children[0]);
    list(children.subspan(1), '(', ")");
  }

  void after(const std::string& front, ExprId value) {
    text_ += front;
    write(value);
  }

  void subscript(Children children) {
    base(children[0]);
    list(children.subspan(1), '[', "]");
  }

  void attribute(const Expr& node, ExprId value) {
    base(value);
    text_ += '.';
    text_ += node.text;
  }

  void list(Children children, char open, std::string_view close) {
    text_ += open;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (i > 0) text_ += ", ";
      write(children[i]);
    }
    text_ += close;
  }

  void pairs(Children children) {
    text_ += '{';
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      if (i > 0) text_ += ", ";
      write(children[i]);
      after(": ", children[i + 1]);
    }
    text_ += '}';
  }

  void slice(Children bounds) {
    write(bounds[0]);
    after(":", bounds[1]);
  }

  void conditional(Children children) {
    text_ += '(';
    write(children[0]);
    after(" if ", children[1]);
    after(" else ", children[2]);
    text_ += ')';
  }

  const ExprPool& exprs_;
  std::string text_;
};

}  // namespace

std::string to_text(const ExprPool& exprs, ExprId id) {
  Writer writer(exprs);
  writer.write(id);
  return writer.take();
}

}  // namespace ireplay
