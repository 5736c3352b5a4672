#include "replay/cpu/loops.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/source.hpp"
#include "replay/cpu/prepared_loops.hpp"
#include "replay/cpu/random.hpp"
#include "replay/cpu/reductions.hpp"
#include "replay/cpu/scan_sort.hpp"
#include "replay/plan/loop_stages.hpp"
#include "replay/plan/parallel.hpp"
#include "replay/plan/scalar_functions.hpp"
#include "replay/plan/value_order.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::device, sentence); }

/// Evaluates the program for a run of points of its parallel ranges.
class Runner {
 public:
  explicit Runner(const PreparedLoops& prepared)
      : prepared_(prepared),
        program_(prepared.program),
        elements_(reduction_count(program_)),
        variables_(program_.ranges.size(), 0),
        values_(program_.instructions.size(), Scalar{.i = 0}),
        accumulator_of_(program_.instructions.size(), kNone) {
    for (ValueId value = 0; value < static_cast<ValueId>(values_.size()); ++value) make_accumulator(value);
    try {
      rows_.assign(prepared.rows, std::vector<Scalar>(static_cast<std::size_t>(elements_)));
    } catch (const std::exception&) {
      fail(program_.node + ": no memory for " + std::to_string(prepared.rows) + " rows of " +
           std::to_string(elements_) + " values");
    }
  }

  /// Points `first` <= p < `last` in row-major order.
  void run(std::int64_t first, std::int64_t last) {
    const bool backwards = prepared_.late_ties && stores_by_value(program_);
    try {
      set_variables(first);
      for (std::int64_t done = first; done < last; ++done) {
        const std::int64_t point = backwards ? last - 1 - (done - first) : done;
        if (backwards) set_variables(point);
        if (has_noise()) noise_.restart(prepared_.noise, static_cast<std::uint64_t>(point));
        for (std::size_t stage = 0; stage < program_.stages.size(); ++stage) run_stage(stage);
        if (!backwards) advance(0, program_.parallel);
      }
    } catch (const Error& error) {
      throw Error(error.kind(), name_of(program_, current_) + error.what());
    }
  }

 private:
  bool has_noise() const { return !prepared_.units.empty(); }
  RoundingNoise* noise() { return has_noise() ? &noise_ : nullptr; }

  void make_accumulator(ValueId value) {
    const Instruction& at = program_.instructions[value];
    if (at.opcode == Opcode::reduce) {
      accumulator_of_[value] = static_cast<std::int32_t>(reductions_.size());
      reductions_.emplace_back(at, type_of(at.operands[0]), prepared_.oracle, noise());
    } else if (at.opcode == Opcode::scan) {
      accumulator_of_[value] = static_cast<std::int32_t>(scans_.size());
      std::array<DType, 4> types{};
      for (std::size_t k = 0; k < types.size(); ++k)
        types[k] = at.operands[k] == kNone ? DType::i64 : type_of(at.operands[k]);
      scans_.emplace_back(program_, at, types, prepared_.oracle, noise());
    }
  }

  DType type_of(ValueId value) const { return prepared_.types[value]; }

  void set_variables(std::int64_t point) {
    for (std::int32_t v = program_.parallel; v-- > 0; point /= program_.ranges[v])
      variables_[v] = point % program_.ranges[v];
  }

  /// The next point of the variables from `begin` up to `end`, the last one fastest; after the last the first
  /// again.
  void advance(std::size_t begin, std::size_t end) {
    while (end-- > begin) {
      if (++variables_[end] < program_.ranges[end]) return;
      variables_[end] = 0;
    }
  }

  void run_stage(std::size_t number) {
    const Stage& stage = program_.stages[number];
    if (!stage.per_element) return run_instructions(stage, 0);
    for (ValueId value = stage.begin; value < stage.end; ++value) clear_accumulator(value);
    for (std::int64_t element = 0; element < elements_; ++element) {
      for (ValueId value : prepared_.reads[number]) values_[value] = row(value)[element];
      run_instructions(stage, element);
      for (ValueId value : prepared_.keeps[number]) row(value)[element] = values_[value];
      advance(program_.parallel, program_.ranges.size());
    }
    for (current_ = stage.begin; current_ < stage.end; ++current_) finish_row();
  }

  void run_instructions(const Stage& stage, std::int64_t element) {
    for (current_ = stage.begin; current_ < stage.end; ++current_) {
      const Instruction& at = program_.instructions[current_];
      const bool runs = at.mask == kNone || values_[at.mask].i != 0;
      values_[current_] = runs ? rounded(execute(at, element)) : Scalar{.i = 0};
    }
  }

