#pragma once

#include "parser/expression/expression_grammar.hpp"

/// The scheduler text, all releases. A file is a sequence of lines; which node a line belongs to follows from
/// the name at its start, so nesting by indentation (2.1 to 2.4) and by `snodes[i] =` lines (2.5 on) need no
/// rules of their own.
namespace ireplay::grammar {

template <char... Text>
struct text : peg::string<Text...> {};

struct true_word : peg::string<'T', 'r', 'u', 'e'> {};
struct false_word : peg::string<'F', 'a', 'l', 's', 'e'> {};
struct none_word : keyword<'N', 'o', 'n', 'e'> {};
struct equals : peg::seq<blanks, peg::one<'='>, blanks> {};
struct white_comma : peg::seq<white, peg::one<','>, white> {};
struct call_open : peg::one<'('> {};
struct call_close : peg::one<')'> {};
struct rest_of_call : balanced_rest {};
struct expected_line_end : peg::seq<line_end> {};

// ['buf9', 'buf10']
struct name_list_item : quoted_text {};
struct name_list_end : peg::one<']'> {};
struct name_list_begin : peg::one<'['> {};
struct name_list : peg::seq<name_list_begin, white, peg::opt<peg::list_tail<name_list_item, white_comma>>,
                            white, name_list_end> {};

// [s0, 64] | (s0, 64) | (8,)
struct size_list_end : peg::one<']'> {};
struct size_tuple_end : peg::one<')'> {};
struct size_items : peg::opt<peg::list_tail<expression, white_comma>> {};
struct size_sequence_value : peg::sor<peg::seq<peg::one<'['>, white, size_items, white, size_list_end>,
                                      peg::seq<peg::one<'('>, white, size_items, white, size_tuple_end>> {};
struct size_sequence : peg::seq<size_sequence_value> {};

// {c0: 64, c1: 8}
struct variable_name : word {};
struct variable_colon : peg::one<':'> {};
struct variable_extent : peg::seq<expression> {};
struct variable : peg::seq<variable_name, blanks, variable_colon, blanks, variable_extent> {};
struct variables_begin : peg::one<'{'> {};
struct variables_end : peg::one<'}'> {};
struct variables : peg::seq<variables_begin, white, peg::opt<peg::list_tail<variable, white_comma>>, white,
                            variables_end> {};

// ---- dependencies ----

struct dep_comma : peg::seq<blanks, peg::one<','>, blanks> {};
struct next_field : peg::seq<dep_comma> {};
struct dep_name : quoted_text {};
struct dep_index : peg::seq<expression> {};
struct dep_mode : word {};
struct dep_end : peg::one<')'> {};

// name='buf1', index=c0 + 64*c1, size=(64, 8))
struct dep_size_item : peg::seq<expression> {};
struct dep_size_begin : text<'s', 'i', 'z', 'e', '=', '('> {};
struct dep_size_end : peg::one<')'> {};
struct dep_index_key : text<'i', 'n', 'd', 'e', 'x', '='> {};
struct named_memory_fields
    : peg::seq<text<'n', 'a', 'm', 'e', '='>, dep_name, next_field, dep_index_key, dep_index, next_field,
               dep_size_begin, peg::opt<peg::list_tail<dep_size_item, dep_comma>>, dep_size_end> {};
// 'buf1', c0 + 64*c1, {c0: 64, c1: 8}[, mode])
struct new_domain : peg::seq<dep_index, next_field, variables> {};
// An index with its variables that stood in an earlier dependency: it is not read again.
struct known_domain {
  using rule_t = known_domain;
  using subs_t = peg::empty_list;

  template <peg::apply_mode, peg::rewind_mode, template <class...> class, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    const char* at = in.current();
    while (at != in.end() && *at != '}' && *at != '\n') ++at;
    if (at == in.end() || *at == '\n') return false;
    const auto length = static_cast<std::size_t>(at + 1 - in.current());
    if (!state.use_domain({in.current(), length})) return false;
    in.bump(length);
    return true;
  }
};
struct memory_fields : peg::seq<dep_name, next_field, peg::sor<known_domain, new_domain>,
                                peg::opt<dep_comma, peg::sor<none_word, dep_mode>>> {};
