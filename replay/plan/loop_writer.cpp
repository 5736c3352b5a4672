#include "replay/plan/loop_writer.hpp"

#include <algorithm>
#include <cmath>

#include "replay/plan/masked_index.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

std::int64_t saturated(__int128 value) {
  return static_cast<std::int64_t>(std::clamp<__int128>(value, kLowest, kHighest));
}

Instruction with_opcode(Opcode opcode, DType dtype) {
  Instruction in;
  in.opcode = opcode;
  in.dtype = dtype;
  return in;
}

std::int64_t floor_divided(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && a < 0 ? 1 : 0); }

}  // namespace

LoopWriter::LoopWriter(std::string name, Dims ranges, std::size_t parallel) {
  LoopProgram& program = part_.program;
  program.node = std::move(name);
  program.ranges = std::move(ranges);
  program.parallel = static_cast<std::int32_t>(parallel);
  per_element_ = parallel < program.ranges.size();
  for (std::size_t d = 0; d < program.ranges.size(); ++d) {
    Atom atom;
    atom.which = static_cast<std::int32_t>(d);
    program.atoms.push_back(atom);
  }
}

// ---- indices

Index LoopWriter::made(IndexExpr expr, std::int64_t low, std::int64_t high) {
  part_.program.indices.push_back(std::move(expr));
  return {this, static_cast<IndexId>(part_.program.indices.size()) - 1, low, high};
}

Index LoopWriter::at(std::size_t variable) {
  IndexExpr expr;
  expr.terms.push_back({static_cast<std::int32_t>(variable), 1});
  return made(std::move(expr), 0, std::max<std::int64_t>(part_.program.ranges[variable] - 1, 0));
}

std::vector<Index> LoopWriter::range(std::size_t first, std::size_t count) {
  std::vector<Index> coordinates;
  for (std::size_t k = 0; k < count; ++k) coordinates.push_back(at(first + k));
  return coordinates;
}

Index LoopWriter::number(std::int64_t value) { return sum({}, value); }

Index LoopWriter::sum(const std::vector<std::pair<std::int64_t, Index>>& terms, std::int64_t offset) {
  IndexExpr total;
  __int128 low = offset, high = offset;
  total.offset = offset;
  for (const auto& [coefficient, index] : terms) {
    if (coefficient == 0) continue;
    const IndexExpr& part = part_.program.indices[static_cast<std::size_t>(index.id)];
    total.offset += coefficient * part.offset;
    for (const IndexTerm& term : part.terms)
      total.terms.push_back({term.atom, coefficient * term.coefficient});
    low += static_cast<__int128>(coefficient) * (coefficient > 0 ? index.low : index.high);
    high += static_cast<__int128>(coefficient) * (coefficient > 0 ? index.high : index.low);
  }
  std::ranges::sort(total.terms, {}, &IndexTerm::atom);
  std::vector<IndexTerm> merged;
  for (const IndexTerm& term : total.terms) {
    if (!merged.empty() && merged.back().atom == term.atom)
      merged.back().coefficient += term.coefficient;
    else
      merged.push_back(term);
  }
  std::erase_if(merged, [](const IndexTerm& term) { return term.coefficient == 0; });
  total.terms = std::move(merged);
  return made(std::move(total), saturated(low), saturated(high));
}

Index LoopWriter::combine(AtomKind kind, Index a, Index b) {
  Atom atom;
  atom.kind = kind;
  atom.args = {a.id, b.id, kNone};
  part_.program.atoms.push_back(atom);
  IndexExpr expr;
  expr.terms.push_back({static_cast<std::int32_t>(part_.program.atoms.size()) - 1, 1});
  std::int64_t low = kLowest, high = kHighest;
  const bool by_number = b.low == b.high && b.low > 0;
  if (kind == AtomKind::floordiv && by_number)
    low = floor_divided(a.low, b.low), high = floor_divided(a.high, b.low);
  if (kind == AtomKind::mod && by_number) low = 0, high = b.low - 1;
  if (kind == AtomKind::minimum) low = std::min(a.low, b.low), high = std::min(a.high, b.high);
  if (kind == AtomKind::maximum) low = std::max(a.low, b.low), high = std::max(a.high, b.high);
  return made(std::move(expr), low, high);
}

Index LoopWriter::index_of(Value value, std::int64_t low, std::int64_t high) {
  Atom atom;
  atom.kind = AtomKind::value;
  atom.which = value.id;
  part_.program.atoms.push_back(atom);
  IndexExpr expr;
  expr.terms.push_back({static_cast<std::int32_t>(part_.program.atoms.size()) - 1, 1});
  return made(std::move(expr), low, high);
}

