#pragma once

#include "parser/listing/listing_grammar.hpp"

/// What Inductor writes for the CPU where it does not vectorize: loops over numbers, loads, scalar
/// operations, stores. A kernel that has anything else does not match.
namespace ireplay::grammar {

struct cpp_white : peg::star<peg::sor<peg::space, peg::seq<peg::one<'#'>, rest_of_line>,
                                      peg::seq<peg::string<'/', '/'>, rest_of_line>>> {};
template <class... Rules>
struct cpp_tokens : peg::seq<peg::seq<Rules, cpp_white>...> {};
template <char... Text>
struct cpp_text_token : peg::seq<peg::string<Text...>, cpp_white> {};

struct cpp_expression;

struct cpp_qualified : peg::list<word, peg::string<':', ':'>> {};

struct cpp_integer : peg::seq<digits, peg::not_at<peg::one<'.', 'e', 'E'>>> {};
struct cpp_integer_literal : peg::seq<cpp_integer, peg::star<peg::one<'L', 'U', 'l', 'u'>>, cpp_white> {};
struct cpp_real : peg::seq<digits, peg::opt<peg::one<'.'>, peg::star<peg::digit>>,
                           peg::opt<peg::one<'e', 'E'>, peg::opt<peg::one<'+', '-'>>, digits>> {};
struct cpp_real_literal : peg::seq<cpp_real, peg::opt<peg::one<'f', 'F'>>, cpp_white> {};
struct cpp_true : peg::seq<peg::string<'t', 'r', 'u', 'e'>, peg::not_at<peg::identifier_other>, cpp_white> {};
struct cpp_false
    : peg::seq<peg::string<'f', 'a', 'l', 's', 'e'>, peg::not_at<peg::identifier_other>, cpp_white> {};

struct cpp_bracketed : cpp_tokens<peg::one<'('>, cpp_expression, peg::one<')'>> {};
// static_cast<int64_t>(x) | c10::convert<float>(x)
struct cpp_cast_word
    : peg::seq<peg::sor<peg::string<'s', 't', 'a', 't', 'i', 'c', '_', 'c', 'a', 's', 't'>,
                        peg::string<'c', '1', '0', ':', ':', 'c', 'o', 'n', 'v', 'e', 'r', 't'>>,
               cpp_white, peg::one<'<'>, cpp_white> {};
struct cpp_type : cpp_qualified {};
struct cpp_cast : peg::seq<cpp_cast_word, cpp_type, cpp_white, peg::one<'>'>, cpp_white, cpp_bracketed> {};
// static_cast<std::make_unsigned_t<int64_t>>(x): to let a sum wrap
struct cpp_unsigned : peg::seq<cpp_cast_word, cpp_qualified, peg::one<'<'>, cpp_qualified, peg::one<'>'>,
                               peg::one<'>'>, cpp_white, cpp_bracketed> {};
struct cpp_cast_start : peg::at<cpp_cast_word, cpp_qualified, cpp_white, peg::one<'>'>> {};
// decltype(tmp0)(tmp0 + tmp1)
struct cpp_decltype : peg::seq<peg::string<'d', 'e', 'c', 'l', 't', 'y', 'p', 'e'>, cpp_white, peg::one<'('>,
                               peg::plus<peg::not_one<'(', ')'>>, peg::one<')'>, cpp_white, cpp_bracketed> {};
// int64_t(x): the type of what is in it
struct cpp_construct : peg::seq<peg::sor<peg::string<'i', 'n', 't', '6', '4', '_', 't'>,
                                         peg::string<'i', 'n', 't', '3', '2', '_', 't'>>,
                                cpp_white, cpp_bracketed> {};
// std::sqrt(x)
struct cpp_function : cpp_qualified {};
struct cpp_argument : peg::seq<cpp_expression> {};
struct cpp_call
    : peg::seq<peg::at<cpp_qualified, cpp_white, peg::one<'('>>, cpp_function, cpp_white, peg::one<'('>,
               cpp_white, peg::list<cpp_argument, cpp_text_token<','>>, peg::one<')'>, cpp_white> {};
// in_ptr0[static_cast<int64_t>(x0)]
struct cpp_memory : word {};
struct cpp_load : peg::seq<peg::at<word, cpp_white, peg::one<'['>>, cpp_memory, cpp_white, peg::one<'['>,
                           cpp_white, cpp_expression, peg::one<']'>, cpp_white> {};
struct cpp_name
    : peg::seq<word, peg::not_at<cpp_white, peg::sor<peg::one<'(', '.', '['>, peg::string<':', ':'>>>> {};
struct cpp_name_token : peg::seq<cpp_name, cpp_white> {};
struct cpp_primary : peg::sor<cpp_integer_literal, cpp_real_literal, cpp_true, cpp_false, cpp_bracketed,
                              peg::seq<cpp_cast_start, cpp_cast>, cpp_unsigned, cpp_decltype, cpp_construct,
                              cpp_load, cpp_call, cpp_name_token> {};
struct cpp_negated : peg::seq<peg::one<'-'>, cpp_white, cpp_primary> {};
struct cpp_inverted : peg::seq<peg::one<'!', '~'>, cpp_white, cpp_primary> {};
struct cpp_unary : peg::sor<cpp_negated, cpp_inverted, cpp_primary> {};

/// An operator and its right side; the left one is what was read before.
template <class Operator, class Operand>
struct cpp_more : peg::seq<Operator, cpp_white, Operand> {};
struct cpp_times : peg::one<'*', '/', '%'> {};
struct cpp_plus : peg::one<'+', '-'> {};
struct cpp_compare : peg::sor<peg::string<'<', '='>, peg::string<'>', '='>, peg::string<'=', '='>,
                              peg::string<'!', '='>, peg::one<'<', '>'>> {};
struct cpp_and : peg::sor<peg::string<'&', '&'>, peg::one<'&'>> {};
struct cpp_or : peg::sor<peg::string<'|', '|'>, peg::one<'|'>> {};
struct cpp_xor : peg::one<'^'> {};
template <class Operator, class Operand>
struct cpp_level : peg::seq<Operand, peg::star<cpp_more<Operator, Operand>>> {};
using cpp_product = cpp_level<cpp_times, cpp_unary>;
using cpp_sum = cpp_level<cpp_plus, cpp_product>;
using cpp_comparison = cpp_level<cpp_compare, cpp_sum>;
using cpp_conjunction = cpp_level<cpp_and, cpp_comparison>;
using cpp_exclusion = cpp_level<cpp_xor, cpp_conjunction>;
using cpp_disjunction = cpp_level<cpp_or, cpp_exclusion>;
struct cpp_choice
    : peg::seq<peg::one<'?'>, cpp_white, cpp_expression, peg::one<':'>, cpp_white, cpp_expression> {};
struct cpp_expression : peg::seq<cpp_disjunction, peg::opt<cpp_choice>> {};

// auto tmp0 = in_ptr0[static_cast<int64_t>(0L)];
struct cpp_target : word {};
struct cpp_assignment : peg::seq<peg::string<'a', 'u', 't', 'o'>, peg::plus<peg::space>, cpp_target,
                                 cpp_white, peg::one<'='>, cpp_white, cpp_expression, peg::one<';'>> {};
// out_ptr0[static_cast<int64_t>(0L)] = tmp2;
struct cpp_store : peg::seq<cpp_load, peg::one<'='>, cpp_white, cpp_expression, peg::one<';'>> {};
// flags of integer division; the number of a thread
struct cpp_ignored
    : peg::seq<peg::sor<peg::string<'s', 't', 'd', ':', ':', 'a', 't', 'o', 'm', 'i', 'c'>,
                        peg::string<'i', 'n', 'd', 'u', 'c', 't', 'o', 'r', '_', 'c', 'p', 'u', '_'>,
                        peg::string<'T', 'O', 'R', 'C', 'H', '_', 'C', 'H', 'E', 'C', 'K', '('>>,
               peg::until<peg::one<';'>>> {};
// for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(2L); x0+=static_cast<int64_t>(1L))
struct cpp_loop_name : word {};
struct cpp_loop_word : word {};
struct cpp_loop_begin : peg::seq<cpp_expression> {};
struct cpp_loop_end : peg::seq<cpp_expression> {};
struct cpp_loop_step : peg::seq<cpp_expression> {};
struct cpp_loop_head
    : cpp_tokens<peg::string<'f', 'o', 'r'>, peg::one<'('>,
                 peg::sor<peg::string<'i', 'n', 't', '6', '4', '_', 't'>, peg::string<'l', 'o', 'n', 'g'>>,
                 cpp_loop_name, peg::one<'='>, cpp_loop_begin, peg::one<';'>, cpp_loop_word, peg::one<'<'>,
                 cpp_loop_end, peg::one<';'>, cpp_loop_word, peg::string<'+', '='>, cpp_loop_step,
                 peg::one<')'>> {};
struct cpp_statement;
struct cpp_loop : peg::seq<cpp_loop_head, cpp_statement> {};
struct cpp_block : peg::seq<peg::one<'{'>, cpp_white, peg::star<cpp_statement>, peg::one<'}'>> {};
struct cpp_statement
    : peg::seq<peg::sor<cpp_block, cpp_loop, cpp_ignored, cpp_assignment, cpp_store>, cpp_white> {};
struct cpp_scalar_kernel : peg::seq<cpp_text, cpp_head, cpp_white, cpp_block, cpp_white, peg::eof> {};

}  // namespace ireplay::grammar
