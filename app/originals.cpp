#include "app/originals.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "replay/cuda/original/describe_launch.hpp"
#include "replay/cuda/original/graph_launches.hpp"
#include "replay/cuda/original/triton_cache.hpp"

namespace ireplay {
namespace {

/// A cache may be large and hold the kernels of many graphs: it is read once.
const TritonCache& cache_of(const std::string& folder) {
  static std::map<std::string, TritonCache> read;
  const auto found = read.find(folder);
  return found != read.end() ? found->second : read.emplace(folder, read_triton_cache(folder)).first->second;
}

std::vector<OriginalKernel> kernels_beside(const ParsedCase& parsed, const CaseFiles& files,
                                           const Options& options) {
  if (!options.triton_cache.empty()) return kernels_of(cache_of(options.triton_cache), *parsed.wrapper);
  return files.wrapper.empty() ? std::vector<OriginalKernel>()
                               : read_kernels(files.wrapper.parent_path() / "kernels");
}

void add_code(OriginalUse& use, const OriginalKernel& original) {
  if (!original.fault.empty()) return;
  use.file = original.cubin.string();
  use.entry = original.code.entry;
  use.threads = 32 * original.warps;
  use.cluster = original.cluster;
  use.shared_bytes = original.shared + original.code.static_shared;
  use.registers = original.code.registers;
  use.local_bytes = original.code.local_bytes;
  use.argument_bytes = original.code.parameter_bytes;
  use.is_cooperative = original.cooperative;
  use.is_programmatic = original.programmatic;
}

OriginalUse to_use(const Launch& launch, const Source& wrapper) {
  OriginalUse use;
  use.kernel = launch.kernel;
  use.place = wrapper.name() + ":" + std::to_string(wrapper.position(launch.at).line);
  use.fault = launch.fault;
  if (launch.original != nullptr) add_code(use, *launch.original);
  if (!use.fault.empty()) return use;
  if (launch.reduction) {
    use.arguments = {to_line(*launch.reduction) + ", by a kernel of ireplay"};
    return use;
  }
  use.grid = launch.grid;
  use.arguments = argument_lines(launch);
  return use;
}

/// Why launches that are complete cannot take the place of the plan's steps.
void add_faults_of_places(const GraphOriginals& found, const Plan& plan, std::vector<OriginalUse>& uses) {
  const OriginalPlaces places = place_originals(plan, found.groups);
  for (std::size_t k = 0; k < uses.size(); ++k)
    for (std::size_t step = 0; step < plan.steps.size() && uses[k].fault.empty(); ++step)
      if (std::ranges::find(uses[k].ops, plan.steps[step].name) != uses[k].ops.end())
        uses[k].fault = places.faults[step];
}

/// Kernels that no call was found for.
void add_others(const std::vector<OriginalKernel>& kernels, std::vector<OriginalUse>& uses) {
  const std::size_t launched = uses.size();
  for (const OriginalKernel& kernel : kernels) {
    const auto end = uses.begin() + static_cast<std::ptrdiff_t>(launched);
    if (std::find_if(uses.begin(), end, [&](const OriginalUse& use) { return use.kernel == kernel.name; }) !=
        end)
      continue;
    OriginalUse use;
    use.kernel = kernel.name;
    use.fault = kernel.fault.empty() ? "no call of it is made here; it may be of a branch that is not taken"
                                     : kernel.fault;
    add_code(use, kernel);
    uses.push_back(std::move(use));
  }
}

}  // namespace

std::unique_ptr<GraphOriginals> load_originals(const ParsedCase& parsed, const CaseFiles& files,
                                               const CaseFacts& facts, const TensorMap& given,
                                               const Options& options, const Plan& plan) {
  if (!parsed.wrapper) return nullptr;
  auto found = std::make_unique<GraphOriginals>();
  found->kernels = kernels_beside(parsed, files, options);
  if (found->kernels.empty()) return nullptr;
  GraphHints hints = make_hints(files, facts, given, {options.symbols, options.layouts}, options.text_only);
  hints.symbols.insert(facts.data_symbols.begin(), facts.data_symbols.end());
  GraphLaunches launched = launches_of_graph(parsed.texts(), hints, found->kernels, plan);
  found->launches = std::move(launched.launches);
  found->ops = std::move(launched.ops);
  found->groups = group_launches(found->launches, found->ops, plan);
  return found;
}

void require_originals(const GraphOriginals* found, const ParsedCase& parsed, const std::string& option) {
  if (found != nullptr) return;
  if (!parsed.wrapper)
    throw Error(Error::Kind::usage,
                option + " needs the graph's output_code.py, which says how its kernels are launched");
  if (parsed.wrapper->kernels.empty()) return;
  throw Error(Error::Kind::usage, option + ": no kernels that Triton compiled lie beside the graph " +
                                      "(kernels/ of its case); give the folder that has them with "
                                      "--triton-cache");
}

std::vector<OriginalUse> find_originals(const ParsedCase& parsed, const CaseFiles& files,
                                        const CaseFacts& facts, const TensorMap& given,
                                        const Options& options, const Plan& plan) {
  const auto found = load_originals(parsed, files, facts, given, options, plan);
  if (found == nullptr) return {};
  std::vector<OriginalUse> uses;
  uses.reserve(found->launches.size());
  for (std::size_t k = 0; k < found->launches.size(); ++k) {
    uses.push_back(to_use(found->launches[k], *parsed.wrapper->source));
    uses.back().ops = found->ops[k];
  }
  add_faults_of_places(*found, plan, uses);
  add_others(found->kernels, uses);
  return uses;
}

}  // namespace ireplay
