#include "app/commands.hpp"
#include "app/given_names.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/originals.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "parser/words.hpp"
#include "replay/report/check.hpp"

namespace ireplay {
namespace {

/// Symbols that the error asks for and nobody has given.
std::vector<std::string> asked_symbols(const Error& error, const Options& options, const Dump& dump) {
  std::vector<std::string> asked;
  const std::string sentence = error.what();
  for (const std::string& symbol : symbols_in(dump.source->text()))
    if (!options.symbols.contains(symbol) && sentence.find("--sym " + symbol + "=") != sentence.npos)
      asked.push_back(symbol);
  return asked;
}

/// Lowers, with a size taken for each symbol that is missing, so that all of them are found.
CheckReport check_lowering(const ParsedGraph& graph, Options options) {
  constexpr std::int64_t kAnySize = 8;
  std::optional<CheckReport> first;
  std::vector<std::string> missing;
  const auto finish = [&](CheckReport report, const Plan& plan = {}) {
    if (!first) first = std::move(report);
    first->missing = missing;
    first->originals =
        find_originals(graph.parsed, graph.files, graph.facts, graph.given.tensors, options, plan);
    return std::move(*first);
  };
  while (true) try {
      TensorMap given = graph.given.tensors;
      const Plan plan = plan_case(graph.parsed, graph.files, graph.facts, given, options).plan;
      refuse_other_inputs(plan, graph.given, graph.files, options);
      return finish(make_check_report(plan), plan);
    } catch (const UnsupportedGraph& error) {
      const Dump* text = graph.parsed.ir.source == nullptr ? nullptr : &graph.parsed.ir;
      return finish(make_check_report(error, error.faults, text));
    } catch (const Error& error) {
      const bool has_text = graph.parsed.ir.source != nullptr;  // else the wrapper is all that there is
      const std::vector<std::string> symbols =
          has_text ? asked_symbols(error, options, graph.parsed.ir) : std::vector<std::string>();
      CheckReport report = make_check_report(error, {}, has_text ? &graph.parsed.ir : nullptr);
      if (symbols.empty()) return finish(std::move(report));
      if (!first) first = std::move(report);
      first->blocker = "a size that no file says";
      for (const std::string& symbol : symbols) {
        missing.push_back("--sym " + symbol + "=VALUE");
        options.symbols[symbol] = kAnySize;
      }
    }
}

int exit_code_of(const std::vector<CheckReport>& reports) {
  int worst = 0;
  for (const CheckReport& report : reports) worst = worse_exit_code(worst, report.exit_code);
  return worst;
}

}  // namespace

int check_command(const Options& options) {
  set_up_logging(options);
  const bool on_terminal = options.json != "-";
  const std::size_t width = output_width();
  std::vector<CheckReport> reports;
  const auto add = [&](CheckReport report, const std::string& name) {
    report.dump = printable(name);
    reports.push_back(std::move(report));
  };
  for_each_parsed(
      options,
      [&](const ParsedGraph& graph) {
        CheckReport report = check_lowering(graph, options);
        report.torch = graph.facts.torch;
        report.gpu = graph.facts.gpu;
        add(std::move(report), graph.name);
      },
      [&](const std::string& name, const Error& error) { add(make_check_report(error, {}, nullptr), name); });
  const bool several = reports.size() > 1;
  for (const CheckReport& report : reports) {
    const bool bad = report.exit_code != 0;
    const bool shown =
        several ? options.verbosity > 0 || (bad && options.verbosity < 0) : options.verbosity >= 0 || bad;
    if (on_terminal && shown) print((&report == reports.data() ? "" : "\n") + to_text(report, width));
    const bool says_case = !several || report.error.starts_with(report.dump);
    if (!report.error.empty()) print_error((says_case ? "" : report.dump + ": ") + report.error);
  }
  if (on_terminal && several && options.verbosity >= 0)
    print((options.verbosity > 0 ? "\n" : "") + to_summary(reports, width));
  if (!options.json.empty()) write_output(options.json, to_json(reports, IREPLAY_VERSION));
  return exit_code_of(reports);
}

}  // namespace ireplay
