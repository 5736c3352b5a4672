#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/plan/plan.hpp"

/// What a kernel's listing says of its launch: the heuristics above the function.
namespace ireplay {

struct KernelParameter {
  std::string_view name;
  std::string_view type;      // as the signature spells it: *fp32, i64, constexpr; empty where it has none
  bool is_constexpr = false;  // by its annotation
  bool has_value = false;     // among the `constants`: a call may leave it out
  bool is_none = false;       // that value is None
  bool is_constant = false;   // its value is in the code: the cubin has no such parameter
};

struct KernelRules {
  Listing listing;
  std::string_view function;
  std::vector<KernelParameter> parameters;  // all of the function's, in order
  std::vector<std::string_view>
      launcher_arguments;           // that follow the function's in a call: those of its grid
  std::string_view grid_type;       // Grid1D ..; empty up to 2.6, where the call says the grid
  ExprId inductor_meta = kNoExpr;   // in `listing`
  bool grid_begins_with_x = false;  // 2.0: grid(a, b) is x, y; later the last one is x
};

/// `source` is the wrapper's, which must outlive the result; `entry` the function in the cubin, which may
/// have the arguments' specializations behind the name (up to Triton 2.3). A text with several functions that
/// has none of that name is read by its last one. Throws Error{dump} at a listing that has none at all.
KernelRules read_rules(const Source& source, const PyKernel& kernel, std::string_view entry);

}  // namespace ireplay
