#include "replay/cuda/compiled/merge_ranges.hpp"

namespace ireplay {
namespace {

void drop_variable(const LoopProgram& program, IndexExpr& index, std::int32_t variable) {
  std::erase_if(index.terms, [&](const IndexTerm& term) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    return atom.kind == AtomKind::variable && atom.which == variable;
  });
}

bool reads_as_one(const LoopProgram& program, std::int32_t outer) {
  const std::int64_t extent = program.ranges[static_cast<std::size_t>(outer) + 1];
  for (const IndexExpr& index : program.indices)
    if (coefficient_of(program, index, outer) != extent * coefficient_of(program, index, outer + 1))
      return false;
  return true;
}

/// Takes a variable out whose terms are gone from every index.
void remove_range(LoopProgram& program, std::int32_t variable) {
  for (IndexExpr& index : program.indices) drop_variable(program, index, variable);
  for (Atom& atom : program.atoms) {
    if (atom.kind != AtomKind::variable || atom.which < variable) continue;
    if (atom.which > variable) --atom.which;  // nothing uses the variable's own atom any more
  }
  program.ranges.erase(program.ranges.begin() + variable);
  if (variable < program.parallel) --program.parallel;
}

/// A range of one point in front of the parallel ones.
void add_point(LoopProgram& program) {
  for (Atom& atom : program.atoms)
    if (atom.kind == AtomKind::variable) ++atom.which;
  program.ranges.insert(program.ranges.begin(), 1);
  ++program.parallel;
}

}  // namespace

LoopProgram merged_ranges(LoopProgram program) {
  if (program.parallel == 0) add_point(program);
  if (program.ranges.size() == static_cast<std::size_t>(program.parallel)) program.ranges.push_back(1);
  for (auto v = static_cast<std::int32_t>(program.ranges.size()); v-- > 0;) {
    const bool alone =
        (v < program.parallel ? program.parallel
                              : static_cast<std::int32_t>(program.ranges.size()) - program.parallel) == 1;
    if (program.ranges[static_cast<std::size_t>(v)] == 1 && !alone) remove_range(program, v);
  }
  for (auto v = static_cast<std::int32_t>(program.ranges.size()) - 1; v-- > 0;) {
    const bool same_kind = (v < program.parallel) == (v + 1 < program.parallel);
    if (!same_kind || !reads_as_one(program, v)) continue;
    program.ranges[static_cast<std::size_t>(v) + 1] *= program.ranges[static_cast<std::size_t>(v)];
    remove_range(program, v);
  }
  return program;
}

}  // namespace ireplay
