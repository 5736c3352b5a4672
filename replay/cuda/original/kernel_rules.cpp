#include "replay/cuda/original/kernel_rules.hpp"

#include <algorithm>
#include <charconv>

#include "replay/lower/listing/triton_types.hpp"

namespace ireplay {
namespace {

const ListingFunction& find_function(const Listing& listing, std::string_view entry) {
  const auto is_entry = [&](const ListingFunction& function) {
    return entry == function.name ||
           (entry.starts_with(function.name) && entry.substr(function.name.size()).starts_with('_'));
  };
  const auto found = std::ranges::find_if(listing.functions, is_entry);
  return found == listing.functions.end() ? listing.functions.back() : *found;
}

class RulesReader {
 public:
  explicit RulesReader(KernelRules& rules) : rules_(rules), exprs_(rules.listing.exprs) {}

  void read() {
    ExprId meta = heuristics_argument(rules_.listing, "triton_meta");
    if (meta == kNoExpr) meta = heuristics_argument(rules_.listing, "meta");  // 2.0, 2.1
    for_each_entry(entry_of(exprs_, meta, "signature"), [](KernelParameter& parameter, const Expr& type) {
      parameter.type = type.text;
      parameter.is_constant = type.text == "constexpr";
    });
    for_each_entry(entry_of(exprs_, meta, "constants"), [](KernelParameter& parameter, const Expr& value) {
      parameter.is_constant = parameter.has_value = true;
      parameter.is_none = value.kind == ExprKind::none;
    });
    const ExprId configs = entry_of(exprs_, meta, "configs");
    if (configs != kNoExpr && exprs_[configs].kind == ExprKind::list)
      for (const ExprId config : exprs_.children_of(configs)) read_ones(config);
    rules_.inductor_meta = heuristics_argument(rules_.listing, "inductor_meta");
    if (const ExprId type = entry_of(exprs_, rules_.inductor_meta, "grid_type"); type != kNoExpr)
      rules_.grid_type = exprs_[type].text;
    if (const ExprId names = entry_of(exprs_, rules_.inductor_meta, "extra_launcher_args"); names != kNoExpr)
      for (const ExprId name : exprs_.children_of(names))
        rules_.launcher_arguments.push_back(exprs_[name].text);
  }

 private:
  /// The parameter that a key names: 'xnumel', 3, (3,). Null for any other.
  KernelParameter* parameter_of(ExprId key) {
    const Expr& expr = exprs_[key];
    if (expr.kind == ExprKind::tuple && expr.count == 1) return parameter_of(exprs_.children_of(key)[0]);
    if (expr.kind == ExprKind::string) {
      const auto named = std::ranges::find(rules_.parameters, expr.text, &KernelParameter::name);
      return named == rules_.parameters.end() ? nullptr : &*named;
    }
    std::size_t position = 0;
    const char* end = expr.text.data() + expr.text.size();
    if (expr.kind != ExprKind::integer || std::from_chars(expr.text.data(), end, position).ptr != end)
      return nullptr;
    return position < rules_.parameters.size() ? &rules_.parameters[position] : nullptr;
  }

  template <class Visit>
  void for_each_entry(ExprId dict, const Visit& visit) {
    if (dict == kNoExpr || exprs_[dict].kind != ExprKind::dict) return;
    const auto children = exprs_.children_of(dict);
    for (std::size_t k = 0; k + 1 < children.size(); k += 2)
      if (KernelParameter* parameter = parameter_of(children[k])) visit(*parameter, exprs_[children[k + 1]]);
  }

  /// Integers whose value is 1 are in the code: `AttrsDescriptor(equal_to_1=(2,))` up to 2.5,
  /// `AttrsDescriptor.from_dict({'arg_properties': {'tt.equal_to': (2,)}})` in 2.6. Later they are constants.
  void read_ones(ExprId config) {
    if (exprs_[config].kind != ExprKind::call) return;
    for (const ExprId argument : exprs_.children_of(config).subspan(1)) {
      const Expr& expr = exprs_[argument];
      ExprId positions = kNoExpr;
      if (expr.kind == ExprKind::keyword && expr.text == "equal_to_1")
        positions = exprs_.children_of(argument)[0];
      if (expr.kind == ExprKind::dict)
        positions = entry_of(exprs_, entry_of(exprs_, argument, "arg_properties"), "tt.equal_to");
      if (positions == kNoExpr || exprs_[positions].kind != ExprKind::tuple) continue;
      for (const ExprId position : exprs_.children_of(positions))
        if (KernelParameter* parameter = parameter_of(position)) parameter->is_constant = true;
    }
  }

  KernelRules& rules_;
  const ExprPool& exprs_;
};

}  // namespace

KernelRules read_rules(const Source& source, const PyKernel& kernel, std::string_view entry) {
  KernelRules rules;
  rules.listing = parse_listing(source, kernel.source);
  if (rules.listing.functions.empty())
    throw Error(Error::Kind::dump, source, kernel.source.data(), "this listing has no function");
  const ListingFunction& function = find_function(rules.listing, entry);
  rules.function = function.name;
  for (const ListingParameter& parameter : slice(rules.listing.parameters, function.parameters))
    rules.parameters.push_back({.name = parameter.name, .is_constexpr = parameter.is_constexpr});
  rules.grid_begins_with_x =
      kernel.source.find("torch._inductor.triton_ops.autotune") != std::string_view::npos;
  RulesReader(rules).read();
  return rules;
}

}  // namespace ireplay
