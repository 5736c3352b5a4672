#include "parser/expression/expression_builder.hpp"

#include <algorithm>
#include <array>

#include "parser/messages.hpp"

namespace ireplay {

namespace {

constexpr std::uint32_t kMaxChildren = 1U << 20;  // far more than any graph has; Expr::count holds it

struct Word {
  std::string_view text;
  ExprKind kind;
};
constexpr std::array kConstants{
    Word{"True", ExprKind::boolean}, Word{"False", ExprKind::boolean}, Word{"None", ExprKind::none},
    Word{"inf", ExprKind::real},     Word{"nan", ExprKind::real},      Word{"oo", ExprKind::real},
    Word{"int_oo", ExprKind::real},
};
constexpr auto kReserved = std::to_array<std::string_view>(
    {"and", "as",     "assert", "class", "def",    "del", "elif", "else",   "except", "for", "from",
     "if",  "import", "in",     "is",    "lambda", "not", "or",   "return", "while",  "with"});
constexpr std::size_t kLongestWord = 6;

}  // namespace

ExpressionBuilder::ExpressionBuilder(ExprPool& pool) : pool_(pool) { clear(); }

void ExpressionBuilder::clear() {
  values_.clear();
  operators_.clear();
  condition_texts_.clear();
  frames_.assign(1, Frame{0, 0, 0, false, {}});
}

void ExpressionBuilder::leaf(ExprKind kind, std::string_view text) {
  Expr node;
  node.kind = kind;
  node.text = text;
  values_.push_back({static_cast<ExprId>(pool_.nodes.size()), 1});
  pool_.nodes.push_back(node);
}

bool ExpressionBuilder::name(std::string_view text) {
  ExprKind kind = ExprKind::name;
  const bool numbered = text.back() >= '0' && text.back() <= '9';
  if (text.size() <= kLongestWord && !numbered) {
    const auto spells = [&](std::string_view word) { return word[0] == text[0] && word == text; };
    for (const Word& constant : kConstants) {
      if (spells(constant.text)) kind = constant.kind;
    }
    if (std::any_of(kReserved.begin(), kReserved.end(), spells)) return false;
  }
  leaf(kind, text);
  return true;
}

void ExpressionBuilder::number(std::string_view text) {
  const bool is_hexadecimal = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
  const bool is_real = !is_hexadecimal && std::any_of(text.begin(), text.end(), [](char c) {
    return c == '.' || c == 'e' || c == 'E';
  });
  leaf(text.ends_with('j') ? ExprKind::imaginary : is_real ? ExprKind::real : ExprKind::integer, text);
}

void ExpressionBuilder::string(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_of("'\""), text.size()));
  const char quote = text[0];
  const bool triple = text.size() >= 6 && text[1] == quote && text[2] == quote;
  const std::size_t quotes = triple ? 3 : 1;
  text.remove_prefix(quotes);
  if (text.ends_with(quote)) text.remove_suffix(quotes);
  leaf(ExprKind::string, text);
}

/// Makes a node of the last `operands` values.
void ExpressionBuilder::push(ExprKind kind, std::string_view text, std::size_t operands) {
  if (operands > values_.size()) throw Fault{text.data(), kBrokenExpression};
  if (operands > kMaxChildren) throw Fault{text.data(), kTooManyElements};
  Expr node;
  node.kind = kind;
  node.count = static_cast<std::uint32_t>(operands) & 0xFFFFFF;
  node.first = static_cast<std::uint32_t>(pool_.children.size());
  node.text = text;
  std::uint32_t height = 0;
  for (std::size_t i = values_.size() - operands; i < values_.size(); ++i) {
    pool_.children.push_back(values_[i].id);
    height = std::max(height, values_[i].height);
  }
  if (height >= kMaxDepth) throw Fault{text.data(), kTooDeep};
  values_.resize(values_.size() - operands);
  values_.push_back({static_cast<ExprId>(pool_.nodes.size()), height + 1});
  pool_.nodes.push_back(node);
}

void ExpressionBuilder::prefix_minus(std::string_view text) {
  const bool in_product =
      operators_.size() > frames_.back().operators && operators_.back().precedence >= Precedence::mul;
  const bool binds = in_product || minus_binds_;
  operators_.push_back({ExprKind::neg, binds ? Precedence::factor_minus : Precedence::minus, text});
}

void ExpressionBuilder::prefix_not(std::string_view text) {
  operators_.push_back({ExprKind::not_, Precedence::not_, text});
}

void ExpressionBuilder::prefix_invert(std::string_view text) {
  operators_.push_back({ExprKind::not_, Precedence::factor_minus, text});
}

