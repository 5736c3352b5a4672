#include "replay/lower/triton_steps.hpp"

#include <algorithm>

#include "parser/words.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/triton/run.hpp"
#include "replay/triton/types.hpp"

namespace ireplay {
namespace {

std::size_t index(std::int32_t number) { return static_cast<std::size_t>(number); }

std::string_view text_of(const TritonKernel& kernel, ExprId id) {
  return id == kNoExpr ? std::string_view{} : kernel.listing().exprs[id].text;
}

}  // namespace

TritonSteps::TritonSteps(const Dump& dump, const WrapperFacts* facts, GraphBuffers& buffers, Plan& plan,
                         ExternSteps& externs)
    : dump_(dump), facts_(facts), buffers_(buffers), plan_(plan), externs_(externs) {
  if (facts != nullptr) taken_.resize(facts->kernel_calls.size());
}

void TritonSteps::refuse(ExprId at, const std::string& why) const {
  throw Error(Error::Kind::unsupported, *facts_->wrapper->source, facts_->wrapper->exprs[at].text.data(),
              why);
}

bool TritonSteps::is_descriptor(const Node& node) const {
  const auto classes = slice(dump_.names, node.classes);
  return !classes.empty() && classes[0].starts_with("TMADescriptor");
}

bool TritonSteps::makes_descriptor(const CallFact& call) {
  return call.function.find("_descriptor") != std::string_view::npos;
}

// ---- which call of the wrapper

std::shared_ptr<const TritonKernel> TritonSteps::kernel_of(const KernelCall& call) {
  const auto known = kernels_.find(call.kernel);
  if (known != kernels_.end()) return known->second;
  const Source& source = *facts_->wrapper->source;
  const auto found = facts_->kernels.find(call.kernel);
  if (found == facts_->kernels.end() || found->second->language != "triton")
    throw Error(Error::Kind::unsupported, source, call.kernel.data(),
                std::string(call.kernel) + ": its text is not in the wrapper, or it is not in Triton");
  const std::string_view text = found->second->source;
  auto kernel = std::make_shared<const TritonKernel>(source.name(), source.position(text.data()).line, text);
  kernels_.emplace(call.kernel, kernel);
  return kernel;
}

/// Whether the kernel is given all that the node says it writes.
bool TritonSteps::passes(const KernelCall& call, const Node& node) const {
  const auto is_given = [&](std::string_view buffer) {
    return std::ranges::find(call.arguments, buffer, &NamedView::buffer) != call.arguments.end();
  };
  std::vector<std::string_view> written(slice(dump_.names, node.mutations).begin(),
                                        slice(dump_.names, node.mutations).end());
  for (const OutBuffer& out : slice(dump_.out_buffers, node.outputs))
    for (const std::string_view target : slice(dump_.names, out.mutations)) written.push_back(target);
  return std::ranges::all_of(written, is_given);
}

const KernelCall* TritonSteps::find_user_call(const Node& node) {
  const KernelCall* first = nullptr;
  std::size_t number = 0;
  for (const bool exact : {true, false})  // a wrapper may know what is written by another name
    for (std::size_t k = 0; k < facts_->kernel_calls.size() && first == nullptr; ++k) {
      const KernelCall& call = facts_->kernel_calls[k];
      const auto kernel = facts_->kernels.find(call.kernel);
      if (taken_[k] || kernel == facts_->kernels.end() || !is_user_kernel(*facts_, *kernel->second)) continue;
      if (!exact || passes(call, node)) first = &call, number = k;
    }
  if (first != nullptr) taken_[number] = true;
  return first;
}

Step TritonSteps::make_user(const Node& node) {
  const KernelCall* call = facts_ == nullptr ? nullptr : find_user_call(node);
  if (call == nullptr)
    throw Error(Error::Kind::unsupported, *dump_.source, node.name.data(),
                "no wrapper is there that has its call and its text");
  return make(*call, std::string(node.name));
}

std::optional<Step> TritonSteps::make_template(const Node& node) {
  if (facts_ == nullptr) return std::nullopt;
  for (std::size_t k = 0; k < facts_->kernel_calls.size(); ++k) {
    const KernelCall& call = facts_->kernel_calls[k];
    const auto kernel = facts_->kernels.find(call.kernel);
    const auto outs = slice(dump_.out_buffers, node.outputs);
    const auto is_written = [&](std::string_view buffer) {
      return std::ranges::find(call.arguments, buffer, &NamedView::buffer) != call.arguments.end();
    };
    const bool writes =
        outs.empty() ? is_written(node.name) : std::ranges::any_of(outs, is_written, &OutBuffer::name);
    if (taken_[k] || !writes || kernel == facts_->kernels.end() || kernel->second->language != "triton" ||
        heuristics_of(facts_->listings->of(*kernel->second)) != "template" || !passes(call, node))
      continue;
    taken_[k] = true;
    Step step = make(call, std::string(node.name));
    step.op_kind = "template";
    return step;
  }
  return std::nullopt;
}

// ---- arguments

TritonSteps::Given TritonSteps::given_of(const KernelCall& call) const {
  const ExprPool& exprs = facts_->wrapper->exprs;
  Given given;
  for (const ExprId argument : exprs.children_of(call.call).subspan(1)) {
    if (exprs[argument].kind == ExprKind::keyword)
      given.keywords.emplace(exprs[argument].text, exprs.children_of(argument)[0]);
    else
      given.positional.push_back(argument);
  }
  return given;
}

TritonArgument TritonSteps::constant_of(const ExprPool& exprs, ExprId value) const {
  const Expr& node = exprs[value];
  const bool negative = node.kind == ExprKind::neg;
  const Expr& number = negative ? exprs[exprs.children_of(value)[0]] : node;
  switch (number.kind) {
    case ExprKind::none:
      return TritonConstant{};
    case ExprKind::boolean:
      return TritonConstant{node.text == "True"};
    case ExprKind::string:
      return TritonConstant{std::string(node.text)};
    case ExprKind::integer:
      return TritonConstant{parse_integer(*facts_->wrapper->source, number.text, negative)};
    case ExprKind::real:
      return TritonConstant{negative ? -parse_real(number.text) : parse_real(number.text)};
    case ExprKind::name:
      if (const auto type = find_triton_type(split_last(number.text).last)) return TritonConstant{*type};
      break;
    default:
      break;
  }
  throw Error(Error::Kind::unsupported,
              "a constant of the kernel is not understood: " + in_quotes(node.text));
}

TritonNumber TritonSteps::number_of(ExprId value, DType type) const {
  const auto no_tensor = [&](const NamedView& /*view*/) -> TensorView {
    refuse(value, "a tensor is passed to the kernel as a number");
  };
  const ExternValue number = read_value(*facts_, value, no_tensor);
  TritonNumber result{.type = type};
  if (const auto* integer = std::get_if<std::int64_t>(&number.value)) {
    result.integer = *integer;
    result.real = static_cast<double>(*integer);
  } else if (const auto* boolean = std::get_if<bool>(&number.value)) {
    result.integer = *boolean ? 1 : 0;
    result.real = *boolean ? 1 : 0;
  } else if (const auto* real = std::get_if<double>(&number.value); real != nullptr && is_floating(type)) {
    result.real = *real;
  } else {
    refuse(value, "this argument of the kernel is no number of its parameter's type");
  }
  return result;
}

/// Every pointer becomes an operand; what is written too is found out later.
TritonPointer TritonSteps::pointer_of(const NamedView& view, std::string_view type, ExternCall& call) {
  BufferFact* const fact = buffers_.find(view.buffer);
  if (fact != nullptr) buffers_.place(plan_, *fact);
  TensorView tensor = externs_.view_of(view, view.buffer.data());
  if (type.starts_with('*')) type.remove_prefix(1);
  if (type.starts_with('k')) type.remove_prefix(1);  // of constants
  const auto pointee = type.empty() ? std::optional(tensor.dtype) : find_triton_type(type);
  if (!pointee || bytes_of(*pointee) != bytes_of(tensor.dtype))
    throw Error(Error::Kind::unsupported, *facts_->wrapper->source, view.buffer.data(),
                "'" + std::string(view.buffer) + "' is passed as a pointer to '" + std::string(type) + "'");
  call.arguments.push_back({"", {tensor}});
  return {.type = *pointee, .operand = static_cast<std::int32_t>(call.arguments.size()) - 1};
}

/// `buf1 = TensorDescriptor.from_tensor(arg0_1, [32, 32])`, and
/// `buf1 = create_2d_tma_descriptor(arg0_1.data_ptr(), 64, 64, 32, 32, 4)`.
std::optional<TritonDescriptor> TritonSteps::descriptor_of(ExprId value, ExternCall& call) {
  const ExprPool& exprs = facts_->wrapper->exprs;
  const CallFact* made =
      exprs[value].kind == ExprKind::name ? externs_.find_call(exprs[value].text) : nullptr;
  if (made == nullptr || !makes_descriptor(*made)) return std::nullopt;
  const auto arguments = exprs.children_of(made->call).subspan(1);
  const auto number = [&](ExprId id) {
    return evaluate_size(*facts_->wrapper->source, exprs, id, facts_->symbols);
  };
  TritonDescriptor descriptor;
  if (made->function.ends_with(".from_tensor") && arguments.size() >= 2) {
    const auto view = read_view(*facts_, arguments[0]);
    if (!view) refuse(arguments[0], "a descriptor of what is no tensor");
    descriptor.base = pointer_of(*view, "", call);
    const auto& tensor = std::get<TensorView>(call.arguments[index(descriptor.base.operand)].value.value);
    descriptor.size = tensor.size;
    descriptor.stride = tensor.stride;
    for (const ExprId extent : exprs.children_of(arguments[1])) descriptor.block.push_back(number(extent));
  } else if (made->function.ends_with("d_tma_descriptor") && arguments.size() % 2 == 0 &&
             arguments.size() >= 4) {
    const std::string_view pointer = exprs[exprs.children_of(arguments[0])[0]].text;
    const std::size_t dot = pointer.rfind(".data_ptr");
    if (dot == std::string_view::npos) refuse(arguments[0], "a descriptor of what is no tensor");
    descriptor.base = pointer_of({pointer.substr(0, dot), {}, {}, 0, false, {}}, "", call);
    const std::size_t rank = (arguments.size() - 2) / 2;
    for (std::size_t d = 0; d < rank; ++d) {
      descriptor.size.push_back(number(arguments[1 + d]));
      descriptor.block.push_back(number(arguments[1 + rank + d]));
    }
    descriptor.stride = dense_strides(descriptor.size);
  } else {
    refuse(value, "a descriptor that is made in an unknown way");
  }
  return descriptor;
}

TritonArgument TritonSteps::argument_of(ExprId value, std::string_view type, ExternCall& call) {
  const ExprPool& exprs = facts_->wrapper->exprs;
  if (exprs[value].kind == ExprKind::none) return TritonConstant{};
  if (auto descriptor = descriptor_of(value, call)) return *descriptor;
  const auto scalar = find_triton_type(type);
  if (scalar && !type.starts_with('*')) return number_of(value, *scalar);
  if (const auto view = read_view(*facts_, value); view && buffers_.find(view->buffer) != nullptr)
    return pointer_of(*view, type, call);
  if (type.starts_with('*')) refuse(value, "this argument of the kernel is no tensor");
  return number_of(value, exprs[value].kind == ExprKind::real ? DType::f32 : DType::i32);
}

/// The parameters that the call gives values to: all of them (up to 2.6), or those that are no constants.
/// What it gives no value has one in the kernel's meta data, in its first configuration, or by default.
void TritonSteps::bind(const TritonKernel& kernel, const Given& given, TritonLaunch& launch,
                       ExternCall& call) {
  const ExprPool &own = facts_->wrapper->exprs, &listed = kernel.listing().exprs;
  const auto parameters = kernel.parameters();
  const auto types = kernel.by_parameter(kernel.meta("triton_meta", "signature"));
  const auto constants = kernel.by_parameter(kernel.meta("triton_meta", "constants"));
  const TritonConfiguration configuration = kernel.first_configuration();
  const std::size_t extra = kernel.launcher_arguments().size();
  if (given.positional.size() < extra)
    throw Error(Error::Kind::unsupported, "the kernel's call has too few arguments");
  const std::size_t count = given.positional.size() - extra;
  const auto is_constant = [&](std::size_t k) {
    return parameters[k].is_constexpr || constants[k] != kNoExpr || text_of(kernel, types[k]) == "constexpr";
  };
  // all; those that no configuration has; of these those that are not declared constants; that are none
  const auto is_given = [&](std::size_t k, int rule) {
    if (given.keywords.contains(parameters[k].name)) return false;
    const bool configured = configuration.contains(parameters[k].name);
    return rule == 0 ||
           (!configured && (rule < 2 || !parameters[k].is_constexpr) && (rule < 3 || !is_constant(k)));
  };
  int rule = 0;
  const auto takes = [&] {
    std::size_t taken = 0;
    for (std::size_t k = 0; k < parameters.size(); ++k) taken += is_given(k, rule) ? 1 : 0;
    return taken;
  };
  while (rule < 4 && takes() != count) ++rule;
  if (rule == 4)
    throw Error(Error::Kind::unsupported,
                "the kernel's call does not have its parameters' number of arguments");
  std::size_t next = 0;
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    const auto keyword = given.keywords.find(parameters[k].name);
    const ExprId value = keyword != given.keywords.end() ? keyword->second
                         : is_given(k, rule)             ? given.positional[next++]
                                                         : kNoExpr;
    const auto configured = configuration.find(parameters[k].name);
    if (constants[k] != kNoExpr)
      launch.arguments.push_back(constant_of(listed, constants[k]));
    else if (configured != configuration.end())
      launch.arguments.push_back(constant_of(listed, configured->second));
    else if (value != kNoExpr && is_constant(k))
      launch.arguments.push_back(constant_of(own, value));
    else if (value != kNoExpr)
      launch.arguments.push_back(argument_of(value, text_of(kernel, types[k]), call));
    else if (parameters[k].value != kNoExpr)
      launch.arguments.push_back(constant_of(listed, parameters[k].value));
    else
      throw Error(Error::Kind::unsupported,
                  "nothing says what the kernel's parameter '" + std::string(parameters[k].name) + "' is");
  }
}

