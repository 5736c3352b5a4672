#include "replay/externs/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "parser/source.hpp"

namespace ireplay {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '[') ++depth;
    if (i < text.size() && text[i] == ']') --depth;
    if (i == text.size() || (text[i] == ',' && depth == 0)) {
      const std::string_view part = trim(text.substr(begin, i - begin));
      if (!part.empty()) parts.push_back(part);
      begin = i + 1;
    }
  }
  return parts;
}

ExternValue parse_default(std::string_view text) {
  if (text == "None") return {};
  if (text == "True" || text == "False") return {text == "True"};
  if (text == "inf") return {std::numeric_limits<double>::infinity()};
  if (text.front() == '\'') return {std::string(text.substr(1, text.size() - 2))};
  if (text.front() == '[') {
    ExternList list;
    for (const std::string_view part : split_at_commas(text.substr(1, text.size() - 2)))
      list.push_back(parse_default(part));
    return {list};
  }
  if (text.find_first_of(".e") != std::string_view::npos) return {std::stod(std::string(text))};
  std::int64_t integer = 0;
  std::from_chars(text.data(), text.data() + text.size(), integer);
  return {integer};
}

template <class T>
const T* get(const ExternValue& value) {
  return std::get_if<T>(&value.value);
}

std::optional<std::int64_t> as_integer(const ExternValue& value) {
  if (const auto* integer = get<std::int64_t>(value)) return *integer;
  if (const auto* flag = get<bool>(value)) return *flag ? 1 : 0;
  return std::nullopt;
}

std::optional<double> as_number(const ExternValue& value) {
  if (const auto* number = get<double>(value)) return *number;
  if (const auto integer = as_integer(value)) return static_cast<double>(*integer);
  return std::nullopt;
}

bool none(const ExternValue& value) { return get<std::monostate>(value) != nullptr; }

}  // namespace

const TensorView* first_tensor(const ExternValue& value) {
  if (const auto* tensor = std::get_if<TensorView>(&value.value)) return tensor;
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& member : *list)
      if (const TensorView* tensor = first_tensor(member)) return tensor;
  return nullptr;
}

std::vector<ExternParameter> parse_signature(std::string_view signature) {
  std::vector<ExternParameter> parameters;
  bool keyword_only = false;
  for (const std::string_view part : split_at_commas(signature)) {
    if (part == "*") {
      keyword_only = true;
      continue;
    }
    ExternParameter parameter;
    parameter.keyword_only = keyword_only;
    const std::size_t equals = part.find('=');
    parameter.name = part.substr(0, equals);
    if (equals != std::string_view::npos) parameter.otherwise = parse_default(part.substr(equals + 1));
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

ExternArguments::ExternArguments(const ExternRow& row, const ExternCall& call)
    : row_(&row), parameters_(parse_signature(row.signature)), values_(parameters_.size(), nullptr) {
  const auto fail = [&](const std::string& what) {
    throw Error(Error::Kind::unsupported, std::string(row_->name) + ": " + what);
  };
  std::size_t position = 0;
  for (const ExternArgument& argument : call.arguments) {
    std::size_t at = 0;
    if (argument.keyword.empty()) {
      at = position++;
      if (at >= parameters_.size() || parameters_[at].keyword_only)
        fail("more positional arguments than (" + std::string(row.signature) + ") has");
    } else {
      while (at < parameters_.size() && parameters_[at].name != argument.keyword) ++at;
      if (at == parameters_.size()) {
        if (none(argument.value)) continue;
        fail("no argument '" + argument.keyword + "' in (" + std::string(row.signature) + ")");
      }
    }
    if (values_[at]) fail("argument '" + parameters_[at].name + "' is given twice");
    values_[at] = &argument.value;
    note_tensors(argument.value);
  }
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (!values_[i] && !parameters_[i].otherwise) fail("argument '" + parameters_[i].name + "' is missing");
}

void ExternArguments::note_tensors(const ExternValue& value) {
  if (const auto* view = get<TensorView>(value)) tensors_.push_back(view);
  if (const auto* list = get<ExternList>(value))
    for (const ExternValue& element : *list) note_tensors(element);
}

namespace {

bool holds(const ExternValue& value, std::int32_t buffer) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) return view->buffer == buffer;
  const auto* list = std::get_if<ExternList>(&value.value);
  return list != nullptr &&
         std::ranges::any_of(*list, [&](const ExternValue& v) { return holds(v, buffer); });
}

}  // namespace

