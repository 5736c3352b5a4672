#pragma once

#include "parser/expression/expression_actions.hpp"
#include "parser/scheduler/dump_builder.hpp"
#include "parser/scheduler/scheduler_grammar.hpp"

/// What a matched rule of the scheduler grammar does to the dump.
namespace ireplay::grammar {

template <auto Method>
struct dump_text {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    (build.*Method)(in.string_view());
  }
};

template <auto Method, auto... Arguments>
struct dump_call {
  static void apply0(DumpBuilder& build) { (build.*Method)(Arguments...); }
};

template <>
struct action<indentation> : dump_text<&DumpBuilder::indentation> {};
template <>
struct action<marker> : dump_call<&DumpBuilder::marker> {};
template <>
struct action<line_name> : dump_text<&DumpBuilder::line_name> {};

template <>
struct action<header_class> : dump_text<&DumpBuilder::header_class> {};
template <>
struct action<header_open> : dump_call<&DumpBuilder::header> {};
template <>
struct action<header_part_class> : dump_text<&DumpBuilder::part_class> {};
template <>
struct action<header> : dump_call<&DumpBuilder::end_header> {};

template <>
struct action<dep_list_begin> : dump_call<&DumpBuilder::begin_deps> {};
template <>
struct action<writes> : dump_call<&DumpBuilder::end_deps, &Node::writes> {};
template <>
struct action<unmet> : dump_call<&DumpBuilder::end_deps, &Node::unmet> {};
template <>
struct action<met> : dump_call<&DumpBuilder::end_deps, &Node::met> {};
template <>
struct action<memory_dep> : dump_call<&DumpBuilder::dep, DepKind::memory> {};
template <>
struct action<star_dep> : dump_call<&DumpBuilder::dep, DepKind::star> {};
template <>
struct action<weak_dep> : dump_call<&DumpBuilder::dep, DepKind::weak> {};
template <>
struct action<other_dep> : dump_call<&DumpBuilder::dep, DepKind::other> {};
template <>
struct action<dep_name> : dump_text<&DumpBuilder::dep_name> {};
template <>
struct action<dep_index> : dump_call<&DumpBuilder::dep_index> {};
template <>
struct action<dep_size_item> : dump_call<&DumpBuilder::dep_size> {};
template <>
struct action<dep_mode> : dump_text<&DumpBuilder::dep_mode> {};
template <>
struct action<dep_quoted_mode> : dump_text<&DumpBuilder::dep_quoted_mode> {};
template <>
struct action<named_memory_fields> : dump_call<&DumpBuilder::dep_sizes> {};
template <>
struct action<new_domain> : dump_text<&DumpBuilder::dep_domain> {};

template <>
struct action<variables_begin> : dump_call<&DumpBuilder::begin_variables> {};
template <>
struct action<variable_name> : dump_text<&DumpBuilder::variable_name> {};
template <>
struct action<variable_extent> : dump_call<&DumpBuilder::variable_extent> {};

template <>
struct action<user_list_begin> : dump_call<&DumpBuilder::begin_users> {};
template <>
struct action<user> : dump_call<&DumpBuilder::user> {};
template <>
struct action<users> : dump_call<&DumpBuilder::end_node_users> {};

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
struct action<user_quoted_node> : dump_text<&DumpBuilder::user_quoted_node> {};
template <>
struct action<user_can_inplace> {
  static void apply0(DumpBuilder& build) { build.current_user().can_inplace = true; }
};
template <>
struct action<user_is_weak> {
  static void apply0(DumpBuilder& build) { build.current_user().is_weak = true; }
};

template <>
struct action<name_list_begin> : dump_call<&DumpBuilder::begin_names> {};
template <>
struct action<name_list_item> : dump_text<&DumpBuilder::list_name> {};
template <>
struct action<aliases> : dump_call<&DumpBuilder::end_names, &Node::aliases> {};
template <>
struct action<mutations> : dump_call<&DumpBuilder::end_names, &Node::mutations> {};
template <>
struct action<part_names> : dump_call<&DumpBuilder::end_part_names> {};
template <>
struct action<part_marker> : dump_call<&DumpBuilder::part_marker> {};
template <>
struct action<device> : dump_text<&DumpBuilder::device> {};
template <>
struct action<kernel> : dump_text<&DumpBuilder::kernel> {};
template <>
struct action<iteration_sizes> : dump_call<&DumpBuilder::end_sizes, &Node::iteration_sizes> {};
template <>
struct action<reduction_sizes> : dump_call<&DumpBuilder::end_sizes, &Node::reduction_sizes> {};
template <>
struct action<code_text> : dump_text<&DumpBuilder::device_code> {};

