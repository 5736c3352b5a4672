#include "app/planning.hpp"

#include <new>

#include "app/options.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

GraphHints hints_of(const CaseFiles& files, const Options& options) {
  TensorMap given;
  if (!options.inputs.empty()) {
    given = read_tensors(options.inputs);
  } else if (!files.inputs.empty()) {
    given = read_tensors(files.inputs);
  }
  return make_hints(files, read_facts(files.facts), given, {options.symbols, options.layouts},
                    options.text_only);
}

}  // namespace

Error current_error() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return {Error::Kind::device, "there is not enough memory for this graph"};
  } catch (const std::exception& error) {
    return {Error::Kind::device, std::string("this graph can't be replayed: ") + error.what()};
  }
}

void for_each_parsed(const Options& options, const std::function<void(const ParsedGraph& graph)>& parsed,
                     const std::function<void(const std::string& name, const Error& error)>& failed) {
  for (const std::string& path : options.paths)
    for (const CaseFiles& files : find_cases(path)) {
      std::string name = files.name;
      try {
        const CaseTexts texts = read_texts(files, options.text_only);
        for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
          if (texts.graphs > 1) name = files.name + "#" + std::to_string(graph + 1);
          const GraphHints hints = hints_of(files, options);
          parsed({name, files, load_graph(files, texts, graph), hints});
        }
      } catch (...) {
        failed(name, current_error());
      }
    }
}

void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed) {
  for_each_parsed(
      options, [&](const ParsedGraph& graph) { planned(graph.name, lower_graph(graph.parsed, graph.hints)); },
      failed);
}

}  // namespace ireplay
