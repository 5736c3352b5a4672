#pragma once

#include "replay/externs/writer.hpp"

/// Draws inside of loop programs, by the rule that constants/draws.cpp follows on the host.
namespace ireplay {

inline constexpr std::int64_t kMostDraws = std::int64_t{1} << 30;  // counters past it would need other keys

/// The 64 bits that Philox draws with a key for the number of an element.
class Draws {
 public:
  Draws(LoopWriter& loops, Value key, Value element);
  /// With the call's own key.
  Draws(const ExternWriter& to, LoopWriter& loops, Index element);

  /// [0, 1), 53 bits.
  Value uniform() const;
  /// [0, 1), the first 32 bits.
  Value short_uniform() const;
  Value normal() const;

 private:
  Value first_, second_;
};

}  // namespace ireplay
