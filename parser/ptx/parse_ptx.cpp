#include <bit>
#include <charconv>
#include <utility>

#include "parser/expression/expression_actions.hpp"
#include "parser/messages.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"
#include "parser/ptx/ptx.hpp"

namespace ireplay {

namespace {

/// Takes what the rules match.
class PtxBuilder {
 public:
  PtxCode code;

  void guard(std::string_view name) { guard_ = name; }
  void guard_not() { guard_negated_ = true; }
  void opcode(std::string_view text) {
    begin(PtxStatementKind::instruction, text);
    code.statements.back().parts = {parts_begin_,
                                    static_cast<std::uint32_t>(code.parts.size()) - parts_begin_};
    parts_begin_ = static_cast<std::uint32_t>(code.parts.size());
    code.statements.back().guard = std::exchange(guard_, {});
    code.statements.back().guard_negated = std::exchange(guard_negated_, false);
  }
  void opcode_part(std::string_view text) { code.parts.push_back(text); }
  void registers(std::string_view type) { begin(PtxStatementKind::registers, type); }
  void open(std::string_view text) { begin(PtxStatementKind::open, text); }
  void close(std::string_view text) { begin(PtxStatementKind::close, text); }
  void other(std::string_view text) { begin(PtxStatementKind::other, text); }

  void negate() { negated_ = true; }
  void pair() { paired_ = true; }
  void name(std::string_view text) { operand(text, PtxOperandKind::name, 0); }
  void placeholder(std::string_view text) {
    operand(text, PtxOperandKind::placeholder, number(text, text.substr(1), 10));
  }
  void integer(std::string_view text) {
    std::string_view digits = text;
    const bool negative = digits.starts_with('-');
    if (negative) digits.remove_prefix(1);
    if (digits.ends_with('U')) digits.remove_suffix(1);
    int base = 10;
    if (digits.size() > 1 && digits[0] == '0') {
      const char mark = digits[1];
      base = mark == 'x' || mark == 'X' ? 16 : mark == 'b' || mark == 'B' ? 2 : 8;
      digits.remove_prefix(base == 8 ? 1 : 2);
    }
    const std::uint64_t value = number(text, digits, base);
    operand(text, PtxOperandKind::integer, negative ? 0 - value : value);
  }
  void single(std::string_view text) {
    const std::uint64_t sign = text[0] == '-' ? std::uint64_t{1} << 31 : 0;
    operand(text, PtxOperandKind::single, number(text, text.substr(sign != 0 ? 3 : 2), 16) ^ sign);
  }
  void double_bits(std::string_view text) {
    const std::uint64_t sign = text[0] == '-' ? std::uint64_t{1} << 63 : 0;
    operand(text, PtxOperandKind::real, number(text, text.substr(sign != 0 ? 3 : 2), 16) ^ sign);
  }
  void real(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    operand(text, PtxOperandKind::real, std::bit_cast<std::uint64_t>(value));
  }

  void begin_vector() {
    in_vector_ = true;
    members_begin_ = static_cast<std::uint32_t>(code.members.size());
  }
  void end_vector(std::string_view text) {
    in_vector_ = false;
    operand(text, PtxOperandKind::vector, 0);
    code.operands.back().members = {members_begin_,
                                    static_cast<std::uint32_t>(code.members.size()) - members_begin_};
  }

  void register_count(std::string_view text) { code.operands.back().bits = number(text, text, 10); }

 private:
  void begin(PtxStatementKind kind, std::string_view text) {
    PtxStatement statement{.kind = kind, .opcode = text};
    statement.operands.first = static_cast<std::uint32_t>(code.operands.size());
    code.statements.push_back(statement);
  }

  void operand(std::string_view text, PtxOperandKind kind, std::uint64_t bits) {
    PtxOperand made{.text = text, .kind = kind, .negated = std::exchange(negated_, false), .bits = bits};
    if (in_vector_) {
      code.members.push_back(made);
      return;
    }
    made.paired = std::exchange(paired_, false);
    code.operands.push_back(made);
    ++code.statements.back().operands.count;
  }