  Scalar rounded(Scalar value) {
    if (prepared_.rounded_to.empty() || prepared_.rounded_to[current_] == DType::f64) return value;
    if (has_noise()) return {.f = noise_.rounded(value.f, prepared_.rounded_to[current_])};
    return {.f = round_to(prepared_.rounded_to[current_], value.f)};
  }

  std::vector<Scalar>& row(ValueId value) { return rows_[prepared_.row_of[value]]; }

  void clear_accumulator(ValueId value) {
    const std::int32_t number = accumulator_of_[value];
    if (number == kNone) return;
    if (program_.instructions[value].opcode == Opcode::reduce)
      reductions_[number].clear();
    else
      scans_[number].clear();
  }

  void finish_row() {
    const Instruction& at = program_.instructions[current_];
    if (at.opcode == Opcode::reduce)
      values_[current_] = rounded(reductions_[accumulator_of_[current_]].result());
    if (at.opcode != Opcode::sort) return;
    const ValueId key = at.operands[0], payload = at.operands[at.selection];
    const bool stable = at.flag2 || !prepared_.late_ties;
    const std::vector<std::int64_t> order = sorted_order(row(key), type_of(key), at.flag, !stable);
    for (std::size_t k = 0; k < order.size(); ++k) row(current_)[k] = row(payload)[order[k]];
  }

  Scalar operand(const Instruction& at, int k) const {
    return at.operands[k] == kNone ? Scalar{.i = 0} : values_[at.operands[k]];
  }
  std::array<Scalar, 4> operands(const Instruction& at) const {
    return {operand(at, 0), operand(at, 1), operand(at, 2), operand(at, 3)};
  }

  std::int64_t index_of(IndexId index) const {
    return evaluate(program_, index, variables_.data(), values_.data());
  }

  Scalar execute(const Instruction& at, std::int64_t element) {
    switch (at.opcode) {
      case Opcode::load:
        return load(at.buffer, index_of(at.index));
      case Opcode::store:
        store(at);
        return {.i = 0};
      case Opcode::constant:
        return type_of(current_) == DType::f32 ? Scalar{.f = static_cast<float>(at.immediate.f)}
                                               : at.immediate;
      case Opcode::index_expr:
        return convert({.i = index_of(at.index)}, DType::i64, type_of(current_), false);
      case Opcode::convert:
        return converted(at);
      case Opcode::bitcast:
        return bitcast(operand(at, 0), at.source, at.dtype);
      case Opcode::scalar:
        return scalar(at);
      case Opcode::reduce:
        reductions_[accumulator_of_[current_]].add(operands(at).data(), element);
        return {.i = 0};
      case Opcode::scan:
        return scans_[accumulator_of_[current_]].add(operands(at).data());
      case Opcode::sort:
        return {.i = 0};
      case Opcode::load_seed:
        return load(at.buffer, at.immediate.i);
      case Opcode::random:
        return drawn(random_value(at.random, operands(at).data()));
      case Opcode::bucketize:
        return find_bucket(at);
      case Opcode::indirect:
        return indirect_index(at);
      case Opcode::check_bounds:
        check_bounds(at);
        return {.i = 0};
      case Opcode::device_assert:
        if (operand(at, 0).i == 0) fail("the assertion does not hold: " + program_.messages[at.extra]);
        return {.i = 0};
    }
    return {.i = 0};
  }

  Scalar moved(Scalar value) {
    const double units = has_noise() ? prepared_.units[current_] : 0;
    return units > 0 ? Scalar{.f = noise_.moved(value.f, units, type_of(current_))} : value;
  }

  Scalar drawn(Scalar value) {
    const double units = has_noise() ? prepared_.units[current_] : 0;
    if (units > 1) return {.f = noise_.moved_in_place_of_one(value.f, units)};
    return units > 0 ? Scalar{.f = noise_.moved(value.f, units, DType::f32)} : value;
  }

  /// What another right implementation may give for `value`.
  Scalar perturbed(const Instruction& at, Scalar value) {
    if (prepared_.units[current_] == 0) return value;
    const double a = operand(at, 0).f, b = operand(at, 1).f;
    if (prepared_.units[current_] == kSum) return reordered(a, at.op == ScalarOp::sub ? -b : b, value);
    if (prepared_.units[current_] != kProduct) return is_exact(at.op, a, b, value.f) ? value : moved(value);
    if (type_of(current_) == DType::f32) return {.f = noise_.rounded(a * b, DType::f32)};
    return std::fma(a, b, -value.f) == 0 ? value : Scalar{.f = noise_.moved(value.f, 1, DType::f64)};
  }

