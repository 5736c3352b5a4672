#include "replay/lower/make_plan.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>

#include "parser/node_text.hpp"
#include "parser/words.hpp"
#include "replay/externs/program.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/operand_inference.hpp"
#include "replay/lower/plan_builder.hpp"
#include "replay/lower/wrapper_accounting.hpp"
#include "replay/passes/depths.hpp"
#include "replay/passes/index_bounds.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/traffic.hpp"
#include "replay/passes/unwritten.hpp"

/// Rounds to a fixed point: a plan whose sizes data decides is built as far as it goes, evaluated, and built
/// again with what was found, until nothing is missing. The passes over the finished plan follow in the order
/// in which each needs the ones before it: traffic, lifetimes, bounds of indices, depths, places.
namespace ireplay {
namespace {

/// Sizes that the text prints as a bare symbol are those of the tensors that the user gave.
void unify_layouts(const Dump& dump, const GraphHints& hints, SymbolValues& symbols) {
  for (const BufferLayout& line : dump.buffer_layouts) {
    const auto hint = hints.tensors.find(line.buffer);
    if (hint == hints.tensors.end()) continue;
    const auto sizes = slice(dump.expr_lists, dump.layouts[line.layout].size);
    if (sizes.size() != hint->second.size.size()) continue;
    for (std::size_t d = 0; d < sizes.size(); ++d)
      if (dump.exprs[sizes[d]].kind == ExprKind::name)
        symbols.emplace(dump.exprs[sizes[d]].text, hint->second.size[d]);
  }
}

/// What PyTorch's own generator drew is in no file; what these calls draw instead is the same in every run.
void warn_of_draws(Plan& plan) {
  for (const Step& step : plan.steps)
    if (step.kind == Step::Kind::extern_call && draws_numbers(step.call))
      plan.warnings.push_back(step.name + ": " + step.call.function +
                              " draws random numbers; they are not those that PyTorch drew");
}

/// At the node that reads the memory.
void warn_of_unwritten(Plan& plan, const Dump& dump) {
  for (const UnwrittenRead& read : find_unwritten_reads(plan)) {
    const std::string& name = plan.buffers[static_cast<std::size_t>(read.buffer)].name;
    std::string place, reader = "returned";
    if (read.step != kNone) {
      const std::string& step = plan.steps[static_cast<std::size_t>(read.step)].name;
      reader = "read by '" + step + "'";
      const auto node = std::ranges::find(dump.nodes, step, &Node::name);
      if (node != dump.nodes.end())
        place =
            dump.source->name() + ":" + std::to_string(dump.source->position(node->name.data()).line) + ": ";
    }
    plan.warnings.push_back(place + "'" + name + "' is " + reader +
                            ", and nothing was written to it: it holds whatever was in memory");
  }
}

/// Inputs that a step writes are results too.
/// But those whose memory the graph takes for its own.
void collect_mutations(Plan& plan, const std::set<std::string, std::less<>>& given_away) {
  for (const PlanInput& input : plan.inputs) {
    if (given_away.contains(input.name)) continue;
    const std::int32_t number = buffer_of(plan, input.buffer).storage;
    const Storage& storage = plan.storages[static_cast<std::size_t>(number)];
    if (!storage.mutated || storage.kind != Storage::Kind::input) continue;
    plan.outputs.push_back(
        {.key = "mutated." + input.name, .name = input.name, .view = whole_buffer(plan, input.buffer)});
  }
  measure_depths(plan);
}

}  // namespace

std::optional<Plan> PlanBuilder::build() {
  refuse_missing_parts();
  read_facts();
  refuse_empty_text();
  refuse_statements();
  refuse_unknown_symbols();
  buffers_.emplace(texts_, hints_, facts(), symbols_);
  refuse_other_graph();
  buffers_->place(plan_);
  if (facts() == nullptr) infer_input_shapes(dump_, hints_, *buffers_, plan_);
  infer_flat_inputs();
  refuse_missing_layouts();
  collect_inputs();
  if (is_exploring() && evaluator_ == nullptr) refuse_unknown_values();
  make_steps();
  if (stopped_ || is_exploring()) {
    if (!found_.empty() && !endless_) return std::nullopt;
    throw_unsupported();
    refuse_unknown_values();
  }
  refuse_unplaced_returns();
  collect_outputs();
  buffers_->check_places(plan_);
  check_returned_places();
  check_externs();
  account_for_wrapper();
  throw_unsupported();
  warn_of_random();
  warn_of_short_constants();
  note_function();
  return std::move(plan_);
}

/// Before those that it called.
void PlanBuilder::note_function() {
  if (!facts_) return;
  FunctionRun run{.function = std::string(texts_.function), .symbols = hints_.symbols, .reals = hints_.reals};
  run.symbols.insert(found_.integers.begin(), found_.integers.end());
  run.reals.insert(found_.reals.begin(), found_.reals.end());
  for (const auto& [name, layout] : hints_.tensors)
    run.tensors[name] = {.dtype = layout.dtype, .size = layout.size, .stride = layout.stride};
  plan_.functions.insert(plan_.functions.begin(), std::move(run));
}

/// Only a graph that returns its inputs has no nodes.
void PlanBuilder::refuse_empty_text() const {
  if (!dump_.top.empty() || (facts_ && facts_->calls.empty() && facts_->kernel_calls.empty())) return;
  throw Error(
      Error::Kind::dump, *dump_.source, dump_.source->text().data(),
      facts_ ? "the text holds no nodes, and the wrapper calls kernels: the two files are not of one graph"
             : "expected at least one scheduler node");
}

/// Where the printer of a release failed in a node's parts, it left them out without a word.
bool PlanBuilder::lacks_parts(const Node& node) {
  const bool grouped = node.scheduler_class.find("Fused") != std::string_view::npos ||
                       node.scheduler_class == "ForeachKernelSchedulerNode";
  return grouped && node.parts.count == 0 && node.part_names.count == 0;
}

void PlanBuilder::refuse_missing_parts() {
  if (texts_.wrapper != nullptr) return;
  for (std::uint32_t index : dump_.top)
    if (lacks_parts(dump_.nodes[index]) && !names_its_parts(dump_.nodes[index]))
      throw Error(Error::Kind::dump, *dump_.source, dump_.nodes[index].name.data(),
                  "the parts of this node are missing: PyTorch printed none, and output_code.py, whose "
                  "listing has them, is not beside the dump");
}

void PlanBuilder::read_facts() {
  symbols_ = {hints_.symbols.begin(), hints_.symbols.end()};
  symbols_.reals = hints_.reals;
  unify_layouts(dump_, hints_, symbols_);
  if (texts_.wrapper == nullptr) return;
  GraphHints hints = hints_;
  hints.symbols.insert(symbols_.begin(), symbols_.end());
  if (nodes_ == nullptr) facts_ = read_wrapper(*texts_.wrapper, hints, texts_.function);
  symbols_ = facts_->symbols;
  lacks_sizes_ = !symbols_.pending.empty();
}

/// A wrapper that knows nothing of what the text writes is another graph's.
void PlanBuilder::refuse_other_graph() {
  if (nodes_ != nullptr || facts() == nullptr || (facts_->calls.empty() && facts_->kernel_calls.empty()))
    return;
  // without their parts nodes name what they mutate by other names than the wrapper
  if (std::ranges::any_of(dump_.top, [this](std::uint32_t index) { return lacks_parts(dump_.nodes[index]); }))
    return;
  std::unordered_set<std::string_view> known(facts_->inputs.begin(), facts_->inputs.end());
  for (const auto& [name, layout] : facts_->layouts) known.insert(name);
  for (const auto& [name, item] : facts_->items) known.insert(name);
  for (const auto& [name, view] : facts_->views) known.insert(name);
  for (const CallFact& call : facts_->calls) known.insert(call.results.begin(), call.results.end());
  for (const auto& [name, value] : facts_->subgraph_results) known.insert(name);
  for (const OutBuffer& out : dump_.out_buffers)
    for (const std::string_view target : slice(dump_.names, out.mutations))
      if (known.contains(target)) return;
  bool writes = false;
  for (const BufferFact& fact : buffers_->all()) {
    if (fact.home == Home::input || fact.home == Home::constant || fact.home == Home::none) continue;
    if (known.contains(fact.name) || (!fact.target.empty() && known.contains(fact.target))) return;
    writes = true;
  }
  if (!writes) return;
  throw Error(Error::Kind::dump, *dump_.source, dump_.nodes[dump_.top[0]].name.data(),
              "none of this text's buffers occurs in " + texts_.wrapper->source->name() +
                  ": they are not of one graph");
}

/// A graph that can't be replayed whatever its sizes are is refused before they are asked for.
void PlanBuilder::refuse_statements() {
  if (!facts_ || facts_->not_understood.empty()) return;
  for (const auto& [text, why] : facts_->not_understood)
    unsupported_.emplace_back(
        Error::Kind::unsupported, *texts_.wrapper->source, text.data(),
        "the statement " + in_quotes(text) + " of the wrapper can't be replayed: " + why);
  throw_unsupported();
}

/// All sizes that nobody has told at once.
void PlanBuilder::refuse_unknown_symbols() const {
  std::set<std::string, std::less<>> unknown;
  const char* first = nullptr;
  const auto look = [&](ExprId size) {
    const Expr& expr = dump_.exprs[size];
    const bool is_symbol = expr.kind == ExprKind::name && is_size_symbol(expr.text);
    if (!is_symbol || symbols_.contains(expr.text) || symbols_.pending.contains(expr.text)) return;
    if (first == nullptr) first = expr.text.data();
    unknown.emplace(expr.text);
  };
  for (const BufferLayout& line : dump_.buffer_layouts)
    for (const ExprId size : slice(dump_.expr_lists, dump_.layouts[line.layout].size)) look(size);
  for (const OutBuffer& out : dump_.out_buffers)
    for (const ExprId size : slice(dump_.expr_lists, dump_.layouts[out.layout].size)) look(size);
  if (unknown.size() < 2) return;
  std::string names, options;
  for (const std::string& name : unknown) {
    ((names += names.empty() ? "'" : ", '") += name) += '\'';
    ((options += " --sym ") += name) += "=VALUE";
  }
  throw Error(Error::Kind::dump, *dump_.source, first, "unknown symbols " + names + ": give" + options);
}

/// Without a wrapper a constant that is printed with all its 15 digits may stand for another one: where that
/// would be another size, it is said.
void PlanBuilder::warn_of_short_constants() {
  if (facts()) return;
  SymbolValues less = symbols_, more = symbols_;
  for (const Expr& expr : dump_.exprs.nodes) {
    if (expr.kind != ExprKind::real) continue;
    std::size_t digits = 0, after_point = 0;
    bool counts = false, in_fraction = false;
    for (const char c : expr.text) {
      if (c == '.') in_fraction = true;
      if (c < '0' || c > '9') continue;
      after_point += in_fraction;
      counts |= c != '0';
      digits += counts;
    }
    if (digits != 15 || expr.text.find('e') != std::string_view::npos) continue;
    const double value = parse_real(expr.text),
                 half = 0.5 * std::pow(10.0, -static_cast<double>(after_point));
    less.literals.emplace(expr.text, value - half);
    more.literals.emplace(expr.text, value + half);
  }
  if (less.literals.empty()) return;
  std::set<std::string_view> told;
  const auto look = [&](std::string_view name, const Layout& layout) {
    for (const ExprId size : slice(dump_.expr_lists, layout.size)) {
      const std::int64_t low = evaluate_size(*dump_.source, dump_.exprs, size, less);
      const std::int64_t high = evaluate_size(*dump_.source, dump_.exprs, size, more);
      if (low != high && told.insert(name).second)
        plan_.warnings.push_back("the size of '" + std::string(name) + "' is " + std::to_string(low) +
                                 " or " + std::to_string(high) +
                                 ": the text prints 15 digits of a constant, and the next one decides "
                                 "(output_code.py has it)");
    }
  };
  for (const BufferLayout& line : dump_.buffer_layouts) look(line.buffer, dump_.layouts[line.layout]);
  for (const OutBuffer& out : dump_.out_buffers) look(out.name, dump_.layouts[out.layout]);
}

/// Values that data decides and that could not be found out.
void PlanBuilder::refuse_unknown_values() const {
  std::string names, options;
  const char* at = facts_->undecided ? facts_->undecided->at : nullptr;
  const auto is_unknown = [&](const std::string& name) {
    return facts_->symbols.pending.contains(name) || (facts_->undecided && facts_->undecided->name == name);
  };
  for (const DataSymbol& symbol : facts_->data_symbols) {
    if (!is_unknown(symbol.name)) continue;
    ((names += names.empty() ? "'" : ", '") += symbol.name) += '\'';
    ((options += " --sym ") += symbol.name) += "=VALUE";
    if (at == nullptr) at = symbol.at;
  }
  if (names.empty())
    throw Error(Error::Kind::unsupported, *texts_.wrapper->source, at,
                "which way this goes depends on the data of a tensor, which could not be computed");
  throw Error(Error::Kind::dump, *texts_.wrapper->source, at,
              names + " depends on the data of a tensor, which could not be computed: give" + options);
}

/// Calls are written as their parts. What a library would refuse is refused here, at the call in the wrapper:
/// shapes that do not fit, views beyond their memory, arguments that mean nothing.
void PlanBuilder::check_externs() {
  locations_.resize(plan_.steps.size(), nullptr);
  for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
    Step& step = plan_.steps[s];
    if (step.kind != Step::Kind::extern_call) continue;
    const auto fault = write_parts(step, plan_);
    if (!fault) continue;
    const Error error = at_step(s, *fault);
    if (fault->kind() == Error::Kind::dump) throw error;
    unsupported_.push_back(error);
  }
}

