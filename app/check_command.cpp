#include <cstdio>

#include "app/choosing.hpp"
#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/case/named_things.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/check.hpp"

namespace ireplay {
namespace {

/// A symbol that the error asks for and nobody has given; empty where it asks for none.
std::string asked_symbol(const Error& error, const GraphHints& hints, const CaseTexts& texts) {
  const std::string sentence = error.what();
  for (const std::string& symbol : symbols_in(texts.ir->text()))
    if (!hints.symbols.contains(symbol) && sentence.find("--sym " + symbol + "=") != sentence.npos)
      return symbol;
  return "";
}

/// Lowers, with a size taken for each symbol that is missing, so that all of them are found.
CheckReport check_lowering(const ParsedCase& parsed, GraphHints hints, const CaseTexts& texts) {
  constexpr std::int64_t kAnySize = 8;
  std::optional<CheckReport> first;
  std::vector<std::string> missing;
  const auto finish = [&](CheckReport report) {
    if (!first) first = std::move(report);
    first->missing = missing;
    return std::move(*first);
  };
  while (true) try {
      const Plan plan = lower_graph(parsed, hints);
      return finish(make_check_report(plan));
    } catch (const UnsupportedGraph& error) {
      return finish(make_check_report(error, error.faults, &parsed.ir));
    } catch (...) {
      const Error error = current_error();
      const std::string symbol = asked_symbol(error, hints, texts);
      CheckReport report = make_check_report(error, {}, &parsed.ir);
      if (symbol.empty()) return finish(std::move(report));
      if (!first) first = std::move(report);
      first->blocker = "a size that no file says";
      missing.push_back("--sym " + symbol + "=VALUE");
      hints.symbols[symbol] = kAnySize;
    }
}

CheckReport check_graph_of(const CaseFiles& files, const CaseTexts& texts, std::size_t graph,
                           const Options& options) {
  const CaseFacts facts = read_facts(files.facts);
  TensorMap given;
  if (const auto& file = options.inputs.empty() ? files.inputs : std::filesystem::path(options.inputs);
      !file.empty())
    given = read_tensors(file);
  const ParsedCase parsed = load_graph(files, texts, graph);
  CheckReport report = check_lowering(
      parsed, make_hints(files, facts, given, {options.symbols, options.layouts}, options.text_only), texts);
  report.torch = facts.torch;
  report.gpu = facts.gpu;
  return report;
}

int exit_code_of(const std::vector<CheckReport>& reports) {
  for (const int code : {3, 4, 5, 2})
    for (const CheckReport& report : reports)
      if (report.exit_code == code) return code;
  return 0;
}

}  // namespace

int check_command(const Options& options) {
  set_up_logging(options);
  const std::vector<ChosenCase> all = choose_cases(options);
  const bool several = all.size() > 1, on_terminal = options.json != "-";
  std::vector<CheckReport> reports;
  const auto add = [&](CheckReport report, const std::string& name) {
    report.dump = name;
    const bool shown = several ? options.verbosity > 0 || (report.exit_code != 0 && options.verbosity < 0)
                               : options.verbosity >= 0 || report.exit_code != 0;
    if (on_terminal && shown)
      std::fputs(((reports.empty() ? "" : "\n") + to_text(report, output_width())).c_str(), stdout);
    reports.push_back(std::move(report));
  };
  for (const ChosenCase& chosen : all) {
    CaseTexts texts;
    try {
      texts = read_texts(chosen.files, options.text_only);
    } catch (...) {
      add(make_check_report(current_error(), {}, nullptr), chosen.files.name);
      continue;
    }
    for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
      const std::string name =
          texts.graphs == 1 ? chosen.files.name : chosen.files.name + "#" + std::to_string(graph + 1);
      try {
        add(check_graph_of(chosen.files, texts, graph, options), name);
      } catch (...) {
        add(make_check_report(current_error(), {}, nullptr), name);
      }
    }
  }
  if (on_terminal && reports.size() > 1 && options.verbosity >= 0)
    std::fputs(((options.verbosity > 0 ? "\n" : "") + to_summary(reports, output_width())).c_str(), stdout);
  if (!options.json.empty()) write_output(options.json, to_json(reports, IREPLAY_VERSION));
  return exit_code_of(reports);
}

}  // namespace ireplay
