#include "replay/passes/join.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "parser/hash.hpp"
#include "parser/source.hpp"
#include "replay/plan/index_substitution.hpp"

namespace ireplay {
namespace {

/// Rows and elements per row that all programs of a group iterate over.
struct Domain {
  std::int64_t rows = 1, columns = 1;
  bool has_rows_apart = false;  // some program reduces: rows and elements are told apart
};

bool reduces(const LoopProgram& program) {
  return static_cast<std::size_t>(program.parallel) < program.ranges.size() ||
         std::any_of(program.instructions.begin(), program.instructions.end(), [](const Instruction& at) {
           return at.opcode == Opcode::reduce || at.opcode == Opcode::scan || at.opcode == Opcode::sort;
         });
}

std::optional<Domain> domain_of(const std::vector<const LoopProgram*>& parts) {
  Domain domain;
  for (const LoopProgram* part : parts)
    if (!domain.has_rows_apart && reduces(*part))
      domain = {parallel_count(*part), reduction_count(*part), true};
  if (!domain.has_rows_apart) domain.rows = parallel_count(*parts[0]);
  if (domain.rows <= 0 || domain.columns <= 0) return std::nullopt;
  if (domain.rows > std::numeric_limits<std::int64_t>::max() / domain.columns) return std::nullopt;
  for (const LoopProgram* part : parts) {
    const std::int64_t points = parallel_count(*part);
    const bool same = reduces(*part) ? points == domain.rows && reduction_count(*part) == domain.columns
                                     : points == domain.rows || points == domain.rows * domain.columns;
    if (!same) return std::nullopt;
  }
  return domain;
}

/// How far apart in the flat order of all elements the steps of a part's variables are.
std::vector<std::int64_t> flat_strides(const LoopProgram& part, const Domain& domain) {
  std::vector<std::int64_t> strides(part.ranges.size());
  const bool by_row = !reduces(part) && parallel_count(part) == domain.rows && domain.columns > 1;
  std::int64_t stride = by_row ? domain.columns : 1;
  for (std::size_t v = part.ranges.size(); v-- > 0;) {
    strides[v] = stride;
    stride *= part.ranges[v];
  }
  return strides;
}

/// Extents that split the flat order at every border that some part has; none where borders cross.
std::optional<std::vector<std::int64_t>> common_borders(const std::vector<const LoopProgram*>& parts,
                                                        const Domain& domain) {
  std::set<std::int64_t> borders{1, domain.columns, domain.rows * domain.columns};
  for (const LoopProgram* part : parts)
    for (const std::int64_t stride : flat_strides(*part, domain)) borders.insert(stride);
  std::vector<std::int64_t> sorted(borders.begin(), borders.end());
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i)
    if (sorted[i + 1] % sorted[i] != 0) return std::nullopt;
  return sorted;
}

struct InstructionHash {
  std::size_t operator()(const Instruction& at) const {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(at.opcode), at.kind);
    for (const ValueId operand : at.operands) hash = mix(hash, static_cast<std::uint32_t>(operand));
    hash = mix(hash, static_cast<std::uint64_t>(at.dtype) << 8 | static_cast<std::uint64_t>(at.source));
    hash = mix(hash, static_cast<std::uint64_t>(at.immediate.i));
    hash = mix(hash, static_cast<std::uint64_t>(at.mask) << 32 | static_cast<std::uint32_t>(at.index));
    hash = mix(hash, static_cast<std::uint64_t>(at.buffer) << 16 | static_cast<std::uint16_t>(at.selection));
    return hash;
  }
};

struct SameInstruction {
  bool operator()(const Instruction& a, const Instruction& b) const {
    return a.opcode == b.opcode && a.kind == b.kind && a.operands == b.operands && a.dtype == b.dtype &&
           a.source == b.source && a.immediate.i == b.immediate.i && a.mask == b.mask && a.index == b.index &&
           a.buffer == b.buffer && a.selection == b.selection && a.flag == b.flag && a.flag2 == b.flag2 &&
           a.extra == b.extra && a.checked == b.checked;
  }
};

/// Puts the parts of one group into one program, part by part.
class Joiner {
 public:
  Joiner(const std::vector<const LoopProgram*>& parts, const Plan& plan, const Domain& domain,
         const std::vector<std::int64_t>& borders)
      : parts_(parts),
        plan_(plan),
        domain_(domain),
        borders_(borders),
        program_(make_ranges()),
        algebra_(program_) {}

  /// None where a value is stored at one index and loaded at another.
  std::optional<LoopProgram> join() {
    for (const LoopProgram* part : parts_)
      if (!append(*part)) return std::nullopt;
    return std::move(program_);
  }

