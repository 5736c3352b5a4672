#pragma once

#include "parser/expression/token_rules.hpp"

/// The lines of a TTIR text (MLIR's generic syntax) that tell of places and of products with constants.
namespace ireplay::grammar {

// text     = { line }
// line     = location | constant | product | other
// location = "#" name "=" "loc(" ( string ":" line ":" column | string "(" "#" name ")" ) ")"
// constant = "%" name "=" "arith.constant" integer ":" type ..
// product  = "%" name "=" "arith.muli" "%" name "," "%" name ":" type "loc(" "#" name ")"

struct ttir_eol : peg::sor<peg::eolf> {};
struct ttir_rest : peg::seq<peg::star<peg::not_at<ttir_eol>, peg::any>, ttir_eol> {};

struct ttir_location_name : word {};
struct ttir_file : peg::star<peg::not_one<'"', '\n'>> {};
struct ttir_line : digits {};
struct ttir_outer : word {};
struct ttir_in_file : peg::seq<peg::one<':'>, ttir_line, peg::one<':'>, digits> {};
struct ttir_in_other : peg::seq<peg::string<'(', '#'>, ttir_outer, peg::one<')'>> {};
struct ttir_quoted : peg::seq<peg::one<'"'>, ttir_file, peg::one<'"'>> {};
struct ttir_location : peg::seq<peg::one<'#'>, ttir_location_name, TAO_PEGTL_STRING(" = loc("), ttir_quoted,
                                peg::sor<ttir_in_file, ttir_in_other>, peg::one<')'>, blanks, ttir_eol> {};

struct ttir_value : peg::plus<peg::sor<peg::identifier_other, peg::one<'#', '.', '$', '-'>>> {};
struct ttir_result : ttir_value {};
struct ttir_left : ttir_value {};
struct ttir_right : ttir_value {};
struct ttir_integer : digits {};
struct ttir_place : word {};
struct ttir_begin : peg::seq<blanks, peg::one<'%'>, ttir_result, TAO_PEGTL_STRING(" = ")> {};
struct ttir_type : peg::plus<peg::not_one<' ', '\n'>> {};
struct ttir_constant : peg::seq<ttir_begin, TAO_PEGTL_STRING("arith.constant "), ttir_integer,
                                TAO_PEGTL_STRING(" : i"), digits, ttir_rest> {};
struct ttir_product
    : peg::seq<ttir_begin, TAO_PEGTL_STRING("arith.muli %"), ttir_left, TAO_PEGTL_STRING(", %"), ttir_right,
               TAO_PEGTL_STRING(" : i"), digits, TAO_PEGTL_STRING(" loc(#"), ttir_place, ttir_rest> {};

struct ttir_text : peg::until<peg::eof, peg::sor<ttir_location, ttir_constant, ttir_product, ttir_rest>> {};

}  // namespace ireplay::grammar