Index LoopWriter::checked_index(Value value, std::int64_t size, bool wrap, Value mask) {
  const Value index = convert(value, DType::i64);
  if (!wrap) require(index >= 0, "an index is not negative", mask);
  Instruction in = with_opcode(Opcode::indirect, DType::i64);
  in.operands[0] = index.id;
  in.immediate.i = size;
  in.flag = true;
  in.mask = mask.id;
  return index_of(add(in), 0, std::max<std::int64_t>(size - 1, 0));
}

Index LoopWriter::flat(const Dims& size, const std::vector<Index>& coordinates) {
  std::vector<std::pair<std::int64_t, Index>> terms;
  const Dims stride = dense_strides(size);
  for (std::size_t d = 0; d < coordinates.size(); ++d) terms.emplace_back(stride[d], coordinates[d]);
  return sum(terms);
}

std::vector<Index> LoopWriter::unflatten(const Dims& size, Index flat) {
  std::vector<Index> coordinates(size.size());
  const Dims stride = dense_strides(size);
  for (std::size_t d = 0; d < size.size(); ++d) {
    Index index = stride[d] > 1 ? flat / stride[d] : flat;
    if (d > 0) index = index % std::max<std::int64_t>(size[d], 1);
    coordinates[d] = index;
  }
  return coordinates;
}

// ---- memory

std::int32_t LoopWriter::buffer(const TensorView& tensor, bool written) {
  BufferUse use;
  use.dtype = tensor.dtype;
  use.extent = extent(tensor.size, tensor.stride);
  use.read = !written;
  use.written = written;
  use.buffer = tensor.buffer;
  part_.program.buffers.push_back(use);
  part_.tensors.push_back(tensor);
  return static_cast<std::int32_t>(part_.tensors.size()) - 1;
}

bool LoopWriter::needs_check(const Instruction& access, const TensorView& tensor,
                             const std::vector<Index>& coordinates) const {
  bool inside = coordinates.size() == tensor.size.size();
  for (std::size_t d = 0; inside && d < coordinates.size(); ++d)
    inside = coordinates[d].low >= 0 && coordinates[d].high < tensor.size[d];
  const BufferUse& use = part_.program.buffers[static_cast<std::size_t>(access.buffer)];
  return !inside &&
         (access.mask == kNone || !is_inside_where(part_.program, access.mask, access.index, use.extent));
}

Index LoopWriter::element(const TensorView& tensor, const std::vector<Index>& coordinates) {
  std::vector<std::pair<std::int64_t, Index>> terms;
  for (std::size_t d = 0; d < std::min(coordinates.size(), tensor.stride.size()); ++d)
    if (tensor.size[d] != 1 || coordinates[d].low < 0 || coordinates[d].high > 0)
      terms.emplace_back(tensor.stride[d], coordinates[d]);
  return sum(terms);
}

Value LoopWriter::load(const TensorView& tensor, const std::vector<Index>& coordinates, Value mask) {
  Instruction in = with_opcode(Opcode::load, compute_type(tensor.dtype));
  in.buffer = buffer(tensor, false);
  in.index = element(tensor, coordinates).id;
  in.mask = mask.id;
  in.checked = needs_check(in, tensor, coordinates);
  return add(in);
}

void LoopWriter::store(const TensorView& tensor, const std::vector<Index>& coordinates, Value value,
                       Value mask, StoreMode mode) {
  Instruction in = with_opcode(Opcode::store, type(value));
  in.buffer = buffer(tensor, true);
  in.index = element(tensor, coordinates).id;
  in.mode = mode;
  in.operands[0] = value.id;
  in.mask = mask.id;
  in.checked = needs_check(in, tensor, coordinates);
  add(in);
}

// ---- values

Value LoopWriter::add(const Instruction& instruction) {
  part_.program.instructions.push_back(instruction);
  part_.program.labels.emplace_back();  // no statement of the dump
  return {this, static_cast<ValueId>(part_.program.instructions.size()) - 1};
}

DType LoopWriter::type(Value value) const {
  return part_.program.instructions[static_cast<std::size_t>(value.id)].dtype;
}

Value LoopWriter::constant(DType dtype, double value) {
  if (!is_floating(dtype))
    return integer(ireplay::convert({.f = value}, DType::f64, DType::i64, false).i, dtype);
  Instruction in = with_opcode(Opcode::constant, dtype);
  const auto nearest = static_cast<double>(static_cast<float>(value));
  in.immediate.f = dtype == DType::f64 || std::isfinite(nearest) ? value : nearest;
  return add(in);
}

Value LoopWriter::integer(std::int64_t value, DType dtype) {
  Instruction in = with_opcode(Opcode::constant, dtype);
  in.immediate.i = wrap(value, dtype);
  return add(in);
}

Value LoopWriter::value_of(Index index) {
  Instruction in = with_opcode(Opcode::index_expr, DType::i64);
  in.index = index.id;
  return add(in);
}

