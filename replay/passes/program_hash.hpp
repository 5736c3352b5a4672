#pragma once

#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// What a step computes, whatever it and its buffers are called.
namespace ireplay {

/// 64 bits (FNV-1a) of the step's loop programs or its call with buffers numbered in order of appearance:
/// equal for the same computation on the same shapes, in whatever graph and under whatever names. Sixteen
/// hexadecimal digits.
std::string program_hash(const Step& step);

/// Of the hashes of a graph's steps in order: equal for graphs that compute the same.
std::string joined_hash(const std::vector<std::string>& hashes);

}  // namespace ireplay
