#pragma once

#include "parser/expression/expression_actions.hpp"
#include "parser/scheduler/dump_builder.hpp"
#include "parser/scheduler/scheduler_grammar.hpp"

/// What a matched rule of the scheduler grammar does to the dump.
namespace ireplay::grammar {

template <>
struct action<indentation> : with_text<&DumpBuilder::indentation> {};
template <>
struct action<marker> : without_text<&DumpBuilder::marker> {};
template <>
struct action<line_name> : with_text<&DumpBuilder::line_name> {};

template <>
struct action<header_class> : with_text<&DumpBuilder::header_class> {};
template <>
struct action<header_open> : without_text<&DumpBuilder::header> {};
template <>
struct action<header_part_class> : with_text<&DumpBuilder::part_class> {};
template <>
struct action<header> : without_text<&DumpBuilder::end_header> {};

template <>
struct action<dep_list_begin> : without_text<&DumpBuilder::begin_deps> {};
template <>
struct action<writes> : without_text<&DumpBuilder::end_deps, &Node::writes> {};
template <>
struct action<unmet> : without_text<&DumpBuilder::end_deps, &Node::unmet> {};
template <>
struct action<met> : without_text<&DumpBuilder::end_deps, &Node::met> {};
template <>
struct action<memory_dep> : without_text<&DumpBuilder::dep, DepKind::memory> {};
template <>
struct action<star_dep> : without_text<&DumpBuilder::dep, DepKind::star> {};
template <>
struct action<weak_dep> : without_text<&DumpBuilder::dep, DepKind::weak> {};
template <>
struct action<other_dep> : without_text<&DumpBuilder::dep, DepKind::other> {};
template <>
struct action<dep_name> : with_text<&DumpBuilder::dep_name> {};
template <>
struct action<dep_index> : without_text<&DumpBuilder::dep_index> {};
template <>
struct action<dep_size_item> : without_text<&DumpBuilder::dep_size> {};
template <>
struct action<dep_mode> : with_text<&DumpBuilder::dep_mode> {};
template <>
struct action<dep_quoted_mode> : with_text<&DumpBuilder::dep_quoted_mode> {};
template <>
struct action<named_memory_fields> : without_text<&DumpBuilder::dep_sizes> {};
template <>
struct action<new_domain> : with_text<&DumpBuilder::dep_domain> {};

template <>
struct action<variables_begin> : without_text<&DumpBuilder::begin_variables> {};
template <>
struct action<variable_name> : with_text<&DumpBuilder::variable_name> {};
template <>
struct action<variable_extent> : without_text<&DumpBuilder::variable_extent> {};

template <>
struct action<user_list_begin> : without_text<&DumpBuilder::begin_users> {};
template <>
struct action<user> : without_text<&DumpBuilder::user> {};
template <>
struct action<users> : without_text<&DumpBuilder::end_node_users> {};

template <>
struct action<user_output> {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_user().node = in.string_view();
    build.current_user().is_output = true;
  }
};
template <>
struct action<user_node> {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_user().node = in.string_view();
  }
};
template <>
struct action<user_quoted_node> : with_text<&DumpBuilder::user_quoted_node> {};
template <>
struct action<user_can_inplace> {
  static void apply0(DumpBuilder& build) { build.current_user().can_inplace = true; }
};
template <>
struct action<user_is_weak> {
  static void apply0(DumpBuilder& build) { build.current_user().is_weak = true; }
};

template <>
struct action<name_list_begin> : without_text<&DumpBuilder::begin_names> {};
template <>
struct action<name_list_item> : with_text<&DumpBuilder::list_name> {};
template <>
struct action<aliases> : without_text<&DumpBuilder::end_names, &Node::aliases> {};
template <>
struct action<mutations> : without_text<&DumpBuilder::end_names, &Node::mutations> {};
template <>
struct action<part_names> : without_text<&DumpBuilder::end_part_names> {};
template <>
struct action<part_marker> : without_text<&DumpBuilder::part_marker> {};
template <>
struct action<device> : with_text<&DumpBuilder::device> {};
template <>
struct action<kernel> : with_text<&DumpBuilder::kernel> {};
template <>
struct action<iteration_sizes> : without_text<&DumpBuilder::end_sizes, &Node::iteration_sizes> {};
template <>
struct action<reduction_sizes> : without_text<&DumpBuilder::end_sizes, &Node::reduction_sizes> {};
template <>
struct action<code_text> : with_text<&DumpBuilder::device_code> {};