  static std::uint64_t number(std::string_view whole, std::string_view digits, int base) {
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, value, base);
    if (!digits.empty() && (fault != std::errc() || at != end)) throw Fault{whole.data(), kPtxNumber};
    return value;
  }

  std::string_view guard_;
  bool guard_negated_ = false, negated_ = false, paired_ = false, in_vector_ = false;
  std::uint32_t members_begin_ = 0, parts_begin_ = 0;
};

}  // namespace

namespace grammar {

template <>
struct action<ptx_open> : with_text<&PtxBuilder::open> {};
template <>
struct action<ptx_close> : with_text<&PtxBuilder::close> {};
template <>
struct action<ptx_label> : with_text<&PtxBuilder::other> {};
template <>
struct action<ptx_directive_name> : with_text<&PtxBuilder::other> {};
template <>
struct action<ptx_guard_name> : with_text<&PtxBuilder::guard> {};
template <>
struct action<ptx_guard_not> : without_text<&PtxBuilder::guard_not> {};
template <>
struct action<ptx_opcode> : with_text<&PtxBuilder::opcode> {};
template <>
struct action<ptx_opcode_part> : with_text<&PtxBuilder::opcode_part> {};
template <>
struct action<ptx_register_type> : with_text<&PtxBuilder::registers> {};
template <>
struct action<ptx_register_name> : with_text<&PtxBuilder::name> {};
template <>
struct action<ptx_register_count> : with_text<&PtxBuilder::register_count> {};
template <>
struct action<ptx_not> : without_text<&PtxBuilder::negate> {};
template <>
struct action<ptx_pair_mark> : without_text<&PtxBuilder::pair> {};
template <>
struct action<ptx_name> : with_text<&PtxBuilder::name> {};
template <>
struct action<ptx_placeholder> : with_text<&PtxBuilder::placeholder> {};
template <>
struct action<ptx_signed_integer> : with_text<&PtxBuilder::integer> {};
template <>
struct action<ptx_signed_single> : with_text<&PtxBuilder::single> {};
template <>
struct action<ptx_signed_double> : with_text<&PtxBuilder::double_bits> {};
template <>
struct action<ptx_signed_real> : with_text<&PtxBuilder::real> {};
template <>
struct action<ptx_vector_begin> : without_text<&PtxBuilder::begin_vector> {};
template <>
struct action<ptx_vector> : with_text<&PtxBuilder::end_vector> {};

}  // namespace grammar

PtxCode parse_ptx(const Source& source, std::string_view text) {
  PtxBuilder build;
  with_located_errors(source, text, [&] { parse_rule<grammar::ptx_code>(text, build); });
  return std::move(build.code);
}

namespace {

void append(std::string& text, const PtxCode& code, const PtxOperand& operand) {
  if (operand.negated) text += '!';
  if (operand.kind != PtxOperandKind::vector) {
    text += operand.text;
    return;
  }
  text += '{';
  for (const PtxOperand& member : slice(code.members, operand.members)) {
    if (text.back() != '{') text += ", ";
    append(text, code, member);
  }
  text += '}';
}

}  // namespace

std::string to_text(const PtxCode& code) {
  std::string text;
  for (const PtxStatement& statement : code.statements) {
    if (!statement.guard.empty())
      (text += statement.guard_negated ? "@!" : "@") += std::string(statement.guard) + ' ';
    if (statement.kind == PtxStatementKind::registers) text += ".reg ";
    text += statement.opcode;
    const char* before = " ";
    for (const PtxOperand& operand : slice(code.operands, statement.operands)) {
      text += operand.paired ? " | " : before;
      before = ", ";
      append(text, code, operand);
      if (statement.kind == PtxStatementKind::registers && operand.bits > 0)
        text += '<' + std::to_string(operand.bits) + '>';
    }
    text += '\n';
  }
  return text;
}

}  // namespace ireplay
