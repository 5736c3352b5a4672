#include "replay/verdict/unset_results.hpp"

#include "parser/words.hpp"
#include "replay/externs/arguments.hpp"

namespace ireplay {
namespace {

double dropout_of(const ExternRow& row, const ExternCall& call) {
  const ExternArguments arguments(row, call);
  return arguments.knows("dropout_p") ? arguments.number("dropout_p") : 0;
}

}  // namespace

std::set<std::int32_t> unset_storages(const Plan& plan) {
  std::set<std::int32_t> found;
  for (const Step& step : plan.steps) {
    if (step.kind != Step::Kind::extern_call) continue;
    const ExternRow* row = find_extern(step.call);
    if (row == nullptr) continue;
    const ResultRange& unset = row->facts.unset;
    if (unset.first > unset.last || dropout_of(*row, step.call) != 0) continue;
    for (std::size_t i = unset.first; i <= unset.last && i < step.call.results.size(); ++i)
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
        !has_word(statement.comment, "reuse"))
      continue;
    ExprId value = statement.value;
    if (wrapper.exprs[value].kind == ExprKind::call && wrapper.exprs[value].count > 1)
      value = wrapper.exprs.children_of(value)[1];
    if (wrapper.exprs[value].kind == ExprKind::name) names.emplace(wrapper.exprs[value].text);
  }
  return names;
}

}  // namespace ireplay
