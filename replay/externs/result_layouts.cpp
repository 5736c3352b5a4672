#include "replay/externs/result_layouts.hpp"

#include <algorithm>
#include <array>

#include "parser/source.hpp"
#include "replay/plan/promotion.hpp"

namespace ireplay {
namespace {

std::optional<Dims> size_of(const ExternArguments& args, std::string_view name) {
  const auto* view = std::get_if<TensorView>(&args.value(name).value);
  return view == nullptr ? std::nullopt : std::optional(view->size);
}

/// Of a list that may be shorter than there are dimensions: its last entry stands for the rest.
std::int64_t entry(const Dims& list, std::size_t at, std::int64_t otherwise) {
  return list.empty() ? otherwise : list[std::min(at, list.size() - 1)];
}

/// The common type of all tensors; numbers count where they are of a higher kind.
DType promoted(const ExternCall& call, DType common) {
  for (const ExternArgument& argument : call.arguments)
    if (const auto* view = std::get_if<TensorView>(&argument.value.value))
      common = promote(common, view->dtype);
  for (const ExternArgument& argument : call.arguments) {
    if (std::holds_alternative<std::complex<double>>(argument.value.value))
      common = promote(common, DType::c64);
    const bool is_real = std::holds_alternative<double>(argument.value.value);
    if (is_real && !is_floating(common) && !is_complex(common)) common = DType::f32;
  }
  return common;
}

DType by_rule(ResultType rule, const ExternCall& call, DType operand) {
  const bool is_double = operand == DType::f64 || operand == DType::c128;
  switch (rule) {
    case ResultType::i64:
      return DType::i64;
    case ResultType::i32:
      return DType::i32;
    case ResultType::boolean:
      return DType::boolean;
    case ResultType::f32:
      return DType::f32;
    case ResultType::real:
      return part_of(operand);
    case ResultType::complex:
      if (part_of(operand) == DType::f16) return DType::c32;
      return is_double ? DType::c128 : DType::c64;
    case ResultType::sum:
      return is_floating(operand) || is_complex(operand) ? operand : DType::i64;
    case ResultType::wide:
      return operand == DType::f16 || operand == DType::bf16 ? DType::f32 : operand;
    case ResultType::promoted:
      return promoted(call, operand);
    case ResultType::operand:
      break;
  }
  return operand;
}

Dims strides_like(const Dims& size, const TensorView& model) {
  std::vector<std::size_t> order(size.size());
  for (std::size_t d = 0; d < order.size(); ++d) order[d] = d;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return model.stride[a] > model.stride[b]; });
  Dims stride(size.size(), 1);
  std::int64_t next = 1;
  for (std::size_t k = order.size(); k-- > 0;) {
    stride[order[k]] = next;
    next *= std::max<std::int64_t>(size[order[k]], 1);
  }
  return stride;
}

Dims channels_last_strides(const Dims& size) {
  if (size.size() < 4) return dense_strides(size);
  Dims turned(size.begin() + 2, size.end());
  turned.insert(turned.begin(), size[0]);
  turned.push_back(size[1]);
  const Dims stride = dense_strides(turned);
  Dims result{stride[0], stride.back()};
  result.insert(result.end(), stride.begin() + 1, stride.end() - 1);
  return result;
}

/// Whether a convolution's input or weight keeps channels innermost.
bool has_channels_last(const ExternRow& row, const ExternCall& call) try {
  const ExternArguments args(row, call);
  return std::ranges::any_of(std::array{"input", "weight"}, [&](const char* name) {
    const TensorView& view = args.tensor(name);
    return view.size.size() > 3 && view.stride != dense_strides(view.size) &&
           view.stride == channels_last_strides(view.size);
  });
} catch (const Error&) {
  return false;
}

/// (batch, heads, length, width) that lies as (batch, length, heads, width).
Dims turned_strides(const Dims& size) {
  const Dims stride = dense_strides({size[0], size[2], size[1], size[3]});
  return {stride[0], stride[2], stride[1], stride[3]};
}

}  // namespace

std::optional<Dims> size_of_convolution(const ExternArguments& args, std::int64_t) {
  const auto x = size_of(args, "input"), w = size_of(args, "weight");
  if (!x || !w || w->size() != x->size() || x->size() < 3) return std::nullopt;
  const bool transposed = args.flag("transposed");
  Dims size{(*x)[0], transposed ? (*w)[1] * args.integer("groups") : (*w)[0]};
  const Dims strides = args.integers("stride"), paddings = args.integers("padding"),
             dilations = args.integers("dilation"), extras = args.integers("output_padding");
  for (std::size_t d = 2; d < x->size(); ++d) {
    const std::int64_t stride = entry(strides, d - 2, 1), padding = entry(paddings, d - 2, 0);
    const std::int64_t reach = entry(dilations, d - 2, 1) * ((*w)[d] - 1);
    if (stride <= 0) return std::nullopt;
    size.push_back(transposed ? ((*x)[d] - 1) * stride - 2 * padding + reach + entry(extras, d - 2, 0) + 1
                              : ((*x)[d] + 2 * padding - reach - 1) / stride + 1);
  }
  return size;
}

