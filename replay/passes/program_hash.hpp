#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// What an op computes as a number, so that ops of two texts can be matched although every release numbers
/// nodes and buffers anew.
namespace ireplay {

/// Of a loop program. Names and numbers of nodes, buffers and instructions do not count, nor the order of
/// instructions, values computed twice, the order of operands of + * min max and their kin, loops of length
/// 1, nor whether neighbouring loops that run through memory together are one or several.
std::uint64_t hash_of(const LoopProgram& program);

/// Of a library call: its function whatever its spelling, and its arguments; of tensors type, size and
/// strides.
std::uint64_t hash_of(const ExternCall& call, const Plan& plan);

/// Of a step: of its call, or of its programs in any order. 0 for a step that computes nothing.
std::uint64_t hash_of(const Step& step, const Plan& plan);

/// 16 hexadecimal digits.
std::string to_hex(std::uint64_t hash);

}  // namespace ireplay
