#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/captured_case.hpp"

/// Wrong results made of right ones: which of them a verdict lets pass.
namespace ireplay {

/// A wrong result that passed, and why it could.
struct Bitten {
  std::string graph, output, change;
  DType dtype = DType::f32;
  std::int64_t elements = 0;
  double noise = 0;  // root mean square that was allowed over that of the reference
};

struct TeethOfCase {
  std::vector<Bitten> passed;
  std::vector<Comparison> right;  // the unchanged outputs
  int tried = 0;
};

/// On every floating output that agrees: a factor (1.005 for bfloat16, 1.002 for float16, 1.0001 for float32
/// and float64, 1.05 for float8), a row of zeros, elements shifted by one, the place taken by another output
/// of its type and shape, and the last 1/128 of the terms of the graph's products left out.
TeethOfCase try_teeth(const CapturedCase& graph, const std::string& name);

}  // namespace ireplay
