#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace ireplay {

/// A set of names that is filled and emptied very often: emptying costs nothing, memory is kept.
class NameSet {
 public:
  NameSet() : slots_(64) {}

  void clear() {
    ++age_;
    size_ = 0;
  }

  void insert(std::string_view name) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[find(name)];
    if (slot.age == age_) return;
    slot = {name, age_};
    ++size_;
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
    std::size_t at = std::hash<std::string_view>()(name) & mask;
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
