#pragma once

#include <memory_resource>
#include <string_view>
#include <vector>

#include "replay/lower/body/identity.hpp"

namespace ireplay {

/// The index lines of one loop body (`index0 = 128*p0 + p1`) as integer arithmetic, and the symbols in them:
/// variables, sizes, `indirectN`, `I`. A line of one value everywhere is lowered once.
class IndexLines {
 public:
  IndexLines(const BodyText& text, InstructionWriter& out, std::pmr::memory_resource* memory);

  std::size_t size() const { return lines_.size(); }
  /// kNone if there is no such line.
  std::int32_t find(std::string_view name) const;
  ExprId text_of(std::int32_t line) const { return lines_[static_cast<std::size_t>(line)].value; }

  /// Value of a line where `scope` stands. `is_address`: a load reads there.
  Quantity quantity(std::int32_t line, const Scope& scope, bool is_address = false);
  /// The same, which must be an integer.
  Linear integer(std::int32_t line, const Scope& scope, bool is_address = false);
  /// An expression that is no line.
  Quantity lower(ExprId id, const Scope& scope);
  Linear lower_integer(ExprId id, const Scope& scope);

  /// `indirectN` means `value` from here on.
  void set_indirect(std::int32_t number, ValueId value);

 private:
  Quantity lower(ExprId id, const Scope& scope, IdentityReading& reading, bool& has_identity);
  IndexLowering lowering(const Scope& scope, IdentityReading& reading, bool& has_identity);
  std::optional<Quantity> other_name(const Expr& name, int depth, const Scope& scope,
                                     IdentityReading& reading, bool& has_identity);

  const BodyText& text_;
  InstructionWriter& out_;
  IdentityResolver identities_;
  std::span<const IndexLine> lines_;
  std::pmr::vector<IndexId> lowered_;  // kNone: not yet, or not of one value everywhere
  std::vector<ValueId> indirects_;     // by the number in indirectN
  int depth_ = 0;                      // of the expressions around the one that is lowered
};

/// N of indirectN and set_indirectN; kNone for another name.
std::int32_t number_after(std::string_view text, std::string_view prefix);

}  // namespace ireplay
