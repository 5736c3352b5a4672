#include "replay/verdict/unset_results.hpp"

#include <algorithm>

#include "replay/externs/extern_table.hpp"

namespace ireplay {
namespace {

struct Row {
  std::string_view name;    // of the extern
  std::size_t first, last;  // results that are unset without dropout
};

constexpr Row kAttention[] = {
    {"_scaled_dot_product_efficient_attention", 2, 3},
    {"_scaled_dot_product_flash_attention", 6, 8},
    {"_scaled_dot_product_cudnn_attention", 6, 8},
    {"_scaled_dot_product_fused_attention_overrideable", 6, 8},
    {"_efficient_attention_forward", 2, 3},
    {"_flash_attention_forward", 2, 4},
};

/// Position of a parameter in a signature such as "query, key, dropout_p=0.0, *, scale=None".
std::size_t position_of(std::string_view signature, std::string_view parameter) {
  std::size_t position = 0;
  while (!signature.empty()) {
    const std::size_t comma = std::min(signature.find(", "), signature.size());
    const std::string_view name = signature.substr(0, std::min(signature.find('='), comma));
    if (name == parameter) return position;
    position += name != "*";
    signature.remove_prefix(std::min(comma + 2, signature.size()));
  }
  return position;
}

double dropout_of(const ExternCall& call, const ExternRow& row) {
  const std::size_t position = position_of(row.signature, "dropout_p");
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const ExternArgument& argument = call.arguments[i];
    if (argument.keyword.empty() ? i != position : argument.keyword != "dropout_p") continue;
    if (const auto* real = std::get_if<double>(&argument.value.value)) return *real;
    if (const auto* integer = std::get_if<std::int64_t>(&argument.value.value))
      return static_cast<double>(*integer);
  }
  return 0;
}

}  // namespace

std::set<std::int32_t> unset_storages(const Plan& plan) {
  std::set<std::int32_t> found;
  for (const Step& step : plan.steps) {
    if (step.kind != Step::Kind::extern_call) continue;
    const ExternRow* extern_row = find_extern(step.call);
    if (extern_row == nullptr) continue;
    const auto row = std::find_if(std::begin(kAttention), std::end(kAttention),
                                  [&](const Row& r) { return r.name == extern_row->name; });
    if (row == std::end(kAttention) || dropout_of(step.call, *extern_row) != 0) continue;
    for (std::size_t i = row->first; i <= row->last && i < step.call.results.size(); ++i)
      if (step.call.results[i] != kNone)
        found.insert(plan.buffers[static_cast<std::size_t>(step.call.results[i])].storage);
  }
  found.erase(kNone);
  return found;
}

std::set<std::string, std::less<>> reused_inputs(const Wrapper& wrapper) {
  std::set<std::string, std::less<>> names;
  for (const PyStatement& statement : wrapper.statements) {
    if (statement.kind != PyKind::assign || statement.value == kNoExpr ||
        statement.comment.find("reuse") == std::string_view::npos)
      continue;
    ExprId value = statement.value;
    if (wrapper.exprs[value].kind == ExprKind::call && wrapper.exprs[value].count > 1)
      value = wrapper.exprs.children_of(value)[1];
    if (wrapper.exprs[value].kind == ExprKind::name) names.emplace(wrapper.exprs[value].text);
  }
  return names;
}

}  // namespace ireplay