struct memory_dep_fields : peg::sor<named_memory_fields, memory_fields> {};
struct memory_dep_key : text<'M', 'e', 'm', 'o', 'r', 'y', 'D', 'e', 'p', '('> {};
struct memory_dep : peg::seq<memory_dep_key, memory_dep_fields, dep_end> {};

// StarDep(name='buf2', mode=None)
struct dep_quoted_mode : quoted_text {};
struct star_dep_key : text<'S', 't', 'a', 'r', 'D', 'e', 'p', '('> {};
struct star_dep_fields : peg::seq<peg::opt<text<'n', 'a', 'm', 'e', '='>>, dep_name,
                                  peg::opt<dep_comma, peg::opt<text<'m', 'o', 'd', 'e', '='>>,
                                           peg::sor<none_word, dep_quoted_mode>>> {};
struct star_dep : peg::seq<star_dep_key, star_dep_fields, dep_end> {};

// WeakDep(name='buf3', mutating_buf='buf4', is_fake=True)
struct weak_dep_key : text<'W', 'e', 'a', 'k', 'D', 'e', 'p', '('> {};
struct weak_dep_fields : peg::seq<peg::opt<text<'n', 'a', 'm', 'e', '='>>, dep_name> {};
struct weak_dep : peg::seq<weak_dep_key, weak_dep_fields, rest_of_call> {};

struct other_dep_name : word {};
struct other_dep_buffer : peg::seq<peg::opt<text<'n', 'a', 'm', 'e', '='>>, peg::at<quoted_text>, dep_name> {
};
struct other_dep : peg::seq<other_dep_name, call_open, peg::opt<other_dep_buffer>, rest_of_call> {};

struct dep : peg::sor<memory_dep, star_dep, weak_dep, other_dep> {};
struct dep_list_begin : peg::one<'['> {};
struct dep_list_end : peg::one<']'> {};
struct dep_list : peg::seq<white, dep_list_begin, white, peg::opt<peg::list_tail<dep, white_comma>>, white,
                           dep_list_end> {};

// ---- users ----

struct user_node : word {};
struct user_output : keyword<'O', 'U', 'T', 'P', 'U', 'T'> {};
struct user_quoted_node : quoted_text {};
struct user_reference_open : text<'('> {};
struct user_reference
    : peg::seq<user_node, user_reference_open,
               peg::sor<peg::seq<text<'n', 'a', 'm', 'e', '='>, user_quoted_node>,
                        peg::seq<text<'n', 'o', 'd', 'e', 's', '='>, user_node>, peg::success>,
               rest_of_call> {};
struct user_is_weak : true_word {};
struct user_can_inplace : true_word {};
struct user_inplace_field
    : peg::seq<dep_comma, text<'c', 'a', 'n', '_', 'i', 'n', 'p', 'l', 'a', 'c', 'e', '='>,
               peg::sor<user_can_inplace, false_word>> {};
struct user_weak_field
    : peg::seq<dep_comma, text<'i', 's', '_', 'w', 'e', 'a', 'k', '='>, peg::sor<user_is_weak, false_word>> {
};
struct user_begin : text<'N', 'o', 'd', 'e', 'U', 's', 'e', 'r', '(', 'n', 'o', 'd', 'e', '='> {};
struct user_node_value : peg::sor<user_output, user_reference> {};
struct user : peg::seq<user_begin, user_node_value, peg::opt<user_inplace_field>, peg::opt<user_weak_field>,
                       rest_of_call> {};
struct user_list_end : peg::one<']'> {};
struct user_list_begin : peg::one<'['> {};
struct user_list
    : peg::seq<user_list_begin, white, peg::opt<peg::list_tail<user, white_comma>>, white, user_list_end> {};
struct users_value : peg::sor<none_word, user_list> {};

// ---- layouts ----

struct layout_class : word {};
struct layout_device : quoted_text {};
struct layout_dtype : word {};
struct layout_size : peg::seq<size_sequence> {};
struct layout_stride : peg::seq<size_sequence> {};
struct layout_offset : peg::seq<expression> {};
struct layout_size_key : peg::seq<dep_comma, text<'s', 'i', 'z', 'e', '='>> {};
struct layout_stride_key : peg::seq<dep_comma, text<'s', 't', 'r', 'i', 'd', 'e', '='>> {};
struct layout_offset_field : peg::seq<dep_comma, text<'o', 'f', 'f', 's', 'e', 't', '='>, layout_offset> {};
struct layout_dtype_key : text<'t', 'o', 'r', 'c', 'h', '.'> {};
struct layout_end : balanced_rest {};
struct shaped_layout
    : peg::seq<layout_device, dep_comma, layout_dtype_key, layout_dtype, layout_size_key, layout_size,
               layout_stride_key, layout_stride, peg::opt<layout_offset_field>, layout_end> {};
