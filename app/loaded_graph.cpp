#include "app/loaded_graph.hpp"

#include "app/engines.hpp"
#include "app/estimates.hpp"
#include "app/options.hpp"
#include "app/planning.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

std::unique_ptr<LoadedGraph> load(const CaseFiles& files, const CaseTexts& texts, std::size_t graph,
                                  const Options& options) {
  auto loaded = std::make_unique<LoadedGraph>();
  loaded->name = texts.graphs == 1 ? files.name : files.name + "#" + std::to_string(graph + 1);
  loaded->files = files;
  loaded->texts = texts;
  loaded->facts = read_facts(files.facts);
  loaded->own = read_given(files, options);
  loaded->parsed = load_graph(files, loaded->texts, graph);
  loaded->hints =
      make_hints(files, loaded->facts, loaded->own.tensors, told_hints(options), options.text_only);
  PlannedCase planned = plan_case(loaded->parsed, files, loaded->facts, loaded->own.tensors, options);
  fill_collectives(planned, loaded->parsed, files, *make_cpu_engine(), {.threads = options.threads},
                   loaded->own.tensors);
  loaded->plan = std::move(planned.plan);
  refuse_other_inputs(loaded->plan, loaded->own, files, options);
  require_resources(loaded->plan, is_on_cpu(options), options);
  loaded->inputs =
      make_inputs(loaded->plan, loaded->own.tensors, options.fills, options.seed, loaded->random);
  return loaded;
}

}  // namespace

std::unique_ptr<LoadedGraph> load_one(const Options& options, const std::string& path) {
  const std::vector<CaseFiles> found = find_cases(path);
  if (found.size() > 1)
    throw Error(Error::Kind::usage, "'" + path + "' holds " + std::to_string(found.size()) +
                                        " graphs, the first of them '" + found[0].name +
                                        "'; name one of them");
  const CaseTexts texts = read_texts(found[0], options.text_only);
  if (texts.graphs > 1)
    throw Error(Error::Kind::usage, "'" + path + "' holds " + std::to_string(texts.graphs) +
                                        " graphs; give a file with one of them");
  return load(found[0], texts, 0, options);
}

std::string readable_of(const LoadedGraph& graph) {
  return graph.files.readable.empty() ? std::string() : read_file(graph.files.readable);
}

}  // namespace ireplay
