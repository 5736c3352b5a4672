#include "replay/lower/template_steps.hpp"

#include <algorithm>
#include <charconv>

#include "parser/to_text.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/lower/symbols.hpp"

/// Recognition by name: the kernel's comment prints the fragment of the graph that it computes, and the first
/// call of it that is a product or a convolution stands for the kernel. Which tensors it takes say the
/// kernel's parameters (`arg_A`), how it sees them the constants of the listing (`stride_am = 256`). The
/// epilogue follows as loop programs of the other parts.
namespace ireplay {
namespace {

std::optional<std::int64_t> number_of(const Listing& listing, ExprId id) try {
  return evaluate_size(*listing.source, listing.exprs, id, {});
} catch (const Error&) {
  return std::nullopt;
}

/// What the kernel first gives a name; kNoExpr where it gives it nothing.
ExprId assigned(const Listing& listing, std::string_view name) {
  if (listing.functions.empty()) return kNoExpr;
  const ListingFunction& kernel = listing.functions.back();
  for (std::uint32_t at = kernel.begin; at < kernel.end; ++at) {
    const ListingStatement& statement = listing.statements[at];
    if (statement.kind != ListingKind::assign || statement.targets.count != 1) continue;
    if (listing.exprs[slice(listing.expr_lists, statement.targets)[0]].text == name) return statement.value;
  }
  return kNoExpr;
}

/// `stride_am = 256` in a listing.
std::optional<std::int64_t> listed(const Listing& listing, std::string_view name) {
  const ExprId value = assigned(listing, name);
  return value == kNoExpr ? std::nullopt : number_of(listing, value);
}

/// How far into an operand a listing begins: `B = arg_B + 64`. None where it is no number.
std::optional<std::int64_t> listed_offset(const Listing& listing, std::string_view parameter) {
  const ExprPool& exprs = listing.exprs;
  const ExprId value = assigned(listing, parameter.substr(parameter.find('_') + 1));
  if (value == kNoExpr || exprs[value].text == parameter) return 0;
  if (exprs[value].kind == ExprKind::add && exprs[exprs.children_of(value)[0]].text == parameter)
    return number_of(listing, exprs.children_of(value)[1]);
  ExprId first = value;
  while (!exprs.children_of(first).empty()) first = exprs.children_of(first)[0];
  if (exprs[first].text == parameter) return std::nullopt;
  return 0;
}

/// Position of a parameter of the kernel: `def name(arg_A, arg_B, out_ptr1):`.
std::optional<std::size_t> parameter_position(const Listing& listing, std::string_view parameter) {
  if (listing.functions.empty()) return std::nullopt;
  const auto names = slice(listing.parameters, listing.functions.back().parameters);
  const auto found = std::ranges::find(names, parameter, &ListingParameter::name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// Numbers, bools, None and lists of them, as a graph fragment prints them.
std::optional<ExternValue> plain_value(const ExprPool& exprs, ExprId id) {
  const Expr& node = exprs[id];
  if (node.kind == ExprKind::none) return ExternValue{std::monostate{}};
  if (node.kind == ExprKind::boolean) return ExternValue{node.text == "True"};
  if (node.kind == ExprKind::integer) {
    std::int64_t value = 0;
    const char* const end = node.text.data() + node.text.size();
    if (std::from_chars(node.text.data(), end, value).ec != std::errc()) return std::nullopt;
    return ExternValue{value};
  }
  if (node.kind != ExprKind::list && node.kind != ExprKind::tuple) return std::nullopt;
  ExternList list;
  for (const ExprId item : exprs.children_of(id)) {
    const auto value = plain_value(exprs, item);
    if (!value) return std::nullopt;
    list.push_back(*value);
  }
  return ExternValue{std::move(list)};
}

const ExternRow* template_row(std::string_view target) {
  const ExternRow* row = find_extern(target);
  if (row == nullptr) return nullptr;
  const bool is_template =
      row->facts.matrices.rank != 0 || row->facts.scaled || row->runner() == ExternRunner::convolution;
  return is_template ? row : nullptr;
}

}  // namespace

TemplateSteps::TemplateSteps(const NodeTexts& texts, const WrapperFacts* facts, GraphBuffers& buffers,
                             Plan& plan, ExternSteps& externs)
    : texts_(texts), facts_(facts), buffers_(buffers), plan_(plan), externs_(externs) {}

bool TemplateSteps::is_template(const Dump& dump, const Node& node) {
  if (node.body >= 0 || node.classes.count == 0) return false;
  const std::string_view kind = slice(dump.names, node.classes)[0];
  return kind.find("TemplateBuffer") != std::string_view::npos || kind == "SubgraphBuffer" ||
         kind == "NVUniversalGemmBuffer";
}

void TemplateSteps::refuse(const Node& part, const std::string& why) const {
  throw Error(Error::Kind::unsupported, *texts_.of(part).source, part.name.data(),
              std::string(part.name) + ": " + why);
}

std::int32_t TemplateSteps::output_buffer(const Node& part) const {
  const auto outs = slice(texts_.of(part).out_buffers, part.outputs);
  const BufferFact* fact = buffers_.find(outs.empty() ? part.name : outs[0].name);
  if (fact == nullptr || fact->plan_buffer == kNone)
    refuse(part, "the layout of its result is nowhere in these files");
  return fact->plan_buffer;
}

Step TemplateSteps::make(const Node& part, const Node& node) {
  Step step{.kind = Step::Kind::extern_call,
            .name = std::string(part.name),
            .nodes = {std::string(part.name)},
            .op_kind = "template"};
  if (facts_ == nullptr)
    refuse(part, "what a template kernel computes is only in output_code.py, which is not beside the dump");
  const auto outs = slice(texts_.of(part).out_buffers, part.outputs);
  if (const CallFact* call = externs_.find_call(outs.empty() ? part.name : outs[0].name)) {
    step.call = externs_.make_call(part, *call);
    return step;
  }
  const KernelCall* call = find_kernel_call(node);
  const auto kernel = call == nullptr ? facts_->kernels.end() : facts_->kernels.find(call->kernel);
  if (kernel == facts_->kernels.end()) refuse(part, "the wrapper has no kernel call for this template");
  const KernelComments comments = parse_kernel_comments(*facts_->wrapper->source, kernel->second->comments);
  const Listing& listing = facts_->listings->of(*kernel->second);
  for (const FragmentCall& fragment : comments.calls) {
    const ExternRow* row = template_row(fragment.target);
    if (row == nullptr) continue;
    const Template of{fragment, comments.exprs, *call, listing};
    step.call =
        row->runner() == ExternRunner::convolution ? convolution_call(part, of) : matrix_call(part, of);
    step.call.results = {output_buffer(part)};
    return step;
  }
  refuse(part, "the graph comment of its kernel names no op that can stand in for the template");
}

const KernelCall* TemplateSteps::find_kernel_call(const Node& node) {
  taken_.resize(facts_->kernel_calls.size());
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts_->kernel_calls.size(); ++i) {
    const KernelCall& call = facts_->kernel_calls[i];
    for (const OutBuffer& out : slice(texts_.of(node).out_buffers, node.outputs))
      if (passes(call, out.name)) found = i;
    if (found) break;
  }
  for (std::size_t i = 0; i < facts_->kernel_calls.size() && !found; ++i)
    if (!taken_[i] && computes_unwritten(facts_->kernel_calls[i], node)) found = i;
  if (!found) return nullptr;
  taken_[*found] = true;
  return &facts_->kernel_calls[*found];
}

bool TemplateSteps::passes(const KernelCall& call, std::string_view buffer) {
  return std::ranges::find(call.arguments, buffer, &NamedView::buffer) != call.arguments.end();
}

/// In the text from before fusion a template's result may be one that never reaches memory, because the
/// kernel goes on with it: the call is then the next one of a template that is given all that the node reads.
bool TemplateSteps::computes_unwritten(const KernelCall& call, const Node& node) const {
  const auto kernel = facts_->kernels.find(call.kernel);
  if (kernel == facts_->kernels.end()) return false;
  const Listing& listing = facts_->listings->of(*kernel->second);
  if (!parameter_position(listing, "arg_A") && !parameter_position(listing, "arg_X")) return false;
  for (const Range range : {node.met, node.unmet})
    for (const Dep& dep : slice(texts_.of(node).deps, range))
      if (dep.kind != DepKind::weak && !passes(call, dep.name)) return false;
  return true;
}

TensorView TemplateSteps::operand(const Node& part, const std::string& parameter, const Template& of) {
  const auto position = parameter_position(of.listing, parameter);
  if (!position || *position >= of.call.arguments.size() || of.call.arguments[*position].buffer.empty())
    refuse(part, "its kernel has no operand '" + parameter + "'");
  const NamedView& argument = of.call.arguments[*position];
  const BufferFact* fact = buffers_.find(argument.buffer);
  if (fact == nullptr || fact->plan_buffer == kNone)
    refuse(part,
           "the layout of its operand '" + std::string(argument.buffer) + "' is nowhere in these files");
  TensorView view = whole_buffer(plan_, fact->plan_buffer);
  const auto offset = listed_offset(of.listing, parameter);
  if (!offset) refuse(part, "where in its operand '" + parameter + "' it begins is not a number");
  view.offset += argument.offset + *offset;
  if (argument.size) view.size = *argument.size, view.stride = *argument.stride;
  return view;
}

std::string_view TemplateSteps::bias_name(const Node& part, const std::vector<TensorView>& operands) const {
  for (const Range range : {part.met, part.unmet})
    for (const Dep& dep : slice(texts_.of(part).deps, range)) {
      const BufferFact* fact = buffers_.find(dep.name);
      const bool is_operand = std::any_of(operands.begin(), operands.end(), [&](const TensorView& view) {
        return fact != nullptr && view.buffer == fact->plan_buffer;
      });
      if (fact != nullptr && fact->plan_buffer != kNone && !is_operand) return dep.name;
    }
  refuse(part, "its bias is not among what the node reads");
}

ExternCall TemplateSteps::matrix_call(const Node& part, const Template& of) {
  const ExternRow* row = template_row(of.fragment.target);
  TensorView a = operand(part, "arg_A", of), b = operand(part, "arg_B", of);
  const Dims& out = plan_.buffers[static_cast<std::size_t>(output_buffer(part))].size;
  const auto k = listed(of.listing, "K");
  const auto stride = [&](const char* name) { return listed(of.listing, std::string("stride_") + name); };
  const bool batched = row->facts.matrices.rank == 3;
  if (out.size() == (batched ? 3U : 2U) && k && stride("am") && stride("ak") && stride("bk") &&
      stride("bn")) {
    a.size = {out[out.size() - 2], *k};
    a.stride = {*stride("am"), *stride("ak")};
    b.size = {*k, out[out.size() - 1]};
    b.stride = {*stride("bk"), *stride("bn")};
    if (batched) {
      if (!stride("aq") || !stride("bq"))
        refuse(part, "the batch strides of its operands are not in the listing");
      a.size.insert(a.size.begin(), out[0]);
      b.size.insert(b.size.begin(), out[0]);
      a.stride.insert(a.stride.begin(), *stride("aq"));
      b.stride.insert(b.stride.begin(), *stride("bq"));
    }
  }
  ExternCall result{.function = std::string(of.fragment.target)};
  if (row->facts.matrices.has_addend) {
    if (of.fragment.keywords == kNoExpr || of.exprs[of.fragment.keywords].count != 0)
      refuse(part, "its scale factors (" + std::string(of.fragment.text) + ") are not read");
    const BufferFact* bias = buffers_.find(bias_name(part, {a, b}));
    result.arguments.push_back({"", {whole_buffer(plan_, bias->plan_buffer)}});
  }
  result.arguments.push_back({"", {a}});
  result.arguments.push_back({"", {b}});
  if (row->facts.scaled) add_scales(part, of, result);
  return result;
}

/// Of `_scaled_mm(a, b, scale_a, scale_b, None, None, dtype)`: the scales follow the operands in the kernel's
/// arguments.
void TemplateSteps::add_scales(const Node& part, const Template& of, ExternCall& result) const {
  const auto items = of.fragment.arguments == kNoExpr ? std::span<const ExprId>()
                                                      : of.exprs.children_of(of.fragment.arguments);
  const auto is_tensor = [&](std::size_t k) {
    return of.exprs[items[k]].kind == ExprKind::name && of.exprs[items[k]].text.starts_with('%');
  };
  const auto is_none = [&](std::size_t k) {
    return items.size() <= k || of.exprs[items[k]].kind == ExprKind::none;
  };
  const bool is_plain = items.size() >= 4 && is_tensor(2) && is_tensor(3) && is_none(4) && is_none(5);
  if (!is_plain || of.call.arguments.size() < 4) refuse(part, "its scales are not read");
  for (std::size_t i = 2; i < 4; ++i) {
    const BufferFact* fact = buffers_.find(of.call.arguments[i].buffer);
    if (fact == nullptr || fact->plan_buffer == kNone) refuse(part, "the layout of its scales is not known");
    result.arguments.push_back({"", {whole_buffer(plan_, fact->plan_buffer)}});
  }
  const PlanBuffer& out = plan_.buffers[static_cast<std::size_t>(output_buffer(part))];
  result.arguments.push_back({"out_dtype", {out.dtype}});
}

ExternCall TemplateSteps::convolution_call(const Node& part, const Template& of) {
  ExternCall result{.function = std::string(of.fragment.target)};
  result.arguments.push_back({"", {operand(part, "arg_X", of)}});
  result.arguments.push_back({"", {operand(part, "arg_W", of)}});
  result.arguments.push_back({"", {std::monostate{}}});  // a bias is added by the epilogue
  if (of.fragment.arguments == kNoExpr)
    refuse(part, "its convolution parameters " + std::string(of.fragment.text) + " are not read");
  const auto items = of.exprs.children_of(of.fragment.arguments);
  for (std::size_t i = 3; i < items.size(); ++i) {
    const auto value = plain_value(of.exprs, items[i]);
    if (!value) refuse(part, "its convolution parameter " + to_text(of.exprs, items[i]) + " is no number");
    result.arguments.push_back({"", *value});
  }
  return result;
}

}  // namespace ireplay
