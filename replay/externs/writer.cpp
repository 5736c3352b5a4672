#include "replay/externs/writer.hpp"

#include <algorithm>

#include "parser/source.hpp"

namespace ireplay {

DType sum_type(DType dtype) {
  return dtype == DType::f64 ? DType::f64 : is_floating(dtype) ? DType::f32 : DType::i64;
}

DType atomic_type(DType dtype) {
  if (bytes_of(dtype) >= 4) return dtype;
  return is_floating(dtype) ? DType::f32 : DType::i32;
}

TensorView permuted(const TensorView& tensor, const std::vector<std::size_t>& order) {
  TensorView result = tensor;
  for (std::size_t d = 0; d < order.size(); ++d) {
    result.size[d] = tensor.size[order[d]];
    result.stride[d] = tensor.stride[order[d]];
  }
  return result;
}

bool broadcasts_to(const Dims& from, const Dims& to) {
  if (from.size() > to.size()) return false;
  const std::size_t lead = to.size() - from.size();
  for (std::size_t d = 0; d < from.size(); ++d)
    if (from[d] != 1 && from[d] != to[lead + d]) return false;
  return true;
}

TensorView expanded(const TensorView& tensor, const Dims& size) {
  TensorView result = tensor;
  result.size = size;
  result.stride.assign(size.size(), 0);
  const std::size_t lead = size.size() - tensor.size.size();
  for (std::size_t d = 0; d < tensor.size.size(); ++d)
    if (tensor.size[d] != 1) result.stride[lead + d] = tensor.stride[d];
  return result;
}

TensorView unsqueezed(const TensorView& tensor, std::size_t at) {
  TensorView result = tensor;
  result.size.insert(result.size.begin() + static_cast<std::ptrdiff_t>(at), 1);
  result.stride.insert(result.stride.begin() + static_cast<std::ptrdiff_t>(at), 1);
  return result;
}

TensorView narrowed(const TensorView& tensor, std::size_t dimension, std::int64_t begin, std::int64_t count) {
  TensorView result = tensor;
  result.offset += begin * tensor.stride[dimension];
  result.size[dimension] = count;
  return result;
}

TensorView selected(const TensorView& tensor, std::size_t dimension, std::int64_t i) {
  TensorView result = narrowed(tensor, dimension, i, 1);
  result.size.erase(result.size.begin() + static_cast<std::ptrdiff_t>(dimension));
  result.stride.erase(result.stride.begin() + static_cast<std::ptrdiff_t>(dimension));
  return result;
}

TensorView as_reals(const TensorView& tensor) {
  TensorView result = tensor;
  result.dtype = part_of(tensor.dtype);
  for (std::int64_t& stride : result.stride) stride *= 2;
  result.offset *= 2;
  result.size.push_back(2);
  result.stride.push_back(1);
  return result;
}

TensorView part_of(const TensorView& tensor, std::int64_t part) {
  return selected(as_reals(tensor), tensor.size.size(), part);
}

TensorView reshaped(const TensorView& tensor, const Dims& size) {
  TensorView result = tensor;
  result.size = size;
  result.stride = dense_strides(size);
  return result;
}

TensorView at_least_1d(const TensorView& tensor) {
  return tensor.size.empty() ? unsqueezed(tensor, 0) : tensor;
}

ExternWriter::ExternWriter(const ExternFrame& from, const ExternCall& call, const Plan& plan)
    : frame(from), args(from.args()), call_(call), plan_(plan) {}

TensorView ExternWriter::seen(const TensorView& tensor) const {
  return part_ && is_complex(tensor.dtype) ? part_of(tensor, *part_) : tensor;
}

TensorView ExternWriter::tensor(std::string_view name, const Dims& size) const {
  const TensorView given = tensor(name);
  frame.require(broadcasts_to(given.size, size),
                bracketed(given.size) + " does not broadcast to " + bracketed(size));
  return expanded(given, size);
}

TensorView ExternWriter::result(std::size_t number) const {
  frame.require(wants(number), "nobody reads result " + std::to_string(number));
  return seen(whole_buffer(plan_, call_.results[number]));
}

TensorView ExternWriter::result(std::size_t number, const Dims& size, const Dims& stride) const {
  TensorView found = result(number);
  frame.require_size(number, size, stride);
  return found;
}

TensorView ExternWriter::broadcast_result(std::initializer_list<std::string_view> names) const {
  Dims size;
  for (const std::string_view name : names)
    if (const auto* view = std::get_if<TensorView>(&args.value(name).value))
      size = broadcast_size(size, view->size);
  return result(0, size);
}

TensorView ExternWriter::temporary(DType dtype, const Dims& size) {
  const std::int32_t number = kFirstTemporary + static_cast<std::int32_t>(program_.temporaries.size());
  const std::int64_t count = numel(size), bytes = static_cast<std::int64_t>(bytes_of(dtype));
  frame.require(count <= (std::int64_t{1} << 46) / bytes, "a temporary of " + bracketed(size));
  program_.temporaries.push_back({count * bytes, {}, {}});
  return {number, dtype, size, dense_strides(size), 0};
}

TensorView ExternWriter::table(const std::vector<double>& values, const Dims& size, DType dtype) {
  TensorView result = temporary(dtype, size);
  std::vector<std::byte>& bytes = program_.temporaries.back().table;
  bytes.resize(values.size() * bytes_of(dtype));
  for (std::size_t k = 0; k < values.size(); ++k)
    store_element(bytes.data() + k * bytes_of(dtype), dtype, Scalar{.f = values[k]}, DType::f64);
  program_.temporaries.back().numbers = values;
  return result;
}

TensorView ExternWriter::table(const std::vector<std::int64_t>& values, const Dims& size) {
  const bool narrow = std::ranges::all_of(values, [](std::int64_t v) { return v == static_cast<int>(v); });
  const DType dtype = narrow ? DType::i32 : DType::i64;
  TensorView result = temporary(dtype, size);
  std::vector<std::byte>& bytes = program_.temporaries.back().table;
  bytes.resize(values.size() * bytes_of(dtype));
  for (std::size_t k = 0; k < values.size(); ++k)
    store_element(bytes.data() + k * bytes_of(dtype), dtype, Scalar{.i = values[k]}, DType::i64);
  return result;
}

void ExternWriter::copy(const TensorView& from, const TensorView& to) {
  if (is_complex(from.dtype)) {
    if (is_complex(to.dtype)) return copy(as_reals(from), as_reals(to));
    return copy(to.dtype == DType::boolean ? truths_of(from) : part_of(from, 0), to);
  }
  if (is_complex(to.dtype)) {
    copy(from, part_of(to, 0));
    return fill(part_of(to, 1), 0);
  }
  LoopWriter loops(std::string(frame.op()), to.size, to.size.size());
  const std::vector<Index> coordinates = loops.range(0, to.size.size());
  loops.store(to, coordinates, loops.load(from, coordinates));
  add(loops);
}

void ExternWriter::copy_in_order(const TensorView& from, const TensorView& to) {
  if (is_complex(from.dtype) && is_complex(to.dtype)) return copy_in_order(as_reals(from), as_reals(to));
  if (from.size == to.size) return copy(from, to);
  if (from.stride == dense_strides(from.size)) return copy(reshaped(from, to.size), to);
  if (to.stride == dense_strides(to.size)) return copy(from, reshaped(to, from.size));
  LoopWriter loops(std::string(frame.op()), {numel(to.size)}, 1);
  const Value value = loops.load(from, loops.unflatten(from.size, loops.at(0)));
  loops.store(to, loops.unflatten(to.size, loops.at(0)), value);
  add(loops);
}

void ExternWriter::fill(const TensorView& to, double value) {
  if (is_complex(to.dtype)) {
    fill(part_of(to, 0), value);
    return fill(part_of(to, 1), 0);
  }
  LoopWriter loops(std::string(frame.op()), to.size, to.size.size());
  loops.store(to, loops.range(0, to.size.size()), loops.constant(compute_type(to.dtype), value));
  add(loops);
}

TensorView ExternWriter::dense(const TensorView& tensor) {
  return tensor.stride == dense_strides(tensor.size) ? tensor : converted(tensor, tensor.dtype);
}

TensorView ExternWriter::converted(const TensorView& tensor, DType dtype) {
  TensorView to = temporary(dtype, tensor.size);
  copy(tensor, to);
  return to;
}

TensorView ExternWriter::truths_of(const TensorView& tensor) {
  if (!is_complex(tensor.dtype)) return tensor;
  TensorView truths = temporary(DType::boolean, tensor.size);
  LoopWriter loops("truths", tensor.size, tensor.size.size());
  const std::vector<Index> here = loops.range(0, tensor.size.size());
  const Value re = loops.load(part_of(tensor, 0), here) != 0, im = loops.load(part_of(tensor, 1), here) != 0;
  loops.store(truths, here, apply(ScalarOp::logical_or, re, im));
  add(loops);
  return truths;
}

TensorView ExternWriter::running_sums(const TensorView& tensor, bool truths) {
  const std::int64_t count = numel(tensor.size);
  const DType dtype = truths && count < (std::int64_t{1} << 31) ? DType::i32 : DType::i64;
  TensorView sums = temporary(dtype, {count});
  LoopWriter loops(std::string(frame.op()), {count}, 0);
  const Index at = loops.at(0);
  const Value value = loops.load(tensor, loops.unflatten(tensor.size, at));
  const Value term = truths ? loops.convert(value != 0, dtype) : loops.convert(value, dtype);
  loops.store(sums, {at}, loops.scan(ScanKind::sum, term));
  add(loops);
  return sums;
}

Value ExternWriter::number_or_element(LoopWriter& loops, std::string_view name, DType dtype, const Dims& size,
                                      const std::vector<Index>& coordinates) {
  const ExternValue& value = args.value(name);
  if (std::holds_alternative<TensorView>(value.value))
    return loops.convert(loops.load(tensor(name, size), coordinates), dtype);
  if (part_ && *part_ == 1) return loops.constant(dtype, args.complex(name).imag());
  if (part_) return loops.constant(dtype, args.complex(name).real());
  if (const auto* integer = std::get_if<std::int64_t>(&value.value);
      integer != nullptr && !is_floating(dtype))
    return loops.integer(*integer, dtype);
  return loops.constant(dtype, args.number(name));
}

TensorView ExternWriter::updated_self() {
  TensorView self = tensor("self");
  if (frame.is_in_place()) return self;
  TensorView to = result(0, self.size);
  copy(self, to);
  return to;
}

void ExternWriter::finish_self(const TensorView& self) {
  if (frame.is_in_place() && wants(0)) copy(self, result(0, self.size));
}

std::vector<TensorView> ExternWriter::targets() const {
  std::vector<TensorView> found;
  for (const std::int32_t buffer : call_.results)
    if (buffer != kNone) found.push_back(whole_buffer(plan_, buffer));
  if (frame.is_in_place()) found.push_back(args.tensor("self"));
  return found;
}

void ExternWriter::write_ahead(const ExternRow& row) {
  const std::vector<TensorView> written = targets();
  std::vector<std::vector<std::byte>> memory;
  memory.reserve(written.size());
  for (const TensorView& target : written)
    memory.emplace_back(static_cast<std::size_t>(numel(target.size)) * bytes_of(target.dtype));
  bool looked = false;
  const auto view_of = [&](const TensorView& tensor) {
    std::size_t k = 0;
    while (k < written.size() && (written[k].buffer != tensor.buffer || written[k].size != tensor.size)) ++k;
    looked = k == written.size();
    if (looked) frame.fail("an operand is needed");
    return HostView{memory[k].data(), tensor.dtype, tensor.size, dense_strides(tensor.size)};
  };
  try {
    row.compute(ExternFrame(row, call_, plan_, view_of, 0));
  } catch (const Error&) {
    frame.refuse_if(looked, "its numbers depend on a tensor");
    throw;
  }
  for (std::size_t k = 0; k < written.size(); ++k) {
    if (memory[k].empty()) continue;
    const TensorView table = temporary(written[k].dtype, written[k].size);
    program_.temporaries.back().table = std::move(memory[k]);
    copy(table, written[k]);
  }
}

}  // namespace ireplay
