#include "replay/externs/call_frame.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <thread>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/plan/parallel.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLargestDense = std::int64_t{1} << 30;
constexpr std::int64_t kWorkForThreads = std::int64_t{1} << 20;

template <class Stored, class T>
void read_as(const HostView& from, T* to) {
  const auto* data = reinterpret_cast<const Stored*>(from.data);
  for_each_offset(from.size, from.stride, [&](std::int64_t offset) {
    if constexpr (std::is_floating_point_v<Stored>)
      *to++ = value_of<T>(data[offset]);
    else
      *to++ = static_cast<T>(data[offset]);
  });
}

std::complex<double> load_complex(const std::byte* at, DType dtype) {
  const DType part = part_of(dtype);
  return {load_element(at, part).f, load_element(at + bytes_of(part), part).f};
}

void store_complex(std::byte* at, DType dtype, std::complex<double> value) {
  const DType part = part_of(dtype);
  store_element(at, part, {.f = value.real()}, DType::f64);
  store_element(at + bytes_of(part), part, {.f = value.imag()}, DType::f64);
}

template <class T>
T load_as(const std::byte* at, DType dtype) {
  if constexpr (std::is_same_v<T, std::complex<double>>) {
    if (is_complex(dtype)) return load_complex(at, dtype);
    return load_as<double>(at, dtype);
  } else {
    if (is_complex(dtype)) return value_of<T>(load_complex(at, dtype).real());
    const Scalar value = load_element(at, dtype);
    return is_floating(dtype) ? value_of<T>(value.f) : static_cast<T>(value.i);
  }
}

void store_from(std::byte* at, DType dtype, double value) {
  if (is_complex(dtype)) return store_complex(at, dtype, value);
  store_element(at, dtype, Scalar{.f = value}, DType::f64);
}

void store_from(std::byte* at, DType dtype, std::int64_t value) {
  if (is_complex(dtype)) return store_complex(at, dtype, static_cast<double>(value));
  Scalar scalar;
  scalar.i = value;
  store_element(at, dtype, scalar, DType::i64);
}

void store_from(std::byte* at, DType dtype, std::complex<double> value) {
  if (is_complex(dtype)) return store_complex(at, dtype, value);
  store_from(at, dtype, value.real());
}

}  // namespace

template <class T>
Dense<T>::Dense(Dims shape) : size(std::move(shape)) {
  const std::int64_t count = numel(size);
  if (count > kLargestDense)
    throw Error(Error::Kind::device,
                "an operand of " + bracketed(size) + " is too large for the CPU's library calls");
  data.resize(static_cast<std::size_t>(count));
}

template <class T>
Dense<T> read(const HostView& from) {
  Dense<T> dense(from.size);
  if constexpr (!std::is_same_v<T, std::complex<double>>) {
    switch (from.dtype) {
      case DType::f32:
        read_as<float>(from, dense.data.data());
        return dense;
      case DType::f64:
        read_as<double>(from, dense.data.data());
        return dense;
      case DType::i64:
        read_as<std::int64_t>(from, dense.data.data());
        return dense;
      default:
        break;
    }
  }
  T* to = dense.data.data();
  const auto bytes = static_cast<std::int64_t>(bytes_of(from.dtype));
  for_each_offset(from.size, from.stride,
                  [&](std::int64_t offset) { *to++ = load_as<T>(from.data + offset * bytes, from.dtype); });
  return dense;
}

template <class T>
void write(const HostView& to, const Dense<T>& values) {
  const T* from = values.data.data();
  const auto bytes = static_cast<std::int64_t>(bytes_of(to.dtype));
  for_each_offset(to.size, to.stride,
                  [&](std::int64_t offset) { store_from(to.data + offset * bytes, to.dtype, *from++); });
}

template struct Dense<double>;
template struct Dense<std::int64_t>;
template struct Dense<std::complex<double>>;
template Dense<double> read(const HostView&);
template Dense<std::int64_t> read(const HostView&);
template Dense<std::complex<double>> read(const HostView&);
template void write(const HostView&, const Dense<double>&);
template void write(const HostView&, const Dense<std::int64_t>&);
template void write(const HostView&, const Dense<std::complex<double>>&);

