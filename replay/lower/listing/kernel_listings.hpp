#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/listing/listing.hpp"

namespace ireplay {

/// The listings of a wrapper's kernels, each parsed when it is first asked for.
class KernelListings {
 public:
  /// `source` holds the texts of all kernels that are asked for.
  explicit KernelListings(const Source& source) : source_(source) {}

  /// Without functions where the text is none of Triton's.
  const Listing& of(const PyKernel& kernel);
  /// Those of a kernel in C++, one for each of its loops, as Triton's; none where they cannot be said so.
  const std::vector<Listing>& of_cpp(const PyKernel& kernel);

 private:
  const Source& source_;
  std::vector<std::unique_ptr<Source>> translated_;
  std::unordered_map<const char*, std::vector<Listing>> of_cpp_;
  std::unordered_map<const char*, Listing> listings_;  // by where the text begins
};

/// The one listing that goes with a loop body, parsed when it is first asked for.
class BodyListing {
 public:
  /// `sources`: texts that `text` may stand in; null for one that is not there. Faults are located in the
  /// first that holds it.
  BodyListing(std::string_view text, std::initializer_list<const Source*> sources);

  /// Without functions and statements where the text is none of Triton's (C++).
  const Listing& parsed() const;

 private:
  std::string_view text_;
  const Source* source_ = nullptr;
  mutable std::unique_ptr<Source> own_;  // where no source holds the text
  mutable std::optional<Listing> listing_;
};

/// Whether some expression of the listing calls the function that is spelled so: `tl.load`.
bool calls(const Listing& listing, std::string_view function);

}  // namespace ireplay
