#pragma once

#include <functional>
#include <span>
#include <vector>

#include "tests/support/program_builder.hpp"

/// Programs of the shapes that the kernels' speed is measured on, without their contents.
namespace ireplay {

struct KernelShapeCase {
  const char* name;
  int floor_percent;  // of the device's copy bandwidth that has to be reached; 0: none set
  std::function<ProgramBuilder()> make;
};
std::span<const KernelShapeCase> kernel_shape_cases();

}  // namespace ireplay
