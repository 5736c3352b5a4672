#pragma once

#include <span>
#include <string>
#include <string_view>

#include "parser/model.hpp"
#include "replay/lower/body/lower_body.hpp"
#include "replay/lower/listing/kernel_listings.hpp"

namespace ireplay {

/// Arguments of one statement: positional ones in order, keywords by name.
struct Call {
  const Statement& statement;
  std::span<const ExprId> positional;
  std::span<const ExprId> keywords;
};

/// The text of one loop body, which nothing here changes: its blocks, the arguments of its statements, and
/// faults at their places (`op3: expected ...`).
struct BodyText {
  const BodyContext& context;
  const Dump& dump;  // of the body

  explicit BodyText(const BodyContext& of)
      : context(of), dump(*of.dump), kernel_(of.listing, {of.dump->source, of.listing_source}) {}

  /// The kernel's listing; without functions where there is none of Triton's.
  const Listing& listing() const { return kernel_.parsed(); }

  [[noreturn]] void fail(std::string_view at, const std::string& sentence) const;
  [[noreturn]] void fail(ExprId at, const std::string& sentence) const;
  [[noreturn]] void fail_unsupported(std::string_view at, const std::string& sentence) const;

  const Expr& expr(ExprId id) const { return dump.exprs[id]; }
  std::span<const Block> blocks() const { return slice(dump.blocks, context.body->blocks); }
  std::span<const Statement> statements(const Block& block) const {
    return slice(dump.statements, block.statements);
  }
  const Block* find_block(std::string_view name) const;

  Call split_arguments(const Statement& statement) const;
  /// The k-th positional argument, or the keyword's value; kNoExpr if there is neither.
  ExprId find_argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  /// The same, which must be there.
  ExprId argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  bool is_none(ExprId id) const { return id == kNoExpr || expr(id).kind == ExprKind::none; }
  std::string_view string_argument(ExprId id) const;
  DType dtype_argument(ExprId id) const;
  bool flag_argument(ExprId id) const;
  /// The values of a tuple, or of one value alone.
  std::span<const ExprId> members(const ExprId& id) const;

 private:
  BodyListing kernel_;
};

}  // namespace ireplay
