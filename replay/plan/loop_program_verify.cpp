#include <algorithm>

#include "parser/source.hpp"
#include "replay/plan/loop_program.hpp"

namespace ireplay {
namespace {

/// Walks a program once and throws at the first number that means nothing.
class Verifier {
 public:
  explicit Verifier(const LoopProgram& program) : program_(program) {}

  void run() {
    expect(program_.parallel >= 0 && program_.parallel <= size(program_.ranges), "the split of the ranges");
    expect(std::ranges::all_of(program_.ranges, [](std::int64_t extent) { return extent >= 0; }), "a range");
    expect(program_.labels.size() == program_.instructions.size(), "the number of labels");
    verify_indices();
    stage_of_.assign(program_.instructions.size(), 0);
    std::int32_t next = 0;
    for (std::int32_t stage = 0; stage < size(program_.stages); ++stage) {
      const Stage& at = program_.stages[stage];
      expect(at.begin == next && at.end >= at.begin && at.end <= size(program_.instructions), "a stage");
      std::fill(stage_of_.begin() + at.begin, stage_of_.begin() + at.end, stage);
      next = at.end;
    }
    expect(next == size(program_.instructions), "the last stage");
    for (current_ = 0; current_ < size(program_.instructions); ++current_) verify_instruction();
  }

 private:
  template <class T>
  static std::int32_t size(const std::vector<T>& entries) {
    return static_cast<std::int32_t>(entries.size());
  }
  template <class T>
  static bool has(const std::vector<T>& entries, std::int32_t number) {
    return number >= 0 && number < size(entries);
  }

  void expect(bool holds, const std::string& what) const {
    if (holds) return;
    std::string sentence = program_.node + ": ";
    if (has(program_.labels, current_)) sentence.append(program_.labels[current_]).append(": ");
    throw Error(Error::Kind::unsupported, sentence + "the loop program does not fit together: " + what);
  }

  static int arity(AtomKind kind) {
    switch (kind) {
      case AtomKind::variable:
      case AtomKind::value:
        return 0;
      case AtomKind::logical_not:
        return 1;
      case AtomKind::select:
        return 3;
      default:
        return 2;
    }
  }

  /// Arguments of an atom are indices made before every index that uses it: evaluation ends. An argument that
  /// is used twice is evaluated twice: `work` and `depth` bound what one evaluation takes.
  void verify_indices() const {
    constexpr std::int64_t kMostWork = 100'000, kMostDepth = 1'000;
    std::vector<std::int64_t> work(program_.indices.size(), 1), depth(program_.indices.size(), 1);
    for (IndexId id = 0; id < size(program_.indices); ++id) {
      for (const IndexTerm& term : program_.indices[id].terms) {
        expect(has(program_.atoms, term.atom), "an index's term");
        const Atom& atom = program_.atoms[term.atom];
        if (atom.kind == AtomKind::variable) expect(has(program_.ranges, atom.which), "an index's variable");
        if (atom.kind == AtomKind::value) expect(has(program_.instructions, atom.which), "an index's value");
        for (int k = 0; k < arity(atom.kind); ++k) {
          expect(atom.args[k] >= 0 && atom.args[k] < id, "an index's argument");
          work[id] += work[atom.args[k]];
          depth[id] = std::max(depth[id], depth[atom.args[k]] + 1);
          expect(work[id] <= kMostWork && depth[id] <= kMostDepth, "an index has too many parts");
        }
      }
    }
  }

  void verify_value(ValueId value) const {
    expect(value >= 0 && value < current_, "operand " + std::to_string(value));
    const Opcode opcode = program_.instructions[value].opcode;
    const Stage& from = program_.stages[stage_of_[value]];
    const Stage& here = program_.stages[stage_of_[current_]];
    const bool earlier = stage_of_[value] < stage_of_[current_];
    if (opcode == Opcode::reduce || opcode == Opcode::sort)
      expect(earlier, "operand " + std::to_string(value) + " is not complete in its own stage");
    if (earlier && from.per_element && opcode != Opcode::reduce)
      expect(here.per_element, "operand " + std::to_string(value) + " is one value for each element");
  }

