#include "replay/cuda/original/kernel_files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/source.hpp"
#include "replay/case/json_fault.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostDepth = 16;
constexpr std::int64_t kMostWarps = 32, kMostCtas = 16;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw Error(Error::Kind::dump, printable(file.string()) + ": " + what);
}

/// The members of a kernel's JSON file, with what is wrong by the member's name.
class FactsReader {
 public:
  FactsReader(const fs::path& file, const Json& json) : file_(file), json_(json) {
    if (!json.is_object()) fail(file, "expected an object");
  }

  void read(OriginalKernel& kernel) const {
    kernel.code.entry = text(json_.contains("entry") ? "entry" : "name");
    if (kernel.code.entry.empty()) fail(file_, "'entry', the function in the cubin, is missing");
    kernel.warps = number("num_warps", 0);
    if (kernel.warps < 1 || kernel.warps > kMostWarps)
      fail(file_, "'num_warps' must be 1 to 32, not " + std::to_string(kernel.warps));
    kernel.ctas = number("num_ctas", 1);
    if (kernel.ctas < 1 || kernel.ctas > kMostCtas)
      fail(file_, "'num_ctas' must be 1 to 16, not " + std::to_string(kernel.ctas));
    read_cluster(kernel);
    kernel.shared = number("shared", 0);
    kernel.global_scratch = number("global_scratch_size", 0);
    kernel.global_scratch_align = number("global_scratch_align", 1);
    kernel.profile_scratch = number("profile_scratch_size", 0);
    kernel.profile_scratch_align = number("profile_scratch_align", 1);
    kernel.programmatic = truth("launch_pdl");
    kernel.cooperative = truth("launch_cooperative_grid");
    kernel.torch = text("torch");
    kernel.triton = text(json_.contains("triton") ? "triton" : "triton_version");
    if (const Json* maps = find("tensordesc_meta")) read_tma_rules(*maps, kernel);
    if (const Json* config = find("config"))
      read_config(*config, kernel);
    else
      kernel.config_known = false;
  }

 private:
  /// None where the member is absent or null.
  const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  std::string text(const char* name) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    if (!value->is_string()) fail(file_, in_quotes(name) + " is no string");
    return value->get<std::string>();
  }

  std::int64_t number(const char* name, std::int64_t otherwise) const {
    const Json* value = find(name);
    return value == nullptr ? otherwise : number(*value, name);
  }

  std::int64_t number(const Json& value, const std::string& name) const {
    if (!value.is_number_integer()) fail(file_, in_quotes(name) + " is no integer");
    const auto integer = value.get<std::int64_t>();
    if (integer < 0) fail(file_, in_quotes(name) + " is negative");
    return integer;
  }

  bool truth(const char* name) const {
    const Json* value = find(name);
    if (value == nullptr) return false;
    if (!value->is_boolean()) fail(file_, in_quotes(name) + " is neither true nor false");
    return value->get<bool>();
  }

  /// Triton 2.2 wrote clusterDims, 2.3 to 3.5 cluster_dims; since then a cluster is `num_ctas` blocks in x.
  void read_cluster(OriginalKernel& kernel) const {
    const Json* dims = find("cluster_dims");
    if (dims == nullptr) dims = find("clusterDims");
    if (dims == nullptr) {
      kernel.cluster = {kernel.ctas, 1, 1};
      return;
    }
    if (!dims->is_array() || dims->size() != 3) fail(file_, "'cluster_dims' must be three integers");
    for (std::size_t k = 0; k < 3; ++k) kernel.cluster.at(k) = number((*dims)[k], "cluster_dims");
  }

  void read_tma_rules(const Json& maps, OriginalKernel& kernel) const {
    if (!maps.is_array()) fail(file_, "'tensordesc_meta' is no list");
    for (const Json& map : maps) {
      const FactsReader reader(file_, map);
      TmaRule rule;
      rule.swizzle = reader.number("swizzle", 0);
      rule.element_bytes = reader.number("elem_size", 0);
      rule.element_type = reader.number("elem_type", 0);
      rule.fp4_padded = reader.truth("fp4_padded");
      if (reader.truth("is_im2col"))
        fail(file_, "'tensordesc_meta' asks for an im2col descriptor, which is not supported");
      if (const Json* block = reader.find("block_size"))
        for (const Json& extent : *block) rule.block.push_back(number(extent, "block_size"));
      kernel.tma_rules.push_back(std::move(rule));
    }
  }

  /// Only what grids depend on: numbers.
  void read_config(const Json& config, OriginalKernel& kernel) const {
    if (!config.is_object()) fail(file_, "'config' is no object");
    for (const auto& [name, value] : config.items()) {
      if (value.is_number_integer()) kernel.config[name] = value.get<std::int64_t>();
      if (value.is_boolean()) kernel.config[name] = value.get<bool>() ? 1 : 0;
    }
  }

  const fs::path& file_;
  const Json& json_;
};

void read_code(OriginalKernel& kernel) {
  const std::string file = kernel.cubin.string();
  for (CubinKernel& code : read_cubin(read_file(kernel.cubin), file))
    if (code.entry == kernel.code.entry) {
      kernel.code = std::move(code);
      return;
    }
  fail(kernel.cubin, "there is no kernel " + in_quotes(kernel.code.entry) + " in it");
}

}  // namespace

OriginalKernel read_kernel(const fs::path& facts) {
  OriginalKernel kernel;
  kernel.name = facts.stem().string();
  kernel.facts = facts;
  kernel.cubin = fs::path(facts).replace_extension(".cubin");
  std::error_code ignored;
  if (const fs::path ptx = fs::path(facts).replace_extension(".ptx"); fs::exists(ptx, ignored))
    kernel.ptx = ptx;
  try {
    const std::string text = read_file(facts);
    const std::string fault = json_fault(text, kMostDepth);
    if (!fault.empty()) fail(facts, "it " + fault);
    FactsReader(facts, Json::parse(text)).read(kernel);
    read_code(kernel);
  } catch (const Json::exception&) {
    kernel.fault = printable(facts.string()) + ": a value is not of the type that it should have";
  } catch (const Error& error) {
    kernel.fault = error.what();
  }
  return kernel;
}

std::vector<OriginalKernel> read_kernels(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<OriginalKernel> kernels;
  kernels.reserve(files.size());
  for (const fs::path& file : files) kernels.push_back(read_kernel(file));
  return kernels;
}

}  // namespace ireplay
