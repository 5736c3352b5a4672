#include "replay/lower/result_types.hpp"

#include <algorithm>
#include <string_view>

#include "parser/source.hpp"
#include "replay/externs/arguments.hpp"
#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"

namespace ireplay {
namespace {

template <std::size_t count>
bool is_one_of(std::string_view name, const std::string_view (&names)[count]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kPromoting[] = {
    "add",   "sub",  "rsub",      "mul",  "div",     "pow",   "maximum", "minimum",    "atan2",
    "where", "fmod", "remainder", "lerp", "addcmul", "hypot", "addcdiv", "true_divide"};
constexpr std::string_view kComparing[] = {"eq",          "ne",         "lt",          "le",
                                           "gt",          "ge",         "isnan",       "isinf",
                                           "logical_and", "logical_or", "logical_not", "logical_xor"};

std::optional<Dims> size_of(const ExternArguments& args, std::string_view name) {
  if (!args.knows(name)) return std::nullopt;
  const auto* view = std::get_if<TensorView>(&args.value(name).value);
  return view == nullptr ? std::nullopt : std::optional(view->size);
}

std::optional<Dims> of_attention(std::string_view name, const ExternArguments& args, std::int64_t position) {
  constexpr std::string_view kOperands[] = {"query", "key", "value"};
  const bool backward = name.find("backward") != std::string_view::npos;
  if (backward) return position < 3 ? size_of(args, kOperands[position]) : std::nullopt;
  auto query = size_of(args, "query");
  const auto value = size_of(args, "value");
  if (!query || !value || query->empty() || value->empty()) return std::nullopt;
  if (position == 0) query->back() = value->back();
  if (position == 1) query->pop_back();  // the logarithms of the sums
  return position < 2 ? query : std::nullopt;
}

std::optional<Dims> of_bags(const ExternArguments& args, std::int64_t position) {
  const auto weight = size_of(args, "weight"), offsets = size_of(args, "offsets");
  if (!weight || !offsets || weight->size() != 2 || offsets->size() != 1) return std::nullopt;
  const std::int64_t bags = (*offsets)[0] - (args.flag("include_last_offset") ? 1 : 0);
  constexpr std::int64_t kMax = 2;
  const Dims rows{bags, (*weight)[1]}, single{bags};
  if (position == 1) return size_of(args, "indices");
  return position == 0 || (position == 3 && args.integer("mode") == kMax) ? rows : single;
}

void collect_types(const ExternValue& value, std::vector<DType>& types) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) types.push_back(view->dtype);
}

DType promoted(DType a, DType b) {
  if (!is_complex(a) && !is_complex(b)) {
    if (a == b) return a;
    if (is_floating(a) && is_floating(b))
      return bytes_of(a) != bytes_of(b) ? (bytes_of(a) > bytes_of(b) ? a : b) : DType::f32;
    if (is_floating(a) || is_floating(b)) return is_floating(a) ? a : b;
    return promote(a, b);
  }
  const auto wide = [](DType type) { return type == DType::c128 || type == DType::f64; };
  return wide(a) || wide(b) ? DType::c128 : DType::c64;
}

}  // namespace

std::optional<Dims> size_of_operands(const ExternCall& call, std::int64_t position) try {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return std::nullopt;
  const ExternArguments args(*row, call);
  if (row->name.find("scaled_dot_product") != std::string_view::npos)
    return of_attention(row->name, args, position);
  if (args.knows("include_last_offset")) return of_bags(args, position);
  return std::nullopt;
} catch (const Error&) {
  return std::nullopt;  // arguments that do not fit are reported where the call is checked
}

std::optional<DType> type_of_operands(const ExternCall& call, std::int64_t position) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr || position != 0) return std::nullopt;
  const std::string_view name = row->name.substr(0, row->name.find('.'));
  if (is_one_of(name, kComparing)) return DType::boolean;
  std::vector<DType> types;
  for (const ExternArgument& argument : call.arguments) collect_types(argument.value, types);
  if (name == "where" && !types.empty()) types.erase(types.begin());
  if (types.empty()) return std::nullopt;
  if (name == "complex" || name == "view_as_complex" || name == "polar")
    return types[0] == DType::f64 ? DType::c128 : DType::c64;
  if (!is_one_of(name, kPromoting)) return std::nullopt;
  DType common = types[0];
  for (const DType type : types) common = promoted(common, type);
  for (const ExternArgument& argument : call.arguments) {  // numbers count where they are of a higher kind
    if (std::holds_alternative<std::complex<double>>(argument.value.value))
      common = promoted(common, DType::c64);
    const bool is_real = std::holds_alternative<double>(argument.value.value);
    if (is_real && !is_floating(common) && !is_complex(common)) common = DType::f32;
  }
  return common;
}

}  // namespace ireplay
