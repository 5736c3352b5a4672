#pragma once

#include <string>

#include "parser/listing/listing_grammar.hpp"
#include "parser/ptx/ptx_grammar.hpp"
#include "parser/scheduler/scheduler_grammar.hpp"
#include "parser/wrapper/wrapper_grammar.hpp"

/// Every sentence that a reader of a dump can get from the parser.
namespace ireplay {

namespace grammar {

// ---- expressions ----
template <>
inline constexpr auto text_of<right_operand> = "expected a value after the operator";
template <>
inline constexpr auto text_of<condition_value> = "expected a value of the conditional expression";
template <>
inline constexpr auto text_of<condition_else> = "expected 'else' and the other value";
template <>
inline constexpr auto text_of<keyword_value> = "expected the value of the keyword argument";
template <>
inline constexpr auto text_of<pair_colon> = "expected ':' after the key";
template <>
inline constexpr auto text_of<pair_value> = "expected the value of the key";
template <>
inline constexpr auto text_of<close_group> = "expected an operator, ',' or ')'";
template <>
inline constexpr auto text_of<close_list> = "expected an operator, ',' or ']'";
template <>
inline constexpr auto text_of<close_dict> = "expected an operator, ',' or '}'";
template <>
inline constexpr auto text_of<close_set> = "expected an operator, ',' or '}'";
template <>
inline constexpr auto text_of<close_call> = "expected an operator, ',' or ')' after the argument";
template <>
inline constexpr auto text_of<close_subscript> = "expected an operator, ',' or ']' after the index";
template <>
inline constexpr auto text_of<attribute_name> = "expected the name of an attribute after '.'";
template <>
inline constexpr auto text_of<lone_value> = "expected an expression";
template <>
inline constexpr auto text_of<lone_end> = "expected an operator or the end of the expression";

// ---- lines of the scheduler text ----
template <>
inline constexpr auto text_of<expected_line> =
    "expected a node's header such as `op0: SchedulerNode(ComputedBuffer)`, an attribute such as `op0.writes "
    "= [...]`, "
    "a layout or a loop body";
template <>
inline constexpr auto text_of<expected_line_end> = "expected the end of the line";
template <>
inline constexpr auto text_of<header_end> =
    "expected classes separated by ',' and ')' at the end of the line";
template <>
inline constexpr auto text_of<name_list_begin> = "expected names in brackets, such as ['buf0', 'buf1']";
template <>
inline constexpr auto text_of<name_list_end> = "expected a quoted name, ',' or ']'";
template <>
inline constexpr auto text_of<sizes_begin> = "expected '(' and two lists of sizes";
template <>
inline constexpr auto text_of<sizes_comma> = "expected ',' and the sizes of the reduction";
template <>
inline constexpr auto text_of<sizes_end> = "expected ')' after the sizes of the reduction";
template <>
inline constexpr auto text_of<size_sequence> = "expected sizes in brackets, such as [8, 64]";
template <>
inline constexpr auto text_of<size_list_end> = "expected a size, ',' or ']'";
template <>
inline constexpr auto text_of<size_tuple_end> = "expected a size, ',' or ')'";

// ---- dependencies and users ----
template <>
inline constexpr auto text_of<dep_list_begin> = "expected dependencies in brackets";
template <>
inline constexpr auto text_of<dep_list_end> = "expected a dependency such as MemoryDep(...), ',' or ']'";
template <>
inline constexpr auto text_of<dep_name> = "expected a buffer's name in quotes";
template <>
inline constexpr auto text_of<next_field> = "expected ',' and the next field";
template <>
inline constexpr auto text_of<dep_index_key> = "expected index=";
template <>
inline constexpr auto text_of<dep_index> = "expected an index expression";
template <>
inline constexpr auto text_of<dep_size_begin> = "expected size=(";
template <>
inline constexpr auto text_of<dep_size_end> = "expected a size, ',' or ')'";
template <>
inline constexpr auto text_of<dep_end> = "expected ')' after the fields of the dependency";
template <>
inline constexpr auto text_of<variables_begin> = "expected ranges such as {p0: 64}";
template <>
inline constexpr auto text_of<variables_end> = "expected a variable, ',' or '}'";
template <>
inline constexpr auto text_of<variable_colon> = "expected ':' and the extent of the variable";
template <>
inline constexpr auto text_of<variable_extent> = "expected the extent of the variable";
template <>
inline constexpr auto text_of<rest_of_call> = "this bracket is not closed on its line";
template <>
inline constexpr auto text_of<users_value> = "expected None or users in brackets";
template <>
inline constexpr auto text_of<user_list_end> = "expected NodeUser(...), ',' or ']'";
template <>
inline constexpr auto text_of<user_node_value> =
    "expected OUTPUT or a node such as SchedulerNode(name='op2')";

// ---- layouts and outputs ----
template <>
inline constexpr auto text_of<expected_layout> =
    "expected a layout such as FixedLayout('cuda:0', torch.float32, size=[8], stride=[1])";
template <>
inline constexpr auto text_of<layout_dtype> = "expected the name of a dtype";
template <>
inline constexpr auto text_of<layout_size_key> = "expected ', size=' and the sizes";
template <>
inline constexpr auto text_of<layout_stride_key> = "expected ', stride=' and the strides";
template <>
inline constexpr auto text_of<layout_offset> = "expected the offset";
template <>
inline constexpr auto text_of<layout_end> = "the layout's bracket is not closed on its line";
template <>
inline constexpr auto text_of<output_line_rest> =
    "expected ': ' and the buffer's class, or an attribute such as .layout";
template <>
inline constexpr auto text_of<outputs_begin> = "expected '[' and the buffers";
template <>
inline constexpr auto text_of<outputs_end> = "expected a buffer or ']'";

// ---- loop bodies ----
template <>
inline constexpr auto text_of<body_name> = "expected the name of the loop body";
template <>
inline constexpr auto text_of<body_colon> = "expected ':' and the end of the line";
template <>
inline constexpr auto text_of<unknown_body_line> =
    "expected a statement such as `load = ops.load('buf0', get_index)`, an index line or `def body(self, "
    "ops):`";
template <>
inline constexpr auto text_of<var_ranges_equals> = "expected '=' and the ranges";
template <>
inline constexpr auto text_of<index_equals> = "expected '=' and an index expression";
template <>
inline constexpr auto text_of<index_value> = "expected an index expression";
template <>
inline constexpr auto text_of<block_name> = "expected the name of the block";
template <>
inline constexpr auto text_of<block_parameters> = "expected '(self, ops):' and the end of the line";
template <>
inline constexpr auto text_of<statement_equals> = "expected '=' and a value";
template <>
inline constexpr auto text_of<statement_rhs> = "expected a value such as ops.add(load, load_1)";
template <>
inline constexpr auto text_of<operation_function> = "expected the name of an op";
template <>
inline constexpr auto text_of<operation_open> = "expected '(' and the arguments of the op";
template <>
inline constexpr auto text_of<operation_close> = "expected an operator, ',' or ')' after the argument";
template <>
inline constexpr auto text_of<return_value> = "expected the value to return";
template <>
inline constexpr auto text_of<statement_end> = "expected the end of the statement";

// ---- the wrapper ----
template <>
inline constexpr auto text_of<py_statement_end> =
    "this statement does not end: a bracket or a quoted text is not closed";

// ---- kernels ----
template <>
inline constexpr auto text_of<listing_statement_end> =
    "this statement of the kernel does not end: a bracket or a quoted text is not closed";

// ---- inline assembly ----
template <>
inline constexpr auto text_of<ptx_semicolon> = "expected an operand, ',' or ';'";
template <>
inline constexpr auto text_of<ptx_next_operand> = "expected an operand, such as $0, %r1, 0x7f or 0f3F800000";
template <>
inline constexpr auto text_of<ptx_vector_item> = "expected a register of the vector";
template <>
inline constexpr auto text_of<ptx_vector_end> = "expected ',' or '}' after the register";
template <>
inline constexpr auto text_of<ptx_guard_name> = "expected the name of a predicate";
template <>
inline constexpr auto text_of<ptx_register_type> = "expected a register type, such as .b32";
template <>
inline constexpr auto text_of<ptx_register_name> = "expected the name of a register";
template <>
inline constexpr auto text_of<ptx_register_count> = "expected how many registers there are";
template <>
inline constexpr auto text_of<ptx_count_end> = "expected '>' after the number of registers";
template <>
inline constexpr auto text_of<ptx_registers_end> = "expected ',' or ';' after the register";
template <>
inline constexpr auto text_of<ptx_end> = "expected an instruction, such as `add.f32 $0, $1, $2;`";

struct messages {
  template <class Rule>
  static constexpr auto message = text_of<Rule>;
};
template <class Rule>
using control = peg::must_if<messages>::control<Rule>;

}  // namespace grammar

// ---- faults that actions find ----
inline constexpr auto kTooDeep = "this expression is nested too deeply";
inline constexpr auto kTooManyElements = "this bracket has too many elements";
inline constexpr auto kBrokenExpression = "this expression is not complete";
inline constexpr auto kNodesTooDeep = "nodes are nested too deeply here";
inline constexpr auto kBlocksTooDeep = "blocks are nested too deeply here";
inline constexpr auto kLayoutsApart = "expected the layouts of a node one after the other";
inline constexpr auto kNoOutputLayout = "this buffer has no layout";
inline constexpr auto kBodyName = "expected a name that ends in _loop_body";
inline constexpr auto kSelectionTooLarge = "this number is too large";
inline constexpr auto kPtxNumber = "this number is too large";
inline constexpr auto kTooLarge = "the text is larger than 4 GiB";
inline constexpr auto kNoNodes = "expected the nodes of a graph: the text holds none";
inline constexpr auto kCppWrapper =
    "this wrapper is C++: capture again with torch._inductor.config.cpp_wrapper = False";
std::string missing_header(std::string_view name);
std::string missing_graph(std::size_t graph, std::size_t count);

}  // namespace ireplay
