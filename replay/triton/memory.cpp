#include <algorithm>

#include "kernels/scalar/scalar.hpp"
#include "replay/triton/machine.hpp"

/// Loads, stores and atomic updates of a program instance.
namespace ireplay::triton {
namespace {

/// What of a block is accessed.
struct Access {
  Dims size;
  Tensor pointers, mask;  // the mask has no data where everything is
  bool runs(std::size_t k) const { return !mask.known() || (*mask.data)[k].i != 0; }
};

Access make_access(Computing& computing, const Tensor& pointers, const Value& mask, const Dims& others) {
  Access access;
  access.size = broadcast_size(pointers.size, others);
  if (!mask.is_none()) {
    access.mask = convert(computing, to_tensor(computing, mask), DType::boolean);
    access.size = broadcast_size(access.size, access.mask.size);
    access.mask = broadcast(access.mask, access.size);
  }
  access.pointers = broadcast(pointers, access.size);
  return access;
}

/// An element of memory that holds `held` as a value of `type`. Types of one width are seen as each other.
Scalar read_element(const std::byte* from, const Memory& memory, DType type) {
  const Scalar value = load_element(from, memory.held);
  if (type == memory.type) return value;
  return ireplay::bitcast(value, memory.type, type);
}

void write_element(std::byte* to, const Memory& memory, Scalar value, DType type) {
  if (type != memory.type) value = ireplay::bitcast(value, type, memory.type);
  store_element(to, memory.held, value, is_floating(memory.type) ? DType::f64 : memory.type);
}

}  // namespace

Memory& Machine::memory_of(const Tensor& pointers) {
  if (!pointers.type.is_pointer()) throw Refusal("an access through " + describe({pointers}));
  Memory& memory = memories_[static_cast<std::size_t>(pointers.type.memory)];
  if (bytes_of(memory.type) != bytes_of(pointers.type.scalar))
    throw Refusal("'" + memory.name + "' is accessed as a type of another width");
  return memory;
}

std::byte* Machine::address(const Memory& memory, std::int64_t at) const {
  if (memory.data == nullptr)
    throw located(Error::Kind::unsupported,
                  "'" + memory.name + "' is accessed in a way that a dry run did not see");
  if (at < memory.first || at >= memory.last)
    throw located(Error::Kind::device, "element " + std::to_string(at) + " of '" + memory.name +
                                           "', whose memory has elements " + std::to_string(memory.first) +
                                           " to " + std::to_string(memory.last - 1));
  return memory.data + at * static_cast<std::int64_t>(bytes_of(memory.held));
}

Tensor Machine::load(const Tensor& pointers, const Value& mask, const Value& other) {
  Memory& memory = memory_of(pointers);
  memory.read = true;
  const DType type = pointers.type.scalar;
  Tensor left_out = make_number(type, {.i = 0});
  if (!other.is_none()) left_out = convert(computing, to_tensor(computing, other), type);
  const Access access = make_access(computing, pointers, mask, left_out.size);
  computing.count(static_cast<double>(numel(access.size)));
  if (computing.dry) return make_unknown({type}, access.size);
  const Tensor others = broadcast(left_out, access.size);
  std::vector<Scalar> data(others.data->size());
  for (std::size_t k = 0; k < data.size(); ++k)
    data[k] = access.runs(k) ? read_element(address(memory, (*access.pointers.data)[k].i), memory, type)
                             : (*others.data)[k];
  return make_tensor({type}, access.size, std::move(data));
}

void Machine::store(const Tensor& pointers, const Tensor& values, const Value& mask) {
  Memory& memory = memory_of(pointers);
  memory.written = true;
  const DType type = pointers.type.scalar;
  const Access access = make_access(computing, pointers, mask, values.size);
  const Tensor from = broadcast(convert(computing, values, type), access.size);
  computing.count(static_cast<double>(numel(access.size)));
  if (computing.dry) return;
  for (std::size_t k = 0; k < from.data->size(); ++k)
    if (access.runs(k))
      write_element(address(memory, (*access.pointers.data)[k].i), memory, (*from.data)[k], type);
}

Tensor Machine::change(const Tensor& pointers, DType type, const Value& mask, const Change& change) {
  Memory& memory = memory_of(pointers);
  memory.read = memory.written = true;
  const Access access = make_access(computing, pointers, mask, {});
  computing.count(static_cast<double>(numel(access.size)));
  if (computing.dry) return make_unknown({type}, access.size);
  std::vector<Scalar> data(access.pointers.data->size(), Scalar{.i = 0});
  for (std::size_t k = 0; k < data.size(); ++k) {
    if (!access.runs(k)) continue;
    std::byte* const at = address(memory, (*access.pointers.data)[k].i);
    data[k] = read_element(at, memory, type);
    write_element(at, memory, change(data[k], k), type);
  }
  return make_tensor({type}, access.size, std::move(data));
}

}  // namespace ireplay::triton