void in_parallel(std::int64_t count, std::int64_t work,
                 const std::function<void(std::int64_t, std::int64_t)>& f) {
  const std::int64_t cores = std::max(1u, std::thread::hardware_concurrency());
  const std::int64_t parts = work < kWorkForThreads ? 1 : std::min(count, cores);
  in_parts(count, parts, [&](std::int64_t, std::int64_t begin, std::int64_t end) { f(begin, end); });
}

std::string bracketed(const Dims& size) {
  std::string text = "[";
  for (std::size_t d = 0; d < size.size(); ++d) text += (d ? ", " : "") + std::to_string(size[d]);
  return text + "]";
}

ExternFrame::ExternFrame(const ExternRow& row, const ExternCall& call, const Plan& plan,
                         const ViewOf& view_of, std::uint64_t seed)
    : args_(row, call), call_(call), plan_(plan), view_of_(view_of), seed_(seed) {
  for (const TensorView* view : args_.all_tensors()) check_inside(*view);
  for (std::size_t i = 0; i < result_count(); ++i) {
    if (call_.results[i] == kNone) continue;
    require(call_.results[i] >= 0 && static_cast<std::size_t>(call_.results[i]) < plan_.buffers.size(),
            "result " + std::to_string(i) + " is not a buffer of the plan");
    check_inside(whole_buffer(plan_, call_.results[i]));
  }
}

void ExternFrame::check_inside(const TensorView& view) const {
  require(view.buffer >= 0 && static_cast<std::size_t>(view.buffer) < plan_.buffers.size(),
          "an operand is not a buffer of the plan");
  const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(view.buffer)];
  require(view.size.size() == view.stride.size() && view.offset >= 0,
          "the view of " + buffer.name + " is malformed");
  require(buffer.storage >= 0 && static_cast<std::size_t>(buffer.storage) < plan_.storages.size(),
          buffer.name + " has no storage");
  __int128 last = view.offset;
  bool empty = false;
  for (std::size_t d = 0; d < view.size.size(); ++d) {
    require(view.size[d] >= 0 && view.stride[d] >= 0,
            "the view of " + buffer.name + " has a negative size or stride");
    empty = empty || view.size[d] == 0;
    last += static_cast<__int128>(view.size[d] - 1) * view.stride[d];
    require(last < std::numeric_limits<std::int64_t>::max(), "the view of " + buffer.name + " is too large");
  }
  const std::int64_t bytes = plan_.storages[static_cast<std::size_t>(buffer.storage)].bytes;
  require(empty || (last + 1) * static_cast<std::int64_t>(bytes_of(view.dtype)) <= bytes,
          "the view " + bracketed(view.size) + " of " + buffer.name + " leaves its storage of " +
              std::to_string(bytes) + " bytes");
}

bool ExternFrame::wants(std::size_t result) const {
  return result < call_.results.size() && call_.results[result] != kNone;
}

const PlanBuffer& ExternFrame::result(std::size_t result) const {
  return plan_.buffers[static_cast<std::size_t>(call_.results.at(result))];
}

Dims broadcast_size(const Dims& a, const Dims& b) {
  Dims size(std::max(a.size(), b.size()), 1);
  for (const Dims* from : {&a, &b})
    for (std::size_t d = 0; d < from->size(); ++d) {
      std::int64_t& extent = size[size.size() - from->size() + d];
      if ((*from)[d] != 1) extent = (*from)[d];
    }
  return size;
}

Dims broadcast_strides(const ExternFrame& frame, const Dims& from, const Dims& size) {
  const std::size_t lead = size.size() - std::min(size.size(), from.size());
  Dims stride(size.size(), 0);
  std::int64_t step = 1;
  bool fits = from.size() <= size.size();
  for (std::size_t d = size.size(); fits && d-- > lead;) {
    const std::int64_t extent = from[d - lead];
    fits = extent == 1 || extent == size[d];
    if (extent != 1) stride[d] = step;
    step *= extent;
  }
  frame.require(fits, bracketed(from) + " does not broadcast to " + bracketed(size));
  return stride;
}

