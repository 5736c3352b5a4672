#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "replay/plan/plan.hpp"
#include "replay/triton/kernel.hpp"

/// One launch of a kernel in Triton: what its parameters are.
namespace ireplay {

/// A pointer: element `offset` of an operand or of a result of the ExternCall; of neither where the kernel
/// accesses nothing through it.
struct TritonPointer {
  DType type = DType::f32;  // of what it points to
  std::int32_t operand = kNone, result = kNone;
  std::int64_t offset = 0;  // elements, from the tensor's first
};

/// A descriptor that the host made of a tensor: its sizes and strides, and the block that one access moves.
struct TritonDescriptor {
  TritonPointer base;
  Dims size, stride, block;
};

/// What is known when the kernel is compiled: a number without a type of its own, a bool, a string, a type,
/// None.
struct TritonConstant {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, DType> value;
};

/// A number that the launch passes.
struct TritonNumber {
  DType type = DType::i32;
  double real = 0;
  std::int64_t integer = 0;
};

using TritonArgument = std::variant<TritonConstant, TritonNumber, TritonPointer, TritonDescriptor>;

struct TritonLaunch {
  std::shared_ptr<const TritonKernel> kernel;
  std::array<std::int64_t, 3> grid{1, 1, 1};
  std::vector<TritonArgument> arguments;  // by parameter of the kernel
  std::int64_t operations = 0;            // elements computed and twice the terms of products, as estimated
};

/// A launch as a call of a plan: its tensors are what the kernel reads, its results what it writes, and the
/// other arguments, by keyword, are the kernel's text, its place, the grid and the parameters.
bool is_triton(const ExternCall& call);
/// Adds the arguments of the launch behind the tensors. `function` becomes `triton NAME`.
void describe(const TritonLaunch& launch, ExternCall& call);
/// Parses the kernel's text again. Throws Error{dump} where the call is not what `describe` makes.
TritonLaunch launch_of(const ExternCall& call);
/// TritonLaunch::operations.
std::int64_t operations_of(const ExternCall& call);

}  // namespace ireplay