/// At the statement of the wrapper; without one, at the node of the text.
Error PlanBuilder::at_step(std::size_t step, const Error& fault) const {
  const std::string sentence = plan_.steps[step].name + ": " + fault.what();
  const Node* const node = locations_[step];
  if (node == nullptr) return {fault.kind(), sentence};
  if (const CallFact* call = externs_->statement_of(*node))
    return {fault.kind(), *texts_.wrapper->source, call->function.data(), sentence};
  return {fault.kind(), *node_texts_.of(*node).source, node->name.data(), sentence};
}

void PlanBuilder::check_returned_places() const {
  for (std::size_t i = 0; i < std::min(plan_.outputs.size(), facts_ ? facts_->returns.size() : 0); ++i) {
    const PlanOutput& output = plan_.outputs[i];
    const std::string why = why_outside(plan_, output.view);
    if (why.empty()) continue;
    const std::string sentence = "the returned view of '" + output.name + "' " + why;
    const auto view = read_view(*facts_, facts_->returns[i]);
    if (!view) throw Error(Error::Kind::dump, sentence);
    throw Error(Error::Kind::dump, *texts_.wrapper->source, view->buffer.data(), sentence);
  }
}

void PlanBuilder::account_for_wrapper() {
  if (!facts_) return;
  if (nodes_ != nullptr) {  // every call is a step
    for (const auto& [text, why] : facts_->not_understood)
      unsupported_.emplace_back(Error::Kind::unsupported, *texts_.wrapper->source, text.data(), why);
    return;
  }
  for (Error& error : find_unaccounted(*facts_, externs_->claimed(), dump_, *buffers_, plan_))
    unsupported_.push_back(std::move(error));
}

