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

}  // namespace

int extract_command(const Options& options) {
  set_up_logging(options);
  Engines engines(options);
  const auto graph = load_one(options, options.paths[0]);
  Engine& engine = engines.get();
  BisectJudge judge;
  judge.kind = BisectJudge::Kind::cpu;
  if (!options.against.empty()) judge = choose_judge(*graph, options).judge;
  const BisectOptions how = bisect_options(options, true);
  const std::string folder = options.out.empty() ? options.ops.front() + ".case" : options.out;
  write_case_of(*graph, options.ops, engine, judge, how, folder);
  const CaseOutcome outcome = run_case(folder, engine, how.run);
  if (outcome.kind == CaseOutcome::Kind::broken)
    throw Error(Error::Kind::unsupported, list_ops(options.ops) + " alone can't be replayed: " + outcome.why +
                                              "; the folder '" + folder + "' is left to look at");
  if (options.verbosity >= 0)
    std::printf("%s: %s %s; replay it with: ireplay run %s\n", folder.c_str(), list_ops(options.ops).c_str(),
                outcome.kind == CaseOutcome::Kind::agrees ? "agree" : "differ", folder.c_str());
  return outcome.kind == CaseOutcome::Kind::agrees ? 0 : 1;
}

}  // namespace ireplay