/// Up to 2.6 the call says it, later the listing, over the values of the call's last arguments.
Grid TritonSteps::grid_of(const TritonKernel& kernel, const Given& given) const {
  const ExprPool &own = facts_->wrapper->exprs, &listed = kernel.listing().exprs;
  GridKernel of{.listing = &kernel.listing(),
                .function = kernel.name(),
                .inductor_meta = kernel.meta("inductor_meta"),
                .is_whole = true};
  for (const auto& [name, value] : kernel.first_configuration())
    if (listed[value].kind == ExprKind::integer || listed[value].kind == ExprKind::boolean)
      of.sizes.emplace(name, evaluate_size(kernel.source(), listed, value, {}));
  if (const auto grid = given.keywords.find("grid"); grid != given.keywords.end())
    return grid_of_call(*facts_, grid->second, of);
  SymbolValues arguments = facts_->symbols;
  const auto names = kernel.launcher_arguments();
  for (std::size_t k = 0; k < names.size() && k < given.positional.size(); ++k)
    arguments[std::string(names[k])] =
        evaluate_size(*facts_->wrapper->source, own,
                      given.positional[given.positional.size() - names.size() + k], facts_->symbols);
  return grid_by_rule(of, arguments);
}

// ---- the step

bool TritonSteps::was_written(const TensorView& tensor) const {
  const std::int32_t storage = buffer_of(plan_, tensor.buffer).storage;
  if (plan_.storages[index(storage)].kind != Storage::Kind::arena) return true;
  return std::ranges::any_of(plan_.steps, [&](const Step& step) {
    return std::ranges::any_of(written_buffers(step), [&](std::int32_t buffer) {
      return buffer_of(plan_, buffer).storage == storage;
    });
  });
}

