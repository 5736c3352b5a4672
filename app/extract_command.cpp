#include <cstdio>

#include "app/case_run.hpp"
#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/judges.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"

namespace ireplay {
namespace {

std::string list_ops(const std::vector<std::string>& ops) {
  std::string text;
  for (const std::string& op : ops) text += (text.empty() ? "" : " ") + op;
  return text;
}

int extract(const LoadedGraph& graph, const Options& options, Engine& engine) {
  BisectJudge judge;
  judge.kind = BisectJudge::Kind::cpu;
  if (!options.against.empty()) judge = choose_judge(graph, options).judge;
  const BisectOptions how = bisect_options(options, true);
  const std::string folder = options.out.empty() ? options.ops.front() + ".case" : options.out;
  std::vector<std::string> ops = options.ops;
  const auto try_ops = [&] {
    write_case_of(graph, ops, engine, judge, how, folder);
    return run_case(folder, engine, how.run);
  };
  CaseOutcome outcome = try_ops();
  const std::vector<std::string> nodes = whole_nodes(graph.plan, ops);
  const bool is_as_wanted = outcome.kind == CaseOutcome::Kind::agrees ||
                            (outcome.kind == CaseOutcome::Kind::differs && !options.against.empty());
  if (!is_as_wanted && nodes != ops) {  // what a kernel's listing alone says belongs to all of its nodes
    std::fprintf(stderr, "%s can't stand alone%s%s: taking the whole of %s\n", list_ops(ops).c_str(),
                 outcome.why.empty() ? "" : ", ", outcome.why.c_str(), list_ops(nodes).c_str());
    ops = nodes;
    outcome = try_ops();
  }
  if (outcome.kind == CaseOutcome::Kind::broken)
    throw Error(Error::Kind::unsupported, list_ops(ops) + " alone can't be replayed: " + outcome.why +
                                              "; the folder '" + folder + "' is left to look at");
  if (options.verbosity >= 0)
    std::printf("%s: %s %s; replay it with: ireplay run %s\n", folder.c_str(), list_ops(ops).c_str(),
                outcome.kind == CaseOutcome::Kind::agrees ? "agree" : "differ", folder.c_str());
  return outcome.kind == CaseOutcome::Kind::agrees ? 0 : 1;
}

}  // namespace

int extract_command(const Options& options) {
  set_up_logging(options);
  refuse_originals(options);
  Engines engines(options);
  const auto graph = load_one(options, options.paths[0]);
  return with_places(*graph, options, [&] { return extract(*graph, options, engines.get()); });
}

}  // namespace ireplay