struct layout_call
    : peg::seq<
          layout_class, call_open,
          peg::if_then_else<peg::at<quoted_text, dep_comma, layout_dtype_key>, shaped_layout, rest_of_call>> {
};
struct layout_repr_class : dotted_word {};
struct layout_repr : peg::seq<peg::one<'<'>, layout_repr_class, peg::until<peg::at<line_end>>> {};
struct layout : peg::sor<layout_call, layout_repr> {};
struct new_layout : peg::seq<layout> {};
// The rest of a line that stood as a layout before: it is not read again.
struct known_layout {
  using rule_t = known_layout;
  using subs_t = peg::empty_list;

  template <peg::apply_mode, peg::rewind_mode, template <class...> class, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    const auto length = static_cast<std::size_t>(rest_of_line::scan(in.current(), in.end()) - in.current());
    if (!state.use_layout({in.current(), length})) return false;
    in.bump(length);
    return true;
  }
};
struct expected_layout : peg::sor<known_layout, new_layout> {};

// ---- the outputs block ----

struct indentation : blanks {};
struct output_name : word {};
struct output_class : dotted_word {};
struct output_header : peg::seq<peg::one<':'>, blanks, output_class, line_end> {};
struct output_layout
    : peg::seq<text<'l', 'a', 'y', 'o', 'u', 't'>, equals, expected_layout, expected_line_end> {};
struct output_aliases
    : peg::seq<text<'a', 'l', 'i', 'a', 's', 'e', 's'>, equals, name_list, expected_line_end> {};
struct output_mutations
    : peg::seq<text<'m', 'u', 't', 'a', 't', 'i', 'o', 'n', 's'>, equals, name_list, expected_line_end> {};
struct output_users : peg::seq<text<'u', 's', 'e', 'r', 's'>, equals, users_value, expected_line_end> {};
struct output_unknown : peg::seq<word, equals, rest_of_line, peg::opt<line_end>> {};
struct output_field
    : peg::seq<peg::one<'.'>,
               peg::sor<output_layout, output_users, output_aliases, output_mutations, output_unknown>> {};
struct output_line_rest : peg::sor<output_header, output_field> {};
struct output_line : peg::seq<white, output_name, output_line_rest> {};
struct outputs_end : peg::one<']'> {};
struct outputs_begin : peg::one<'['> {};
struct outputs : peg::seq<text<'o', 'u', 't', 'p', 'u', 't', 's'>, equals, outputs_begin,
                          peg::star<output_line>, white, outputs_end, expected_line_end> {};

// ---- loop bodies ----

// A line that is indented deeper than the line that began the block; its indentation is matched.
struct deeper {
  using rule_t = deeper;
  using subs_t = peg::empty_list;

  template <peg::apply_mode, peg::rewind_mode, template <class...> class, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    const char* const text_at = skip(kChars.blank, in.current(), in.end());
    const auto width = static_cast<std::size_t>(text_at - in.current());
    if (text_at == in.end() || *text_at == '\n' || width <= state.block_indentation()) return false;
    in.bump(width);
    return true;
  }
};

struct var_ranges_key : text<'v', 'a', 'r', '_', 'r', 'a', 'n', 'g', 'e', 's'> {};
struct var_ranges_equals : peg::seq<equals> {};
struct var_ranges : peg::seq<var_ranges_key, var_ranges_equals, variables, expected_line_end> {};

struct index_name : word {};
struct index_value : peg::seq<expression> {};
struct index_equals : peg::seq<equals> {};
struct index_line : peg::seq<deeper, peg::not_at<keyword<'d', 'e', 'f'>>, index_name, index_equals,
                             index_value, expected_line_end> {};

