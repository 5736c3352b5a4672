#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

#include "parser/hash.hpp"

/// Tables of names that are asked very often.
namespace ireplay {

/// Names share long prefixes (`to_dtype_12`) and are seldom longer than two words of the machine: both ends
/// and the length tell those apart.
inline std::uint64_t hash_of_name(std::string_view name) {
  std::uint64_t head = 0, tail = 0;
  const std::size_t size = name.size();
  if (size > 2 * sizeof head) return std::hash<std::string_view>()(name);
  if (size >= sizeof head) {
    std::memcpy(&head, name.data(), sizeof head);
    std::memcpy(&tail, name.data() + size - sizeof tail, sizeof tail);
  } else {
    for (const char c : name) head = head << 8 | static_cast<unsigned char>(c);
  }
  return mix(mix(size, head), tail);
}

/// For the standard library's tables.
struct NameHash {
  std::size_t operator()(std::string_view name) const { return hash_of_name(name); }
};

/// A set of names that is filled and emptied very often: emptying costs nothing, memory is kept. An open
/// table with linear probing, at most half full; an entry of an earlier age is a free one. The names' texts
/// must outlive what is asked of it.
class NameSet {
 public:
  NameSet() : slots_(64) {}

  void clear() {
    ++age_;
    size_ = 0;
  }

  /// False if it was there already.
  bool insert(std::string_view name) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[find(name)];
    if (slot.age == age_) return false;
    slot = {name, age_};
    ++size_;
    return true;
  }

  bool contains(std::string_view name) const { return slots_[find(name)].age == age_; }

 private:
  struct Slot {
    std::string_view name;
    std::uint64_t age = 0;
  };

  /// The slot that holds `name`, or the free one where it would go.
  std::size_t find(std::string_view name) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_of_name(name) & mask;
    while (slots_[at].age == age_ && slots_[at].name != name) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.age == age_) slots_[find(slot.name)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::uint64_t age_ = 1;
  std::size_t size_ = 0;
};

}  // namespace ireplay
