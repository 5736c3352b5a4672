#pragma once

#include "parser/expression/token_rules.hpp"

/// The one expression language of both texts: SymPy's index and size expressions and Python's values.
///
/// Operators are matched flat; their precedence is the business of the actions (expression_builder.hpp), so
/// that a lone name costs one rule and not one per level of precedence. The state says whether brackets are
/// open
/// (`in_brackets()`): only there may an expression run over lines.
namespace ireplay::grammar {

struct gap {
  using rule_t = gap;
  using subs_t = peg::empty_list;

  template <peg::apply_mode, peg::rewind_mode, template <class...> class, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    const char* const first = in.current();
    if (first == in.end() || static_cast<unsigned char>(*first) > '#') return true;
    const char* const end =
        state.in_brackets() ? white::scan(first, in.end()) : blanks::scan(first, in.end());
    in.bump(static_cast<std::size_t>(end - first));
    return true;
  }
};

struct expression;

// expression = operation [ "if" operation "else" expression ]
// operation  = operand { infix operand }
// operand    = { prefix } atom { trailer }
// atom       = string | name | number | "(" elements ")" | "[" elements "]" | "{" pairs "}" | "{" elements
// "}" trailer    = "(" arguments ")" | "[" items "]" | "." word item       = expression | [ expression ] ":"
// [ expression ]

struct name : dotted_word {};
struct number_value : number {};
/// As `quoted_text`; where the state says that escapes are doubled, a quote behind a backslash never closes.
struct string_end {
  using rule_t = string_end;
  using subs_t = peg::empty_list;

  template <peg::apply_mode, peg::rewind_mode, template <class...> class, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    const char* const first = in.current();
    const char* const quote = quoted_text::skip_prefix(first, in.end());
    if (quote == nullptr) return false;
    const char* const end =
        state.escapes_are_doubled() ? end_of_doubly_escaped(quote, in.end()) : end_of_string(quote, in.end());
    if (end == nullptr) return false;
    in.bump(static_cast<std::size_t>(end - first));
    return true;
  }
};
struct string_value : peg::seq<peg::at<quoted_text_start>, string_end> {};

struct comma : peg::one<','> {};
struct separator : peg::seq<gap, comma, gap> {};
struct elements : peg::opt<peg::list_tail<expression, separator>> {};

struct keyword_equal : peg::seq<gap, peg::one<'='>, peg::not_at<peg::one<'='>>> {};
struct keyword_value : peg::seq<expression> {};
// A quoted text that its line cuts off is the matter of whoever knows why (the scheduler grammar).
struct unclosed_text : peg::seq<quoted_text_start, peg::not_at<quoted_text>> {};
struct keyword_part : peg::seq<keyword_equal, gap, peg::not_at<unclosed_text>, keyword_value> {};
struct argument : peg::seq<expression, peg::opt<keyword_part>> {};
struct arguments : peg::opt<peg::list_tail<argument, separator>> {};

struct pair_colon : peg::one<':'> {};
struct pair_value : peg::seq<expression> {};
struct pair : peg::seq<expression, gap, pair_colon, gap, pair_value> {};
struct pairs : peg::opt<peg::list_tail<pair, separator>> {};

struct open_group : peg::one<'('> {};
struct close_group : peg::one<')'> {};
struct group : peg::seq<open_group, gap, elements, gap, close_group> {};

struct open_list : peg::one<'['> {};
struct close_list : peg::one<']'> {};
struct list_value : peg::seq<open_list, gap, elements, gap, close_list> {};

struct open_dict : peg::one<'{'> {};
struct close_dict : peg::one<'}'> {};
struct dict_value : peg::seq<open_dict, gap, pairs, gap, close_dict> {};

/// `{a, b}`, told from a dict by what follows the first element.
struct set_start : scanned<set_start> {
  using rule_t = set_start;
  static const char* scan(const char* at, const char* end) {
    const char* const first = at;
    if (at == end || *at != '{') return nullptr;
    int open = 0;
    for (++at; at != end; ++at) {
      if (*at == '\'' || *at == '"') {
        at = end_of_string(at, end);
        if (at == nullptr) return nullptr;
        --at;
      } else if (*at == '(' || *at == '[' || *at == '{') {
        ++open;
      } else if (open == 0 && (*at == ':' || *at == ',' || *at == '}')) {
        return *at != ':' && white::scan(first + 1, end) != at ? at : nullptr;
      } else if (*at == ')' || *at == ']' || *at == '}') {
        --open;
      }
    }
    return nullptr;
  }
};
struct close_set : peg::one<'}'> {};
struct set_value : peg::seq<peg::at<set_start>, open_dict, gap, elements, gap, close_set> {};