template <>
struct action<layout_class> : with_text<&DumpBuilder::layout_class> {};
template <>
struct action<layout_dtype> {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_layout().dtype = in.string_view();
  }
};
template <>
struct action<layout_device> : with_text<&DumpBuilder::layout_device> {};
template <>
struct action<layout_size> : without_text<&DumpBuilder::layout_size> {};
template <>
struct action<layout_stride> : without_text<&DumpBuilder::layout_stride> {};
template <>
struct action<layout_offset> : without_text<&DumpBuilder::layout_offset> {};
template <>
struct action<layout_repr_class> : with_text<&DumpBuilder::layout_repr_class> {};
template <>
struct action<layout_equals> {
  static bool apply0(DumpBuilder& build) { return build.is_layout_line(); }
};
template <>
struct action<new_layout> : with_text<&DumpBuilder::end_layout> {};
template <>
struct action<buffer_layout> : without_text<&DumpBuilder::buffer_layout> {};

template <>
struct action<outputs_begin> : without_text<&DumpBuilder::begin_outputs> {};
template <>
struct action<output_name> : with_text<&DumpBuilder::output_name> {};
template <>
struct action<output_class> : with_text<&DumpBuilder::output_class> {};
template <>
struct action<output_layout> : without_text<&DumpBuilder::output_layout> {};
template <>
struct action<output_aliases> : without_text<&DumpBuilder::output_names, &OutBuffer::aliases> {};
template <>
struct action<output_mutations> : without_text<&DumpBuilder::output_names, &OutBuffer::mutations> {};
template <>
struct action<output_users> : without_text<&DumpBuilder::output_users> {};
template <>
struct action<outputs> : without_text<&DumpBuilder::end_outputs> {};

template <>
struct action<body_name> : with_text<&DumpBuilder::begin_body> {};
template <>
struct action<var_ranges> : without_text<&DumpBuilder::body_variables> {};
template <>
struct action<index_name> : with_text<&DumpBuilder::index_name> {};
template <>
struct action<index_value> : without_text<&DumpBuilder::index_value> {};
template <>
struct action<block_name> : with_text<&DumpBuilder::begin_block> {};
template <>
struct action<block> : without_text<&DumpBuilder::end_block> {};
template <>
struct action<loop_body> : without_text<&DumpBuilder::end_body> {};

template <auto Field>
struct statement_text {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_statement().*Field = in.string_view();
  }
};

template <>
struct action<statement_begin> : without_text<&DumpBuilder::begin_statement> {};
template <>
struct action<statement_name> : statement_text<&Statement::result> {};
template <>
struct action<ops_dot> : without_text<&DumpBuilder::call, StatementKind::ops_call> {};
template <>
struct action<self_dot> : without_text<&DumpBuilder::call, StatementKind::self_call> {};
template <>
struct action<operation_function> : statement_text<&Statement::name> {};
template <>
struct action<operation_call> : without_text<&DumpBuilder::statement_arguments> {};
template <>
struct action<cut_keyword> : without_text<&ExpressionBuilder::end_keyword> {};
template <>
struct action<cut_string> : with_text<&ExpressionBuilder::string> {};
template <>
struct action<selection> : with_text<&DumpBuilder::selection> {};
template <>
struct action<statement_value> : without_text<&DumpBuilder::statement_value> {};
template <>
struct action<return_value> : without_text<&DumpBuilder::return_value> {};
template <>
struct action<statement> : without_text<&DumpBuilder::end_statement> {};

}  // namespace ireplay::grammar
