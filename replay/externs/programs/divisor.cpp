// Greatest common divisors by Euclid's algorithm, as many steps as numbers of the type can need.
#include <algorithm>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

constexpr int kStepsAtOnce = 24;

struct Operands {
  TensorView a, b, result;
};

Operands read_operands(const ExternWriter& to) {
  const TensorView result = to.result(0);
  const Operands of{to.tensor("self", result.size), to.tensor("other", result.size), result};
  for (const TensorView& tensor : {of.a, of.b, of.result})
    to.frame.refuse_if(is_floating(tensor.dtype) || is_complex(tensor.dtype),
                       to.frame.name_of(tensor) + " is not of integers");
  return of;
}

/// Neighbouring Fibonacci numbers need most steps, and there are 1.44 of them for each bit.
int most_steps(const Operands& of) {
  const std::size_t bytes = std::max(bytes_of(of.a.dtype), bytes_of(of.b.dtype));
  return static_cast<int>(bytes * 12);
}

/// The divisor, not negative; int64.
TensorView write_divisors(ExternWriter& to, const Operands& of) {
  TensorView larger = to.temporary(DType::i64, of.result.size),
             smaller = to.temporary(DType::i64, of.result.size);
  const std::size_t rank = of.result.size.size();
  const int steps = most_steps(of);
  for (int first = 0; first < steps; first += kStepsAtOnce) {
    LoopWriter loops("divisors", of.result.size, rank);
    const std::vector<Index> here = loops.range(0, rank);
    Value a = loops.convert(loops.load(first == 0 ? of.a : larger, here), DType::i64);
    Value b = loops.convert(loops.load(first == 0 ? of.b : smaller, here), DType::i64);
    const Value one = loops.integer(1);
    for (int step = first; step < std::min(first + kStepsAtOnce, steps); ++step) {
      const Value done = b == 0;
      const Value rest = apply(ScalarOp::fmod, a, select(done, one, b));
      a = select(done, a, b);
      b = rest;
    }
    loops.store(larger, here, first + kStepsAtOnce < steps ? a : apply(ScalarOp::abs, a));
    loops.store(smaller, here, b);
    to.add(loops);
  }
  return larger;
}

}  // namespace

void write_gcd(ExternWriter& to) {
  const Operands of = read_operands(to);
  to.copy(write_divisors(to, of), of.result);
}

void write_lcm(ExternWriter& to) {
  const Operands of = read_operands(to);
  const TensorView divisors = write_divisors(to, of);
  const std::size_t rank = of.result.size.size();
  LoopWriter loops("multiples", of.result.size, rank);
  const std::vector<Index> here = loops.range(0, rank);
  const Value divisor = loops.load(divisors, here), none = divisor == 0;
  const Value a = loops.convert(loops.load(of.a, here), DType::i64),
              b = loops.convert(loops.load(of.b, here), DType::i64);
  const Value share = apply(ScalarOp::truncdiv, a, select(none, loops.integer(1), divisor));
  loops.store(of.result, here, select(none, loops.integer(0), apply(ScalarOp::abs, share * b)));
  to.add(loops);
}

}  // namespace ireplay