template <>
struct action<layout_class> : dump_text<&DumpBuilder::layout_class> {};
template <>
struct action<layout_dtype> {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_layout().dtype = in.string_view();
  }
};
template <>
struct action<layout_device> : dump_text<&DumpBuilder::layout_device> {};
template <>
struct action<layout_size> : dump_call<&DumpBuilder::layout_size> {};
template <>
struct action<layout_stride> : dump_call<&DumpBuilder::layout_stride> {};
template <>
struct action<layout_offset> : dump_call<&DumpBuilder::layout_offset> {};
template <>
struct action<layout_repr_class> : dump_text<&DumpBuilder::layout_repr_class> {};
template <>
struct action<layout_equals> {
  static bool apply0(DumpBuilder& build) { return build.is_layout_line(); }
};
template <>
struct action<new_layout> : dump_text<&DumpBuilder::end_layout> {};
template <>
struct action<buffer_layout> : dump_call<&DumpBuilder::buffer_layout> {};

template <>
struct action<outputs_begin> : dump_call<&DumpBuilder::begin_outputs> {};
template <>
struct action<output_name> : dump_text<&DumpBuilder::output_name> {};
template <>
struct action<output_class> : dump_text<&DumpBuilder::output_class> {};
template <>
struct action<output_layout> : dump_call<&DumpBuilder::output_layout> {};
template <>
struct action<output_aliases> : dump_call<&DumpBuilder::output_names, &OutBuffer::aliases> {};
template <>
struct action<output_mutations> : dump_call<&DumpBuilder::output_names, &OutBuffer::mutations> {};
template <>
struct action<output_users> : dump_call<&DumpBuilder::output_users> {};
template <>
struct action<outputs> : dump_call<&DumpBuilder::end_outputs> {};

template <>
struct action<body_name> : dump_text<&DumpBuilder::begin_body> {};
template <>
struct action<var_ranges> : dump_call<&DumpBuilder::body_variables> {};
template <>
struct action<index_name> : dump_text<&DumpBuilder::index_name> {};
template <>
struct action<index_value> : dump_call<&DumpBuilder::index_value> {};
template <>
struct action<block_name> : dump_text<&DumpBuilder::begin_block> {};
template <>
struct action<block> : dump_call<&DumpBuilder::end_block> {};
template <>
struct action<loop_body> : dump_call<&DumpBuilder::end_body> {};

template <auto Field>
struct statement_text {
  template <class Input>
  static void apply(const Input& in, DumpBuilder& build) {
    build.current_statement().*Field = in.string_view();
  }
};

template <>
struct action<statement_begin> : dump_call<&DumpBuilder::begin_statement> {};
template <>
struct action<statement_name> : statement_text<&Statement::result> {};
template <>
struct action<ops_dot> : dump_call<&DumpBuilder::call, StatementKind::ops_call> {};
template <>
struct action<self_dot> : dump_call<&DumpBuilder::call, StatementKind::self_call> {};
template <>
struct action<operation_function> : statement_text<&Statement::name> {};
template <>
struct action<operation_call> : dump_call<&DumpBuilder::statement_arguments> {};
template <>
struct action<cut_keyword> : without_text<&ExpressionBuilder::end_keyword> {};
template <>
struct action<cut_string> : with_text<&ExpressionBuilder::string> {};
template <>
struct action<selection> : dump_text<&DumpBuilder::selection> {};
template <>
struct action<statement_value> : dump_call<&DumpBuilder::statement_value> {};
template <>
struct action<return_value> : dump_call<&DumpBuilder::return_value> {};
template <>
struct action<statement> : dump_call<&DumpBuilder::end_statement> {};

}  // namespace ireplay::grammar