struct ops_dot : text<'o', 'p', 's', '.'> {};
struct self_dot : text<'s', 'e', 'l', 'f', '.'> {};
struct operation_function : word {};
struct operation_open : peg::one<'('> {};
struct statement_close : peg::one<')'> {};
// A `;` in a quoted text cuts the line there (the printer takes it for the end of the statement).
struct cut_string
    : peg::seq<quoted_text_start, peg::not_at<quoted_text>, rest_of_line, peg::at<peg::one<'\n'>>> {};
struct cut_keyword : peg::seq<keyword_equal, gap, cut_string> {};
struct cut_argument : peg::seq<gap, peg::sor<cut_string, cut_keyword>> {};
struct operation_close : peg::sor<peg::seq<gap, statement_close>, cut_argument> {};
struct operation_call : peg::seq<peg::sor<ops_dot, self_dot>, operation_function, operation_open, gap,
                                 arguments, operation_close> {};

struct selection_index : digits {};
struct selected_name : word {};
struct selection : peg::seq<selected_name, peg::one<'['>, selection_index, peg::one<']'>, peg::at<line_end>> {
};

struct statement_value : peg::seq<expression> {};
struct statement_rhs : peg::sor<operation_call, selection, statement_value> {};
struct statement_name : word {};
struct statement_equals : peg::seq<equals> {};
struct assignment : peg::seq<statement_name, statement_equals, statement_rhs> {};
struct return_word : keyword<'r', 'e', 't', 'u', 'r', 'n'> {};
struct return_value : peg::seq<expression> {};
struct return_statement : peg::seq<return_word, blanks, return_value> {};
struct pass_statement : keyword<'p', 'a', 's', 's'> {};
struct statement_end : line_end {};
struct statement_begin : peg::not_at<keyword<'d', 'e', 'f'>> {};
struct statement : peg::seq<deeper, statement_begin, peg::sor<return_statement, pass_statement, assignment>,
                            statement_end> {};

struct block_name : word {};
struct block_parameters
    : peg::seq<text<'(', 's', 'e', 'l', 'f', ',', ' ', 'o', 'p', 's', ')', ':'>, line_end> {};
struct block_header : peg::seq<keyword<'d', 'e', 'f'>, blanks, block_name, block_parameters> {};
struct block : peg::seq<deeper, block_header, peg::star<statement>> {};

struct body_name : word {};
struct body_colon : peg::seq<peg::one<':'>, line_end> {};
struct body_begin : peg::seq<body_name, body_colon> {};
struct unknown_body_line : peg::failure {};
struct end_of_body : peg::sor<peg::not_at<deeper>, peg::seq<deeper, unknown_body_line>> {};
struct loop_body
    : peg::seq<keyword<'c', 'l', 'a', 's', 's'>, blanks, body_begin, peg::opt<deeper, var_ranges>,
               peg::star<index_line>, peg::star<block>, end_of_body> {};

// ---- lines of a node ----

struct header_class : dotted_word {};
struct header_part_class : dotted_word {};
struct header_part_comma : peg::seq<peg::one<','>, blanks> {};
struct header_end : peg::seq<peg::one<')'>, line_end> {};
struct header_open : peg::seq<peg::one<':'>, peg::one<' '>, header_class, peg::one<'('>> {};
struct header : peg::seq<header_open, peg::opt<peg::list<header_part_class, header_part_comma>>, header_end> {
};

struct writes : peg::seq<text<'w', 'r', 'i', 't', 'e', 's'>, equals, dep_list, expected_line_end> {};
struct unmet
    : peg::seq<text<'u', 'n', 'm', 'e', 't', '_', 'd', 'e', 'p', 'e', 'n', 'd', 'e', 'n', 'c', 'i', 'e', 's'>,
               equals, dep_list, expected_line_end> {};
struct met : peg::seq<text<'m', 'e', 't', '_', 'd', 'e', 'p', 'e', 'n', 'd', 'e', 'n', 'c', 'i', 'e', 's'>,
                      equals, dep_list, expected_line_end> {};
struct users : peg::seq<text<'u', 's', 'e', 'r', 's'>, equals, users_value, expected_line_end> {};
struct aliases : peg::seq<text<'a', 'l', 'i', 'a', 's', 'e', 's'>, equals, name_list, expected_line_end> {};
struct mutations
    : peg::seq<text<'m', 'u', 't', 'a', 't', 'i', 'o', 'n', 's'>, equals, name_list, expected_line_end> {};
