#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parser/listing/listing.hpp"
#include "replay/plan/loop_program.hpp"

/// The combine function of a scan, which the scheduler text does not print.
namespace ireplay {

struct ScanCombine {
  ScanKind kind = ScanKind::sum;
  CombineProgram program;  // kind program only
  std::string sentence;    // why it is not known; empty where it is
};

/// What is known of one scan beside its statement.
struct ScanSource {
  const Listing* listing = nullptr;           // the Triton kernel's
  std::span<const std::string_view> origins;  // ATen names: "aten.cumsum"
  std::optional<double> initial;              // printed by 2.3 alone: 0, 1 or -inf
  std::size_t number = 0, count = 1;          // among the scans of the kernel, in order
};

/// `types` are those of the carried tuple. From the initial value; from the listing's helper functions
/// (`_triton_helper_fn...`) with as many parameters, where several fit from the origin or from the helper
/// that the scan's own call names; from the origin alone.
ScanCombine find_scan_combine(const ScanSource& source, std::span<const DType> types);

/// One helper function as a program: known kinds are recognised by what they compute.
ScanCombine read_combine_function(const Listing& listing, const ListingFunction& function,
                                  std::span<const DType> types);

}  // namespace ireplay
