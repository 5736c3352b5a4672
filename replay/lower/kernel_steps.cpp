#include "replay/lower/kernel_steps.hpp"

#include <algorithm>

#include "replay/lower/listing/lower_kernel.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/lower/loop_steps.hpp"

/// The parameters of the kernel are bound to the arguments of the call, pointers to buffers and numbers to
/// values, and the listing is lowered with them (listing/lower_kernel.hpp).
namespace ireplay {

KernelSteps::KernelSteps(const WrapperFacts& facts, GraphBuffers& buffers, Plan& plan)
    : facts_(facts), buffers_(buffers), plan_(plan) {}

const PyKernel& KernelSteps::kernel_of(const KernelCall& call) const {
  const auto kernel = facts_.kernels.find(call.kernel);
  if (kernel == facts_.kernels.end()) refuse(call, "the wrapper does not define this kernel");
  return *kernel->second;
}

void KernelSteps::refuse(const KernelCall& call, const std::string& why) const {
  throw Error(Error::Kind::unsupported, *facts_.wrapper->source, call.kernel.data(),
              std::string(call.kernel) + ": " + why);
}

const Listing& KernelSteps::listing_of(const KernelCall& call) {
  const PyKernel& kernel = kernel_of(call);
  const Listing& listing = facts_.listings->of(kernel);
  if (listing.functions.empty()) {
    parse_listing(*facts_.wrapper->source, kernel.source);  // a fault says where
    refuse(call, "its listing has no function");
  }
  return listing;
}

bool KernelSteps::runs_from_text(const KernelCall& call) {
  if (kernel_of(call).language != "triton") return false;
  const std::string_view heuristics = heuristics_of(listing_of(call));
  return heuristics == "user_autotune" || heuristics == "template";
}

/// The buffer of an argument as the kernel's type of pointer.
std::int32_t KernelSteps::buffer_of(const KernelCall& call, const NamedView& argument,
                                    std::optional<DType> type) {
  if (argument.buffer.empty())
    throw Error(Error::Kind::dump, *facts_.wrapper->source, call.kernel.data(),
                "'" + std::string(call.kernel) + "' is given no tensor where it takes one");
  BufferFact* const fact = buffers_.find(argument.buffer);
  if (fact != nullptr) buffers_.place(plan_, *fact);  // a view of what was placed since
  if (fact == nullptr || fact->plan_buffer == kNone)
    throw Error(
        Error::Kind::dump, *facts_.wrapper->source, argument.buffer.data(),
        "the layout of '" + std::string(argument.buffer) + "' is nowhere in these files (say --layout)");
  const PlanBuffer& own = plan_.buffers[static_cast<std::size_t>(fact->plan_buffer)];
  if (!type || *type == own.dtype) return fact->plan_buffer;
  const auto [known, added] = other_types_.try_emplace({fact->plan_buffer, *type}, kNone);
  if (!added) return known->second;
  const auto from = static_cast<std::int64_t>(bytes_of(own.dtype)),
             to = static_cast<std::int64_t>(bytes_of(*type));
  PlanBuffer other{.name = own.name + "." + std::string(info(*type).name), .dtype = *type};
  other.size = {extent(own.size, own.stride) * from / to};
  other.stride = {1};
  other.offset = own.offset * from / to;
  other.storage = own.storage;
  known->second = static_cast<std::int32_t>(plan_.buffers.size());
  plan_.buffers.push_back(std::move(other));
  return known->second;
}

std::string KernelSteps::step_name(std::string_view kernel) {
  const std::size_t before = calls_[kernel]++;
  return std::string(kernel) + (before == 0 ? "" : "." + std::to_string(before + 1));
}

std::vector<std::int32_t> KernelSteps::written_by(const KernelCall& call) {
  std::vector<std::string_view> names;
  const auto kernel = facts_.kernels.find(call.kernel);
  if (kernel != facts_.kernels.end() && kernel->second->language != "triton") {
    names = parse_cpp_parameters(kernel->second->source);
  } else if (kernel != facts_.kernels.end()) {
    const Listing& listing = facts_.listings->of(*kernel->second);
    if (!listing.functions.empty())
      for (const ListingParameter& parameter : slice(listing.parameters, listing.functions.back().parameters))
        if (!parameter.is_constexpr) names.push_back(parameter.name);
  }
  const auto is_result = [](std::string_view name) { return name.find("out_ptr") != std::string_view::npos; };
  const bool tells = std::ranges::any_of(names, is_result);
  std::vector<std::int32_t> written;
  for (std::size_t k = 0; k < call.arguments.size(); ++k) {
    if (call.arguments[k].buffer.empty() || buffers_.find(call.arguments[k].buffer) == nullptr) continue;
    if (!tells || (k < names.size() && is_result(names[k])))
      written.push_back(buffer_of(call, call.arguments[k], std::nullopt));
  }
  return written;
}

Step KernelSteps::make(const KernelCall& call, std::string name) {
  const PyKernel& kernel = kernel_of(call);
  Step step{.kind = Step::Kind::loops, .name = std::move(name)};
  step.nodes = {step.name};
  if (kernel.language == "triton") {
    step.programs = lower(call, listing_of(call), step.name);
  } else {
    for (const Listing& listing : facts_.listings->of_cpp(kernel)) {
      for (LoopProgram& program : lower(call, listing, step.name)) {
        for (std::string_view& label : program.labels) label = {};  // of a text that does not stay
        step.programs.push_back(std::move(program));
      }
    }
    if (step.programs.empty())
      refuse(call,
             "a kernel of async_compile." + std::string(kernel.language) +
                 " with vectors or reductions can't be replayed from its listing; ir_post_fusion.txt is "
                 "needed");
  }
  step.op_kind = op_kind_of(step.programs);
  return step;
}

std::vector<LoopProgram> KernelSteps::lower(const KernelCall& call, const Listing& listing,
                                            const std::string& name) {
  const Source& source = *facts_.wrapper->source;
  const ExprPool& exprs = facts_.wrapper->exprs;
  KernelContext context{.listing = &listing, .name = name};
  const auto parameters = slice(listing.parameters, listing.functions.back().parameters);
  const auto types = signature_of(listing);
  context.arguments.resize(parameters.size());
  std::vector<ExprId> given;
  for (const ExprId argument : exprs.children_of(call.call).subspan(1))
    if (exprs[argument].kind != ExprKind::keyword) given.push_back(argument);
  std::size_t next = 0;
  for (std::size_t k = 0; k < parameters.size() && next < given.size(); ++k) {
    if (parameters[k].is_constexpr) continue;
    const bool is_pointer = k < types.size() && !types[k].empty()
                                ? types[k].starts_with('*')
                                : parameters[k].name.find("_ptr") != std::string_view::npos;
    const NamedView& view = call.arguments[next];
    if (is_pointer) {
      const auto type = k < types.size() ? find_pointer_type(types[k]) : std::nullopt;
      const std::int32_t buffer = buffer_of(call, view, type);
      const std::int64_t begin = view.absolute ? plan_.buffers[static_cast<std::size_t>(buffer)].offset : 0;
      context.arguments[k] = {buffer, view.offset - begin, std::nullopt};
    } else {
      context.arguments[k].number = evaluate_size(source, exprs, given[next], facts_.symbols);
    }
    ++next;
  }
  context.buffers = &plan_.buffers;
  context.storages = &plan_.storages;
  return lower_kernel(context);
}

}  // namespace ireplay
