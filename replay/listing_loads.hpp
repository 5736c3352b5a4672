#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/tensor.hpp"

namespace ireplay {

/// The addresses that a kernel's listing loads from: `tl.load(in_ptr0 + (6*(x0) + ((-6) + x1)), ...)`. Known
/// of kernels with one or two grid dimensions and no reduction.
class ListingLoads {
 public:
  /// The row-major number of a point of `ranges` is `xindex`, or `yindex * xnumel + xindex`.
  ListingLoads(std::string_view listing, const Dims& ranges);

  bool empty() const { return loads_.empty(); }
  /// Whether one load has the address `addresses[k]` at `points[k]`, for every k.
  bool has(const std::vector<Dims>& points, const std::vector<std::int64_t>& addresses) const;

 private:
  struct Text {
    std::string_view name;  // x0; empty for a load
    std::string_view expression;
  };
  std::int64_t value_of(std::string_view expression,
                        const std::map<std::string, std::int64_t, std::less<>>& symbols) const;

  Dims ranges_;
  std::int64_t columns_ = 0;  // of a kernel with two grid dimensions
  std::vector<Text> variables_, loads_;
};

}  // namespace ireplay
