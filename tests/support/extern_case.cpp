#include "tests/support/extern_case.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "replay/case/tensor_file.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

/// Reads one call: names are operands, the rest are Python literals.
class CallText {
 public:
  CallText(std::string_view text, const std::map<std::string, TensorView>& operands)
      : text_(text), operands_(operands) {}

  ExternCall read() {
    ExternCall call;
    call.function = word();
    expect('(');
    while (!take(')')) {
      ExternArgument argument;
      const std::size_t before = at_;
      const std::string keyword = word();
      if (!keyword.empty() && take('=')) {
        argument.keyword = keyword;
      } else {
        at_ = before;
      }
      argument.value = value();
      call.arguments.push_back(argument);
      take(',');
    }
    return call;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) throw std::runtime_error("bad call text: " + std::string(text_));
  }
  std::string word() {
    skip_blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_' ||
                                  text_[at_] == '.' || text_[at_] == '-' || text_[at_] == '+'))
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  ExternValue list(char end) {
    ExternList elements;
    while (!take(end)) {
      elements.push_back(value());
      take(',');
    }
    return {elements};
  }

  ExternValue value() {
    if (take('[')) return list(']');
    if (take('(')) return list(')');
    if (take('\'')) {
      const std::size_t end = text_.find('\'', at_);
      const std::string inside(text_.substr(at_, end - at_));
      at_ = end + 1;
      return {inside};
    }
    const std::string text = word();
    if (text == "None") return {};
    if (text == "True" || text == "False") return {text == "True"};
    if (text == "inf" || text == "-inf")
      return {text == "inf" ? std::numeric_limits<double>::infinity()
                            : -std::numeric_limits<double>::infinity()};
    if (const auto dtype = find_dtype(text); dtype && text.substr(0, 6) == "torch.") return {*dtype};
    if (const auto operand = operands_.find(text); operand != operands_.end()) return {operand->second};
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error == std::errc() && end == text.data() + text.size()) return {integer};
    return {std::stod(text)};
  }

  std::string_view text_;
  const std::map<std::string, TensorView>& operands_;
  std::size_t at_ = 0;
};

std::int32_t add_buffer(ExternCase& c, const std::string& name, const HostTensor& tensor, TestLayout layout) {
  PlanBuffer buffer{name, tensor.dtype, tensor.size, dense_strides(tensor.size), 0, 0};
  if (layout == TestLayout::awkward) {
    std::int64_t step = 2;
    for (std::size_t d = 0; d < buffer.size.size(); ++d) {
      buffer.stride[d] = step;
      step = step * std::max<std::int64_t>(buffer.size[d], 1) + 1;
    }
    buffer.offset = 3;
  }
  if (layout == TestLayout::channels_last && buffer.size.size() > 2) {
    Dims size = buffer.size;
    std::rotate(size.begin() + 1, size.begin() + 2, size.end());
    buffer.stride = dense_strides(size);
    std::rotate(buffer.stride.begin() + 1, buffer.stride.end() - 1, buffer.stride.end());
  }
  buffer.storage = static_cast<std::int32_t>(c.plan.storages.size());
  Storage storage;
  storage.name = name;
  storage.bytes = (buffer.offset + extent(buffer.size, buffer.stride)) *
                  static_cast<std::int64_t>(bytes_of(tensor.dtype));
  c.memory.emplace_back(static_cast<std::size_t>(storage.bytes));
  if (!tensor.data.empty()) scatter_to_strided(tensor, c.memory.back().data(), buffer.stride, buffer.offset);
  c.plan.storages.push_back(storage);
  c.plan.buffers.push_back(buffer);
  return static_cast<std::int32_t>(c.plan.buffers.size() - 1);
}

void add_operands_and_call(ExternCase& c, std::string_view text, const TensorMap& operands,
                           TestLayout layout) {
  std::map<std::string, TensorView> views;
  for (const auto& [name, tensor] : operands) {
    const std::int32_t at = add_buffer(c, name, tensor, layout);
    const PlanBuffer& buffer = c.plan.buffers[static_cast<std::size_t>(at)];
    views[name] = {at, buffer.dtype, buffer.size, buffer.stride, buffer.offset};
  }
  c.call = CallText(text, views).read();
}

std::int32_t find_buffer(const ExternCase& c, const std::string& name) {
  for (std::size_t i = 0; i < c.plan.buffers.size(); ++i)
    if (c.plan.buffers[i].name == name) return static_cast<std::int32_t>(i);
  throw std::runtime_error("no operand " + name);
}

}  // namespace

HostTensor zeros(DType dtype, const Dims& size) {
  return {dtype, size, HostBytes(static_cast<std::size_t>(numel(size)) * bytes_of(dtype))};
}

Step ExternCase::step() const {
  Step step{.kind = Step::Kind::extern_call, .name = call.function, .call = call};
  if (const auto fault = write_parts(step, plan)) throw Error(*fault);
  return step;
}

HostView ExternCase::view(const TensorView& tensor) {
  const PlanBuffer& buffer = plan.buffers.at(static_cast<std::size_t>(tensor.buffer));
  std::byte* data = memory[static_cast<std::size_t>(buffer.storage)].data();
  if (data != nullptr) data += tensor.offset * static_cast<std::int64_t>(bytes_of(tensor.dtype));
  return {data, tensor.dtype, tensor.size, tensor.stride};
}

HostTensor ExternCase::value(std::int32_t at) {
  const PlanBuffer& buffer = plan.buffers.at(static_cast<std::size_t>(at));
  return gather_from_strided(memory[static_cast<std::size_t>(buffer.storage)].data(), buffer.dtype,
                             buffer.size, buffer.stride, buffer.offset);
}

ExternCase make_extern_case(std::string_view text, const TensorMap& operands,
                            const std::vector<HostTensor>& results, TestLayout layout) {
  ExternCase c;
  add_operands_and_call(c, text, operands, layout);
  for (std::size_t i = 0; i < results.size(); ++i)
    c.call.results.push_back(add_buffer(c, "result" + std::to_string(i), results[i], layout));
  return c;
}

std::vector<ExternCase> read_extern_cases(const std::string& family, TestLayout layout) {
  const std::string base = std::string(IREPLAY_TESTDATA) + "/externs/" + family;
  const TensorMap tensors = read_tensors(base + ".safetensors");
  std::vector<ExternCase> cases;
  for (const auto& row : nlohmann::json::parse(read_file(base + ".json"))) {
    if (layout != TestLayout::dense && row.contains("dense_only")) continue;
    ExternCase c;
    c.name = row["name"];
    TensorMap operands;
    for (const auto& [key, tensor] : tensors)
      if (key.starts_with(c.name + "/") && key.find("/result") == std::string::npos)
        operands[key.substr(c.name.size() + 1)] = tensor;
    add_operands_and_call(c, row["call"].get<std::string>(), operands, layout);
    std::vector<std::int32_t> buffers;
    for (const auto& key : row["results"]) {
      if (key.is_null()) {
        c.call.results.push_back(kNone);
        continue;
      }
      const HostTensor& wanted = tensors.at(key.get<std::string>());
      if (row.contains("mutates")) {
        c.expected.emplace_back(find_buffer(c, row["mutates"]), wanted);
      } else {
        HostTensor garbage = wanted;
        std::fill(garbage.data.begin(), garbage.data.end(), std::byte{0x5A});
        c.call.results.push_back(
            add_buffer(c, "result" + std::to_string(c.call.results.size()), garbage, layout));
        c.expected.emplace_back(c.call.results.back(), wanted);
      }
    }
    cases.push_back(std::move(c));
  }
  return cases;
}

}  // namespace ireplay
