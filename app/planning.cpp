#include "app/planning.hpp"

#include <new>

#include "app/given_names.hpp"
#include "app/options.hpp"
#include "replay/data_plan.hpp"

namespace ireplay {
namespace {

Plan plan_of(const CaseFiles& files, const CaseTexts& texts, std::size_t graph, const Options& options) {
  const TensorMap given = read_given(files, options).tensors;
  return plan_case(load_graph(files, texts, graph), files, read_facts(files.facts), given, options);
}

}  // namespace

Plan plan_case(const ParsedCase& parsed, const CaseFiles& files, const CaseFacts& facts,
               const TensorMap& given, const Options& options) {
  const GraphHints hints =
      make_hints(files, facts, given, {options.symbols, options.layouts}, options.text_only);
  return lower_with_data(parsed, hints, {given, options.fills, options.seed, options.threads});
}

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
      } catch (...) {
        failed(name, current_error());
      }
    }
}

}  // namespace ireplay