struct open_call : peg::one<'('> {};
struct close_call : peg::one<')'> {};
struct call : peg::seq<open_call, gap, arguments, gap, close_call> {};

struct open_subscript : peg::one<'['> {};
struct close_subscript : peg::one<']'> {};
struct slice_bound_absent : peg::success {};
struct slice_bound : peg::sor<expression, slice_bound_absent> {};
struct slice_end : peg::seq<peg::one<':'>, gap, slice_bound> {};
struct subscript_item : peg::sor<peg::seq<peg::at<peg::one<':'>>, slice_bound_absent, slice_end>,
                                 peg::seq<expression, peg::opt<gap, slice_end>>> {};
struct subscript_items : peg::opt<peg::list_tail<subscript_item, separator>> {};
struct subscript : peg::seq<open_subscript, gap, subscript_items, gap, close_subscript> {};

struct attribute_name : word {};
struct attribute : peg::seq<peg::one<'.'>, attribute_name> {};

struct atom : peg::sor<string_value, name, number_value, group, list_value, set_value, dict_value> {};
struct trailer : peg::sor<call, subscript, attribute> {};

struct prefix_minus : peg::one<'-'> {};
struct prefix_plus : peg::one<'+'> {};
struct prefix_invert : peg::one<'~'> {};
struct prefix_not : keyword<'n', 'o', 't'> {};
struct prefix : peg::seq<peg::sor<prefix_minus, prefix_plus, prefix_invert, prefix_not>, gap> {};

struct infix_pow : peg::string<'*', '*'> {};
struct infix_mul : peg::one<'*'> {};
struct infix_floordiv : peg::string<'/', '/'> {};
struct infix_truediv : peg::one<'/'> {};
struct infix_mod : peg::one<'%'> {};
struct infix_add : peg::one<'+'> {};
struct infix_sub : peg::one<'-'> {};
struct infix_eq : peg::string<'=', '='> {};
struct infix_ne : peg::string<'!', '='> {};
struct infix_le : peg::string<'<', '='> {};
struct infix_lt : peg::seq<peg::one<'<'>, peg::not_at<peg::one<'<'>>> {};
struct infix_ge : peg::string<'>', '='> {};
struct infix_gt : peg::seq<peg::one<'>'>, peg::not_at<peg::one<'>'>>> {};
struct infix_bit_and : peg::one<'&'> {};
struct infix_bit_or : peg::one<'|'> {};
struct infix_bit_xor : peg::one<'^'> {};
struct infix_shift_left : peg::string<'<', '<'> {};
struct infix_shift_right : peg::string<'>', '>'> {};
struct infix_and : keyword<'a', 'n', 'd'> {};
struct infix_or : keyword<'o', 'r'> {};
struct infix_is : keyword<'i', 's'> {};
struct infix_start : peg::one<'*', '/', '%', '+', '-', '=', '!', '<', '>', '&', '|', '^', 'a', 'i', 'o'> {};
struct infix
    : peg::seq<
          peg::at<infix_start>,
          peg::sor<infix_pow, infix_mul, infix_floordiv, infix_truediv, infix_mod, infix_add, infix_sub,
                   infix_eq, infix_ne, infix_le, infix_lt, infix_ge, infix_gt, infix_bit_and, infix_bit_or,
                   infix_bit_xor, infix_shift_left, infix_shift_right, infix_and, infix_or, infix_is>> {};

struct operand : peg::seq<peg::star<prefix>, atom, peg::star<trailer>> {};
struct right_operand : peg::seq<operand> {};
struct operation : peg::seq<operand, peg::star<gap, infix, gap, right_operand>> {};

struct condition_if : keyword<'i', 'f'> {};
struct condition_else : keyword<'e', 'l', 's', 'e'> {};
struct condition_value : peg::seq<operation> {};
struct condition
    : peg::seq<gap, condition_if, gap, condition_value, gap, condition_else, gap, condition_value> {};
struct conditional_operation : peg::seq<operation, peg::star<condition>> {};
struct expression : peg::seq<conditional_operation> {};

struct lone_value : peg::seq<expression> {};
struct lone_end : peg::seq<white, peg::eof> {};
struct lone_expression : peg::seq<white, lone_value, lone_end> {};

}  // namespace ireplay::grammar
