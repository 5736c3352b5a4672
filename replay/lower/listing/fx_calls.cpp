#include "replay/lower/listing/fx_calls.hpp"

#include <algorithm>
#include <charconv>

#include "replay/externs/op_names.hpp"

/// Calls are matched by function and operands' sizes, in order, each taken once; sizes that depend on a
/// symbol without a value fit every size.
namespace ireplay {
namespace {

constexpr std::int64_t kSymbolic = -1;  // an extent of unknown value

bool is_symbolic(const Dims& size) { return std::find(size.begin(), size.end(), kSymbolic) != size.end(); }

bool may_be(const Dims& printed, const Dims& size) {
  return std::equal(printed.begin(), printed.end(), size.begin(), size.end(),
                    [](std::int64_t a, std::int64_t b) { return a == kSymbolic || a == b; });
}

/// Views and reshapes replace one another between the graph and the wrapper.
std::string_view op_of(std::string_view function) {
  const std::string_view name = base_name(function);
  return name == "view" || name == "_unsafe_view" ? "reshape" : name;
}

void add_integers(const ExternValue& value, std::vector<std::int64_t>& integers) {
  if (const auto* number = std::get_if<std::int64_t>(&value.value)) integers.push_back(*number);
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& element : *list) add_integers(element, integers);
}

void add_sizes(const ExternValue& value, std::vector<Dims>& sizes) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) sizes.push_back(view->size);
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& element : *list) add_sizes(element, sizes);
}

}  // namespace

FxCalls::FxCalls(std::string_view text, SymbolValues symbols)
    : source_(std::make_unique<Source>("fx_graph_readable.py", std::string(text))),
      symbols_(std::move(symbols)) {
  try {
    graph_ = parse_fx_graph(*source_, source_->text());
  } catch (const Error&) {  // brackets that nest too deeply: nothing is known
    return;
  }
  if (graph_.functions.empty()) return;
  for (const FxValue& value : graph_.values) read(value);
}

Dims FxCalls::extents(Range list) const {
  Dims dims;
  for (const ExprId id : slice(graph_.expr_lists, list)) try {
      dims.push_back(std::max(evaluate_size(*source_, graph_.exprs, id, symbols_), kSymbolic));
    } catch (const Error&) {
      dims.push_back(kSymbolic);
    }
  return dims;
}

std::optional<FxLayout> FxCalls::layout_of(const FxType& type) const {
  const auto dtype = find_dtype(type.dtype);
  if (!dtype) return std::nullopt;
  FxLayout layout{*dtype, extents(type.size), {}};
  Dims stride = extents(type.stride);
  if (stride.size() == layout.size.size() && !is_symbolic(stride)) layout.stride = std::move(stride);
  return layout;
}

void FxCalls::read(const FxValue& value) {
  std::optional<FxLayout> layout;
  if (value.type >= 0) layout = layout_of(graph_.types[static_cast<std::size_t>(value.type)]);
  if (layout) layouts_[value.name] = *layout;
  if (value.value == kNoExpr) return;
  const ExprKind kind = graph_.exprs[value.value].kind;
  if (kind == ExprKind::call) read_call(value, layout);
  if (kind == ExprKind::subscript && layout && !is_symbolic(layout->size)) read_selection(value, *layout);
}

/// `sort = torch.ops.aten.sort.default(x, 1)`
void FxCalls::read_call(const FxValue& value, std::optional<FxLayout> layout) {
  const auto children = graph_.exprs.children_of(value.value);
  const std::string_view function = graph_.exprs[children[0]].text;
  if (!function.starts_with("torch.ops.")) return;
  Call call{value.name, std::string(op_of(function)), {}, {}, {}, false};
  for (const ExprId argument : children.subspan(1)) add_operands(argument, call);
  if (layout && !is_symbolic(layout->size)) call.results.emplace_back(0, *std::move(layout));
  by_name_[value.name] = calls_.size();
  calls_.push_back(std::move(call));
}

void FxCalls::add_operands(ExprId id, Call& call) const {
  const Expr& node = graph_.exprs[id];
  if (node.kind == ExprKind::name)
    if (const auto known = layouts_.find(node.text); known != layouts_.end())
      call.operands.push_back(known->second.size);
  if (node.kind == ExprKind::integer) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
    if (error == std::errc()) call.integers.push_back(number);
  }
  for (const ExprId child : graph_.exprs.children_of(id)) add_operands(child, call);
}

/// `getitem: "f32[3]" = sort[0]`
void FxCalls::read_selection(const FxValue& value, const FxLayout& layout) {
  const auto children = graph_.exprs.children_of(value.value);
  const auto from = by_name_.find(graph_.exprs[children[0]].text);
  if (from == by_name_.end() || graph_.exprs[children[1]].kind != ExprKind::integer) return;
  const std::int64_t position = evaluate_size(*source_, graph_.exprs, children[1], symbols_);
  calls_[from->second].results.emplace_back(position, layout);
}

std::vector<std::string_view> FxCalls::scans(std::int64_t elements) const {
  std::vector<std::string_view> found;
  for (const Call& call : calls_) {
    if (call.op == "higher_order") return {};
    if (!call.op.starts_with("cum") && call.op != "logcumsumexp") continue;
    if (call.operands.empty()) continue;
    const Dims& size = call.operands.front();
    if (is_symbolic(size) || numel(size) == elements) found.push_back(call.op);
  }
  return found;
}

const FxCalls::Call* FxCalls::take(const ExternCall& call) {
  const std::string_view op = op_of(call.function);
  std::vector<Dims> sizes;
  std::vector<std::int64_t> integers;
  for (const ExternArgument& argument : call.arguments) {
    add_sizes(argument.value, sizes);
    add_integers(argument.value, integers);
  }
  const auto has_sizes = [&](const Call& candidate) {
    return !candidate.taken && candidate.op == op &&
           std::equal(candidate.operands.begin(), candidate.operands.end(), sizes.begin(), sizes.end(),
                      may_be);
  };
  const auto has_integers = [&](const Call& candidate) {
    return has_sizes(candidate) && candidate.integers.size() <= integers.size() &&
           std::equal(candidate.integers.begin(), candidate.integers.end(), integers.begin());
  };
  auto found = std::ranges::find_if(calls_, has_integers);
  if (found == calls_.end()) found = std::ranges::find_if(calls_, has_sizes);
  if (found == calls_.end()) return nullptr;
  found->taken = true;
  return &*found;
}

}  // namespace ireplay
