#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "replay/loop_program.hpp"

/// The combine function of a scan, which the scheduler text does not print.
namespace ireplay {

struct ScanCombine {
  ScanKind kind = ScanKind::sum;
  CombineProgram program;  // kind program only
  std::string sentence;    // why it is not known; empty where it is
};

/// `types` are those of the carried tuple. From the helper functions of a Triton listing
/// (`_triton_helper_fn...`), of which those with as many arguments are candidates; from the ATen names of the
/// origin ("aten.cumsum"); from the initial value that 2.3 prints (0, 1, -inf). Where sources disagree or
/// several helpers fit, the origin decides.
ScanCombine find_scan_combine(std::string_view listing, std::span<const std::string_view> origins,
                              std::span<const DType> types, std::optional<double> initial);

/// One helper's body, lines from `def` to `return`, as a program: known kinds are recognised by what they
/// compute.
ScanCombine read_combine_function(std::string_view text, std::span<const DType> types);

}  // namespace ireplay