void PlanBuilder::throw_unsupported() const {
  if (unsupported_.empty()) return;
  if (unsupported_.size() == 1) throw unsupported_[0];
  std::string text = std::to_string(unsupported_.size()) + " things in this graph can't be replayed:";
  for (const Error& error : unsupported_) {
    text += "\n  ";
    if (error.has_place())
      text += error.file() + ":" + std::to_string(error.position().line) + ":" +
              std::to_string(error.position().column) + ": ";
    text += error.what();
  }
  throw UnsupportedGraph(text, unsupported_);
}

namespace {

void finish(Plan& plan, const Dump& dump, const std::set<std::string, std::less<>>& given_away) {
  count_traffic(plan);
  find_lifetimes(plan);
  find_index_bounds(plan);
  warn_of_draws(plan);
  warn_of_unwritten(plan, dump);
  collect_mutations(plan, given_away);
  place_storages(plan);
}

/// Without a scheduler text: the wrapper's calls, and the kernels' listings for what they compute. Each value
/// that data decides takes a round.
Plan make_wrapper_plan(const GraphTexts& texts, GraphHints hints, const Evaluator* evaluator) {
  constexpr std::size_t kMostSteps = 20'000;  // of all rounds
  const char* undecided = nullptr;
  for (std::size_t steps = 0; steps < kMostSteps;) {
    WrapperRound round = build_from_wrapper(texts, hints, evaluator);
    undecided = round.undecided;
    if (round.plan) {
      finish(*round.plan, round.nodes.dump, round.given_away);
      return std::move(*round.plan);
    }
    steps += round.nodes.calls.size();
    hints.symbols.insert(round.found.integers.begin(), round.found.integers.end());
    hints.reals.insert(round.found.reals.begin(), round.found.reals.end());
  }
  const std::string sentence = "data decides too often which way the graph goes: it is not followed";
  if (undecided == nullptr) throw Error(Error::Kind::unsupported, sentence);
  throw Error(Error::Kind::unsupported, *texts.wrapper->source, undecided, sentence);
}

/// Each subgraph (cond, while_loop) overwrites the outer graph's text with its own.
std::string_view overwritten_by(const Dump& dump) {
  return dump.top.empty() ? std::string_view{} : subgraph_of(dump.nodes[dump.top[0]].name);
}

/// Of a graph whose text a subgraph has overwritten the wrapper still says all.
Plan make_overwritten_plan(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator) {
  const Dump& text = texts.post != nullptr ? *texts.post : *texts.pre;
  const std::string what = "the text of the subgraph '" + std::string(overwritten_by(text)) +
                           "': it has overwritten that of the outer graph";
  constexpr std::string_view kLog = "a log of TORCH_LOGS=ir_post_fusion (2.7 and later) has both";
  if (texts.wrapper == nullptr)
    throw Error(Error::Kind::dump, *text.source, text.nodes[text.top[0]].name.data(),
                "this is " + what + "; output_code.py has both, and " + std::string(kLog));
  GraphTexts called{.wrapper = texts.wrapper, .subgraphs = texts.subgraphs};
  if (texts.post != nullptr) called.subgraphs.push_back(texts.post);
  Plan plan = make_wrapper_plan(called, hints, evaluator);
  plan.warnings.push_back(text.source->name() + " is " + what + ", which is replayed from " +
                          texts.wrapper->source->name() + " alone; " + std::string(kLog));
  return plan;
}

bool is_for_cuda(const GraphTexts& texts) {
  const Dump* dump = texts.post != nullptr ? texts.post : texts.pre;
  if (dump != nullptr)
    return std::ranges::any_of(dump->layouts, [](const Layout& at) { return at.device.starts_with("cuda"); });
  const ExprPool& exprs = texts.wrapper->exprs;
  for (std::size_t k = 0; k < exprs.nodes.size(); ++k) {
    if (exprs.nodes[k].kind != ExprKind::call) continue;
    const std::string_view callee = exprs[exprs.children_of(static_cast<ExprId>(k))[0]].text;
    if (callee.starts_with("torch.cuda.") || callee == "empty_strided_cuda") return true;
  }
  return false;
}

/// PyTorch's defaults: on a CUDA device cuDNN may round operands of convolutions, cuBLAS none of products.
Tf32 default_tf32(const GraphTexts& texts) { return {.products = false, .convolutions = is_for_cuda(texts)}; }

/// As many rounds as values depend on each other; each finds those that the ones before it made known.
Plan build_in_rounds(const GraphTexts& texts, GraphHints hints, const Evaluator* evaluator) {
  constexpr int kMostRounds = 100'000;
  for (int round = 0; round < kMostRounds; ++round) {
    PlanBuilder builder(texts, hints, evaluator);
    if (std::optional<Plan> plan = builder.build()) return std::move(*plan);
    hints.symbols.insert(builder.found().integers.begin(), builder.found().integers.end());
    hints.reals.insert(builder.found().reals.begin(), builder.found().reals.end());
  }
  throw Error(Error::Kind::unsupported, "the graph's data takes more decisions than can be followed");
}

}  // namespace

