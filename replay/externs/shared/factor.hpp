#pragma once

#include "replay/externs/writer.hpp"

/// What programs of factorizations are written with. Matrices are the last two dimensions of tensors, the
/// dimensions before count them.
namespace ireplay {

/// Whether factorizations are defined for the type: f32, f64 and their complex types.
bool has_factorizations(DType dtype);
/// The type of absolute values.
DType real_type(DType dtype);

/// Refuses types that LAPACK does not know, and operands of different ones.
void require_covered(const ExternWriter& to, std::initializer_list<TensorView> tensors);

Dims lead_of(const TensorView& matrices);
std::int64_t rows_of(const TensorView& matrices);
std::int64_t columns_of(const TensorView& matrices);
/// `lead`, then these extents.
Dims with_lead(const Dims& lead, std::initializer_list<std::int64_t> extents);
/// The transposed matrices.
TensorView turned(const TensorView& matrices);

/// The operand, which must have two dimensions or more; `square`: whose matrices are square. Throws
/// Error{dump}.
TensorView matrices_of(const ExternWriter& to, std::string_view name, bool square = false);
/// The sizes that both broadcast to. Throws Error{dump} where there are none.
Dims common_lead(const ExternWriter& to, const TensorView& a, const TensorView& b);

/// A copy, repeated to `lead`, with columns contiguous; as a tensor of the transposed matrices.
TensorView by_columns(ExternWriter& to, const TensorView& matrices, const Dims& lead);
/// The same for vectors.
TensorView repeated(ExternWriter& to, const TensorView& vectors, const Dims& lead);

/// to = one triangle of `from`, which has as many rows and columns or more; zeros elsewhere, `diagonal` on
/// the diagonal where it is given.
void copy_triangle(ExternWriter& to, const TensorView& from, const TensorView& target, bool upper,
                   std::optional<double> diagonal = {});
void write_identity(ExternWriter& to, const TensorView& target);
/// Complex conjugates.
void copy_conjugated(ExternWriter& to, const TensorView& from, const TensorView& target);
/// A fault for a factorization that failed, if the call asks for the check.
void require_success(ExternWriter& to, const TensorView& info, const std::string& function);

/// P A = L U of a copy by columns.
struct LuFactors {
  TensorView lu, pivots, info;
};
LuFactors factor_in_place(ExternWriter& to, const TensorView& by_columns, bool pivot = true);

/// A = left diag(values) right_adjoint, with as many left and right vectors as asked for.
struct SingularFactors {
  TensorView left, values, right_adjoint;
};
SingularFactors singular_values(ExternWriter& to, const TensorView& matrices, bool vectors, bool full);

}  // namespace ireplay
