#include "replay/triton/value.hpp"

#include <algorithm>

#include "replay/externs/call_frame.hpp"

namespace ireplay::triton {

const Values* Value::members() const {
  const auto* tuple = as<std::shared_ptr<const Values>>();
  return tuple == nullptr ? nullptr : tuple->get();
}

Value make_tuple(Values members) { return {std::make_shared<const Values>(std::move(members))}; }

std::string describe(const Value& value) {
  if (const auto* tensor = value.as<Tensor>())
    return (tensor->type.is_pointer() ? "a pointer to " : "a tensor ") +
           to_text(tensor->type.scalar, tensor->size);
  static constexpr const char* kKinds[] = {"None",     "",       "an integer", "a float", "a bool",
                                           "a string", "a type", "a function", "a tuple", "a block pointer"};
  return kKinds[value.value.index()];
}

Tensor make_tensor(Type type, Dims size, std::vector<Scalar> data) {
  return {type, std::move(size), std::make_shared<const std::vector<Scalar>>(std::move(data))};
}

Tensor make_unknown(Type type, Dims size) { return {type, std::move(size), nullptr}; }

Tensor make_number(DType type, Scalar value) { return make_tensor({type}, {}, {value}); }

Tensor make_index(std::int64_t value, DType type) { return make_number(type, {.i = wrap(value, type)}); }

void check_elements(const Dims& size) {
  constexpr std::int64_t kMost = std::int64_t{1} << 20;
  std::int64_t count = 1;
  for (const std::int64_t extent : size)
    if (extent > kMost || (count *= extent) > kMost)
      throw Refusal("a block of more than 2^20 elements, which is as many as Triton allows");
}

std::optional<std::int64_t> integer_of(const Value& value) {
  if (const auto* integer = value.as<std::int64_t>()) return *integer;
  if (const auto* boolean = value.as<bool>()) return *boolean;
  const auto* tensor = value.as<Tensor>();
  const bool is_integer = tensor != nullptr && tensor->known() && numel(tensor->size) == 1 &&
                          !is_floating(tensor->type.scalar) && !tensor->type.is_pointer();
  return is_integer ? std::optional((*tensor)[0].i) : std::nullopt;
}

std::optional<bool> truth_of(const Value& value) {
  if (const auto integer = integer_of(value)) return *integer != 0;
  if (const auto* real = value.as<double>()) return *real != 0;
  if (const auto* text = value.as<std::string>()) return !text->empty();
  if (value.is_none()) return false;
  const auto* tensor = value.as<Tensor>();
  if (tensor == nullptr) return true;
  if (numel(tensor->size) != 1) throw Refusal("the truth of a block of several elements");
  if (!tensor->known()) return std::nullopt;
  return (*tensor)[0].f != 0;
}

Dims dims_of(const Value& value) {
  const Values one{value};
  const Values* members = value.members();
  Dims dims;
  for (const Value& member : members != nullptr ? *members : one) {
    const auto integer = integer_of(member);
    if (!integer || *integer < 0) throw Refusal("expected a size that is known, not " + describe(member));
    dims.push_back(*integer);
  }
  check_elements(dims);
  return dims;
}

Dims broadcast_size(const Dims& a, const Dims& b) {
  const Dims &longer = a.size() >= b.size() ? a : b, &shorter = a.size() >= b.size() ? b : a;
  Dims size = longer;
  for (std::size_t d = 0; d < shorter.size(); ++d) {
    std::int64_t& extent = size[size.size() - 1 - d];
    const std::int64_t other = shorter[shorter.size() - 1 - d];
    if (extent == 1) extent = other;
    if (other != extent && other != 1)
      throw Refusal("blocks of sizes " + bracketed(a) + " and " + bracketed(b) + " do not go together");
  }
  check_elements(size);
  return size;
}

Tensor broadcast(const Tensor& from, const Dims& size) {
  if (from.size == size) return from;
  if (broadcast_size(from.size, size) != size)
    throw Refusal("a block of sizes " + bracketed(from.size) + " does not broadcast to " + bracketed(size));
  if (!from.known()) return make_unknown(from.type, size);
  if (from.data->size() == 1)
    return make_tensor(from.type, size, std::vector<Scalar>(static_cast<std::size_t>(numel(size)), from[0]));
  const std::size_t lead = size.size() - from.size.size();
  Dims stride(size.size(), 0);
  for (std::int64_t step = 1, d = static_cast<std::int64_t>(size.size()) - 1;
       d >= static_cast<std::int64_t>(lead); --d) {
    const auto at = static_cast<std::size_t>(d);
    if (from.size[at - lead] != 1) stride[at] = step;
    step *= from.size[at - lead];
  }
  std::vector<Scalar> data;
  data.reserve(static_cast<std::size_t>(numel(size)));
  for_each_offset(size, stride, [&](std::int64_t at) { data.push_back(from[at]); });
  return make_tensor(from.type, size, std::move(data));
}

Tensor reshape(const Tensor& from, Dims size) {
  if (numel(from.size) != numel(size))
    throw Refusal("a block of sizes " + bracketed(from.size) + " has not the elements of " + bracketed(size));
  return {from.type, std::move(size), from.data};
}

Tensor permute(const Tensor& from, const std::vector<std::size_t>& order) {
  const Dims strides = dense_strides(from.size);
  Dims size, stride;
  for (const std::size_t d : order) {
    if (d >= from.size.size()) throw Refusal("a dimension that the block does not have");
    size.push_back(from.size[d]);
    stride.push_back(strides[d]);
  }
  if (size.size() != from.size.size()) throw Refusal("expected an order of all dimensions");
  if (!from.known()) return make_unknown(from.type, size);
  std::vector<Scalar> data;
  data.reserve(from.data->size());
  for_each_offset(size, stride, [&](std::int64_t at) { data.push_back(from[at]); });
  return make_tensor(from.type, size, std::move(data));
}

}  // namespace ireplay::triton
