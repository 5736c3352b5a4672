#include "replay/lower/template_steps.hpp"

#include <algorithm>
#include <charconv>

#include "replay/externs/extern_table.hpp"

namespace ireplay {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + separator.size());
  }
}

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `stride_am = 256` in a listing.
std::optional<std::int64_t> listed(std::string_view listing, const std::string& name) {
  const std::string marker = "\n    " + name + " = ";
  const std::size_t at = listing.find(marker);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = listing.substr(at + marker.size());
  return to_number(rest.substr(0, rest.find('\n')));
}

/// How far into an operand a listing begins: `B = arg_B + 64`. None where it is no number.
std::optional<std::int64_t> listed_offset(std::string_view listing, std::string_view parameter) {
  const std::string marker =
      "\n    " + std::string(parameter.substr(parameter.find('_') + 1)) + " = " + std::string(parameter);
  const std::size_t at = listing.find(marker);
  if (at == std::string_view::npos) return 0;
  std::string_view rest = listing.substr(at + marker.size());
  rest = rest.substr(0, rest.find('\n'));
  if (rest.empty()) return 0;
  return rest.starts_with(" + ") ? to_number(rest.substr(3)) : std::nullopt;
}

/// Position of a parameter in the kernel's `def name(arg_A, arg_B, out_ptr1):`.
std::optional<std::size_t> parameter_position(std::string_view listing, std::string_view parameter) {
  const std::size_t def = listing.find("\ndef ");
  if (def == std::string_view::npos) return std::nullopt;
  const std::size_t open = listing.find('(', def), close = listing.find(')', def);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  const auto names = split(listing.substr(open + 1, close - open - 1), ", ");
  const auto found = std::find(names.begin(), names.end(), parameter);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// The pieces between the top-level commas of `(%a, [1, 1], None)`.
std::vector<std::string_view> top_level_items(std::string_view list) {
  std::vector<std::string_view> items;
  int depth = 0;
  std::size_t begin = 1;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '(' || list[i] == '[') ++depth;
    if (list[i] == ')' || list[i] == ']') --depth;
    if ((list[i] == ',' && depth == 1) || (depth == 0 && i > 0)) {
      std::string_view item = list.substr(begin, i - begin);
      while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
      if (!item.empty()) items.push_back(item);
      begin = i + 1;
    }
    if (depth == 0 && i > 0) break;
  }
  return items;
}

