#pragma once

#include <set>
#include <string>

#include "replay/plan/loop_program.hpp"

/// What stands in front of every kernel's text: scalar arithmetic and the functions of
/// kernels/compiled/prelude.cuh, of scalar ops only those that the program uses.
namespace ireplay {

/// The ops that the program uses.
std::set<ScalarOp> used_ops(const LoopProgram& program);
/// Reads no file: the texts are part of the binary.
std::string prelude(const std::set<ScalarOp>& ops);

}  // namespace ireplay
