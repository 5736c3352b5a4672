#include "replay/plan/index_trial.hpp"

#include <algorithm>

#include "parser/source.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

/// Marks the variables of an index; false where it has a value that data decides.
bool collect_variables(const LoopProgram& program, IndexId index, std::vector<bool>& used) {
  if (index == kNone) return true;
  return std::ranges::all_of(
      program.indices[static_cast<std::size_t>(index)].terms, [&](const IndexTerm& term) {
        const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
        if (atom.kind == AtomKind::value) return false;
        if (atom.kind == AtomKind::variable) {
          used[static_cast<std::size_t>(atom.which)] = true;
          return true;
        }
        return std::ranges::all_of(
            atom.args, [&](IndexId argument) { return collect_variables(program, argument, used); });
      });
}

/// To the next combination, the last variable first; whether there is one.
bool step(std::vector<std::int64_t>& point, const std::vector<std::int64_t>& ranges) {
  for (std::size_t d = point.size(); d-- > 0; point[d] = 0)
    if (++point[d] < ranges[d]) return true;
  return false;
}

}  // namespace

IndexTrial try_index(const LoopProgram& program, IndexId index, std::int64_t extent,
                     std::int64_t most_points) {
  std::vector<bool> used(program.ranges.size(), false);
  if (!collect_variables(program, index, used)) return {};
  std::vector<std::int64_t> ranges(program.ranges.size(), 1);
  Checked points = 1;
  for (std::size_t d = 0; d < ranges.size(); ++d)
    if (used[d]) points = checked_multiply(points, ranges[d] = program.ranges[d]);
  if (points == 0) return {.kind = IndexTrial::Kind::inside};
  if (!points || *points > most_points) return {};
  std::vector<std::int64_t> point(ranges.size(), 0);
  do {
    try {
      const std::int64_t value = evaluate(program, index, point.data(), nullptr);
      if (value < 0 || value >= extent)
        return {.kind = IndexTrial::Kind::outside, .value = value, .point = point};
    } catch (const Error& error) {  // a division by zero, a product that does not fit
      return {.kind = IndexTrial::Kind::fault, .point = point, .why = error.what()};
    }
  } while (step(point, ranges));
  return {.kind = IndexTrial::Kind::inside};
}

}  // namespace ireplay
