#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/lower/symbols.hpp"
#include "replay/plan/tensor.hpp"

namespace ireplay {

/// The addresses that a kernel's listing loads from: `tl.load(in_ptr0 + (6*(x0) + ((-6) + x1)), ...)`, at
/// some points. Known of kernels with one or two grid dimensions and no reduction.
///
/// Two index expressions are told apart by their values: a handful of points that no small stride lines up
/// (0, 1, 7, 31 ...) stand for the whole domain.
class ListingLoads {
 public:
  /// The row-major number of a point of `ranges` is `xindex`, or `yindex * xnumel + xindex`.
  ListingLoads(const Listing& listing, const Dims& ranges);

  bool empty() const { return addresses_.empty(); }
  /// Scattered over the ranges.
  const std::vector<Dims>& points() const { return points_; }
  /// Whether one load has these addresses, one for each point.
  bool has(const std::vector<std::int64_t>& addresses) const { return addresses_.contains(addresses); }

 private:
  struct Variable {
    std::string_view name;  // x0
    ExprId value;
  };
  void read_statements();
  void read_addresses();
  std::int64_t value_of(ExprId id, const SymbolValues& symbols) const;

  const Listing& listing_;
  Dims ranges_;
  std::int64_t columns_ = 0;  // of a kernel with two grid dimensions
  std::vector<Variable> variables_;
  std::vector<ExprId> indices_;  // of loads: what is added to the pointer
  std::vector<Dims> points_;
  std::set<std::vector<std::int64_t>> addresses_;
};

}  // namespace ireplay
