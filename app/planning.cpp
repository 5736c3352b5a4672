#include "app/planning.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <new>

#include "app/choosing.hpp"
#include "app/engines.hpp"
#include "app/estimates.hpp"
#include "app/given_names.hpp"
#include "app/interrupts.hpp"
#include "app/options.hpp"
#include "app/run_faults.hpp"
#include "replay/data/data_plan.hpp"
#include "replay/ranks/lockstep.hpp"
#include "replay/ranks/together.hpp"

namespace ireplay {

GraphHints told_hints(const Options& options) {
  GraphHints hints;
  hints.symbols = options.symbols;
  hints.tensors = options.layouts;
  hints.tf32 = options.tf32;
  return hints;
}

namespace {

InputSource source_of(const TensorMap& given, const Options& options, bool on_cpu = true) {
  return {given, options.fills, options.seed, options.threads,
          [&options, on_cpu](const Plan& part) { require_resources(part, on_cpu, options); }};
}

Plan lower(const ParsedCase& parsed, const CaseFiles& files, const CaseFacts& facts, const TensorMap& given,
           const Options& options, const Readings& readings = {}) {
  GraphHints hints = make_hints(files, facts, given, told_hints(options), options.text_only);
  hints.readings = readings;
  try {
    return lower_with_data(parsed, hints, source_of(given, options));
  } catch (const Error& error) {  // types and sizes that contradict the text: whose are they
    const bool of_case = options.inputs.empty() && options.layouts.empty() && options.symbols.empty();
    if (error.kind() != Error::Kind::usage || !of_case) throw;
    throw Error(Error::Kind::dump,
                (files.facts.empty() ? files.inputs : files.facts).string() + ": " + error.what());
  }
}

/// The cases in `rank0`, `rank1` .. beside a case in such a folder, itself among them, or of its name in
/// those.
std::vector<CaseFiles> find_ranks(const CaseFiles& files) {
  constexpr std::string_view kRank = "rank";
  std::filesystem::path folder =
      std::filesystem::absolute(files.ir.empty() ? files.wrapper : files.ir).parent_path();
  std::filesystem::path name;
  std::vector<CaseFiles> found;
  if (!folder.filename().string().starts_with(kRank)) name = folder.filename(), folder = folder.parent_path();
  if (!folder.filename().string().starts_with(kRank)) return found;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder.parent_path(), error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::error_code unreadable;
    const std::filesystem::path inner = entry->path() / name;
    if (!entry->path().filename().string().starts_with(kRank) ||
        !std::filesystem::is_directory(inner, unreadable))
      continue;
    const std::vector<CaseFiles> cases = find_cases(inner.string());
    if (cases.size() == 1 && !cases[0].facts.empty()) found.push_back(cases[0]);
  }
  std::ranges::sort(found, {}, &CaseFiles::name);
  return found;
}

/// The ranks of the run, where the others lie beside this one.
Collectives find_collectives_of(PlannedCase& planned, const CaseFiles& files, const CaseFacts& facts,
                                const Options& options) {
  if (facts.rank < 0 || !options.inputs.empty()) return {};
  const std::vector<CaseFiles> cases = find_ranks(files);
  if (cases.size() < 2) return {};
  auto ranks = std::make_shared<std::vector<Rank>>();
  std::string names;
  for (const CaseFiles& other : cases) {
    const CaseFacts other_facts = read_facts(other.facts);
    const CaseTexts texts = read_texts(other, options.text_only);
    GivenTensors given = read_given(other, options);
    const ParsedCase parsed = load_graph(other, texts, 0);
    Plan plan = lower(parsed, other, other_facts, given.tensors, options);
    refuse_other_inputs(plan, given, other, options);
    ranks->push_back({other_facts.rank, std::move(plan), std::move(given.tensors), other_facts.groups});
    (names += names.empty() ? "" : ", ") += std::to_string(other_facts.rank);
  }
  check_ranks(*ranks, facts.rank);
  drop_collective_warnings(planned.plan, planned.plan);
  planned.plan.warnings.push_back("collectives were computed on the CPU from the inputs of ranks " + names);
  return [ranks, rank = facts.rank, &options](Engine& engine, const RunOptions& run) {
    static const TensorMap no_others;
    return run_in_lockstep(*ranks, rank, source_of(no_others, options, is_on_cpu(options)), engine, run);
  };
}

/// A fault of collectives at the statement or the node that it names, else of the case.
Error placed_in_case(const Error& error, const Plan& plan, const ParsedCase& parsed, const CaseFiles& files) {
  Error fault = placed(error, plan, parsed);
  if (fault.has_place() || fault.kind() != Error::Kind::dump) return fault;
  return {fault.kind(), "'" + files.facts.string() + "': " + fault.what()};
}

}  // namespace

PlannedCase plan_case(const ParsedCase& parsed, const CaseFiles& files, const CaseFacts& facts,
                      const TensorMap& given, const Options& options, const Readings& readings) {
  PlannedCase planned{lower(parsed, files, facts, given, options, readings), {}};
  if (lacks_collectives(planned.plan, given)) try {
      planned.collectives = find_collectives_of(planned, files, facts, options);
    } catch (const Error& error) {
      throw placed_in_case(error, planned.plan, parsed, files);
    }
  if (planned.collectives)
    planned.plan.outputs = with_collectives(planned.plan).outputs;  // how deep they lie
  return planned;
}

void fill_collectives(const PlannedCase& planned, const ParsedCase& parsed, const CaseFiles& files,
                      Engine& engine, const RunOptions& run, TensorMap& given) {
  if (planned.collectives) try {
      given.merge(planned.collectives(engine, run));
    } catch (const Error& error) {
      throw placed_in_case(error, planned.plan, parsed, files);
    }
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
  } catch (const Interrupted&) {  // ends the run, not the graph
    throw;
  } catch (...) {
    return {Error::Kind::device, "this graph can't be replayed: an exception of no known type"};
  }
}

std::string to_case_error(const std::string& name, const Error& error, bool several) {
  std::string text = to_text(error);
  const std::string shown = printable(name);
  return several && !text.starts_with(shown) ? shown + ": " + text : text;
}

void for_each_parsed(const Options& options, const std::function<void(const ParsedGraph& graph)>& parsed,
                     const std::function<void(const std::string& name, const Error& error)>& failed) {
  for (const ChosenCase& chosen : choose_cases(options)) {
    const CaseFiles& files = chosen.files;
    CaseTexts texts;
    if (const auto error = fault_of([&] { texts = read_texts(files, options.text_only); })) {
      failed(files.name, *error);
      continue;
    }
    for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
      throw_if_interrupted();
      const std::string name = texts.graphs == 1 ? files.name : files.name + "#" + std::to_string(graph + 1);
      const auto error = fault_of([&] {
        const CaseFacts facts = read_facts(files.facts);
        GivenTensors given = read_given(files, options);
        const ParsedCase loaded = load_graph(files, texts, graph);
        parsed({name, files, loaded, facts, given});
      });
      if (error) failed(name, *error);
    }
  }
}

void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed) {
  for_each_parsed(
      options,
      [&](const ParsedGraph& graph) {
        const Plan plan =
            plan_case(graph.parsed, graph.files, graph.facts, graph.given.tensors, options).plan;
        refuse_other_inputs(plan, graph.given, graph.files, options);
        planned(graph.name, plan);
      },
      failed);
}

}  // namespace ireplay
