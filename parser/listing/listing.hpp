#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"

/// Kernels: the Triton text of one, as it stands in the quotes of `async_compile.triton('name', '''...''')`:
/// imports, constants, helper functions, the kernel with its heuristics.
namespace ireplay {

enum class ListingKind : std::uint8_t {
  assign,      // targets = value; `x -= y` is `x = x - y`
  add_assign,  // targets += value
  expression,  // value
  ret,         // value
  for_,        // targets in value
  if_,         // value
  elif,        // value
  else_,
  while_,  // value
  pass_,
  other,  // of no form that is known: its text
};

/// Statements stand in the order of the text, those of a block right after its header.
struct ListingStatement {
  ListingKind kind = ListingKind::other;
  std::string_view text;      // the logical line
  Range targets;              // into Listing::expr_lists
  bool unpacks = false;       // `a, = f()`, `a, b = f()`
  bool is_constexpr = false;  // `RBLOCK: tl.constexpr = 64`
  ExprId value = kNoExpr;
  std::uint32_t end = 0;  // number of the first statement behind this one's block
};

struct ListingParameter {
  std::string_view name;
  bool is_constexpr = false;  // `XBLOCK : tl.constexpr`
  ExprId value = kNoExpr;     // where the call gives none
};

struct ListingFunction {
  std::string_view name;
  std::string_view text;             // from its parameters' bracket to the end of its last line
  Range parameters;                  // into Listing::parameters
  Range decorators;                  // into Listing::decorators
  std::uint32_t begin = 0, end = 0;  // statements
};

struct Listing {
  const Source* source = nullptr;
  ExprPool exprs;
  std::vector<ExprId> expr_lists;
  std::vector<ExprId> decorators;  // calls and names after `@`, in order
  std::vector<ListingParameter> parameters;
  std::vector<ListingFunction> functions;  // of a kernel that Inductor generates the last one is the kernel
  std::vector<ListingStatement> statements;
};

/// The statements that stand in no function.
std::vector<std::uint32_t> module_statements(const Listing& listing);

/// `text` lies in `source`'s. Statements of other forms are kept as text: what they mean is decided later.
/// A bracket or a quote that is not closed throws Error{dump} at its place.
Listing parse_listing(const Source& source, std::string_view text);

/// One statement a line, indented as nested; the form of the golden files.
std::string to_text(const Listing& listing);

/// Sizes that a listing names for indirect indices; each once, ascending.
struct ListingSizes {
  std::vector<std::int64_t> asserted;   // `index out of bounds: 0 <= tmp4 < 50`
  std::vector<std::int64_t> mentioned;  // `tl.full([XBLOCK], 50, tl.int32)`, `tmp0 + 50`, `auto tmp7 = 50L;`
};
/// Of Triton and of C++ alike (`50L`): the text is searched, not taken apart. Factors (`2*ks0`) are no sizes.
ListingSizes parse_listing_sizes(std::string_view text);

/// The parameters of a kernel in C++, `extern "C" void kernel(const float* in_ptr0, float* out_ptr0)`, in
/// order; empty where there is no such function.
std::vector<std::string_view> parse_cpp_parameters(std::string_view text);

/// A kernel in C++ without vectors and reductions: the same loops as kernels in Triton, one for each, in the
/// order of the text. Empty where the kernel has anything else.
std::vector<std::string> triton_of_cpp(std::string_view text);

}  // namespace ireplay
