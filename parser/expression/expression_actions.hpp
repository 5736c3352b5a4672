#pragma once

#include <functional>

#include "parser/expression/expression_builder.hpp"
#include "parser/expression/expression_grammar.hpp"

/// What a matched rule of the expression grammar does to the tree.
namespace ireplay::grammar {

template <class Rule>
struct action {};

template <>
struct action<name> {
  template <class Input>
  static bool apply(const Input& in, ExpressionBuilder& build) {
    return build.name(in.string_view());
  }
};

/// Calls a method of the state, an ExpressionBuilder or whatever a grammar builds with, with the text.
template <auto Method>
struct with_text {
  template <class Input, class Builder>
  static void apply(const Input& in, Builder& build) {
    std::invoke(Method, build, in.string_view());
  }
};

template <auto Method, auto... Arguments>
struct without_text {
  template <class Builder>
  static void apply0(Builder& build) {
    std::invoke(Method, build, Arguments...);
  }
};

template <ExprKind Kind, Precedence Strength>
struct push_infix {
  template <class Input>
  static void apply(const Input& in, ExpressionBuilder& build) {
    build.infix(Kind, Strength, in.string_view());
  }
};

template <std::uint32_t Takes>
struct open_bracket {
  template <class Input>
  static void apply(const Input& in, ExpressionBuilder& build) {
    build.open(in.string_view(), Takes);
  }
};

template <ExprKind Kind>
struct close_bracket {
  static void apply0(ExpressionBuilder& build) { build.close(Kind); }
};

template <>
struct action<number_value> : with_text<&ExpressionBuilder::number> {};
template <>
struct action<string_end> : with_text<&ExpressionBuilder::string> {};

template <>
struct action<prefix_minus> : with_text<&ExpressionBuilder::prefix_minus> {};
template <>
struct action<prefix_not> : with_text<&ExpressionBuilder::prefix_not> {};
template <>
struct action<prefix_invert> : with_text<&ExpressionBuilder::prefix_invert> {};

template <>
struct action<infix_or> : push_infix<ExprKind::or_, Precedence::or_> {};
template <>
struct action<infix_and> : push_infix<ExprKind::and_, Precedence::and_> {};
template <>
struct action<infix_bit_or> : push_infix<ExprKind::or_, Precedence::bit_or> {};
template <>
struct action<infix_bit_xor> : push_infix<ExprKind::bit_xor, Precedence::bit_xor> {};
template <>
struct action<infix_bit_and> : push_infix<ExprKind::and_, Precedence::bit_and> {};
template <>
struct action<infix_shift_left> : push_infix<ExprKind::shift_left, Precedence::shift> {};
template <>
struct action<infix_shift_right> : push_infix<ExprKind::shift_right, Precedence::shift> {};
template <>
struct action<infix_is> : push_infix<ExprKind::is, Precedence::compare> {};
template <>
struct action<infix_eq> : push_infix<ExprKind::eq, Precedence::compare> {};
template <>
struct action<infix_ne> : push_infix<ExprKind::ne, Precedence::compare> {};
template <>
struct action<infix_le> : push_infix<ExprKind::le, Precedence::compare> {};
template <>
struct action<infix_lt> : push_infix<ExprKind::lt, Precedence::compare> {};
template <>
struct action<infix_ge> : push_infix<ExprKind::ge, Precedence::compare> {};
template <>
struct action<infix_gt> : push_infix<ExprKind::gt, Precedence::compare> {};
template <>
struct action<infix_add> : push_infix<ExprKind::add, Precedence::add> {};
template <>
struct action<infix_sub> : push_infix<ExprKind::sub, Precedence::add> {};
template <>
struct action<infix_mul> : push_infix<ExprKind::mul, Precedence::mul> {};
template <>
struct action<infix_floordiv> : push_infix<ExprKind::floordiv, Precedence::mul> {};
template <>
struct action<infix_truediv> : push_infix<ExprKind::truediv, Precedence::mul> {};
template <>
struct action<infix_mod> : push_infix<ExprKind::mod, Precedence::mul> {};
template <>
struct action<infix_pow> : push_infix<ExprKind::pow, Precedence::pow> {};

template <>
struct action<operation> : without_text<&ExpressionBuilder::end_operation> {};
template <>
struct action<condition_if> : with_text<&ExpressionBuilder::begin_condition> {};
template <>
struct action<conditional_operation> : without_text<&ExpressionBuilder::end_conditions> {};

template <>
struct action<open_group> : open_bracket<0> {};
template <>
struct action<open_list> : open_bracket<0> {};
template <>
struct action<open_dict> : open_bracket<0> {};
template <>
struct action<open_call> : open_bracket<1> {};
template <>
struct action<open_subscript> : open_bracket<1> {};
template <>
struct action<comma> : without_text<&ExpressionBuilder::comma> {};
template <>
struct action<close_group> : without_text<&ExpressionBuilder::close_group> {};
template <>
struct action<close_list> : close_bracket<ExprKind::list> {};
template <>
struct action<close_set> : close_bracket<ExprKind::set> {};
template <>
struct action<close_dict> : close_bracket<ExprKind::dict> {};
template <>
struct action<close_call> : close_bracket<ExprKind::call> {};
template <>
struct action<close_subscript> : without_text<&ExpressionBuilder::close_subscript> {};
template <>
struct action<slice_bound_absent> : with_text<&ExpressionBuilder::absent> {};
template <>
struct action<slice_end> : with_text<&ExpressionBuilder::slice> {};
template <>
struct action<attribute_name> : with_text<&ExpressionBuilder::attribute> {};

template <>
struct action<keyword_equal> {
  static bool apply0(ExpressionBuilder& build) { return build.begin_keyword(); }
};
template <>
struct action<keyword_part> : without_text<&ExpressionBuilder::end_keyword> {};

}  // namespace ireplay::grammar
