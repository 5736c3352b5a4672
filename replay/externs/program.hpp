#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "kernels/libraries/factorization.hpp"
#include "replay/externs/call_frame.hpp"
#include "replay/plan/loop_writer.hpp"

/// A library call as a sequence of loop programs, matrix products, convolutions and factorizations: what the
/// CPU runs, and a device where no library takes the whole call.
namespace ireplay {

/// Memory beside the plan's. A part's TensorView says Plan::buffers.size() + k for temporary k; its offset
/// counts from the temporary's start.
struct ExternTemporary {
  std::int64_t bytes = 0;
  std::vector<std::byte> table;  // constant contents; empty: written by a part before it is read
  std::vector<double> numbers;   // the contents before they were rounded to a floating type
};

/// d = alpha * a * b + beta * addend, of matrices or (rank 3) batches of them. Accumulates in float32, in
/// float64 for f64 and in integers for integers. The addend is repeated to d's size; it may be d itself.
struct ProductPart {
  TensorView a, b, d;
  std::optional<TensorView> addend;
  double alpha = 1, beta = 1;
};

/// One of three tensors from the two others: x (the input), w (the weight) and y (the output), of n images, g
/// groups, c and f channels of a group in x and y, and positions along d dimensions. y[o] pairs with x[i]
/// through w[k] where i = stride * o - padding + dilation * k. A transposed convolution is the same with x
/// and y in each other's place. Accumulates as a product does.
struct ConvolutionPart {
  enum class Wanted : std::uint8_t { x, w, y };
  Wanted wanted = Wanted::y;
  Dims stride, padding, dilation;  // one entry for each dimension of positions
  std::int64_t groups = 1;
  TensorView x, w, y;  // [n, g * c, positions...], [g * f, c, taps...], [n, g * f, positions...]
};

/// A call of LAPACK (kernels/factorization.hpp) on batches of matrices. Tensors are dense and of one batch:
/// matrices [batch..., columns, rows], which is column-major, values [batch..., count], info [batch...].
struct SolverPart {
  SolverMode mode;
  TensorView a;
  std::optional<TensorView> x, y, values, info;
};
/// Without pointers.
SolverProblem problem_of(const SolverPart& part);

struct ExternProgram {
  std::vector<ExternTemporary> temporaries;
  /// In order; each sees what the ones before wrote.
  std::vector<std::variant<LoopPart, ProductPart, ConvolutionPart, SolverPart>> parts;
};
/// Whether parts call LAPACK, which only a library has on a device.
bool needs_solver(const ExternProgram& program);

/// Whether engines run the call with their own sort: not a search for equal slices.
bool sorts(const ExternRow& row, const ExternFrame& frame);

/// A call's parts. Throws Error{unsupported} that says why, where the row has none for its arguments or
/// types, and Error{dump} for shapes that do not fit.
ExternProgram write_program(const ExternRow& row, const ExternFrame& frame, const ExternCall& call,
                            const Plan& plan);
/// The same; none where the row sorts or does not cover the call.
std::optional<ExternProgram> make_extern_program(const ExternCall& call, const Plan& plan);

/// The part as one loop program; none where it would hold complex numbers.
std::optional<LoopPart> as_loops(const ProductPart& product);
std::optional<LoopPart> as_loops(const ConvolutionPart& convolution);

}  // namespace ireplay
