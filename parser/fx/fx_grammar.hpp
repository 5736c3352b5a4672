#pragma once

#include "parser/wrapper/wrapper_grammar.hpp"

/// Texts of the ATen graph. Every line of another form is skipped.
namespace ireplay::grammar {

// ---- fx_graph_readable.py

// type = dtype "[" sizes "]" [ "[" strides "]" ] [ device ]
struct fx_dtype : word {};
struct fx_size : peg::seq<peg::at<peg::one<'['>>, list_value> {};
struct fx_stride : peg::seq<peg::at<peg::one<'['>>, list_value> {};
struct fx_device : peg::seq<word, peg::opt<peg::one<':'>, digits>> {};
struct fx_type_end : peg::seq<peg::opt<fx_stride>, peg::opt<fx_device>> {};
struct fx_type : peg::seq<fx_dtype, fx_size, fx_type_end> {};
struct fx_quoted_type : peg::seq<peg::one<'"'>, fx_type, peg::one<'"'>> {};
// "Sym(s0 >= 2)" | Sym(s0)
struct fx_other_value : peg::seq<expression> {};
struct fx_other_type : peg::sor<quoted_text, fx_other_value> {};
struct fx_annotation : peg::seq<blanks, peg::one<':'>, blanks,
                                peg::sor<attempt<fx_quoted_type>, attempt<fx_type>, fx_other_type>> {};

// def forward(self, arg0_1: "f32[8, 64][64, 1]cuda:0", arg1_1: "Sym(s0)"):
struct fx_parameter_name : word {};
struct fx_parameter_end : peg::seq<peg::opt<fx_annotation>, white> {};
struct fx_self : peg::seq<keyword<'s', 'e', 'l', 'f'>, white> {};
struct fx_parameter : peg::sor<fx_self, peg::seq<fx_parameter_name, fx_parameter_end>> {};
struct fx_parameter_comma : peg::seq<peg::one<','>, white> {};
struct fx_forward_begin : peg::string<'d', 'e', 'f', ' ', 'f', 'o', 'r', 'w', 'a', 'r', 'd', '('> {};
struct fx_parameters : peg::seq<white, peg::opt<peg::list_tail<fx_parameter, fx_parameter_comma>>> {};
struct fx_forward : peg::seq<fx_forward_begin, attempt<fx_parameters>, rest_of_line> {};

// getitem: "f32[3]" = sort[0];  sort = None
struct fx_value_name : word {};
struct fx_equal : peg::seq<blanks, peg::one<'='>, peg::not_at<peg::one<'='>>, blanks> {};
struct fx_known_value : peg::seq<expression, peg::at<blanks, peg::sor<peg::one<';', '\n', '#'>, peg::eof>>> {
};
struct fx_name_and_type : peg::seq<fx_value_name, peg::opt<fx_annotation>, fx_equal> {};
struct fx_assignment : peg::seq<attempt<fx_name_and_type>, peg::opt<attempt<fx_known_value>>> {};

// return (getitem, None)
struct fx_return : peg::seq<keyword<'r', 'e', 't', 'u', 'r', 'n'>, blanks, expression> {};

// # File: model.py:12 in forward, code: x = y + 1
struct fx_code_mark : peg::string<',', ' ', 'c', 'o', 'd', 'e', ':', ' '> {};
struct fx_where : peg::star<peg::not_at<fx_code_mark>, peg::not_one<'\n'>> {};
struct fx_code : rest_of_line {};
struct fx_file : peg::seq<peg::string<'#', ' ', 'F', 'i', 'l', 'e', ':', ' '>, fx_where,
                          peg::opt<fx_code_mark, fx_code>> {};
struct fx_no_file
    : peg::seq<peg::string<'#', ' ', 'N', 'o', ' ', 's', 't', 'a', 'c', 'k', 't', 'r', 'a', 'c', 'e'>> {};

struct fx_line
    : peg::seq<blanks, peg::opt<peg::sor<fx_file, fx_no_file, fx_forward, attempt<fx_return>, fx_assignment>>,
               rest_of_line, peg::sor<peg::one<'\n'>, peg::eof>> {};
struct fx_text : peg::star<peg::not_at<peg::eof>, fx_line> {};

// ---- comments above kernels

// %x | [1, 1] | torch.float32 | cuda:0 | 'sum'
struct fragment_value;
struct fragment_name : peg::seq<peg::opt<peg::one<'%'>>, dotted_word, peg::opt<peg::one<':'>, digits>> {};
struct fragment_number : peg::seq<peg::opt<peg::one<'-'>>, number> {};
struct fragment_negative : peg::seq<peg::one<'-'>, dotted_word> {};
struct fragment_string : quoted_text {};
struct fragment_comma : peg::one<','> {};
struct fragment_separator : peg::seq<blanks, fragment_comma, blanks> {};
struct fragment_values : peg::opt<peg::list_tail<fragment_value, fragment_separator>> {};
struct fragment_open_tuple : peg::one<'('> {};
struct fragment_close_tuple : peg::one<')'> {};
struct fragment_tuple : peg::seq<fragment_open_tuple, fragment_values, fragment_close_tuple> {};
struct fragment_open_list : peg::one<'['> {};
struct fragment_close_list : peg::one<']'> {};
struct fragment_list : peg::seq<fragment_open_list, fragment_values, fragment_close_list> {};
struct fragment_open_dict : peg::one<'{'> {};
struct fragment_close_dict : peg::one<'}'> {};
struct fragment_pair : peg::seq<fragment_value, blanks, peg::one<':'>, blanks, fragment_value> {};
struct fragment_dict
    : peg::seq<fragment_open_dict, peg::opt<peg::list_tail<fragment_pair, fragment_separator>>,
               fragment_close_dict> {};
struct fragment_value : peg::sor<fragment_number, fragment_negative, fragment_string, fragment_name,
                                 fragment_tuple, fragment_list, fragment_dict> {};

// %mm : Tensor "f32[8, 8][8, 1]cuda:0"[num_users=1] = call_function[target=T](args = (..), kwargs = {..})
struct fragment_result : word {};
struct fragment_target : dotted_word {};
struct fragment_mark : peg::string<'c', 'a', 'l', 'l', '_', 'f', 'u', 'n', 'c', 't', 'i', 'o', 'n', '[', 't',
                                   'a', 'r', 'g', 'e', 't', '='> {};
struct fragment_head
    : peg::seq<peg::one<'%'>, fragment_result, peg::star<peg::not_at<fragment_mark>, peg::not_one<'\n'>>,
               fragment_mark, fragment_target, peg::string<']', '(', 'a', 'r', 'g', 's', ' ', '=', ' '>> {};
struct fragment_arguments
    : peg::seq<fragment_tuple, peg::string<',', ' ', 'k', 'w', 'a', 'r', 'g', 's', ' ', '=', ' '>,
               fragment_dict, peg::one<')'>> {};
struct fragment_call : peg::seq<fragment_head, peg::opt<attempt<fragment_arguments>>, rest_of_line> {};

// Topologically Sorted Source Nodes: [y, z], Original ATen: [aten.add, aten.mul]
template <class Item>
struct comment_list : peg::seq<peg::one<'['>, peg::opt<peg::list<Item, peg::seq<peg::one<','>, blanks>>>> {};
struct comment_item : peg::plus<peg::not_one<',', ']', '\n'>> {};
struct comment_module : comment_item {};
struct comment_aten : comment_item {};
struct comment_modules_mark
    : peg::string<'S', 'o', 'u', 'r', 'c', 'e', ' ', 'N', 'o', 'd', 'e', 's', ':', ' '> {};
struct comment_aten_mark
    : peg::string<'O', 'r', 'i', 'g', 'i', 'n', 'a', 'l', ' ', 'A', 'T', 'e', 'n', ':', ' '> {};
struct comment_modules : peg::seq<comment_modules_mark, comment_list<comment_module>> {};
struct comment_origins : peg::seq<comment_aten_mark, comment_list<comment_aten>> {};

// y => add, mul
struct comment_arrow : peg::string<' ', '=', '>', ' '> {};
struct comment_node_text : peg::plus<peg::not_one<',', '\n', '\r'>> {};
struct comment_node : comment_node_text {};
struct comment_nodes
    : peg::seq<comment_arrow, peg::opt<peg::list<comment_node, peg::seq<peg::one<','>, blanks>>>> {};

struct comment_part : peg::sor<comment_modules, comment_origins, comment_nodes, peg::not_one<'\n'>> {};
struct comment_inside : peg::sor<fragment_call, peg::star<comment_part>> {};
struct comment_line : peg::seq<blanks, peg::opt<peg::one<'#'>, blanks, comment_inside>, rest_of_line,
                               peg::sor<peg::one<'\n'>, peg::eof>> {};
struct comment_text : peg::star<peg::not_at<peg::eof>, comment_line> {};

// ---- a type as a user gives it

struct type_size : peg::seq<peg::at<peg::one<'['>>, list_value> {};
struct type_stride_list : peg::opt<peg::list<expression, separator>> {};
struct type_stride : peg::seq<peg::one<':'>, gap, type_stride_list> {};
struct type_dtype : dotted_word {};
struct type_dtype_begin : peg::seq<type_dtype> {};
struct type_end : peg::seq<blanks, peg::eof> {};
struct type_size_begin : peg::seq<type_size> {};
struct type_text : peg::seq<type_dtype_begin, type_size_begin, peg::opt<type_stride>, type_end> {};

}  // namespace ireplay::grammar
