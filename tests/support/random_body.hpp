#pragma once

#include <cstdint>
#include <string>

#include "replay/plan/tensor.hpp"

/// Scheduler texts with loop bodies drawn at random, and inputs for them.
namespace ireplay {

struct RandomBody {
  std::string text;  // one node, or a node that fills a buffer and one that scatters into it
  TensorMap inputs;
  bool exact = true;  // whether every value is that of correctly rounded operations on exact ones
};

/// Equal arguments give the same body. What is drawn: element types, index forms, masked loads, indirect
/// loads, scalar ops, conversions, reductions, scans, sorts, bucketize, random numbers and scattered stores.
/// A value that an approximated function gave is only passed on to continuous ops, so that two evaluations of
/// a body may differ by rounding alone; integers stay far from what float32 cannot hold where they become
/// one, and the other way round. `wide`: one variable may go over some hundred points, the others over three
/// at most; otherwise all go over a few.
RandomBody random_body(std::uint64_t seed, bool wide = false);

}  // namespace ireplay
