#include "replay/lower/listing/fx_calls.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "parser/parse.hpp"

namespace ireplay {
namespace {

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

constexpr std::int64_t kSymbolic = -1;  // an extent of unknown value

/// The value of `s0*(s1 - 1)`.
std::int64_t extent_of(std::string_view text, const SymbolValues& symbols) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value >= 0 ? value : kSymbolic;
  if (symbols.empty()) return kSymbolic;
  try {
    const Source source("an extent", std::string(text));
    ExprPool exprs;
    return std::max(evaluate_size(source, exprs, parse_expression(source, exprs), symbols), kSymbolic);
  } catch (const Error&) {
    return kSymbolic;
  }
}

/// `[8, s0*(s1 - 1)]` off the front of the text; false where it is not of that form.
bool read_list(std::string_view& text, const SymbolValues& symbols, Dims& out) {
  if (!text.starts_with('[')) return false;
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos) return false;
  std::string_view inside = trimmed(text.substr(1, close - 1));
  text.remove_prefix(close + 1);
  while (!inside.empty()) {
    std::size_t comma = 0;
    for (int depth = 0; comma < inside.size() && (depth > 0 || inside[comma] != ','); ++comma)
      depth += (inside[comma] == '(') - (inside[comma] == ')');
    out.push_back(extent_of(trimmed(inside.substr(0, comma)), symbols));
    inside.remove_prefix(std::min(comma + 1, inside.size()));
  }
  return true;
}

bool is_symbolic(const Dims& size) { return std::find(size.begin(), size.end(), kSymbolic) != size.end(); }

bool may_be(const Dims& printed, const Dims& size) {
  return std::equal(printed.begin(), printed.end(), size.begin(), size.end(),
                    [](std::int64_t a, std::int64_t b) { return a == kSymbolic || a == b; });
}

std::string base_name(std::string_view function) {
  for (const std::string_view prefix : {"torch.ops.", "extern_kernels.", "aten.", "prims.", "inductor."})
    if (function.starts_with(prefix)) function.remove_prefix(prefix.size());
  if (function.starts_with("aten.")) function.remove_prefix(5);
  const std::string_view name = function.substr(0, function.find('.'));
  return std::string(name == "view" || name == "_unsafe_view" ? "reshape" : name);
}

/// The integer that is the word from `begin` to `end`; none where it is a part of a fraction.
std::optional<std::int64_t> integer_at(std::string_view text, std::size_t begin, std::size_t end) {
  const auto touches_point = [&](std::size_t at) { return at < text.size() && text[at] == '.'; };
  if (touches_point(end) || (begin > 0 && touches_point(begin - 1))) return std::nullopt;
  if (begin > 0 && text[begin - 1] == '-') --begin;
  std::int64_t value = 0;
  const auto [last, error] = std::from_chars(text.data() + begin, text.data() + end, value);
  return error == std::errc() && last == text.data() + end ? std::optional(value) : std::nullopt;
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

std::optional<FxLayout> FxCalls::parse(std::string_view text) const {
  text = trimmed(text);
  if (text.starts_with('"')) text.remove_prefix(1);
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view type = text.substr(0, open);
  const auto dtype = type == "b8" ? DType::boolean : find_dtype(type);
  FxLayout layout;
  text.remove_prefix(open);
  if (!dtype || !read_list(text, symbols_, layout.size)) return std::nullopt;
  layout.dtype = *dtype;
  Dims stride;
  if (read_list(text, symbols_, stride) && stride.size() == layout.size.size() && !is_symbolic(stride))
    layout.stride = stride;
  return layout;
}

FxCalls::FxCalls(std::string_view text, SymbolValues symbols) : symbols_(std::move(symbols)) {
  const std::size_t forward = text.find("def forward(self");
  if (forward == std::string_view::npos) return;
  std::string_view head = text.substr(forward, text.find("):", forward) - forward);
  for (std::size_t colon = head.find(": "); colon != std::string_view::npos;
       colon = head.find(": ", colon + 2)) {
    std::size_t begin = colon;
    while (begin > 0 && is_name(head[begin - 1])) --begin;
    if (const auto layout = parse(head.substr(colon + 2)))
      layouts_[head.substr(begin, colon - begin)] = *layout;
  }
  for (std::size_t at = text.find('\n', forward); at != std::string_view::npos;) {
    const std::size_t end = text.find('\n', at + 1);
    read_line(trimmed(text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1)));
    at = end;
  }
}

/// `sort = torch.ops.aten.sort.default(x, 1);  x = None`, `getitem: "f32[3]" = sort[0]`.
void FxCalls::read_line(std::string_view line) {
  const std::size_t equals = line.find(" = ");
  if (equals == std::string_view::npos || line.starts_with('#')) return;
  std::string_view name = line.substr(0, equals), value = line.substr(equals + 3);
  std::optional<FxLayout> layout;
  if (const std::size_t colon = name.find(": "); colon != std::string_view::npos) {
    layout = parse(name.substr(colon + 2));
    name = name.substr(0, colon);
  }
  if (layout) layouts_[name] = *layout;
  if (value.starts_with("torch.ops.")) {
    const std::size_t open = value.find('('), close = std::min(value.rfind(')'), value.size());
    if (open == std::string_view::npos || close <= open) return;
    Call call{name, base_name(value.substr(0, open)), {}, {}, {}, false};
    const std::string_view arguments = value.substr(open, value.find(';', open) - open);
    for (std::size_t i = 0; i < arguments.size();) {
      if (!is_name(arguments[i])) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < arguments.size() && is_name(arguments[end])) ++end;
      const auto known = layouts_.find(arguments.substr(i, end - i));
      if (known != layouts_.end()) call.operands.push_back(known->second.size);
      if (const auto number = integer_at(arguments, i, end)) call.integers.push_back(*number);
      i = end;
    }
    if (layout && !is_symbolic(layout->size)) call.results.emplace_back(0, *layout);
    by_name_[name] = calls_.size();
    calls_.push_back(std::move(call));
    return;
  }
  const std::size_t bracket = value.find('[');
  if (!layout || is_symbolic(layout->size) || bracket == std::string_view::npos) return;
  const auto from = by_name_.find(value.substr(0, bracket));
  std::int64_t position = 0;
  const std::string_view rest = value.substr(bracket + 1);
  if (from == by_name_.end() ||
      std::from_chars(rest.data(), rest.data() + rest.size(), position).ec != std::errc())
    return;
  calls_[from->second].results.emplace_back(position, *layout);
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
  const std::string op = base_name(call.function);
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