Value LoopWriter::scalar(ScalarOp op, Value a, Value b, Value c) {
  Instruction in = with_opcode(Opcode::scalar, result_type(op, type(a), b ? type(b) : type(a)));
  in.op = op;
  in.operands = {a.id, b.id, c.id, kNone};
  return add(in);
}

Value LoopWriter::exponent(Value value) {
  Instruction in = with_opcode(Opcode::scalar, DType::i32);
  in.op = ScalarOp::frexp;
  in.selection = 1;
  in.operands[0] = value.id;
  return add(in);
}

Value LoopWriter::convert(Value value, DType to) {
  if (type(value) == to) return value;
  Instruction in = with_opcode(Opcode::convert, to);
  in.source = type(value);
  in.operands[0] = value.id;
  return add(in);
}

Value LoopWriter::rounded(Value value, DType storage) {
  if (storage == compute_type(storage)) return convert(value, storage);
  Instruction in = with_opcode(Opcode::convert, storage);
  in.source = type(value);
  in.flag = true;
  in.operands[0] = value.id;
  const Value narrow = add(in);
  return convert(narrow, compute_type(storage));
}

Value LoopWriter::bitcast(Value value, DType from, DType to) {
  Instruction in = with_opcode(Opcode::bitcast, to);
  in.source = from;
  in.operands[0] = value.id;
  return add(in);
}

Value LoopWriter::random(Value seed, Value offset) {
  Instruction in = with_opcode(Opcode::random, DType::f32);
  in.random = RandomKind::rand;
  in.operands = {seed.id, offset.id, kNone, kNone};
  return add(in);
}

Value LoopWriter::random64(Value seed, Value offset, Value low, Value high) {
  Instruction in = with_opcode(Opcode::random, DType::i64);
  in.random = RandomKind::randint64;
  in.operands = {seed.id, offset.id, low.id, high.id};
  return add(in);
}

Value LoopWriter::reduce(ReduceKind kind, Value value, Value second, int selection) {
  const bool position =
      kind == ReduceKind::argmax || kind == ReduceKind::argmin ||
      ((kind == ReduceKind::argmax_with_value || kind == ReduceKind::argmin_with_value) && selection == 1);
  Instruction in = with_opcode(Opcode::reduce, position ? DType::i64 : type(value));
  in.source = type(value);
  in.reduce = kind;
  in.operands = {value.id, second.id, kNone, kNone};
  in.selection = static_cast<std::int16_t>(selection);
  return add(in);
}

Value LoopWriter::scan(ScanKind kind, Value value, int selection) {
  const bool position = (kind == ScanKind::cummax || kind == ScanKind::cummin) && selection == 1;
  Instruction in = with_opcode(Opcode::scan, position ? DType::i64 : type(value));
  in.source = type(value);
  in.scan = kind;
  in.operands[0] = value.id;
  in.selection = static_cast<std::int16_t>(selection);
  return add(in);
}

std::vector<Value> LoopWriter::scan(const std::vector<Value>& tuple, const Combine& combine) {
  LoopWriter inner("combine", {}, 0);  // whose first instructions stand for the arguments
  std::vector<Value> carried, next;
  for (std::vector<Value>* side : {&carried, &next})
    for (const Value& member : tuple) side->push_back(inner.add(with_opcode(Opcode::constant, type(member))));
  const std::vector<Value> results = combine(carried, next);
  CombineProgram program;
  program.members = static_cast<std::int32_t>(tuple.size());
  const auto& written = inner.part_.program.instructions;
  program.instructions.assign(written.begin() + static_cast<std::ptrdiff_t>(2 * tuple.size()), written.end());
  for (const Value& result : results) program.results.push_back(result.id);
  part_.program.combines.push_back(std::move(program));
  std::vector<Value> scanned;
  for (std::size_t k = 0; k < tuple.size(); ++k) {
    Instruction in = with_opcode(Opcode::scan, type(tuple[k]));
    in.source = type(tuple[0]);
    in.scan = ScanKind::program;
    in.extra = static_cast<std::int32_t>(part_.program.combines.size()) - 1;
    for (std::size_t member = 0; member < tuple.size(); ++member) in.operands[member] = tuple[member].id;
    in.selection = static_cast<std::int8_t>(k);
    scanned.push_back(add(in));
  }
  return scanned;
}

Value LoopWriter::search(Value value, const TensorView& boundaries, std::int64_t length, Index base,
                         bool right, const TensorView* sorter) {
  Bucketize entry;
  entry.boundaries = buffer(boundaries, false);
  entry.length = number(length).id;
  entry.total = number(numel(boundaries.size)).id;
  entry.stride = number(1).id;
  entry.right = right;
  Instruction in = with_opcode(Opcode::bucketize, DType::i64);
  const Value start = value_of(base);
  in.operands = {value.id, start.id, kNone, kNone};
  if (sorter != nullptr) {
    entry.sorter = buffer(*sorter, false);
    entry.sorter_stride = number(1).id;
    in.operands[2] = start.id;
  }
  in.extra = static_cast<std::int32_t>(part_.program.bucketizes.size());
  part_.program.bucketizes.push_back(entry);
  return add(in);
}

