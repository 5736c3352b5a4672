#include "replay/passes/program_hash.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <numeric>

#include "kernels/scalar/scalar_ops.hpp"
#include "kernels/scalar/splitmix.hpp"
#include "replay/externs/extern_table.hpp"

/// Merkle hashing of the instructions' graph: an instruction's hash is that of its opcode, types and
/// operands' hashes (sorted where the op commutes), an index's that of its terms (sorted), and the program's
/// that of its effects (sorted) and loops. Names, numbers and the order of instructions never enter;
/// neighbouring loops that every index runs through as one are merged first.
namespace ireplay {
namespace {

/// FNV-1a over 64-bit words, each mixed as in splitmix64.
class Hash {
 public:
  Hash& add(std::uint64_t word) {
    value_ = (value_ ^ splitmix(word)) * 0x100000001B3U;
    value_ ^= value_ >> 29;
    return *this;
  }
  Hash& add(std::int64_t word) { return add(static_cast<std::uint64_t>(word)); }
  Hash& add(int word) { return add(static_cast<std::int64_t>(word)); }
  Hash& add(double number) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return add(bits);
  }
  Hash& add(std::string_view text) {
    for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    return add(std::uint64_t{text.size()});
  }
  template <class Kind>
  Hash& add_kind(Kind kind) {
    return add(static_cast<std::uint64_t>(kind));
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

bool is_commutative(ScalarOp op) {
  switch (op) {
    case ScalarOp::add:
    case ScalarOp::mul:
    case ScalarOp::maximum:
    case ScalarOp::minimum:
    case ScalarOp::eq:
    case ScalarOp::ne:
    case ScalarOp::logical_and:
    case ScalarOp::logical_or:
    case ScalarOp::bitwise_and:
    case ScalarOp::bitwise_or:
    case ScalarOp::bitwise_xor:
      return true;
    default:
      return false;
  }
}

/// The loops of a program as one row of them: loops that every index runs through as if they were one are
/// one.
class Loops {
 public:
  explicit Loops(const LoopProgram& program) : program_(program), merged_(program.ranges.size()) {
    std::iota(merged_.begin(), merged_.end(), 0);
    find_inner_variables();
    const auto count = static_cast<std::int32_t>(program.ranges.size());
    for (std::int32_t v = count - 1; v-- > 0;)
      if (v + 1 != program.parallel && run_together(v, v + 1)) merged_[v] = merged_[v + 1];
    std::int32_t last = kNone, number = -1;
    numbers_.resize(program.ranges.size(), kNone);
    for (std::int32_t v = 0; v < count; ++v) {
      if (program.ranges[v] == 1) continue;
      if (merged_[v] != last) number += 1;
      last = merged_[v];
      numbers_[v] = number;
    }
  }

  /// Number and extent of each loop, the parallel ones first.
  void add_to(Hash& hash) const {
    std::map<std::int32_t, std::int64_t> extents;
    std::map<std::int32_t, bool> parallel;
    for (std::size_t v = 0; v < numbers_.size(); ++v) {
      if (numbers_[v] == kNone) continue;
      extents.emplace(numbers_[v], 1).first->second *= program_.ranges[v];
      parallel[numbers_[v]] = static_cast<std::int32_t>(v) < program_.parallel;
    }
    for (const auto& [number, extent] : extents) hash.add(extent).add(parallel[number] ? 1 : 2);
  }

  /// None for a loop of length 1, and for one that is part of the next.
  std::int32_t number(std::int32_t variable) const { return is_last(variable) ? numbers_[variable] : kNone; }

 private:
  bool is_last(std::int32_t variable) const { return merged_[variable] == variable; }

  /// Variables that stand inside of other atoms stay as they are.
  void find_inner_variables() {
    inner_.resize(program_.ranges.size());
    for (const Atom& atom : program_.atoms)
      for (const IndexId arg : atom.args)
        if (arg != kNone)
          for (const IndexTerm& term : program_.indices[arg].terms)
            if (const Atom& inside = program_.atoms[term.atom]; inside.kind == AtomKind::variable)
              inner_[inside.which] = true;
  }

  bool run_together(std::int32_t outer, std::int32_t inner) const {
    if (inner_[outer] || inner_[inner] || program_.ranges[outer] == 1 || program_.ranges[inner] == 1)
      return false;
    return std::ranges::all_of(program_.indices, [&](const IndexExpr& index) {
      return coefficient_of(program_, index, outer) ==
             program_.ranges[inner] * coefficient_of(program_, index, inner);
    });
  }

  const LoopProgram& program_;
  std::vector<std::int32_t> merged_;   // by variable: the innermost one of its loop
  std::vector<std::int32_t> numbers_;  // by variable; kNone: of length 1
  std::vector<bool> inner_;
};

class ProgramHash {
 public:
  explicit ProgramHash(const LoopProgram& program)
      : program_(program), loops_(program), values_(program.instructions.size()) {}

  std::uint64_t hash() {
    std::vector<std::uint64_t> effects;  // what is stored and checked
    for (std::size_t k = 0; k < values_.size(); ++k) {
      values_[k] = of(program_.instructions[k]);
      const Opcode opcode = program_.instructions[k].opcode;
      if (opcode == Opcode::store || opcode == Opcode::device_assert || opcode == Opcode::check_bounds)
        effects.push_back(values_[k]);
    }
    std::ranges::sort(effects);
    Hash hash;
    loops_.add_to(hash);
    for (const std::uint64_t effect : effects) hash.add(effect);
    return hash.value();
  }

 private:
  std::uint64_t of(const Instruction& at) {
    Hash hash;
    hash.add_kind(at.opcode).add_kind(at.dtype).add_kind(at.source).add(int{at.selection});
    hash.add(at.flag ? 1 : 0).add(at.flag2 ? 1 : 0).add(std::int64_t{at.kind});
    if (at.opcode == Opcode::constant || at.opcode == Opcode::indirect || at.opcode == Opcode::check_bounds ||
        at.opcode == Opcode::load_seed)
      hash.add(at.immediate.i);
    std::vector<std::uint64_t> operands;
    for (const ValueId operand : at.operands)
      if (operand != kNone) operands.push_back(values_[operand]);
    if (at.opcode == Opcode::scalar && is_commutative(at.op)) std::ranges::sort(operands);
    for (const std::uint64_t operand : operands) hash.add(operand);
    if (at.mask != kNone) hash.add(values_[at.mask]);
    if (at.buffer != kNone) {
      const BufferUse& use = program_.buffers[at.buffer];
      hash.add_kind(use.dtype).add(use.extent);
    }
    if (at.index != kNone) hash.add(of(at.index));
    if (at.opcode == Opcode::bucketize) add(program_.bucketizes[at.extra], hash);
    if (at.opcode == Opcode::scan && at.scan == ScanKind::program)
      for (const Instruction& inner : program_.combines[at.extra].instructions)
        hash.add_kind(inner.opcode).add(std::int64_t{inner.kind}).add(std::int64_t{inner.operands[0]});
    return hash.value();
  }

  void add(const Bucketize& entry, Hash& hash) {
    for (const IndexId index : {entry.length, entry.total, entry.stride, entry.sorter_stride})
      if (index != kNone) hash.add(of(index));
    hash.add(entry.right ? 1 : 0);
  }

  std::uint64_t of(IndexId index) {
    const IndexExpr& expr = program_.indices[index];
    std::vector<std::uint64_t> terms;
    for (const IndexTerm& term : expr.terms) {
      const Atom& atom = program_.atoms[term.atom];
      Hash hash;
      hash.add_kind(atom.kind).add(term.coefficient);
      if (atom.kind == AtomKind::variable) {
        if (loops_.number(atom.which) == kNone) continue;
        hash.add(loops_.number(atom.which));
      } else if (atom.kind == AtomKind::value) {
        hash.add(values_[atom.which]);
      }
      for (const IndexId arg : atom.args)
        if (arg != kNone) hash.add(of(arg));
      terms.push_back(hash.value());
    }
    std::ranges::sort(terms);
    Hash hash;
    hash.add(expr.offset);
    for (const std::uint64_t term : terms) hash.add(term);
    return hash.value();
  }

  const LoopProgram& program_;
  Loops loops_;
  std::vector<std::uint64_t> values_;
};

void add(const ExternValue& value, const Plan& plan, Hash& hash) {
  hash.add(std::uint64_t{value.value.index()});
  if (const auto* view = std::get_if<TensorView>(&value.value)) {
    hash.add_kind(view->dtype);
    for (const std::int64_t extent : view->size) hash.add(extent);
    for (const std::int64_t stride : view->stride) hash.add(stride);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value.value)) {
    hash.add(*integer);
  } else if (const auto* real = std::get_if<double>(&value.value)) {
    hash.add(*real);
  } else if (const auto* boolean = std::get_if<bool>(&value.value)) {
    hash.add(*boolean ? 1 : 0);
  } else if (const auto* text = std::get_if<std::string>(&value.value)) {
    hash.add(std::string_view(*text));
  } else if (const auto* dtype = std::get_if<DType>(&value.value)) {
    hash.add_kind(*dtype);
  } else if (const auto* list = std::get_if<ExternList>(&value.value)) {
    for (const ExternValue& item : *list) add(item, plan, hash);
    hash.add(std::uint64_t{list->size()});
  } else if (const auto* number = std::get_if<std::complex<double>>(&value.value)) {
    hash.add(number->real()).add(number->imag());
  }
}

}  // namespace

std::uint64_t hash_of(const LoopProgram& program) { return ProgramHash(program).hash(); }

std::uint64_t hash_of(const ExternCall& call, const Plan& plan) {
  const ExternRow* row = find_extern(call);
  Hash hash;
  hash.add(row != nullptr ? row->name : std::string_view(call.function));
  for (const ExternArgument& argument : call.arguments) {
    hash.add(std::string_view(argument.keyword));
    add(argument.value, plan, hash);
  }
  return hash.value();
}

std::uint64_t hash_of(const Step& step, const Plan& plan) {
  if (step.kind == Step::Kind::extern_call) return hash_of(step.call, plan);
  if (step.programs.empty()) return 0;
  std::vector<std::uint64_t> hashes;
  for (const LoopProgram& program : step.programs) hashes.push_back(hash_of(program));
  std::ranges::sort(hashes);
  Hash hash;
  for (const std::uint64_t one : hashes) hash.add(one);
  return hash.value();
}

std::string to_hex(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

}  // namespace ireplay
