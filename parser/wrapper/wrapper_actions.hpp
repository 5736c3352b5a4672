#pragma once

#include "parser/expression/expression_actions.hpp"
#include "parser/wrapper/wrapper_builder.hpp"
#include "parser/wrapper/wrapper_grammar.hpp"

/// What a matched rule of the wrapper grammar does to the wrapper.
namespace ireplay::grammar {

template <PyKind Kind>
struct statement_kind {
  static void apply0(WrapperBuilder& build) { build.kind(Kind); }
};

template <PyKind Kind>
struct statement_with_value {
  static void apply0(WrapperBuilder& build) {
    build.kind(Kind);
    build.value();
  }
};

template <>
struct action<py_indentation> : with_text<&WrapperBuilder::begin_line> {};
template <>
struct action<py_empty_line> : without_text<&WrapperBuilder::empty_line> {};
template <>
struct action<py_line_comment> : with_text<&WrapperBuilder::line_comment> {};
template <>
struct action<py_comment_text> : with_text<&WrapperBuilder::comment> {};

template <>
struct action<py_values_begin> : without_text<&WrapperBuilder::begin_values> {};
template <>
struct action<py_tuple_comma> : without_text<&WrapperBuilder::tuple_comma> {};
template <>
struct action<py_values> : without_text<&WrapperBuilder::end_values> {};

template <>
struct action<py_assignment> : without_text<&WrapperBuilder::assignment> {};
template <>
struct action<py_del> : without_text<&WrapperBuilder::del> {};
template <>
struct action<py_return> : without_text<&WrapperBuilder::return_value> {};
template <>
struct action<py_pass> : statement_kind<PyKind::pass_> {};
template <>
struct action<py_break> : statement_kind<PyKind::break_> {};
template <>
struct action<py_raise> : statement_kind<PyKind::raise_> {};
template <>
struct action<py_assert> : statement_kind<PyKind::assert_> {};
template <>
struct action<py_declaration> : statement_kind<PyKind::declaration> {};
template <>
struct action<py_known> : with_text<&WrapperBuilder::statement> {};
template <>
struct action<py_empty_lists> : statement_kind<PyKind::pass_> {};  // they are filled by append()
template <>
struct action<py_lists> : with_text<&WrapperBuilder::statement> {};
template <>
struct action<py_other> : with_text<&WrapperBuilder::other> {};

template <>
struct action<py_with> : statement_with_value<PyKind::with> {};
template <>
struct action<py_if> : statement_with_value<PyKind::if_> {};
template <>
struct action<py_elif> : statement_with_value<PyKind::elif> {};
template <>
struct action<py_while> : statement_with_value<PyKind::while_> {};
template <>
struct action<py_else> : statement_kind<PyKind::else_> {};
template <>
struct action<py_def_name> : with_text<&WrapperBuilder::def_name> {};
template <>
struct action<py_def> : statement_kind<PyKind::def> {};
template <>
struct action<py_class> : statement_kind<PyKind::class_> {};
template <>
struct action<py_header> : with_text<&WrapperBuilder::header> {};

}  // namespace ireplay::grammar