Value LoopWriter::both(Value a, Value b) {
  if (!a || !b) return a ? a : b;
  return scalar(ScalarOp::logical_and, a, b);
}

Value LoopWriter::inside(Index index, std::int64_t extent) {
  Value mask;
  if (index.low < 0) mask = value_of(index) >= 0;
  if (index.high >= extent) mask = both(mask, value_of(index) < static_cast<double>(extent));
  return mask;
}

void LoopWriter::require(Value condition, const std::string& message, Value mask) {
  Instruction in = with_opcode(Opcode::device_assert, DType::boolean);
  in.operands[0] = condition.id;
  in.mask = mask.id;
  in.extra = static_cast<std::int32_t>(part_.program.messages.size());
  part_.program.messages.push_back(message);
  add(in);
}

void LoopWriter::end_stage(bool next_per_element) {
  auto& stages = part_.program.stages;
  const std::int32_t begin = stages.empty() ? 0 : stages.back().end;
  const auto end = static_cast<std::int32_t>(part_.program.instructions.size());
  stages.push_back({begin, end, per_element_});
  per_element_ = next_per_element;
}

LoopPart LoopWriter::finish() {
  end_stage(false);
  return std::move(part_);
}

// ---- formulas

namespace {

Value like(Value pattern, double value) {
  return pattern.writer->constant(pattern.writer->type(pattern), value);
}

Value binary(ScalarOp op, Value a, Value b) { return a.writer->scalar(op, a, b); }

}  // namespace

Index operator+(Index a, Index b) { return a.writer->sum({{1, a}, {1, b}}); }
Index operator-(Index a, Index b) { return a.writer->sum({{1, a}, {-1, b}}); }
Index operator+(Index a, std::int64_t b) { return a.writer->sum({{1, a}}, b); }
Index operator-(Index a, std::int64_t b) { return a.writer->sum({{1, a}}, -b); }
Index operator*(Index a, std::int64_t b) { return a.writer->sum({{b, a}}); }
Index operator/(Index a, std::int64_t b) {
  return b == 1 ? a : a.writer->combine(AtomKind::floordiv, a, a.writer->number(b));
}
Index operator%(Index a, std::int64_t b) {
  return a.low >= 0 && a.high < b ? a : a.writer->combine(AtomKind::mod, a, a.writer->number(b));
}

Value operator+(Value a, Value b) { return binary(ScalarOp::add, a, b); }
Value operator-(Value a, Value b) { return binary(ScalarOp::sub, a, b); }
Value operator*(Value a, Value b) { return binary(ScalarOp::mul, a, b); }
Value operator/(Value a, Value b) { return binary(ScalarOp::truediv, a, b); }
Value operator+(Value a, double b) { return a + like(a, b); }
Value operator-(Value a, double b) { return a - like(a, b); }
Value operator*(Value a, double b) { return b == 1 ? a : a * like(a, b); }
Value operator/(Value a, double b) { return b == 1 ? a : a / like(a, b); }
Value operator-(double a, Value b) { return like(b, a) - b; }
Value operator/(double a, Value b) { return like(b, a) / b; }
Value operator-(Value a) { return a.writer->scalar(ScalarOp::neg, a); }
Value operator==(Value a, Value b) { return binary(ScalarOp::eq, a, b); }
Value operator!=(Value a, Value b) { return binary(ScalarOp::ne, a, b); }
Value operator<(Value a, Value b) { return binary(ScalarOp::lt, a, b); }
Value operator<=(Value a, Value b) { return binary(ScalarOp::le, a, b); }
Value operator>(Value a, Value b) { return binary(ScalarOp::gt, a, b); }
Value operator>=(Value a, Value b) { return binary(ScalarOp::ge, a, b); }
Value operator==(Value a, double b) { return a == like(a, b); }
Value operator!=(Value a, double b) { return a != like(a, b); }
Value operator<(Value a, double b) { return a < like(a, b); }
Value operator<=(Value a, double b) { return a <= like(a, b); }
Value operator>(Value a, double b) { return a > like(a, b); }
Value operator>=(Value a, double b) { return a >= like(a, b); }
Value opposite(Value condition) { return condition.writer->scalar(ScalarOp::logical_not, condition); }
Value select(Value condition, Value a, Value b) { return a.writer->scalar(ScalarOp::where, condition, a, b); }
Value apply(ScalarOp op, Value a) { return a.writer->scalar(op, a); }
Value apply(ScalarOp op, Value a, Value b) { return a.writer->scalar(op, a, b); }

}  // namespace ireplay