/// Numbers, bools, None and lists of them, as a graph fragment prints them.
std::optional<ExternValue> plain_value(std::string_view text) {
  if (text == "None") return ExternValue{std::monostate{}};
  if (text == "True" || text == "False") return ExternValue{text == "True"};
  if (const auto number = to_number(text)) return ExternValue{*number};
  if (text.empty() || (text[0] != '[' && text[0] != '(')) return std::nullopt;
  ExternList list;
  for (std::string_view item : top_level_items(text)) {
    const auto value = plain_value(item);
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
  for (const FragmentCall& fragment : fragment_calls(kernel->second->comments)) {
    const ExternRow* row = template_row(fragment.target);
    if (row == nullptr) continue;
    step.call = row->runner() == ExternRunner::convolution
                    ? convolution_call(part, fragment, *call, kernel->second->source)
                    : matrix_call(part, fragment, *call, kernel->second->source);
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
  const std::string_view listing = kernel->second->source;
  if (!parameter_position(listing, "arg_A") && !parameter_position(listing, "arg_X")) return false;
  for (const Range range : {node.met, node.unmet})
    for (const Dep& dep : slice(texts_.of(node).deps, range))
      if (dep.kind != DepKind::weak && !passes(call, dep.name)) return false;
  return true;
}

std::vector<TemplateSteps::FragmentCall> TemplateSteps::fragment_calls(std::string_view comments) {
  std::vector<FragmentCall> calls;
  for (std::string_view line : split(comments, "\n")) {
    constexpr std::string_view kTarget = "call_function[target=", kArguments = "](args = ";
    const std::size_t at = line.find(kTarget), arguments = line.find(kArguments);
    if (at == std::string_view::npos || arguments == std::string_view::npos) continue;
    calls.push_back({line.substr(at + kTarget.size(), arguments - at - kTarget.size()),
                     line.substr(arguments + kArguments.size())});
  }
  return calls;
}

TensorView TemplateSteps::operand(const Node& part, const std::string& parameter, const KernelCall& call,
                                  std::string_view listing) {
  const auto position = parameter_position(listing, parameter);
  if (!position || *position >= call.arguments.size() || call.arguments[*position].buffer.empty())
    refuse(part, "its kernel has no operand '" + parameter + "'");
  const NamedView& argument = call.arguments[*position];
  const BufferFact* fact = buffers_.find(argument.buffer);
  if (fact == nullptr || fact->plan_buffer == kNone)
    refuse(part,
           "the layout of its operand '" + std::string(argument.buffer) + "' is nowhere in these files");
  TensorView view = whole_buffer(plan_, fact->plan_buffer);
  const auto offset = listed_offset(listing, parameter);
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

ExternCall TemplateSteps::matrix_call(const Node& part, const FragmentCall& fragment, const KernelCall& call,
                                      std::string_view listing) {
  const ExternRow* row = template_row(fragment.target);
  TensorView a = operand(part, "arg_A", call, listing), b = operand(part, "arg_B", call, listing);
  const Dims& out = plan_.buffers[static_cast<std::size_t>(output_buffer(part))].size;
  const auto k = listed(listing, "K");
  const auto stride = [&](const char* name) { return listed(listing, std::string("stride_") + name); };
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
  ExternCall result{.function = std::string(fragment.target)};
  if (row->facts.matrices.has_addend) {
    if (fragment.arguments.find("kwargs = {}") == std::string_view::npos)
      refuse(part, "its scale factors (" + std::string(fragment.arguments) + ") are not read");
    const BufferFact* bias = buffers_.find(bias_name(part, {a, b}));
    result.arguments.push_back({"", {whole_buffer(plan_, bias->plan_buffer)}});
  }
  result.arguments.push_back({"", {a}});
  result.arguments.push_back({"", {b}});
  if (row->facts.scaled) add_scales(part, fragment, call, result);
  return result;
}

/// Of `_scaled_mm(a, b, scale_a, scale_b, None, None, dtype)`: the scales follow the operands in the kernel's
/// arguments.
void TemplateSteps::add_scales(const Node& part, const FragmentCall& fragment, const KernelCall& call,
                               ExternCall& result) const {
  const auto items = top_level_items(fragment.arguments);
  const bool is_plain = items.size() >= 4 && items[2].starts_with('%') && items[3].starts_with('%') &&
                        (items.size() < 5 || items[4] == "None") && (items.size() < 6 || items[5] == "None");
  if (!is_plain || call.arguments.size() < 4) refuse(part, "its scales are not read");
  for (std::size_t i = 2; i < 4; ++i) {
    const BufferFact* fact = buffers_.find(call.arguments[i].buffer);
    if (fact == nullptr || fact->plan_buffer == kNone) refuse(part, "the layout of its scales is not known");
    result.arguments.push_back({"", {whole_buffer(plan_, fact->plan_buffer)}});
  }
  const PlanBuffer& out = plan_.buffers[static_cast<std::size_t>(output_buffer(part))];
  result.arguments.push_back({"out_dtype", {out.dtype}});
}

ExternCall TemplateSteps::convolution_call(const Node& part, const FragmentCall& fragment,
                                           const KernelCall& call, std::string_view listing) {
  ExternCall result{.function = std::string(fragment.target)};
  result.arguments.push_back({"", {operand(part, "arg_X", call, listing)}});
  result.arguments.push_back({"", {operand(part, "arg_W", call, listing)}});
  result.arguments.push_back({"", {std::monostate{}}});  // a bias is added by the epilogue
  const auto items = top_level_items(fragment.arguments);
  for (std::size_t i = 3; i < items.size(); ++i) {
    const auto value = plain_value(items[i]);
    if (!value) refuse(part, "its convolution parameter " + std::string(items[i]) + " is no number");
    result.arguments.push_back({"", *value});
  }
  return result;
}

}  // namespace ireplay
