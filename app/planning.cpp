#include "app/planning.hpp"

#include <new>

#include "app/given_names.hpp"
#include "app/interrupts.hpp"
#include "app/options.hpp"

namespace ireplay {
namespace {

Plan plan_of(const CaseFiles& files, const CaseTexts& texts, std::size_t graph, const Options& options) {
  const GivenTensors given = read_given(files, options);
  const ParsedCase parsed = load_graph(files, texts, graph);
  Plan plan = lower_graph(parsed, make_hints(files, read_facts(files.facts), given.tensors,
                                             {options.symbols, options.layouts}, options.text_only));
  refuse_other_inputs(plan, given, files, options);
  return plan;
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

std::string to_case_error(const std::string& name, const Error& error, bool several) {
  std::string text = to_text(error);
  const std::string shown = printable(name);
  return several && !text.starts_with(shown) ? shown + ": " + text : text;
}

void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed) {
  for (const std::string& path : options.paths)
    for (const CaseFiles& files : find_cases(path)) {
      CaseTexts texts;
      if (const auto error = fault_of([&] { texts = read_texts(files, options.text_only); })) {
        failed(files.name, *error);
        continue;
      }
      for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
        throw_if_interrupted();
        const std::string name =
            texts.graphs == 1 ? files.name : files.name + "#" + std::to_string(graph + 1);
        std::optional<Plan> plan;
        const auto error = fault_of([&] { plan = plan_of(files, texts, graph, options); });
        error ? failed(name, *error) : planned(name, *plan);
      }
    }
}

}  // namespace ireplay
