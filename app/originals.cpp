#include "app/originals.hpp"

#include "app/options.hpp"
#include "replay/cuda/original/describe_launch.hpp"
#include "replay/cuda/original/launch_ops.hpp"
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

OriginalUse to_use(const Launch& launch, const Source& wrapper) {
  OriginalUse use;
  use.kernel = launch.kernel;
  use.place = wrapper.name() + ":" + std::to_string(wrapper.position(launch.at).line);
  use.fault = launch.fault;
  if (launch.original == nullptr || !launch.original->fault.empty()) return use;
  const OriginalKernel& original = *launch.original;
  use.file = original.cubin.string();
  use.entry = original.code.entry;
  use.grid = launch.grid;
  use.threads = 32 * original.warps;
  use.cluster = original.cluster;
  use.shared_bytes = original.shared + original.code.static_shared;
  use.registers = original.code.registers;
  use.local_bytes = original.code.local_bytes;
  use.argument_bytes = original.code.parameter_bytes;
  use.is_cooperative = original.cooperative;
  use.is_programmatic = original.programmatic;
  use.arguments = argument_lines(launch);
  return use;
}

}  // namespace

std::vector<OriginalUse> find_originals(const ParsedCase& parsed, const CaseFiles& files,
                                        const CaseFacts& facts, const TensorMap& given,
                                        const Options& options, const Plan& plan) {
  if (!parsed.wrapper) return {};
  const std::vector<OriginalKernel> kernels = kernels_beside(parsed, files, options);
  if (kernels.empty()) return {};
  GraphHints hints = make_hints(files, facts, given, {options.symbols, options.layouts}, options.text_only);
  hints.symbols.insert(facts.data_symbols.begin(), facts.data_symbols.end());
  const WrapperFacts wrapper = read_wrapper(*parsed.wrapper, hints);
  const std::vector<Launch> launches = launches_of(wrapper, kernels);
  const std::vector<std::vector<std::string>> ops = ops_of_launches(launches, parsed.ir, plan);
  std::vector<OriginalUse> uses;
  uses.reserve(launches.size());
  for (std::size_t k = 0; k < launches.size(); ++k) {
    uses.push_back(to_use(launches[k], *parsed.wrapper->source));
    uses.back().ops = ops[k];
  }
  return uses;
}

}  // namespace ireplay
