#include "app/judges.hpp"

#include "app/options.hpp"
#include "kernels/compiled/cache.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {

ChosenJudge choose_judge(const LoadedGraph& graph, const Options& options) {
  using Kind = BisectJudge::Kind;
  const std::string& asked = options.against;
  if (asked == "cpu") return {{.kind = Kind::cpu}, "the CPU engine"};
  if (asked == "original") return {{.kind = Kind::original}, "the graph's own kernels"};
  if (asked == "f64") return {{.kind = Kind::exact}, "float64"};
  if (!asked.empty())
    return {{Kind::saved, read_tensors(asked), ReferenceRounding::fused}, "'" + asked + "'"};
  if (graph.files.outputs.empty() || !graph.own.own_inputs || !options.fills.empty())
    return {{.kind = Kind::exact}, "float64"};
  const ReferenceRounding rounding =
      graph.facts.rounded_per_op ? ReferenceRounding::per_op : ReferenceRounding::fused;
  return {{Kind::saved, read_own(graph.files.outputs), rounding}, "the case's own tensors", true};
}

void refuse_originals(const Options& options) {
  const char* const asked = options.against == "original"   ? "--against original"
                            : options.kernels == "original" ? "--kernels original"
                                                            : nullptr;
  if (asked != nullptr)
    throw Error(Error::Kind::usage, std::string(asked) + " is for run, bench and bisect: " + options.command +
                                        " runs parts of ops, for which the graph has no kernels of its own");
}

BisectOptions bisect_options(const Options& options, bool by_node) {
  BisectOptions how;
  how.by_node = by_node;
  how.run.measure = false;
  how.run.unfused = by_node;
  how.run.own_libraries = options.own_libraries;
  how.run.threads = options.threads;
  how.run.kernels = options.kernels;
  how.run.cache_dir = options.cache_dir.value_or(default_cache_dir());
  return how;
}

}  // namespace ireplay
