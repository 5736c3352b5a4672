#include "replay/cuda/compiled/vector_forms.hpp"

#include "replay/cuda/compiled/state_text.hpp"

namespace ireplay {
bool store_varies(const Body& body, ValueId store) {
  const Instruction& at = at_of(body, store);
  if (body.schedule.vector == 1) return false;
  return at.mode != StoreMode::plain || body.walk.step(at.index) != 0 || body.walk.varies(at.operands[0]) ||
         (at.mask != kNone && body.walk.varies(at.mask));
}

bool is_vector_store(const Body& body, ValueId store) {
  return at_of(body, store).mode == StoreMode::plain && vector_bytes(body, at_of(body, store)) != 0;
}

bool is_vector_atomic(const Body& body, ValueId store) {
  const Instruction& at = at_of(body, store);
  return at.mode == StoreMode::atomic_add && body.schedule.vector % 4 == 0 && vector_bytes(body, at) == 16 &&
         body.program.buffers[static_cast<std::size_t>(at.buffer)].dtype == DType::f32;
}

bool reduce_varies(const Body& body, ValueId reduce) {
  return body.schedule.vector > 1 && (body.schedule.family == Family::rows || body.walk.varies(reduce));
}

bool takes_vectors(const Body& body, ValueId reduce) {
  const Instruction& at = at_of(body, reduce);
  return body.schedule.family == Family::rows && body.schedule.vector > 1 && at.mask == kNone &&
         body.walk.varies(at.operands[0]) && adds_vectors(at) && !reduces_twice(body, reduce);
}

}  // namespace ireplay
