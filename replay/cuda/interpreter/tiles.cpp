#include "replay/cuda/interpreter/tiles.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

/// Loop tiling for transposes (Wolf and Lam, "A data locality optimizing algorithm", 1991), on the index
/// expressions: the variable along which the transposed operands are contiguous and the innermost one are
/// each split in two, and the remainders become the innermost variables.
namespace ireplay {

std::int32_t innermost(const LoopProgram& program, std::int32_t begin, std::int32_t end) {
  while (end-- > begin)
    if (program.ranges[end] > 1) return end;
  return kNone;
}

namespace {

constexpr std::int64_t kInnerTile = 16;
/// Bytes side by side in memory that a tile covers of what lies across: a line where the extents allow it.
constexpr std::int64_t kTurnedBytes[] = {128, 64, 32};

/// The variable along which most elements of accesses lie side by side that do not along `inner`; and the
/// bytes of their smallest element.
struct Turned {
  std::int32_t variable = kNone;
  std::int64_t bytes = 0;
};

Turned find_turned(const LoopProgram& program, std::int32_t inner) {
  std::map<std::int32_t, std::int64_t> bytes_along, least_bytes;
  for (const Instruction& at : program.instructions) {
    if ((at.opcode != Opcode::load && at.opcode != Opcode::store) ||
        std::abs(coefficient_of(program, program.indices[at.index], inner)) <= 1)
      continue;
    const auto bytes = static_cast<std::int64_t>(bytes_of(program.buffers[at.buffer].dtype));
    for (std::int32_t d = 0; d < program.parallel; ++d) {
      if (d == inner || std::abs(coefficient_of(program, program.indices[at.index], d)) != 1) continue;
      bytes_along[d] += bytes;
      const auto known = least_bytes.try_emplace(d, bytes).first;
      known->second = std::min(known->second, bytes);
    }
  }
  Turned found;
  std::int64_t most = 0;
  for (const auto& [variable, bytes] : bytes_along)
    if (bytes > most) most = bytes, found = {variable, least_bytes[variable]};
  return found;
}

/// Splits two variables: their quotients by the tile stay where they were, the remainders become the
/// innermost ones.
class Tiler {
 public:
  explicit Tiler(const LoopProgram& program) : result_(program), first_low_(program.parallel) {}

  LoopProgram run(std::int32_t outer, std::int64_t outer_tile, std::int32_t inner, std::int64_t inner_tile) {
    for (Atom& atom : result_.atoms)
      if (atom.kind == AtomKind::variable && atom.which >= first_low_) atom.which += 2;
    split(outer, outer_tile);
    split(inner, inner_tile);
    result_.parallel += 2;
    return std::move(result_);
  }

 private:
  void split(std::int32_t variable, std::int64_t tile) {
    const std::int32_t low = first_low_++;
    result_.ranges[variable] /= tile;
    result_.ranges.insert(result_.ranges.begin() + low, tile);
    Atom atom;
    atom.which = low;
    result_.atoms.push_back(atom);
    const auto low_atom = static_cast<std::int32_t>(result_.atoms.size()) - 1;
    for (IndexExpr& index : result_.indices) {
      std::vector<IndexTerm> added;
      for (IndexTerm& term : index.terms) {
        const Atom& of_term = result_.atoms[term.atom];
        if (of_term.kind != AtomKind::variable || of_term.which != variable) continue;
        added.push_back({low_atom, term.coefficient});
        term.coefficient *= tile;
      }
      index.terms.insert(index.terms.end(), added.begin(), added.end());
    }
  }

  LoopProgram result_;
  std::int32_t first_low_;
};

}  // namespace

std::optional<LoopProgram> tiled_for_transposes(const LoopProgram& program) {
  if (std::ranges::any_of(program.stages, [](const Stage& stage) { return stage.per_element; }))
    return std::nullopt;
  const std::int32_t inner = innermost(program, 0, program.parallel);
  if (inner == kNone) return std::nullopt;
  const Turned turned = find_turned(program, inner);
  if (turned.variable == kNone || program.ranges[inner] % kInnerTile != 0) return std::nullopt;
  for (const std::int64_t bytes : kTurnedBytes)
    if (program.ranges[turned.variable] % (bytes / turned.bytes) == 0)
      return Tiler(program).run(turned.variable, bytes / turned.bytes, inner, kInnerTile);
  return std::nullopt;
}

}  // namespace ireplay
