#include "replay/externs/shared/draws.hpp"

#include <limits>

namespace ireplay {

Draws::Draws(LoopWriter& loops, Value key, Value element) {
  const Value low = loops.integer(std::numeric_limits<std::int64_t>::min()),
              high = loops.integer(std::numeric_limits<std::int64_t>::max());
  const Value half = loops.integer(32), word = loops.integer(0xFFFFFFFF);
  const Value bits = loops.scalar(ScalarOp::bitwise_xor, loops.random64(key, element, low, high), low);
  first_ = loops.scalar(ScalarOp::bitwise_and, bits, word);
  second_ =
      loops.scalar(ScalarOp::bitwise_and, loops.scalar(ScalarOp::bitwise_right_shift, bits, half), word);
}

Draws::Draws(const ExternWriter& to, LoopWriter& loops, Index element)
    : Draws(loops, loops.integer(static_cast<std::int64_t>(to.frame.draw_key())), loops.value_of(element)) {}

Value Draws::uniform() const {
  LoopWriter& loops = *first_.writer;
  const Value high = loops.scalar(ScalarOp::bitwise_left_shift, first_, loops.integer(21));
  const Value low = loops.scalar(ScalarOp::bitwise_right_shift, second_, loops.integer(11));
  return loops.convert(loops.scalar(ScalarOp::bitwise_or, high, low), DType::f64) * 0x1p-53;
}

Value Draws::short_uniform() const { return first_.writer->convert(first_, DType::f64) * 0x1p-32; }

Value Draws::normal() const {
  LoopWriter& loops = *first_.writer;
  const Value radius =
      apply(ScalarOp::sqrt, apply(ScalarOp::log, (loops.convert(first_, DType::f64) + 1) * 0x1p-32) * -2);
  return radius * apply(ScalarOp::cos, loops.convert(second_, DType::f64) * (6.283185307179586 * 0x1p-32));
}

}  // namespace ireplay
