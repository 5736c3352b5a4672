#include "replay/cuda/original/triton_cache.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "parser/ttir/ttir.hpp"
#include "replay/case/json_fault.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/cuda/original/kernel_rules.hpp"
#include "replay/cuda/original/listing_file.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostDepth = 16;

/// The integers of a .best_config file, and its `triton_cache_hash`; a file of another form says nothing.
void read_best_config(const fs::path& file, TritonCache& cache) {
  const std::string text = read_file(file);
  if (!json_fault(text, kMostDepth).empty()) return;
  const Json json = Json::parse(text);
  if (!json.is_object()) return;
  KernelConfig config;
  for (const auto& [name, value] : json.items())
    if (value.is_number_integer()) config[name] = value.get<std::int64_t>();
  const auto hash = json.find("triton_cache_hash");
  if (hash != json.end() && hash->is_string()) cache.best_by_hash[hash->get<std::string>()] = config;
  cache.best_by_file[file.stem().string()] = std::move(config);
}

void read_cached(const fs::path& facts, TritonCache& cache) {
  std::error_code error;
  if (!fs::exists(fs::path(facts).replace_extension(".cubin"), error)) return;
  CachedKernel& cached = cache.kernels.emplace_back();
  cached.kernel = read_kernel(facts);
  cached.hash = facts.parent_path().filename().string();
  const fs::path ttir = fs::path(facts).replace_extension(".ttir");
  if (fs::exists(ttir, error)) cached.ttir = std::make_shared<const Source>(ttir.string(), read_file(ttir));
}

std::string file_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1));
}

/// Block sizes of a kernel by the line that multiplies with them: `xoffset = tl.program_id(0) * XBLOCK` has
/// a constant for XBLOCK in the TTIR, or no product at all where it is 1.
KernelConfig blocks_of(const Source& wrapper, const PyKernel& listing, std::string_view function,
                       const Ttir& ttir) {
  std::map<std::uint64_t, std::int64_t> factors;  // by line
  for (const TtirProduct& product : ttir.products)
    if (const auto [file, line] = ttir.place_of(product.location); file == ttir.file())
      factors[line] = static_cast<std::int64_t>(product.constant);
  const KernelRules rules = read_rules(wrapper, listing, function);
  const ExprPool& exprs = rules.listing.exprs;
  const std::uint64_t first_line = wrapper.position(listing.source.data()).line;
  KernelConfig config;
  for (const ListingStatement& statement : rules.listing.statements) {
    if (statement.kind != ListingKind::assign || statement.value == kNoExpr) continue;
    const Expr& value = exprs[statement.value];
    if (value.kind != ExprKind::mul) continue;
    const Expr& size = exprs[exprs.children_of(statement.value)[1]];
    const auto parameter = std::ranges::find(rules.parameters, size.text, &KernelParameter::name);
    if (size.kind != ExprKind::name || parameter == rules.parameters.end() || !parameter->is_constexpr)
      continue;
    const auto factor = factors.find(wrapper.position(statement.text.data()).line - first_line + 1);
    config.emplace(size.text, factor == factors.end() ? 1 : factor->second);
  }
  return config;
}

class Matcher {
 public:
  Matcher(const TritonCache& cache, const Wrapper& wrapper) : cache_(cache), source_(*wrapper.source) {
    ttirs_.reserve(cache.kernels.size());
    for (const CachedKernel& cached : cache.kernels)
      ttirs_.push_back(cached.ttir == nullptr ? Ttir() : parse_ttir(*cached.ttir));
  }

  std::optional<OriginalKernel> find(const PyKernel& listing) const {
    const std::string file = listing_file(listing.source);
    std::vector<std::size_t> candidates;
    for (std::size_t k = 0; k < cache_.kernels.size(); ++k)
      if (is_of(k, file, listing)) candidates.push_back(k);
    if (candidates.empty()) return std::nullopt;
    const std::optional<std::size_t> chosen = choose(candidates, file);
    OriginalKernel kernel = cache_.kernels[chosen.value_or(candidates[0])].kernel;
    kernel.name = listing.name;
    if (!chosen) {
      kernel.fault = printable(cache_.folder.string()) + " has " + std::to_string(candidates.size()) +
                     " compiled kernels for it and does not say which of them ran";
      return kernel;
    }
    add_config(*chosen, file, listing, kernel);
    return kernel;
  }

