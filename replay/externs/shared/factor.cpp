#include "replay/externs/shared/factor.hpp"

#include <algorithm>

namespace ireplay {

bool has_factorizations(DType dtype) { return part_of(dtype) == DType::f32 || part_of(dtype) == DType::f64; }

DType real_type(DType dtype) { return part_of(dtype); }

Dims lead_of(const TensorView& matrices) { return {matrices.size.begin(), matrices.size.end() - 2}; }
std::int64_t rows_of(const TensorView& matrices) { return matrices.size[matrices.size.size() - 2]; }
std::int64_t columns_of(const TensorView& matrices) { return matrices.size.back(); }

Dims with_lead(const Dims& lead, std::initializer_list<std::int64_t> extents) {
  Dims size = lead;
  size.insert(size.end(), extents);
  return size;
}

TensorView turned(const TensorView& matrices) {
  TensorView result = matrices;
  const std::size_t rank = matrices.size.size();
  std::swap(result.size[rank - 2], result.size[rank - 1]);
  std::swap(result.stride[rank - 2], result.stride[rank - 1]);
  return result;
}

TensorView matrices_of(const ExternWriter& to, std::string_view name, bool square) {
  TensorView found = to.tensor(name);
  to.frame.require(found.size.size() >= 2, "'" + std::string(name) + "' is " + bracketed(found.size));
  to.frame.require(!square || rows_of(found) == columns_of(found),
                   "'" + std::string(name) + "' is " + bracketed(found.size) + ", not square matrices");
  return found;
}

Dims common_lead(const ExternWriter& to, const TensorView& a, const TensorView& b) {
  const Dims first = lead_of(a), second = lead_of(b);
  Dims lead(std::max(first.size(), second.size()), 1);
  for (const Dims* from : {&first, &second})
    for (std::size_t d = 0; d < from->size(); ++d)
      if ((*from)[d] != 1) lead[lead.size() - from->size() + d] = (*from)[d];
  for (const Dims* from : {&first, &second})
    to.frame.require(broadcasts_to(*from, lead),
                     bracketed(*from) + " does not broadcast to " + bracketed(lead));
  return lead;
}

TensorView by_columns(ExternWriter& to, const TensorView& matrices, const Dims& lead) {
  const Dims size = with_lead(lead, {rows_of(matrices), columns_of(matrices)});
  const TensorView from = turned(expanded(matrices, size));
  return to.converted(from, from.dtype);
}

TensorView repeated(ExternWriter& to, const TensorView& vectors, const Dims& lead) {
  const TensorView from = expanded(vectors, with_lead(lead, {vectors.size.back()}));
  return to.converted(from, from.dtype);
}

void copy_triangle(ExternWriter& to, const TensorView& from, const TensorView& target, bool upper,
                   std::optional<double> diagonal) {
  if (is_complex(from.dtype)) {
    copy_triangle(to, part_of(from, 0), part_of(target, 0), upper, diagonal);
    if (diagonal) diagonal = 0;
    return copy_triangle(to, part_of(from, 1), part_of(target, 1), upper, diagonal);
  }
  const std::size_t rank = target.size.size();
  LoopWriter loops("triangle", target.size, rank);
  const std::vector<Index> here = loops.range(0, rank);
  const Value row = loops.value_of(here[rank - 2]), column = loops.value_of(here[rank - 1]);
  const Value inside = upper ? row <= column : column <= row;
  const Value element = loops.load(from, here);
  Value value = select(inside, element, loops.constant(loops.type(element), 0));
  if (diagonal) value = select(row == column, loops.constant(loops.type(element), *diagonal), value);
  loops.store(target, here, value);
  to.add(loops);
}

void write_identity(ExternWriter& to, const TensorView& target) {
  if (is_complex(target.dtype)) {
    to.fill(part_of(target, 1), 0);
    return write_identity(to, part_of(target, 0));
  }
  const std::size_t rank = target.size.size();
  LoopWriter loops("identity", target.size, rank);
  const std::vector<Index> here = loops.range(0, rank);
  const Value diagonal = loops.value_of(here[rank - 2]) == loops.value_of(here[rank - 1]);
  loops.store(target, here,
              select(diagonal, loops.constant(target.dtype, 1), loops.constant(target.dtype, 0)));
  to.add(loops);
}

void copy_conjugated(ExternWriter& to, const TensorView& from, const TensorView& target) {
  if (!is_complex(from.dtype)) return to.copy(from, target);
  to.copy(part_of(from, 0), part_of(target, 0));
  const TensorView imaginary = part_of(from, 1);
  LoopWriter loops("conjugate", imaginary.size, imaginary.size.size());
  const std::vector<Index> here = loops.range(0, imaginary.size.size());
  loops.store(part_of(target, 1), here, -loops.load(imaginary, here));
  to.add(loops);
}

void require_success(ExternWriter& to, const TensorView& info, const std::string& function) {
  LoopWriter loops(function, info.size, info.size.size());
  loops.require(loops.load(info, loops.range(0, info.size.size())) == 0, "the factorization succeeds");
  to.add(loops);
}

LuFactors factor_in_place(ExternWriter& to, const TensorView& by_columns, bool pivot) {
  const Dims lead = lead_of(by_columns);
  const std::int64_t count = std::min(rows_of(by_columns), columns_of(by_columns));
  LuFactors found{by_columns, to.temporary(DType::i64, with_lead(lead, {count})),
                  to.temporary(DType::i32, lead)};
  SolverPart part;
  part.mode.call = SolverCall::lu;
  part.mode.pivot = pivot;
  part.a = found.lu;
  part.info = found.info;
  if (pivot) {
    part.values = found.pivots;
  } else {
    LoopWriter loops("pivots", found.pivots.size, found.pivots.size.size());
    const std::vector<Index> here = loops.range(0, found.pivots.size.size());
    loops.store(found.pivots, here, loops.value_of(here.back() + 1));
    to.add(loops);
  }
  to.solver(part);
  return found;
}

/// The library wants no more columns than rows; A^T = U S V^H gives A = conj(V) S U^T.
SingularFactors singular_values(ExternWriter& to, const TensorView& matrices, bool vectors, bool full) {
  const Dims lead = lead_of(matrices);
  const bool wide = columns_of(matrices) > rows_of(matrices);
  SolverPart part;
  part.mode.call = SolverCall::singular;
  part.mode.vectors = vectors;
  part.a = by_columns(to, wide ? turned(matrices) : matrices, lead);
  const std::int64_t rows = columns_of(part.a), columns = rows_of(part.a);
  part.values = to.temporary(real_type(matrices.dtype), with_lead(lead, {columns}));
  if (vectors) {
    part.x = to.temporary(matrices.dtype, with_lead(lead, {full ? rows : columns, rows}));
    part.y = to.temporary(matrices.dtype, with_lead(lead, {columns, columns}));
  }
  to.solver(part);
  if (!vectors) return {{}, *part.values, {}};
  if (wide) return {*part.y, *part.values, *part.x};
  return {turned(*part.x), *part.values, turned(*part.y)};
}

void require_covered(const ExternWriter& to, std::initializer_list<TensorView> tensors) {
  for (const TensorView& tensor : tensors) {
    to.frame.refuse_if(!has_factorizations(tensor.dtype),
                       "there are no factorizations of " + std::string(info(tensor.dtype).torch_name));
    to.frame.refuse_if(
        tensor.dtype != tensors.begin()->dtype,
        to.frame.name_of(tensor) + " is of another type than " + to.frame.name_of(*tensors.begin()));
  }
}

}  // namespace ireplay
