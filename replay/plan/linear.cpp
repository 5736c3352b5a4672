#include <algorithm>
#include <bit>

#include "replay/plan/index_algebra.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail_overflow() { throw IndexFault("the index arithmetic does not fit 64 bits"); }

}  // namespace

std::int64_t add_exactly(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) fail_overflow();
  return sum;
}

std::int64_t multiply_exactly(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) fail_overflow();
  return product;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  if (b == -1) return multiply_exactly(a, -1);
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t floor_modulo(std::int64_t a, std::int64_t b) {
  if (b == -1) return 0;
  const std::int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

// ---- Linear
// -------------------------------------------------------------------------------------------------------

Linear Linear::of_atom(std::int32_t atom) {
  Linear result;
  result.few_[0] = {atom, 1};
  result.count_ = 1;
  return result;
}

bool Linear::operator==(const Linear& other) const {
  return offset == other.offset && std::ranges::equal(terms(), other.terms());
}

void Linear::add(const Linear& other, std::int64_t factor) {
  offset = add_exactly(offset, multiply_exactly(other.offset, factor));
  for (const IndexTerm& term : other.terms()) add_term(term.atom, multiply_exactly(term.coefficient, factor));
}

void Linear::add_term(std::int32_t atom, std::int64_t coefficient) {
  if (coefficient == 0) return;
  const std::span<IndexTerm> all = terms();
  std::size_t at = all.size();
  while (at > 0 && all[at - 1].atom >= atom) --at;
  if (at == all.size() || all[at].atom != atom) return insert(at, {atom, coefficient});
  all[at].coefficient = add_exactly(all[at].coefficient, coefficient);
  if (all[at].coefficient == 0) erase(at);
}

void Linear::scale(std::int64_t factor) {
  if (factor == 0) {
    *this = Linear();
    return;
  }
  offset = multiply_exactly(offset, factor);
  for (IndexTerm& term : terms()) term.coefficient = multiply_exactly(term.coefficient, factor);
}

void Linear::insert(std::size_t at, IndexTerm term) {
  if (many_.empty() && count_ < few_.size()) {
    std::copy_backward(few_.begin() + at, few_.begin() + count_, few_.begin() + count_ + 1);
    few_[at] = term;
    ++count_;
    return;
  }
  if (many_.empty()) many_.assign(few_.begin(), few_.end());
  count_ = 0;
  many_.insert(many_.begin() + static_cast<std::ptrdiff_t>(at), term);
}

void Linear::erase(std::size_t at) {
  if (!many_.empty()) {
    many_.erase(many_.begin() + static_cast<std::ptrdiff_t>(at));
    return;
  }
  std::copy(few_.begin() + at + 1, few_.begin() + count_, few_.begin() + at);
  --count_;
}

// ---- EntryTable
// ---------------------------------------------------------------------------------------------------

void EntryTable::reserve(std::size_t entries) {
  if (2 * entries > slots_.size()) resize(std::bit_ceil(2 * entries));
}

void EntryTable::resize(std::size_t slots) {
  std::pmr::vector<Slot> old(slots, slots_.get_allocator());
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  used_ = 0;
  for (const Slot& slot : old)
    if (slot.entry != kNone) insert(slot.hash, slot.entry);
}

void EntryTable::insert(std::uint64_t hash, std::int32_t entry) {
  if (2 * (used_ + 1) > slots_.size()) resize(std::max<std::size_t>(16, slots_.size() * 2));
  std::size_t at = hash & mask_;
  while (slots_[at].entry != kNone) at = (at + 1) & mask_;
  slots_[at] = {hash, entry};
  ++used_;
}

void EntryTable::clear() {
  std::ranges::fill(slots_, Slot());
  used_ = 0;
}

}  // namespace ireplay
