#include <algorithm>

#include "parser/node_text.hpp"
#include "parser/text.hpp"
#include "replay/externs/counted_sizes.hpp"
#include "replay/lower/plan_builder.hpp"
#include "replay/lower/splice.hpp"
#include "replay/lower/wrapper_reader.hpp"
#include "replay/passes/dataflow.hpp"

/// Sizes and branches that data decides, and subgraphs. While such values are missing the nodes that do not
/// need them are made all the same, so that one round finds as many values as it can.
namespace ireplay {
namespace {

double number_of(const HostTensor& tensor) {
  const Scalar value = load_element(tensor.data.data(), tensor.dtype);
  return is_floating(tensor.dtype) ? value.f : static_cast<double>(value.i);
}

/// Shortest text of a number.
std::string shown(double value) {
  std::string text = std::to_string(value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

// ---- exploring

bool PlanBuilder::waits(const Node& node) const {
  for (const Range range : {node.met, node.unmet})
    for (const Dep& dep : slice(node_texts_.of(node).deps, range))
      if (waiting_.contains(dep.name)) return true;
  return false;
}

/// What the node would write is not there.
void PlanBuilder::set_aside(const Node& node) {
  const Dump& text = node_texts_.of(node);
  waiting_.insert(node.name);
  for (const Dep& dep : slice(text.deps, node.writes)) waiting_.insert(dep.name);
  for (const OutBuffer& out : slice(text.out_buffers, node.outputs)) {
    waiting_.insert(out.name);
    for (const std::string_view target : slice(text.names, out.mutations)) waiting_.insert(target);
  }
  for (const std::uint32_t part : slice(text.parts, node.parts)) set_aside(text.nodes[part]);
}

void PlanBuilder::explore(const Node& node) {
  if (waits(node)) return set_aside(node);
  find_items(node);
  try {
    find_sizes(node);
    const bool is_unsized = std::ranges::any_of(externs_->output_names(node), [&](std::string_view name) {
      const BufferFact* fact = buffers_->find(name);
      return fact != nullptr && fact->waits;
    });
    if (!is_unsized) return make_step(node);
  } catch (const PendingSymbol&) {
  }
  set_aside(node);
}

void PlanBuilder::keep(const DataSymbol& symbol, const HostTensor& tensor) {
  if (tensor.data.size() != bytes_of(tensor.dtype))
    throw Error(Error::Kind::dump, *texts_.wrapper->source, symbol.at,
                "'" + symbol.name + "' is read from a tensor that has more than one element");
  const Scalar value = load_element(tensor.data.data(), tensor.dtype);
  const bool decides = symbol.name.find('#') != symbol.name.npos;
  if (is_floating(tensor.dtype) && !decides)
    found_.reals[symbol.name] = value.f;
  else
    found_.integers[symbol.name] = is_floating(tensor.dtype) ? value.f != 0 : value.i;
}

/// `u0 = buf1.size(0)`: the call that makes buf1, or the tuple that has it.
const CallFact* PlanBuilder::counted_call(const DataSymbol& symbol) const {
  std::string_view buffer = symbol.value.view->buffer;
  if (const auto item = facts_->items.find(buffer); item != facts_->items.end()) buffer = item->second.first;
  return externs_->find_call(buffer);
}

void PlanBuilder::count(const DataSymbol& symbol, const CallFact& call) {
  const auto value = [&](const TensorView& view) { return evaluator_->value(plan_, view); };
  if (const auto count = count_results(externs_->call_without_results(call), value))
    found_.integers[symbol.name] = *count;
}

void PlanBuilder::find_sizes(const Node& node) {
  const std::vector<std::string_view> outputs = externs_->output_names(node);
  for (const DataSymbol& symbol : facts_->data_symbols) {
    if (!symbol.dimension || !symbol.value.view || !facts_->symbols.pending.contains(symbol.name)) continue;
    const CallFact* fact = counted_call(symbol);
    if (fact == nullptr) continue;
    const bool is_own = std::ranges::any_of(fact->results, [&](std::string_view result) {
      return std::ranges::find(outputs, result) != outputs.end();
    });
    if (is_own) count(symbol, *fact);
  }
}

/// What the wrapper alone could not be read beyond, once all that stands before it is made.
void PlanBuilder::find_undecided() {
  if (!facts_->undecided || evaluator_ == nullptr || !unsupported_.empty()) return;
  const DataSymbol& symbol = *facts_->undecided;
  count_decision(plan_.steps.size(), symbol.at);
  refuse_unknown_decision(symbol);
  if (!symbol.dimension) return keep(symbol, evaluator_->value(plan_, tensor_of(symbol.value, symbol.at)));
  if (!symbol.value.view) return;
  if (const CallFact* call = counted_call(symbol)) count(symbol, *call);
}

/// `u0 = arg0_1.item()`: the node stands for that statement.
void PlanBuilder::find_items(const Node& node) {
  if (!externs_->reads_scalar(node)) return;
  for (const DataSymbol& symbol : facts_->data_symbols) {
    if (symbol.dimension || !symbol.value.view || !facts_->symbols.pending.contains(symbol.name)) continue;
    if (externs_->reads(node, symbol.value.view->buffer))
      keep(symbol, evaluator_->value(plan_, tensor_of(symbol.value, symbol.at)));
  }
}

/// A value that the user gave for what a given input says.
void PlanBuilder::check_given_symbols(const Node& node) {
  if (evaluator_ == nullptr || !facts_ || !externs_->reads_scalar(node)) return;
  for (const DataSymbol& symbol : facts_->data_symbols) {
    const auto given = hints_.symbols.find(symbol.name);
    if (given == hints_.symbols.end() || !symbol.value.view || symbol.dimension) continue;
    const std::string_view buffer = symbol.value.view->buffer;
    const auto input = std::ranges::find(plan_.inputs, buffer, &PlanInput::name);
    if (input == plan_.inputs.end() || !externs_->reads(node, buffer) || !evaluator_->is_given(buffer))
      continue;
    const double value = number_of(evaluator_->value(plan_, tensor_of(symbol.value, symbol.at)));
    if (value == static_cast<double>(given->second)) continue;
    throw Error(Error::Kind::usage, "'" + symbol.name + "' was given as " + std::to_string(given->second) +
                                        ", but it is the value of the input '" + std::string(buffer) +
                                        "', which is " + shown(value));
  }
}

TensorView PlanBuilder::tensor_of(const SubgraphValue& value, const char* at) {
  if (value.view) return externs_->view_of(*value.view, at);
  if (!value.stacked.empty()) return stack(value.stacked, at);
  if (value.call < subgraph_results_.size() && value.result < subgraph_results_[value.call].size())
    return subgraph_results_[value.call][value.result];
  throw Error(Error::Kind::dump, *texts_.wrapper->source, at, "what a subgraph returned here is not known");
}

/// The results of a loop's trips, one behind the other.
TensorView PlanBuilder::stack(const std::vector<SubgraphValue>& values, const char* at) {
  std::vector<TensorView> parts;
  parts.reserve(values.size());
  for (const SubgraphValue& value : values) parts.push_back(tensor_of(value, at));
  Dims size = parts[0].size;
  size.insert(size.begin(), static_cast<std::int64_t>(parts.size()));
  PlanBuffer whole{.name = "stacked" + std::to_string(plan_.buffers.size()),
                   .dtype = parts[0].dtype,
                   .size = size,
                   .stride = dense_strides(size),
                   .storage = static_cast<std::int32_t>(plan_.storages.size())};
  plan_.storages.push_back({.kind = Storage::Kind::arena,
                            .name = whole.name,
                            .bytes = numel(size) * static_cast<std::int64_t>(bytes_of(whole.dtype))});
  const auto buffer = static_cast<std::int32_t>(plan_.buffers.size());
  plan_.buffers.push_back(whole);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    Step copy{
        .kind = Step::Kind::extern_call, .name = whole.name + "." + std::to_string(k), .op_kind = "extern"};
    copy.nodes = {copy.name};
    TensorView target = whole_buffer(plan_, buffer);
    target.size.erase(target.size.begin());
    target.stride.erase(target.stride.begin());
    target.offset += static_cast<std::int64_t>(k) * whole.stride[0];
    copy.call.function = "aten.copy_";
    copy.call.arguments = {{"", {target}}, {"", {parts[k]}}};
    plan_.steps.push_back(std::move(copy));
  }
  return whole_buffer(plan_, buffer);
}

// ---- subgraphs

bool PlanBuilder::is_of_subgraph(const Node& node) const {
  const auto classes = slice(node_texts_.of(node).names, node.classes);
  return !classes.empty() &&
         is_one_of(classes[0], {"Conditional", "Switch", "WhileLoop", "InvokeSubgraph", "SubgraphBuffer"});
}

const Dump* PlanBuilder::find_subgraph(std::string_view function) const {
  for (const Dump* text : texts_.subgraphs) {
    if (text->top.empty()) continue;
    if (subgraph_of(text->nodes[text->top[0]].name) == function) return text;
  }
  return nullptr;
}

/// Runs the subgraphs that the wrapper calls for this node, and binds what they return to its buffers.
void PlanBuilder::add_subgraphs(const Node& node) {
  if (facts() == nullptr)
    throw Error(Error::Kind::unsupported, *node_texts_.of(node).source, node.name.data(),
                std::string(node.name) +
                    ": what calls a subgraph is only in output_code.py, which is not beside the dump");
  subgraph_results_.resize(facts_->subgraph_calls.size());
  const std::vector<std::string_view> names = externs_->output_names(node);
  const auto is_own = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  bool called = false;
  std::size_t next = 0;
  const auto run_calls = [&] {
    for (; next < facts_->subgraph_calls.size() && !stopped_; ++next) {
      if (!is_own(facts_->subgraph_calls[next].node)) continue;
      run_subgraph(next);
      called = true;
    }
  };
  run_calls();
  if (facts_->undecided) {  // the wrapper was read up to here
    while (!stopped_ && read_on()) run_calls();
    stopped_ = true;
  }
  if (stopped_) return;
  const bool has_results =
      std::ranges::any_of(facts_->subgraph_results, [&](const auto& result) { return is_own(result.first); });
  const auto slots = slice(node_texts_.of(node).names, node.classes);
  if (!called && !has_results && slots[0] != "WhileLoop")
    throw Error(Error::Kind::dump, *node_texts_.of(node).source, node.name.data(),
                std::string(node.name) + ": the wrapper calls no subgraph for it");
  Step step{.kind = Step::Kind::nop, .name = std::string(node.name), .op_kind = "nop"};
  step.nodes = {step.name};
  add(std::move(step), node);
  bind_results(node);
}

/// Each decision runs the steps before it again.
void PlanBuilder::count_decision(std::size_t steps, const char* at) {
  constexpr std::size_t kMostSteps = 100'000;  // a second or two
  steps_run_ += steps;
  endless_ = steps_run_ > kMostSteps;
  if (endless_)
    throw Error(Error::Kind::unsupported, *texts_.wrapper->source, at,
                "data has decided " + std::to_string(decisions_) +
                    " times which way this goes: a loop of so many trips is not followed");
  ++decisions_;
}

/// A decision by what nobody knows would be another graph's.
void PlanBuilder::refuse_unknown_decision(const DataSymbol& decision) {
  if (decision.name.find('#') == decision.name.npos) return;
  const Step* opaque = find_opaque_source(plan_, tensor_of(decision.value, decision.at));
  if (opaque == nullptr) return;
  throw Error(Error::Kind::unsupported, *texts_.wrapper->source, decision.at,
              "which way this goes depends on '" + opaque->name + "', which can't be replayed");
}

/// Decides what the wrapper could not be read beyond, and reads it again. The steps so far stay as they are,
/// so that a loop takes one round and not one for each trip.
bool PlanBuilder::read_on() {
  if (!facts_->undecided || evaluator_ == nullptr) return false;
  const DataSymbol undecided = *facts_->undecided;
  count_decision(plan_.steps.size(), undecided.at);
  refuse_unknown_decision(undecided);
  keep(undecided, evaluator_->value(plan_, tensor_of(undecided.value, undecided.at)));
  GraphHints hints = hints_;
  hints.symbols.insert(symbols_.begin(), symbols_.end());
  hints.symbols.insert(found_.integers.begin(), found_.integers.end());
  hints.reals.insert(found_.reals.begin(), found_.reals.end());
  if (!read_first_) read_first_ = std::move(*facts_);  // whose calls are kept by address
  *facts_ = read_wrapper(*texts_.wrapper, hints, texts_.function);
  subgraph_results_.resize(facts_->subgraph_calls.size());
  return !facts_->undecided || facts_->undecided->name != undecided.name;
}

/// A subgraph without a text of its own is replayed from its function in the wrapper.
std::optional<Plan> PlanBuilder::build_round(const GraphTexts& texts, const GraphHints& hints,
                                             const Evaluator* evaluator, FoundSymbols& found) {
  if (texts.post == nullptr) {
    WrapperRound round = build_from_wrapper(texts, hints, evaluator);
    found = std::move(round.found);
    return std::move(round.plan);
  }
  PlanBuilder builder(texts, hints, evaluator);
  std::optional<Plan> plan = builder.build();
  found = builder.found();
  return plan;
}

void PlanBuilder::run_subgraph(std::size_t number) {
  const SubgraphCall& call = facts_->subgraph_calls[number];
  GraphTexts texts{
      .post = find_subgraph(call.function), .wrapper = texts_.wrapper, .subgraphs = texts_.subgraphs};
  texts.function = call.function;
  const std::string path = std::string(call.node) + "#" + std::to_string(number) + "/";
  GraphHints hints;
  hints.reals = symbols_.reals;
  for (const auto& [name, value] : symbols_) {
    const bool decides = name.find('#') != name.npos;  // which way, here or in another subgraph
    if (!decides) hints.symbols.emplace(name, value);
    if (name.starts_with(path)) hints.symbols[name.substr(path.size())] = value;
  }
  std::map<std::string, TensorView, std::less<>> arguments;
  const std::vector<std::string_view> parameters = parameters_of(*texts_.wrapper, call.function);
  for (std::size_t i = 0; i < std::min(parameters.size(), call.arguments.size()); ++i) {
    const std::string parameter(parameters[i]);
    if (call.arguments[i].number) {
      hints.symbols[parameter] = *call.arguments[i].number;
      continue;
    }
    const TensorView view = tensor_of(call.arguments[i], call.function.data());
    arguments[parameter] = view;
    hints.tensors[parameter] = {view.dtype, view.size, view.stride};
  }
  std::size_t same = 0;
  for (std::size_t i = 0; i < number; ++i) same += facts_->subgraph_calls[i].function == call.function;
  const std::string suffix = same == 0 ? "" : "#" + std::to_string(same + 1);
  Evaluator inner_values;
  if (evaluator_ != nullptr) {
    inner_values.is_given = [](std::string_view) { return false; };
    inner_values.value = [&](const Plan& so_far, const TensorView& view) {
      Plan whole = plan_;
      const Splice splice(whole, so_far, arguments, suffix);
      count_decision(whole.steps.size(), call.function.data());
      return evaluator_->value(whole, splice.map(view));
    };
  }
  std::optional<Plan> inner;
  while (!inner) {
    FoundSymbols found;
    inner = build_round(texts, hints, evaluator_ == nullptr ? nullptr : &inner_values, found);
    for (const auto& [name, value] : found.integers) {
      found_.integers[path + name] = value;
      hints.symbols[name] = value;
    }
    for (const auto& [name, value] : found.reals) {
      found_.reals[path + name] = value;
      hints.reals[name] = value;
    }
  }
  const Splice splice(plan_, *inner, arguments, suffix);
  for (const PlanOutput& output : inner->outputs)
    if (output.key.starts_with("output")) subgraph_results_[number].push_back(splice.map(output.view));
}

/// Buffers of the node that are what a subgraph returned.
void PlanBuilder::bind_results(const Node& node) {
  if (facts() == nullptr || facts_->subgraph_results.empty()) return;
  for (const std::string_view name : externs_->output_names(node)) {
    const auto result = facts_->subgraph_results.find(name);
    BufferFact* fact = buffers_->find(name);
    if (result == facts_->subgraph_results.end() || fact == nullptr) continue;
    redirect(*fact, tensor_of(result->second, node.name.data()));
  }
}

/// The buffer is that memory. A loop without trips and a branch may return what they were given: the graph
/// has a copy then, which it may change.
void PlanBuilder::redirect(BufferFact& fact, const TensorView& view) {
  if (view.buffer == kNone) return;
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  const std::int32_t storage = plan_.buffers[static_cast<std::size_t>(view.buffer)].storage;
  const bool is_own = plan_.storages[static_cast<std::size_t>(storage)].kind == Storage::Kind::arena;
  if (nodes_ != nullptr && !is_own && fact.plan_buffer == kNone) {
    fact.dtype = view.dtype;
    fact.size = view.size;
    fact.stride = dense_strides(view.size);
    buffers_->place(plan_, fact);
  }
  if (fact.plan_buffer == kNone) {
    fact.plan_buffer = static_cast<std::int32_t>(plan_.buffers.size());
    plan_.buffers.push_back({.name = std::string(fact.name),
                             .dtype = view.dtype,
                             .size = view.size,
                             .stride = view.stride,
                             .offset = view.offset,
                             .storage = storage});
    return;
  }
  if (!is_own) {
    Step copy{.kind = Step::Kind::extern_call, .name = std::string(fact.name), .op_kind = "extern"};
    copy.nodes = {copy.name};
    copy.call.function = "aten.copy_";
    copy.call.arguments = {{"", {whole_buffer(plan_, fact.plan_buffer)}}, {"", {view}}};
    plan_.steps.push_back(std::move(copy));
    return;
  }
  const std::int32_t old = plan_.buffers[static_cast<std::size_t>(fact.plan_buffer)].storage;
  for (PlanBuffer& buffer : plan_.buffers) {
    if (buffer.storage != old) continue;
    buffer.storage = storage;
    buffer.offset += view.offset * bytes / static_cast<std::int64_t>(bytes_of(buffer.dtype));
  }
  plan_.storages[static_cast<std::size_t>(old)].bytes = 0;
}

}  // namespace ireplay