std::string_view ExternArguments::name_of(std::int32_t buffer) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (values_[i] != nullptr && holds(*values_[i], buffer)) return parameters_[i].name;
  return {};
}

const ExternValue& ExternArguments::value(std::string_view name) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (parameters_[i].name == name) return values_[i] ? *values_[i] : *parameters_[i].otherwise;
  throw std::logic_error("no parameter " + std::string(name) + " in the row of " + std::string(row_->name));
}

bool ExternArguments::knows(std::string_view name) const {
  for (const ExternParameter& parameter : parameters_)
    if (parameter.name == name) return true;
  return false;
}

void ExternArguments::refuse(std::string_view name, std::string_view wanted) const {
  throw Error(Error::Kind::unsupported, std::string(row_->name) + ": argument '" + std::string(name) +
                                            "' is not " + std::string(wanted));
}

bool ExternArguments::is_none(std::string_view name) const { return none(value(name)); }

const TensorView& ExternArguments::tensor(std::string_view name) const {
  const auto* view = get<TensorView>(value(name));
  if (!view) refuse(name, "a tensor");
  return *view;
}

const TensorView* ExternArguments::optional_tensor(std::string_view name) const {
  return is_none(name) ? nullptr : &tensor(name);
}

bool ExternArguments::is_zero(std::string_view name) const { return as_number(value(name)) == 0; }

std::int64_t ExternArguments::integer(std::string_view name) const {
  const auto integer = as_integer(value(name));
  if (!integer) refuse(name, "an integer");
  return *integer;
}

double ExternArguments::number(std::string_view name) const {
  const auto number = as_number(value(name));
  if (!number) refuse(name, "a number");
  return *number;
}

std::complex<double> ExternArguments::complex(std::string_view name) const {
  if (const auto* value_of = get<std::complex<double>>(value(name))) return *value_of;
  return number(name);
}

double ExternArguments::number_or(std::string_view name, double otherwise) const {
  return is_none(name) ? otherwise : number(name);
}

bool ExternArguments::flag(std::string_view name) const {
  const auto integer = as_integer(value(name));
  if (!integer) refuse(name, "True or False");
  return *integer != 0;
}

std::string ExternArguments::text(std::string_view name) const {
  const auto* text = get<std::string>(value(name));
  if (!text) refuse(name, "a string");
  return *text;
}

std::string ExternArguments::text_or(std::string_view name, std::string_view otherwise) const {
  return is_none(name) ? std::string(otherwise) : text(name);
}

Dims ExternArguments::integers(std::string_view name) const {
  const ExternValue& given = value(name);
  if (none(given)) return {};
  if (const auto integer = as_integer(given)) return {*integer};
  const auto* list = get<ExternList>(given);
  if (!list) refuse(name, "a list of integers");
  Dims integers;
  for (const ExternValue& element : *list) {
    const auto integer = as_integer(element);
    if (!integer) refuse(name, "a list of integers");
    integers.push_back(*integer);
  }
  return integers;
}

Dims ExternArguments::integers(std::string_view name, std::size_t count) const {
  Dims integers = this->integers(name);
  if (integers.size() == 1) integers.resize(count, integers.front());
  if (integers.size() != count) refuse(name, "a list of " + std::to_string(count) + " integers");
  return integers;
}

std::vector<double> ExternArguments::numbers(std::string_view name) const {
  const ExternValue& given = value(name);
  if (none(given)) return {};
  if (const auto number = as_number(given)) return {*number};
  const auto* list = get<ExternList>(given);
  if (!list) refuse(name, "a list of numbers");
  std::vector<double> numbers;
  for (const ExternValue& element : *list) {
    const auto number = as_number(element);
    if (!number) refuse(name, "a list of numbers");
    numbers.push_back(*number);
  }
  return numbers;
}

std::vector<bool> ExternArguments::flags(std::string_view name) const {
  std::vector<bool> flags;
  for (const std::int64_t flag : integers(name)) flags.push_back(flag != 0);
  return flags;
}

std::vector<const TensorView*> ExternArguments::tensors(std::string_view name) const {
  const ExternValue& given = value(name);
  if (const auto* lone = get<TensorView>(given)) return {lone};
  if (none(given)) return {};
  const auto* list = get<ExternList>(given);
  if (!list) refuse(name, "a list of tensors");
  std::vector<const TensorView*> tensors;
  for (const ExternValue& element : *list) {
    const auto* view = get<TensorView>(element);
    if (!view && !none(element)) refuse(name, "a list of tensors");
    tensors.push_back(view);
  }
  return tensors;
}

}  // namespace ireplay
