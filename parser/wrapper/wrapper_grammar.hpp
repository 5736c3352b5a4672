#pragma once

#include "parser/expression/expression_builder.hpp"
#include "parser/expression/expression_grammar.hpp"

/// The wrapper (output_code.py): Python cut into logical lines and statements. Statements whose form is known
/// are taken apart, all others are kept as text; nesting follows from the column at which a line starts.
namespace ireplay::grammar {

/// What ends an attempt at once: a rule with a sentence did not match, so the text is faulty there and
/// another alternative would go on from half an expression.
struct Abandoned {};

template <class Rule>
struct attempt_control : peg::normal<Rule> {
  template <class Input, class... States>
  static void failure(const Input&, States&&...) {
    if constexpr (text_of<Rule> != nullptr) throw Abandoned{};
  }
};

/// Tries `Rule` without committing to it: where it fails, nothing happened (the state takes its work back).
template <class Rule>
struct attempt {
  using rule_t = attempt;
  using subs_t = peg::type_list<Rule>;

  template <peg::apply_mode A, peg::rewind_mode, template <class...> class Action, template <class...> class,
            class Input, class State>
  static bool match(Input& in, State& state) {
    auto mark = in.template mark<peg::rewind_mode::required>();
    state.begin_attempt();
    bool matched = false;
    try {
      matched = attempt_control<Rule>::template match<A, peg::rewind_mode::dontcare, Action, attempt_control>(
          in, state);
    } catch (const Abandoned&) {
      matched = false;
    } catch (const Fault&) {
      matched = false;
    }
    if (!matched) state.take_back_attempt();
    return mark(matched);
  }
};

/// The rest of a statement: up to ';', a comment or the line break, but not inside brackets or quoted texts.
struct py_rest : scanned<py_rest> {
  using rule_t = py_rest;
  static const char* scan(const char* at, const char* end) {
    std::size_t open = 0;
    for (; at != end; ++at) {
      if (*at == '\'' || *at == '"') {
        const char* const after = end_of_string(at, end);
        if (after == nullptr) return nullptr;
        at = after - 1;
      } else if (*at == '#' && open > 0) {
        at = rest_of_line::scan(at, end);
        if (at == end) return nullptr;
      } else if (*at == '(' || *at == '[' || *at == '{') {
        ++open;
      } else if (*at == ')' || *at == ']' || *at == '}') {
        if (open > 0) --open;
      } else if (open == 0 && (*at == '\n' || *at == ';' || *at == '#')) {
        break;
      }
    }
    return open == 0 ? at : nullptr;
  }
};
struct py_statement_end : py_rest {};

// a, b = args | a = b
struct py_comma : peg::seq<blanks, peg::one<','>, blanks> {};
struct py_tuple_comma : peg::seq<py_comma> {};
struct py_values_begin : peg::success {};
struct py_values
    : peg::seq<py_values_begin, expression, peg::star<py_tuple_comma, expression>, peg::opt<py_tuple_comma>> {
};
struct py_equal : peg::seq<blanks, peg::one<'='>, peg::not_at<peg::one<'='>>, blanks> {};
struct py_assignment : peg::seq<py_values, peg::star<py_equal, py_values>> {};

struct py_del : peg::seq<keyword<'d', 'e', 'l'>, blanks, py_values> {};
struct py_return : peg::seq<keyword<'r', 'e', 't', 'u', 'r', 'n'>, blanks, peg::opt<py_values>> {};
struct py_pass : keyword<'p', 'a', 's', 's'> {};
struct py_break : keyword<'b', 'r', 'e', 'a', 'k'> {};
struct py_raise : peg::seq<keyword<'r', 'a', 'i', 's', 'e'>, py_statement_end> {};
struct py_declaration : peg::seq<peg::sor<keyword<'i', 'm', 'p', 'o', 'r', 't'>, keyword<'f', 'r', 'o', 'm'>,
                                          keyword<'g', 'l', 'o', 'b', 'a', 'l'>>,
                                 py_statement_end> {};
struct py_assert : peg::seq<keyword<'a', 's', 's', 'e', 'r', 't'>, py_statement_end> {};
struct py_simple
    : peg::sor<py_del, py_return, py_pass, py_break, py_raise, py_assert, py_declaration, py_assignment> {};
struct py_simple_end : peg::at<blanks, peg::sor<peg::one<';', '#', '\n'>, peg::eof>> {};
struct py_known : peg::seq<py_simple, py_simple_end> {};
struct py_other : peg::seq<peg::not_at<peg::one<';', '#', '\n'>>, py_statement_end> {};
// buf0.extend([[] for _ in range(2)])
struct py_empty_lists
    : peg::seq<dotted_word, peg::string<'(', '[', '[', ']', ' ', 'f', 'o', 'r', ' '>, py_statement_end> {};
struct py_lists : peg::seq<py_empty_lists, py_simple_end> {};
struct py_statement : peg::sor<attempt<py_known>, attempt<py_lists>, py_other> {};

struct py_comment_text : rest_of_line {};
struct py_comment : peg::seq<peg::one<'#'>, py_comment_text> {};
struct py_more : peg::seq<peg::one<';'>, blanks, peg::opt<py_statement>, blanks> {};
struct py_simple_line
    : peg::seq<py_statement, blanks, peg::star<py_more>, peg::opt<py_comment>, peg::opt<line_end>> {};

struct py_with : peg::seq<keyword<'w', 'i', 't', 'h'>, blanks, expression,
                          peg::opt<blanks, keyword<'a', 's'>, blanks, word>> {};
struct py_if : peg::seq<keyword<'i', 'f'>, blanks, expression> {};
struct py_elif : peg::seq<keyword<'e', 'l', 'i', 'f'>, blanks, expression> {};
struct py_else : keyword<'e', 'l', 's', 'e'> {};
struct py_while : peg::seq<keyword<'w', 'h', 'i', 'l', 'e'>, blanks, expression> {};
struct py_def_name : word {};
struct py_def : peg::seq<keyword<'d', 'e', 'f'>, blanks, py_def_name, peg::one<'('>, balanced_rest,
                         peg::opt<blanks, peg::string<'-', '>'>, blanks, dotted_word>> {};
struct py_class
    : peg::seq<keyword<'c', 'l', 'a', 's', 's'>, blanks, word, peg::opt<peg::one<'('>, balanced_rest>> {};
struct py_compound : peg::sor<py_with, py_if, py_elif, py_else, py_while, py_def, py_class> {};
struct py_compound_start : peg::at<peg::one<'w', 'i', 'e', 'd', 'c'>> {};
struct py_header : peg::seq<py_compound_start, py_compound, blanks, peg::one<':'>> {};
struct py_block_end_of_line : peg::seq<peg::opt<py_comment>, line_end> {};
struct py_block_line : peg::seq<attempt<py_header>, blanks, peg::sor<py_block_end_of_line, py_simple_line>> {
};

struct py_indentation : blanks {};
struct py_line_comment : peg::seq<peg::one<'#'>, rest_of_line> {};
struct py_comment_line : peg::seq<blanks, py_line_comment, peg::opt<line_end>> {};
struct py_empty_line : peg::seq<blanks, peg::sor<peg::one<'\n'>, peg::eof>> {};
struct py_logical_line : peg::seq<py_indentation, peg::sor<py_block_line, py_simple_line>> {};
struct py_stray : peg::seq<peg::any> {};
struct py_line : peg::sor<py_empty_line, py_comment_line, py_logical_line, py_stray> {};
struct py_file : peg::star<peg::not_at<peg::eof>, py_line> {};

}  // namespace ireplay::grammar
