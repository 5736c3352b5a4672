#pragma once

#include "parser/expression/token_rules.hpp"

/// Inline assembly for NVIDIA's virtual machine, as it stands in a Python text: declarations, scopes and
/// instructions. What an opcode is, is not the grammar's business.
namespace ireplay::grammar {

// statement   = "{" | "}" | ";" | registers | label | directive | instruction
// registers   = ".reg" type register { "," register } ";"
// instruction = [ "@" [ "!" ] name ] opcode [ operand { ( "," | "|" ) operand } ] ";"
// operand     = "{" simple { "," simple } "}" | simple
// simple      = [ "!" ] ( placeholder | number | name )

/// Blanks, line breaks, escapes of the Python text around (`\n`, `\\n`, `\t`) and comments.
struct ptx_white : scanned<ptx_white> {
  using rule_t = ptx_white;
  static const char* scan(const char* at, const char* end) {
    while (at != end) {
      const char* const after = skip_one(at, end);
      if (after == at) break;
      at = after;
    }
    return at;
  }

 private:
  static const char* skip_one(const char* at, const char* end) {
    if (*at == ' ' || *at == '\t' || *at == '\n') return at + 1;
    if (*at == '\\') return escaped_blank(at, end);
    if (*at != '/' || end - at < 2) return at;
    if (at[1] == '/') return line_break(at, end);
    return at[1] == '*' ? after_comment(at + 2, end, at) : at;
  }
  static const char* escaped_blank(const char* at, const char* end) {
    const char* letter = at;
    while (letter != end && *letter == '\\') ++letter;
    const bool is_blank = letter != end && (*letter == 'n' || *letter == 't' || *letter == 'r');
    return is_blank ? letter + 1 : at;
  }
  static const char* line_break(const char* at, const char* end) {
    for (; at != end && *at != '\n'; ++at)
      if (*at == '\\' && end - at > 1 && at[1] == 'n') return at;
    return at;
  }
  static const char* after_comment(const char* at, const char* end, const char* first) {
    for (; end - at > 1; ++at)
      if (at[0] == '*' && at[1] == '/') return at + 2;
    return first;
  }
};

/// `tmp0`, `%r1`, `_`, `$L1`; a `$` before a digit is a placeholder's.
struct ptx_word : scanned<ptx_word> {
  using rule_t = ptx_word;
  static const char* scan(const char* at, const char* end) {
    if (at == end) return nullptr;
    const bool sign = *at == '%' || *at == '$';
    const char* const first = sign ? at + 1 : at;
    if (first == end || !is_in(sign ? kChars.name : kChars.name_first, *first)) return nullptr;
    if (*at == '$' && is_in(kChars.digit, *first)) return nullptr;
    at = first;
    while (at != end && (is_in(kChars.name, *at) || *at == '$')) ++at;
    return at;
  }
};

/// `cvt` and `bf16x2` of `cvt.rn.bf16x2.f32`, `shared::cta` of `ld.shared::cta.b32`.
struct ptx_opcode_part : scanned<ptx_opcode_part> {
  using rule_t = ptx_opcode_part;
  static const char* scan(const char* at, const char* end) {
    while (at != end && (is_in(kChars.name, *at) || *at == ':')) ++at;
    return at;
  }
};

struct ptx_gap : ptx_white {};
struct ptx_comma : peg::seq<ptx_gap, peg::one<','>, ptx_gap> {};

struct ptx_hex : peg::seq<peg::one<'0'>, peg::one<'x', 'X'>, peg::plus<peg::xdigit>> {};
struct ptx_binary : peg::seq<peg::one<'0'>, peg::one<'b', 'B'>, peg::plus<peg::one<'0', '1'>>> {};
struct ptx_single : peg::seq<peg::one<'0'>, peg::one<'f', 'F'>, peg::rep<8, peg::xdigit>> {};
struct ptx_double : peg::seq<peg::one<'0'>, peg::one<'d', 'D'>, peg::rep<16, peg::xdigit>> {};
struct ptx_exponent : peg::seq<peg::one<'e', 'E'>, peg::opt<peg::one<'+', '-'>>, digits> {};
struct ptx_fraction : peg::seq<peg::one<'.'>, peg::star<peg::digit>> {};
struct ptx_real : peg::seq<digits, peg::sor<peg::seq<ptx_fraction, peg::opt<ptx_exponent>>, ptx_exponent>> {};
struct ptx_unsigned : peg::opt<peg::one<'U'>> {};
struct ptx_integer : peg::seq<peg::sor<ptx_hex, ptx_binary, digits>, ptx_unsigned> {};
struct ptx_minus : peg::opt<peg::one<'-'>> {};
struct ptx_signed_single : peg::seq<ptx_minus, ptx_single> {};
struct ptx_signed_double : peg::seq<ptx_minus, ptx_double> {};
struct ptx_signed_real : peg::seq<ptx_minus, ptx_real> {};
struct ptx_signed_integer : peg::seq<ptx_minus, ptx_integer> {};

struct ptx_not : peg::one<'!'> {};
struct ptx_placeholder : peg::seq<peg::one<'$'>, digits> {};
struct ptx_name : ptx_word {};
struct ptx_simple
    : peg::seq<peg::opt<ptx_not>, peg::sor<ptx_placeholder, ptx_signed_single, ptx_signed_double,
                                           ptx_signed_real, ptx_signed_integer, ptx_name>> {};
struct ptx_vector_begin : peg::one<'{'> {};
struct ptx_vector_end : peg::one<'}'> {};
struct ptx_vector_item : peg::seq<ptx_simple> {};
struct ptx_vector
    : peg::seq<ptx_vector_begin, ptx_gap, peg::list<ptx_vector_item, ptx_comma>, ptx_gap, ptx_vector_end> {};
struct ptx_pair_mark : peg::one<'|'> {};
struct ptx_operand : peg::sor<ptx_vector, ptx_simple> {};
struct ptx_next_operand : peg::seq<ptx_operand> {};
struct ptx_next : peg::seq<ptx_gap, peg::sor<ptx_pair_mark, peg::one<','>>, ptx_gap, ptx_next_operand> {};
struct ptx_operands : peg::seq<ptx_operand, peg::star<ptx_next>> {};

struct ptx_guard_name : ptx_word {};
struct ptx_guard_not : peg::one<'!'> {};
struct ptx_guard : peg::seq<peg::one<'@'>, peg::opt<ptx_guard_not>, ptx_guard_name, ptx_gap> {};
struct ptx_opcode : peg::seq<peg::at<word>, ptx_opcode_part, peg::star<peg::one<'.'>, ptx_opcode_part>> {};
struct ptx_semicolon : peg::one<';'> {};
struct ptx_instruction : peg::seq<ptx_opcode, ptx_gap, peg::opt<ptx_operands>, ptx_gap, ptx_semicolon> {};
struct ptx_guarded : peg::seq<ptx_guard, ptx_instruction> {};

struct ptx_register_type : peg::seq<peg::one<'.'>, word> {};
struct ptx_register_name : ptx_word {};
struct ptx_register_count : digits {};
struct ptx_count_end : peg::one<'>'> {};
struct ptx_family : peg::seq<peg::one<'<'>, ptx_register_count, ptx_count_end> {};
struct ptx_register : peg::seq<ptx_register_name, peg::opt<ptx_family>> {};
struct ptx_register_list : peg::list<ptx_register, ptx_comma> {};
struct ptx_registers_end : peg::one<';'> {};
struct ptx_reg : keyword<'r', 'e', 'g'> {};
struct ptx_registers : peg::seq<peg::one<'.'>, ptx_reg, ptx_gap, ptx_register_type, ptx_gap,
                                ptx_register_list, ptx_gap, ptx_registers_end> {};

struct ptx_open : peg::one<'{'> {};
struct ptx_close : peg::one<'}'> {};
struct ptx_label : peg::seq<ptx_word, ptx_gap, peg::one<':'>> {};
struct ptx_directive_name : peg::seq<peg::one<'.'>, word> {};
struct ptx_directive : peg::seq<ptx_directive_name, peg::star<peg::not_one<';', '{', '}'>>> {};
struct ptx_statement : peg::sor<ptx_open, ptx_close, peg::one<';'>, ptx_registers, ptx_directive, ptx_label,
                                ptx_guarded, ptx_instruction> {};
// =f,=&r,h,~{memory}
struct ptx_clobber : peg::seq<peg::string<'~', '{'>, peg::star<peg::not_one<','>>> {};
struct ptx_output_mark : peg::seq<peg::one<'='>, peg::opt<peg::one<'&'>>> {};
struct ptx_letters : peg::star<peg::not_at<blanks, peg::sor<peg::one<','>, peg::eof>>, peg::any> {};
struct ptx_constraint : peg::seq<peg::opt<ptx_output_mark>, ptx_letters> {};
struct ptx_constraint_item : peg::seq<blanks, peg::sor<ptx_clobber, ptx_constraint>, blanks> {};
struct ptx_constraints
    : peg::seq<ptx_constraint_item, peg::star<peg::one<','>, peg::not_at<peg::eof>, ptx_constraint_item>> {};

struct ptx_end : peg::eof {};
struct ptx_code : peg::seq<ptx_gap, peg::star<ptx_statement, ptx_gap>, ptx_end> {};

}  // namespace ireplay::grammar