struct device : rest_of_line {};
struct group_device : peg::seq<text<'g', 'r', 'o', 'u', 'p', '.', 'd', 'e', 'v', 'i', 'c', 'e'>, equals,
                               device, peg::opt<line_end>> {};
struct kernel : rest_of_line {};
struct node_kernel : peg::seq<text<'n', 'o', 'd', 'e', '.', 'k', 'e', 'r', 'n', 'e', 'l'>, equals, kernel,
                              peg::opt<line_end>> {};
struct iteration_sizes : peg::seq<size_sequence> {};
struct reduction_sizes : peg::seq<size_sequence> {};
struct sizes_begin : peg::one<'('> {};
struct sizes_comma : peg::seq<white_comma> {};
struct sizes_end : peg::one<')'> {};
struct sizes : peg::seq<text<'s', 'i', 'z', 'e', 's'>, equals, sizes_begin, iteration_sizes, sizes_comma,
                        reduction_sizes, sizes_end, expected_line_end> {};
struct snodes_key : text<'s', 'n', 'o', 'd', 'e', 's'> {};
struct part_names : peg::seq<equals, white, name_list, expected_line_end> {};
struct part_marker : peg::seq<peg::one<'['>, digits, peg::one<']'>, blanks, peg::one<'='>, line_end> {};
struct snodes : peg::seq<snodes_key, peg::sor<part_marker, part_names>> {};

struct known_attribute : peg::sor<writes, unmet, met, users, outputs, sizes, group_device, node_kernel,
                                  snodes, aliases, mutations> {};
struct line_name : word {};
struct code_key : peg::string<' ', 'T', 'r', 'i', 't', 'o', 'n', ' ', 'c', 'o', 'd', 'e', ':'> {};
// What tells a line of a node from the continuation of a value that is not known.
struct structured_line
    : peg::sor<keyword<'c', 'l', 'a', 's', 's'>,
               peg::seq<word, peg::sor<peg::seq<peg::one<'.'>, word>, header_open, code_key>>> {};
struct continuation_line : peg::seq<deeper, peg::not_at<structured_line>, rest_of_line, peg::opt<line_end>> {
};
struct unknown_attribute
    : peg::seq<word, peg::star<peg::one<'.'>, word>, peg::opt<peg::one<'['>, digits, peg::one<']'>>, equals,
               rest_of_line, peg::opt<line_end>, peg::star<continuation_line>> {};
struct node_attribute : peg::seq<peg::one<'.'>, peg::sor<known_attribute, unknown_attribute>> {};

struct layout_equals : peg::seq<equals> {};
struct buffer_layout : peg::seq<layout_equals, expected_layout, expected_line_end> {};

struct code_line
    : peg::sor<peg::seq<deeper, rest_of_line, peg::opt<line_end>>, peg::seq<blanks, peg::one<'\n'>>> {};
struct code_text : peg::star<code_line> {};
struct device_code : peg::seq<code_key, line_end, code_text> {};
struct unfinished_code : peg::seq<text<' ', 'U', 'n', 'f', 'i', 'n', 'a', 'l', 'i', 'z', 'e', 'd'>,
                                  rest_of_line, peg::opt<line_end>> {};

struct named_line
    : peg::seq<line_name, peg::sor<node_attribute, header, buffer_layout, device_code, unfinished_code>> {};
struct foreign_line : peg::seq<rest_of_line, peg::opt<line_end>> {};
struct marker
    : peg::seq<peg::sor<peg::string<'B', 'E', 'F', 'O', 'R', 'E'>, peg::string<'A', 'F', 'T', 'E', 'R'>>,
               peg::string<' ', 'F', 'U', 'S', 'I', 'O', 'N'>, line_end> {};

struct empty_line : peg::seq<blanks, peg::sor<peg::one<'\n'>, peg::eof>> {};
struct node_line : peg::seq<indentation, peg::sor<loop_body, named_line>> {};
struct line_of_node : peg::sor<empty_line, marker, node_line> {};
struct expected_line : peg::seq<line_of_node> {};
struct dump_file : peg::star<peg::not_at<peg::eof>, expected_line> {};
// In a log, lines of other programs may stand anywhere.
struct log_file : peg::star<peg::not_at<peg::eof>, peg::sor<line_of_node, foreign_line>> {};

}  // namespace ireplay::grammar
