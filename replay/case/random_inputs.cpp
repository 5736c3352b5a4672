#include "replay/case/random_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "kernels/scalar/philox.hpp"
#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/plan/parallel.hpp"

namespace ireplay {
namespace {

/// Random words addressed by position, so that threads may fill any part.
class Stream {
 public:
  Stream(std::uint64_t seed, std::string_view name) : key_(seed) {
    for (const char c : name) key_ = (key_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;  // FNV-1a
  }
  /// Words 2*i and 2*i+1.
  std::pair<std::uint32_t, std::uint32_t> words(std::int64_t i) const {
    const auto block = static_cast<std::uint64_t>(i) / 2;
    const Philox4 four = philox(key_ + (block >> 32), static_cast<std::uint32_t>(block));
    return i % 2 == 0 ? std::pair(four.out[0], four.out[1]) : std::pair(four.out[2], four.out[3]);
  }
  std::uint64_t bits(std::int64_t i) const {
    const auto [low, high] = words(i);
    return std::uint64_t{high} << 32 | low;
  }
  std::int64_t below(std::int64_t i, std::int64_t bound) const {
    return static_cast<std::int64_t>(bits(i) % static_cast<std::uint64_t>(bound));
  }
  double uniform(std::int64_t i) const { return static_cast<double>(words(i).first >> 8) * 0x1p-24; }
  double normal(std::int64_t i) const {
    const auto [a, b] = words(i);
    const double radius = std::sqrt(-2 * std::log((static_cast<double>(a) + 1) * 0x1p-32));
    return radius * std::cos(2 * std::numbers::pi * static_cast<double>(b) * 0x1p-32);
  }

 private:
  std::uint64_t key_;
};

void for_all(std::int64_t count, const std::function<void(std::int64_t begin, std::int64_t end)>& part) {
  constexpr std::int64_t kPart = 1 << 18;
  in_parts(count, parts_of(count, kPart),
           [&](std::int64_t, std::int64_t begin, std::int64_t end) { part(begin, end); });
}

/// `value(i)` is a double or an int64.
template <class Value>
void fill_with(HostTensor& tensor, const Value& value) {
  const DType part = part_of(tensor.dtype);
  const std::size_t bytes = bytes_of(part);
  for_all(static_cast<std::int64_t>(tensor.data.size() / bytes), [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const auto x = value(i);
      std::byte* to = tensor.data.data() + static_cast<std::size_t>(i) * bytes;
      if constexpr (std::is_same_v<decltype(x), const double>) {
        store_element(to, part, Scalar{.f = x}, DType::f64);
      } else {
        store_element(to, part, Scalar{.i = x}, DType::i64);
      }
    }
  });
}

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::usage, sentence); }

void check_fits(const Plan& plan, const PlanInput& input, const HostTensor& tensor) {
  const PlanBuffer& buffer = buffer_of(plan, input.buffer);
  if (tensor.dtype != buffer.dtype || tensor.size != buffer.size)
    fail("input '" + input.name + "' is " + to_text(tensor.dtype, tensor.size) + ", but the graph takes " +
         to_text(buffer.dtype, buffer.size));
}

HostTensor from_file(const Plan& plan, const PlanInput& input, std::string_view file) {
  HostTensor tensor = read_tensors(std::filesystem::path(file)).at("");
  check_fits(plan, input, tensor);
  return tensor;
}

constexpr std::int64_t kIntegersBelow = 10;  // small, so that sums of products stay exact

/// `count` true elements, in places drawn at random.
void fill_mask(HostTensor& tensor, std::int64_t count, const Stream& stream) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < tensor.data.size(); ++i)
    order.emplace_back(stream.bits(static_cast<std::int64_t>(i)), i);
  std::ranges::sort(order);
  std::ranges::fill(tensor.data, std::byte{0});
  for (std::size_t k = 0; k < std::min(order.size(), static_cast<std::size_t>(count)); ++k)
    tensor.data[order[k].second] = std::byte{1};
}

void fill_default(HostTensor& tensor, const PlanInput& input, const Stream& stream) {
  if (is_floating(tensor.dtype) || is_complex(tensor.dtype))
    return fill_with(tensor, [&](std::int64_t i) { return stream.normal(i); });
  if (input.pinned)
    return fill_with(tensor, [&](std::int64_t i) { return static_cast<std::int64_t>(stream.bits(i)); });
  if (tensor.dtype == DType::boolean && input.index_bound > 0)
    return fill_mask(tensor, input.index_bound, stream);
  const std::int64_t bound = tensor.dtype == DType::boolean ? 2
                             : input.index_bound > 0        ? input.index_bound
                                                            : kIntegersBelow;
  fill_with(tensor, [&](std::int64_t i) { return stream.below(i, bound); });
}

}  // namespace

HostTensor make_input(const Plan& plan, const PlanInput& input, std::string_view fill, std::uint64_t seed) {
  if (fill.ends_with(".npy")) return from_file(plan, input, fill);
  const PlanBuffer& buffer = buffer_of(plan, input.buffer);
  HostTensor tensor{buffer.dtype, buffer.size, {}};
  tensor.data.resize(static_cast<std::size_t>(numel(buffer.size)) * bytes_of(buffer.dtype));
  const Stream stream(seed, input.name);
  if (fill.empty()) {
    fill_default(tensor, input, stream);
  } else if (fill == "randn") {
    fill_with(tensor, [&](std::int64_t i) { return stream.normal(i); });
  } else if (fill == "rand") {
    fill_with(tensor, [&](std::int64_t i) { return stream.uniform(i); });
  } else if (fill == "ones") {
    fill_with(tensor, [](std::int64_t) { return std::int64_t{1}; });
  } else if (fill == "arange") {
    fill_with(tensor, [](std::int64_t i) { return i; });
  } else if (fill == "index") {
    if (input.index_bound <= 0)
      fail("input '" + input.name + "' cannot be filled with 'index': the graph states no bound for it");
    fill_with(tensor, [&](std::int64_t i) { return stream.below(i, input.index_bound); });
  } else if (fill != "zeros") {
    fail("input '" + input.name +
         "': expected randn, rand, zeros, ones, arange, index or an .npy file, not '" + std::string(fill) +
         "'");
  }
  return tensor;
}

TensorMap make_inputs(const Plan& plan, const TensorMap& given,
                      const std::map<std::string, std::string, std::less<>>& fills, std::uint64_t seed,
                      std::vector<std::string>& random) {
  TensorMap tensors;
  for (const PlanInput& input : plan.inputs) {
    const auto fill = fills.find(input.name);
    const auto tensor = given.find(input.name);
    if (fill == fills.end() && tensor != given.end()) {
      check_fits(plan, input, tensor->second);
      tensors[input.name] = tensor->second;
      continue;
    }
    if (fill == fills.end()) random.push_back(input.name);
    tensors[input.name] = make_input(plan, input, fill == fills.end() ? "" : fill->second, seed);
  }
  return tensors;
}

}  // namespace ireplay
