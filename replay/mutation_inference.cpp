#include "replay/mutation_inference.hpp"

#include <algorithm>
#include <charconv>

namespace ireplay {
namespace {

/// Buffers that a node's parts write, in the order of the parts.
void collect_written(const Dump& dump, const Node& node, std::vector<std::string_view>& names) {
  if (node.parts.count == 0) names.push_back(node.name);
  for (std::uint32_t part : slice(dump.parts, node.parts)) collect_written(dump, dump.nodes[part], names);
}

/// Parameter names of the kernel in a listing: `def triton_(in_ptr0, out_ptr1, xnumel):`.
std::vector<std::string_view> parameters_of(std::string_view listing) {
  std::vector<std::string_view> names;
  const std::size_t jit = listing.find("@triton.jit\ndef triton_");
  const std::size_t open = listing.find('(', jit == std::string_view::npos ? jit : jit + 12);
  const std::size_t close = listing.find(')', open);
  if (jit == std::string_view::npos || open == std::string_view::npos || close == std::string_view::npos)
    return names;
  std::string_view list = listing.substr(open + 1, close - open - 1);
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    names.push_back(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 2);
  }
  return names;
}

std::optional<std::size_t> output_number(std::string_view parameter) {
  constexpr std::string_view kPrefix = "out_ptr";
  if (!parameter.starts_with(kPrefix)) return std::nullopt;
  parameter.remove_prefix(kPrefix.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(parameter.data(), parameter.data() + parameter.size(), number);
  if (error != std::errc() || end != parameter.data() + parameter.size()) return std::nullopt;
  return number;
}

void infer_node(const Dump& dump, const Node& node, const WrapperFacts& facts, const KernelCall& call,
                GraphBuffers& buffers) {
  const auto kernel = facts.kernels.find(call.kernel);
  if (kernel == facts.kernels.end()) return;
  std::vector<std::string_view> written;
  collect_written(dump, node, written);
  const auto parameters = parameters_of(kernel->second->source);
  for (std::size_t i = 0; i < std::min(parameters.size(), call.arguments.size()); ++i) {
    const auto number = output_number(parameters[i]);
    if (!number || *number >= written.size()) continue;
    BufferFact* fact = buffers.find(written[*number]);
    const BufferFact* target = buffers.find(call.arguments[i].buffer);
    if (fact == nullptr || target == nullptr || target->home != Home::input) continue;
    if (fact->home != Home::own || facts.layouts.contains(fact->name)) continue;
    fact->home = Home::mutation;
    fact->target = target->name;
  }
}

}  // namespace

void infer_mutations(const Dump& dump, const WrapperFacts& facts, GraphBuffers& buffers) {
  std::vector<const Node*> launching;
  for (std::uint32_t index : dump.top) {
    const Node& node = dump.nodes[index];
    if (node.outputs.count != 0) return;  // this release prints mutations
    if (node.body >= 0 || node.parts.count != 0) launching.push_back(&node);
  }
  if (launching.size() != facts.kernel_calls.size()) return;
  for (std::size_t i = 0; i < launching.size(); ++i)
    if (launching[i]->scheduler_class == "ForeachKernelSchedulerNode")
      infer_node(dump, *launching[i], facts, facts.kernel_calls[i], buffers);
}

}  // namespace ireplay