 private:
  bool is_of(std::size_t k, const std::string& file, const PyKernel& listing) const {
    const std::string made_of = file_name(ttirs_[k].file());
    if (!made_of.empty()) return made_of == file;
    const std::string& function = cache_.kernels[k].kernel.code.entry;
    const std::string definition = "def " + function + "(";
    return listing.source.find(definition) != std::string_view::npos;
  }

  std::optional<std::size_t> choose(const std::vector<std::size_t>& candidates,
                                    const std::string& file) const {
    if (candidates.size() == 1) return candidates[0];
    for (const std::size_t k : candidates)
      if (cache_.best_by_hash.contains(cache_.kernels[k].hash)) return k;
    const auto best = cache_.best_by_file.find(fs::path(file).stem().string());
    if (best == cache_.best_by_file.end()) return std::nullopt;
    std::optional<std::size_t> chosen;
    for (const std::size_t k : candidates) {
      if (!agrees(k, best->second)) continue;
      if (chosen) return std::nullopt;
      chosen = k;
    }
    return chosen;
  }

  bool agrees(std::size_t k, const KernelConfig& best) const {
    const auto warps = best.find("num_warps");
    return warps == best.end() || warps->second == cache_.kernels[k].kernel.warps;
  }

  void add_config(std::size_t k, const std::string& file, const PyKernel& listing,
                  OriginalKernel& kernel) const {
    const bool has_places = !ttirs_[k].file().empty();
    if (has_places) kernel.config = blocks_of(source_, listing, kernel.code.entry, ttirs_[k]);
    const auto by_hash = cache_.best_by_hash.find(cache_.kernels[k].hash);
    const auto by_file = cache_.best_by_file.find(fs::path(file).stem().string());
    const bool has_hash = by_hash != cache_.best_by_hash.end(),
               has_file = by_file != cache_.best_by_file.end();
    if (has_hash || has_file)
      for (const auto& [name, value] : has_hash ? by_hash->second : by_file->second)
        kernel.config.insert_or_assign(name, value);
    kernel.config_known = has_places || has_hash || has_file;
  }

  const TritonCache& cache_;
  const Source& source_;
  std::vector<Ttir> ttirs_;  // by kernel
};

}  // namespace

TritonCache read_triton_cache(const fs::path& folder) {
  TritonCache cache{.folder = folder, .kernels = {}, .best_by_hash = {}, .best_by_file = {}};
  std::vector<fs::path> files;
  try {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) files.push_back(entry.path());
  } catch (const fs::filesystem_error& error) {
    throw Error(Error::Kind::usage,
                "cannot read the cache " + in_quotes(folder.string()) + ": " + error.code().message());
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    if (file.extension() == ".best_config") read_best_config(file, cache);
    if (file.extension() == ".json") read_cached(file, cache);
  }
  if (cache.kernels.empty())
    throw Error(Error::Kind::usage, "there is no compiled kernel (NAME.json and NAME.cubin) in " +
                                        in_quotes(folder.string()) +
                                        "; expected a folder such as /tmp/torchinductor_me or its triton/0");
  return cache;
}

std::vector<OriginalKernel> kernels_of(const TritonCache& cache, const Wrapper& wrapper) {
  const Matcher matcher(cache, wrapper);
  std::vector<OriginalKernel> kernels;
  for (const PyKernel& listing : wrapper.kernels)
    if (listing.language == "triton")
      if (std::optional<OriginalKernel> kernel = matcher.find(listing)) kernels.push_back(std::move(*kernel));
  return kernels;
}

}  // namespace ireplay
