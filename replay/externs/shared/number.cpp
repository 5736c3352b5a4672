#include "replay/externs/shared/number.hpp"

#include <complex>

namespace ireplay {

DType sum_type_of_parts(DType dtype) { return sum_type(part_of(dtype)); }

Number load_number(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates, DType part) {
  if (!is_complex(tensor.dtype)) return {loops.convert(loops.load(tensor, coordinates), part), {}};
  const TensorView reals = as_reals(tensor);
  coordinates.push_back(loops.number(0));
  const Value re = loops.convert(loops.load(reals, coordinates), part);
  coordinates.back() = loops.number(1);
  return {re, loops.convert(loops.load(reals, coordinates), part)};
}

void store_number(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates,
                  Number number) {
  if (!is_complex(tensor.dtype)) return loops.store(tensor, coordinates, number.re);
  const TensorView reals = as_reals(tensor);
  coordinates.push_back(loops.number(0));
  loops.store(reals, coordinates, number.re);
  coordinates.back() = loops.number(1);
  loops.store(reals, coordinates, number.im ? number.im : loops.constant(loops.type(number.re), 0));
}

Number operand(ExternWriter& to, LoopWriter& loops, std::string_view name, const Dims& size, DType part,
               const std::vector<Index>& here) {
  if (std::holds_alternative<TensorView>(to.args.value(name).value))
    return load_number(loops, to.tensor(name, size), here, part);
  if (const auto* number = std::get_if<std::complex<double>>(&to.args.value(name).value))
    return {loops.constant(part, number->real()), loops.constant(part, number->imag())};
  return {to.number_or_element(loops, name, part, size, here), {}};
}

Value imaginary(LoopWriter& loops, Number a) { return a.im ? a.im : loops.constant(loops.type(a.re), 0); }

Number sum(LoopWriter& loops, Number a, Number b) {
  return {a.re + b.re, a.im || b.im ? imaginary(loops, a) + imaginary(loops, b) : Value{}};
}

Number difference(LoopWriter& loops, Number a, Number b) {
  return {a.re - b.re, a.im || b.im ? imaginary(loops, a) - imaginary(loops, b) : Value{}};
}

Number product(LoopWriter&, Number a, Number b) {
  if (!a.im && !b.im) return {a.re * b.re, {}};
  if (!b.im) return {a.re * b.re, a.im * b.re};
  if (!a.im) return {a.re * b.re, a.re * b.im};
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

Number quotient(LoopWriter& loops, Number a, Number b) {
  if (!b.im) return {a.re / b.re, a.im ? a.im / b.re : Value{}};
  const Value square = b.re * b.re + b.im * b.im, im = imaginary(loops, a);
  return {(a.re * b.re + im * b.im) / square, (im * b.re - a.re * b.im) / square};
}

}  // namespace ireplay