std::optional<Dims> sizes_of_attention(const ExternArguments& args, std::int64_t position) {
  auto query = size_of(args, "query");
  const auto value = size_of(args, "value");
  if (!query || !value || query->empty() || value->empty()) return std::nullopt;
  if (position == 0) query->back() = value->back();
  if (position == 1) query->pop_back();  // the logarithms of the sums
  return position < 2 ? query : std::nullopt;
}

std::optional<Dims> sizes_of_attention_gradients(const ExternArguments& args, std::int64_t position) {
  constexpr std::string_view kOperands[] = {"query", "key", "value"};
  return position < 3 ? size_of(args, kOperands[position]) : std::nullopt;
}

std::optional<Dims> size_of_bags(const ExternArguments& args, std::int64_t position) {
  const auto weight = size_of(args, "weight"), offsets = size_of(args, "offsets");
  if (!weight || !offsets || weight->size() != 2 || offsets->size() != 1) return std::nullopt;
  constexpr std::int64_t kMax = 2;
  const std::int64_t bags = (*offsets)[0] - (args.flag("include_last_offset") ? 1 : 0);
  if (position == 1) return size_of(args, "indices");
  const bool has_rows = position == 0 || (position == 3 && args.integer("mode") == kMax);
  return has_rows ? Dims{bags, (*weight)[1]} : Dims{bags};
}

std::optional<Dims> result_size(const ExternCall& call, std::int64_t position) try {
  const ExternRow* row = find_extern(call);
  if (row == nullptr || row->facts.sizes == nullptr) return std::nullopt;
  return row->facts.sizes(ExternArguments(*row, call), position);
} catch (const Error&) {
  return std::nullopt;  // arguments that do not fit are reported where the call is checked
}

namespace {

/// Of a system whose unknown is on the left of the matrix the rows of both lie one after the other.
bool lies_by_columns(const ExternRow& row, const ExternCall& call, std::int64_t position) {
  if (position < 0 || position > 31) return false;
  if ((row.facts.by_columns >> position & 1U) != 0) return true;
  return (row.facts.by_columns_on_left >> position & 1U) != 0 && ExternArguments(row, call).flag("left");
}

Dims strides_by_columns(const Dims& size) {
  Dims stride = dense_strides(size);
  stride[size.size() - 2] = 1;
  stride[size.size() - 1] = size[size.size() - 2];
  return stride;
}

}  // namespace

Dims result_strides(const ExternCall& call, std::int64_t position, const Dims& size) {
  const ExternRow* row = find_extern(call);
  if (row != nullptr && size.size() >= 2 && lies_by_columns(*row, call, position))
    return strides_by_columns(size);
  if (row != nullptr && position < row->facts.turned && size.size() == 4) return turned_strides(size);
  const ResultStrides rule = row == nullptr ? ResultStrides::like_operand : row->facts.strides;
  if (rule == ResultStrides::dense) return dense_strides(size);
  if (rule == ResultStrides::channels_last)
    return has_channels_last(*row, call) ? channels_last_strides(size) : dense_strides(size);
  const TensorView *same = nullptr, *first = nullptr;
  for (const ExternArgument& argument : call.arguments) {
    const auto* view = std::get_if<TensorView>(&argument.value.value);
    if (view == nullptr || view->size.size() != size.size()) continue;
    if (first == nullptr) first = view;
    if (same == nullptr && view->size == size) same = view;
  }
  const TensorView* model = same == nullptr || rule == ResultStrides::like_first ? first : same;
  return model == nullptr ? dense_strides(size) : strides_like(size, *model);
}

DType result_type(const ExternCall& call, std::int64_t position) {
  const TensorView* operand = nullptr;
  for (const ExternArgument& argument : call.arguments)
    if (operand == nullptr) operand = first_tensor(argument.value);
  if (operand == nullptr) {
    for (const ExternArgument& argument : call.arguments)
      if (const auto* dtype = std::get_if<DType>(&argument.value.value); dtype && argument.keyword == "dtype")
        return *dtype;
    return DType::f32;
  }
  const ExternRow* row = find_extern(call);
  const auto rule =
      row == nullptr ? ResultType::operand : row->facts.types.at(static_cast<std::size_t>(position));
  return by_rule(rule, call, operand->dtype);
}

}  // namespace ireplay
