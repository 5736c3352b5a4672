#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/loads.hpp"

namespace ireplay {

/// One `I` of an index line.
struct Identity {
  const char* at = nullptr;  // its place in the text
  std::int64_t factor = 1;   // that it is multiplied by
  std::int64_t least = 0;    // the divisor that it is divided by: it must reach that far to matter
  bool in_sum = true;        // no part of a quotient or remainder
};

/// One way to read the `I` of a line.
struct IdentityReading {
  std::vector<Identity> identities;
  std::vector<std::size_t> choices;  // by identity: which of its positions to take; empty: the likely
  bool turned = false;               // two of them stand for the other one's position each
  // what resolving found
  std::size_t positions = 0;  // that the last one could have stood for
  bool square = false;        // the positions of two reach equally far
};

/// Inputs of concatenations are indexed by `Identity(p0 - 128)`, of which some releases print `I` alone: its
/// argument is lost. It is the position along the concatenated dimension less the start of this input, and
/// the mask of the block that holds the index compares that position with that start. Where several readings
/// remain, the kernel's listing tells which addresses it loads.
class IdentityResolver {
 public:
  /// Value of an index line as it stands in a scope.
  using LineValue = std::function<Linear(std::int32_t line, const Scope& scope)>;
  /// Value of the line that is read, with its `I` so.
  using LowerLine = std::function<Quantity(IdentityReading& reading)>;

  IdentityResolver(const BodyText& text, InstructionWriter& out) : text_(text), out_(out) {}

  /// Value of a line whose `I` are read as is likely, or as the listing has it. `is_address`: a load reads
  /// there.
  Quantity read(ExprId line, bool is_address, const LowerLine& lower);
  /// Value of one `I`. Throws Error{dump} where no mask says where its input starts.
  Quantity resolve(const Expr& name, const Scope& scope, IdentityReading& reading, const LineValue& value);

 private:
  struct Positions;

  void collect(ExprId id, Identity at, std::vector<Identity>& found) const;
  Positions find_positions(const Scope& scope, const IdentityReading& reading, std::int64_t least,
                           const LineValue& value) const;
  bool is_listed(const Linear& index);
  std::optional<Quantity> listed(IdentityReading& reading, const LowerLine& lower);

  const BodyText& text_;
  InstructionWriter& out_;
  std::map<std::string, std::vector<std::size_t>> listed_choices_;  // by line, as the listing has it
  std::optional<ListingLoads> listing_loads_;                       // read for the first line with an `I`
  int left_ = 1 << 16;  // to resolve: those around each other must not explode
};

}  // namespace ireplay
