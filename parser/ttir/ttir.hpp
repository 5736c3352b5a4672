#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/source.hpp"

/// Triton's own form of a kernel (`NAME.ttir` in its cache): which file and lines it was made of, and where
/// it multiplies numbers of blocks by constants. All else is passed over.
namespace ireplay {

struct TtirLocation {     // `#loc3 = loc("c1x.py":20:28)`, `#loc4 = loc("xoffset"(#loc3))`
  std::string_view name;  // loc3; the one without a number is `loc`
  std::string_view file;  // empty for a location within another one
  std::uint64_t line = 0;
  std::string_view of;  // loc3
};

struct TtirProduct {  // `%1 = arith.muli %0, %c256_i32 : i32 loc(#loc3)`, one of the two a constant
  std::uint64_t constant = 0;
  std::string_view location;
};

struct Ttir {
  std::vector<TtirLocation> locations;
  std::vector<TtirProduct> products;

  /// File and line that a location leads to; an empty file where it leads to none.
  std::pair<std::string_view, std::uint64_t> place_of(std::string_view location) const;
  /// The file that the kernel's function is in; empty where the text does not say.
  std::string_view file() const { return place_of("loc").first; }
};

/// Any text is read; `source` must outlive the result.
Ttir parse_ttir(const Source& source);

/// The file and a line for each product; the form of the golden files.
std::string to_text(const Ttir& text);

}  // namespace ireplay