 private:
  struct Stored {
    IndexId index = kNone;  // from the start of the storage
    DType dtype = DType::f32;
    ValueId value = kNone;
    DType value_type = DType::f32;
    bool whole = false;  // plain and not masked: a load may take the value
    std::size_t part = 0;
  };
  struct Access {
    IndexId index = kNone;
    std::size_t part = 0;
  };

  LoopProgram make_ranges() const {
    LoopProgram program;
    for (std::size_t i = borders_.size() - 1; i > 0; --i) {
      program.ranges.push_back(borders_[i] / borders_[i - 1]);
      if (!domain_.has_rows_apart || borders_[i - 1] >= domain_.columns)
        program.parallel = static_cast<std::int32_t>(program.ranges.size());
    }
    if (domain_.has_rows_apart && domain_.columns == 1)
      program.ranges.push_back(1);  // a reduction over one element
    return program;
  }

  bool append(const LoopProgram& part) {
    part_ = &part;
    ++part_number_;
    values_.assign(part.instructions.size(), kNone);
    substitution_.emplace(part, algebra_, substituted_variables(), values_);
    for (std::size_t i = 0; i < part.instructions.size(); ++i)
      if (!append(part.instructions[i], i)) return false;
    return true;
  }

  std::vector<Linear> substituted_variables() const {
    const auto strides = flat_strides(*part_, domain_);
    std::vector<Linear> variables(strides.size(), Linear(0));
    for (std::size_t v = 0; v < strides.size(); ++v) {
      const std::int64_t end = strides[v] * part_->ranges[v];
      std::int64_t stride = borders_.back();
      for (std::size_t d = 0; d < borders_.size() - 1; ++d) {
        stride /= program_.ranges[d];
        if (stride >= strides[v] && stride < end)
          variables[v].add(algebra_.variable(static_cast<std::int32_t>(d)), stride / strides[v]);
      }
    }
    return variables;
  }

  IndexId index(IndexId id) { return substitution_->index(id); }

  const PlanBuffer& plan_buffer(std::int32_t use) const {
    return plan_.buffers[static_cast<std::size_t>(part_->buffers[static_cast<std::size_t>(use)].buffer)];
  }

  /// The index of an access from the start of the storage, so that two names of one storage can be compared.
  IndexId place(const Instruction& at) {
    Linear linear = substitution_->expression(at.index);
    linear.offset += plan_buffer(at.buffer).offset;
    return algebra_.intern(linear);
  }

  std::int32_t buffer(std::int32_t use) {
    if (use == kNone) return kNone;
    const BufferUse& from = part_->buffers[static_cast<std::size_t>(use)];
    const auto [entry, fresh] =
        uses_.emplace(from.buffer, static_cast<std::int32_t>(program_.buffers.size()));
    if (fresh) program_.buffers.push_back({from.buffer, from.dtype, from.extent, false, false});
    return entry->second;
  }

  ValueId value(ValueId old) const { return old == kNone ? kNone : values_[static_cast<std::size_t>(old)]; }

  bool append(const Instruction& from, std::size_t number) {
    Instruction at = from;
    for (ValueId& operand : at.operands) operand = value(operand);
    at.mask = value(at.mask);
    at.index = index(at.index);
    const std::string_view label = part_->labels[number];
    switch (at.opcode) {
      case Opcode::load:
        return append_load(from, at, number, label);
      case Opcode::store:
        return append_store(from, at, label);
      case Opcode::load_seed:
        at.buffer = buffer(at.buffer);
        program_.buffers[static_cast<std::size_t>(at.buffer)].read = true;
        break;
      case Opcode::bucketize:
        append_bucketize(at);
        break;
      case Opcode::scan:
        if (at.scan == ScanKind::program)
          at.extra = append_entry(part_->combines, program_.combines, at.extra);
        break;
      case Opcode::device_assert:
        at.extra = append_entry(part_->messages, program_.messages, at.extra);
        break;
      default:
        break;
    }
    const bool has_effect = at.opcode == Opcode::check_bounds || at.opcode == Opcode::device_assert;
    values_[number] = has_effect ? push(at, label) : push_once(at, label);
    return true;
  }

  template <class T>
  static std::int32_t append_entry(const std::vector<T>& from, std::vector<T>& to, std::int32_t entry) {
    to.push_back(from[static_cast<std::size_t>(entry)]);
    return static_cast<std::int32_t>(to.size()) - 1;
  }

