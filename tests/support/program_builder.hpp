#pragma once

#include <bit>
#include <cstring>
#include <deque>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <vector>

#include "replay/cpu/loops.hpp"

/// Loop programs written down by hand, with the memory that they run on.
namespace ireplay {

template <class T>
constexpr DType dtype_of() {
  if constexpr (std::is_same_v<T, double>) return DType::f64;
  if constexpr (std::is_same_v<T, float>) return DType::f32;
  if constexpr (std::is_same_v<T, std::int64_t>) return DType::i64;
  if constexpr (std::is_same_v<T, std::int32_t>) return DType::i32;
  if constexpr (std::is_same_v<T, std::int16_t>) return DType::i16;
  if constexpr (std::is_same_v<T, std::int8_t>) return DType::i8;
  if constexpr (std::is_same_v<T, std::uint64_t>) return DType::u64;
  if constexpr (std::is_same_v<T, std::uint32_t>) return DType::u32;
  if constexpr (std::is_same_v<T, std::uint8_t>) return DType::u8;
  return DType::boolean;
}

template <class T>
HostBytes to_bytes(const std::vector<T>& values) {
  HostBytes bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

template <class T>
std::vector<T> from_bytes(const HostBytes& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

class ProgramBuilder {
 public:
  ProgramBuilder(std::vector<std::int64_t> ranges, std::int32_t parallel) {
    program.node = "op0";
    program.ranges = std::move(ranges);
    program.parallel = parallel;
    for (std::int32_t v = 0; v < static_cast<std::int32_t>(program.ranges.size()); ++v)
      program.atoms.push_back({AtomKind::variable, v, {kNone, kNone, kNone}});
    stage(parallel < static_cast<std::int32_t>(program.ranges.size()));
  }

  template <class T>
  std::int32_t input(const std::vector<T>& values) {
    return add_buffer(dtype_of<T>(), to_bytes(values), true);
  }
  /// The same rounded to a floating `dtype`.
  std::int32_t input_as(DType dtype, const std::vector<float>& values) {
    HostBytes bytes(values.size() * bytes_of(dtype));
    for (std::size_t k = 0; k < values.size(); ++k) {
      Scalar value;
      value.f = static_cast<double>(values[k]);
      store_element(bytes.data() + k * bytes_of(dtype), dtype, value, DType::f32);
    }
    return add_buffer(dtype, std::move(bytes), true);
  }
  /// Elements of `dtype` whose bytes are all 0.
  std::int32_t output(DType dtype, std::int64_t count) {
    return add_buffer(dtype, HostBytes(static_cast<std::size_t>(count) * bytes_of(dtype)), false);
  }

  /// offset + the coefficients times the variables, in order.
  IndexId index(std::vector<std::int64_t> coefficients, std::int64_t offset = 0) {
    IndexExpr expr{offset, {}};
    for (std::size_t v = 0; v < coefficients.size(); ++v)
      if (coefficients[v] != 0) expr.terms.push_back({static_cast<std::int32_t>(v), coefficients[v]});
    return add_index(expr);
  }
  /// The value of an instruction, times `coefficient`.
  IndexId value_index(ValueId value, std::int64_t coefficient = 1) {
    return add_index({0, {{add_atom({AtomKind::value, value, {kNone, kNone, kNone}}), coefficient}}});
  }
  IndexId atom_index(AtomKind kind, IndexId a, IndexId b = kNone, IndexId c = kNone) {
    return add_index({0, {{add_atom({kind, 0, {a, b, c}}), 1}}});
  }

  void stage(bool per_element) {
    const auto at = static_cast<std::int32_t>(program.instructions.size());
    if (!program.stages.empty() && program.stages.back().begin == at) program.stages.pop_back();
    program.stages.push_back({at, at, per_element});
  }

  ValueId add(Instruction instruction, const std::string& function) {
    labels_.push_back(function + "_" + std::to_string(program.instructions.size()) + " = ops." + function);
    program.labels.push_back(labels_.back());
    program.instructions.push_back(instruction);
    return program.stages.back().end++;
  }

  ValueId load(std::int32_t buffer, IndexId at, ValueId mask = kNone) {
    program.buffers[buffer].read = true;
    Instruction load;
    load.opcode = Opcode::load;
    load.dtype = compute_type(program.buffers[buffer].dtype);
    load.buffer = buffer;
    load.index = at;
    load.mask = mask;
    return add(load, "load");
  }

  void store(std::int32_t buffer, IndexId at, ValueId value, StoreMode mode = StoreMode::plain,
             ValueId mask = kNone) {
    program.buffers[buffer].written = true;
    Instruction store;
    store.opcode = Opcode::store;
    store.dtype = type(value);
    store.operands[0] = value;
    store.buffer = buffer;
    store.index = at;
    store.mode = mode;
    store.mask = mask;
    add(store, "store");
  }

  ValueId constant(DType dtype, double value) {
    Instruction constant;
    constant.dtype = dtype;
    if (is_floating(dtype))
      constant.immediate.f = value;
    else
      constant.immediate.i = static_cast<std::int64_t>(value);
    return add(constant, "constant");
  }

  ValueId index_expr(IndexId index, DType dtype) {
    Instruction expr;
    expr.opcode = Opcode::index_expr;
    expr.dtype = dtype;
    expr.index = index;
    return add(expr, "index_expr");
  }

  ValueId scalar(const std::string& name, std::vector<ValueId> operands, int selection = 0) {
    Instruction scalar = with_operands(Opcode::scalar, operands);
    scalar.op = find_scalar_op(name).value();
    const DType first = type(operands[0]);
    scalar.dtype = result_type(scalar.op, first, operands.size() > 1 ? type(operands[1]) : first);
    scalar.selection = static_cast<std::int16_t>(selection);
    if (selection == 1) scalar.dtype = DType::i32;
    return add(scalar, name);
  }

  ValueId convert(ValueId value, DType to, bool rounded = false) {
    Instruction convert = with_operands(Opcode::convert, {value});
    convert.dtype = rounded ? to : compute_type(to);
    convert.source = type(value);
    convert.flag = rounded;
    return add(convert, "to_dtype");
  }

  ValueId reduce(ReduceKind kind, std::vector<ValueId> operands, DType dtype, int selection = 0) {
    Instruction reduce = with_operands(Opcode::reduce, operands);
    reduce.reduce = kind;
    reduce.dtype = dtype;
    reduce.source = type(operands[0]);
    reduce.selection = static_cast<std::int16_t>(selection);
    return add(reduce, "reduction");
  }

  ValueId scan(ScanKind kind, std::vector<ValueId> operands, int selection = 0) {
    Instruction scan = with_operands(Opcode::scan, operands);
    scan.scan = kind;
    scan.dtype =
        static_cast<std::size_t>(selection) < operands.size() ? type(operands[selection]) : DType::i64;
    scan.selection = static_cast<std::int16_t>(selection);
    return add(scan, "scan");
  }

  ValueId sort(std::vector<ValueId> operands, bool descending, int selection = 0) {
    Instruction sort = with_operands(Opcode::sort, operands);
    sort.dtype = type(operands[selection]);
    sort.flag = descending;
    sort.flag2 = true;
    sort.selection = static_cast<std::int16_t>(selection);
    return add(sort, "sort");
  }

  static Instruction with_operands(Opcode opcode, const std::vector<ValueId>& operands) {
    Instruction instruction;
    instruction.opcode = opcode;
    std::copy(operands.begin(), operands.end(), instruction.operands.begin());
    return instruction;
  }

  DType type(ValueId value) const { return program.instructions[value].dtype; }

  void run(LoopOptions options = {}) { run_loops(program, host_buffers(), options); }

  std::vector<HostBuffer> host_buffers() {
    std::vector<HostBuffer> buffers;
    for (std::size_t k = 0; k < memory_.size(); ++k) {
      const BufferUse& use = program.buffers[k];
      buffers.push_back({"buf" + std::to_string(k), memory_[k].data(), use.dtype, use.extent});
    }
    return buffers;
  }

  template <class T>
  std::vector<T> values(std::int32_t buffer) const {
    return from_bytes<T>(memory_[buffer]);
  }

  LoopProgram program;

 private:
  std::int32_t add_buffer(DType dtype, HostBytes bytes, bool read) {
    const auto number = static_cast<std::int32_t>(program.buffers.size());
    program.buffers.push_back(
        {number, dtype, static_cast<std::int64_t>(bytes.size() / bytes_of(dtype)), read, !read});
    memory_.push_back(std::move(bytes));
    return number;
  }
  IndexId add_index(IndexExpr expr) {
    program.indices.push_back(std::move(expr));
    return static_cast<IndexId>(program.indices.size()) - 1;
  }
  std::int32_t add_atom(Atom atom) {
    program.atoms.push_back(atom);
    return static_cast<std::int32_t>(program.atoms.size()) - 1;
  }

  std::deque<std::string> labels_;
  std::vector<HostBytes> memory_;
};

}  // namespace ireplay
