#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "replay/extern_cpu.hpp"

/// A library call as a sequence of loop programs and matrix products: what a device runs where no library
/// takes the whole call. Knows no device; the CPU runs it too, so that tests can compare it with the row's
/// own implementation.
namespace ireplay {

/// Memory beside the plan's. A part's TensorView says Plan::buffers.size() + k for temporary k; its offset
/// counts from the temporary's start.
struct ExternTemporary {
  std::int64_t bytes = 0;
  std::vector<std::byte> table;  // constant contents; empty: written by a part before it is read
};

struct LoopPart {
  LoopProgram program;
  std::vector<TensorView> tensors;  // by LoopProgram::buffers
};

/// d = alpha * a * b + beta * addend, of matrices or (rank 3) batches of them. Accumulates in float32, in
/// float64 for f64 and in integers for integers. The addend is repeated to d's size; it may be d itself.
struct ProductPart {
  TensorView a, b, d;
  std::optional<TensorView> addend;
  double alpha = 1, beta = 1;
};

struct ExternProgram {
  std::vector<ExternTemporary> temporaries;
  std::vector<std::variant<LoopPart, ProductPart>> parts;  // in order; each sees what the ones before wrote
};

/// How a row's calls are written as parts; `extern_programs.def` lists the rows that have it. None for
/// arguments, types or sizes that it does not cover. Throws Error{dump} for shapes that do not fit.
std::optional<ExternProgram> make_extern_program(const ExternCall& call, const Plan& plan);
bool has_extern_program(std::string_view row_name);

/// The product as one loop program; none where it would hold complex numbers.
std::optional<LoopPart> as_loops(const ProductPart& product);

/// Runs all parts on the CPU. `view_of` gives the memory of a plan's buffer.
void run_extern_program(const ExternProgram& program, const Plan& plan,
                        const std::function<HostView(const TensorView&)>& view_of);

}  // namespace ireplay
