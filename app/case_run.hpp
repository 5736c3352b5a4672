#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/loaded_graph.hpp"
#include "replay/engine.hpp"
#include "replay/verdict/bisect.hpp"

/// Case folders that commands write: made of a graph's ops, and run to see what they show.
namespace ireplay {

/// Units of the named ops: of a fused node all, of a node in it its own. Throws Error{usage} for a name that
/// the graph does not have.
std::vector<Unit> units_named(const Plan& plan, const std::vector<std::string>& ops);

/// The fused nodes that named ops are parts of, and ops that are none as they are.
std::vector<std::string> whole_nodes(const Plan& plan, const std::vector<std::string>& ops);

/// Writes a case of the named ops: inputs from the chain's run on `engine`, outputs as the judge has them.
void write_case_of(const LoadedGraph& graph, const std::vector<std::string>& ops, Engine& engine,
                   const BisectJudge& judge, const BisectOptions& how, const std::filesystem::path& folder);

/// What a case folder shows when it is run.
struct CaseOutcome {
  enum class Kind : std::uint8_t { agrees, differs, broken };
  Kind kind = Kind::broken;
  std::string why;  // the error of a broken one, or the first output that differs
};
CaseOutcome run_case(const std::filesystem::path& folder, Engine& engine, const RunOptions& options);

}  // namespace ireplay
