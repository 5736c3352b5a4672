#include <charconv>
#include <limits>

#include "replay/lower/wrapper_facts.hpp"
#include "replay/plan/checked.hpp"

/// Tensor expressions and arguments of the wrapper's calls.
namespace ireplay {
namespace {

/// The numbers of a size or stride tuple; none if one of them is unknown.
std::optional<Dims> dims_of(const WrapperFacts& facts, ExprId id) {
  const ExprPool& exprs = facts.wrapper->exprs;
  if (exprs[id].kind != ExprKind::tuple && exprs[id].kind != ExprKind::list) return std::nullopt;
  Dims dims;
  for (ExprId child : exprs.children_of(id))
    dims.push_back(evaluate_size(*facts.wrapper->source, exprs, child, facts.symbols));
  return dims;
}

std::optional<NamedView> reinterpreted(const WrapperFacts& facts, ExprId id, bool absolute) {
  const ExprPool& exprs = facts.wrapper->exprs;
  const auto args = exprs.children_of(id).subspan(1);
  if (args.size() < 3) return std::nullopt;
  auto view = read_view(facts, args[0]);
  if (!view) return std::nullopt;
  view->size = dims_of(facts, args[1]);
  view->stride = dims_of(facts, args[2]);
  if (!view->size || !view->stride) return std::nullopt;
  const std::int64_t offset =
      args.size() > 3 ? evaluate_size(*facts.wrapper->source, exprs, args[3], facts.symbols) : 0;
  const Checked sum = absolute ? offset : checked_add(view->offset, offset);
  if (!sum)
    throw Error(Error::Kind::dump, *facts.wrapper->source, exprs[args[0]].text.data(),
                "this view begins at an offset that does not fit 63 bits");
  view->offset = *sum;
  view->absolute = view->absolute || absolute;
  return view;
}

std::optional<double> parse_real(std::string_view text) {
  if (text == "inf" || text == "math.inf" || text == "oo") return std::numeric_limits<double>::infinity();
  if (text == "-inf" || text == "-oo") return -std::numeric_limits<double>::infinity();
  if (text == "nan" || text == "math.nan") return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `2.5j`, or `nanj` and `infj`, which are names to the grammar.
std::optional<std::complex<double>> parse_imaginary(const Expr& node) {
  if (node.kind != ExprKind::imaginary && node.text != "nanj" && node.text != "infj") return std::nullopt;
  const auto value = parse_real(node.text.substr(0, node.text.size() - 1));
  return value ? std::optional(std::complex<double>(0, *value)) : std::nullopt;
}

}  // namespace

std::optional<NamedView> read_view(const WrapperFacts& facts, ExprId id) {
  const ExprPool& exprs = facts.wrapper->exprs;
  const Expr& node = exprs[id];
  if (node.kind == ExprKind::name) {
    if (node.text.find('.') != std::string_view::npos) return std::nullopt;
    return NamedView{node.text, {}, {}, 0, false, {}};
  }
  if (node.kind != ExprKind::call || node.count < 2) return std::nullopt;
  const Expr& target = exprs[exprs.children_of(id)[0]];
  if (target.kind != ExprKind::name) return std::nullopt;
  const auto args = exprs.children_of(id).subspan(1);
  if (target.text == "reinterpret_tensor" || target.text.ends_with("._reinterpret_tensor"))
    return reinterpreted(facts, id, false);
  if (target.text == "as_strided") return reinterpreted(facts, id, true);
  if (target.text.starts_with("copy_") && target.text.ends_with("misaligned"))
    return read_view(facts, args[0]);
  if (target.text.ends_with("aten.view.dtype") && args.size() == 2) {
    auto view = read_view(facts, args[0]);
    if (view && exprs[args[1]].kind == ExprKind::name) view->dtype = find_dtype(exprs[args[1]].text);
    return view;
  }
  return std::nullopt;
}

namespace {

std::optional<std::complex<double>> as_complex(const ExternValue& value) {
  if (const auto* complex = std::get_if<std::complex<double>>(&value.value)) return *complex;
  if (const auto* real = std::get_if<double>(&value.value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value.value)) return static_cast<double>(*integer);
  return std::nullopt;
}

}  // namespace

ExternValue read_value(const WrapperFacts& facts, ExprId id,
                       const std::function<TensorView(const NamedView&)>& tensor) {
  const ExprPool& exprs = facts.wrapper->exprs;
  const Expr& node = exprs[id];
  const auto fail = [&](const std::string& what) -> ExternValue {
    throw Error(Error::Kind::unsupported, *facts.wrapper->source, node.text.data(), what);
  };
  switch (node.kind) {
    case ExprKind::none:
      return {std::monostate{}};
    case ExprKind::boolean:
      return {node.text == "True"};
    case ExprKind::string:
      return {std::string(node.text)};
    case ExprKind::real:
      if (const auto value = parse_real(node.text)) return {*value};
      return fail("expected a number");
    case ExprKind::imaginary:
      if (const auto value = parse_imaginary(node)) return {*value};
      return fail("expected a number");
    case ExprKind::add:
    case ExprKind::sub: {  // (0.5+2j)
      const std::span<const ExprId> sides = exprs.children_of(id);
      if (!parse_imaginary(exprs[sides[1]])) break;
      const auto real = as_complex(read_value(facts, sides[0], tensor));
      const auto imaginary = as_complex(read_value(facts, sides[1], tensor));
      if (!real || !imaginary) return fail("expected a complex number");
      return {node.kind == ExprKind::add ? *real + *imaginary : *real - *imaginary};
    }
    case ExprKind::tuple:
    case ExprKind::list: {
      ExternList list;
      for (ExprId child : exprs.children_of(id)) list.push_back(read_value(facts, child, tensor));
      return {std::move(list)};
    }
    case ExprKind::neg: {
      const ExternValue inner = read_value(facts, exprs.children_of(id)[0], tensor);
      if (const double* real = std::get_if<double>(&inner.value)) return {-*real};
      if (const auto* complex = std::get_if<std::complex<double>>(&inner.value)) return {-*complex};
      break;
    }
    case ExprKind::name: {
      if (const auto real = parse_real(node.text)) return {*real};
      if (const auto value = parse_imaginary(node)) return {*value};
      if (node.text.starts_with("torch.")) {
        if (const auto dtype = find_dtype(node.text)) return {*dtype};
        return {std::string(node.text)};  // torch.strided, torch.channels_last ...
      }
      if (facts.symbols.contains(node.text) || facts.symbols.pending.contains(node.text)) break;
      if (const auto view = read_view(facts, id)) return {tensor(*view)};
      return fail("this is neither a tensor nor a number");
    }
    case ExprKind::call: {
      if (const auto view = read_view(facts, id)) return {tensor(*view)};
      const Expr& target = exprs[exprs.children_of(id)[0]];
      if (target.text == "device" || target.text == "torch.device") return {std::string("device")};
      break;
    }
    default:
      break;
  }
  return {evaluate_size(*facts.wrapper->source, exprs, id, facts.symbols)};
}

}  // namespace ireplay