/// Operands are what the kernel reads, or writes perhaps a part of; what it writes are results.
void TritonSteps::keep_effects(TritonLaunch& launch, ExternCall& call) {
  const TritonEffects effects = inspect(launch);
  constexpr double kMost = 4e18;
  launch.operations = static_cast<std::int64_t>(std::min(effects.operations, kMost));
  std::vector<ExternArgument> operands;
  std::size_t at = 0;
  const auto keep = [&](TritonPointer& pointer) {
    const auto tensor = std::get<TensorView>(call.arguments[index(pointer.operand)].value.value);
    const bool writes = effects.written[at], reads = effects.read[at] || (writes && was_written(tensor));
    ++at;
    pointer.operand = kNone;
    const PlanBuffer& buffer = buffer_of(plan_, tensor.buffer);
    if (writes) {
      pointer.result = static_cast<std::int32_t>(call.results.size());
      call.results.push_back(tensor.buffer);
      pointer.offset = tensor.offset - buffer.offset;
    }
    if (reads) {
      pointer.operand = static_cast<std::int32_t>(operands.size());
      pointer.offset = 0;
      operands.push_back({"", {tensor}});
    }
  };
  for (TritonArgument& argument : launch.arguments) {
    if (auto* pointer = std::get_if<TritonPointer>(&argument)) keep(*pointer);
    if (auto* descriptor = std::get_if<TritonDescriptor>(&argument)) keep(descriptor->base);
  }
  call.arguments = std::move(operands);
}

Step TritonSteps::make(const KernelCall& call, std::string name) try {
  TritonLaunch launch;
  launch.kernel = kernel_of(call);
  const Given given = given_of(call);
  Step step{.kind = Step::Kind::extern_call, .name = std::move(name), .op_kind = "triton"};
  step.nodes = {step.name};
  bind(*launch.kernel, given, launch, step.call);
  launch.grid = grid_of(*launch.kernel, given);
  keep_effects(launch, step.call);
  describe(launch, step.call);
  return step;
} catch (const Error& error) {
  if (error.has_place()) throw;
  throw Error(error.kind(), *facts_->wrapper->source, call.kernel.data(),
              std::string(call.kernel) + ": " + error.what());
}

}  // namespace ireplay
