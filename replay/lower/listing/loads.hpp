#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/lower/symbols.hpp"
#include "replay/plan/tensor.hpp"

namespace ireplay {

/// The addresses that a kernel's listing loads from: `tl.load(in_ptr0 + (6*(x0) + ((-6) + x1)), ...)`, at
/// some points. Known of kernels with one or two grid dimensions and no reduction.
class ListingLoads {
 public:
  /// The row-major number of a point of `ranges` is `xindex`, or `yindex * xnumel + xindex`.
  ListingLoads(std::string_view listing, const Dims& ranges);

  bool empty() const { return addresses_.empty(); }
  /// Scattered over the ranges.
  const std::vector<Dims>& points() const { return points_; }
  /// Whether one load has these addresses, one for each point.
  bool has(const std::vector<std::int64_t>& addresses) const { return addresses_.contains(addresses); }

 private:
  struct Text {
    std::string_view name;  // x0; empty for a load
    std::string_view expression;
  };
  std::int64_t value_of(std::string_view expression, const SymbolValues& symbols) const;

  void read_addresses();

  Dims ranges_;
  std::int64_t columns_ = 0;  // of a kernel with two grid dimensions
  std::vector<Text> variables_, loads_;
  std::vector<Dims> points_;
  std::set<std::vector<std::int64_t>> addresses_;
};

}  // namespace ireplay
