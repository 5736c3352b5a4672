#pragma once

#include "parser/wrapper/wrapper_grammar.hpp"

/// The text of one kernel: the Python that Triton compiles, Inductor's or a user's. Nesting follows from the
/// column at which a line starts.
namespace ireplay::grammar {

// tmp0 = tl.load(..) | tmp1, = tl.associative_scan(..) | RBLOCK: tl.constexpr = 64 | xindex += XBLOCK
struct listing_comma : peg::seq<blanks, peg::one<','>, blanks> {};
struct listing_tuple_comma : peg::seq<listing_comma> {};
struct listing_values_begin : peg::success {};
struct listing_values : peg::seq<listing_values_begin, expression, peg::star<listing_tuple_comma, expression>,
                                 peg::opt<listing_tuple_comma>> {};
struct listing_annotation : peg::seq<blanks, peg::one<':'>, blanks, dotted_word> {};
struct listing_equal : peg::seq<blanks, peg::one<'='>, peg::not_at<peg::one<'='>>, blanks> {};
struct listing_plus_equal : peg::string<'+', '='> {};
struct listing_augmented : peg::seq<peg::at<dotted_word, blanks, listing_plus_equal>, name, blanks,
                                    listing_plus_equal, blanks, listing_values> {};
// k -= BLOCK_K | scale *= 2
template <ExprKind Kind, char... Text>
struct listing_infix_equal : peg::string<Text..., '='> {};
struct listing_any_equal
    : peg::sor<listing_infix_equal<ExprKind::sub, '-'>, listing_infix_equal<ExprKind::pow, '*', '*'>,
               listing_infix_equal<ExprKind::mul, '*'>, listing_infix_equal<ExprKind::floordiv, '/', '/'>,
               listing_infix_equal<ExprKind::truediv, '/'>, listing_infix_equal<ExprKind::mod, '%'>,
               listing_infix_equal<ExprKind::and_, '&'>, listing_infix_equal<ExprKind::or_, '|'>,
               listing_infix_equal<ExprKind::bit_xor, '^'>,
               listing_infix_equal<ExprKind::shift_left, '<', '<'>,
               listing_infix_equal<ExprKind::shift_right, '>', '>'>> {};
struct listing_infix_value : peg::seq<listing_values> {};
struct listing_changed : peg::seq<peg::at<dotted_word, blanks, listing_any_equal>, name, blanks,
                                  listing_any_equal, blanks, listing_infix_value> {};
struct listing_assigned
    : peg::seq<listing_values, peg::opt<listing_annotation>, peg::opt<listing_equal, listing_values>> {};
struct listing_assignment : peg::sor<listing_augmented, listing_assigned> {};

struct listing_end
    : peg::seq<blanks, peg::opt<peg::one<'#'>, rest_of_line>, peg::sor<peg::one<'\n'>, peg::eof>> {};
struct listing_return : peg::seq<keyword<'r', 'e', 't', 'u', 'r', 'n'>, blanks,
                                 peg::sor<peg::at<listing_end>, listing_values>> {};
struct listing_pass : keyword<'p', 'a', 's', 's'> {};
struct listing_simple : peg::sor<listing_return, listing_pass, listing_changed, listing_assignment> {};
struct listing_semicolon : peg::seq<blanks, peg::one<';'>, blanks> {};
struct listing_known : peg::seq<listing_simple, peg::at<peg::sor<listing_end, listing_semicolon>>> {};

// for r0_offset in tl.range(0, r0_numel, R0_BLOCK): | if pid < num_xblocks_0: | else:
struct listing_for : peg::seq<keyword<'f', 'o', 'r'>, blanks, listing_values, blanks, keyword<'i', 'n'>,
                              blanks, listing_values> {};
struct listing_if : peg::seq<keyword<'i', 'f'>, blanks, listing_values> {};
struct listing_elif : peg::seq<keyword<'e', 'l', 'i', 'f'>, blanks, listing_values> {};
struct listing_else : keyword<'e', 'l', 's', 'e'> {};
struct listing_while : peg::seq<keyword<'w', 'h', 'i', 'l', 'e'>, blanks, listing_values> {};
struct listing_header : peg::seq<peg::at<peg::one<'f', 'i', 'e', 'w'>>,
                                 peg::sor<listing_for, listing_if, listing_elif, listing_else, listing_while>,
                                 blanks, peg::one<':'>> {};

// def triton_poi_fused_add_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr): | def f(x, y=None) ->
// tl.tensor:
struct listing_function_name : word {};
struct listing_parameter_name : word {};
struct listing_type : peg::sor<quoted_text, peg::seq<dotted_word, peg::opt<peg::one<'['>, balanced_rest>>> {};
struct listing_parameter_type : listing_type {};
struct listing_default : peg::seq<expression> {};
struct listing_parameter : peg::seq<white, listing_parameter_name, white,
                                    peg::opt<peg::one<':'>, white, listing_parameter_type, white>,
                                    peg::opt<peg::one<'='>, white, listing_default, white>> {};
struct listing_parameters
    : peg::seq<peg::one<'('>, white, peg::opt<peg::list_tail<listing_parameter, peg::one<','>>>, white,
               peg::one<')'>, peg::opt<blanks, peg::string<'-', '>'>, blanks, listing_type>> {};
struct listing_def : peg::seq<keyword<'d', 'e', 'f'>, blanks, listing_function_name, listing_parameters,
                              blanks, peg::one<':'>, peg::at<listing_end>> {};

struct listing_decorator_value : peg::seq<expression> {};
struct listing_decorator : peg::seq<peg::one<'@'>, blanks, listing_decorator_value, peg::at<listing_end>> {};
struct listing_import
    : peg::seq<peg::sor<keyword<'f', 'r', 'o', 'm'>, keyword<'i', 'm', 'p', 'o', 'r', 't'>>, rest_of_line> {};

struct listing_statement_end : py_rest {};
struct listing_other : peg::seq<peg::not_at<listing_end>, listing_statement_end> {};
struct listing_simple_statement : peg::sor<attempt<listing_known>, listing_other> {};
struct listing_simple_statements
    : peg::seq<listing_simple_statement,
               peg::star<listing_semicolon, peg::not_at<listing_end>, listing_simple_statement>,
               peg::opt<listing_semicolon>> {};
struct listing_block_open : peg::seq<attempt<listing_header>, blanks,
                                     peg::opt<peg::not_at<listing_end>, listing_simple_statements>> {};
struct listing_statement : peg::sor<listing_import, attempt<listing_decorator>, attempt<listing_def>,
                                    listing_block_open, listing_simple_statements> {};
struct listing_indentation : blanks {};
struct listing_line
    : peg::seq<peg::not_at<listing_end>, listing_indentation, listing_statement, listing_end> {};
struct listing_text : peg::seq<peg::star<peg::not_at<peg::eof>, peg::sor<listing_end, listing_line>>> {};

// ---- sizes of indirect indices, anywhere in the text

// 50 | 50L, but not 2*ks0
struct sizes_number : peg::seq<digits, peg::star<peg::one<'L'>>> {};
struct sizes_value : peg::seq<sizes_number, peg::not_at<peg::star<peg::one<' '>>, peg::one<'*', '/'>>> {};
struct sizes_asserted_value : sizes_value {};
struct sizes_mentioned_value : sizes_value {};
// index out of bounds: 0 <= tmp4 < 50
struct sizes_assertion_begin : peg::string<'i', 'n', 'd', 'e', 'x', ' ', 'o', 'u', 't', ' ', 'o', 'f', ' ',
                                           'b', 'o', 'u', 'n', 'd', 's', ':', ' ', '0', ' ', '<', '=', ' '> {
};
struct sizes_less : peg::string<' ', '<', ' '> {};
struct sizes_assertion
    : peg::seq<sizes_assertion_begin, peg::star<peg::not_at<sizes_less>, peg::not_one<'\n', '"'>>, sizes_less,
               sizes_asserted_value> {};
// tl.full([XBLOCK], 50, tl.int32)
struct sizes_full
    : peg::seq<peg::string<'t', 'l', '.', 'f', 'u', 'l', 'l', '(', '['>, peg::star<peg::not_one<'\n', ']'>>,
               peg::string<']', ',', ' '>, sizes_mentioned_value> {};
// tl.where(tmp0 < 0, tmp0 + 50, tmp0)
struct sizes_sum : peg::seq<peg::string<' ', '+', ' '>, sizes_mentioned_value> {};
// auto tmp7 = 5L;
struct sizes_constant : peg::seq<peg::string<'a', 'u', 't', 'o', ' ', 't', 'm', 'p'>, digits,
                                 peg::string<' ', '=', ' '>, sizes_mentioned_value, peg::one<';'>> {};
struct sizes_text : peg::star<peg::sor<sizes_assertion, sizes_full, sizes_sum, sizes_constant, peg::any>> {};

// ---- the head of a kernel in C++

// const float* __restrict__ in_ptr0
struct cpp_spaces : peg::star<peg::space> {};
struct cpp_parameter_name : word {};
struct cpp_last_word : peg::seq<word, cpp_spaces, peg::one<',', ')'>> {};
struct cpp_parameter : peg::seq<peg::star<peg::not_at<cpp_last_word>, peg::not_one<',', ')'>>,
                                cpp_parameter_name, cpp_spaces> {};
struct cpp_head : peg::seq<peg::string<'v', 'o', 'i', 'd'>, peg::plus<peg::space>, word, cpp_spaces,
                           peg::one<'('>, peg::list<cpp_parameter, peg::one<','>>, peg::one<')'>> {};
struct cpp_text : peg::star<peg::not_at<cpp_head>, peg::any> {};
struct cpp_kernel : peg::seq<cpp_text, peg::opt<cpp_head>> {};

}  // namespace ireplay::grammar
