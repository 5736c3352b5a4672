// What complex numbers are compared and asked for, and sums of products of them: calls that the compiler
// writes itself where all numbers are real.
#include "replay/externs/shared/number.hpp"

namespace ireplay {
namespace {

/// The common type of the parts of the operands that are tensors.
DType common_part(const ExternWriter& to) {
  DType common = DType::boolean;
  for (const TensorView* tensor : to.args.all_tensors()) {
    const DType part = sum_type_of_parts(tensor->dtype);
    if (part == DType::f64 || common == DType::boolean || (is_floating(part) && !is_floating(common)))
      common = part;
  }
  return common;
}

/// result = f(loops, numbers): of the operands `names`, in the type of their parts.
template <class F>
void evaluate(ExternWriter& to, std::initializer_list<std::string_view> names, F&& f) {
  const TensorView result = to.result(0);
  const DType part = common_part(to);
  LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  std::vector<Number> numbers;
  for (const std::string_view name : names)
    numbers.push_back(operand(to, loops, name, result.size, part, here));
  store_number(loops, result, here, f(loops, numbers));
  to.add(loops);
}

Value either(Value a, Value b) { return apply(ScalarOp::logical_or, a, b); }

Value equal(LoopWriter& loops, Number a, Number b) {
  const Value re = a.re == b.re;
  return a.im || b.im ? loops.both(re, imaginary(loops, a) == imaginary(loops, b)) : re;
}
Value holds(Number a) { return a.im ? either(a.re != 0, a.im != 0) : a.re != 0; }

void write_either_part(ExternWriter& to, ScalarOp op) {
  return evaluate(to, {"self"}, [op](LoopWriter&, const std::vector<Number>& of) {
    const Value re = apply(op, of[0].re);
    return Number{of[0].im ? either(re, apply(op, of[0].im)) : re, {}};
  });
}

void write_of_truths(ExternWriter& to, ScalarOp op) {
  return evaluate(to, {"self", "other"}, [op](LoopWriter&, const std::vector<Number>& of) {
    return Number{apply(op, holds(of[0]), holds(of[1])), {}};
  });
}

}  // namespace

void write_equal(ExternWriter& to) {
  return evaluate(to, {"self", "other"}, [](LoopWriter& loops, const std::vector<Number>& of) {
    return Number{equal(loops, of[0], of[1]), {}};
  });
}
void write_unequal(ExternWriter& to) {
  return evaluate(to, {"self", "other"}, [](LoopWriter& loops, const std::vector<Number>& of) {
    return Number{opposite(equal(loops, of[0], of[1])), {}};
  });
}

void write_logical_and(ExternWriter& to) { return write_of_truths(to, ScalarOp::logical_and); }
void write_logical_or(ExternWriter& to) { return write_of_truths(to, ScalarOp::logical_or); }
void write_logical_xor(ExternWriter& to) { return write_of_truths(to, ScalarOp::logical_xor); }
void write_logical_not(ExternWriter& to) {
  return evaluate(to, {"self"}, [](LoopWriter&, const std::vector<Number>& of) {
    return Number{opposite(holds(of[0])), {}};
  });
}

void write_isnan(ExternWriter& to) { return write_either_part(to, ScalarOp::isnan); }
void write_isinf(ExternWriter& to) { return write_either_part(to, ScalarOp::isinf); }

void write_addcmul(ExternWriter& to) {
  return evaluate(to, {"self", "tensor1", "tensor2", "value"},
                  [](LoopWriter& loops, const std::vector<Number>& of) {
                    return sum(loops, of[0], product(loops, product(loops, of[3], of[1]), of[2]));
                  });
}
void write_addcdiv(ExternWriter& to) {
  return evaluate(to, {"self", "tensor1", "tensor2", "value"},
                  [](LoopWriter& loops, const std::vector<Number>& of) {
                    return sum(loops, of[0], quotient(loops, product(loops, of[3], of[1]), of[2]));
                  });
}

/// self * 2^other.
void write_ldexp(ExternWriter& to) {
  constexpr double kLog2 = 0.6931471805599453;
  return evaluate(to, {"self", "other"}, [](LoopWriter& loops, const std::vector<Number>& of) {
    const DType part = is_floating(loops.type(of[0].re)) ? loops.type(of[0].re) : DType::f64;
    Number power{apply(ScalarOp::exp2, loops.convert(of[1].re, part)), {}};
    if (of[1].im) {
      const Value turn = of[1].im * kLog2, length = power.re;
      power = {length * apply(ScalarOp::cos, turn), length * apply(ScalarOp::sin, turn)};
    }
    return product(loops, {loops.convert(of[0].re, part), of[0].im}, power);
  });
}

/// From the nearer end.
void write_lerp(ExternWriter& to) {
  return evaluate(to, {"self", "end", "weight"}, [](LoopWriter& loops, const std::vector<Number>& of) {
    const Number way = difference(loops, of[1], of[0]), weight = of[2];
    const Number one{loops.constant(loops.type(weight.re), 1), {}};
    const Number from = sum(loops, of[0], product(loops, weight, way));
    const Number back = difference(loops, of[1], product(loops, way, difference(loops, one, weight)));
    const Value square = weight.im ? weight.re * weight.re + weight.im * weight.im : weight.re * weight.re;
    const Value near = square < 0.25;
    return Number{select(near, from.re, back.re),
                  from.im ? select(near, from.im, imaginary(loops, back)) : Value{}};
  });
}

void write_masked_fill(ExternWriter& to) {
  return evaluate(to, {"self", "mask", "value"}, [](LoopWriter& loops, const std::vector<Number>& of) {
    const Value covered = of[1].re != 0;
    const bool complex = of[0].im || of[2].im;
    return Number{select(covered, of[2].re, of[0].re),
                  complex ? select(covered, imaginary(loops, of[2]), imaginary(loops, of[0])) : Value{}};
  });
}

}  // namespace ireplay
