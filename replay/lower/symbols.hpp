#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "parser/model.hpp"

/// Sizes that a text leaves open, and what expressions of them come to.
namespace ireplay {

/// Integers by symbol. `reals`: symbols that stand for a float read from a tensor (`zuf0`). `pending`:
/// symbols that data decides and whose values are not known yet.
struct SymbolValues : std::map<std::string, std::int64_t, std::less<>> {
  using Integers = std::map<std::string, std::int64_t, std::less<>>;
  using Integers::Integers;
  std::map<std::string, double, std::less<>> reals;
  std::set<std::string, std::less<>> pending;
  /// Texts print real constants with 15 digits, the wrapper with 17: the whole ones by the printed ones.
  std::map<std::string, double, std::less<>> literals;
};

/// What asks for the value of a symbol that is pending. Its sentence is that of an unknown symbol.
class PendingSymbol : public Error {
 public:
  using Error::Error;
};

/// Value of a size expression; throws Error{dump} at an unknown symbol ("unknown symbol 's0': give --sym
/// s0=VALUE"), at a value that is not an integer, and at overflow of 64 bits, PendingSymbol at a pending one.
std::int64_t evaluate_size(const Source& source, const ExprPool& exprs, ExprId id,
                           const SymbolValues& symbols);

}  // namespace ireplay
