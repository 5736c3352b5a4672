#include <algorithm>

#include "parser/words.hpp"
#include "replay/lower/wrapper_reader.hpp"

/// Branches, loops and calls of subgraphs. What decides them is a number that the wrapper reads from a
/// tensor; until it is known reading stops there.
namespace ireplay {
namespace {

constexpr std::string_view kConditionResult = "_cond_result";

}  // namespace

/// Reads the chain of if, elif and else that begins at `first`; returns where the statements go on.
std::size_t WrapperReader::read_branches(std::span<const std::uint32_t> statements, std::size_t first) {
  std::size_t end = first + 1;
  const auto kind = [&](std::size_t at) { return wrapper_.statements[statements[at]].kind; };
  while (end < statements.size() && (kind(end) == PyKind::elif || kind(end) == PyKind::else_)) ++end;
  // `if not (u0 >= 0): raise RuntimeError(..)` asserts
  if (end == first + 1 && only_raises(wrapper_.statements[statements[first]].body)) return end;
  for (std::size_t at = first; at < end; ++at) {
    const PyStatement& statement = wrapper_.statements[statements[at]];
    const auto taken =
        statement.kind == PyKind::else_ ? std::optional(true) : truth(statement.value, statement);
    if (!taken) return end;
    if (!*taken) continue;
    read_body(statement.body);
    return end;
  }
  return end;
}

bool WrapperReader::only_raises(Range body) const {
  const auto inner = slice(wrapper_.body_statements, body);
  return std::ranges::all_of(inner,
                             [&](std::uint32_t i) { return wrapper_.statements[i].kind == PyKind::raise_; });
}

bool WrapperReader::only_asserts(Range body) const {
  return std::ranges::all_of(slice(wrapper_.body_statements, body), [&](std::uint32_t i) {
    const PyStatement& at = wrapper_.statements[i];
    return at.kind == PyKind::assert_ || (at.kind == PyKind::if_ && only_asserts(at.body));
  });
}

void WrapperReader::read_loop(const PyStatement& statement) {
  constexpr int kMostTrips = 10'000;
  for (int trip = 0; trip < kMostTrips; ++trip) {
    const auto goes_on = truth(statement.value, statement);
    if (!goes_on || !*goes_on) return;
    read_body(statement.body);
    if (facts_.undecided) return;
    if (leaves_loop_) {
      leaves_loop_ = false;
      return;
    }
  }
  not_understood(statement, "it runs more than " + std::to_string(kMostTrips) + " times");
}

/// Whether a condition holds; nothing where that is undecided, which is then on record.
std::optional<bool> WrapperReader::truth(ExprId condition, const PyStatement& statement) {
  if (expr(condition).kind == ExprKind::not_) {
    const auto inner = truth(children(condition)[0], statement);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (const auto value = number(condition)) return *value != 0;
  if (expr(condition).kind == ExprKind::gt && callee(children(condition)[0]) == "len")  // `len(buf0[2]) > 0`
    if (const auto* list = list_in_slot(arguments(children(condition)[0])[0])) return !list->empty();
  if (const DataSymbol* pending = find_pending(condition)) {
    facts_.undecided = *pending;
    return std::nullopt;
  }
  std::optional<SubgraphValue> value = object_of(condition, "item");
  if (const auto result = facts_.subgraph_results.find(expr(condition).text);
      !value && result != facts_.subgraph_results.end())
    value = result->second;
  if (!value) {
    not_understood(statement, "its condition is neither a size nor read from a tensor");
    return false;
  }
  // one name for each time that the condition is asked
  const std::string name =
      (value->view ? std::string(value->view->buffer) + "+" + std::to_string(value->view->offset)
                   : std::to_string(value->call) + "." + std::to_string(value->result)) +
      "#" + std::to_string(facts_.subgraph_calls.size());
  if (const auto known = facts_.symbols.find(name); known != facts_.symbols.end()) return known->second != 0;
  facts_.undecided = DataSymbol{name, *value, std::nullopt, statement.text.data()};
  return std::nullopt;
}

/// `u0 = arg0_1.item()`, `buf1_selector = int(arg1_1.item())`.
bool WrapperReader::read_data_symbol(std::string_view name, ExprId value) {
  if (callee(value) == "int" && arguments(value).size() == 1) value = arguments(value)[0];
  const auto source = object_of(value, "item");
  if (!source || !arguments(value).empty()) return false;
  const DataSymbol symbol{std::string(name), *source, std::nullopt, name.data()};
  if (facts_.symbols.contains(name) || facts_.symbols.reals.contains(name))
    facts_.data_symbols.push_back(symbol);
  else
    note_unknown(symbol);
  return true;
}

void WrapperReader::note_unknown(DataSymbol symbol) {
  if (up_to_unknown_)
    facts_.undecided = symbol;
  else
    facts_.symbols.pending.emplace(symbol.name);
  facts_.data_symbols.push_back(std::move(symbol));
}

/// x of `x.item()`, `reinterpret_tensor(x, (), (), 1).item()` and `buf0[0].size(0)`, of a tuple the tuple;
/// none for the call of another method.
std::optional<SubgraphValue> WrapperReader::object_of(ExprId call, std::string_view method) {
  if (expr(call).kind != ExprKind::call || expr(call).count == 0) return std::nullopt;
  const ExprId target = children(call)[0];
  if (expr(target).kind == ExprKind::attribute && expr(target).text == method) {
    const ExprId object = children(target)[0];
    if (auto value = subgraph_value(object)) return value;
    if (expr(object).kind != ExprKind::subscript) return std::nullopt;
    const std::string_view tuple = expr(children(object)[0]).text;
    return SubgraphValue{.view = NamedView{tuple, {}, {}, 0, false, {}}};
  }
  const std::string_view function = callee(call);
  if (!function.ends_with(method) || function.size() <= method.size() + 1 ||
      function[function.size() - method.size() - 1] != '.')
    return std::nullopt;
  const std::string_view name = function.substr(0, function.size() - method.size() - 1);
  if (const auto result = facts_.subgraph_results.find(name); result != facts_.subgraph_results.end())
    return result->second;
  return SubgraphValue{.view = NamedView{name, {}, {}, 0, false, {}}};
}

std::optional<SubgraphValue> WrapperReader::subgraph_value(ExprId id) {
  const Expr& node = expr(id);
  if (callee(id).ends_with(".clone")) {
    const std::string_view tensor = callee(id).substr(0, callee(id).size() - 6);
    return SubgraphValue{.view = NamedView{tensor, {}, {}, 0, false, {}}};
  }
  if (callee(id) == "torch.stack") {
    const auto* list = list_in_slot(arguments(id)[0]);
    if (list == nullptr || list->empty()) return std::nullopt;
    return SubgraphValue{.stacked = *list};
  }
  if (node.kind == ExprKind::call && expr(children(id)[0]).text == "clone") {  // `x.unsqueeze(0).clone()`
    const auto [tensor, method] = split_last(callee(children(children(id)[0])[0]));
    if (method != "unsqueeze") return std::nullopt;
    return SubgraphValue{.stacked = {{.view = NamedView{tensor, {}, {}, 0, false, {}}}}};
  }
  if (node.kind == ExprKind::subscript) {
    const auto position = number(children(id)[1]);
    const std::string_view base = expr(children(id)[0]).text;
    if (!position || *position < 0) return std::nullopt;
    const auto at = static_cast<std::size_t>(*position);
    if (const auto call = tuples_.find(base); call != tuples_.end())
      return SubgraphValue{.call = call->second, .result = at};
    const auto slots = slots_.find(base);
    if (slots == slots_.end() || at >= slots->second.size()) return std::nullopt;
    return slots->second[at];
  }
  if (const auto value = number(id)) return SubgraphValue{.number = *value};
  if (node.kind == ExprKind::name)
    if (const auto result = facts_.subgraph_results.find(node.text); result != facts_.subgraph_results.end())
      return result->second;
  if (auto of = view(id)) return SubgraphValue{.view = std::move(of)};
  return std::nullopt;
}

/// `buf1 = true_graph_0(true_graph_0_args)`, `(buf0[0], buf0[1]) = while_loop_body_graph_0(..)`.
bool WrapperReader::read_subgraph_call(const PyStatement& statement) {
  const std::string_view function = callee(statement.value);
  if (function.empty() || function == function_ || find_function(function) == nullptr) return false;
  const auto targets = slice(wrapper_.expr_lists, statement.targets);
  const Children given = arguments(statement.value);
  if (targets.empty() || given.size() != 1) return false;
  ExprId list = given[0];
  if (const auto named = lists_.find(expr(list).text); named != lists_.end()) list = named->second;
  if (expr(list).kind != ExprKind::list) return false;
  SubgraphCall call{.function = function, .call = statement.value, .order = next_order_++};
  for (const ExprId argument : children(list)) {
    const auto value = subgraph_value(argument);
    if (!value) return false;
    call.arguments.push_back(*value);
  }
  const std::size_t number_of_call = facts_.subgraph_calls.size();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Expr& target = expr(targets[i]);
    const SubgraphValue result{.call = number_of_call, .result = i};
    const bool is_slot = target.kind == ExprKind::subscript;
    std::string_view name = is_slot ? expr(children(targets[i])[0]).text : target.text;
    if (is_slot) {
      const auto position = number(children(targets[i])[1]);
      auto& slots = slots_[name];
      if (!position || *position < 0 || *position >= static_cast<std::int64_t>(slots.size())) return false;
      slots[static_cast<std::size_t>(*position)] = result;
    } else if (statement.unpacks) {
      facts_.subgraph_results[name] = result;
      tuples_.erase(name);
    } else {
      tuples_[name] = number_of_call;
    }
    if (name.ends_with(kConditionResult)) name.remove_suffix(kConditionResult.size());
    call.node = name;
  }
  facts_.subgraph_calls.push_back(std::move(call));
  return true;
}

/// `buf0[2]`, of a loop whose results of all trips are kept.
std::vector<SubgraphValue>* WrapperReader::list_in_slot(ExprId id) {
  if (expr(id).kind != ExprKind::subscript) return nullptr;
  const std::string_view base = expr(children(id)[0]).text;
  const auto position = number(children(id)[1]);
  if (!position || !slots_.contains(base)) return nullptr;
  return &lists_in_slots_[{base, *position}];
}

/// `buf0[2].append(buf0[0])`
bool WrapperReader::read_append(ExprId call) {
  if (expr(call).kind != ExprKind::call || arguments(call).size() != 1) return false;
  const ExprId target = children(call)[0];
  if (expr(target).kind != ExprKind::attribute || expr(target).text != "append") return false;
  auto* list = list_in_slot(children(target)[0]);
  const auto value = subgraph_value(arguments(call)[0]);
  if (list == nullptr || !value) return false;
  list->push_back(*value);
  return true;
}

/// `buf0 = [None] * 2` and `buf0[0] = arg0_1`.
bool WrapperReader::read_slot(const PyStatement& statement) {
  const auto targets = slice(wrapper_.expr_lists, statement.targets);
  if (targets.size() != 1) return false;
  const Expr& target = expr(targets[0]);
  if (target.kind == ExprKind::subscript) {
    const auto position = number(children(targets[0])[1]);
    const auto slots = slots_.find(expr(children(targets[0])[0]).text);
    const auto value = subgraph_value(statement.value);
    if (!position || slots == slots_.end() || !value || *position < 0 ||
        *position >= static_cast<std::int64_t>(slots->second.size()))
      return false;
    slots->second[static_cast<std::size_t>(*position)] = *value;
    return true;
  }
  if (expr(statement.value).kind != ExprKind::mul) return false;
  constexpr std::int64_t kMostSlots = 4096;
  const ExprId list = children(statement.value)[0];
  const auto count = number(children(statement.value)[1]);
  if (target.kind != ExprKind::name || expr(list).kind != ExprKind::list || !count || *count < 0 ||
      *count > kMostSlots)
    return false;
  slots_[target.text].assign(static_cast<std::size_t>(*count), {});
  tuples_.erase(target.text);
  return true;
}

}  // namespace ireplay
