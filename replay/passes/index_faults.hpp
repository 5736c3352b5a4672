#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// Why a run leaves a buffer: an element of an input that is no position in the dimension which it indexes,
/// or an index that the text computes from its loop's variables alone.
struct WrongIndex {
  std::string input;       // empty where the text is at fault
  std::string sentence;    // `op0: arg0_1[0,3] = 1000 indexes arg1_1's dimension 0 of size 50`
  std::string node;        // op0
  std::string_view label;  // the statement, in the dump's Source; empty for a library call
};

/// The first one, step by step, of inputs that are indices as they are or converted; else of loads and stores
/// that no mask leaves out, where they depend on ten million combinations of variables at most. For plans
/// whose run found an index out of range: loads that a mask leaves out are looked at for wrong inputs, too.
std::optional<WrongIndex> find_wrong_index(const Plan& plan, const TensorMap& inputs);

}  // namespace ireplay
