#include "replay/cuda/compiled/split_ranges.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "replay/cuda/compiled/walk.hpp"
#include "replay/cuda/compiled/work.hpp"
#include "replay/plan/index_substitution.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kMostRanges = 8;
constexpr std::int64_t kLongestVector = 8;  // elements

struct Cut {
  std::int32_t variable = 0;
  std::int64_t inner = 1;  // extent of the faster piece
};

bool divides(const Atom& atom) { return atom.kind == AtomKind::floordiv || atom.kind == AtomKind::mod; }

/// Quotients and remainders that indices of instructions are made of.
std::int64_t count_divisions(const LoopProgram& program) {
  std::vector<bool> read(program.atoms.size());
  const auto mark = [&](const auto& self, IndexId index) -> void {
    if (index == kNone) return;
    for (const IndexTerm& term : program.indices[static_cast<std::size_t>(index)].terms) {
      const auto at = static_cast<std::size_t>(term.atom);
      if (read[at]) continue;
      read[at] = true;
      if (program.atoms[at].kind == AtomKind::variable || program.atoms[at].kind == AtomKind::value) continue;
      for (const IndexId arg : program.atoms[at].args) self(self, arg);
    }
  };
  for (const Instruction& at : program.instructions) mark(mark, at.index);
  std::int64_t count = 0;
  for (std::size_t k = 0; k < read.size(); ++k) count += read[k] && divides(program.atoms[k]) ? 1 : 0;
  return count;
}

/// Whether something is contiguous along the variable whose vectors would be shorter in a piece.
bool shortens_vectors(const LoopProgram& program, const Cut& cut) {
  const auto longest = [](std::int64_t extent) { return std::min(extent & -extent, kLongestVector); };
  if (longest(cut.inner) >= longest(program.ranges[static_cast<std::size_t>(cut.variable)])) return false;
  const Walk walk(program, cut.variable, 2);
  return std::ranges::any_of(program.instructions, [&](const Instruction& at) {
    return is_access(at) && at.index != kNone && walk.step(at.index) == 1;
  });
}

std::vector<Cut> cuts_of(const LoopProgram& program) {
  std::vector<Cut> cuts;
  for (const Atom& atom : program.atoms) {
    if (!divides(atom)) continue;
    const IndexExpr& divisor = program.indices[static_cast<std::size_t>(atom.args[1])];
    if (!divisor.terms.empty() || divisor.offset <= 1) continue;
    for (const IndexTerm& term : program.indices[static_cast<std::size_t>(atom.args[0])].terms) {
      const Atom& of = program.atoms[static_cast<std::size_t>(term.atom)];
      if (of.kind != AtomKind::variable || of.which >= program.parallel || term.coefficient <= 0) continue;
      if (divisor.offset % term.coefficient != 0) continue;
      const Cut cut{of.which, divisor.offset / term.coefficient};
      const std::int64_t extent = program.ranges[static_cast<std::size_t>(of.which)];
      if (cut.inner > 1 && cut.inner < extent && extent % cut.inner == 0 && !shortens_vectors(program, cut))
        cuts.push_back(cut);
    }
  }
  return cuts;
}

LoopProgram cut_at(const LoopProgram& program, const Cut& cut) {
  LoopProgram result = program;
  result.ranges[static_cast<std::size_t>(cut.variable)] /= cut.inner;
  result.ranges.insert(result.ranges.begin() + cut.variable + 1, cut.inner);
  ++result.parallel;
  result.atoms.clear();
  result.indices.clear();
  IndexAlgebra algebra(result);
  std::vector<Linear> variables;
  for (std::int32_t v = 0; v < static_cast<std::int32_t>(program.ranges.size()); ++v) {
    variables.push_back(algebra.variable(v > cut.variable ? v + 1 : v));
    if (v != cut.variable) continue;
    variables.back().scale(cut.inner);
    variables.back().add(algebra.variable(v + 1));
  }
  std::vector<ValueId> values(program.instructions.size());
  std::iota(values.begin(), values.end(), 0);
  IndexSubstitution substitution(program, algebra, std::move(variables), values);
  for (Instruction& at : result.instructions) at.index = substitution.index(at.index);
  for (Bucketize& entry : result.bucketizes)
    for (IndexId* index : {&entry.length, &entry.total, &entry.stride, &entry.sorter_stride})
      *index = substitution.index(*index);
  return result;
}

/// With the first cut that leaves fewer divisions.
std::optional<LoopProgram> with_a_cut(const LoopProgram& program) {
  const std::int64_t divisions = count_divisions(program);
  if (divisions == 0 || program.ranges.size() >= kMostRanges) return std::nullopt;
  for (const Cut& cut : cuts_of(program)) {
    LoopProgram result = cut_at(program, cut);
    if (count_divisions(result) < divisions) return result;
  }
  return std::nullopt;
}

}  // namespace

LoopProgram split_ranges(LoopProgram program) {
  try {
    while (auto split = with_a_cut(program)) program = std::move(*split);
  } catch (const IndexFault&) {  // of an index that overflows somewhere else than before: it stays whole
  }
  return program;
}

}  // namespace ireplay
