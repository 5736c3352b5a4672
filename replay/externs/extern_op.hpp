#pragma once

#include <span>

#include "replay/externs/call_frame.hpp"

/// The rows of externs.def with their functions. Their definitions stand in cpu/externs, a file for a family;
/// those of calls that hang on no tensor stand in externs/constants.
namespace ireplay {

struct ExternOp {
  ExternRow row;
  void (*run)(const ExternFrame& frame);
  std::string (*limits)(
      const ExternFrame& frame);  // why these arguments are not covered, or empty. Reads no data
  std::int64_t (*flops)(const ExternFrame& frame);  // 0: nothing sensible. Reads no data
};

std::span<const ExternOp> extern_ops();
const ExternOp* find_extern_op(std::string_view function);
const ExternOp* find_extern_op(const ExternCall& call);

/// pow where a base or an exponent is complex.
void run_complex_pow(const ExternFrame& frame);

// Every function named in externs.def, in the extern_*_cpu.cpp file of its family.
#define EXTERN(name, signature, run, limits, flops, cpu, cuda) \
  void run(const ExternFrame& frame);                          \
  std::string limits(const ExternFrame& frame);                \
  std::int64_t flops(const ExternFrame& frame);
#include "replay/externs/externs.def"
#undef EXTERN

}  // namespace ireplay
