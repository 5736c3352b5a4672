#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"

/// Kernels: the Triton text that Inductor writes for one, as it stands in the quotes of
/// `async_compile.triton('name', '''...''')`: imports, helper functions, the kernel with its heuristics.
namespace ireplay {

enum class ListingKind : std::uint8_t {
  assign,      // targets = value; also `RBLOCK: tl.constexpr = 64`
  add_assign,  // targets += value
  expression,  // value
  ret,         // value
  for_,        // targets in value
  if_,         // value
  elif,        // value
  else_,
  pass_,
  other,  // of no form that Inductor writes: its text
};

/// Statements stand in the order of the text, those of a block right after its header.
struct ListingStatement {
  ListingKind kind = ListingKind::other;
  std::string_view text;  // the logical line
  Range targets;          // into Listing::expr_lists
  bool unpacks = false;   // `a, = f()`, `a, b = f()`
  ExprId value = kNoExpr;
  std::uint32_t end = 0;  // number of the first statement behind this one's block
};

struct ListingParameter {
  std::string_view name;
  bool is_constexpr = false;  // `XBLOCK : tl.constexpr`
};

struct ListingFunction {
  std::string_view name;
  std::string_view text;             // from its parameters' bracket to the end of its last line
  Range parameters;                  // into Listing::parameters
  std::uint32_t begin = 0, end = 0;  // statements
};

struct Listing {
  const Source* source = nullptr;
  ExprPool exprs;
  std::vector<ExprId> expr_lists;
  std::vector<ExprId> decorators;  // calls and names after `@`, in order
  std::vector<ListingParameter> parameters;
  std::vector<ListingFunction> functions;  // the kernel is the last one
  std::vector<ListingStatement> statements;
};

/// `text` lies in `source`'s. Statements of other forms are kept as text: what they mean is decided later.
/// A bracket or a quote that is not closed throws Error{dump} at its place.
Listing parse_listing(const Source& source, std::string_view text);

/// One statement a line, indented as nested; the form of the golden files.
std::string to_text(const Listing& listing);

}  // namespace ireplay
