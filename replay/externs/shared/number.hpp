#pragma once

#include "replay/externs/writer.hpp"

/// Arithmetic of numbers that may be complex, in loops.
namespace ireplay {

/// A real or complex number.
struct Number {
  Value re, im;  // im is none for a real one
};

/// The type in which the parts of complex numbers, and others, are summed.
DType sum_type_of_parts(DType dtype);

Number load_number(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates, DType part);
void store_number(LoopWriter& loops, const TensorView& tensor, std::vector<Index> coordinates, Number number);
/// An operand of arithmetic, repeated to `size`: a tensor or a number.
Number operand(ExternWriter& to, LoopWriter& loops, std::string_view name, const Dims& size, DType part,
               const std::vector<Index>& here);

/// A function of numbers of which both parts are given, and have one type; null where there is none.
using ComplexFunction = Number (*)(Number number);
ComplexFunction complex_function(ScalarOp op);

Value imaginary(LoopWriter& loops, Number a);
Number sum(LoopWriter& loops, Number a, Number b);
Number difference(LoopWriter& loops, Number a, Number b);
Number product(LoopWriter& loops, Number a, Number b);
Number quotient(LoopWriter& loops, Number a, Number b);

}  // namespace ireplay
