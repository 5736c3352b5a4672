#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "replay/passes/excerpt.hpp"

/// What is known of who made what lies in memory, while a plan runs op by op.
namespace ireplay {

using UnitSet = std::set<std::size_t>;  // numbers of units

/// Which units may have made what lies in each storage, as far as nothing has vouched for it.
class Suspicion {
 public:
  explicit Suspicion(const Plan& plan) : plan_(plan) {}

  /// Of a unit's results: it and whoever is suspected of what it read.
  UnitSet behind(std::size_t at, const Unit& unit) const;
  void set(const Unit& unit, const UnitSet& suspects);

 private:
  const Plan& plan_;
  std::map<std::int32_t, UnitSet> by_storage_;
};

/// What lies in memory because of chance: numbers that a library call drew, inputs filled at random, signs of
/// vectors.
class Chance {
 public:
  /// `inputs`: names of those that were filled at random.
  Chance(const Plan& plan, const std::vector<std::string>& inputs);

  /// Why what a unit gives is left to chance; empty where it is not.
  std::string behind(const Unit& unit, const Excerpt& excerpt) const;
  void set(const Unit& unit, const std::string& reason);

 private:
  const Plan& plan_;
  std::map<std::int32_t, std::string> reasons_;  // by storage
};

}  // namespace ireplay
