#include "app/planning.hpp"

#include "app/options.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

Plan plan_of(const CaseFiles& files, const CaseTexts& texts, std::size_t graph, const Options& options) {
  TensorMap given;
  if (!options.inputs.empty()) {
    given = read_tensors(options.inputs);
  } else if (!files.inputs.empty()) {
    given = read_tensors(files.inputs);
  }
  const ParsedCase parsed = parse_case(files, texts, graph);
  return make_plan(parsed.texts(), make_hints(files, read_facts(files.facts), given,
                                              {options.symbols, options.layouts}, options.text_only));
}

}  // namespace

void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed) {
  for (const std::string& path : options.paths)
    for (const CaseFiles& files : find_cases(path)) {
      std::string name = files.name;
      try {
        const CaseTexts texts = read_texts(files, options.text_only);
        for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
          if (texts.graphs > 1) name = files.name + "#" + std::to_string(graph + 1);
          planned(name, plan_of(files, texts, graph, options));
        }
      } catch (const Error& error) {
        failed(name, error);
      }
    }
}

}  // namespace ireplay
