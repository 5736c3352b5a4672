#include "replay/cuda/compiled/whole_rounds.hpp"

#include <algorithm>
#include <optional>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/cuda/compiled/shift_text.hpp"

namespace ireplay {
namespace {

/// The index that an integer value is, if it reads no other values.
std::optional<IndexId> index_of(const Body& body, ValueId value) {
  const Instruction& at = at_of(body, value);
  if (at.opcode != Opcode::index_expr || at.mask != kNone || is_floating(at.dtype)) return std::nullopt;
  bool reads = false;
  for_each_value(body.program, at.index, [&](ValueId) { reads = true; });
  return reads ? std::nullopt : std::optional(at.index);
}

/// An index below a constant that most of its values are below.
bool cuts_an_end(const Body& body, ValueId mask) {
  const Instruction& at = at_of(body, mask);
  if (at.opcode != Opcode::scalar || at.mask != kNone || (at.op != ScalarOp::lt && at.op != ScalarOp::le))
    return false;
  const std::optional<IndexId> index = index_of(body, at.operands[0]);
  const Instruction& limit = at_of(body, at.operands[1]);
  if (!index || limit.opcode != Opcode::constant || limit.mask != kNone || is_floating(limit.dtype))
    return false;
  const IntegerRange range = body.ranges.indices[static_cast<std::size_t>(*index)];
  if (range.low < 0 || range.high > kIntEnd) return false;
  constexpr std::int64_t kMost = 8;  // all but one in so many
  return limit.immediate.i > range.high - range.high / kMost;
}

/// The condition holds within a vector if it holds at both ends: an index moves one way.
std::string holds_in_vector(const Body& body, ValueId mask) {
  if (!body.walk.varies(mask)) return value_text(body, mask, "0");
  const IndexId index = at_of(body, at_of(body, mask).operands[0]).index;
  const int last = body.schedule.vector - 1;
  std::string text = value_text(body, mask, "0");
  for (int e = body.walk.step(index) ? last : 1; e <= last; ++e)
    text += " && " + value_text(body, mask, number(e));
  return text;
}

}  // namespace

WholeRounds find_whole_rounds(const Body& body, const Pass& pass, bool exact) {
  WholeRounds rounds;
  if (body.schedule.family != Family::rows) return rounds;
  std::vector<ValueId> all;
  for (const std::vector<ValueId>& level : pass.levels) all.insert(all.end(), level.begin(), level.end());
  for (const ValueId value : all)  // the threads of a row scan together
    if (at_of(body, value).opcode == Opcode::scan) return rounds;
  const auto note = [&](ValueId value, std::vector<ValueId>& in) {
    if (std::ranges::find(in, value) == in.end() && std::ranges::find(all, value) != all.end())
      in.push_back(value);
  };
  for (const ValueId value : all)
    if (const ValueId mask = at_of(body, value).mask; mask != kNone && cuts_an_end(body, mask))
      note(mask, rounds.masks);
  if (rounds.masks.empty() && !body.schedule.shifted) return rounds;
  for (const ValueId mask : rounds.masks) {
    note(at_of(body, mask).operands[0], rounds.positions);
    note(mask, rounds.positions);
  }
  std::ranges::sort(rounds.positions);
  rounds.condition = exact ? "true" : "in" + std::string(body.schedule.unroll > 1 ? "[u]" : "");
  if (body.schedule.shifted) rounds.condition += " && " + whole_vector(body);
  for (const ValueId mask : rounds.masks) rounds.condition += " && " + holds_in_vector(body, mask);
  return rounds;
}

}  // namespace ireplay