  Scalar reordered(double a, double b, Scalar sum) {
    if (type_of(current_) == DType::f32) return {.f = noise_.rounded(a + b, DType::f32)};
    const bool exact = sum.f - a == b && sum.f - b == a;
    return exact ? sum : Scalar{.f = noise_.moved(sum.f, 1, DType::f64)};
  }

  Scalar scalar(const Instruction& at) {
    Scalar value = prepared_.functions[current_](operands(at).data());
    if (has_noise()) value = perturbed(at, value);
    const DType from = type_of(at.operands[0]), to = type_of(current_);
    const bool converts = info(at.op).rule == TypeRule::given && from != to;
    return converts ? convert(value, from, to, false) : value;
  }

  Scalar converted(const Instruction& at) const {
    const DType from = type_of(at.operands[0]);
    if (prepared_.oracle && is_floating(at.dtype)) return convert(operand(at, 0), from, DType::f64, false);
    return convert(operand(at, 0), from, at.dtype, at.flag);
  }

  /// Address of an element, which must lie inside of the buffer.
  std::byte* address(std::int32_t number, std::int64_t index) const {
    const HostBuffer& buffer = prepared_.buffers[number];
    if (index < 0 || index >= buffer.extent)
      fail("index " + std::to_string(index) + " is outside of buffer '" + buffer.name + "' (" +
           std::to_string(buffer.extent) + " elements)");
    return buffer.data + index * static_cast<std::int64_t>(bytes_of(buffer.dtype));
  }

  Scalar load(std::int32_t number, std::int64_t index) const {
    return load_element(address(number, index), prepared_.buffers[number].dtype);
  }

  void store(const Instruction& at) {
    const DType to = prepared_.buffers[at.buffer].dtype;
    std::byte* const element = address(at.buffer, index_of(at.index));
    const DType type = held_type(to, prepared_.oracle);
    const DType from = type_of(at.operands[0]);
    if (at.mode == StoreMode::plain || at.mode == StoreMode::atomic_xchg)
      return store_element(element, to, operand(at, 0), from);
    const Scalar old = load_element(element, to);
    Scalar value = combined(at.mode, old, convert(operand(at, 0), from, type, false), type);
    if (has_noise() && at.mode == StoreMode::atomic_add && is_floating(type))
      value.f = to == DType::f64 ? noise_.moved(value.f, 1, to) : noise_.rounded(value.f, to);
    store_element(element, to, value, type);
  }

  static Scalar combined(StoreMode mode, Scalar old, Scalar value, DType type) {
    switch (mode) {
      case StoreMode::atomic_add:
        if (is_floating(type)) return {.f = old.f + value.f};
        return {.i = static_cast<std::int64_t>(static_cast<std::uint64_t>(old.i) +
                                               static_cast<std::uint64_t>(value.i))};
      case StoreMode::atomic_max:
        return is_less(old, value, type) ? value : old;
      case StoreMode::atomic_min:
        return is_less(value, old, type) ? value : old;
      case StoreMode::atomic_and:
        return {.i = old.i & value.i};
      case StoreMode::atomic_or:
        return {.i = old.i | value.i};
      case StoreMode::atomic_xor:
        return {.i = old.i ^ value.i};
      default:
        return value;
    }
  }

  Scalar indirect_index(const Instruction& at) const {
    std::int64_t index = operand(at, 0).i;
    const std::int64_t size = at.immediate.i;
    if (size == kNone) return {.i = index};
    if (index < 0) index += size;
    if (at.flag && (index < 0 || index >= size))
      fail("index " + std::to_string(operand(at, 0).i) + " is outside of a dimension of size " +
           std::to_string(size));
    return {.i = index};
  }

  void check_bounds(const Instruction& at) const {
    const std::int64_t index = index_of(at.index), size = at.immediate.i;
    if ((at.flag && index < 0) || (at.flag2 && index >= size))
      fail("index " + std::to_string(index) + " is outside of a dimension of size " + std::to_string(size));
  }

  /// Whether the value belongs behind the boundary; NaN belongs behind every one.
  static bool is_behind(Scalar value, DType type, Scalar boundary, DType boundary_type, bool right) {
    if (is_floating(type) || is_floating(boundary_type)) {
      const double a = convert(value, type, DType::f64, false).f;
      const double b = convert(boundary, boundary_type, DType::f64, false).f;
      return right ? !(a < b) : !(a <= b);
    }
    return right ? !is_less(value, boundary, type) : is_less(boundary, value, type);
  }