  void verify_index(IndexId index) const {
    expect(has(program_.indices, index), "an index");
    for (const IndexTerm& term : program_.indices[index].terms) {
      const Atom& atom = program_.atoms[term.atom];
      if (atom.kind == AtomKind::value) verify_value(atom.which);
      if (atom.kind == AtomKind::variable)
        expect(atom.which < program_.parallel || program_.stages[stage_of_[current_]].per_element,
               "a reduction variable outside of its loop");
      for (int k = 0; k < arity(atom.kind); ++k) verify_index(atom.args[k]);
    }
  }

  void expect_operands(int count) const {
    const Instruction& at = program_.instructions[current_];
    for (int k = 0; k < count; ++k) expect(at.operands[k] != kNone, "a missing operand");
  }

  void verify_bucketize(const Instruction& at) const {
    expect_operands(1);
    expect(has(program_.bucketizes, at.extra), "the bucketize entry");
    const Bucketize& entry = program_.bucketizes[at.extra];
    expect(has(program_.buffers, entry.boundaries), "the boundaries");
    expect(entry.sorter == kNone || has(program_.buffers, entry.sorter), "the sorter");
    verify_index(entry.length);
    if (entry.stride != kNone) verify_index(entry.stride);
    if (entry.sorter_stride != kNone) verify_index(entry.sorter_stride);
  }

  void verify_combine(const Instruction& at) const {
    expect(has(program_.combines, at.extra), "the combine program");
    const CombineProgram& combine = program_.combines[at.extra];
    const std::int32_t members = combine.members;
    expect(members >= 1 && members <= static_cast<std::int32_t>(at.operands.size()) &&
               size(combine.results) == members,
           "the combine program's members");
    for (std::int32_t k = 0; k < size(combine.instructions); ++k)
      for (ValueId operand : combine.instructions[k].operands)
        expect(operand >= kNone && operand < 2 * members + k, "a combine program's operand");
    for (ValueId result : combine.results)
      expect(result >= 0 && result < 2 * members + size(combine.instructions), "a combine program's result");
    expect_operands(members);
    expect(at.selection < members, "a selection");
  }

  void verify_operands_of(const Instruction& at) const {
    switch (at.opcode) {
      case Opcode::constant:
        break;
      case Opcode::load:
        verify_index(at.index);
        break;
      case Opcode::store:
        verify_index(at.index), expect_operands(1);
        break;
      case Opcode::index_expr:
      case Opcode::check_bounds:
        verify_index(at.index);
        break;
      case Opcode::scalar:
        expect_operands(info(at.op).arity);
        break;
      case Opcode::random: {
        const bool bounded = at.random == RandomKind::randint64 || at.random == RandomKind::randint64_cpu;
        expect_operands(bounded ? 4 : 2);
        break;
      }
      case Opcode::scan:
        if (at.scan == ScanKind::program) verify_combine(at);
        expect_operands(1);
        break;
      case Opcode::bucketize:
        verify_bucketize(at);
        break;
      case Opcode::device_assert:
        expect_operands(1);
        expect(has(program_.messages, at.extra), "the message");
        break;
      case Opcode::load_seed:
        break;
      default:
        expect_operands(1);
    }
  }

  void verify_instruction() const {
    const Instruction& at = program_.instructions[current_];
    for (ValueId operand : at.operands)
      if (operand != kNone) verify_value(operand);
    if (at.mask != kNone) verify_value(at.mask);
    const bool accesses =
        at.opcode == Opcode::load || at.opcode == Opcode::store || at.opcode == Opcode::load_seed;
    if (accesses) expect(has(program_.buffers, at.buffer), "the buffer");
    const bool whole_row =
        at.opcode == Opcode::reduce || at.opcode == Opcode::scan || at.opcode == Opcode::sort;
    if (whole_row) expect(program_.stages[stage_of_[current_]].per_element, "it stands outside of the loop");
    expect(at.selection >= 0 && at.selection < 4, "a selection");
    if (at.opcode == Opcode::sort) expect(at.operands[at.selection] != kNone, "a selection");
    verify_operands_of(at);
  }

  const LoopProgram& program_;
  std::int32_t current_ = kNone;
  std::vector<std::int32_t> stage_of_;
};

}  // namespace

void verify(const LoopProgram& program) { Verifier(program).run(); }

}  // namespace ireplay