  void append_bucketize(Instruction& at) {
    at.extra = append_entry(part_->bucketizes, program_.bucketizes, at.extra);
    Bucketize& entry = program_.bucketizes.back();
    entry.boundaries = buffer(entry.boundaries);
    program_.buffers[static_cast<std::size_t>(entry.boundaries)].read = true;
    entry.sorter = buffer(entry.sorter);
    if (entry.sorter != kNone) program_.buffers[static_cast<std::size_t>(entry.sorter)].read = true;
    for (IndexId* id : {&entry.length, &entry.total, &entry.stride, &entry.sorter_stride}) *id = index(*id);
  }

  bool append_load(const Instruction& from, Instruction at, std::size_t number, std::string_view label) {
    const PlanBuffer& target = plan_buffer(from.buffer);
    const IndexId where = place(from);
    const auto stored = stored_.find(target.storage);
    if (stored != stored_.end() && stored->second.part != part_number_) {
      if (!stored->second.whole || stored->second.index != where || stored->second.dtype != target.dtype)
        return false;
      values_[number] = as_loaded(stored->second, target.dtype, label);
      return true;
    }
    if (stored != stored_.end())
      at.extra = static_cast<std::int32_t>(part_number_);  // not one with an earlier load
    at.buffer = buffer(from.buffer);
    program_.buffers[static_cast<std::size_t>(at.buffer)].read = true;
    loaded_[target.storage].push_back({where, part_number_});
    values_[number] = push_once(at, label);
    program_.instructions[static_cast<std::size_t>(values_[number])].extra = kNone;
    return true;
  }

  /// What a load of the stored value gives, had it not been rounded to half precision.
  ValueId as_loaded(const Stored& stored, DType buffer_type, std::string_view label) {
    const bool float8 = is_floating(buffer_type) && bytes_of(buffer_type) == 1;
    if (stored.value_type == compute_type(buffer_type) && !float8) return stored.value;
    Instruction convert;
    convert.opcode = Opcode::convert;
    convert.source = stored.value_type;
    convert.dtype = float8 ? buffer_type : compute_type(buffer_type);
    convert.flag = float8;
    convert.operands[0] = stored.value;
    const ValueId narrowed = push_once(convert, label);
    if (!float8) return narrowed;
    Instruction widen;
    widen.opcode = Opcode::convert;
    widen.source = buffer_type;
    widen.dtype = compute_type(buffer_type);
    widen.operands[0] = narrowed;
    return push_once(widen, label);
  }

  bool append_store(const Instruction& from, Instruction at, std::string_view label) {
    const PlanBuffer& target = plan_buffer(from.buffer);
    const IndexId where = place(from);
    for (const Access& load : loaded_[target.storage])
      if (load.part != part_number_ && load.index != where) return false;
    at.buffer = buffer(from.buffer);
    program_.buffers[static_cast<std::size_t>(at.buffer)].written = true;
    push(at, label);
    const bool again = stored_.contains(target.storage);
    stored_[target.storage] = {where,
                               target.dtype,
                               at.operands[0],
                               at.dtype,
                               !again && at.mode == StoreMode::plain && at.mask == kNone && !at.checked,
                               part_number_};
    return true;
  }

  ValueId push(const Instruction& at, std::string_view label) {
    program_.instructions.push_back(at);
    program_.labels.push_back(label);
    return static_cast<ValueId>(program_.instructions.size()) - 1;
  }

  ValueId push_once(const Instruction& at, std::string_view label) {
    const auto [entry, fresh] = known_.emplace(at, static_cast<ValueId>(program_.instructions.size()));
    return fresh ? push(at, label) : entry->second;
  }

  const std::vector<const LoopProgram*>& parts_;
  const Plan& plan_;
  const Domain& domain_;
  const std::vector<std::int64_t>& borders_;
  LoopProgram program_;
  IndexAlgebra algebra_;
  const LoopProgram* part_ = nullptr;
  std::size_t part_number_ = 0;
  std::vector<ValueId> values_;                                   // of the part's instructions
  std::optional<IndexSubstitution> substitution_;                 // of the part
  std::unordered_map<std::int32_t, std::int32_t> uses_;           // Plan buffer -> entry of program_.buffers
  std::unordered_map<std::int32_t, Stored> stored_;               // by storage
  std::unordered_map<std::int32_t, std::vector<Access>> loaded_;  // by storage
  std::unordered_map<Instruction, ValueId, InstructionHash, SameInstruction> known_;
};

}  // namespace

std::optional<LoopProgram> join_parts(const std::vector<const LoopProgram*>& parts, const Plan& plan) {
  const auto domain = domain_of(parts);
  if (!domain) return std::nullopt;
  const auto borders = common_borders(parts, *domain);
  if (!borders) return std::nullopt;
  try {
    return Joiner(parts, plan, *domain, *borders).join();
  } catch (const IndexFault&) {
    return std::nullopt;
  }
}

}  // namespace ireplay
