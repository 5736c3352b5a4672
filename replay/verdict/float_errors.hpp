#pragma once

#include "replay/verdict/compare.hpp"

/// The errors of a floating tensor, counted and added up.
namespace ireplay {

/// Fills in every figure of `result` and its worst elements; `result` has its size, type, limits and
/// reference_rms already. Two passes' worth of reading, on all cores.
void find_float_errors(Comparison& result, const Elements& got, const Elements& want, const Excused& excused);

/// Row-major index of element number `flat`.
Dims unflatten(std::int64_t flat, const Dims& size);

/// Keeps the elements with the largest excess, largest first.
class Worst {
 public:
  void offer(double excess, std::int64_t at);
  void merge(const Worst& other);
  /// Element numbers.
  std::vector<std::int64_t> list() const;

 private:
  struct Row {
    double excess;
    std::int64_t at;
  };
  std::vector<Row> rows_;
};

}  // namespace ireplay