void ExpressionBuilder::infix(ExprKind kind, Precedence precedence, std::string_view text) {
  reduce_down_to(precedence, precedence != Precedence::pow);
  operators_.push_back({kind, precedence, text});
}

void ExpressionBuilder::end_operation() { reduce_down_to(Precedence::or_, true); }

void ExpressionBuilder::reduce_down_to(Precedence precedence, bool equal_too) {
  while (operators_.size() > frames_.back().operators) {
    const Precedence last = operators_.back().precedence;
    if (last < precedence || (last == precedence && !equal_too)) return;
    reduce();
  }
}

void ExpressionBuilder::reduce() {
  const Operator op = operators_.back();
  operators_.pop_back();
  if (op.kind == ExprKind::neg && fold_minus(op.text)) return;
  push(op.kind, op.text, op.kind == ExprKind::neg || op.kind == ExprKind::not_ ? 1 : 2);
}

bool ExpressionBuilder::fold_minus(std::string_view minus) {
  if (values_.empty()) throw Fault{minus.data(), kBrokenExpression};
  Expr& value = pool_.nodes[values_.back().id];
  const bool is_number = value.kind == ExprKind::integer || value.kind == ExprKind::real;
  const bool is_lone = is_number && value.text.data() == minus.data() + 1 && value.text[0] != '-';
  if (!is_lone) return false;
  value.text = std::string_view(minus.data(), value.text.size() + 1);
  return true;
}

void ExpressionBuilder::begin_condition(std::string_view text) {
  ++frames_.back().conditions;
  condition_texts_.push_back(text);
}

void ExpressionBuilder::end_conditions() {
  for (; frames_.back().conditions > 0; --frames_.back().conditions) {
    push(ExprKind::conditional, condition_texts_.back(), 3);
    condition_texts_.pop_back();
  }
}

void ExpressionBuilder::open(std::string_view bracket, std::uint32_t takes) {
  if (frames_.size() > kMaxDepth) throw Fault{bracket.data(), kTooDeep};
  Frame frame{static_cast<std::uint32_t>(values_.size()) - takes,
              static_cast<std::uint32_t>(operators_.size()), 0, false, bracket};
  frames_.push_back(frame);
}

void ExpressionBuilder::comma() { frames_.back().comma = true; }

ExpressionBuilder::Frame ExpressionBuilder::pop_frame() {
  const Frame frame = frames_.back();
  if (frames_.size() < 2 || values_.size() < frame.values)
    throw Fault{frame.bracket.data(), kBrokenExpression};
  frames_.pop_back();
  return frame;
}

void ExpressionBuilder::close(ExprKind kind) {
  const Frame frame = pop_frame();
  push(kind, frame.bracket, values_.size() - frame.values);
}

void ExpressionBuilder::close_group() {
  const Frame frame = pop_frame();
  const std::size_t count = values_.size() - frame.values;
  if (count != 1 || frame.comma) push(ExprKind::tuple, frame.bracket, count);
}

void ExpressionBuilder::close_subscript() {
  const Frame frame = pop_frame();
  const std::size_t count = values_.size() - frame.values;
  if (count < 2) throw Fault{frame.bracket.data(), kBrokenExpression};
  if (count != 2 || frame.comma) push(ExprKind::tuple, frame.bracket, count - 1);
  push(ExprKind::subscript, frame.bracket, 2);
}

void ExpressionBuilder::slice(std::string_view text) { push(ExprKind::slice, text, 2); }

void ExpressionBuilder::attribute(std::string_view text) { push(ExprKind::attribute, text, 1); }

bool ExpressionBuilder::begin_keyword() {
  return !values_.empty() && pool_[values_.back().id].kind == ExprKind::name;
}

void ExpressionBuilder::end_keyword() {
  const Value value = values_.back();
  values_.pop_back();
  if (values_.empty()) throw Fault{pool_[value.id].text.data(), kBrokenExpression};
  Expr& keyword = pool_.nodes[values_.back().id];
  keyword.kind = ExprKind::keyword;
  keyword.first = static_cast<std::uint32_t>(pool_.children.size());
  keyword.count = 1;
  pool_.children.push_back(value.id);
  values_.back().height = value.height + 1;
}

void ExpressionBuilder::make_tuple(std::size_t first) {
  push(ExprKind::tuple, pool_[values_[first].id].text, values_.size() - first);
}

ExprId ExpressionBuilder::take() {
  const ExprId id = values_.back().id;
  values_.pop_back();
  return id;
}

Range ExpressionBuilder::take_all(std::vector<ExprId>& list) {
  const Range range{static_cast<std::uint32_t>(list.size()), static_cast<std::uint32_t>(values_.size())};
  for (const Value& value : values_) list.push_back(value.id);
  values_.clear();
  return range;
}

}  // namespace ireplay
