#include "replay/lower/body/index_lines.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace ireplay {
namespace {

constexpr std::int32_t kMostIndirect = 1 << 16;

}  // namespace

std::int32_t number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return kNone;
  std::int32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data() + prefix.size(), end, number);
  return fault == std::errc() && stop == end && number >= 0 && number < kMostIndirect ? number : kNone;
}

IndexLines::IndexLines(const BodyText& text, InstructionWriter& out, std::pmr::memory_resource* memory)
    : text_(text),
      out_(out),
      identities_(text, out),
      lines_(slice(text.dump.index_lines, text.context.body->indices)),
      lowered_(lines_.size(), kNone, memory) {}

std::int32_t IndexLines::find(std::string_view name) const {
  const std::int32_t number = number_after(name, "index");  // lines stand in order of their numbers
  const auto at = static_cast<std::size_t>(number);
  if (number != kNone && at < lines_.size() && lines_[at].name == name) return number;
  const auto found = std::ranges::find(lines_, name, &IndexLine::name);
  return found == lines_.end() ? kNone : static_cast<std::int32_t>(found - lines_.begin());
}

Quantity IndexLines::quantity(std::int32_t line, const Scope& scope, bool is_address) {
  IndexId& known = lowered_[static_cast<std::size_t>(line)];
  if (known != kNone) return Quantity::of(out_.algebra.expand(known));
  bool has_identity = false;
  const auto lower_line = [&](IdentityReading& reading) {
    return lower(text_of(line), scope, reading, has_identity);
  };
  Quantity value = identities_.read(text_of(line), is_address, lower_line);
  if (value.is_integer() && !has_identity) known = out_.algebra.intern(value.numerator);
  return value;
}

Linear IndexLines::integer(std::int32_t line, const Scope& scope, bool is_address) {
  Quantity value = quantity(line, scope, is_address);
  if (!value.is_integer()) text_.fail(text_of(line), "expected an index whose value is an integer");
  return std::move(value.numerator);
}

Quantity IndexLines::lower(ExprId id, const Scope& scope) {
  IdentityReading reading;
  bool has_identity = false;
  return lower(id, scope, reading, has_identity);
}

Linear IndexLines::lower_integer(ExprId id, const Scope& scope) {
  IdentityReading reading;
  bool has_identity = false;
  return lowering(scope, reading, has_identity).lower_integer(id);
}

Quantity IndexLines::lower(ExprId id, const Scope& scope, IdentityReading& reading, bool& has_identity) {
  return lowering(scope, reading, has_identity).lower(id);
}

IndexLowering IndexLines::lowering(const Scope& scope, IdentityReading& reading, bool& has_identity) {
  const auto name_of = [this, &scope, &reading, &has_identity](const Expr& name, int depth) {
    return other_name(name, depth, scope, reading, has_identity);
  };
  return {*text_.dump.source,
          text_.dump.exprs,
          out_.algebra,
          slice(text_.dump.variables, text_.context.body->variables),
          *text_.context.symbols,
          name_of,
          depth_};
}

std::optional<Quantity> IndexLines::other_name(const Expr& name, int depth, const Scope& scope,
                                               IdentityReading& reading, bool& has_identity) {
  if (name.text == "I") {
    has_identity = true;
    const int outer = std::exchange(depth_, depth);
    Quantity value = identities_.resolve(
        name, scope, reading, [this](std::int32_t line, const Scope& in) { return integer(line, in); });
    depth_ = outer;
    return value;
  }
  const std::int32_t number = number_after(name.text, "indirect");
  if (number == kNone) return std::nullopt;
  const auto at = static_cast<std::size_t>(number);
  if (at >= indirects_.size() || indirects_[at] == kNone)
    text_.fail(name.text,
               "'" + std::string(name.text) + "' is used before self.set_" + std::string(name.text));
  const Instruction& made = out_.at(indirects_[at]);
  Bounds bounds{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  if (made.flag) bounds = {0, std::max<std::int64_t>(made.immediate.i - 1, 0)};
  return Quantity::of(out_.algebra.value(indirects_[at], bounds));
}

void IndexLines::set_indirect(std::int32_t number, ValueId value) {
  const auto at = static_cast<std::size_t>(number);
  if (at >= indirects_.size()) indirects_.resize(at + 1, kNone);
  if (indirects_[at] != kNone) std::ranges::fill(lowered_, kNone);  // lines with the old value are stale
  indirects_[at] = value;
}

}  // namespace ireplay
