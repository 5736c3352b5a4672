#pragma once

#include <string>
#include <vector>

#include "replay/externs/call_frame.hpp"
#include "replay/externs/program.hpp"
#include "replay/plan/loop_writer.hpp"

/// What the functions of programs/ write with: the call's arguments and results as tensors,
/// temporaries, tables, and the parts one after the other.
namespace ireplay {

/// The type sums are computed in: f64 for f64, f32 for other floats, i64 for integers and bools.
DType sum_type(DType dtype);

/// The type atomics work in: narrow ones would be rounded, or wrap, at every step.
DType atomic_type(DType dtype);

/// `tensor` with its dimensions in this order.
TensorView permuted(const TensorView& tensor, const std::vector<std::size_t>& order);
/// Repeated along new leading dimensions and dimensions of extent 1. The sizes must allow it
/// (`broadcasts_to`).
TensorView expanded(const TensorView& tensor, const Dims& size);
bool broadcasts_to(const Dims& from, const Dims& to);
/// One dimension more, of extent 1, before dimension `at`.
TensorView unsqueezed(const TensorView& tensor, std::size_t at);
/// `tensor[..., begin:begin+count, ...]`.
TensorView narrowed(const TensorView& tensor, std::size_t dimension, std::int64_t begin, std::int64_t count);
/// `tensor[..., i, ...]`.
TensorView selected(const TensorView& tensor, std::size_t dimension, std::int64_t i);
/// A complex tensor as pairs of reals: one more dimension, of extent 2.
TensorView as_reals(const TensorView& tensor);
/// Its real (0) or imaginary (1) part.
TensorView part_of(const TensorView& tensor, std::int64_t part);
/// The same elements as a tensor of `size`, which has as many. Only for dense tensors.
TensorView reshaped(const TensorView& tensor, const Dims& size);

/// A 0-d tensor as one element of one dimension.
TensorView at_least_1d(const TensorView& tensor);

class ExternWriter {
 public:
  ExternWriter(const ExternFrame& from, const ExternCall& call, const Plan& plan);

  const ExternFrame& frame;
  const ExternArguments& args;

  /// From here on complex tensors are their real (0) or imaginary (1) part, a real number's imaginary part is
  /// 0.
  void see_part(std::int64_t part) { part_ = part; }
  TensorView seen(const TensorView& tensor) const;

  TensorView tensor(std::string_view name) const { return seen(args.tensor(name)); }
  /// The argument repeated to `size`. Throws Error{dump} where it does not broadcast.
  TensorView tensor(std::string_view name, const Dims& size) const;
  bool wants(std::size_t result) const { return frame.wants(result); }
  /// Throws Error{dump} where nobody reads it.
  TensorView result(std::size_t result) const;
  /// The same; throws ResultSizeError where the buffer has other sizes. `stride`: of a view of an operand.
  TensorView result(std::size_t result, const Dims& size, const Dims& stride = {}) const;
  /// Result 0, which has the size that those of these operands that are tensors broadcast to.
  TensorView broadcast_result(std::initializer_list<std::string_view> names) const;

  TensorView temporary(DType dtype, const Dims& size);
  /// Constant numbers; integers as i32 where that holds them all.
  TensorView table(const std::vector<double>& values, const Dims& size, DType dtype = DType::f32);
  TensorView table(const std::vector<std::int64_t>& values, const Dims& size);

  void add(LoopWriter& loops) { program_.parts.emplace_back(loops.finish()); }
  void product(ProductPart part) { program_.parts.emplace_back(std::move(part)); }
  void convolution(ConvolutionPart part) { program_.parts.emplace_back(std::move(part)); }
  void sort(SortPart part) { program_.parts.emplace_back(std::move(part)); }
  void solver(SolverPart part) { program_.parts.emplace_back(std::move(part)); }
  /// to = from, converted as PyTorch does: of a complex number the real part where `to` has no other. Sizes
  /// are equal.
  void copy(const TensorView& from, const TensorView& to);
  /// to = from, element after element in row-major order; there are as many.
  void copy_in_order(const TensorView& from, const TensorView& to);
  void fill(const TensorView& to, double value);
  /// The tensor itself if it is dense, else a dense copy.
  TensorView dense(const TensorView& tensor);
  /// A dense copy of another type.
  TensorView converted(const TensorView& tensor, DType dtype);

  /// The tensor itself, or where it is complex which of its numbers are not 0.
  TensorView truths_of(const TensorView& tensor);

  /// Inclusive running sums of an integer tensor in row-major order; with `truths` of whether its elements
  /// are not 0.
  TensorView running_sums(const TensorView& tensor, bool truths);
  /// A number as a constant of `dtype`, or the tensor operand repeated to `size` and read at `coordinates`.
  Value number_or_element(LoopWriter& loops, std::string_view name, DType dtype, const Dims& size,
                          const std::vector<Index>& coordinates);

  /// Where the new value of `self` goes: the operand itself for an op whose name ends in `_`, else result 0,
  /// which is made a copy of `self` first.
  TensorView updated_self();
  /// For an op whose name ends in `_` that also has a result: copies what was written to it.
  void finish_self(const TensorView& self);

  /// Computes the results of a row of constants now and writes them as tables. Throws Error{unsupported}
  /// where they depend on a tensor.
  void write_ahead(const ExternRow& row);

  ExternProgram take() { return std::move(program_); }

 private:
  /// The tensors that the call gives a new value.
  std::vector<TensorView> targets() const;

  const ExternCall& call_;
  const Plan& plan_;
  ExternProgram program_;
  std::optional<std::int64_t> part_;
};

/// The slices along `dim` that differ.
void write_unique_slices(ExternWriter& to);
/// pow where a base or an exponent is complex.
void write_complex_pow(ExternWriter& to);
/// A product of real or complex matrices, scaled by the call's `alpha` and `beta` where it has them and there
/// is an addend.
void write_product(ExternWriter& to, ProductPart part);
/// The operand `mask` repeated to `size`, by the operand `mask_type`; none where there is none.
std::optional<TensorView> hidden_places(const ExternWriter& to, const Dims& size);
/// Probabilities along the last dimension; a row that is hidden altogether is zero.
void write_probabilities(ExternWriter& to, const TensorView& scores, const std::optional<TensorView>& hidden,
                         const TensorView& result);

}  // namespace ireplay