WrapperRound build_from_wrapper(const GraphTexts& texts, const GraphHints& hints,
                                const Evaluator* evaluator) {
  WrapperRound round;
  WrapperFacts facts = read_wrapper(*texts.wrapper, hints, texts.function, true);
  round.nodes = nodes_of_wrapper(facts);
  for (const auto& [name, view] : facts.reuses) round.given_away.emplace(view.buffer);
  if (facts.undecided) round.undecided = facts.undecided->at;
  GraphTexts called = texts;
  called.post = &round.nodes.dump;
  PlanBuilder builder(called, hints, evaluator, round.nodes, std::move(facts));
  round.plan = builder.build();
  round.found = builder.found();
  return round;
}

Plan make_plan(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator) {
  if (texts.post == nullptr && texts.pre == nullptr) {
    if (texts.wrapper == nullptr) throw Error(Error::Kind::usage, "there is no text to replay");
    Plan plan = make_wrapper_plan(texts, hints, evaluator);
    plan.tf32 = hints.tf32.value_or(default_tf32(texts));
    return plan;
  }
  if (!overwritten_by(texts.post != nullptr ? *texts.post : *texts.pre).empty()) {
    Plan plan = make_overwritten_plan(texts, hints, evaluator);
    plan.tf32 = hints.tf32.value_or(default_tf32(texts));
    return plan;
  }
  Plan plan = build_in_rounds(texts, hints, evaluator);
  finish(plan, texts.post != nullptr ? *texts.post : *texts.pre, {});
  plan.tf32 = hints.tf32.value_or(default_tf32(texts));
  return plan;
}

}  // namespace ireplay
