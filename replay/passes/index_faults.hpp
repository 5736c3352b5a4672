#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// An element of an input that is no position in the dimension which it indexes.
struct IndexFault {
  std::string input, sentence;  // `op0: arg0_1[0,3] = 1000 indexes arg1_1's dimension 0 of size 50`
  std::string node;             // op0
  std::string_view label;       // the statement, in the dump's Source; empty for a library call
};

/// The first one, step by step, of inputs that are indices as they are or converted. For plans whose run
/// found an index out of range: loads that a mask leaves out are looked at, too.
std::optional<IndexFault> find_index_fault(const Plan& plan, const TensorMap& inputs);

}  // namespace ireplay
