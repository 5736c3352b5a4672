#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "kernels/libraries/factorization.hpp"
#include "replay/plan/plan.hpp"

/// A library call as a sequence of loop programs, matrix products, convolutions, factorizations and sorts:
/// what the CPU runs, and a device where no library takes the whole call. Written by replay/externs/.
namespace ireplay {

/// Memory beside the plan's: a part's TensorView says kFirstTemporary + k for temporary k of its program, and
/// its offset counts from the temporary's start.
struct ExternTemporary {
  std::int64_t bytes = 0;
  std::vector<std::byte> table;  // constant contents; empty: written by a part before it is read
  std::vector<double> numbers;   // the contents before they were rounded to a floating type
};
inline constexpr std::int32_t kFirstTemporary = std::int32_t{1} << 30;  // behind all of Plan::buffers
inline bool is_temporary(std::int32_t buffer) { return buffer >= kFirstTemporary; }
inline bool is_temporary(const TensorView& tensor) { return is_temporary(tensor.buffer); }
inline std::size_t temporary_of(const TensorView& tensor) {
  return static_cast<std::size_t>(tensor.buffer - kFirstTemporary);
}

/// A loop program with the tensors it works on.
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

/// A call of LAPACK (kernels/libraries/factorization.hpp) on batches of matrices. Tensors are dense and of
/// one batch: matrices [batch..., columns, rows], which is column-major, values [batch..., count], info
/// [batch...].
struct SolverPart {
  SolverMode mode;
  TensorView a;
  std::optional<TensorView> x, y, values, info;
};
/// Without pointers.
SolverProblem problem_of(const SolverPart& part);

/// What follows from the order of rows, in which NaN is greater than everything and equal elements keep their
/// places. Of each row along `dimension`, or of all elements as one row: elements number `first` to `first` +
/// `count` in order, the lower median (the first NaN if there is one), or the value that occurs most (the
/// smallest of them, at its last position), each with its position in the row; or the groups of equal
/// elements, of which every NaN is one.
struct SortPart {
  enum class Pick : std::uint8_t { ranks, median, mode, groups };
  Pick pick = Pick::ranks;
  TensorView self;
  std::optional<std::size_t> dimension;  // none: median, groups
  bool descending = false;               // ranks
  bool stable = false;                   // the call asks for it: no other order is right
  bool skips_nan = false;                // median: NaN only where there is nothing else
  bool consecutive = false;              // groups of neighbours: nothing is sorted
  std::int64_t first = 0, count = 1;
  std::optional<TensorView> values, positions;  // as self, with `count` elements a row; [groups]
  std::optional<TensorView> inverse, counts;    // groups: as self, the group of each element; [groups]
  std::optional<std::int64_t> groups;           // how many there must be
};

using ExternPart = std::variant<LoopPart, ProductPart, ConvolutionPart, SolverPart, SortPart>;

struct ExternProgram {
  std::vector<ExternTemporary> temporaries;
  std::vector<ExternPart> parts;  // in order; each sees what the ones before wrote
};

/// A part's tensor and what becomes of it.
struct TensorUse {
  const TensorView* tensor;
  bool read, written;
};
std::vector<TensorUse> uses_of(const ExternPart& part);

/// Whether some part is of this kind. A step without parts has none.
template <class Part>
bool has_part(const Step& step) {
  if (step.parts == nullptr) return false;
  for (const ExternPart& part : step.parts->parts)
    if (std::holds_alternative<Part>(part)) return true;
  return false;
}

/// Whether float32 operands of the call may be rounded to TF32, whose unit roundoff is kTf32Roundoff.
bool may_use_tf32(const Step& step, const Tf32& allowed);
inline constexpr double kTf32Roundoff = 0x1p-11;

/// Two operations (a product and a sum) for each product of elements of products and convolutions, the loops
/// left out. 0 where a factorization is among the parts: it is not stated.
std::int64_t product_flops(const ExternProgram& program);

/// Whether a result may hold floats that were rounded on the way. Moving, selecting and comparing elements,
/// turning their signs, and arithmetic of integers are exact everywhere.
bool may_round(const ExternProgram& program);

}  // namespace ireplay