HostView ExternFrame::result_view(std::size_t i) const {
  return view_of_(whole_buffer(plan_, call_.results[i]));
}

void ExternFrame::require_size(std::size_t number, const Dims& size, const Dims& stride) const {
  const Dims& found = result(number).size;
  if (found == size) return;
  throw ResultSizeError(std::string(op()) + ": result " + std::to_string(number) + " is " + bracketed(size) +
                            ", but its buffer is " + bracketed(found),
                        number, size, stride);
}

bool ExternFrame::is_in_place() const { return args_.row().is_in_place(); }

void ExternFrame::refuse(const std::string& sentence) const {
  throw Error(Error::Kind::unsupported, std::string(op()) + ": " + sentence);
}

void ExternFrame::refuse_if(bool truth, const std::string& sentence) const {
  if (truth) refuse(sentence);
}

void ExternFrame::refuse_unless_floats(const TensorView& tensor) const {
  if (!is_floating(tensor.dtype))
    refuse(name_of(tensor) + " is of " + std::string(info(tensor.dtype).torch_name) + ", not of floats");
}

void ExternFrame::refuse_complex(const TensorView& tensor) const {
  if (is_complex(tensor.dtype)) refuse(name_of(tensor) + " is complex");
}

void ExternFrame::refuse_complex() const {
  for (const TensorView* tensor : args_.all_tensors()) refuse_complex(*tensor);
}

void ExternFrame::refuse_empty(const TensorView& tensor) const {
  if (numel(tensor.size) == 0) refuse(name_of(tensor) + " has no elements");
}

void ExternFrame::refuse_mixed(const TensorView& a, const TensorView& b) const {
  if (is_complex(b.dtype) && !is_complex(a.dtype)) return refuse_mixed(b, a);
  if (is_complex(a.dtype) && !is_complex(b.dtype))
    refuse(name_of(a) + " is complex and " + name_of(b) + " is not");
}

std::string ExternFrame::name_of(const TensorView& tensor) const {
  if (const std::string_view name = args_.name_of(tensor.buffer); !name.empty())
    return "argument '" + std::string(name) + "'";
  const auto result = std::ranges::find(call_.results, tensor.buffer);
  if (result == call_.results.end()) return "a temporary";
  return "result " + std::to_string(result - call_.results.begin());
}

void ExternFrame::require(bool truth, const std::string& sentence) const {
  if (!truth) fail(sentence);
}

void ExternFrame::fail(const std::string& sentence) const {
  throw Error(Error::Kind::dump, std::string(op()) + ": " + sentence);
}

void ExternFrame::require_rank(std::string_view name, std::size_t rank) const {
  const Dims& size = args_.tensor(name).size;
  require(size.size() == rank, "'" + std::string(name) + "' must have " + std::to_string(rank) +
                                   " dimensions, but is " + bracketed(size));
}

std::size_t ExternFrame::dimension(std::string_view name, std::size_t rank) const {
  const std::int64_t dim = args_.integer(name);
  const auto bound = static_cast<std::int64_t>(std::max<std::size_t>(rank, 1));
  require(dim >= -bound && dim < bound,
          "dimension " + std::to_string(dim) + " of a tensor with " + std::to_string(rank) + " dimensions");
  return static_cast<std::size_t>(dim < 0 ? dim + bound : dim);
}

std::int64_t ExternFrame::wrap_index(std::int64_t index, std::int64_t bound) const {
  if (index < -bound || index >= bound)
    throw Error(Error::Kind::device, std::string(op()) + ": index " + std::to_string(index) +
                                         " is out of bounds for a dimension of size " +
                                         std::to_string(bound));
  return index < 0 ? index + bound : index;
}

std::uint64_t ExternFrame::draw_key() const {
  std::string name(op());
  for (std::size_t i = 0; i < result_count(); ++i)
    if (wants(i)) name += result(i).name;
  if (const auto& tensors = args_.all_tensors(); result_count() == 0 && !tensors.empty())
    name += plan_.buffers[static_cast<std::size_t>(tensors.front()->buffer)].name;
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash ^ (seed_ * 0x9E3779B97F4A7C15);
}

}  // namespace ireplay
