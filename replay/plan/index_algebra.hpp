#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <stdexcept>
#include <vector>

#include "replay/plan/loop_program.hpp"

/// Exact integer arithmetic on index expressions over a box of variables: every operation gives the simplest
/// form that it can prove from the variables' ranges, affine wherever it finds one.
namespace ireplay {

/// Inclusive. The ends of the 64-bit range mean that nothing is known on that side.
struct Bounds {
  std::int64_t lo = 0, hi = 0;
};

/// offset + sum of coefficient * atom while it is being built. Few terms need no allocation.
class Linear {
 public:
  std::int64_t offset = 0;

  Linear() = default;
  explicit Linear(std::int64_t constant) : offset(constant) {}
  static Linear of_atom(std::int32_t atom);

  std::span<const IndexTerm> terms() const {
    return many_.empty() ? std::span<const IndexTerm>(few_.data(), count_)
                         : std::span<const IndexTerm>(many_);
  }
  bool is_constant() const { return terms().empty(); }
  bool operator==(const Linear& other) const;

  /// this += factor * other. All three throw IndexFault at overflow of 64 bits.
  void add(const Linear& other, std::int64_t factor = 1);
  void add_term(std::int32_t atom, std::int64_t coefficient);
  void scale(std::int64_t factor);

 private:
  std::span<IndexTerm> terms() {
    return many_.empty() ? std::span<IndexTerm>(few_.data(), count_) : std::span<IndexTerm>(many_);
  }
  void insert(std::size_t at, IndexTerm term);
  void erase(std::size_t at);

  std::uint32_t count_ = 0;       // of few_; 0 while many_ is in use
  std::array<IndexTerm, 4> few_;  // by atom number, coefficients not zero
  std::vector<IndexTerm> many_;
};

/// Overflow, or a division by zero, without a place.
struct IndexFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Both throw IndexFault at overflow.
std::int64_t add_exactly(std::int64_t a, std::int64_t b);
std::int64_t multiply_exactly(std::int64_t a, std::int64_t b);
/// Toward minus infinity; `b` is not 0. Throws IndexFault at overflow.
std::int64_t floor_divide(std::int64_t a, std::int64_t b);
/// With the sign of `b`, which is not 0.
std::int64_t floor_modulo(std::int64_t a, std::int64_t b);

/// Entries of a pool found by what they hold: open addressing over (hash, entry number).
class EntryTable {
 public:
  explicit EntryTable(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
      : slots_(memory) {}

  /// Room for `entries`, so that the table need not grow on the way there.
  void reserve(std::size_t entries);
  template <class Equal>
  std::int32_t find(std::uint64_t hash, Equal equal) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].entry == kNone) return kNone;
      if (slots_[at].hash == hash && equal(slots_[at].entry)) return slots_[at].entry;
    }
  }
  void insert(std::uint64_t hash, std::int32_t entry);
  void clear();

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::int32_t entry = kNone;
  };
  void resize(std::size_t slots);

  std::pmr::vector<Slot> slots_;
  std::size_t mask_ = 0, used_ = 0;
};

/// Makes atoms and indices of one program; equal ones are one entry.
class IndexAlgebra {
 public:
  /// Gives the program one atom per variable: atom k is variable k. Its ranges must be set. What only the
  /// algebra needs is taken from `memory`.
  explicit IndexAlgebra(LoopProgram& program,
                        std::pmr::memory_resource* memory = std::pmr::get_default_resource());

  Linear variable(std::int32_t which) const;
  /// The value of an integer instruction.
  Linear value(ValueId which, Bounds bounds);

  // All throw IndexFault at overflow of a constant and at a division by the constant 0.
  Linear multiply(const Linear& a, const Linear& b);
  Linear floordiv(const Linear& a, const Linear& b);
  Linear mod(const Linear& a, const Linear& b);
  Linear minimum(const Linear& a, const Linear& b) { return extremum(AtomKind::minimum, a, b); }
  Linear maximum(const Linear& a, const Linear& b) { return extremum(AtomKind::maximum, a, b); }
  Linear select(const Linear& condition, const Linear& yes, const Linear& no);
  /// eq, ne, lt, le.
  Linear compare(AtomKind kind, const Linear& a, const Linear& b);
  /// logical_and, logical_or.
  Linear logical(AtomKind kind, const Linear& a, const Linear& b);
  Linear logical_not(const Linear& a);
  /// bit_and, bit_or, bit_xor.
  Linear bits(AtomKind kind, const Linear& a, const Linear& b);

  /// What the value can be. Exact for an affine expression over a box without empty ranges.
  Bounds bounds(const Linear& a) const;
  bool is_affine(const Linear& a) const;

  IndexId intern(const Linear& a);
  Linear expand(IndexId index) const;

 private:
  Linear intern(const Atom& wanted, Bounds bounds);
  Linear atom(AtomKind kind, IndexId a, IndexId b, IndexId c, Bounds bounds);
  Linear atom(AtomKind kind, const Linear& a, const Linear& b, Bounds bounds);
  Linear floordiv_constant(const Linear& a, std::int64_t divisor);
  Linear mod_constant(const Linear& a, std::int64_t divisor);
  Linear extremum(AtomKind kind, const Linear& a, const Linear& b);
  std::int64_t negligible_below(const Linear& a, std::int64_t divisor) const;
  Bounds bounds_of_low_part(const Linear& a, std::int64_t unit) const;
  /// Argument of an atom `kind` that `a` is alone, and the atom's constant second argument.
  const Atom* sole_atom(const Linear& a, AtomKind kind, std::int64_t& constant) const;
  bool constant_argument(const Atom& of, std::int64_t& constant) const;

  LoopProgram& program_;
  std::pmr::vector<Bounds> atom_bounds_;
  EntryTable atoms_, indices_;
};

}  // namespace ireplay