  Scalar find_bucket(const Instruction& at) const {
    const Bucketize& entry = program_.bucketizes[at.extra];
    const std::int64_t stride = entry.stride == kNone ? 1 : index_of(entry.stride);
    const std::int64_t sorter_stride = entry.sorter_stride == kNone ? 1 : index_of(entry.sorter_stride);
    const DType type = type_of(at.operands[0]);
    const DType boundary_type = compute_type(prepared_.buffers[entry.boundaries].dtype);
    std::int64_t first = 0, last = index_of(entry.length);
    while (first < last) {
      const std::int64_t middle = first + (last - first) / 2;
      std::int64_t place = middle;
      if (entry.sorter != kNone)
        place = load(entry.sorter, at_step(operand(at, 2).i, sorter_stride, middle)).i;
      const Scalar boundary = load(entry.boundaries, at_step(operand(at, 1).i, stride, place));
      if (is_behind(operand(at, 0), type, boundary, boundary_type, entry.right))
        first = middle + 1;
      else
        last = middle;
    }
    return convert({.i = first}, DType::i64, type_of(current_), false);
  }

  static std::int64_t at_step(std::int64_t base, std::int64_t stride, std::int64_t step) {
    std::int64_t offset = 0;
    if (__builtin_mul_overflow(stride, step, &offset) || __builtin_add_overflow(base, offset, &offset))
      fail("the index's value does not fit 64 bits");
    return offset;
  }

  const PreparedLoops& prepared_;
  const LoopProgram& program_;
  std::int64_t elements_;
  std::vector<std::int64_t> variables_;
  std::vector<Scalar> values_;
  std::vector<std::int32_t> accumulator_of_;
  std::vector<Reduction> reductions_;
  std::vector<Scan> scans_;
  std::vector<std::vector<Scalar>> rows_;
  ValueId current_ = 0;
  RoundingNoise noise_;
};

bool overlap(const HostBuffer& a, const HostBuffer& b) {
  const auto end = [](const HostBuffer& buffer) {
    return buffer.data + buffer.extent * static_cast<std::int64_t>(bytes_of(buffer.dtype));
  };
  return std::less<>()(a.data, end(b)) && std::less<>()(b.data, end(a));
}

/// Whether every parallel variable moves the store's index, by a fixed step.
bool moves_with_every_point(const LoopProgram& program, IndexId index) {
  if (!is_affine(program, index)) return false;
  std::vector<bool> moves(program.ranges.size(), false);
  for (const IndexTerm& term : program.indices[index].terms) moves[program.atoms[term.atom].which] = true;
  for (std::int32_t v = 0; v < program.parallel; ++v)
    if (program.ranges[v] > 1 && !moves[v]) return false;
  return true;
}

/// Whether no point reads or writes what another one writes, as far as that is plain to see.
bool points_are_independent(const LoopProgram& program, const std::vector<HostBuffer>& buffers) {
  for (const Instruction& at : program.instructions)
    if (at.opcode == Opcode::store &&
        (at.mode != StoreMode::plain || !moves_with_every_point(program, at.index)))
      return false;
  for (std::size_t a = 0; a < buffers.size(); ++a) {
    if (!program.buffers[a].written) continue;
    if (program.buffers[a].read) return false;
    for (std::size_t b = 0; b < buffers.size(); ++b)
      if (a != b && overlap(buffers[a], buffers[b])) return false;
  }
  return true;
}

/// Threads that are worth starting: one for each 50,000 evaluated instructions.
std::int64_t useful_threads(const LoopProgram& program, const LoopOptions& options, std::int64_t points) {
  const double work = static_cast<double>(points) *
                      static_cast<double>(std::max<std::int64_t>(reduction_count(program), 1)) *
                      static_cast<double>(program.instructions.size());
  const double wanted =
      std::min({work / 50'000, static_cast<double>(points), static_cast<double>(options.threads)});
  return std::max<std::int64_t>(static_cast<std::int64_t>(wanted), 1);
}

void run_on_threads(const PreparedLoops& prepared, std::int64_t points, std::int64_t count) {
  in_parts(points, count,
           [&](std::int64_t, std::int64_t first, std::int64_t last) { Runner(prepared).run(first, last); });
}

}  // namespace

void run_loops(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
               const LoopOptions& options) {
  const PreparedLoops prepared = prepare(program, buffers, options);
  const std::int64_t points = parallel_count(program);
  const std::int64_t threads = useful_threads(program, options, points);
  if (threads > 1 && points_are_independent(program, buffers))
    return run_on_threads(prepared, points, threads);
  if (points > 0) Runner(prepared).run(0, points);
}

std::string why_unsupported(const LoopProgram& program) try {
  prepare(program, {}, {});
  return "";
} catch (const Error& error) {
  return error.what();
}

}  // namespace ireplay
