#include <algorithm>

#include "replay/lower/listing/fx_calls.hpp"
#include "replay/lower/plan_builder.hpp"

/// What the graph takes and what it returns.
namespace ireplay {
/// Releases up to 2.3 print no layouts: without a wrapper an input is as long as its largest index says.
void PlanBuilder::infer_flat_inputs() {
  std::optional<std::unordered_map<std::string_view, DType>> types;
  for (BufferFact& fact : buffers_->all()) {
    if (fact.plan_buffer != kNone || (fact.home != Home::input && fact.home != Home::constant)) continue;
    const auto extent = buffers_->dependency_extent(fact.name);
    if (!extent && !fact.size) continue;
    if (!fact.size) fact.size = Dims{*extent}, fact.stride = Dims{1};
    if (!fact.dtype && !extent) {  // only what a load gives tells
      if (!types) types = source_types();
      const auto known = types->find(fact.name);
      if (known == types->end()) continue;
      fact.dtype = known->second;
    }
    if (!fact.dtype) {
      if (!types) types = source_types();
      const auto known = types->find(fact.name);
      fact.dtype = known == types->end() ? DType::f32 : known->second;
      plan_.warnings.push_back(std::string(fact.name) + ": its type and shape are not printed; taken as " +
                               to_text(*fact.dtype, *fact.size) + " (say --layout or --inputs)");
    }
    buffers_->place(plan_, fact);
  }
}

/// `ops.to_dtype(load, torch.float32, src_dtype = torch.bfloat16)` tells what the load gave.
std::unordered_map<std::string_view, DType> PlanBuilder::source_types() {
  std::unordered_map<std::string_view, DType> types;
  for (const Block& block : dump_.blocks) {
    std::unordered_map<std::string_view, std::string_view> loads;  // value -> buffer
    for (const Statement& statement : slice(dump_.statements, block.statements)) {
      const auto arguments = slice(dump_.expr_lists, statement.arguments);
      if (statement.calls_ops("load") && !arguments.empty())
        loads[statement.result] = dump_.exprs[arguments[0]].text;
      if (statement.calls_ops("store") && arguments.size() >= 3) {  // as it was loaded
        const auto load = loads.find(dump_.exprs[arguments[2]].text);
        const BufferFact* target = buffers_->find(dump_.exprs[arguments[0]].text);
        if (load == loads.end() || target == nullptr) continue;
        if (target->plan_buffer != kNone)
          types.emplace(load->second, plan_.buffers[static_cast<std::size_t>(target->plan_buffer)].dtype);
        else if (target->dtype)
          types.emplace(load->second, *target->dtype);
      }
      if (!statement.calls_ops("to_dtype") || arguments.size() < 3) continue;
      const auto load = loads.find(dump_.exprs[arguments[0]].text);
      const Expr& source = dump_.exprs[arguments[2]];
      if (load == loads.end() || source.kind != ExprKind::keyword || source.text != "src_dtype") continue;
      if (const auto dtype = find_dtype(dump_.exprs[dump_.exprs.children_of(arguments[2])[0]].text))
        types.emplace(load->second, *dtype);
    }
  }
  return types;
}

/// Inputs that loops read and whose layout nobody has told, all at once.
void PlanBuilder::refuse_missing_layouts() {
  std::vector<std::string_view> missing;
  const char* at = nullptr;
  for (const Dep& dep : dump_.deps) {
    if (dep.kind != DepKind::memory) continue;
    const BufferFact* fact = buffers_->find(dep.name);
    const bool is_input = fact != nullptr && (fact->home == Home::input || fact->home == Home::constant);
    if (!is_input || fact->plan_buffer != kNone || fact->waits) continue;
    if (std::ranges::find(missing, dep.name) != missing.end()) continue;
    if (at == nullptr) at = dep.name.data();
    missing.push_back(dep.name);
  }
  if (missing.empty()) return;
  std::string names, options;
  for (const std::string_view name : missing) {
    ((names += names.empty() ? "'" : ", '") += name) += '\'';
    ((options += " --layout ") += name) += "=TYPE[SIZES]";
  }
  throw Error(
      Error::Kind::dump, *dump_.source, at,
      "the type and the shape of " + names + " are not printed: give" + options + " (such as f32[8,64])");
}

void PlanBuilder::collect_inputs() {
  for (const BufferFact& fact : buffers_->all()) {
    if (fact.home != Home::input && fact.home != Home::constant) continue;
    if (fact.plan_buffer == kNone) continue;
    plan_.inputs.push_back(
        {.name = std::string(fact.name), .buffer = fact.plan_buffer, .pinned = fact.home == Home::constant});
  }
}

void PlanBuilder::collect_outputs() {
  if (facts_ && facts_->has_return) return collect_returns();
  for (const BufferFact& fact : buffers_->all()) {
    if (!fact.is_output || fact.plan_buffer == kNone) continue;
    plan_.outputs.push_back({.key = std::string(fact.name),
                             .name = std::string(fact.name),
                             .view = whole_buffer(plan_, fact.plan_buffer)});
  }
  if (plan_.outputs.empty()) collect_unread();
}

void PlanBuilder::collect_returns() {
  for (std::size_t i = 0; i < facts_->returns.size(); ++i) {
    PlanOutput output{.key = "output" + std::to_string(i)};
    if (const auto view = read_view(*facts_, facts_->returns[i])) {
      const BufferFact* fact = buffers_->find(view->buffer);
      output.name = view->buffer;
      if (fact != nullptr && fact->plan_buffer != kNone) {
        output.view = whole_buffer(plan_, fact->plan_buffer);
        output.view.offset = (view->absolute ? 0 : output.view.offset) + view->offset;
        if (view->size) output.view.size = *view->size, output.view.stride = *view->stride;
        if (view->dtype) output.view.dtype = *view->dtype;
      }
      if (fact == nullptr && !facts_->symbols.contains(view->buffer))
        throw Error(Error::Kind::dump, *texts_.wrapper->source, view->buffer.data(),
                    "unknown buffer '" + std::string(view->buffer) + "' is returned");
    }
    plan_.outputs.push_back(std::move(output));
  }
}

/// 2.0 prints no users: what nobody reads is taken as returned.
void PlanBuilder::collect_unread() {
  std::unordered_map<std::string_view, bool> read;
  for (const Node& node : dump_.nodes)
    for (const Range range : {node.met, node.unmet})
      for (const Dep& dep : slice(dump_.deps, range)) read[dep.name] = true;
  for (const BufferFact& fact : buffers_->all())
    if (fact.home == Home::own && fact.plan_buffer != kNone && !read.contains(fact.name))
      plan_.outputs.push_back({.key = std::string(fact.name),
                               .name = std::string(fact.name),
                               .view = whole_buffer(plan_, fact.plan_buffer)});
}

/// PyTorch 2.13 and 2.14 take four numbers from one counter in some kernels; only the kernel's listing
/// tells which.
void PlanBuilder::warn_of_random() {
  if (facts() != nullptr || random_step_.empty()) return;
  plan_.warnings.push_back(random_step_ +
                           ": the text does not say whether random numbers come one or four to a counter "
                           "(2.13 and 2.14); taken as one (output_code.py would say)");
}

}  // namespace ireplay
