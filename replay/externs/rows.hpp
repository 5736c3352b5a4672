#pragma once

#include "replay/externs/call_frame.hpp"
#include "replay/externs/writer.hpp"

/// Every function that externs.def names, in a file of programs/ or constants/ for each family.
namespace ireplay {

#define EXTERN(name, signature, write, ...) void write(ExternWriter& to);
#define CONSTANT(name, signature, compute, ...) void compute(const ExternFrame& frame);
#include "replay/externs/externs.def"
#undef EXTERN
#undef CONSTANT

}  // namespace ireplay
