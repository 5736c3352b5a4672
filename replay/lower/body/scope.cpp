#include "replay/lower/body/scope.hpp"

#include "parser/name_set.hpp"

namespace ireplay {

const Named* NameTable::find(std::string_view name) const {
  const auto same = [&](std::int32_t k) { return entries_[static_cast<std::size_t>(k)].name == name; };
  const std::int32_t found = table_.find(hash_of_name(name), same);
  return found == kNone ? nullptr : &entries_[static_cast<std::size_t>(found)];
}

void NameTable::reserve(std::size_t names) {
  table_.reserve(names);
  entries_.reserve(names);
}

void NameTable::set(Named named) {
  const std::uint64_t hash = hash_of_name(named.name);
  const auto same = [&](std::int32_t k) { return entries_[static_cast<std::size_t>(k)].name == named.name; };
  const std::int32_t old = table_.find(hash, same);
  if (old != kNone) {
    entries_[static_cast<std::size_t>(old)] = named;
    return;
  }
  table_.insert(hash, static_cast<std::int32_t>(entries_.size()));
  entries_.push_back(named);
}

}  // namespace ireplay
