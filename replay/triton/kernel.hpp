#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parser/listing/listing.hpp"

/// A kernel in Triton that runs from its own text.
namespace ireplay {

/// Values of parameters, in the kernel's listing.
using TritonConfiguration = std::map<std::string_view, ExprId, std::less<>>;

/// The parsed text of one kernel with the functions and constants that it uses. Owns its text, so that a plan
/// outlives the files that it was made of. Not movable: the listing points into the text.
class TritonKernel {
 public:
  /// `text` begins at line `line` of `file`. Throws Error{dump} where a bracket or a quote is not closed, and
  /// Error{unsupported} where no function has the decorator that says how the kernel is launched.
  TritonKernel(const std::string& file, std::size_t line, std::string_view text);
  TritonKernel(const TritonKernel&) = delete;
  TritonKernel& operator=(const TritonKernel&) = delete;

  std::string_view name() const { return function().name; }
  std::size_t line() const { return line_; }
  std::string_view text() const { return source_.text().substr(line_ - 1); }
  const Source& source() const { return source_; }
  const Listing& listing() const { return listing_; }
  /// The one that is launched.
  const ListingFunction& function() const { return listing_.functions[entry_]; }
  std::span<const ListingParameter> parameters() const {
    return slice(listing_.parameters, function().parameters);
  }
  const ListingFunction* find_function(std::string_view name) const;

  /// The decorator's argument `keyword`, or the value of `key` in the dict that it is; kNoExpr where there is
  /// none.
  ExprId meta(std::string_view keyword) const;
  ExprId meta(std::string_view keyword, std::string_view key) const;
  /// By parameter, from a dict whose keys are names or positions (2.2 to 2.6).
  std::vector<ExprId> by_parameter(ExprId dict) const;

  /// The first configuration of an autotuned kernel: which one ran is in no file. Empty where there is one
  /// way.
  TritonConfiguration first_configuration() const;
  /// Names of the arguments that a call has behind those of the kernel: `_grid_0`, or symbols (2.7 and
  /// later).
  std::vector<std::string_view> launcher_arguments() const;

 private:
  std::size_t line_;
  Source source_;
  Listing listing_;
  std::size_t entry_ = 0;
  ExprId heuristics_ = kNoExpr;
};

}  // namespace ireplay
